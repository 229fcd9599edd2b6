//! Splitting an entry in two: one span of time, on two jobs.

use jiff::Timestamp;

use super::{
    EntryError, ExpectedEntry,
    writer::{EntryWriter, RevisionDetails},
};
use crate::{
    domain::{
        entry::EntryStatus,
        entry_change::{ChangeReason, RevisionKind},
        exception::ExceptionKind,
        ids::{EntryId, JobId},
    },
    service::{audit::Actor, kernel::Unit},
    store::{
        entries::Entry,
        entry_record::{self, DecidedEntry},
        exceptions,
    },
};

/// Where an entry is cut.
#[derive(Debug, Clone)]
pub struct EntrySplit {
    /// The moment at which the second half begins.
    pub at: Timestamp,
    /// The job of what is worked from then on.
    pub job: Option<JobId>,
}

/// Splits an entry that is still as it was shown; the id of the second half, which has the status that the whole had.
///
/// # Errors
/// When the entry cannot be split; see [`EntryError`].
pub fn split(
    u: &mut Unit<'_>,
    actor: &Actor,
    expected: &ExpectedEntry,
    &EntrySplit { at, job }: &EntrySplit,
    why: &ChangeReason,
) -> Result<EntryId, EntryError> {
    let mut writer = EntryWriter::new(u, actor);
    let (before, employee) = writer.find(expected)?;
    if before.voided_at.is_some() {
        return Err(EntryError::Voided);
    }
    let whole = before.entry.clone();
    let end = match whole.status {
        EntryStatus::Open => writer.u.now,
        EntryStatus::Closed => whole.out_at.unwrap_or(writer.u.now),
        EntryStatus::Unfinished => return Err(EntryError::Unfinished),
    };
    if at <= whole.in_at || at >= end {
        return Err(EntryError::SplitOutside);
    }
    writer.check_job(job, Some(whole.job))?;
    writer.check_locks(&[&whole])?;

    let mut first = before.clone();
    first.entry = Entry { status: EntryStatus::Closed, out_at: Some(at), ..first.entry };
    // The first half is clocked out before the second one is open.
    writer.put(&before, &mut first, &employee)?;
    let second = EntryId::generate(&writer.u.ids);
    let rest = Entry { id: second, in_at: at, job, ..whole.clone() };
    entry_record::insert_entry(writer.u.tx, &rest)?;
    writer.punch(&rest)?;
    writer.split_breaks((expected.id, second), at, why)?;
    let rest = DecidedEntry { entry: rest, revision: 0, voided_at: None };
    let details = |other| RevisionDetails { other: Some(other), ..RevisionDetails::plain(RevisionKind::Split, why) };
    writer.write(&first, &details(second))?;
    writer.write(&rest, &details(expected.id))?;
    for half in [&first.entry, &rest.entry] {
        writer.flag_reopened(&[&whole], half)?;
    }
    let standing = exceptions::list_standing(writer.u.tx, expected.id)?;
    if job.is_none() && standing.contains(&ExceptionKind::JobMissing) {
        writer.raise(&rest.entry, ExceptionKind::JobMissing, rest.entry.in_at, None)?;
    }
    writer.note("split time entry", (Some(&before), &first), &employee, why)?;
    writer.note("add second half of time entry", (None, &rest), &employee, why)?;
    Ok(second)
}
