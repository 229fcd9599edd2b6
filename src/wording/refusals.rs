//! Why a use case was refused, as a clause: a page makes a sentence of it, a command puts it behind its own name.

use jiff::civil::Date;

use super::admin::{AdminWords, CredentialWords};
use crate::{
    domain::{
        kiosk::KioskPinError,
        pen::Pen,
        pin::{MAX_DIGITS, MIN_DIGITS, WeakPinError},
        time_text::moment,
        workspace::Zone,
    },
    service::{
        credentials::CredentialError,
        kiosks::credentials::KioskCredentialError,
        timesheets::changes::{ApprovalLock, EntryError, EntryTime},
    },
};

/// Why an entry was not changed. Days and times are written by the pen of who reads; without one as commands write them.
#[must_use]
pub fn entry(words: &AdminWords, pen: Option<&Pen>, error: &EntryError) -> String {
    let refused = &words.refused;
    let words = match error {
        EntryError::Store(_) => return error.to_string(),
        EntryError::NotFound => &refused.not_found,
        EntryError::ChangedMeanwhile => &refused.changed_meanwhile,
        EntryError::Locked(lock, zone) => return locked(words, pen, lock, zone),
        EntryError::OpenAlready { name, since, zone } => {
            let since = pen.map_or_else(|| moment(*since, zone), |pen| pen.moment(*since, zone));
            return refused.open_already(name, since);
        }
        EntryError::Deactivated(name) => return refused.deactivated(name),
        EntryError::Future(_) => &refused.future,
        EntryError::Backwards(EntryTime::BreakBegin | EntryTime::BreakEnd) => &refused.break_backwards,
        EntryError::Backwards(_) => &refused.backwards,
        EntryError::TooLong => &refused.too_long,
        EntryError::NoJob => &refused.no_job,
        EntryError::UnknownJob => &refused.unknown_job,
        EntryError::NothingChanged => &refused.nothing_changed,
        EntryError::Voided => &refused.voided,
        EntryError::NotVoided => &refused.not_voided,
        EntryError::SplitOutside => &refused.split_outside,
        EntryError::Unfinished => &refused.unfinished,
        EntryError::UnknownBreakKind => &refused.unknown_break_kind,
        EntryError::BreakOutside => &refused.break_outside,
        EntryError::BreakLeftOutside => &refused.break_left_outside,
        EntryError::BreaksOverlap => &refused.breaks_overlap,
    };
    words.clone()
}

/// Why the hours of an entry cannot be changed.
#[must_use]
pub fn locked(words: &AdminWords, pen: Option<&Pen>, lock: &ApprovalLock, zone: &Zone) -> String {
    let ApprovalLock { approver, approved_at, from, to } = lock;
    let day = |day: Date| pen.map_or_else(|| day.to_string(), |pen| pen.date(day));
    words.refused.locked(day(*from), day(*to), approver, day(zone.local(*approved_at).date()))
}

/// Why somebody's PIN or phone clock ID stays as it is.
#[must_use]
pub fn credential(words: &AdminWords, error: &CredentialError) -> String {
    let words = &words.credential;
    let said = match error {
        CredentialError::Store(_) => return error.to_string(),
        CredentialError::NotAPin(_) => return words.not_a_pin(MIN_DIGITS, MAX_DIGITS),
        CredentialError::Weak(weakness) => return words.weak(weak_pin(words, *weakness)),
        CredentialError::Hash(_) => &words.hash,
        CredentialError::NoPin => &words.no_pin,
        CredentialError::NoEmployee => &words.no_employee,
        CredentialError::Inactive => &words.inactive,
        CredentialError::TextsStopped => &words.texts_stopped,
    };
    said.clone()
}

fn weak_pin(words: &CredentialWords, weakness: WeakPinError) -> String {
    let said = match weakness {
        WeakPinError::Short { min_digits } => return words.short(min_digits),
        WeakPinError::OneDigit => &words.one_digit,
        WeakPinError::Run => &words.run,
        WeakPinError::Common => &words.common,
        WeakPinError::Year => &words.year,
        WeakPinError::OwnId => &words.own_id,
        WeakPinError::OwnPhone => &words.own_phone,
    };
    said.clone()
}

/// Why somebody's kiosk PIN or badge stays as it is.
#[must_use]
pub fn kiosk_credential(words: &AdminWords, error: &KioskCredentialError) -> String {
    let words = &words.badges;
    let said = match error {
        KioskCredentialError::Store(_) => return error.to_string(),
        KioskCredentialError::Hash(_) => &words.refused_hash,
        KioskCredentialError::NotActivated => &words.refused_not_activated,
        KioskCredentialError::NoEmployee => &words.refused_no_employee,
        KioskCredentialError::Inactive => &words.refused_inactive,
        KioskCredentialError::NotTyped => &words.refused_not_typed,
        KioskCredentialError::Digits(digits) => return words.refused_digits(digits),
        KioskCredentialError::Pin(KioskPinError::Format) => &words.refused_format,
        KioskCredentialError::Pin(KioskPinError::Weak(_)) => &words.refused_weak,
        KioskCredentialError::Pin(KioskPinError::Year) => &words.refused_year,
        KioskCredentialError::Pin(KioskPinError::OwnNumber) => &words.refused_own_number,
        KioskCredentialError::Refused => &words.refused_for_no_reason,
        KioskCredentialError::TooManyRefused => &words.refused_too_many,
        KioskCredentialError::NoneLeft => &words.refused_none_left,
        KioskCredentialError::NothingThere => &words.refused_nothing_there,
        KioskCredentialError::MadeAlready => &words.refused_made_already,
        KioskCredentialError::ChangedMeanwhile => &words.refused_changed_meanwhile,
    };
    said.clone()
}

/// Why a workspace is not called so.
#[must_use]
pub fn name_taken(words: &AdminWords, name: &str) -> String {
    words.refused.name_taken(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{language::OfficeLanguage, pin::PinFormatError};

    #[test]
    fn in_english_a_pin_is_refused_with_the_words_of_its_rule() {
        let words = AdminWords::of(OfficeLanguage::En);
        assert_eq!(credential(words, &CredentialError::NotAPin(PinFormatError)), PinFormatError.to_string());
        for weakness in [
            WeakPinError::Short { min_digits: 6 },
            WeakPinError::OneDigit,
            WeakPinError::Run,
            WeakPinError::Common,
            WeakPinError::Year,
            WeakPinError::OwnId,
            WeakPinError::OwnPhone,
        ] {
            assert_eq!(credential(words, &CredentialError::Weak(weakness)), format!("this PIN is refused: {weakness}"));
        }
    }
}
