//! A crew that its supervisor clocks in one call.

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::utterance::{CrewDoubt, Way};
use crate::domain::{ids::EmployeeId, phone_clock_id::PhoneClockId};

/// Somebody of the crew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrewMember {
    /// Who it is.
    pub employee: EmployeeId,
    /// Their name.
    pub name: String,
    /// What a punch would be now.
    pub way: Way,
    /// What speaks against it, to be heard before the key.
    pub doubt: Option<CrewDoubt>,
}

/// How the supervisor goes through the crew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CrewWalk {
    /// One by one; the last one that was offered.
    List(Option<EmployeeId>),
    /// By phone clock IDs.
    Ids,
}

/// What a supervisor asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CrewEffect {
    /// Answered by `Found`: who follows in the crew.
    Next {
        /// The one before; none for the first.
        after: Option<EmployeeId>,
    },
    /// Answered by `Found`: who of the crew has an ID.
    Find {
        /// The ID.
        clock_id: PhoneClockId,
    },
    /// Answered by `Clocked` or `Changed`.
    Clock {
        /// Whom.
        employee: EmployeeId,
        /// Which way.
        way: Way,
        /// Whether the clock-out of the shift before was forgotten, and they have heard so.
        forgotten: bool,
    },
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CrewResult {
    /// Who it is, where there is somebody.
    Found(Option<CrewMember>),
    /// They are clocked.
    Clocked {
        /// When, by the wall clock of their zone.
        at: civil::DateTime,
        /// Whether they say their name.
        voice_check: bool,
        /// The name of the job that the location has given the entry.
        job: Option<String>,
    },
    /// Nothing was done: they are not of the crew any more, or were clocked meanwhile.
    Changed,
}
