//! Tokens: what a cookie holds, or the last part of a link.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::{
    domain::{entropy::Entropy, secret::Secret},
    service::kernel::keys::LinkKey,
};

/// The value of a cookie, or of a link.
#[derive(Debug, Clone)]
pub struct Token(Secret);

impl Token {
    /// A new one, of 256 random bits.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut bytes = [0_u8; 32];
        entropy.fill(&mut bytes);
        Self(Secret::new(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The token of a link, which follows from the link's id and the key file.
    #[must_use]
    pub fn of_link(keys: &LinkKey, link: &[u8; 16]) -> Self {
        Self(keys.token(link).into())
    }

    /// Reads the token that a browser shows; `None` when it cannot be one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let ours = text.len() == 43 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        ours.then(|| Self(Secret::from(text)))
    }

    /// The text itself, for a cookie or a link.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// What is stored of it.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        token_hash(self.0.expose())
    }
}

/// What is stored of a token: 256 random bits need no slow hash.
#[must_use]
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
