//! What can happen to a call: from outside, and as the result of an effect.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::{
    choice::PinChoice,
    claim::ClaimResult,
    crew::CrewResult,
    menu::MenuResult,
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
    /// Takes what was keyed, without the `#` that ended it.
    #[must_use]
    pub fn new(keys: String) -> Self {
        Self(Secret::new(keys))
    }

    /// The keys in the order in which they were pressed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What came before the first `*`, where something did: no PIN has one. What was keyed behind it, before a `#`, is
    /// nothing that anybody has been asked for.
    #[must_use]
    pub fn before_star(&self) -> Option<&str> {
        self.0.split_once('*').map(|(before, _)| before).filter(|before| !before.is_empty())
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

/// One thing that happened; each is given to the dialog once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The call was answered. `throttled`: this caller has failed too often of late.
    Rang {
        /// The language that the greeting is spoken in.
        language: Language,
        /// Whether this caller number has failed too often of late, so that the call ends politely.
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

    /// Answers [`Effect::SignIn`](super::effect::Effect::SignIn).
    SignedIn(SignInResult),
    /// Answers [`Effect::OpenCode`](super::effect::Effect::OpenCode).
    CodeOpened(CodeResult),
    /// Whether the PIN will do.
    PinKept(bool),
    /// Answers [`Effect::ChoosePin`](super::effect::Effect::ChoosePin).
    PinChosen(NewPinResult),
    /// Answers [`Effect::Clock`](super::effect::Effect::Clock).
    Clocked(PunchResult),
    /// Answers [`Effect::FindJob`](super::effect::Effect::FindJob); None where the code names no job
    /// that this employee may work on.
    JobFound(Option<NamedJob>),
    /// Answers [`Effect::SetJob`](super::effect::Effect::SetJob).
    JobSet,
    /// Answers [`Effect::Menu`](super::effect::Effect::Menu).
    Menu(MenuResult),
    /// Answers [`Effect::Claim`](super::effect::Effect::Claim).
    Claimed(ClaimResult),
    /// Answers [`Effect::Crew`](super::effect::Effect::Crew).
    Crew(CrewResult),
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
            | Self::JobSet
            | Self::Menu(_)
            | Self::Claimed(_)
            | Self::Crew(_) => None,
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
    /// The call may go on.
    Ahead,
    /// The call has lasted as long as a call may, and is ended with a goodbye.
    Passed,
}

/// What became of an ID and a PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInResult {
    /// For whatever reason; nobody is told which. `throttled`: the caller has now failed too often.
    Refused {
        /// Whether the caller number has now used up its failures.
        throttled: bool,
    },
    /// The check waits in a queue; ask again in a moment.
    Pending,
    /// Whoever checked it is gone. The PIN is needed again; nothing failed.
    Lost,
    /// ID and PIN belong together, and the ID is not locked.
    Accepted(CallingEmployee),
}

/// What became of a one-time code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeResult {
    /// For whatever reason. `throttled`: the caller has now failed too often.
    Refused {
        /// Whether the caller number has now used up its failures.
        throttled: bool,
    },
    /// The code is good: its holder may choose a PIN.
    Opened {
        /// What the PIN is chosen with.
        choice: PinChoice,
        /// The employee's language; the call goes on in it.
        language: Language,
    },
}

/// What became of a PIN keyed the second time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewPinResult {
    /// The PIN is in force; this is the phone clock ID that goes with it, to be read out.
    Set(PhoneClockId),
    /// The PIN of whoever has signed in is another one now.
    Changed,
    /// The second entry is not the first.
    Differs,
    /// The first one is not there any more; both are needed again.
    Lost,
    /// The code has been used or replaced meanwhile.
    Spent,
}

/// What the dialog needs to know of the employee who signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallingEmployee {
    /// Who signed in.
    pub employee: EmployeeId,
    /// Their employer; everything after the sign-in stays within it.
    pub workspace: WorkspaceId,
    /// Their own language; the call goes on in it.
    pub language: Language,
    /// Whether a job is asked for after the punch.
    pub jobs: JobRule,
    /// Whether they are asked to say their name.
    pub voice_check: bool,
    /// The workspace's own words about the recording.
    pub notice: Option<String>,
    /// What the punch will be: in, out, or a question first.
    pub standing: Standing,
}

/// Whether a job is asked for on the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobRule {
    /// No active job has a phone code.
    NotAsked,
    /// Asked for; `#` alone skips it.
    Optional,
    /// Asked for, and it cannot be skipped.
    Required,
}

/// Where the employee stands at the moment of the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The entry that they are clocked in to, if any.
    pub open: Option<OpenEntry>,
    /// The last punch, where it is so recent that this call may be a mistake.
    pub just_clocked: Option<RecentPunch>,
    /// Whether they are on a break in the open entry.
    pub on_break: bool,
}

/// An entry without a clock-out, as the dialog needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenEntry {
    /// The entry to clock out of.
    pub entry: EntryId,
    /// When it was clocked in, by the wall clock of the employee's zone.
    pub since: civil::DateTime,
    /// The day of the clock-in as it is spoken.
    pub day: SpokenDay,
    /// Open for longer than the workspace's limit.
    pub forgotten: bool,
}

/// A punch so recent that the caller is asked before the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentPunch {
    /// What that punch was.
    pub way: Way,
    /// How long ago it was, in elapsed seconds.
    pub secs_ago: i64,
}

/// What became of a punch. Times are the wall clock of the employee's zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PunchResult {
    /// An entry was opened.
    In {
        /// The entry that is now open.
        entry: EntryId,
        /// The time of the punch: when the call was answered.
        at: civil::DateTime,
        /// The name of the job that the location has given it.
        job: Option<String>,
    },
    /// The open entry was closed.
    Out {
        /// The time of the punch: when the call was answered.
        at: civil::DateTime,
        /// None where the clock-in was made by a wrong clock.
        worked_secs: Option<i64>,
    },
    /// What the caller was asked about is no longer so; nothing was done.
    Changed,
}

/// A job that a phone code led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedJob {
    /// The job to put on the entry.
    pub job: JobId,
    /// What it is called in the workspace, read back to the caller.
    pub name: String,
}
