//! Tokens of links and cookies, and what is stored of them.

use sha2::{Digest, Sha256};

/// What is stored of a token: 256 random bits need no slow hash.
#[must_use]
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
