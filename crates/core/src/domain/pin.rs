//! PINs: known to the employee alone, never shown, never logged.

use std::fmt;

use super::{caller::E164, phone_clock_id::PhoneClockId, secret::Secret};

/// The shortest PIN that any workspace may allow.
pub const MIN_DIGITS: usize = 4;
/// The longest PIN.
pub const MAX_DIGITS: usize = 12;

/// 4 to 12 digits; wiped from memory when dropped.
#[derive(Clone)]
pub struct Pin(Secret);

/// The text is not 4 to 12 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a PIN is 4 to 12 digits")]
pub struct PinFormatError;

impl Pin {
    /// # Errors
    /// When the text is not 4 to 12 digits.
    pub fn parse(text: &str) -> Result<Self, PinFormatError> {
        let well_formed = (MIN_DIGITS..=MAX_DIGITS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if well_formed { Ok(Self(Secret::new(text.to_owned()))) } else { Err(PinFormatError) }
    }

    /// For hashing, and nothing else.
    #[must_use]
    pub fn into_secret(self) -> Secret {
        self.0
    }

    /// Whether these digits are the PIN.
    #[must_use]
    pub fn is(&self, digits: &str) -> bool {
        self.0.as_str() == digits
    }

    /// Why this PIN may not be chosen, if it may not.
    ///
    /// `this_year` is the calendar year of the choice.
    #[must_use]
    pub fn weakness(&self, rules: &PinRules<'_>) -> Option<WeakPinError> {
        let pin: &str = &self.0;
        if pin.len() < rules.min_digits {
            return Some(WeakPinError::Short { min_digits: rules.min_digits });
        }
        if steps(pin).all(|step| step == 0) {
            return Some(WeakPinError::OneDigit);
        }
        if steps(pin).all(|step| step == 1) || steps(pin).all(|step| step == 9) {
            return Some(WeakPinError::Run);
        }
        if COMMON.contains(&pin) {
            return Some(WeakPinError::Common);
        }
        if pin.len() == 4 && pin.parse::<i16>().is_ok_and(|year| (1900..=rules.this_year).contains(&year)) {
            return Some(WeakPinError::Year);
        }
        if rules.clock_id.is_some_and(|id| id.as_str() == pin) {
            return Some(WeakPinError::OwnId);
        }
        if rules.phone.is_some_and(|phone| phone.as_str().ends_with(pin)) {
            return Some(WeakPinError::OwnPhone);
        }
        None
    }
}

/// The distance from each digit to the next, modulo 10, so that 7890 counts as a run.
fn steps(pin: &str) -> impl Iterator<Item = u8> {
    pin.bytes().zip(pin.bytes().skip(1)).map(|(digit, next)| (next + 10 - digit) % 10)
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// What a PIN is held against when it is chosen.
#[derive(Debug, Clone, Copy)]
pub struct PinRules<'a> {
    /// The shortest PIN that the workspace takes, in digits.
    pub min_digits: usize,
    /// The current year; years from 1900 up to it are refused.
    pub this_year: i16,
    /// The employee's own phone clock ID, where it is known already.
    pub clock_id: Option<&'a PhoneClockId>,
    /// The employee's own telephone, where it is known.
    pub phone: Option<&'a E164>,
}

/// Why a PIN is too easy to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPinError {
    /// Shorter than the workspace takes.
    #[error("this workspace asks for a PIN of at least {min_digits} digits")]
    Short {
        /// The shortest PIN that it takes, in digits.
        min_digits: usize,
    },
    /// The same digit all along.
    #[error("one digit repeated is too easy to guess")]
    OneDigit,
    /// Each digit one more, or one less, than the one before; 9 and 0 are neighbors.
    #[error("digits that count up or down are too easy to guess")]
    Run,
    /// Among the PINs that many people choose.
    #[error("this is one of the PINs that people try first")]
    Common,
    /// Four digits that are a year from 1900 to the current one.
    #[error("a year is too easy to guess")]
    Year,
    /// The number that the employee keys in before it.
    #[error("the PIN must differ from the phone clock ID")]
    OwnId,
    /// The last digits of a number that colleagues know.
    #[error("the PIN must not be the end of the employee's own phone number")]
    OwnPhone,
}

/// The PINs that studies of leaked and chosen PINs put first, beyond those the other rules catch.
const COMMON: [&str; 44] = [
    "1212", "1313", "1122", "1010", "2121", "2323", "6969", "4545", "1004", "2580", "0852", "1342", "1412", "1233",
    "1236", "1225", "1414", "1515", "2525", "5252", "7878", "8989", "0007", "1478", "1470", "0101", "0911", "4242",
    "121212", "123123", "112233", "101010", "131313", "232323", "696969", "159753", "147258", "142536", "123321",
    "456456", "789456", "12341234", "11223344", "12121212",
];

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: PinRules<'static> = PinRules { min_digits: 4, this_year: 2026, clock_id: None, phone: None };

    fn weakness(pin: &str) -> Option<WeakPinError> {
        Pin::parse(pin).unwrap().weakness(&RULES)
    }

    #[test]
    fn a_pin_is_4_to_12_digits() {
        for text in ["", "123", "1234567890123", "12a4", "12 34", "１２３４"] {
            assert!(Pin::parse(text).is_err(), "{text}");
        }
        assert!(Pin::parse("0000").is_ok() && Pin::parse("123456789012").is_ok());
    }

    #[test]
    fn weak_pins_are_refused_with_the_reason() {
        assert_eq!(weakness("7777"), Some(WeakPinError::OneDigit));
        assert_eq!(weakness("3456"), Some(WeakPinError::Run));
        assert_eq!(weakness("7890"), Some(WeakPinError::Run));
        assert_eq!(weakness("98765"), Some(WeakPinError::Run));
        assert_eq!(weakness("2580"), Some(WeakPinError::Common));
        assert_eq!(weakness("1987"), Some(WeakPinError::Year));
        assert_eq!(weakness("2026"), Some(WeakPinError::Year));
        assert_eq!(weakness("2027"), None);
        assert_eq!(weakness("8352"), None);
    }

    #[test]
    fn the_own_id_and_the_own_number_are_refused() {
        let id = PhoneClockId::generate(&crate::domain::entropy::SeededEntropy::new(3), 6);
        let phone = E164::parse("+15555558352").unwrap();
        let rules = PinRules { clock_id: Some(&id), phone: Some(&phone), ..RULES };
        assert_eq!(Pin::parse(id.as_str()).unwrap().weakness(&rules), Some(WeakPinError::OwnId));
        assert_eq!(Pin::parse("8352").unwrap().weakness(&rules), Some(WeakPinError::OwnPhone));
        assert_eq!(Pin::parse("83521").unwrap().weakness(&rules), None);
    }

    #[test]
    fn a_pin_is_never_shown() {
        assert_eq!(format!("{:?}", Pin::parse("8352").unwrap()), "Pin(…)");
    }
}
