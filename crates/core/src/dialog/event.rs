//! What can happen to a call: from outside, and as the result of an effect.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::{
    session::Choice,
    utterance::{SpokenDay, Way},
};
use crate::domain::{
    ids::{EmployeeId, EntryId, JobId, WorkspaceId},
    language::Language,
    phone_clock_id::PhoneClockId,
    secret::Secret,
};

/// What a caller keyed; may be a PIN, so it is never shown and wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys(Secret);

impl Keys {
    #[must_use]
    pub fn new(keys: String) -> Self {
        Self(Secret::new(keys))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The one key pressed, where it was one.
    #[must_use]
    pub fn only(&self) -> Option<char> {
        let mut chars = self.0.chars();
        chars.next().filter(|_| chars.next().is_none())
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({} keys)", self.0.chars().count())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The call was answered. `throttled`: this caller has failed too often of late.
    Rang {
        language: Language,
        throttled: bool,
    },
    /// Never empty.
    Keys(Keys),
    /// `#` alone.
    Pound,
    /// Silence at a question, or the return from a pause.
    Nothing,
    /// The recorder has stopped.
    Recorded,
    /// The provider says the call is over.
    HungUp,

    SignedIn(SignIn),
    CodeOpened(CodeOpened),
    /// Whether the PIN will do.
    PinKept(bool),
    PinChosen(PinChosen),
    Clocked(Clocked),
    JobFound(Option<NamedJob>),
    JobSet,
}

impl Event {
    /// What was keyed.
    #[must_use]
    pub const fn keys(&self) -> Option<&Keys> {
        match self {
            Self::Keys(keys) => Some(keys),
            Self::Rang { .. }
            | Self::Pound
            | Self::Nothing
            | Self::Recorded
            | Self::HungUp
            | Self::SignedIn(_)
            | Self::CodeOpened(_)
            | Self::PinKept(_)
            | Self::PinChosen(_)
            | Self::Clocked(_)
            | Self::JobFound(_)
            | Self::JobSet => None,
        }
    }

    /// The one key pressed, where it was one.
    #[must_use]
    pub fn only_key(&self) -> Option<char> {
        self.keys().and_then(Keys::only)
    }
}

/// Whether the call has used up its time; asked of the clock by whoever drives the dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deadline {
    Ahead,
    Passed,
}

/// What became of an ID and a PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// For whatever reason; nobody is told which. `throttled`: the caller has now failed too often.
    Refused {
        throttled: bool,
    },
    /// The check waits in a queue; ask again in a moment.
    Pending,
    /// Whoever checked it is gone. The PIN is needed again; nothing failed.
    Lost,
    Accepted(Person),
}

/// What became of a one-time code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeOpened {
    /// For whatever reason. `throttled`: the caller has now failed too often.
    Refused {
        throttled: bool,
    },
    Opened {
        choice: Choice,
        language: Language,
    },
}

/// What became of a PIN keyed the second time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PinChosen {
    Set(PhoneClockId),
    Differs,
    /// The first one is not there any more; both are needed again.
    Lost,
    /// The code has been used or replaced meanwhile.
    Spent,
}

/// What the dialog needs to know of the employee who signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub employee: EmployeeId,
    pub workspace: WorkspaceId,
    pub language: Language,
    pub jobs: JobRule,
    pub voice_check: bool,
    /// The workspace's own words about the recording.
    pub notice: Option<String>,
    pub standing: Standing,
}

/// Whether a job is asked for on the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobRule {
    /// No active job has a phone code.
    NotAsked,
    Optional,
    Required,
}

/// Where the employee stands at the moment of the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub open: Option<OpenEntry>,
    /// The last punch, where it is so recent that this call may be a mistake.
    pub just_clocked: Option<JustClocked>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenEntry {
    pub entry: EntryId,
    pub since: civil::DateTime,
    pub day: SpokenDay,
    /// Open for longer than the workspace's limit.
    pub forgotten: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct JustClocked {
    pub way: Way,
    pub secs_ago: i64,
}

/// What became of a punch. Times are the wall clock of the employee's zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clocked {
    In {
        entry: EntryId,
        at: civil::DateTime,
    },
    Out {
        at: civil::DateTime,
        /// None where the clock-in was made by a wrong clock.
        worked_secs: Option<i64>,
    },
    /// What the caller was asked about is no longer so; nothing was done.
    Changed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedJob {
    pub job: JobId,
    pub name: String,
}
