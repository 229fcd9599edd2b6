//! The code on a badge: letters that stand on the same key of every Latin keyboard, so that no scanner garbles them.

use std::fmt;

use jiff::SignedDuration;

use crate::domain::secret::Secret;

/// Letters on the same key of QWERTY, QWERTZ and AZERTY keyboards. There is no digit among them, so that a badge is
/// never taken for a PIN.
pub const ALPHABET: &[u8; 20] = b"BCDEFGHIJKLNOPRSTUVX";
/// Letters that nobody can guess: 129 bits.
const RANDOM_LETTERS: usize = 30;
/// With the check letter behind them.
pub const LETTERS: usize = RANDOM_LETTERS + 1;
/// How long a link in a mail shows a badge.
pub const LINK_TTL: SignedDuration = SignedDuration::from_hours(24);
/// No longer text is looked at.
const LONGEST_SCAN: usize = 200;

/// A well-formed badge; whose it is, if anybody's, is another question. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Badge(Secret);

/// A scan that is no badge: cut in two, garbled, or of something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a badge")]
pub struct BadgeError;

impl Badge {
    /// Reads what a scanner or a camera gives, in capitals or not (Caps Lock), with blanks around it or not.
    ///
    /// # Errors
    /// When a letter is missing, is none of ours, or the check letter does not fit.
    pub fn parse(text: &str) -> Result<Self, BadgeError> {
        if text.len() > LONGEST_SCAN {
            return Err(BadgeError);
        }
        let letters = Secret::new(text.trim().to_ascii_uppercase());
        let whole = letters.len() == LETTERS && check_sum(letters.as_bytes()) == Some(0);
        if whole { Ok(Self(letters)) } else { Err(BadgeError) }
    }

    /// The badge that follows from bytes that nobody can guess.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        // The bytes as one long number, written in base 20; the first letters of it.
        let (mut number, mut letters) = (*bytes, Vec::with_capacity(LETTERS));
        for _ in 0..RANDOM_LETTERS {
            letters.push(letter(divide(&mut number)));
        }
        let sum = check_sum(&[letters.as_slice(), &[letter(0)]].concat()).unwrap_or(0);
        letters.push(letter((20 - sum) % 20));
        Self(Secret::new(letters.into_iter().map(char::from).collect()))
    }

    /// For hashing, and for the picture on the badge.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

/// Divides a number by 20; what is left over.
fn divide(number: &mut [u8; 32]) -> u8 {
    let mut left = 0_u16;
    for byte in number.iter_mut() {
        let here = (left << 8) | u16::from(*byte);
        *byte = u8::try_from(here / 20).unwrap_or(0);
        left = here % 20;
    }
    u8::try_from(left).unwrap_or(0)
}

fn letter(value: u8) -> u8 {
    ALPHABET.get(usize::from(value)).copied().unwrap_or(b'B')
}

/// The sum of all letters modulo 20, the check letter as it is, the others by weights of 1, 3, 7 and 9 in turn: none of
/// them shares a factor with 20, so one wrong letter is always noticed. `None` for a letter that is none of ours.
fn check_sum(letters: &[u8]) -> Option<u8> {
    const WEIGHTS: [usize; 4] = [1, 3, 7, 9];
    let mut sum = 0;
    for (place, (letter, weight)) in letters.iter().zip(WEIGHTS.iter().cycle()).enumerate() {
        let value = ALPHABET.iter().position(|known| known == letter)?;
        sum += value * if place == RANDOM_LETTERS { 1 } else { *weight };
    }
    u8::try_from(sum % 20).ok()
}

impl fmt::Debug for Badge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Badge(…)")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::entropy::{Entropy, SeededEntropy};

    fn drawn(seed: u64) -> Badge {
        let mut bytes = [0; 32];
        SeededEntropy::new(seed).fill(&mut bytes);
        Badge::from_bytes(&bytes)
    }

    #[test]
    fn a_drawn_badge_is_read_back_with_caps_lock_and_blanks_or_without() {
        for seed in 0..200 {
            let badge = drawn(seed);
            assert_eq!(badge.expose().len(), LETTERS);
            for text in [badge.expose().to_owned(), badge.expose().to_lowercase(), format!(" {}\r\n", badge.expose())] {
                assert!(Badge::parse(&text).unwrap() == badge);
            }
        }
        let different: HashSet<_> = (0..200).map(|seed| drawn(seed).expose().to_owned()).collect();
        assert_eq!(different.len(), 200);
    }

    #[test]
    fn every_wrong_letter_is_noticed_at_every_place() {
        let badge = drawn(7);
        for place in 0..LETTERS {
            for wrong in ALPHABET.iter().filter(|known| **known != badge.expose().as_bytes()[place]) {
                let mut letters = badge.expose().as_bytes().to_vec();
                letters[place] = *wrong;
                assert!(Badge::parse(std::str::from_utf8(&letters).unwrap()).is_err(), "{place}");
            }
        }
    }

    #[test]
    fn a_scan_that_was_cut_or_is_of_something_else_is_no_badge() {
        let whole = drawn(1).expose().to_owned();
        let twice = format!("{whole}{whole}");
        for text in ["", "8352", &whole[..12], &whole[12..], twice.as_str(), "https://example.com/menu", "ＢＣＤ"] {
            assert_eq!(Badge::parse(text).unwrap_err(), BadgeError, "{text}");
        }
        assert!(Badge::parse(&"B".repeat(100_000)).is_err());
    }

    #[test]
    fn a_badge_is_never_shown_by_accident() {
        assert_eq!(format!("{:?}", drawn(1)), "Badge(…)");
    }
}
