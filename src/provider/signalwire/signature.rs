//! Two signatures under the project's signing key: of a form as Twilio signs it, and of the whole body in hexadecimal.
//! Either is enough, as each needs the key.
//! Source: <https://developer.signalwire.com/platform/basics/guides/technical-troubleshooting/security/>.

use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

use crate::{
    domain::secret::Secret,
    provider::{
        SignatureError, SignedRequest,
        form_signature::{self, Repeats, SignedParts},
        spellings::SignedBases,
    },
};

/// Of the form; the second is the name that it had first.
const OF_FORM: [&str; 2] = ["x-signalwire-signature", "x-twilio-signature"];
const OF_BODY: &str = "x-signalwire-sha256-signature";

/// The signature of a form sent to `url` by POST, as SignalWire makes it.
#[must_use]
pub fn sign(key: &Secret, url: &str, body: &[u8]) -> String {
    form_signature::sign(key, url, body, Repeats::AsSent)
}

pub(super) fn is_there(headers: &HeaderMap) -> bool {
    OF_FORM.into_iter().chain([OF_BODY]).any(|name| header(headers, name).is_some())
}

pub(super) fn verify(bases: &SignedBases, keys: &[Secret], request: &SignedRequest<'_>) -> Result<(), SignatureError> {
    if let Some(given) = header(request.headers, OF_BODY)
        && body_holds(bases, keys, request, given)
    {
        return Ok(());
    }
    let SignedRequest { target, headers, body } = *request;
    let signature = OF_FORM.into_iter().find_map(|name| header(headers, name));
    form_signature::verify(bases, keys, Repeats::AsSent, &SignedParts { target, signature, body })
}

/// lowercase hexadecimal of HMAC-SHA256(key, URL ‖ body).
fn body_holds(bases: &SignedBases, keys: &[Secret], request: &SignedRequest<'_>, given: &str) -> bool {
    if !request.target.starts_with('/') {
        return false;
    }
    let mut holds = Choice::from(0);
    for key in keys {
        for base in &bases.usual {
            let expected = base16ct::lower::encode_string(&hash(key, base, request));
            holds |= expected.as_bytes().ct_eq(given.as_bytes());
        }
    }
    holds.into()
}

fn hash(key: &Secret, base: &str, request: &SignedRequest<'_>) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of every length (RFC 2104, section 2)")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose().as_bytes()).expect("a key of any length");
    for part in [base.as_bytes(), request.target.as_bytes(), request.body] {
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
