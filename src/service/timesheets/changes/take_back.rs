//! A person takes their own last correction back: the entry says again what it said before. Both stay in the trail.

use jiff::{SignedDuration, Timestamp};

use super::{
    EntryError, says,
    writer::{EntryWriter, RevisionDetails},
};
use crate::{
    domain::{
        entry_change::{ChangeReason, RevisionKind},
        ids::{EntryId, UserId},
    },
    service::{audit::Actor, kernel::Unit},
    store::{
        StoreError, Tx, employees, entry_exceptions,
        entry_record::{self, DecidedEntry},
        entry_revisions::{self, Revision},
    },
};

/// A change can be taken back by one key for so long; later, on the page of the entry.
pub const TAKE_BACK_WINDOW: SignedDuration = SignedDuration::from_mins(30);

/// Takes the user's own last correction of an entry back. What it has resolved is open again.
///
/// # Errors
/// [`EntryError::ChangedMeanwhile`] when the last change is not this user's own correction of moments ago, and when its
/// days are approved.
pub fn take_back(u: &mut Unit<'_>, actor: &Actor, id: EntryId) -> Result<(), EntryError> {
    let mut writer = EntryWriter::new(u, actor);
    let now = writer.u.now;
    let found = find_own_correction(writer.u.tx, actor, id, now)?;
    let OwnCorrection { entry: before, by, corrected, was } = found.ok_or(EntryError::ChangedMeanwhile)?;
    let employee = employees::get_employee(writer.u.tx, actor.workspace, before.entry.employee)?;
    let mut after = before.clone();
    (after.entry.status, after.entry.in_at, after.entry.out_at) = (was.status, was.in_at, was.out_at);
    after.entry.job = was.job;
    writer.check_open(&after.entry, &employee)?;
    writer.check_locks(&[&before.entry, &after.entry])?;
    let why = ChangeReason::because("undone by the person who had made the correction".to_owned());
    // First, so that what is raised again by the times is the same exception as before.
    entry_exceptions::unsettle_by_change(writer.u.tx, id, by, corrected.at)?;
    writer.put(&before, &mut after, &employee)?;
    writer.write(&after, &RevisionDetails::plain(RevisionKind::Corrected, &why))?;
    writer.flag_reopened(&[&before.entry, &after.entry], &after.entry)?;
    Ok(writer.note("undo correction", (Some(&before), &after), &employee, &why)?)
}

/// Whether [`take_back`] would find the correction that the user has made at that moment.
pub(in crate::service) fn can_take_back(
    tx: &mut dyn Tx,
    actor: &Actor,
    (id, corrected_at): (EntryId, Timestamp),
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(find_own_correction(tx, actor, id, now)?.is_some_and(|found| found.corrected.at == corrected_at))
}

/// A user's own last correction.
struct OwnCorrection {
    /// The entry as it stands, which is as it was corrected.
    entry: DecidedEntry,
    by: UserId,
    corrected: Revision,
    /// What it said before.
    was: Revision,
}

fn find_own_correction(
    tx: &mut dyn Tx,
    actor: &Actor,
    id: EntryId,
    now: Timestamp,
) -> Result<Option<OwnCorrection>, StoreError> {
    let (Some(by), Some(entry)) = (actor.user, entry_record::find_decided(tx, actor.workspace, id)?) else {
        return Ok(None);
    };
    let mut revisions = entry_revisions::list_revisions(tx, id)?;
    let (Some(corrected), Some(was)) = (revisions.pop(), revisions.pop()) else { return Ok(None) };
    let own = corrected.user == Some(by)
        && corrected.kind == RevisionKind::Corrected
        && corrected.voided == was.voided
        && says(&corrected, &entry)
        && now.duration_since(corrected.at) <= TAKE_BACK_WINDOW;
    Ok(own.then_some(OwnCorrection { entry, by, corrected, was }))
}
