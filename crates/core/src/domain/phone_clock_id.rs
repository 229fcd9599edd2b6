//! The number that says who is calling. Drawn at random; its last digit is a check digit.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::entropy::{Entropy, below};

/// H. Damm, "Totally anti-symmetric quasigroups" (2004): finds every single wrong digit
/// and every swap of two neighbors, which are the mistakes people make on a keypad.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// Shortest and longest phone clock ID, check digit included.
pub const MIN_DIGITS: u32 = 6;
/// The longest phone clock ID, check digit included.
pub const MAX_DIGITS: u32 = 10;

/// At most one number in this many is ever issued at one length; then IDs grow by a digit.
/// Keeps a guessed number from being somebody's.
const SPARSITY: u64 = 100;

/// A well-formed phone clock ID; whether anybody has it is another question.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneClockId(String);

/// The text is no phone clock ID: its length, a character or the check digit is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a phone clock ID is 6 to 10 digits, the last of them its check digit")]
pub struct PhoneClockIdError;

impl PhoneClockId {
    /// # Errors
    /// When the length is wrong, something is no digit, or the check digit does not fit.
    pub fn parse(text: &str) -> Result<Self, PhoneClockIdError> {
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let well_formed = (MIN_DIGITS..=MAX_DIGITS).contains(&length) && damm(text) == Some(0);
        if well_formed { Ok(Self(text.to_owned())) } else { Err(PhoneClockIdError) }
    }

    /// Whether so many IDs of that length have been issued that the next one has to be longer.
    #[must_use]
    pub const fn is_crowded(digits: u32, issued: u64) -> bool {
        issued >= free_numbers(digits) / SPARSITY
    }

    /// A random ID of so many digits, the first of them not 0, so that it can be written down as a number.
    #[must_use]
    pub fn draw(entropy: &dyn Entropy, digits: u32) -> Self {
        let number = 10_u64.pow(digits.clamp(MIN_DIGITS, MAX_DIGITS) - 2) + below(entropy, free_numbers(digits));
        let mut text = number.to_string();
        let check = damm(&text).unwrap_or(0);
        text.push(char::from(b'0' + check));
        Self(text)
    }

    /// Well-formed and never issued, because no ID begins with 0: stands for one that nobody has.
    #[must_use]
    pub fn unknown() -> Self {
        Self("0".repeat(MIN_DIGITS as usize))
    }

    /// Its digits, as they are keyed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How many IDs of this length there are.
pub(super) const fn free_numbers(digits: u32) -> u64 {
    9 * 10_u64.pow(digits - 2)
}

/// The check digit of the digits; 0 when the last one is the right check digit. `None` for anything but digits.
pub(super) fn damm(text: &str) -> Option<u8> {
    text.bytes().try_fold(0_u8, |interim, byte| {
        let column = usize::from(byte.checked_sub(b'0')?);
        DAMM.get(usize::from(interim))?.get(column).copied()
    })
}

impl fmt::Display for PhoneClockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PhoneClockId {
    type Error = PhoneClockIdError;
    fn try_from(text: String) -> Result<Self, PhoneClockIdError> {
        Self::parse(&text)
    }
}

impl From<PhoneClockId> for String {
    fn from(id: PhoneClockId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::entropy::SeededEntropy;

    #[test]
    fn the_published_example_of_damm_holds() {
        assert_eq!(damm("572"), Some(4));
        assert_eq!(damm("5724"), Some(0));
    }

    #[test]
    fn a_drawn_id_is_well_formed_at_every_length() {
        let entropy = SeededEntropy::new(1);
        for digits in MIN_DIGITS..=MAX_DIGITS {
            for _ in 0..200 {
                let id = PhoneClockId::draw(&entropy, digits);
                assert_eq!(id.as_str().len(), digits as usize);
                assert_ne!(id.as_str().as_bytes()[0], b'0');
                assert_eq!(PhoneClockId::parse(id.as_str()), Ok(id));
            }
        }
        assert_eq!(PhoneClockId::parse("000000"), Ok(PhoneClockId::unknown()));
    }

    #[test]
    fn ids_grow_by_a_digit_before_numbers_get_dense() {
        assert!(!PhoneClockId::is_crowded(6, 899));
        assert!(PhoneClockId::is_crowded(6, 900));
        assert!(!PhoneClockId::is_crowded(7, 900));
    }

    #[test]
    fn other_forms_are_refused() {
        for text in ["", "1", "12345", "12345678901", "12a456", "１２３４５６", "*#*#*#"] {
            assert_eq!(PhoneClockId::parse(text), Err(PhoneClockIdError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_or_two_swapped_ones_are_always_noticed(seed: u64, at in 0_usize..5, by in 1_u8..10) {
            let id = PhoneClockId::draw(&SeededEntropy::new(seed), 6);
            let mut wrong = id.as_str().as_bytes().to_vec();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            prop_assert!(PhoneClockId::parse(std::str::from_utf8(&wrong).unwrap()).is_err());

            let mut swapped = id.as_str().as_bytes().to_vec();
            swapped.swap(at, at + 1);
            let text = std::str::from_utf8(&swapped).unwrap();
            prop_assert_eq!(PhoneClockId::parse(text).is_ok(), text == id.as_str());
        }
    }
}
