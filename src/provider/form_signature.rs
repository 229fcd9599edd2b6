//! base64(HMAC-SHA1(key, URL ‖ sorted names and values)): how Twilio signs a form, and those who sign as it does.
//! Source: <https://www.twilio.com/docs/usage/security#validating-requests>.

use crate::domain::secret::Secret;
use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};

use super::{SignatureError, form::WebhookForm, spellings::SignedBases};

/// How the values of a name that is given more than once are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::provider) enum Repeats {
    /// Sorted, and each different one once: Twilio.
    Once,
    /// Each as often as it comes, in the order in which it comes.
    AsSent,
}

/// The signature of a form sent to `url` by POST.
pub(in crate::provider) fn sign(key: &Secret, url: &str, body: &[u8], repeats: Repeats) -> String {
    signature_of(key, url, "", &signed_pairs(&WebhookForm::read(body), repeats))
}

/// No provider sends a form larger than this: rarer spellings of the address are then not worth the hashing.
pub(in crate::provider) const MAX_BYTES_FOR_RARE_SPELLINGS: usize = 8 * 1024;

/// What is signed of a request, and the signature that it has.
#[derive(Debug, Clone, Copy)]
pub(in crate::provider) struct SignedParts<'a> {
    /// Path and query exactly as they stood in the request line.
    pub target: &'a str,
    /// The header's text; none where it is absent or cannot be read.
    pub signature: Option<&'a str>,
    /// The body as it was sent.
    pub body: &'a [u8],
}

/// Tries every key with every spelling of the public URL, the usual ones first. Which one held is no secret: all of
/// them are ours. The body need not be UTF-8 for its signature to hold.
pub(in crate::provider) fn verify(
    bases: &SignedBases,
    keys: &[Secret],
    repeats: Repeats,
    request: &SignedParts<'_>,
) -> Result<(), SignatureError> {
    let given = request.signature.ok_or(SignatureError)?;
    if !request.target.starts_with('/') {
        return Err(SignatureError);
    }
    // A body that is no form is signed through a hash of it in the query, and only the URL is signed then.
    let form = match body_hash(request.target) {
        Some(promised) if hash_holds(&promised, request.body) => WebhookForm::empty(),
        Some(_) => return Err(SignatureError),
        None => WebhookForm::read(request.body),
    };
    let pairs = signed_pairs(&form, repeats);
    let holds = |bases: &[String]| {
        let mut holds = Choice::from(0);
        for key in keys {
            for base in bases {
                let expected = signature_of(key, base, request.target, &pairs);
                holds |= expected.as_bytes().ct_eq(given.as_bytes());
            }
        }
        bool::from(holds)
    };
    let rare = request.body.len() <= MAX_BYTES_FOR_RARE_SPELLINGS;
    if holds(&bases.usual) || (rare && holds(&bases.rare)) { Ok(()) } else { Err(SignatureError) }
}

/// Names in byte order.
fn signed_pairs<'a>(form: &'a WebhookForm<'_>, repeats: Repeats) -> Vec<(&'a [u8], &'a [u8])> {
    let mut pairs: Vec<_> = form.pairs().collect();
    match repeats {
        Repeats::Once => {
            pairs.sort_unstable();
            pairs.dedup();
        }
        Repeats::AsSent => pairs.sort_by_key(|(name, _)| *name),
    }
    pairs
}

fn signature_of(key: &Secret, base: &str, target: &str, pairs: &[(&[u8], &[u8])]) -> String {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of every length (RFC 2104, section 2)")]
    let mut mac = Hmac::<Sha1>::new_from_slice(key.expose().as_bytes()).expect("a key of any length");
    mac.update(base.as_bytes());
    mac.update(target.as_bytes());
    for (name, value) in pairs {
        mac.update(name);
        mac.update(value);
    }
    STANDARD.encode(mac.finalize().into_bytes())
}

fn body_hash(target: &str) -> Option<Vec<u8>> {
    let (_, query) = target.split_once('?')?;
    let form = WebhookForm::read(query.as_bytes());
    form.pairs().find(|(name, _)| *name == b"bodySHA256").map(|(_, value)| value.to_vec())
}

fn hash_holds(promised: &[u8], body: &[u8]) -> bool {
    base16ct::lower::encode_string(&Sha256::digest(body)).as_bytes().ct_eq(promised).into()
}
