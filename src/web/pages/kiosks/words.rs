//! The words of the pages about kiosks.

use serde_json::Value;

use crate::{
    domain::{
        kiosk::{CredentialKind, KioskStatus, Method},
        pen::Pen,
    },
    service::{
        audit::{in_words, value_in_words},
        kiosks::{
            kiosks::{KioskError, NAME_MAX},
            overview::{KioskRow, Pace},
            policy::KioskPolicy,
            universal::UniversalPinError,
        },
    },
    wording::admin::{KioskWords, KiosksWords, UniversalWords},
};

impl KiosksWords {
    /// What a method is called.
    pub(super) fn method(&self, method: Method) -> &str {
        match method {
            Method::NameAndPin => &self.by_name_and_pin,
            Method::NumberAndPin => &self.by_number_and_pin,
            Method::PinAlone => &self.by_pin_alone,
            Method::Badge => &self.by_badge,
            Method::BadgeAndPin => &self.by_badge_and_pin,
        }
    }

    /// What a method asks of people.
    pub(super) fn method_hint(&self, method: Method) -> &str {
        match method {
            Method::NameAndPin => &self.hint_name_and_pin,
            Method::NumberAndPin => &self.hint_number_and_pin,
            Method::PinAlone => &self.hint_pin_alone,
            Method::Badge => &self.hint_badge,
            Method::BadgeAndPin => &self.hint_badge_and_pin,
        }
    }

    /// The method in force with its digits.
    pub(in crate::web::pages) fn method_in_force(&self, policy: &KioskPolicy) -> String {
        let name = self.method(policy.method);
        match policy.method {
            Method::NameAndPin => self.method_of_digits(name, policy.name_pin_digits),
            Method::NumberAndPin => self.method_of_digits(name, policy.number_pin_digits),
            Method::PinAlone => self.method_with_digits(name, policy.lone_pin_digits),
            Method::Badge => name.to_owned(),
            Method::BadgeAndPin => self.method_of_digits(name, policy.digits_of(CredentialKind::NamePin).unwrap_or(0)),
        }
    }

    /// The badge that shows how a kiosk stands: its class and its words.
    pub(super) fn standing(&self, row: &KioskRow, pen: &Pen) -> (&'static str, String) {
        match (&row.silent_since, row.status) {
            (Some((at, zone)), KioskStatus::Connected) => ("warn", self.silent_since(pen.moment(*at, zone))),
            (_, KioskStatus::NotSetUp) => ("", self.not_set_up.clone()),
            (_, KioskStatus::WaitingForDevice) => ("warn", self.waiting_for_device.clone()),
            (_, KioskStatus::Connected) => ("good", self.connected.clone()),
            (_, KioskStatus::Disabled) => ("bad", self.disabled.clone()),
        }
    }

    /// Whom a kiosk is for.
    pub(super) fn people_of(&self, row: &KioskRow) -> String {
        if row.kiosk.everybody { self.everybody.clone() } else { self.so_many_people(row.members) }
    }

    /// The punches of the last 7 days.
    pub(super) fn punches_of(&self, pace: Pace) -> String {
        if pace.punches == 0 { self.punches_none.clone() } else { self.punches(pace.punches) }
    }

    /// At most so many people, with a comma behind the thousands.
    pub(super) fn at_most(&self, people: usize) -> String {
        match (people / 1_000, people % 1_000) {
            (0, people) => self.up_to(people),
            (thousands, people) => self.up_to(format!("{thousands},{people:03}")),
        }
    }

    /// How often a year a guesser gets in.
    pub(super) fn hits(&self, hits: f64) -> String {
        match hits {
            hits if hits < 0.0005 => self.hardly_ever.clone(),
            hits if hits < 0.0995 => format!("{hits:.3}"),
            hits if hits < 9.95 => format!("{hits:.2}"),
            hits => format!("{hits:.0}"),
        }
    }

