//! Signs webhooks as Twilio does: HMAC-SHA1 over the address and the sorted form.
//! <https://www.twilio.com/docs/usage/security#validating-requests>

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use phoneclock_core::domain::secret::Secret;
use sha1::Sha1;
use url::Url;

/// The header that carries the signature.
pub const HEADER: &str = "X-Twilio-Signature";

/// The signature over exactly this text of an address, and over the form's fields in whatever order they come.
/// A name that is given twice counts once for each different value.
#[must_use]
pub fn sign(auth_token: &Secret, address: &str, form: &[(String, String)]) -> String {
    let mut fields: Vec<_> = form.iter().collect();
    fields.sort();
    fields.dedup();
    #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
    let mut mac = Hmac::<Sha1>::new_from_slice(auth_token.expose().as_bytes()).expect("a key");
    mac.update(address.as_bytes());
    for (name, value) in fields {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    STANDARD.encode(mac.finalize().into_bytes())
}

/// The text of an address that is signed in voice webhooks: without user, password and fragment; over HTTPS also
/// without the port.
#[must_use]
pub fn signed_form(address: &Url) -> String {
    let mut address = address.clone();
    address.set_fragment(None);
    // Setting these fails only for addresses that cannot have them.
    let _ = address.set_username("");
    let _ = address.set_password(None);
    if address.scheme() == "https" {
        let _ = address.set_port(None);
    }
    address.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(caller: &str) -> Vec<(String, String)> {
        [
            ("To", "+18005551212"),
            ("Digits", "1234"),
            ("CallSid", "CA1234567890ABCDE"),
            ("Caller", caller),
            ("From", caller),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
    }

    /// The examples of Twilio's documentation and of its libraries' own tests.
    #[test]
    fn the_published_signatures_come_out() {
        let token = Secret::from("12345");
        for (address, caller, signature) in [
            ("https://mycompany.com/myapp.php?foo=1&bar=2", "+14158675309", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
            ("http://mycompany.com:80/myapp.php?foo=1&bar=2", "+14158675309", "0ZXoZLH/DfblKGATFgpif+LLRf4="),
            ("http://mycompany.com:1234/myapp.php?foo=1&bar=2", "+14158675309", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
            ("https://example.com/myapp.php?foo=1&bar=2", "+14158675310", "L/OH5YylLD5NRKLltdqwSvS0BnU="),
        ] {
            assert_eq!(sign(&token, address, &form(caller)), signature, "{address}");
        }
    }

    #[test]
    fn repeated_fields_are_sorted_and_counted_once() {
        let token = Secret::from("12345");
        let form =
            [("Sid", "CA123"), ("SidAccount", "AC123"), ("Digits", "5678"), ("Digits", "1234"), ("Digits", "1234")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let signature = sign(&token, "https://mycompany.com/myapp.php?foo=1&bar=2", &form);
        assert_eq!(signature, "IK+Dwps556ElfBT0I3Rgjkr1wJU=");
    }

    #[test]
    fn the_port_is_signed_over_http_only() {
        for (address, signed) in [
            ("https://a.example:8443/x?y=1#rc=2", "https://a.example/x?y=1"),
            ("http://a.example:8080/x", "http://a.example:8080/x"),
            ("http://user:pass@a.example/x", "http://a.example/x"),
        ] {
            assert_eq!(signed_form(&Url::parse(address).unwrap()), signed);
        }
    }
}
