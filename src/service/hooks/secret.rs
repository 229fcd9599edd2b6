//! What proves to a program that it was told by us: the signatures of Standard Webhooks
//! (<https://github.com/standard-webhooks/standard-webhooks>), for which there are libraries in most languages.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;

use crate::{
    domain::secret::Secret,
    service::kernel::keys::{DerivedFor, LinkKey},
    store::hooks::Hook,
};

/// What the text of every secret begins with.
const MARK: &str = "whsec_";
/// The way in which these are signatures: HMAC with SHA-256.
const VERSION: &str = "v1";

/// A secret that an address shares with us. It follows from the key file, so that a stolen database has none.
pub struct HookSecret(Secret<Vec<u8>>);

impl HookSecret {
    /// The one that signs.
    #[must_use]
    pub fn of(keys: &LinkKey, hook: &Hook) -> Self {
        Self::numbered(keys, hook, hook.secret_number)
    }

    fn numbered(keys: &LinkKey, hook: &Hook, number: u32) -> Self {
        Self(Secret::new(keys.derive(DerivedFor::HookSecret, hook.id.as_bytes(), number).to_vec()))
    }

    /// As programs take it, for the one page that shows it.
    #[must_use]
    pub fn to_text(&self) -> Secret {
        Secret::new(format!("{MARK}{}", STANDARD.encode(&*self.0)))
    }

    fn sign(&self, content: &str) -> String {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any key fits");
        mac.update(content.as_bytes());
        format!("{VERSION},{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

/// The header `webhook-signature` of a message that is sent now: by the secret, and for a while by the one before.
pub(super) fn signatures(keys: &LinkKey, hook: &Hook, (id, body): (&str, &str), now: Timestamp) -> String {
    let content = format!("{id}.{}.{body}", now.as_second());
    let before = hook.old_secret_until.filter(|until| now < *until).map(|_| hook.secret_number - 1);
    let numbers = [Some(hook.secret_number), before].into_iter().flatten();
    numbers.map(|number| HookSecret::numbered(keys, hook, number).sign(&content)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_that_of_the_published_example() {
        // From the specification: a secret, a message and what is signed of them.
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let content = r#"msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}"#;
        let signature = HookSecret(Secret::new(secret)).sign(content);
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
