//! What is remembered of a call between two webhooks. Stored as JSON; never holds a PIN.

use serde::{Deserialize, Serialize};

use super::{
    choice::PinChoice,
    claim::MissedTime,
    crew::{CrewMember, CrewWalk},
    event::JobRule,
    menu::PhoneMenu,
    questions::{AnswerForm, JobFor, Question},
    utterance::{Line, Utterance, Way},
};
use crate::domain::{
    ids::{EmployeeId, JobId, WorkspaceId},
    language::Language,
    offered::OfferedLanguages,
    phone_clock_id::PhoneClockId,
};

/// Raised when the stored form changes; a call lives for minutes, so older forms need no reading.
pub const VERSION: u8 = 5;

/// A call so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The stored form it was written in; see [`VERSION`].
    pub version: u8,
    /// Where the call is now.
    pub state: State,
    /// What the caller is spoken to in.
    pub language: Language,
    /// The languages that the caller can choose, in the order of their keys.
    #[serde(default)]
    pub offered: OfferedLanguages,
    /// Sign-ins refused in this call.
    pub failures: u8,
    /// How often the caller had a prompt repeated or changed the language.
    pub repeats: u8,
    /// Whether the caller has gone; what is under way is finished, but nothing more is asked.
    pub hung_up: bool,
    /// Who signed in; None until then.
    pub person: Option<SignedInEmployee>,
    /// What the caller is greeted with in the place of the usual words, until it is said.
    #[serde(default)]
    pub greeting: Option<String>,
    /// What the workspace says before it records.
    pub notice: Option<String>,
    /// The last prompt, for `*`.
    pub heard: Vec<Line>,
    /// Whether the menu was opened: what it does is confirmed in words that no key cuts.
    pub in_menu: bool,
    /// By how much longer the call may last than others, for those whom a supervisor clocks in it. Seconds.
    pub longer_secs: u32,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            version: VERSION,
            state: State::Ringing,
            language: Language::En,
            offered: OfferedLanguages::default(),
            failures: 0,
            repeats: 0,
            hung_up: false,
            person: None,
            greeting: None,
            notice: None,
            heard: Vec::new(),
            in_menu: false,
            longer_secs: 0,
        }
    }
}

/// What is kept of the employee who signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedInEmployee {
    /// Who is calling.
    pub employee: EmployeeId,
    /// Their employer.
    pub workspace: WorkspaceId,
    /// Whether a job is asked for after the punch.
    pub jobs: JobRule,
    /// Whether they are asked to say their name.
    pub voice_check: bool,
}

/// Where the call is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nothing has been said yet.
    Ringing,
    /// `tries` are the answers to this question that led nowhere.
    Asking {
        /// What the caller is being asked.
        question: Question,
        /// Answers to this question so far that led nowhere.
        tries: u8,
    },
    /// An effect is under way.
    Waiting(Pending),
    /// The call has ended, or the goodbye has been said.
    Over,
}

/// What an effect is awaited for. Only a PIN check is ever waited for beyond one webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pending {
    /// Whether ID and PIN belong together.
    PinCheck {
        /// The ID that was keyed.
        clock_id: PhoneClockId,
        /// Whether the menu is wanted in the place of a punch.
        #[serde(default)]
        menu: bool,
    },
    /// A one-time code in the place of an ID.
    Code {
        /// Answers to the question for the ID so far that led nowhere.
        tries: u8,
    },
    /// The first entry of a new PIN is being hashed and kept.
    NewPin {
        /// The one-time code by which it is chosen.
        choice: PinChoice,
        /// Answers to this question so far that led nowhere.
        tries: u8,
    },
    /// The second entry of a new PIN is held against the first.
    NewPinAgain {
        /// The one-time code by which it is chosen.
        choice: PinChoice,
        /// Answers to this question so far that led nowhere.
        tries: u8,
    },
    /// The punch itself, of an employee who has signed in.
    Punch,
    /// The job that a code names.
    JobLookup {
        /// What the job is for.
        job_for: JobFor,
        /// Answers to this question so far that led nowhere.
        tries: u8,
    },
    /// The job is being put on the entry.
    JobSet {
        /// The job's name, to be read back.
        name: String,
    },
    /// The clock-in to the next job.
    NextPunch {
        /// The job's name, to be read back.
        name: String,
    },
    /// The clock-out before the clock-in to another job.
    SwitchOut {
        /// The job that is gone on to.
        job: JobId,
        /// The job's name, to be read back.
        name: String,
    },
    /// Something of the menu.
    Menu(MenuWait),
    /// A claim is being written down.
    Claim {
        /// In or out.
        way: Way,
        /// When; none for word after wrong PINs.
        time: Option<MissedTime>,
        /// How often the time was asked for so far.
        tries: u8,
    },
    /// Somebody of the crew is being looked up.
    CrewLookup {
        /// What became of the one before.
        said: Vec<Utterance>,
        /// How the supervisor goes through it.
        walk: CrewWalk,
        /// Answers to the question for an ID so far that led nowhere.
        tries: u8,
    },
    /// Somebody of the crew is being clocked.
    CrewPunch {
        /// Whom.
        member: CrewMember,
        /// How the supervisor goes on.
        walk: CrewWalk,
    },
}

/// What is awaited for the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MenuWait {
    /// What there is to choose.
    Opening {
        /// Whether nobody has asked for the menu.
        unasked: bool,
    },
    /// How a new PIN is chosen.
    PinChange,
    /// A break is being started or ended.
    Break,
    /// The hours are being counted.
    Hours {
        /// The menu that they are told in.
        menu: PhoneMenu,
        /// How often it was put so far.
        tries: u8,
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
            | Self::Waiting(Pending::PinCheck { clock_id, .. }) => Some(clock_id),
            Self::Ringing | Self::Asking { .. } | Self::Waiting(_) | Self::Over => None,
        }
    }
}
