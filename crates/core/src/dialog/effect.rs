//! What the dialog asks to be done.

use super::{choice::PinChoice, claim::ClaimEffect, crew::CrewEffect, menu::MenuEffect};
use crate::domain::{
    exception::ExceptionKind,
    ids::{EntryId, JobId},
    phone_clock_id::PhoneClockId,
    setup_code::SetupCode,
};

/// Answered by exactly one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Answered by `SignedIn`, with the check that was prepared.
    SignIn {
        /// The ID that the caller keyed: well formed, but perhaps not issued to anybody.
        clock_id: PhoneClockId,
    },
    /// Answered by `Clocked`.
    Clock(PunchKind),
    /// Answered by `JobFound`.
    FindJob {
        /// What the caller keyed, digits only.
        code: String,
    },
    /// Answered by `CodeOpened`.
    OpenCode {
        /// The code from the caller's card.
        code: SetupCode,
    },
    /// Answered by `PinKept`: keeps the hash of the first entry until the second.
    KeepPin {
        /// The one-time code by which the PIN is chosen, and the rules it comes with.
        choice: PinChoice,
    },
    /// Answered by `PinChosen`.
    ChoosePin {
        /// The one-time code by which the PIN is chosen; it is used up once the PIN is set.
        choice: PinChoice,
    },
    /// Answered by `JobSet`. Settles a "job missing" that a hang-up has left behind.
    SetJob {
        /// The entry that gets the job.
        entry: EntryId,
        /// The job that the caller named.
        job: JobId,
    },
    /// Answered by `Menu`.
    Menu(MenuEffect),
    /// Answered by `Claimed`.
    Claim(ClaimEffect),
    /// Answered by `Crew`.
    Crew(CrewEffect),
}

/// A punch at the moment the call was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PunchKind {
    /// In, for an employee without an open entry.
    In,
    /// Out of the open entry.
    Out {
        /// The open entry that ends.
        entry: EntryId,
    },
    /// In, leaving the open entry unfinished with the exception "missing clock-out".
    NewShift {
        /// The open entry that stays without an end.
        unfinished: EntryId,
    },
    /// In to a job at the very moment of the out.
    NextJob {
        /// The job of the entry that begins.
        job: JobId,
    },
}

/// Something a person must settle; needs no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RaisedException {
    /// What is wrong.
    pub kind: ExceptionKind,
    /// The entry that the exception belongs to.
    pub entry: EntryId,
}
