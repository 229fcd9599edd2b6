//! `X-Twilio-Signature`, under the auth token.

use crate::{
    domain::secret::Secret,
    provider::{
        SignatureError,
        form_signature::{self, Repeats, SignedParts},
        spellings::SignedBases,
    },
};

/// The signature of a form sent to `url` by POST, as Twilio makes it.
#[must_use]
pub fn sign(token: &Secret, url: &str, body: &[u8]) -> String {
    form_signature::sign(token, url, body, Repeats::Once)
}

pub(super) fn verify(bases: &SignedBases, tokens: &[Secret], request: &SignedParts<'_>) -> Result<(), SignatureError> {
    form_signature::verify(bases, tokens, Repeats::Once, request)
}

#[cfg(test)]
#[path = "signature_tests.rs"]
mod tests;
