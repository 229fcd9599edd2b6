//! The one-time code on a wallet card, for people without email: it lets its holder choose a PIN, once.

use std::fmt;

use super::{
    entropy::{Entropy, below},
    phone_clock_id::damm,
    secret::Secret,
};

/// A 0, five digits that say which code it is, five that prove it, a check digit. Longer than every phone clock
/// ID, and none of those begins with 0, so that the two are never taken for each other.
pub const DIGITS: usize = 12;
/// The 0 and the digits that say which code it is.
const SELECTOR: usize = 6;
const FREE_NUMBERS: u64 = 10_u64.pow(10);

/// Wrong tries that end a code. Whoever guesses has at most 5 chances in 100,000 at each code.
pub const MAX_FAILURES: u32 = 5;

/// A well-formed code; whether it opens anything is another question. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct SetupCode(Secret);

/// The text is no one-time code: its length, a character or the check digit is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a one-time code is 12 digits, the first of them 0 and the last its check digit")]
pub struct SetupCodeError;

impl SetupCode {
    /// Takes blanks and hyphens as people write them.
    ///
    /// # Errors
    /// When the length is wrong, something is no digit, or the check digit does not fit.
    pub fn parse(text: &str) -> Result<Self, SetupCodeError> {
        let digits: Secret = Secret::new(text.chars().filter(|char| !char.is_whitespace() && *char != '-').collect());
        let well_formed = digits.len() == DIGITS && digits.starts_with('0') && damm(&digits) == Some(0);
        if well_formed { Ok(Self(digits)) } else { Err(SetupCodeError) }
    }

    /// Draws a code at random; whether it is free is for the caller to see.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut digits = Secret::new(format!("0{:010}", below(entropy, FREE_NUMBERS)));
        let check = damm(&digits).unwrap_or(0);
        digits.push(char::from(b'0' + check));
        Self(digits)
    }

    /// Says which code it is, and proves nothing.
    #[must_use]
    pub fn selector(&self) -> &str {
        self.0.get(..SELECTOR).unwrap_or_default()
    }

    /// For hashing, and for the one card that shows it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// In groups of four, to be read off a card.
    #[must_use]
    pub fn grouped(&self) -> String {
        let groups = [self.0.get(..4), self.0.get(4..8), self.0.get(8..)];
        groups.map(Option::unwrap_or_default).join(" ")
    }
}

impl fmt::Debug for SetupCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SetupCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{entropy::SeededEntropy, phone_clock_id::PhoneClockId};

    #[test]
    fn a_drawn_code_is_read_back_as_it_is_printed() {
        let entropy = SeededEntropy::new(1);
        for _ in 0..200 {
            let code = SetupCode::generate(&entropy);
            assert_eq!(SetupCode::parse(&code.grouped()).unwrap().expose(), code.expose());
            assert_eq!(code.selector().len(), 6);
        }
    }

    #[test]
    fn a_code_is_never_taken_for_a_phone_clock_id() {
        let entropy = SeededEntropy::new(2);
        for digits in 6..=10 {
            let id = PhoneClockId::generate(&entropy, digits);
            assert!(SetupCode::parse(id.as_str()).is_err());
        }
        assert!(PhoneClockId::parse(SetupCode::generate(&entropy).expose()).is_err());
    }

    #[test]
    fn a_slip_is_noticed_before_it_counts_as_a_guess() {
        let code = SetupCode::generate(&SeededEntropy::new(3));
        let last = code.expose().as_bytes()[11];
        let slip = format!("{}{}", &code.expose()[..11], (last - b'0' + 1) % 10);
        for text in ["", "0", "123456789012", "०१२३४५६७८९०१", slip.as_str()] {
            assert!(SetupCode::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_code_is_never_shown_by_accident() {
        assert_eq!(format!("{:?}", SetupCode::generate(&SeededEntropy::new(1))), "SetupCode(…)");
    }
}
