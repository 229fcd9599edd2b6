//! What somebody should know before kiosk settings are saved.

use crate::{
    domain::kiosk::{CredentialKind, Method},
    service::kiosks::{policy::KioskSettings, reach::Reach},
    wording::admin::KiosksWords,
};

impl KiosksWords {
    /// What is to be confirmed before these settings replace those before; nothing where nothing of it matters.
    pub(super) fn cautions(&self, before: &KioskSettings, after: &KioskSettings, reach: &Reach) -> Vec<String> {
        let mut cautions = Vec::new();
        if before.method != after.method {
            let (new, old) = (self.method(after.method), self.method(before.method));
            cautions.push(if after.may_show_again {
                self.caution_method(new, old)
            } else {
                self.caution_method_by_hand(new, old)
            });
        }
        for (kind, was, is) in [
            (CredentialKind::NamePin, before.name_pin_digits, after.name_pin_digits),
            (CredentialKind::NumberPin, before.number_pin_digits, after.number_pin_digits),
            (CredentialKind::LonePin, before.lone_pin_digits, after.lone_pin_digits),
        ] {
            // Beside a badge they are always as many.
            if was != is && after.method.pin() == kind && !after.method.has_badge() {
                cautions.push(if after.may_show_again {
                    self.caution_digits(is)
                } else {
                    self.caution_digits_by_hand(is)
                });
            }
        }
        cautions.extend(self.about_length(before, after, reach));
        if after.method == Method::NumberAndPin && reach.without_number > 0 {
            cautions.push(self.caution_number(reach.without_number));
        }
        if before.may_show_again && !after.may_show_again {
            cautions.push(self.caution_hidden.clone());
        }
        cautions
    }

    /// That PINs alone are short for so many people, where that is new.
    fn about_length(&self, before: &KioskSettings, after: &KioskSettings, reach: &Reach) -> Option<String> {
        let (digits, needed) = (after.lone_pin_digits, reach.lone_pin_digits());
        let is_new = before.method != after.method || before.lone_pin_digits != digits;
        let is_short = after.method == Method::PinAlone && digits < needed;
        let (people, times) = (self.so_many_people(reach.people), self.hits(reach.hits_of_lone_pins(digits)));
        (is_new && is_short).then(|| self.caution_short(digits, people, times, needed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::language::OfficeLanguage, wording::admin::AdminWords};

    const REACH: Reach = Reach { people: 120, without_number: 2, kiosks: 2, devices: 2 };

    fn cautions(before: &KioskSettings, after: &KioskSettings) -> Vec<String> {
        AdminWords::of(OfficeLanguage::En).kiosks.cautions(before, after, &REACH)
    }

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
        assert_eq!(cautions(&before, &after), Vec::<String>::new());
    }

    #[test]
    fn everything_that_cannot_be_taken_back_easily_is_asked() {
        let before = settings(Method::NameAndPin);
        let count = |after: KioskSettings| cautions(&before, &after).len();
        assert_eq!(count(settings(Method::Badge)), 1);
        assert_eq!(count(KioskSettings { name_pin_digits: 4, ..before }), 1);
        assert_eq!(count(settings(Method::NumberAndPin)), 2, "the method, and who has no number");
        assert_eq!(count(settings(Method::PinAlone)), 2, "the method, and its short PINs");
        assert_eq!(count(KioskSettings { method: Method::PinAlone, lone_pin_digits: 7, ..before }), 2, "new digits");
        assert_eq!(count(KioskSettings { may_show_again: false, ..before }), 1);
        let badges = settings(Method::Badge);
        assert!(cautions(&badges, &KioskSettings { name_pin_digits: 4, ..badges }).is_empty(), "they have six");
        let hidden = KioskSettings { may_show_again: false, ..before };
        let said = cautions(&hidden, &KioskSettings { method: Method::Badge, ..hidden });
        assert!(said[0].contains("cannot clock before you have generated it"), "{said:?}");
    }
}
