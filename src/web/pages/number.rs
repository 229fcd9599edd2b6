//! Telephone numbers as people read them and as telephones dial them.

use crate::{
    domain::{caller::E164, phone_clock_id::PhoneClockId},
    web::Web,
};

/// The dial-in number for people and for telephones, where the gateway is on the telephone.
pub(super) struct Number {
    /// For people.
    pub written: String,
    /// For telephones.
    pub dialed: String,
}

impl Number {
    pub(super) fn new(web: &Web) -> Option<Self> {
        let number = web.services.dial_in_number.as_ref()?;
        Some(Self { written: for_people(number), dialed: number.as_str().to_owned() })
    }
}

/// `+1 (555) 555-0111` in North America; elsewhere in groups of three behind the plus, the last one longer.
#[must_use]
pub fn for_people(number: &E164) -> String {
    let text = number.as_str();
    if let (12, Some((area, local))) = (text.len(), text.strip_prefix("+1").and_then(|rest| rest.split_at_checked(3)))
        && let Some((exchange, line)) = local.split_at_checked(3)
    {
        return format!("+1 ({area}) {exchange}-{line}");
    }
    let digits = text.trim_start_matches('+');
    let mut grouped = String::from("+");
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place % 3 == 0 && digits.len() - place > 1 {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

/// Calls and keys in the ID: each comma waits some two seconds, which is for the gateway to answer.
#[must_use]
pub fn dial_string(number: &E164, clock_id: &PhoneClockId) -> String {
    format!("{},,{clock_id}#", number.as_str())
}

/// The dial string as a link (RFC 3966 spells # as %23).
#[must_use]
pub fn dial_link(dial_string: &str) -> String {
    format!("tel:{}", dial_string.replace('#', "%23"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entropy::SeededEntropy;

    #[test]
    fn a_number_is_grouped_as_people_write_it() {
        for (number, written) in [
            ("+15555550111", "+1 (555) 555-0111"),
            ("+442079460000", "+442 079 460 000"),
            ("+4930123456", "+493 012 3456"),
            ("+1234567", "+123 4567"),
        ] {
            assert_eq!(for_people(&E164::parse(number).unwrap()), written);
        }
    }

    #[test]
    fn a_dial_string_waits_and_then_keys_the_id() {
        let id = PhoneClockId::generate(&SeededEntropy::new(1), 6);
        let dialed = dial_string(&E164::parse("+15555550111").unwrap(), &id);
        assert_eq!(dialed, format!("+15555550111,,{id}#"));
        assert_eq!(dial_link(&dialed), format!("tel:+15555550111,,{id}%23"));
    }
}
