//! The text of a token: a part by which it is found, and the secret.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{
    domain::{entropy::Entropy, secret::Secret},
    service::kernel::token::{Token, token_hash},
};

/// What every token begins with, so that scanners for secrets find one that was published.
const MARK: &str = "pck_";
/// Random bytes of the part by which a token is found.
const PREFIX_BYTES: usize = 9;
/// Characters of that part, with the mark.
const PREFIX_LENGTH: usize = MARK.len() + PREFIX_BYTES / 3 * 4;

/// A token as programs show it: `pck_`, twelve characters by which it is found, `_`, and the secret.
#[derive(Debug, Clone)]
pub struct ApiSecret {
    prefix: String,
    secret: Token,
}

impl ApiSecret {
    /// A new one, whose secret has 256 random bits.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut bytes = [0_u8; PREFIX_BYTES];
        entropy.fill(&mut bytes);
        Self { prefix: format!("{MARK}{}", URL_SAFE_NO_PAD.encode(bytes)), secret: Token::generate(entropy) }
    }

    /// Reads what a program shows; `None` when it cannot be one of ours.
    #[must_use]
    pub fn parse(shown: &str) -> Option<Self> {
        let (prefix, rest) = shown.split_at_checked(PREFIX_LENGTH)?;
        let is_ours = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        let secret = Token::parse(rest.strip_prefix('_')?)?;
        (prefix.starts_with(MARK) && prefix.bytes().all(is_ours)).then(|| Self { prefix: prefix.to_owned(), secret })
    }

    /// The part by which it is found.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// What is stored of the secret.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        token_hash(self.secret.expose())
    }

    /// The whole text, for the one page that shows it.
    #[must_use]
    pub fn to_text(&self) -> Secret {
        Secret::new(format!("{}_{}", self.prefix, self.secret.expose()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entropy::SeededEntropy;

    #[test]
    fn a_token_is_read_as_it_was_shown_and_does_not_print_its_secret() {
        let made = ApiSecret::generate(&SeededEntropy::new(3));
        let text = made.to_text();
        let read = ApiSecret::parse(text.expose()).unwrap();
        assert_eq!((read.prefix(), read.hash()), (made.prefix(), made.hash()));
        assert_eq!(text.len(), 60);
        assert!(!format!("{made:?}").contains(made.secret.expose()));
    }

    #[test]
    fn what_is_no_token_is_not_looked_for() {
        let text = ApiSecret::generate(&SeededEntropy::new(3)).to_text();
        for wrong in ["", "pck_", "ñññññññññ", &text.expose()[1..], &text.expose()[..59], &text.replace("pck_", "abc_")]
        {
            assert!(ApiSecret::parse(wrong).is_none(), "{wrong}");
        }
    }
}
