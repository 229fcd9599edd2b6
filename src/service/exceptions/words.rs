//! Exceptions in words: what happened, and what it means to accept it.

use crate::domain::{entry::EntryStatus, exception::ExceptionKind};

/// What happened.
#[must_use]
pub const fn happened(kind: ExceptionKind) -> &'static str {
    match kind {
        ExceptionKind::TimeInDoubt => "The gateway’s clock was wrong, or the time had to be moved.",
        ExceptionKind::MissingClockOut => {
            "A new shift was begun while this one was still open, so nobody knows when it ended."
        }
        ExceptionKind::UnansweredQuestion => {
            "The shift had been open for long, and the call ended at the question whether the clock-out was forgotten."
        }
        ExceptionKind::JobMissing => "A job has to be named, and none was.",
        ExceptionKind::VoiceCheckMissing => "There is no recording of their name.",
        ExceptionKind::VoiceCheckSilent => "Nobody speaks in the recording.",
        ExceptionKind::VoiceCheckTooShort => "The recording is too short to tell a name.",
        ExceptionKind::VoiceCheckClipped => "The recording is too loud to be clear.",
        ExceptionKind::VoiceCheckUnreadable => "A recording came that cannot be used.",
        ExceptionKind::NotThisPerson => "A reviewer heard somebody else.",
        ExceptionKind::UnrecognisedCaller => "The call came from a number that does not speak for this person.",
        ExceptionKind::LockedOut => "Wrong PINs have locked their phone clock ID.",
        ExceptionKind::Overlapping => "Two of their entries cover the same time.",
        ExceptionKind::ImpossiblyLong => "The entry is longer than anybody works.",
        ExceptionKind::EditedAfterApproval => "The entry was changed after its hours had been approved.",
    }
}

/// What follows when it is accepted as it is; `status` is the entry's.
#[must_use]
pub const fn accepting(kind: ExceptionKind, status: Option<EntryStatus>) -> &'static str {
    match (kind, status) {
        (ExceptionKind::MissingClockOut | ExceptionKind::TimeInDoubt, Some(EntryStatus::Unfinished)) => {
            "no hours are paid for it"
        }
        (ExceptionKind::UnansweredQuestion | ExceptionKind::TimeInDoubt, Some(EntryStatus::Open)) => {
            "the entry stays open"
        }
        (ExceptionKind::TimeInDoubt, _) => "the times count as they are",
        (ExceptionKind::MissingClockOut | ExceptionKind::UnansweredQuestion, _) => "the entry stays as it is",
        (ExceptionKind::JobMissing, _) => "its hours count for no job",
        (
            ExceptionKind::VoiceCheckMissing
            | ExceptionKind::VoiceCheckSilent
            | ExceptionKind::VoiceCheckTooShort
            | ExceptionKind::VoiceCheckClipped
            | ExceptionKind::VoiceCheckUnreadable,
            _,
        ) => "the time counts without a voice check",
        (ExceptionKind::NotThisPerson, _) => "the hours are paid although a reviewer heard somebody else",
        (ExceptionKind::UnrecognisedCaller, _) => "the time counts as it was clocked",
        (ExceptionKind::LockedOut, _) => "nothing changes; a lock that holds goes on",
        (ExceptionKind::Overlapping, _) => "both entries are paid in full",
        (ExceptionKind::ImpossiblyLong, _) => "all of its hours are paid",
        (ExceptionKind::EditedAfterApproval, _) => "the change stands",
    }
}

/// Whether it is the entry's times or job that are in doubt.
#[must_use]
pub const fn needs_correction(kind: ExceptionKind) -> bool {
    match kind {
        ExceptionKind::TimeInDoubt
        | ExceptionKind::MissingClockOut
        | ExceptionKind::UnansweredQuestion
        | ExceptionKind::JobMissing
        | ExceptionKind::Overlapping
        | ExceptionKind::ImpossiblyLong => true,
        ExceptionKind::VoiceCheckMissing
        | ExceptionKind::VoiceCheckSilent
        | ExceptionKind::VoiceCheckTooShort
        | ExceptionKind::VoiceCheckClipped
        | ExceptionKind::VoiceCheckUnreadable
        | ExceptionKind::NotThisPerson
        | ExceptionKind::UnrecognisedCaller
        | ExceptionKind::LockedOut
        | ExceptionKind::EditedAfterApproval => false,
    }
}

/// Whether nobody can accept it without saying why.
#[must_use]
pub fn needs_note(kind: ExceptionKind) -> bool {
    kind == ExceptionKind::NotThisPerson
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_that_nobody_knows_pays_nothing_until_somebody_enters_it() {
        let accepting = |status| accepting(ExceptionKind::MissingClockOut, Some(status));
        assert_eq!(accepting(EntryStatus::Unfinished), "no hours are paid for it");
        assert_eq!(accepting(EntryStatus::Closed), "the entry stays as it is");
    }

    #[test]
    fn whatever_needs_a_correction_blocks_approval() {
        for kind in ExceptionKind::ALL {
            assert!(!happened(kind).is_empty() && !accepting(kind, None).is_empty());
            assert!(!needs_correction(kind) || kind.blocks_approval(), "{kind:?}");
        }
    }
}
