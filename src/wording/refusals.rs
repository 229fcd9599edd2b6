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
pub fn kiosk_credential(error: &KioskCredentialError) -> String {
    let words = match error {
        KioskCredentialError::Store(_) => return error.to_string(),
        KioskCredentialError::Hash(_) => "the PIN could not be hashed; try again",
        KioskCredentialError::NotActivated => "kiosks are not activated in this workspace",
        KioskCredentialError::NoEmployee => "there is no such employee in this workspace",
        KioskCredentialError::Inactive => "this employee is not active; reactivate them first",
        KioskCredentialError::NotTyped => "kiosk PINs are not typed in this workspace; generate one",
        KioskCredentialError::Digits(digits) => return format!("a kiosk PIN is exactly {digits} digits"),
        KioskCredentialError::Pin(KioskPinError::Format) => "a kiosk PIN is digits, and nothing else",
        KioskCredentialError::Pin(KioskPinError::Weak(_)) => {
            "this PIN is refused: it is easy to guess; choose another one, or generate one"
        }
        KioskCredentialError::Pin(KioskPinError::Year) => {
            "this PIN is refused: dates of birth have such a year in them"
        }
        KioskCredentialError::Pin(KioskPinError::OwnNumber) => "this PIN is refused: it is the employee number",
        KioskCredentialError::Refused => {
            "this PIN is refused: it is easy to guess, or cannot be used here; choose another one, or generate one"
        }
        KioskCredentialError::TooManyRefused => {
            "too many PINs were refused within an hour; generate one, or wait an hour"
        }
        KioskCredentialError::NoneLeft => {
            "there are too few PINs with so few digits for so many people; set more digits in the kiosk settings"
        }
        KioskCredentialError::NothingThere => "there is nothing to remove",
        KioskCredentialError::MadeAlready => {
            "it was made or changed after this page was shown; look at what there is now, and generate another one if that is \
             still needed"
        }
        KioskCredentialError::ChangedMeanwhile => "the kiosk settings were changed in the meantime; try again",
    };
    words.to_owned()
}

/// Why a workspace is not called so.
#[must_use]
pub fn name_taken(name: &str) -> String {
    format!("there is a workspace named \"{name}\" already; choose another name")
}
