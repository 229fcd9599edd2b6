//! Voiding an entry, so that it counts nowhere, and taking that back.

use super::{
    EntryError, ExpectedEntry,
    writer::{EntryWriter, RevisionDetails},
};
use crate::{
    domain::{
        entry::EntryStatus,
        entry_change::{ChangeReason, RevisionKind},
        exception::ExceptionKind,
    },
    service::{audit::Actor, kernel::Unit},
    store::{entry_exceptions, entry_revisions},
};

/// What no longer matters of an entry that counts nowhere. Who spoke on the call still does.
const VOIDED_WITH_IT: [ExceptionKind; 4] = [
    ExceptionKind::TimeInDoubt,
    ExceptionKind::MissingClockOut,
    ExceptionKind::UnansweredQuestion,
    ExceptionKind::JobMissing,
];

/// Voids an entry that is still as it was shown. It stays to be seen.
///
/// # Errors
/// When the entry cannot be voided; see [`EntryError`].
pub fn void(u: &mut Unit<'_>, actor: &Actor, expected: &ExpectedEntry, why: &ChangeReason) -> Result<(), EntryError> {
    let mut writer = EntryWriter::new(u, actor);
    let (before, employee) = writer.find(expected)?;
    if before.voided_at.is_some() {
        return Err(EntryError::Voided);
    }
    writer.check_locks(&[&before.entry])?;
    let mut after = before.clone();
    after.voided_at = Some(writer.u.now);
    if before.entry.status == EntryStatus::Open {
        after.entry.status = EntryStatus::Unfinished;
    }
    writer.put(&before, &mut after, &employee)?;
    writer.write(&after, &RevisionDetails::plain(RevisionKind::Voided, why))?;
    writer.flag_reopened(&[&before.entry], &after.entry)?;
    writer.settle(expected.id, &VOIDED_WITH_IT, "voided", why)?;
    Ok(writer.note("void time entry", (Some(&before), &after), &employee, why)?)
}

/// Puts a voided entry back to what it was; one that was open then is open again.
///
/// # Errors
/// When the entry cannot be restored; see [`EntryError`].
pub fn restore(
    u: &mut Unit<'_>,
    actor: &Actor,
    expected: &ExpectedEntry,
    why: &ChangeReason,
) -> Result<(), EntryError> {
    let mut writer = EntryWriter::new(u, actor);
    let (before, employee) = writer.find(expected)?;
    if before.voided_at.is_none() {
        return Err(EntryError::NotVoided);
    }
    let revisions = entry_revisions::list_revisions(writer.u.tx, expected.id)?;
    let last = revisions.iter().rev().find(|revision| !revision.voided);
    let mut after = before.clone();
    after.voided_at = None;
    if last.map(|revision| revision.status) == Some(EntryStatus::Open) {
        after.entry.status = EntryStatus::Open;
    }
    writer.check_open(&after.entry, &employee)?;
    writer.check_locks(&[&after.entry])?;
    writer.put(&before, &mut after, &employee)?;
    writer.write(&after, &RevisionDetails::plain(RevisionKind::Restored, why))?;
    writer.flag_reopened(&[&after.entry], &after.entry)?;
    for exception in entry_exceptions::list_exceptions(writer.u.tx, expected.id)? {
        // What was settled by voiding stands again.
        let with_it = exception.settled_at == before.voided_at && VOIDED_WITH_IT.contains(&exception.kind);
        if with_it && exception.decision.as_deref() == Some("voided") {
            writer.raise(&after.entry, exception.kind, exception.at, exception.note.as_deref())?;
        }
    }
    Ok(writer.note("restore time entry", (Some(&before), &after), &employee, why)?)
}
