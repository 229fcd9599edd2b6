//! Ending an open entry because its employee, or its job, is no longer there to end it.

use jiff::Timestamp;

use super::{
    EntryError, MAX_ENTRY_LENGTH,
    writer::{EntryWriter, RevisionDetails},
};
use crate::{
    domain::{
        entry::EntryStatus,
        entry_change::{ChangeReason, RevisionKind},
        exception::ExceptionKind,
        ids::EntryId,
    },
    service::{audit::Actor, kernel::Unit},
    store::{employees, entry_record},
};

/// How an open entry ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryEnd {
    /// At this moment.
    Now,
    /// Nobody knows when: it stays without an end, for somebody to settle.
    Unknown,
}

/// Ends an entry in the transaction of what it ends for. One that is not open any more is left as it is.
///
/// # Errors
/// When it would be too long, or its days are approved.
pub(in crate::service) fn end_open(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: EntryId,
    ending: EntryEnd,
    why: &ChangeReason,
) -> Result<(), EntryError> {
    let mut writer = EntryWriter::new(u, actor);
    let before = entry_record::find_decided(writer.u.tx, actor.workspace, id)?.ok_or(EntryError::NotFound)?;
    if before.entry.status != EntryStatus::Open {
        return Ok(());
    }
    let employee = employees::get_employee(writer.u.tx, actor.workspace, before.entry.employee)?;
    let now = writer.u.now;
    let mut after = before.clone();
    match ending {
        EntryEnd::Now => {
            // Punches are whole seconds.
            let whole = Timestamp::from_second(now.as_second()).unwrap_or(now);
            let out_at = whole.max(before.entry.in_at);
            if out_at.duration_since(before.entry.in_at) > MAX_ENTRY_LENGTH {
                return Err(EntryError::TooLong);
            }
            (after.entry.status, after.entry.out_at) = (EntryStatus::Closed, Some(out_at));
        }
        EntryEnd::Unknown => after.entry.status = EntryStatus::Unfinished,
    }
    writer.check_locks(&[&before.entry, &after.entry])?;
    writer.put(&before, &mut after, &employee)?;
    writer.write(&after, &RevisionDetails::plain(RevisionKind::Corrected, why))?;
    writer.flag_reopened(&[&before.entry, &after.entry], &after.entry)?;
    match ending {
        EntryEnd::Now => {
            let answered = [ExceptionKind::MissingClockOut, ExceptionKind::UnansweredQuestion];
            writer.settle(id, &answered, "corrected", why)?;
        }
        EntryEnd::Unknown => writer.raise(&after.entry, ExceptionKind::MissingClockOut, now, why.note())?,
    }
    Ok(writer.note("correct time entry", (Some(&before), &after), &employee, why)?)
}
