//! What is remembered of a call between two webhooks. Stored as JSON; never holds a PIN.

use serde::{Deserialize, Serialize};

use super::{
    event::JobRule,
    questions::{AnswerForm, JobFor, Question},
    utterance::Line,
};
use crate::domain::{
    ids::{EmployeeId, SetupLinkId, WorkspaceId},
    language::Language,
    phone_clock_id::PhoneClockId,
};

/// Raised when the stored form changes; a call lives for minutes, so older forms need no reading.
pub const VERSION: u8 = 3;

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

/// Where the call is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Ringing,
    /// `tries` are the answers to this question that led nowhere.
    Asking {
        question: Question,
        tries: u8,
    },
    Waiting(Pending),
    Over,
}

/// What an effect is awaited for. Only a PIN check is ever waited for beyond one webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pending {
    PinCheck {
        clock_id: PhoneClockId,
    },
    /// A one-time code in the place of an ID.
    Code {
        tries: u8,
    },
    NewPin {
        choice: Choice,
        tries: u8,
    },
    NewPinAgain {
        choice: Choice,
        tries: u8,
    },
    Punch,
    JobLookup {
        job_for: JobFor,
        tries: u8,
    },
    JobSet {
        name: String,
    },
    /// The clock-in to the next job.
    NextPunch {
        name: String,
    },
}

impl State {
    /// A word for logs and the call log.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Ringing => "ringing",
            Self::Asking { question, .. } => question.name(),
            Self::Waiting(_) => "check PIN",
            Self::Over => "over",
        }
    }

    /// How the question that waits is answered, where one does.
    #[must_use]
    pub const fn answer_form(&self) -> Option<AnswerForm> {
        match self {
            Self::Asking { question, .. } => Some(question.answer_form()),
            Self::Ringing | Self::Waiting(_) | Self::Over => None,
        }
    }

    /// The phone clock ID whose PIN is asked for or checked.
    pub const fn clock_id_mut(&mut self) -> Option<&mut PhoneClockId> {
        match self {
            Self::Asking { question: Question::Pin { clock_id }, .. }
            | Self::Waiting(Pending::PinCheck { clock_id }) => Some(clock_id),
            Self::Ringing | Self::Asking { .. } | Self::Waiting(_) | Self::Over => None,
        }
    }
}
