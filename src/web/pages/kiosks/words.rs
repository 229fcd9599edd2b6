//! The words of the pages about kiosks.

use crate::{
    domain::{
        kiosk::{CredentialKind, KioskStatus, Method},
        pen::Pen,
    },
    service::kiosks::{
        kiosks::{KioskError, NAME_MAX},
        overview::{KioskRow, Pace},
        policy::KioskPolicy,
        reach::Reach,
        universal::UniversalPinError,
    },
};

/// What a method is called.
pub(super) const fn method(method: Method) -> &'static str {
    match method {
        Method::NameAndPin => "Name and PIN",
        Method::NumberAndPin => "Employee number and PIN",
        Method::PinAlone => "PIN alone",
        Method::Badge => "QR badge",
        Method::BadgeAndPin => "QR badge and PIN",
    }
}

/// What a method asks of people.
pub(super) const fn method_hint(method: Method) -> &'static str {
    match method {
        Method::NameAndPin => "People choose their name from a list and key in their PIN.",
        Method::NumberAndPin => "People key in the employee number on their badge, and their PIN.",
        Method::PinAlone => {
            "People key in a PIN that nobody else has, see their name, and press a button. The quickest with few people; \
             it needs longer PINs with many."
        }
        Method::Badge => {
            "People show a badge to the camera or a scanner. “Use PIN instead” falls back to name and PIN, for the day \
             on which the camera or the badge fails."
        }
        Method::BadgeAndPin => "The same, and people key in their PIN behind the badge. A lost badge alone is no use.",
    }
}

/// The method in force with its digits.
pub(in crate::web::pages) fn method_in_force(policy: &KioskPolicy) -> String {
    let name = method(policy.method);
    match policy.method {
        Method::NameAndPin => format!("{name} of {} digits", policy.name_pin_digits),
        Method::NumberAndPin => format!("{name} of {} digits", policy.number_pin_digits),
        Method::PinAlone => format!("{name}, {} digits", policy.lone_pin_digits),
        Method::Badge => name.to_owned(),
        Method::BadgeAndPin => {
            format!("{name} of {} digits", policy.digits_of(CredentialKind::NamePin).unwrap_or(0))
        }
    }
}

/// The badge that shows how a kiosk stands: its class and its words.
pub(super) fn status(row: &KioskRow, pen: &Pen) -> (&'static str, String) {
    match (&row.silent_since, row.status) {
        (Some((at, zone)), KioskStatus::Connected) => ("warn", format!("Silent since {}", pen.moment(*at, zone))),
        (_, status) => (status_class(status), status.name().to_owned()),
    }
}

const fn status_class(status: KioskStatus) -> &'static str {
    match status {
        KioskStatus::NotSetUp => "",
        KioskStatus::WaitingForDevice => "warn",
        KioskStatus::Connected => "good",
        KioskStatus::Disabled => "bad",
    }
}

/// Whom a kiosk is for.
pub(super) fn people(row: &KioskRow) -> String {
    if row.kiosk.everybody { "Everybody".to_owned() } else { count_of_people(row.members) }
}

/// The punches of the last 7 days.
pub(super) fn punches(pace: Pace) -> String {
    match pace.punches {
        0 => "none".to_owned(),
        1 => "1 punch".to_owned(),
        punches => format!("{punches} punches"),
    }
}

/// How long it takes one person; none where nobody was measured.
pub(super) fn seconds(pace: Pace) -> Option<String> {
    let tenths = (pace.median_millis?.max(0) + 50) / 100;
    Some(format!("{}.{} s", tenths / 10, tenths % 10))
}

/// So many people.
pub(super) fn count_of_people(people: usize) -> String {
    if people == 1 { "1 person".to_owned() } else { format!("{people} people") }
}

/// At most so many people, with a comma behind the thousands.
pub(super) fn up_to(people: usize) -> String {
    match (people / 1_000, people % 1_000) {
        (0, people) => format!("up to {people} people"),
        (thousands, people) => format!("up to {thousands},{people:03} people"),
    }
}

/// Kiosks and their devices.
pub(super) fn places(reach: &Reach) -> String {
    let of = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    format!("{}, {}", of(reach.kiosks.max(1), "kiosk"), of(reach.devices.max(1), "device"))
}

/// How often a year a guesser gets in.
pub(super) fn hits(hits: f64) -> String {
    match hits {
        hits if hits < 0.0005 => "under 0.001".to_owned(),
        hits if hits < 0.0995 => format!("{hits:.3}"),
        hits if hits < 9.95 => format!("{hits:.2}"),
        hits => format!("{hits:.0}"),
    }
}

/// What is wrong, beside the field that a refusal is about; `None` where it is about none.
pub(super) fn refusal(problem: &KioskError) -> Option<(&'static str, String)> {
    let (field, words) = match problem {
        KioskError::NoName => ("name", "Enter a name.".to_owned()),
        KioskError::NameTaken(name) => ("name", format!("There is a kiosk named {name} already. Choose another name.")),
        KioskError::NameTooLong => ("name", format!("A name has at most {NAME_MAX} characters.")),
        KioskError::Nobody => ("who", "Choose at least one person, or everybody.".to_owned()),
        KioskError::NoJob => ("default_job", "Choose a job that is in use.".to_owned()),
        KioskError::Store(_) | KioskError::NotFound | KioskError::Unknown(_) => return None,
    };
    Some((field, words))
}

/// Why a Universal PIN was not set; `None` where a page of its own says it.
pub(super) const fn universal_refusal(problem: &UniversalPinError) -> Option<&'static str> {
    match problem {
        UniversalPinError::Format => Some("A Universal PIN has 6 to 8 digits."),
        // Weak and somebody else's alike: it is said nowhere whose PIN it is.
        UniversalPinError::Refused => {
            Some("This PIN is easy to guess, or cannot be used here. Choose another one, or generate one.")
        }
        UniversalPinError::None => Some("This kiosk has no Universal PIN."),
        UniversalPinError::Hidden => Some("This PIN cannot be shown again. Generate a new one if it is lost."),
        UniversalPinError::Exhausted => Some("No PIN could be generated. Try again, or choose more digits."),
        UniversalPinError::MadeAlready => Some(
            "Nothing was changed: the PIN was made or changed after this page was shown. Generate another one if that is still \
             needed.",
        ),
        UniversalPinError::TooMany => Some("Too many PINs were typed within an hour. Generate one, or wait an hour."),
        UniversalPinError::Store(_) | UniversalPinError::Hash(_) | UniversalPinError::NotFound => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for (number, words) in
            [(0.0003, "under 0.001"), (0.0291, "0.029"), (0.104, "0.10"), (1.04, "1.04"), (10.4, "10"), (218.4, "218")]
        {
            assert_eq!(hits(number), words);
        }
    }
}
