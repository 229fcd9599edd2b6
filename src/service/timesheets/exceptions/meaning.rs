//! What it means to accept an exception, as it is written down with the decision.

use crate::domain::{entry::EntryStatus, exception::ExceptionKind};

/// What follows when it is accepted as it is; `status` is the entry's.
#[must_use]
pub const fn meaning(kind: ExceptionKind, status: Option<EntryStatus>) -> &'static str {
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
        (ExceptionKind::NotThisPerson, _) => "the hours are paid although a reviewer heard or saw somebody else",
        (
            ExceptionKind::UnrecognizedCaller
            | ExceptionKind::TwoKiosks
            | ExceptionKind::UnusualHours
            | ExceptionKind::ManyAtOnce
            | ExceptionKind::UnrecognizedLocation
            | ExceptionKind::BreakTooShort
            | ExceptionKind::BreakTooLong
            | ExceptionKind::MealMissed
            | ExceptionKind::KeptOffline,
            _,
        ) => "the time counts as it was clocked",
        (ExceptionKind::BreakLeftOpen, _) => "the break counts until the clock-out",
        (ExceptionKind::LockedOut, _) => "nothing changes; a lock stays in force",
        (ExceptionKind::Overlapping, _) => "both entries are paid in full",
        (ExceptionKind::ImpossiblyLong, _) => "all of its hours are paid",
        (ExceptionKind::EditedAfterApproval, _) => "the change stands",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_that_nobody_knows_pays_nothing_until_somebody_enters_it() {
        let meaning = |status| meaning(ExceptionKind::MissingClockOut, Some(status));
        assert_eq!(meaning(EntryStatus::Unfinished), "no hours are paid for it");
        assert_eq!(meaning(EntryStatus::Closed), "the entry stays as it is");
    }

    #[test]
    fn every_kind_has_a_meaning() {
        for kind in ExceptionKind::ALL {
            assert!(!meaning(kind, None).is_empty(), "{kind:?}");
        }
    }
}
