//! Why and how a person changes a time entry.

use super::text::cleaned;

/// What a revision of an entry came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevisionKind {
    /// What the punches said.
    Clocked,
    /// A person wrote an entry that nobody clocked.
    Added,
    /// A person changed the times or the job.
    Corrected,
    /// A person made two entries out of one.
    Split,
    /// A person took it out of the hours; it can be restored.
    Voided,
    /// A person put it back into the hours.
    Restored,
}

impl RevisionKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Clocked, Self::Added, Self::Corrected, Self::Split, Self::Voided, Self::Restored];

    /// The text it is stored as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clocked => "clocked",
            Self::Added => "added",
            Self::Corrected => "corrected",
            Self::Split => "split",
            Self::Voided => "voided",
            Self::Restored => "restored",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a person says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The shift ended, and nobody clocked out.
    ForgotToClockOut,
    /// The shift began, and nobody clocked in.
    ForgotToClockIn,
    /// A break began or ended, and nobody keyed it.
    ForgotBreak,
    /// The code of another job was keyed.
    WrongJob,
    /// No code was keyed, and one is needed.
    NoJob,
    /// They were at another place than the entry says.
    WorkedElsewhere,
    /// The telephone or the line failed them.
    LineTrouble,
    /// One shift was clocked twice.
    ClockedTwice,
    /// A try that is no work.
    Test,
    /// Said in the note.
    Other,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::ForgotToClockOut,
        Self::ForgotToClockIn,
        Self::ForgotBreak,
        Self::WrongJob,
        Self::NoJob,
        Self::WorkedElsewhere,
        Self::LineTrouble,
        Self::ClockedTwice,
        Self::Test,
        Self::Other,
    ];

    /// Those for a change of an entry, in the order in which they are offered.
    pub const OF_ENTRIES: [Self; 9] = [
        Self::ForgotToClockOut,
        Self::ForgotToClockIn,
        Self::WrongJob,
        Self::NoJob,
        Self::WorkedElsewhere,
        Self::LineTrouble,
        Self::ClockedTwice,
        Self::Test,
        Self::Other,
    ];

    /// Those for a change of a break in it.
    pub const OF_BREAKS: [Self; 4] = [Self::ForgotBreak, Self::LineTrouble, Self::Test, Self::Other];

    /// The text it is stored as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ForgotToClockOut => "forgot to clock out",
            Self::ForgotToClockIn => "forgot to clock in",
            Self::ForgotBreak => "forgot to start or end a break",
            Self::WrongJob => "wrong job",
            Self::NoJob => "job not entered",
            Self::WorkedElsewhere => "worked elsewhere",
            Self::LineTrouble => "phone or line trouble",
            Self::ClockedTwice => "clocked twice",
            Self::Test => "test",
            Self::Other => "other",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

/// Characters of a note.
pub const NOTE_MAX: usize = 500;

/// A reason with the words beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeReason {
    reason: Reason,
    note: Option<String>,
}

/// What is wrong with a reason and its note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReasonFormErrors {
    /// Whether no reason of the list is given.
    pub no_reason: bool,
    /// About the note; None where it is fine.
    pub note: Option<NoteError>,
}

/// What is wrong with a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteError {
    /// The reason is another one, and the note does not say which.
    Missing,
    /// It has more than [`NOTE_MAX`] characters.
    TooLong,
    /// It has control characters that are neither line ends nor tabs.
    Control,
}

impl ChangeReason {
    /// # Errors
    /// When no reason of the list is given, the other reason is not said, or the note is too long.
    pub fn parse(reason: &str, note: &str) -> Result<Self, ReasonFormErrors> {
        let note = cleaned(&note.replace("\r\n", "\n")).trim().to_owned();
        let note = Some(note).filter(|note| !note.is_empty());
        let reason = Reason::parse(reason);
        let errors = ReasonFormErrors {
            no_reason: reason.is_none(),
            note: match (&note, reason) {
                (None, Some(Reason::Other)) => Some(NoteError::Missing),
                (Some(note), _) if note.chars().count() > NOTE_MAX => Some(NoteError::TooLong),
                (Some(note), _) if note.chars().any(|c| c.is_control() && c != '\n' && c != '\t') => {
                    Some(NoteError::Control)
                }
                (Some(_) | None, _) => None,
            },
        };
        match reason {
            Some(reason) if errors.note.is_none() => Ok(Self { reason, note }),
            Some(_) | None => Err(errors),
        }
    }

    /// For a change that comes with something else, which these words name.
    #[must_use]
    pub const fn because(words: String) -> Self {
        Self { reason: Reason::Other, note: Some(words) }
    }

    /// What was chosen from the list.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        self.reason
    }

    /// What was written beside it, cleaned of stray blanks.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_and_kinds_are_known_by_their_names() {
        for reason in Reason::ALL {
            assert_eq!(Reason::parse(reason.name()), Some(reason));
        }
        for kind in RevisionKind::ALL {
            assert_eq!(RevisionKind::parse(kind.name()), Some(kind));
        }
        assert_eq!((Reason::parse(""), RevisionKind::parse("Clocked")), (None, None));
    }

    #[test]
    fn a_note_is_free_except_where_the_reason_is_another() {
        let why = ChangeReason::parse("wrong job", " \r\n ").unwrap();
        assert_eq!((why.reason(), why.note()), (Reason::WrongJob, None));
        let why = ChangeReason::parse("other", " Señal\r\nperdida \u{202e}📞 ").unwrap();
        assert_eq!(why.note(), Some("Señal\nperdida 📞"));
        assert_eq!(ChangeReason::parse("other", "").unwrap_err().note, Some(NoteError::Missing));
        assert!(ChangeReason::parse("because", "x").unwrap_err().no_reason);
        assert!(ChangeReason::parse("test", &"é".repeat(500)).is_ok());
        assert_eq!(ChangeReason::parse("test", &"é".repeat(501)).unwrap_err().note, Some(NoteError::TooLong));
        assert_eq!(ChangeReason::parse("test", "a\0b").unwrap_err().note, Some(NoteError::Control));
    }
}
