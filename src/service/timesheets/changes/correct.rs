//! Correcting what an entry says: its times and its job.

use jiff::Timestamp;

use super::{
    EntryError, EntryTime, ExpectedEntry,
    writer::{EntryWriter, RevisionDetails},
};
use crate::{
    domain::{
        entry::EntryStatus,
        entry_change::{ChangeReason, RevisionKind},
        exception::ExceptionKind,
        ids::JobId,
    },
    service::{audit::Actor, kernel::Unit},
    store::entries::Entry,
};

/// What an entry is to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// When it begins.
    pub in_at: Timestamp,
    /// When it ends. Without it an unfinished entry stays without an end, and a closed one is open again.
    pub out_at: Option<Timestamp>,
    /// The job that was worked on.
    pub job: Option<JobId>,
    /// When the employee says that it began, where that is another time.
    pub claimed_in: Option<Timestamp>,
    /// When the employee says that it ended.
    pub claimed_out: Option<Timestamp>,
}

/// Corrects an entry that is still as it was shown.
///
/// # Errors
/// When the entry cannot be corrected; see [`EntryError`].
pub fn correct(
    u: &mut Unit<'_>,
    actor: &Actor,
    expected: &ExpectedEntry,
    correction: &Correction,
    why: &ChangeReason,
) -> Result<(), EntryError> {
    let mut writer = EntryWriter::new(u, actor);
    let (before, employee) = writer.find(expected)?;
    if before.voided_at.is_some() {
        return Err(EntryError::Voided);
    }
    let Correction { in_at, out_at, job, claimed_in, claimed_out } = *correction;
    let status = match (out_at, before.entry.status) {
        (Some(_), _) => EntryStatus::Closed,
        (None, EntryStatus::Unfinished) => EntryStatus::Unfinished,
        (None, EntryStatus::Open | EntryStatus::Closed) => EntryStatus::Open,
    };
    let mut after = before.clone();
    after.entry = Entry { status, in_at, out_at, job, ..after.entry };
    let same = (before.entry.in_at, before.entry.out_at, before.entry.job) == (in_at, out_at, job);
    let claims = claimed_in.is_some_and(|claimed| claimed != in_at)
        || claimed_out.is_some_and(|claimed| Some(claimed) != out_at);
    if same && !claims {
        return Err(EntryError::NothingChanged);
    }
    // An unfinished entry has no end that could be too far away.
    let end = if status == EntryStatus::Unfinished { None } else { Some(out_at) };
    match end {
        Some(out_at) if !same => writer.check_times(in_at, out_at)?,
        None if in_at > writer.u.now => return Err(EntryError::Future(EntryTime::In)),
        Some(_) | None => {}
    }
    writer.check_claims(claimed_in, claimed_out)?;
    writer.check_job(job, Some(before.entry.job))?;
    writer.check_breaks_within(&after.entry)?;
    writer.check_open(&after.entry, &employee)?;
    writer.check_locks(&[&before.entry, &after.entry])?;
    writer.put(&before, &mut after, &employee)?;
    let claimed = (claimed_in, claimed_out);
    writer.write(&after, &RevisionDetails { claimed, ..RevisionDetails::plain(RevisionKind::Corrected, why) })?;
    writer.flag_reopened(&[&before.entry, &after.entry], &after.entry)?;
    let id = expected.id;
    if (before.entry.in_at, before.entry.out_at) != (in_at, out_at) {
        writer.settle(id, &[ExceptionKind::TimeInDoubt], "corrected", why)?;
    }
    if out_at.is_some() {
        let answered = [ExceptionKind::MissingClockOut, ExceptionKind::UnansweredQuestion];
        writer.settle(id, &answered, "corrected", why)?;
    }
    if job.is_some() {
        writer.settle(id, &[ExceptionKind::JobMissing], "corrected", why)?;
    }
    Ok(writer.note("correct time entry", (Some(&before), &after), &employee, why)?)
}
