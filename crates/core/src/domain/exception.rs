//! What a person must settle before payroll.

use serde::{Deserialize, Serialize};

use super::voice_check::AudioProblem;

/// What is wrong with an entry, or with how somebody clocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExceptionKind {
    /// The clock that gave a time was wrong, or the time had to be moved.
    TimeInDoubt,
    /// A new shift was begun while this one was open.
    MissingClockOut,
    /// The call ended at the question about a forgotten clock-out, or somebody left the kiosk at it.
    UnansweredQuestion,
    /// The workspace asks for a job, and the entry has none.
    JobMissing,
    /// The name was to be recorded, and no recording came.
    VoiceCheckMissing,
    /// Nobody spoke after the tone.
    VoiceCheckSilent,
    /// There is less sound than a name takes.
    VoiceCheckTooShort,
    /// So loud that it is distorted.
    VoiceCheckClipped,
    /// A recording came that cannot be used.
    VoiceCheckUnreadable,
    /// A reviewer heard somebody else.
    NotThisPerson,
    /// The call came from a number that is new for this person, that many people share within minutes, or from none.
    UnrecognizedCaller,
    /// Wrong PINs have locked the employee's phone clock ID, or the employee at a kiosk.
    LockedOut,
    /// Two entries of one employee cover the same time.
    Overlapping,
    /// Longer than the limit that the workspace sets.
    ImpossiblyLong,
    /// The hours changed after they were approved.
    EditedAfterApproval,
    /// The badge or the PIN was used at another kiosk minutes before.
    TwoKiosks,
    /// A punch at a kiosk far from the hours at which they clock.
    UnusualHours,
    /// More people clocked at one device within seconds than a queue of them can.
    ManyAtOnce,
    /// No clock location has the number, the kiosk or the network that a punch came from.
    UnrecognizedLocation,
    /// An unpaid break was not ended by the employee: it ends with the entry.
    BreakLeftOpen,
    /// A break was shorter than its kind is at least.
    BreakTooShort,
    /// A break was longer than its kind is at most.
    BreakTooLong,
    /// More was worked in one go than the workspace allows without a meal.
    MealMissed,
    /// A punch was kept by a kiosk while its network was gone: its time is the word of the tablet.
    KeptOffline,
}

impl ExceptionKind {
    /// Every kind.
    pub const ALL: [Self; 24] = [
        Self::TimeInDoubt,
        Self::MissingClockOut,
        Self::UnansweredQuestion,
        Self::JobMissing,
        Self::VoiceCheckMissing,
        Self::VoiceCheckSilent,
        Self::VoiceCheckTooShort,
        Self::VoiceCheckClipped,
        Self::VoiceCheckUnreadable,
        Self::NotThisPerson,
        Self::UnrecognizedCaller,
        Self::LockedOut,
        Self::Overlapping,
        Self::ImpossiblyLong,
        Self::EditedAfterApproval,
        Self::TwoKiosks,
        Self::UnusualHours,
        Self::ManyAtOnce,
        Self::UnrecognizedLocation,
        Self::BreakLeftOpen,
        Self::BreakTooShort,
        Self::BreakTooLong,
        Self::MealMissed,
        Self::KeptOffline,
    ];

