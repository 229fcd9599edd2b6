//! Telephone numbers, and what a provider says of a caller: a signal for review, never proof.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A whole international number: `+` and 7 to 15 digits (ITU-T E.164).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct E164(String);

/// The text is no phone number with its country code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a phone number is + and 7 to 15 digits with the country code, such as +15555550100")]
pub struct E164Error;

impl E164 {
    /// # Errors
    /// When the text is not `+` and 7 to 15 digits, the first of them not 0.
    pub fn parse(text: &str) -> Result<Self, E164Error> {
        let digits = text.strip_prefix('+').ok_or(E164Error)?;
        let well_formed = (7..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0');
        if well_formed { Ok(Self(text.to_owned())) } else { Err(E164Error) }
    }

    /// The whole number; never for a log.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last two digits behind dots, for logs and messages.
    #[must_use]
    pub fn masked(&self) -> String {
        let end = self.0.get(self.0.len().saturating_sub(2)..).unwrap_or_default();
        format!("…{end}")
    }
}

impl fmt::Debug for E164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl TryFrom<String> for E164 {
    type Error = E164Error;
    fn try_from(text: String) -> Result<Self, E164Error> {
        Self::parse(&text)
    }
}

impl From<E164> for String {
    fn from(number: E164) -> Self {
        number.0
    }
}

/// Words that carriers send in place of a number that is withheld or unknown, spelled on a keypad: +266696687 is
/// ANONYMOUS. Some come with the 1 of a North American number before them.
const SPELLED: [&str; 20] = [
    "ANONYMOUS",
    "UNKNOWN",
    "RESTRICTED",
    "UNAVAILABLE",
    "NOTAVAILABLE",
    "BLOCKED",
    "PRIVATE",
    "PRIVATENUMBER",
    "PRIVATECALLER",
    "WITHHELD",
    "HIDDEN",
    "HIDDENNUMBER",
    "UNLISTED",
    "UNPUBLISHED",
    "SUPPRESSED",
    "CONFIDENTIAL",
    "OUTOFAREA",
    "NONUMBER",
    "ANONIMO",
    "PRIVADO",
];

/// The key that carries a letter (ITU-T E.161).
const fn key(letter: u8) -> u8 {
    match letter {
        b'A'..=b'C' => b'2',
        b'D'..=b'F' => b'3',
        b'G'..=b'I' => b'4',
        b'J'..=b'L' => b'5',
        b'M'..=b'O' => b'6',
        b'P'..=b'S' => b'7',
        b'T'..=b'V' => b'8',
        _ => b'9',
    }
}

fn is_spelled_word(digits: &str) -> bool {
    let is = |digits: &str| SPELLED.iter().any(|word| word.bytes().map(key).eq(digits.bytes()));
    is(digits) || digits.strip_prefix('1').is_some_and(is)
}

/// Whether a number with the country code 1 can be dialed at all: three digits of area and three of exchange, neither
/// of which begins with 0 or 1 or ends in 11, and four more (North American Numbering Plan).
fn is_north_american(number: &[u8]) -> bool {
    let is_code = |code: &[u8]| matches!(code, [b'2'..=b'9', rest @ ..] if rest != b"11");
    // An area code never has a 9 in the middle: that is kept for longer numbers.
    let (area, rest) = number.split_at(number.len().min(3));
    number.len() == 10 && is_code(area) && area.get(1) != Some(&b'9') && rest.get(..3).is_some_and(is_code)
}

/// Who the provider says is calling.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Caller {
    /// A number that is whole and could be somebody's; still only what the provider passed on.
    Number(E164),
    /// Withheld, spoofed into nonsense, a SIP address, a client name: nothing to go by.
    Withheld,
}

