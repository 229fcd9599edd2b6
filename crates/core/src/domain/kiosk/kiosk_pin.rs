//! Kiosk PINs: for kiosks alone, generated or typed by an admin, and never the PIN of the phone.

use std::fmt;

use crate::domain::{
    pin::{Pin, PinRules, WeakPinError},
    secret::Secret,
};

/// The shortest kiosk PIN.
pub const MIN_DIGITS: usize = 4;
/// The longest one.
pub const MAX_DIGITS: usize = 8;
/// A Universal PIN is tried at every name, so it is longer than those of people.
pub const UNIVERSAL_DIGITS: std::ops::RangeInclusive<usize> = 6..=8;
/// A user's PIN opens more than a punch.
pub const USER_PIN_DIGITS: std::ops::RangeInclusive<usize> = 5..=8;

/// Bytes that one digit is drawn from, so that no digit is noticeably likelier than another.
const BYTES_A_DIGIT: usize = 4;

/// 4 to 8 digits; wiped from memory when dropped.
#[derive(Clone)]
pub struct KioskPin(Secret);

/// Why a text is no kiosk PIN, or may not be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KioskPinError {
    /// Not digits from 0 to 9, or not as many as are asked for.
    #[error("a PIN of other digits than are asked for")]
    Format,
    /// Easy to guess, and it tells nothing about anybody else to say why.
    #[error("a weak PIN: {0}")]
    Weak(WeakPinError),
    /// It ends in the year of a birth, or begins with it.
    #[error("a PIN with a year in it")]
    Year,
    /// The number that the employer calls the person by.
    #[error("a PIN that is the employee number")]
    OwnNumber,
}

/// What a kiosk PIN is held against when it is made.
#[derive(Debug, Clone, Copy)]
pub struct KioskPinRules<'a> {
    /// The current year; years from 1900 up to it are refused.
    pub this_year: i16,
    /// The employer's number of the person, where there is one.
    pub employee_number: Option<&'a str>,
}

impl KioskPin {
    /// Reads exactly so many digits.
    ///
    /// # Errors
    /// [`KioskPinError::Format`] for everything else, digits of other scripts included.
    pub fn parse(text: &str, digits: usize) -> Result<Self, KioskPinError> {
        let well_formed = (MIN_DIGITS..=MAX_DIGITS).contains(&digits)
            && text.len() == digits
            && text.bytes().all(|byte| byte.is_ascii_digit());
        if well_formed { Ok(Self(Secret::new(text.to_owned()))) } else { Err(KioskPinError::Format) }
    }

    /// The PIN that follows from bytes that nobody can guess: its first digit is not 0, which spreadsheets drop.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32], digits: usize) -> Self {
        let drawn = bytes.chunks_exact(BYTES_A_DIGIT).take(digits.clamp(MIN_DIGITS, MAX_DIGITS)).enumerate();
        let digit = |(place, four): (usize, &[u8])| {
            let number = four.iter().fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
            let digit = if place == 0 { 1 + number % 9 } else { number % 10 };
            char::from_digit(digit, 10).unwrap_or('0')
        };
        Self(Secret::new(drawn.map(digit).collect()))
    }

    /// How many digits it has.
    #[must_use]
    pub fn digits(&self) -> usize {
        self.0.len()
    }

    /// For hashing, and for whoever may be shown it.
    #[must_use]
    pub fn into_secret(self) -> Secret {
        self.0
    }

    /// The digits, for whoever may be shown them.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Why this PIN may not be used, if it may not.
    #[must_use]
    pub fn weakness(&self, rules: &KioskPinRules<'_>) -> Option<KioskPinError> {
        let digits = self.0.as_str();
        if rules.employee_number == Some(digits) {
            return Some(KioskPinError::OwnNumber);
        }
        let year = |text: Option<&str>| {
            text.and_then(|text| text.parse::<i16>().ok()).is_some_and(|year| (1900..=rules.this_year).contains(&year))
        };
        let by_phone = PinRules { min_digits: MIN_DIGITS, this_year: rules.this_year, clock_id: None, phone: None };
        match Pin::parse(digits).ok().and_then(|pin| pin.weakness(&by_phone)) {
            Some(WeakPinError::Year) => Some(KioskPinError::Year),
            Some(weak) => Some(KioskPinError::Weak(weak)),
            // A date of birth ends in its year, or begins with it.
            None if digits.len() == 8 && (year(digits.get(..4)) || year(digits.get(4..))) => Some(KioskPinError::Year),
            None => None,
        }
    }

    /// Whether one wrong digit, or two neighbors swapped, turns the one into the other.
    #[must_use]
    pub fn is_near(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.0.as_bytes(), other.0.as_bytes());
        if ours.len() != theirs.len() {
            return false;
        }
        let differ: Vec<_> = ours.iter().zip(theirs).enumerate().filter(|(_, (a, b))| a != b).collect();
        match differ.as_slice() {
            [] | [_] => true,
            [(first, (a, b)), (second, (c, d))] => first + 1 == *second && a == d && b == c,
            _ => false,
        }
    }
}

