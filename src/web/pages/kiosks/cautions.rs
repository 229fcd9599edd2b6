//! What somebody should know before kiosk settings are saved.

use super::words;
use crate::{
    domain::kiosk::{CredentialKind, Method},
    service::kiosks::{policy::KioskSettings, reach::Reach},
};

/// What is to be confirmed before these settings replace those before; nothing where nothing of it matters.
pub(super) fn cautions(before: &KioskSettings, after: &KioskSettings, reach: &Reach) -> Vec<String> {
    let mut cautions = Vec::new();
    if before.method != after.method {
        let lacking = if after.may_show_again {
            "Those who have nothing for it yet get a PIN or badge of their own, to be handed out"
        } else {
            "Those who have nothing for it yet cannot clock before you have generated it under Employees and handed it out"
        };
        cautions.push(format!(
            "People will be found by “{}” from now on. {lacking}; what they have for “{}” sleeps until you change back.",
            words::method(after.method),
            words::method(before.method)
        ));
    }
    for (kind, was, is) in [
        (CredentialKind::NamePin, before.name_pin_digits, after.name_pin_digits),
        (CredentialKind::NumberPin, before.number_pin_digits, after.number_pin_digits),
        (CredentialKind::LonePin, before.lone_pin_digits, after.lone_pin_digits),
    ] {
        // Beside a badge they are always as many.
        if was != is && after.method.pin() == kind && !after.method.has_badge() {
            let new = if after.may_show_again { "gets a new one" } else { "needs a new one, to be generated" };
            cautions.push(format!(
                "PINs will have {is} digits: everybody whose PIN has another number of digits {new}; the old one sleeps \
                 until you change back."
            ));
        }
    }
    cautions.extend(about_length(before, after, reach));
    if after.method == Method::NumberAndPin && reach.without_number > 0 {
        cautions.push(match reach.without_number {
            1 => "1 person has no employee number, and will not be found.".to_owned(),
            people => format!("{people} people have no employee number, and will not be found."),
        });
    }
    if before.may_show_again && !after.may_show_again {
        cautions.push(
            "PINs and badges will be shown once, when they are made, and never again, those of today included. This \
             cannot be switched on again."
                .to_owned(),
        );
    }
    cautions
}

/// That PINs alone are short for so many people, where that is new.
fn about_length(before: &KioskSettings, after: &KioskSettings, reach: &Reach) -> Option<String> {
    let (digits, needed) = (after.lone_pin_digits, reach.lone_pin_digits());
    let is_new = before.method != after.method || before.lone_pin_digits != digits;
    let is_short = after.method == Method::PinAlone && digits < needed;
    (is_new && is_short).then(|| {
        format!(
            "A PIN alone of {digits} digits is short for {}: somebody who tries all that the kiosks allow gets in {} \
             times a year. {needed} digits are enough.",
            words::count_of_people(reach.people),
            words::hits(reach.hits_of_lone_pins(digits))
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const REACH: Reach = Reach { people: 120, without_number: 2, kiosks: 2, devices: 2 };

    fn settings(method: Method) -> KioskSettings {
        KioskSettings {
            method,
            name_pin_digits: 6,
            number_pin_digits: 6,
            lone_pin_digits: 6,
            may_type: true,
            may_show_again: true,
            renew_after_months: None,
            sign_in_by_pin: false,
        }
    }

    #[test]
    fn nothing_is_asked_where_nobody_gets_another_pin() {
        let before = settings(Method::NameAndPin);
        let after = KioskSettings { may_type: false, lone_pin_digits: 8, sign_in_by_pin: true, ..before };
        assert_eq!(cautions(&before, &after, &REACH), Vec::<String>::new());
    }

    #[test]
    fn everything_that_cannot_be_taken_back_easily_is_asked() {
        let before = settings(Method::NameAndPin);
        let count = |after: KioskSettings| cautions(&before, &after, &REACH).len();
        assert_eq!(count(settings(Method::Badge)), 1);
        assert_eq!(count(KioskSettings { name_pin_digits: 4, ..before }), 1);
        assert_eq!(count(settings(Method::NumberAndPin)), 2, "the method, and who has no number");
        assert_eq!(count(settings(Method::PinAlone)), 2, "the method, and its short PINs");
        assert_eq!(count(KioskSettings { method: Method::PinAlone, lone_pin_digits: 7, ..before }), 2, "new digits");
        assert_eq!(count(KioskSettings { may_show_again: false, ..before }), 1);
        let badges = settings(Method::Badge);
        assert!(cautions(&badges, &KioskSettings { name_pin_digits: 4, ..badges }, &REACH).is_empty(), "they have six");
        let hidden = KioskSettings { may_show_again: false, ..before };
        let said = cautions(&hidden, &KioskSettings { method: Method::Badge, ..hidden }, &REACH);
        assert!(said[0].contains("cannot clock before you have generated it"), "{said:?}");
    }
}
