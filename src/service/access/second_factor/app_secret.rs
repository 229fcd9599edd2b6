//! The secret that an authenticator app shares with the gateway (RFC 6238). It follows from the key file, and is kept
//! nowhere.

use std::fmt::Write;

use subtle::ConstantTimeEq;
use totp_rs::{Algorithm, TOTP};

use crate::{
    domain::{
        ids::SecondFactorId,
        second_factor::{APP_DIGITS, STEP_SECS},
        secret::Secret,
    },
    service::kernel::keys::{DerivedFor, LinkKey},
};

/// As long as what HMAC-SHA-1 gives, as RFC 4226, 4 asks for.
const SECRET_BYTES: usize = 20;
/// Letters between blanks where a secret is to be typed.
const GROUP: usize = 4;

/// The secret of one app.
pub struct AppSecret(TOTP);

impl AppSecret {
    /// The secret that follows from the key file and this id.
    #[must_use]
    pub fn new(keys: &LinkKey, id: SecondFactorId) -> Self {
        let derived = Secret::new(keys.derive(DerivedFor::SecondFactor, id.as_bytes(), 0).to_vec());
        let secret = derived.get(..SECRET_BYTES).unwrap_or_default().to_vec();
        // SHA-1 is the one that every app knows.
        Self(TOTP::new_unchecked(Algorithm::SHA1, APP_DIGITS, 0, STEP_SECS.unsigned_abs(), secret))
    }

    /// Whether the code is the one that the app shows in this step, found out in the same time for every code.
    #[must_use]
    pub fn is_code_of(&self, step: i64, code: &str) -> bool {
        let Ok(at) = u64::try_from(step.saturating_mul(STEP_SECS)) else { return false };
        let right = Secret::new(self.0.generate(at));
        right.as_bytes().ct_eq(code.as_bytes()).into()
    }

    /// The secret in Base32 (RFC 4648, 6), in groups, for whoever types it.
    #[must_use]
    pub fn grouped(&self) -> Secret {
        let encoded = Secret::new(self.0.get_secret_base32());
        let groups: Vec<_> = encoded.as_bytes().chunks(GROUP).map(|group| String::from_utf8_lossy(group)).collect();
        Secret::new(groups.join(" "))
    }

    /// What an app reads off a QR code: the secret, and what the app calls it.
    #[must_use]
    pub fn uri(&self, workspace: &str, email: &str) -> Secret {
        // A colon ends the name of the issuer.
        let issuer = escaped(&format!("phoneclock {}", workspace.replace(':', " ")));
        let (email, secret) = (escaped(email), Secret::new(self.0.get_secret_base32()));
        Secret::new(format!(
            "otpauth://totp/{issuer}:{email}?secret={}&issuer={issuer}&algorithm=SHA1&digits={APP_DIGITS}&period={STEP_SECS}",
            secret.expose()
        ))
    }
}

/// With every byte in percent form that is not unreserved (RFC 3986, 2.3): apps take a plus for a plus.
fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut escaped, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            _ => write!(escaped, "%{byte:02X}").unwrap_or_default(),
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(secret: &[u8]) -> AppSecret {
        AppSecret(TOTP::new_unchecked(Algorithm::SHA1, APP_DIGITS, 0, 30, secret.to_vec()))
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let app = of(b"12345678901234567890");
        // Appendix B, the last six digits of each.
        for (at, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000_i64, "353130"),
        ] {
            assert!(app.is_code_of(at / 30, code), "{at}");
            assert!(!app.is_code_of(at / 30 + 1, code), "{at}");
        }
        for code in ["", "28708", "2870820", "287083", "２８７０８２"] {
            assert!(!app.is_code_of(1, code), "{code}");
        }
        assert!(!app.is_code_of(-1, "287082"));
    }

    #[test]
    fn an_app_reads_secret_and_names() {
        let app = of(b"12345678901234567890");
        assert_eq!(app.grouped().expose(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            app.uri("Lopez: Roofing & Söhne", "ana+1@example.com").expose(),
            "otpauth://totp/phoneclock%20Lopez%20%20Roofing%20%26%20S%C3%B6hne:ana%2B1%40example.com\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=phoneclock%20Lopez%20%20Roofing%20%26%20S%C3%B6hne&algorithm=SHA1&digits=6&period=30"
        );
    }
}
