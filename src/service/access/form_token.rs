//! The token that the forms of a session carry.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The token that the forms of a session carry. It follows from the session's own secret, so that whoever plants a
/// cookie cannot choose it. Every session has another one, and none leads back to the secret.
#[must_use]
pub fn form_token(session: &str) -> String {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(session.as_bytes()).expect("any key fits");
    mac.update(b"form token");
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_session_has_a_form_token_of_its_own() {
        assert_eq!(form_token("one"), form_token("one"));
        assert_ne!(form_token("one"), form_token("two"));
        assert_eq!(form_token("one").len(), 43);
    }
}
