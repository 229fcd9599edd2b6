//! Exceptions in words: what happened, what somebody decided, and why something was refused.

use crate::{
    domain::{entry::EntryStatus, exception::ExceptionKind, pen::Pen, workspace::Zone},
    service::timesheets::{
        changes::{Correction, EntryError},
        exceptions::{
            AcceptOutcome, EntryToRepair, ExceptionEntry, NOTE_MAX_CHARS, ReopenError, RepairOutcome, SettleError,
            Settlement,
        },
    },
    web::pages::form_errors::capital,
    wording::refusals,
};

/// What happened.
pub(super) const fn happened(kind: ExceptionKind) -> &'static str {
    match kind {
        ExceptionKind::TimeInDoubt => "The gateway’s clock was wrong, or the time had to be moved.",
        ExceptionKind::MissingClockOut => {
            "A new shift was started while this one was still open, so nobody knows when it ended."
        }
        ExceptionKind::UnansweredQuestion => {
            "The shift had been open for a long time, and the question about a forgotten clock-out was left unanswered."
        }
        ExceptionKind::JobMissing => "A job is required, and none was entered.",
        ExceptionKind::VoiceCheckMissing => "There is no recording of their name.",
        ExceptionKind::VoiceCheckSilent => "Nobody speaks in the recording.",
        ExceptionKind::VoiceCheckTooShort => "The recording is too short to tell a name.",
        ExceptionKind::VoiceCheckClipped => "The recording is too loud to be clear.",
        ExceptionKind::VoiceCheckUnreadable => "The recording that came cannot be used.",
        ExceptionKind::NotThisPerson => "A reviewer heard somebody else.",
        ExceptionKind::UnrecognizedCaller => "The call came from a number that does not point to this person.",
        ExceptionKind::LockedOut => "Wrong PINs have locked them out.",
        ExceptionKind::Overlapping => "Two of their entries cover the same time.",
        ExceptionKind::ImpossiblyLong => "The entry is longer than anybody works.",
        ExceptionKind::EditedAfterApproval => "The entry was changed after its hours had been approved.",
        ExceptionKind::TwoKiosks => "Their badge or PIN was used at two kiosks within minutes.",
        ExceptionKind::UnusualHours => "They clocked far from their usual hours.",
        ExceptionKind::ManyAtOnce => {
            "Many people clocked at one kiosk within seconds, which may be one person with the badges or PINs of others."
        }
    }
}

/// The entry that an exception is about.
pub(super) fn entry(entry: &ExceptionEntry, pen: &Pen) -> String {
    let from = pen.moment(entry.in_at, &entry.zone);
    let to = match (entry.status, entry.out_at) {
        (EntryStatus::Open, _) => "still open".to_owned(),
        (EntryStatus::Closed, Some(out_at)) => format!("out {}", pen.moment(out_at, &entry.zone)),
        (EntryStatus::Closed | EntryStatus::Unfinished, _) => "end unknown".to_owned(),
    };
    format!("in {from}, {to}{}", if entry.voided { ", voided" } else { "" })
}

/// What came of accepting several.
pub(super) fn accepted(accepted: AcceptOutcome) -> String {
    let AcceptOutcome { kind, count, already } = accepted;
    let meanwhile = match already {
        0 => String::new(),
        1 => " One more had already been resolved.".to_owned(),
        more => format!(" {more} more had already been resolved."),
    };
    format!("Accepted: {count} of the kind {}.{meanwhile}", kind.words())
}

/// Why something was not settled; the failures that have pages of their own say their error.
pub(super) fn not_settled(error: &SettleError, pen: &Pen) -> String {
    match error {
        SettleError::NoteNeeded => "Say why: “not this person” cannot be accepted without a reason.".to_owned(),
        SettleError::NoteTooLong => format!("A note has at most {NOTE_MAX_CHARS} characters."),
        SettleError::Already(settled, zone) => already(settled, zone, pen),
        SettleError::NotTogether => {
            "Several can be accepted at once only if all are of one kind that does not block approval.".to_owned()
        }
        SettleError::NotFound | SettleError::Store(_) => error.to_string(),
    }
}

pub(super) fn already(settled: &Settlement, zone: &Zone, pen: &Pen) -> String {
    let by = settled.settler.as_ref().map_or_else(|| "automatically".to_owned(), |who| format!("by {who}"));
    let decision = settled.decision.as_ref().map_or(String::new(), |decision| format!("{decision}, "));
    format!(
        "Already resolved {by} at {}: {decision}{}.",
        pen.moment(settled.at, zone),
        settled.because.trim_end_matches('.')
    )
}

/// What a correction has put in, in a few words.
pub(super) fn corrected_to(correction: &Correction, entry: &EntryToRepair, pen: &Pen) -> String {
    let mut said = Vec::new();
    if correction.in_at != entry.in_at {
        said.push(format!("in {}", pen.moment(correction.in_at, &entry.zone)));
    }
    if let Some(out_at) = correction.out_at.filter(|out_at| Some(*out_at) != entry.out_at) {
        said.push(format!("out {}", pen.moment(out_at, &entry.zone)));
    }
    let job = correction.job.filter(|job| Some(*job) != entry.job);
    said.extend(entry.jobs.jobs.iter().find(|(id, _)| Some(*id) == job).map(|(_, name)| name.clone()));
    said.join(", ")
}

/// What came of a repair.
pub(super) fn repaired(RepairOutcome { kind, name, is_open }: &RepairOutcome, done: &str) -> String {
    if *is_open {
        return format!("The entry of {name} is corrected: {done}. It is still open: {}.", kind.words());
    }
    format!("Corrected: {} of {name}, {done}.", kind.words())
}

/// Why an entry was not corrected, as a sentence.
pub(super) fn not_corrected(error: &EntryError) -> String {
    format!("{}.", capital(&refusals::entry(error)))
}

/// Why a correction was not taken back.
pub(super) fn not_taken_back(error: &EntryError) -> String {
    match error {
        EntryError::ChangedMeanwhile => {
            "This can no longer be undone here: the entry was changed since, or it is more than half an hour ago. Correct \
             the entry on its own page."
                .to_owned()
        }
        EntryError::Store(_)
        | EntryError::NotFound
        | EntryError::Locked(..)
        | EntryError::OpenAlready { .. }
        | EntryError::Deactivated(_)
        | EntryError::Future(_)
        | EntryError::Backwards(_)
        | EntryError::TooLong
        | EntryError::NoJob
        | EntryError::UnknownJob
        | EntryError::NothingChanged
        | EntryError::Voided
        | EntryError::NotVoided
        | EntryError::SplitOutside
        | EntryError::Unfinished => not_corrected(error),
    }
}

/// Why a decision was not taken back.
pub(super) fn not_reopened(error: &ReopenError, pen: &Pen) -> String {
    match error {
        ReopenError::Standing => "This one is already open.".to_owned(),
        ReopenError::NotAccepted => {
            "Only an exception that a person accepted can be taken back here; undo a change to an entry on its own page."
                .to_owned()
        }
        ReopenError::Again => "The same exception is already open again.".to_owned(),
        ReopenError::Approved(lock, zone) => {
            let at = pen.moment(lock.approved_at, zone);
            format!("The hours of that day were approved by {} at {at}; reopen the approval first.", lock.approver)
        }
        ReopenError::NotFound | ReopenError::Store(_) => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_says_what_happened() {
        for kind in ExceptionKind::ALL {
            assert!(happened(kind).ends_with('.'), "{kind:?}");
        }
    }
}
