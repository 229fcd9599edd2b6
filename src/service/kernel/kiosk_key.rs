//! The key to which kiosks seal what they keep while their network is gone: made of the key file, so that nothing of a
//! tablet, and nothing of the database, opens it.

use p256::{PublicKey, SecretKey, ecdh::diffie_hellman, elliptic_curve::sec1::ToSec1Point};
use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    hkdf::{HKDF_SHA256, KeyType, Salt},
};
use sha2::{Digest, Sha256};
use zeroize::Zeroize;

use super::keys::LinkKey;
use crate::domain::secret::Secret;

/// Bytes of a key and of a number below the order of P-256.
const KEY_BYTES: usize = 32;
/// Bytes of a nonce of AES-GCM.
const NONCE_BYTES: usize = 12;
/// Bytes of the hash of the public key by which the key is called.
const ID_BYTES: usize = 8;
/// For what the shared secret is used, ahead of the words that it is bound to.
const PURPOSE: &[u8] = b"phoneclock kept punch 1\n";

/// Length of what is derived.
struct Length;

impl KeyType for Length {
    fn len(&self) -> usize {
        KEY_BYTES
    }
}

/// Something sealed to a [`KioskKey`] (ECDH over P-256, HKDF-SHA-256, AES-256-GCM).
#[derive(Debug, Clone)]
pub struct Sealed {
    /// A point of P-256, uncompressed, of a key that was made for this alone.
    pub ephemeral: Vec<u8>,
    /// 12 bytes.
    pub nonce: Vec<u8>,
    /// What is sealed, with its tag.
    pub text: Vec<u8>,
}

/// The private key of the gateway for its kiosks.
pub struct KioskKey {
    secret: SecretKey,
    public: Vec<u8>,
}

impl KioskKey {
    /// The key that follows from the key file.
    #[must_use]
    pub fn derive(keys: &LinkKey) -> Self {
        // One in 2^32 is no number below the order of the curve; the next one is taken then.
        #[expect(clippy::expect_used, reason = "each of 2^32 tries fails once in 2^32")]
        let secret = (0..=u32::MAX).find_map(|attempt| try_derive(keys, attempt)).expect("a number of the curve");
        let public = uncompressed(&secret.public_key());
        Self { secret, public }
    }

    /// The public key: a point of P-256, uncompressed.
    #[must_use]
    pub fn public(&self) -> &[u8] {
        &self.public
    }

    /// By what the key is called.
    #[must_use]
    pub fn id(&self) -> String {
        let hash = Sha256::digest(&self.public);
        base16ct::lower::encode_string(&hash.into_iter().take(ID_BYTES).collect::<Vec<_>>())
    }

    /// Opens what was sealed with these words around it; none where it was sealed otherwise.
    #[must_use]
    pub fn open(&self, sealed: &Sealed, words: &[u8]) -> Option<Secret<Vec<u8>>> {
        let ephemeral = PublicKey::from_sec1_bytes(&sealed.ephemeral).ok()?;
        let nonce = Nonce::assume_unique_for_key(<[u8; NONCE_BYTES]>::try_from(sealed.nonce.as_slice()).ok()?);
        let shared = diffie_hellman(self.secret.to_nonzero_scalar(), ephemeral.as_affine());
        let salt = [sealed.ephemeral.as_slice(), &self.public].concat();
        let mut key = expand(&salt, shared.raw_secret_bytes(), &[PURPOSE, words])?;
        let opening = UnboundKey::new(&AES_256_GCM, &key).ok().map(LessSafeKey::new);
        key.zeroize();
        let mut text = Secret::new(sealed.text.clone());
        let length = opening?.open_in_place(nonce, Aad::from(words), text.as_mut_slice()).ok()?.len();
        text.truncate(length);
        Some(text)
    }
}

/// A point as browsers take it (SEC 1, 2.3.3).
fn uncompressed(key: &PublicKey) -> Vec<u8> {
    key.to_sec1_point(false).as_bytes().to_vec()
}

fn try_derive(keys: &LinkKey, attempt: u32) -> Option<SecretKey> {
    let seed = keys.kiosk_key_seed();
    let mut scalar = expand(b"phoneclock kiosk key", seed.as_slice(), &[b"P-256 ", &attempt.to_be_bytes()])?;
    let secret = SecretKey::from_slice(&scalar).ok();
    scalar.zeroize();
    secret
}

fn expand(salt: &[u8], secret: &[u8], info: &[&[u8]]) -> Option<[u8; KEY_BYTES]> {
    let mut key = [0; KEY_BYTES];
    let derived = Salt::new(HKDF_SHA256, salt).extract(secret);
    derived.expand(info, Length).ok()?.fill(&mut key).ok()?;
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::entropy::SeededEntropy, service::kernel::keys::MasterKey};

    fn keys(seed: u64) -> LinkKey {
        let folder = tempfile::tempdir().unwrap();
        MasterKey::load(&folder.path().join("key"), true, &SeededEntropy::new(seed)).unwrap().link_key()
    }

    /// As a browser does it.
    fn seal(to: &KioskKey, words: &[u8], text: &[u8]) -> Sealed {
        let own = SecretKey::from_slice(&[7; KEY_BYTES]).unwrap();
        let ephemeral = uncompressed(&own.public_key());
        let gateway = PublicKey::from_sec1_bytes(to.public()).unwrap();
        let shared = diffie_hellman(own.to_nonzero_scalar(), gateway.as_affine());
        let salt = [ephemeral.as_slice(), to.public()].concat();
        let key = expand(&salt, shared.raw_secret_bytes(), &[PURPOSE, words]).unwrap();
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).unwrap());
        let (nonce, mut sealed) = ([9; NONCE_BYTES], text.to_vec());
        let own_nonce = Nonce::assume_unique_for_key(nonce);
        key.seal_in_place_append_tag(own_nonce, Aad::from(words), &mut sealed).unwrap();
        Sealed { ephemeral, nonce: nonce.to_vec(), text: sealed }
    }

    #[test]
    fn the_key_follows_from_the_key_file_alone() {
        let (one, same, other) = (KioskKey::derive(&keys(1)), KioskKey::derive(&keys(1)), KioskKey::derive(&keys(2)));
        assert_eq!((one.public(), one.id()), (same.public(), same.id()));
        assert_ne!(one.public(), other.public());
        assert_ne!(one.id(), other.id());
        assert_eq!((one.public().len(), one.id().len()), (65, 16));
    }

    #[test]
    fn what_is_sealed_opens_with_the_same_key_and_the_same_words_alone() {
        let (key, other) = (KioskKey::derive(&keys(1)), KioskKey::derive(&keys(2)));
        let sealed = seal(&key, b"words", b"a PIN");
        assert_eq!(key.open(&sealed, b"words").unwrap().as_slice(), b"a PIN");
        assert!(key.open(&sealed, b"other words").is_none());
        assert!(other.open(&sealed, b"words").is_none());
        let changed = |change: fn(&mut Sealed)| {
            let mut sealed = sealed.clone();
            change(&mut sealed);
            sealed
        };
        for broken in [
            changed(|sealed| sealed.text[0] ^= 1),
            changed(|sealed| sealed.text.truncate(20)),
            changed(|sealed| sealed.text.clear()),
            changed(|sealed| sealed.nonce[0] ^= 1),
            changed(|sealed| sealed.nonce.clear()),
            changed(|sealed| sealed.ephemeral[1] ^= 1),
            changed(|sealed| sealed.ephemeral = vec![0]),
            changed(|sealed| sealed.ephemeral.clear()),
        ] {
            assert!(key.open(&broken, b"words").is_none(), "{broken:?}");
        }
    }
}
