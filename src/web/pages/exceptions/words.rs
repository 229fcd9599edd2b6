//! Exceptions in words: what happened, what somebody decided, and why something was refused.

use crate::{
    domain::{entry::EntryStatus, exception::ExceptionKind, time_text::moment, workspace::Zone},
    service::timesheets::exceptions::{
        AcceptOutcome, ExceptionEntry, NOTE_MAX_CHARS, ReopenError, SettleError, Settlement,
    },
};

/// What happened.
pub(super) const fn happened(kind: ExceptionKind) -> &'static str {
    match kind {
        ExceptionKind::TimeInDoubt => "The gateway’s clock was wrong, or the time had to be moved.",
        ExceptionKind::MissingClockOut => {
            "A new shift was started while this one was still open, so nobody knows when it ended."
        }
        ExceptionKind::UnansweredQuestion => {
            "The shift had been open for a long time, and the call ended when asking about a forgotten clock-out."
        }
        ExceptionKind::JobMissing => "A job is required, and none was entered.",
        ExceptionKind::VoiceCheckMissing => "There is no recording of their name.",
        ExceptionKind::VoiceCheckSilent => "Nobody speaks in the recording.",
        ExceptionKind::VoiceCheckTooShort => "The recording is too short to tell a name.",
        ExceptionKind::VoiceCheckClipped => "The recording is too loud to be clear.",
        ExceptionKind::VoiceCheckUnreadable => "The recording that came cannot be used.",
        ExceptionKind::NotThisPerson => "A reviewer heard somebody else.",
        ExceptionKind::UnrecognizedCaller => "The call came from a number that does not point to this person.",
        ExceptionKind::LockedOut => "Wrong PINs have locked their phone clock ID.",
        ExceptionKind::Overlapping => "Two of their entries cover the same time.",
        ExceptionKind::ImpossiblyLong => "The entry is longer than anybody works.",
        ExceptionKind::EditedAfterApproval => "The entry was changed after its hours had been approved.",
    }
}

/// The entry that an exception is about.
pub(super) fn entry(entry: &ExceptionEntry) -> String {
    let from = moment(entry.in_at, &entry.zone);
    let to = match (entry.status, entry.out_at) {
        (EntryStatus::Open, _) => "still open".to_owned(),
        (EntryStatus::Closed, Some(out_at)) => format!("out {}", moment(out_at, &entry.zone)),
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
pub(super) fn not_settled(error: &SettleError) -> String {
    match error {
        SettleError::NoteNeeded => "Say why: “not this person” cannot be accepted without a reason.".to_owned(),
        SettleError::NoteTooLong => format!("A note has at most {NOTE_MAX_CHARS} characters."),
        SettleError::Already(settled, zone) => already(settled, zone),
        SettleError::NotTogether => {
            "Several can be accepted at once only if all are of one kind that does not block approval.".to_owned()
        }
        SettleError::NotFound | SettleError::Store(_) => error.to_string(),
    }
}

fn already(settled: &Settlement, zone: &Zone) -> String {
    let by = settled.settler.as_ref().map_or_else(|| "automatically".to_owned(), |who| format!("by {who}"));
    let decision = settled.decision.as_ref().map_or(String::new(), |decision| format!("{decision}, "));
    format!(
        "Already resolved {by} at {}: {decision}{}.",
        moment(settled.at, zone),
        settled.because.trim_end_matches('.')
    )
}

/// Why a decision was not taken back.
pub(super) fn not_reopened(error: &ReopenError) -> String {
    match error {
        ReopenError::Standing => "This one is already open.".to_owned(),
        ReopenError::NotAccepted => {
            "Only an exception that a person accepted can be taken back here; undo a change to an entry on its own page."
                .to_owned()
        }
        ReopenError::Again => "The same exception is already open again.".to_owned(),
        ReopenError::Approved(lock, zone) => {
            let at = moment(lock.approved_at, zone);
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