    /// A setting that somebody else has saved, and its value.
    pub(super) fn saved(&self, name: &str, value: &Value) -> (String, String) {
        let name = match name {
            "method" => self.saved_method.clone(),
            "digits_behind_a_name" => self.saved_digits_behind_a_name.clone(),
            "digits_behind_a_number" => self.saved_digits_behind_a_number.clone(),
            "digits_of_a_PIN_alone" => self.saved_digits_of_a_pin_alone.clone(),
            "PINs_may_be_typed" => self.saved_pins_may_be_typed.clone(),
            "shown_again" => self.saved_shown_again.clone(),
            "renewed_after_months" => self.saved_renewed_after_months.clone(),
            "sign_in_by_PIN" => self.saved_sign_in_by_pin.clone(),
            name => in_words(name),
        };
        let method = value.as_str().and_then(Method::parse);
        let value = match (value, method) {
            (_, Some(Method::NameAndPin)) => self.saved_name_and_pin.clone(),
            (_, Some(Method::NumberAndPin)) => self.saved_number_and_pin.clone(),
            (_, Some(Method::PinAlone)) => self.saved_pin_alone.clone(),
            (_, Some(Method::Badge)) => self.saved_badge.clone(),
            (_, Some(Method::BadgeAndPin)) => self.saved_badge_and_pin.clone(),
            (Value::Null, None) => self.saved_none.clone(),
            (Value::Bool(true), None) => self.saved_yes.clone(),
            (Value::Bool(false), None) => self.saved_no.clone(),
            (value, None) => value_in_words(value),
        };
        (name, value)
    }
}

/// How long it takes one person; none where nobody was measured.
pub(super) fn seconds(pace: Pace) -> Option<String> {
    let tenths = (pace.median_millis?.max(0) + 50) / 100;
    Some(format!("{}.{} s", tenths / 10, tenths % 10))
}

impl KioskWords {
    /// What is wrong, beside the field that a refusal is about; `None` where it is about none.
    pub(super) fn refusal(&self, problem: &KioskError) -> Option<(&'static str, String)> {
        let (field, words) = match problem {
            KioskError::NoName => ("name", self.no_name.clone()),
            KioskError::NameTaken(name) => ("name", self.name_taken(name)),
            KioskError::NameTooLong => ("name", self.name_too_long(NAME_MAX)),
            KioskError::Nobody => ("who", self.nobody.clone()),
            KioskError::NoJob => ("default_job", self.no_job.clone()),
            KioskError::Store(_) | KioskError::NotFound | KioskError::Unknown(_) => return None,
        };
        Some((field, words))
    }
}

impl UniversalWords {
    /// Why a Universal PIN was not set; `None` where a page of its own says it.
    pub(super) fn refusal(&self, problem: &UniversalPinError) -> Option<&str> {
        match problem {
            UniversalPinError::Format => Some(&self.wrong_format),
            // Weak and somebody else's alike: it is said nowhere whose PIN it is.
            UniversalPinError::Refused => Some(&self.refused),
            UniversalPinError::None => Some(&self.none),
            UniversalPinError::Hidden => Some(&self.hidden),
            UniversalPinError::Exhausted => Some(&self.exhausted),
            UniversalPinError::MadeAlready => Some(&self.made_already),
            UniversalPinError::TooMany => Some(&self.too_many),
            UniversalPinError::Store(_) | UniversalPinError::Hash(_) | UniversalPinError::NotFound => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::language::OfficeLanguage, wording::admin::AdminWords};

    #[test]
    fn seconds_have_one_decimal() {
        let pace = |median_millis| Pace { punches: 3, median_millis };
        assert_eq!(seconds(pace(Some(4_249))).as_deref(), Some("4.2 s"));
        assert_eq!(seconds(pace(Some(4_250))).as_deref(), Some("4.3 s"));
        assert_eq!(seconds(pace(Some(-5))).as_deref(), Some("0.0 s"));
        assert_eq!(seconds(pace(None)), None);
    }

    #[test]
    fn hits_are_as_exact_as_they_help() {
        let words = &AdminWords::of(OfficeLanguage::En).kiosks;
        for (number, said) in
            [(0.0003, "under 0.001"), (0.0291, "0.029"), (0.104, "0.10"), (1.04, "1.04"), (10.4, "10"), (218.4, "218")]
        {
            assert_eq!(words.hits(number), said);
        }
    }
}