impl Caller {
    /// Never fails: whatever is not a telephone number counts as withheld.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let digits = text.trim_start_matches('+');
        let is_nobodys =
            |digits: &str| digits.strip_prefix('1').is_some_and(|rest| !is_north_american(rest.as_bytes()));
        if is_spelled_word(digits) || is_nobodys(digits) {
            return Self::Withheld;
        }
        E164::parse(text).map_or(Self::Withheld, Self::Number)
    }

    /// The number, where there is one to go by.
    #[must_use]
    pub const fn number(&self) -> Option<&E164> {
        match self {
            Self::Number(number) => Some(number),
            Self::Withheld => None,
        }
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number:?}"),
            Self::Withheld => f.write_str("withheld"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn withheld_callers_come_in_many_spellings() {
        for text in
            ["anonymous", "", "+266696687", "266696687", "sip:a@b.example", "client:bob", "+", "+0123456789", "unknown"]
        {
            assert_eq!(Caller::parse(text), Caller::Withheld, "{text}");
        }
        assert!(Caller::parse("+15555550100").number().is_some());
    }

    #[test]
    fn words_that_stand_for_no_number_are_known_as_they_are_spelled_on_a_keypad() {
        const PADS: [&str; 8] = ["ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"];
        let key = |letter| PADS.iter().position(|pad| pad.contains(letter)).unwrap() + 2;
        for word in ["ANONYMOUS", "UNKNOWN", "RESTRICTED", "UNAVAILABLE", "BLOCKED", "PRIVATE", "WITHHELD", "OUTOFAREA"]
        {
            let digits: String = word.chars().map(|letter| key(letter).to_string()).collect();
            for text in [format!("+{digits}"), digits.clone(), format!("+1{digits}")] {
                assert_eq!(Caller::parse(&text), Caller::Withheld, "{word} is {text}");
            }
        }
        for text in ["+7748283", "+94844353", "+266696687", "+17378742833"] {
            assert_eq!(Caller::parse(text), Caller::Withheld, "{text}");
        }
        assert!(SPELLED.iter().all(|word| word.bytes().all(|letter| letter.is_ascii_uppercase())));
    }

    #[test]
    fn a_number_that_the_north_american_plan_does_not_have_is_withheld() {
        for text in [
            "+1234567",
            "+12341678901",
            "+10000000000",
            "+11111111111",
            "+1555555010",
            "+155555501000",
            "+15551550100",
            "+15550550100",
            "+10555550100",
            "+11555550100",
            "+19115550100",
            "+14115550100",
            "+15554110100",
            "+12985550100",
        ] {
            assert_eq!(Caller::parse(text), Caller::Withheld, "{text}");
        }
        for text in ["+15555550100", "+12125550123", "+18005551212", "+14158675309", "+4915112345678"] {
            assert!(Caller::parse(text).number().is_some(), "{text}");
        }
    }

    #[test]
    fn a_number_is_a_plus_and_seven_to_fifteen_digits() {
        for text in ["+1234567", "+123456789012345", "+15555550100"] {
            assert_eq!(E164::parse(text).map(|number| number.as_str().to_owned()), Ok(text.to_owned()));
        }
        for text in [
            "",
            "+",
            "15555550100",
            "+123456",
            "+1234567890123456",
            "+05555550100",
            "+1 555 555 0100",
            "++1555555010",
            "+१२३४५६७",
        ] {
            assert_eq!(E164::parse(text), Err(E164Error), "{text}");
        }
    }

    #[test]
    fn whatever_a_provider_sends_is_a_caller() {
        proptest::proptest!(|(text in "\\PC{0,40}")| {
            let caller = Caller::parse(&text);
            assert!(caller.number().is_none_or(|number| number.as_str() == text));
        });
    }

    #[test]
    fn a_stored_caller_is_read_back_and_a_bad_one_refused() {
        for caller in [Caller::parse("+15555550100"), Caller::Withheld] {
            let json = serde_json::to_string(&caller).unwrap();
            assert_eq!(serde_json::from_str::<Caller>(&json).unwrap(), caller);
        }
        assert!(serde_json::from_str::<Caller>(r#"{"number":"12"}"#).is_err());
    }

    #[test]
    fn a_number_is_never_shown_whole() {
        let number = E164::parse("+15555550123").unwrap();
        assert_eq!(format!("{number:?} {:?}", Caller::Number(number.clone())), "…23 …23");
    }
}