impl fmt::Debug for KioskPin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KioskPin(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entropy::{Entropy, SeededEntropy};

    const RULES: KioskPinRules<'static> = KioskPinRules { this_year: 2026, employee_number: Some("70419") };

    fn weakness(pin: &str) -> Option<KioskPinError> {
        KioskPin::parse(pin, pin.len()).unwrap().weakness(&RULES)
    }

    #[test]
    fn a_kiosk_pin_is_exactly_as_many_digits_as_are_asked_for() {
        for (text, digits) in
            [("", 4), ("835", 4), ("83526", 4), ("83 2", 4), ("८३५२", 4), ("8352\0", 5), ("835261947", 9)]
        {
            assert_eq!(KioskPin::parse(text, digits).unwrap_err(), KioskPinError::Format, "{text}");
        }
        assert_eq!(KioskPin::parse("083526", 6).unwrap().expose(), "083526");
    }

    #[test]
    fn what_is_easy_to_guess_is_refused() {
        assert_eq!(weakness("70419"), Some(KioskPinError::OwnNumber));
        assert_eq!(weakness("1987"), Some(KioskPinError::Year));
        for date in ["01021987", "19870102"] {
            assert_eq!(weakness(date), Some(KioskPinError::Year), "{date}");
        }
        assert_eq!(weakness("777777"), Some(KioskPinError::Weak(WeakPinError::OneDigit)));
        assert_eq!(weakness("345678"), Some(KioskPinError::Weak(WeakPinError::Run)));
        assert_eq!(weakness("159753"), Some(KioskPinError::Weak(WeakPinError::Common)));
        assert_eq!(weakness("704196"), None);
        assert_eq!(weakness("83526194"), None);
    }

    #[test]
    fn drawn_pins_have_all_digits_and_no_leading_zero() {
        let (entropy, mut seen) = (SeededEntropy::new(5), [0_u32; 10]);
        for _ in 0..2_000 {
            let mut bytes = [0; 32];
            entropy.fill(&mut bytes);
            let pin = KioskPin::from_bytes(&bytes, 8);
            assert!(pin.digits() == 8 && !pin.expose().starts_with('0'));
            pin.expose().bytes().skip(1).for_each(|digit| seen[usize::from(digit - b'0')] += 1);
        }
        assert!(seen.iter().all(|count| (1_200..1_600).contains(count)), "{seen:?}");
    }

    #[test]
    fn a_slip_is_one_digit_or_two_neighbors_swapped() {
        let pin = |text: &str| KioskPin::parse(text, text.len()).unwrap();
        for (other, near) in [
            ("83526", true),
            ("83527", true),
            ("38526", true),
            ("83562", true),
            ("53826", false),
            ("83517", false),
            ("8352", false),
        ] {
            assert_eq!(pin("83526").is_near(&pin(other)), near, "{other}");
        }
    }

    #[test]
    fn a_kiosk_pin_is_never_shown_by_accident() {
        assert_eq!(format!("{:?}", KioskPin::parse("8352", 4).unwrap()), "KioskPin(…)");
    }
}
