//! Taking a punch back that was made moments ago, at the kiosk where it was made.

use jiff::Timestamp;

use super::{
    EntryError,
    writer::{EntryWriter, RevisionDetails},
};
use crate::{
    domain::{
        entry::EntryStatus,
        entry_change::{ChangeReason, RevisionKind},
        exception::ExceptionKind,
        ids::{EmployeeId, EntryId},
    },
    service::{audit::Actor, kernel::Unit},
    store::{employees, entry_exceptions, entry_record},
};

/// What was punched, and is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::service) struct UndonePunch {
    /// The time of the punch.
    pub at: Timestamp,
    /// The entry that has begun with it.
    pub opened: Option<EntryId>,
    /// The entry that has ended with it.
    pub closed: Option<EntryId>,
}

/// What a punch that never was leaves nothing of.
const UNDONE_WITH_IT: [ExceptionKind; 9] = [
    ExceptionKind::TimeInDoubt,
    ExceptionKind::MissingClockOut,
    ExceptionKind::UnansweredQuestion,
    ExceptionKind::JobMissing,
    ExceptionKind::TwoKiosks,
    ExceptionKind::UnusualHours,
    ExceptionKind::ManyAtOnce,
    ExceptionKind::UnrecognizedLocation,
    ExceptionKind::MealMissed,
];

/// Voids the entry that has begun, and opens the one that has ended, or was given up for a new shift. The person's hold
/// is to be had before.
///
/// # Errors
/// [`EntryError::ChangedMeanwhile`] when one of them is no longer as it was clocked, and when its days are approved.
pub(in crate::service) fn undo(
    u: &mut Unit<'_>,
    actor: &Actor,
    (employee, undone): (EmployeeId, &UndonePunch),
    why: &ChangeReason,
) -> Result<(), EntryError> {
    let given_up = match undone.closed {
        Some(_) => None,
        None => entry_exceptions::find_raised(u.tx, employee, ExceptionKind::MissingClockOut, undone.at)?,
    };
    let mut writer = EntryWriter::new(u, actor);
    if let Some(opened) = undone.opened {
        writer.take_back(opened, undone.at, why)?;
    }
    match undone.closed.or(given_up) {
        Some(ended) => writer.open_again(ended, undone.at, why),
        None => Ok(()),
    }
}

impl EntryWriter<'_, '_> {
    fn take_back(&mut self, id: EntryId, at: Timestamp, why: &ChangeReason) -> Result<(), EntryError> {
        let workspace = self.actor.workspace;
        let before = entry_record::find_decided(self.u.tx, workspace, id)?.ok_or(EntryError::NotFound)?;
        let entry = &before.entry;
        let as_clocked = entry.status == EntryStatus::Open && entry.in_at == at && before.revision == 0;
        if !as_clocked || before.voided_at.is_some() {
            return Err(EntryError::ChangedMeanwhile);
        }
        let employee = employees::get_employee(self.u.tx, workspace, entry.employee)?;
        self.check_locks(&[entry])?;
        let mut after = before.clone();
        (after.voided_at, after.entry.status) = (Some(self.u.now), EntryStatus::Unfinished);
        self.put(&before, &mut after, &employee)?;
        self.write(&after, &RevisionDetails::plain(RevisionKind::Voided, why))?;
        self.settle(id, &UNDONE_WITH_IT, "voided", why)?;
        Ok(self.note("undo clock-in", (Some(&before), &after), &employee, why)?)
    }

    fn open_again(&mut self, id: EntryId, at: Timestamp, why: &ChangeReason) -> Result<(), EntryError> {
        let workspace = self.actor.workspace;
        let before = entry_record::find_decided(self.u.tx, workspace, id)?.ok_or(EntryError::NotFound)?;
        let entry = &before.entry;
        let as_clocked = match entry.status {
            EntryStatus::Closed => entry.out_at == Some(at),
            // Given up for a new shift, or clocked out of by a clock that was behind.
            EntryStatus::Unfinished => true,
            EntryStatus::Open => false,
        };
        if !as_clocked || before.voided_at.is_some() {
            return Err(EntryError::ChangedMeanwhile);
        }
        let employee = employees::get_employee(self.u.tx, workspace, entry.employee)?;
        let mut after = before.clone();
        (after.entry.status, after.entry.out_at) = (EntryStatus::Open, None);
        self.check_open(&after.entry, &employee)?;
        self.check_locks(&[&before.entry, &after.entry])?;
        self.put(&before, &mut after, &employee)?;
        self.write(&after, &RevisionDetails::plain(RevisionKind::Corrected, why))?;
        let answered = [ExceptionKind::MissingClockOut, ExceptionKind::TimeInDoubt];
        self.settle(id, &answered, "corrected", why)?;
        Ok(self.note("undo clock-out", (Some(&before), &after), &employee, why)?)
    }
}
