//! What a device signs, and whether it has.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use sha2::{Digest, Sha256};

use crate::domain::ids::DeviceRequestId;

/// Bytes of a point of P-256, uncompressed.
const PUBLIC_KEY_BYTES: usize = 65;
/// What the bytes of an uncompressed point begin with (SEC 1, 2.3.3).
const UNCOMPRESSED: u8 = 4;

/// What a device says in one request, and the signature of it.
#[derive(Debug, Clone)]
pub struct SignedWords {
    /// The same for the same request, however often it is sent.
    pub request: DeviceRequestId,
    /// The newest nonce that the device has; nothing before it has one.
    pub nonce: Vec<u8>,
    /// The device's time, in milliseconds since 1970.
    pub time: i64,
    /// As WebCrypto makes it: two numbers of 32 bytes.
    pub signature: Vec<u8>,
}

impl SignedWords {
    /// Whether they were signed by the key of this public key, for this address and this body.
    #[must_use]
    pub fn are_of(&self, public_key: &[u8], path: &str, body: &[u8]) -> bool {
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public_key);
        key.verify(self.text(path, body).as_bytes(), &self.signature).is_ok()
    }

    fn text(&self, path: &str, body: &[u8]) -> String {
        let Self { request, nonce, time, .. } = self;
        let body = base16ct::lower::encode_string(&Sha256::digest(body));
        format!("POST\n{path}\n{body}\n{request}\n{}\n{time}", URL_SAFE_NO_PAD.encode(nonce))
    }
}

/// Whether the bytes can be the public key of a device. One that is no point of the curve verifies nothing.
#[must_use]
pub fn is_public_key(bytes: &[u8]) -> bool {
    bytes.len() == PUBLIC_KEY_BYTES && bytes.first() == Some(&UNCOMPRESSED)
}

#[cfg(test)]
mod tests {
    use ring::{
        rand::SystemRandom,
        signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
    };

    use super::*;

    #[test]
    fn a_signature_is_of_one_key_one_address_and_every_word() {
        let random = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, made.as_ref(), &random).unwrap();
        let public = pair.public_key().as_ref();
        assert!(is_public_key(public) && !is_public_key(&public[1..]) && !is_public_key(&[0; 65]));

        let id = DeviceRequestId::parse("0a1b2c3d-4e5f-4a6b-8c7d-0123456789ab").unwrap();
        let mut words =
            SignedWords { request: id, nonce: vec![1, 2, 3], time: 1_764_400_000_000, signature: Vec::new() };
        let text = "POST\n/kiosk/api/state\n\
                    44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n\
                    0a1b2c3d-4e5f-4a6b-8c7d-0123456789ab\nAQID\n1764400000000";
        assert_eq!(words.text("/kiosk/api/state", b"{}"), text);
        words.signature = pair.sign(&random, text.as_bytes()).unwrap().as_ref().to_vec();

        let right = |words: &SignedWords| words.are_of(public, "/kiosk/api/state", b"{}");
        assert!(right(&words));
        assert!(!words.are_of(public, "/kiosk/api/punch", b"{}"));
        assert!(!words.are_of(public, "/kiosk/api/state", b"{ }"));
        assert!(!words.are_of(&[4; 65], "/kiosk/api/state", b"{}"));
        assert!(!right(&SignedWords { nonce: vec![1, 2], ..words.clone() }));
        assert!(!right(&SignedWords { time: 1_764_400_000_001, ..words.clone() }));
        let other = DeviceRequestId::parse("0a1b2c3d-4e5f-4a6b-8c7d-0123456789ac").unwrap();
        assert!(!right(&SignedWords { request: other, ..words.clone() }));
        for signature in [Vec::new(), vec![0; 64], words.signature[1..].to_vec()] {
            assert!(!right(&SignedWords { signature, ..words.clone() }));
        }
    }
}
