//! `X-Plivo-Signature-V3`: base64(HMAC-SHA256(auth token, address ‖ sorted query ‖ sorted form ‖ nonce)). The second
//! version leaves query and form out. It is taken only of what is about texts, which Plivo signs in no other way.
//! Sources: <https://docs.plivo.com/docs/voice/concepts/signature-validation>,
//! <https://docs.plivo.com/docs/messaging/concepts/signature-validation>.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

use crate::{
    domain::secret::Secret,
    provider::{
        SignatureError, SignedRequest, form::WebhookForm, form_signature, spellings::SignedBases, texts::is_about_texts,
    },
};

/// The headers of one version: signatures under the token of the account or subaccount and under the main account's,
/// several in each with commas between; and the nonce.
struct Version {
    signatures: [&'static str; 2],
    nonce: &'static str,
}

const V3: Version =
    Version { signatures: ["x-plivo-signature-v3", "x-plivo-signature-ma-v3"], nonce: "x-plivo-signature-v3-nonce" };
const V2: Version =
    Version { signatures: ["x-plivo-signature-v2", "x-plivo-signature-ma-v2"], nonce: "x-plivo-signature-v2-nonce" };

impl Version {
    fn is_there(&self, headers: &HeaderMap) -> bool {
        headers.contains_key(self.nonce) && self.signatures.iter().any(|name| headers.contains_key(*name))
    }
}

/// The signature of a form sent to `url` by POST, as Plivo makes it.
#[must_use]
pub fn sign(token: &Secret, url: &str, body: &[u8], nonce: &str) -> String {
    signature_of(token, url, &signed_rest("", body, nonce))
}

pub(super) fn is_there(headers: &HeaderMap) -> bool {
    V3.is_there(headers) || V2.is_there(headers)
}

pub(super) fn verify(
    bases: &SignedBases,
    tokens: &[Secret],
    request: &SignedRequest<'_>,
) -> Result<(), SignatureError> {
    let is_second = !V3.is_there(request.headers) && is_about_texts(request.target);
    let version = if is_second { V2 } else { V3 };
    let header = |name: &str| request.headers.get(name).and_then(|value| value.to_str().ok());
    let nonce = header(version.nonce).filter(|nonce| !nonce.is_empty()).ok_or(SignatureError)?;
    let signatures = version.signatures.iter().filter_map(|name| header(name));
    let given: Vec<_> = signatures.flat_map(|list| list.split(',')).collect();
    if given.is_empty() || given.len() > MAX_SIGNATURES || !request.target.starts_with('/') {
        return Err(SignatureError);
    }
    let (path, query) = request.target.split_once('?').unwrap_or((request.target, ""));
    let rest = if is_second { nonce.as_bytes().to_vec() } else { signed_rest(query, request.body, nonce) };
    let holds = |bases: &[String]| {
        let mut holds = Choice::from(0);
        for token in tokens {
            for base in bases {
                let expected = signature_of(token, &format!("{base}{path}"), &rest);
                for given in &given {
                    holds |= expected.as_bytes().ct_eq(given.trim().as_bytes());
                }
            }
        }
        bool::from(holds)
    };
    let rare = request.body.len() <= form_signature::MAX_BYTES_FOR_RARE_SPELLINGS;
    if holds(&bases.usual) || (rare && holds(&bases.rare)) { Ok(()) } else { Err(SignatureError) }
}

/// More than Plivo ever sends, while tokens are rotated.
const MAX_SIGNATURES: usize = 8;

/// What is signed behind the path. A `?` stands before a form even where there is no query.
fn signed_rest(query: &str, body: &[u8], nonce: &str) -> Vec<u8> {
    let (query, form) = (WebhookForm::read(query.as_bytes()), WebhookForm::read(body));
    let (query, form) = (sorted(&query), sorted(&form));
    let mut rest = Vec::with_capacity(body.len() + nonce.len() + 2);
    if !query.is_empty() || !form.is_empty() {
        rest.push(b'?');
    }
    for (at, (name, value)) in query.iter().enumerate() {
        let between: &[u8] = if at == 0 { b"" } else { b"&" };
        for part in [between, name, b"=", value] {
            rest.extend_from_slice(part);
        }
    }
    if !query.is_empty() && !form.is_empty() {
        rest.push(b'.');
    }
    for part in form.iter().flat_map(|(name, value)| [name, value]) {
        rest.extend_from_slice(part);
    }
    rest.push(b'.');
    rest.extend_from_slice(nonce.as_bytes());
    rest
}

fn sorted<'a>(form: &'a WebhookForm<'_>) -> Vec<(&'a [u8], &'a [u8])> {
    let mut pairs: Vec<_> = form.pairs().collect();
    pairs.sort_unstable();
    pairs
}

fn signature_of(token: &Secret, address: &str, rest: &[u8]) -> String {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of every length (RFC 2104, section 2)")]
    let mut mac = Hmac::<Sha256>::new_from_slice(token.expose().as_bytes()).expect("a key of any length");
    mac.update(address.as_bytes());
    mac.update(rest);
    STANDARD.encode(mac.finalize().into_bytes())
}
