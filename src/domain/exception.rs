//! What a person must settle before payroll.

use serde::{Deserialize, Serialize};

use super::voice_check::Flaw;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExceptionKind {
    /// A new shift was begun while this one was open.
    MissingClockOut,
    /// The call ended at the question about a forgotten clock-out.
    UnansweredQuestion,
    JobMissing,
    VoiceCheckMissing,
    VoiceCheckSilent,
    VoiceCheckTooShort,
    VoiceCheckClipped,
    /// A recording came that cannot be used.
    VoiceCheckUnreadable,
}

impl ExceptionKind {
    pub const ALL: [Self; 8] = [
        Self::MissingClockOut,
        Self::UnansweredQuestion,
        Self::JobMissing,
        Self::VoiceCheckMissing,
        Self::VoiceCheckSilent,
        Self::VoiceCheckTooShort,
        Self::VoiceCheckClipped,
        Self::VoiceCheckUnreadable,
    ];

    /// The words that people and programs read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MissingClockOut => "missing clock-out",
            Self::UnansweredQuestion => "unanswered question",
            Self::JobMissing => "job missing",
            Self::VoiceCheckMissing => "voice check missing",
            Self::VoiceCheckSilent => "voice check silent",
            Self::VoiceCheckTooShort => "voice check too short",
            Self::VoiceCheckClipped => "voice check clipped",
            Self::VoiceCheckUnreadable => "voice check unreadable",
        }
    }

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl From<Flaw> for ExceptionKind {
    fn from(flaw: Flaw) -> Self {
        match flaw {
            Flaw::Silent => Self::VoiceCheckSilent,
            Flaw::TooShort => Self::VoiceCheckTooShort,
            Flaw::Clipped => Self::VoiceCheckClipped,
        }
    }
}
