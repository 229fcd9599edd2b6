//! Why a use case was refused, as a clause: a page makes a sentence of it, a command puts it behind its own name.

use super::admin::{AdminWords, PhoneWords};
use crate::{
    domain::{kiosk::KioskPinError, pin::WeakPinError, time_text::moment, workspace::Zone},
    service::{
        credentials::CredentialError,
        kiosks::credentials::KioskCredentialError,
        timesheets::changes::{ApprovalLock, EntryError},
    },
};

/// Why an entry was not changed.
#[must_use]
pub fn entry(error: &EntryError) -> String {
    let words = match error {
        EntryError::Store(_) => return error.to_string(),
        EntryError::NotFound => "there is no such time entry in this workspace",
        EntryError::ChangedMeanwhile => "it was changed in the meantime",
        EntryError::Locked(lock, zone) => return locked(lock, zone),
        EntryError::OpenAlready { name, since, zone } => {
            let since = moment(*since, zone);
            return format!("{name} has been clocked in since {since}; that entry must be clocked out first");
        }
        EntryError::Deactivated(name) => {
            return format!("{name} is deactivated and cannot be clocked in; give a clock-out as well");
        }
        EntryError::Future(_) => "this time is still to come",
        EntryError::Backwards(_) => "the clock-out must be later than the clock-in",
        EntryError::TooLong => "an entry is at most 7 days long",
        EntryError::NoJob => "this workspace needs a job with every entry",
        EntryError::UnknownJob => "choose a job that is in use",
        EntryError::NothingChanged => "the times and the job are as they were; there is nothing to correct",
        EntryError::Voided => "a voided entry is restored before it is changed",
        EntryError::NotVoided => "this entry is not voided",
        EntryError::SplitOutside => "an entry is split after its clock-in and before its clock-out",
        EntryError::Unfinished => "this entry has no clock-out; correct that first",
    };
    words.to_owned()
}

/// Why the hours of an entry cannot be changed.
#[must_use]
pub fn locked(lock: &ApprovalLock, zone: &Zone) -> String {
    let ApprovalLock { approver, approved_at, from, to } = lock;
    let on = zone.local(*approved_at).date();
    format!("the hours from {from} to {to} were approved by {approver} on {on}; reopen the approval first")
}

/// Why somebody's PIN or phone clock ID stays as it is.
#[must_use]
pub fn credential(words: &AdminWords, error: &CredentialError) -> String {
    let words = &words.phone;
    let said = match error {
        CredentialError::Store(_) => return error.to_string(),
        CredentialError::Weak(weakness) => return words.refused_weak(weak_pin(words, *weakness)),
        CredentialError::NotAPin(_) => &words.not_a_pin,
        CredentialError::Hash(_) => &words.refused_hash,
        CredentialError::NoPin => &words.refused_no_pin,
        CredentialError::NoEmployee => &words.refused_no_employee,
        CredentialError::Inactive => &words.refused_inactive,
    };
    said.clone()
}

fn weak_pin(words: &PhoneWords, weakness: WeakPinError) -> String {
    let said = match weakness {
        WeakPinError::Short { min_digits } => return words.weak_short(min_digits),
        WeakPinError::OneDigit => &words.weak_one_digit,
        WeakPinError::Run => &words.weak_run,
        WeakPinError::Common => &words.weak_common,
        WeakPinError::Year => &words.weak_year,
        WeakPinError::OwnId => &words.weak_own_id,
        WeakPinError::OwnPhone => &words.weak_own_phone,
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
pub fn name_taken(name: &str) -> String {
    format!("there is a workspace named \"{name}\" already; choose another name")
}