    /// What the database and addresses call it. One is spelled as it was at first, since it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TimeInDoubt => "time in doubt",
            Self::MissingClockOut => "missing clock-out",
            Self::UnansweredQuestion => "unanswered question",
            Self::JobMissing => "job missing",
            Self::VoiceCheckMissing => "voice check missing",
            Self::VoiceCheckSilent => "voice check silent",
            Self::VoiceCheckTooShort => "voice check too short",
            Self::VoiceCheckClipped => "voice check clipped",
            Self::VoiceCheckUnreadable => "voice check unreadable",
            Self::NotThisPerson => "not this person",
            Self::UnrecognizedCaller => "unrecognised caller",
            Self::LockedOut => "locked out",
            Self::Overlapping => "overlapping",
            Self::ImpossiblyLong => "impossibly long",
            Self::EditedAfterApproval => "edited after approval",
            Self::TwoKiosks => "two kiosks within minutes",
            Self::UnusualHours => "unusual hours",
            Self::ManyAtOnce => "many people at once",
            Self::UnrecognizedLocation => "unrecognized location",
            Self::BreakLeftOpen => "break left open",
            Self::BreakTooShort => "break too short",
            Self::BreakTooLong => "break too long",
            Self::MealMissed => "meal missed",
            Self::KeptOffline => "kept offline",
        }
    }

    /// The words that people read.
    #[must_use]
    pub const fn words(self) -> &'static str {
        if matches!(self, Self::UnrecognizedCaller) { "unrecognized caller" } else { self.name() }
    }

    /// How bad it is: 0 is settled first. Written with each exception, so that the queue is read from an index.
    #[must_use]
    pub const fn rank(self) -> i64 {
        match self {
            Self::TimeInDoubt => 0,
            Self::NotThisPerson => 1,
            Self::MissingClockOut => 2,
            Self::UnansweredQuestion => 3,
            Self::Overlapping => 4,
            Self::ImpossiblyLong => 5,
            Self::JobMissing => 6,
            Self::BreakLeftOpen => 7,
            Self::LockedOut => 8,
            Self::UnrecognizedCaller => 9,
            Self::VoiceCheckSilent => 10,
            Self::VoiceCheckMissing => 11,
            Self::VoiceCheckTooShort => 12,
            Self::VoiceCheckUnreadable => 13,
            Self::VoiceCheckClipped => 14,
            Self::EditedAfterApproval => 15,
            Self::TwoKiosks => 16,
            Self::UnusualHours => 17,
            Self::ManyAtOnce => 18,
            Self::UnrecognizedLocation => 19,
            Self::MealMissed => 20,
            Self::BreakTooShort => 21,
            Self::BreakTooLong => 22,
            Self::KeptOffline => 23,
        }
    }

    /// Whether hours cannot be approved before it is settled: how long somebody worked, on what, or whether it
    /// was them, is in doubt.
    #[must_use]
    pub const fn blocks_approval(self) -> bool {
        self.rank() <= Self::BreakLeftOpen.rank()
    }

    /// Whether it puts in doubt who spoke or called, so that the voice check of its call is heard before others. The
    /// database keeps the flag by the same kinds.
    #[must_use]
    pub const fn is_about_the_voice(self) -> bool {
        match self {
            Self::VoiceCheckMissing
            | Self::VoiceCheckSilent
            | Self::VoiceCheckTooShort
            | Self::VoiceCheckClipped
            | Self::VoiceCheckUnreadable
            | Self::NotThisPerson
            | Self::UnrecognizedCaller => true,
            Self::TimeInDoubt
            | Self::MissingClockOut
            | Self::UnansweredQuestion
            | Self::JobMissing
            | Self::LockedOut
            | Self::Overlapping
            | Self::ImpossiblyLong
            | Self::EditedAfterApproval
            | Self::TwoKiosks
            | Self::UnusualHours
            | Self::ManyAtOnce
            | Self::UnrecognizedLocation
            | Self::BreakLeftOpen
            | Self::BreakTooShort
            | Self::BreakTooLong
            | Self::MealMissed
            | Self::KeptOffline => false,
        }
    }

    /// Whether it is the entry's times or job that are in doubt.
    #[must_use]
    pub const fn needs_correction(self) -> bool {
        match self {
            Self::TimeInDoubt
            | Self::MissingClockOut
            | Self::UnansweredQuestion
            | Self::JobMissing
            | Self::Overlapping
            | Self::ImpossiblyLong => true,
            Self::VoiceCheckMissing
            | Self::VoiceCheckSilent
            | Self::VoiceCheckTooShort
            | Self::VoiceCheckClipped
            | Self::VoiceCheckUnreadable
            | Self::NotThisPerson
            | Self::UnrecognizedCaller
            | Self::LockedOut
            | Self::EditedAfterApproval
            | Self::TwoKiosks
            | Self::UnusualHours
            | Self::ManyAtOnce
            | Self::UnrecognizedLocation
            | Self::BreakLeftOpen
            | Self::BreakTooShort
            | Self::BreakTooLong
            | Self::MealMissed
            | Self::KeptOffline => false,
        }
    }

    /// Whether it is about breaks, or the one that was not had.
    #[must_use]
    pub const fn is_about_breaks(self) -> bool {
        matches!(self, Self::BreakLeftOpen | Self::BreakTooShort | Self::BreakTooLong | Self::MealMissed)
    }

    /// Whether nobody can accept it without saying why.
    #[must_use]
    pub const fn needs_note(self) -> bool {
        matches!(self, Self::NotThisPerson)
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl From<AudioProblem> for ExceptionKind {
    fn from(problem: AudioProblem) -> Self {
        match problem {
            AudioProblem::Silent => Self::VoiceCheckSilent,
            AudioProblem::TooShort => Self::VoiceCheckTooShort,
            AudioProblem::Clipped => Self::VoiceCheckClipped,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_that_is_stored_is_read_back_under_a_name_of_its_own() {
        for kind in ExceptionKind::ALL {
            assert_eq!(ExceptionKind::parse(kind.name()), Some(kind));
            assert!(kind.words().len() > 9, "{kind:?} is words that people read");
        }
        assert_eq!(ExceptionKind::parse(""), None);
    }

    #[test]
    fn people_read_an_american_word_where_the_database_keeps_the_first_spelling() {
        let differ: Vec<_> = ExceptionKind::ALL.into_iter().filter(|kind| kind.words() != kind.name()).collect();
        assert_eq!(differ, [ExceptionKind::UnrecognizedCaller]);
        assert_eq!(ExceptionKind::UnrecognizedCaller.words(), "unrecognized caller");
    }

    #[test]
    fn exceptions_have_an_order_and_the_first_eight_stop_an_approval() {
        let mut kinds = ExceptionKind::ALL;
        kinds.sort_by_key(|kind| kind.rank());
        assert_eq!(kinds.map(ExceptionKind::rank), std::array::from_fn(|rank| rank as i64));
        let (stop, _) = kinds.split_at(kinds.iter().filter(|kind| kind.blocks_approval()).count());
        assert_eq!(
            stop,
            [
                ExceptionKind::TimeInDoubt,
                ExceptionKind::NotThisPerson,
                ExceptionKind::MissingClockOut,
                ExceptionKind::UnansweredQuestion,
                ExceptionKind::Overlapping,
                ExceptionKind::ImpossiblyLong,
                ExceptionKind::JobMissing,
                ExceptionKind::BreakLeftOpen
            ]
        );
        assert!(stop.iter().all(|kind| kind.blocks_approval()));
    }

    #[test]
    fn a_voice_check_is_heard_first_where_the_caller_is_in_doubt() {
        let about = ExceptionKind::ALL.into_iter().filter(|kind| kind.is_about_the_voice());
        for kind in about.clone() {
            let named = kind.name().starts_with("voice check");
            assert!(
                named || matches!(kind, ExceptionKind::NotThisPerson | ExceptionKind::UnrecognizedCaller),
                "{kind:?}"
            );
        }
        assert_eq!(about.count(), 7);
    }

    #[test]
    fn a_flaw_of_the_sound_is_the_exception_of_its_name() {
        let kinds = [AudioProblem::Silent, AudioProblem::TooShort, AudioProblem::Clipped]
            .map(|problem| ExceptionKind::from(problem).name());
        assert_eq!(kinds, ["voice check silent", "voice check too short", "voice check clipped"]);
    }

    #[test]
    fn whatever_needs_a_correction_blocks_approval() {
        for kind in ExceptionKind::ALL {
            assert!(!kind.needs_correction() || kind.blocks_approval(), "{kind:?}");
        }
    }
}
