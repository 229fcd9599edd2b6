//! What is remembered of a call between two webhooks. Stored as JSON; never holds a PIN.

use serde::{Deserialize, Serialize};

use super::{
    event::{JobRule, JustClocked, OpenEntry},
    utterance::Line,
};
use crate::domain::{
    ids::{EmployeeId, EntryId, JobId, SetupLinkId, WorkspaceId},
    language::Language,
    phone_clock_id::PhoneClockId,
};

/// Raised when the stored form changes; a call lives for minutes, so older forms need no reading.
pub const VERSION: u8 = 2;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub version: u8,
    pub state: State,
    pub language: Language,
    /// Sign-ins refused in this call.
    pub failures: u8,
    /// How often the caller had a prompt repeated or changed the language.
    pub repeats: u8,
    pub hung_up: bool,
    pub person: Option<SignedIn>,
    /// What the workspace says before it records.
    #[serde(default)]
    pub notice: Option<String>,
    /// The last prompt, for `*`.
    pub heard: Vec<Line>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            version: VERSION,
            state: State::Ringing,
            language: Language::En,
            failures: 0,
            repeats: 0,
            hung_up: false,
            person: None,
            notice: None,
            heard: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    pub employee: EmployeeId,
    pub workspace: WorkspaceId,
    pub jobs: JobRule,
    pub voice_check: bool,
}

/// A PIN being chosen with a one-time code that has been shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub code: SetupLinkId,
    /// The shortest PIN that the workspace takes.
    pub min_digits: u8,
}

/// Where the call is. `tries` are the answers to this question that led nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Ringing,
    AskId {
        tries: u8,
    },
    AskPin {
        clock_id: PhoneClockId,
        tries: u8,
    },
    CheckPin {
        clock_id: PhoneClockId,
    },
    OpenCode {
        tries: u8,
    },
    /// A PIN is chosen with a one-time code: the first time, and the second.
    AskNewPin {
        choice: Choice,
        tries: u8,
    },
    KeepPin {
        choice: Choice,
        tries: u8,
    },
    AskNewPinAgain {
        choice: Choice,
        tries: u8,
    },
    ChoosePin {
        choice: Choice,
        tries: u8,
    },
    /// Clocked in for longer than the limit: new shift, or out?
    AskForgotten {
        open: OpenEntry,
        tries: u8,
    },
    /// Punched a moment ago: keep that, or go the other way?
    AskJustClocked {
        just: JustClocked,
        open: Option<OpenEntry>,
        tries: u8,
    },
    Clock,
    AskJob {
        entry: EntryId,
        tries: u8,
    },
    FindJob {
        entry: EntryId,
        tries: u8,
    },
    SetJob {
        name: String,
    },
    AskNextJob {
        tries: u8,
    },
    FindNextJob {
        tries: u8,
    },
    ClockNextJob {
        job: JobId,
        name: String,
    },
    AskName,
    Over,
}

impl State {
    /// A word for logs and the call log.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Ringing => "ringing",
            Self::AskId { .. } => "ask ID",
            Self::AskPin { .. } => "ask PIN",
            Self::CheckPin { .. } => "check PIN",
            Self::OpenCode { .. } => "open one-time code",
            Self::AskNewPin { .. } => "ask new PIN",
            Self::KeepPin { .. } => "keep new PIN",
            Self::AskNewPinAgain { .. } => "ask new PIN again",
            Self::ChoosePin { .. } => "choose PIN",
            Self::AskForgotten { .. } => "ask about forgotten clock-out",
            Self::AskJustClocked { .. } => "ask about recent punch",
            Self::Clock => "clock",
            Self::AskJob { .. } => "ask job",
            Self::FindJob { .. } => "find job",
            Self::SetJob { .. } => "set job",
            Self::AskNextJob { .. } => "ask next job",
            Self::FindNextJob { .. } => "find next job",
            Self::ClockNextJob { .. } => "clock in to next job",
            Self::AskName => "ask name",
            Self::Over => "over",
        }
    }
}
