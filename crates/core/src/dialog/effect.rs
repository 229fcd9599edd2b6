//! What the dialog asks to be done.

use super::session::Choice;
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
    SignIn { clock_id: PhoneClockId },
    /// Answered by `Clocked`.
    Clock(Clocking),
    /// Answered by `JobFound`.
    FindJob { code: String },
    /// Answered by `CodeOpened`.
    OpenCode { code: SetupCode },
    /// Answered by `PinKept`: keeps the hash of the first entry until the second.
    KeepPin { choice: Choice },
    /// Answered by `PinChosen`.
    ChoosePin { choice: Choice },
    /// Answered by `JobSet`. Settles a "job missing" that a hang-up has left behind.
    SetJob { entry: EntryId, job: JobId },
}

/// A punch at the moment the call was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clocking {
    In,
    Out {
        entry: EntryId,
    },
    /// In, leaving the open entry unfinished with the exception "missing clock-out".
    NewShift {
        unfinished: EntryId,
    },
    /// In to a job at the very moment of the out.
    NextJob {
        job: JobId,
    },
}

/// Something a person must settle; needs no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raise {
    pub kind: ExceptionKind,
    pub entry: EntryId,
}
