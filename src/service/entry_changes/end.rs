//! Ending an open entry because its employee, or its job, is no longer there to end it.

use jiff::Timestamp;

use super::{Changing, EntryError, LONGEST, Written};
use crate::{
    domain::{
        entry::EntryStatus,
        entry_change::{RevisionKind, Why},
        exception::ExceptionKind,
        ids::EntryId,
    },
    service::{audit::Actor, gateway::Gateway},
    store::{Tx, employees, entry_record},
};

/// How an open entry ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Now, by whoever decides it.
    Now,
    /// Nobody knows when: it is left without an end, for somebody to settle.
    Unknown,
}

/// Ends an entry in the transaction of what it ends for. One that is not open any more is left as it is.
///
/// # Errors
/// When it would be too long, or its days are approved.
pub(in crate::service) fn end_open(
    gateway: &Gateway,
    tx: &mut dyn Tx,
    actor: &Actor,
    (entry, ending): (EntryId, Ending),
    why: &Why,
) -> Result<(), EntryError> {
    Changing::new(gateway, tx, actor).end(entry, ending, why)
}

impl Changing<'_> {
    fn end(&mut self, id: EntryId, ending: Ending, why: &Why) -> Result<(), EntryError> {
        let before = entry_record::find_decided(self.tx, self.actor.workspace, id)?.ok_or(EntryError::NotFound)?;
        if before.entry.status != EntryStatus::Open {
            return Ok(());
        }
        let employee = employees::get_employee(self.tx, self.actor.workspace, before.entry.employee)?;
        let mut after = before.clone();
        match ending {
            Ending::Now => {
                // Punches are whole seconds.
                let now = Timestamp::from_second(self.now.as_second()).unwrap_or(self.now);
                let out_at = now.max(before.entry.in_at);
                if out_at.duration_since(before.entry.in_at) > LONGEST {
                    return Err(EntryError::TooLong);
                }
                (after.entry.status, after.entry.out_at) = (EntryStatus::Closed, Some(out_at));
            }
            Ending::Unknown => after.entry.status = EntryStatus::Unfinished,
        }
        self.check_locks(&[&before.entry, &after.entry])?;
        self.put(&before, &mut after, &employee)?;
        self.write(&after, &Written::plain(RevisionKind::Corrected, why))?;
        self.flag_reopened(&[&before.entry, &after.entry], &after.entry)?;
        match ending {
            Ending::Now => {
                let answered = [ExceptionKind::MissingClockOut, ExceptionKind::UnansweredQuestion];
                self.settle(id, &answered, "corrected", why)?;
            }
            Ending::Unknown => self.raise(&after.entry, ExceptionKind::MissingClockOut, self.now, why.note())?,
        }
        Ok(self.note("correct time entry", (Some(&before), &after), &employee, why)?)
    }
}
