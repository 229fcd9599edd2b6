//! Splitting an entry in two: one span of time, on two jobs.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Changing, EntryError, Written};
use crate::{
    domain::{
        entry::EntryStatus,
        entry_change::{RevisionKind, Why},
        exception::ExceptionKind,
        ids::{EntryId, JobId},
    },
    service::{audit::Actor, gateway::Gateway},
    store::{
        entries::Entry,
        entry_record::{self, Decided},
        exceptions,
    },
};

/// Where an entry is cut.
#[derive(Debug, Clone)]
pub struct SplitAt {
    pub at: Timestamp,
    /// The job of what is worked from then on.
    pub job: Option<JobId>,
}

impl Gateway {
    /// Splits an entry that is as the form with the mark `shown` has shown it; the id of the second half.
    ///
    /// # Errors
    /// When it cannot be; see [`EntryError`].
    pub async fn split_entry(
        self: &Arc<Self>,
        actor: Actor,
        (id, shown): (EntryId, String),
        split: SplitAt,
        why: Why,
    ) -> Result<EntryId, EntryError> {
        let (gateway, workspace, second) = (Arc::clone(self), actor.workspace, self.new_entry_id());
        let work =
            self.db.write(move |tx| Changing::new(&gateway, tx, &actor).split((id, &shown), &split, second, &why));
        if work.await? == EntryStatus::Open {
            self.tell_boards(workspace);
        }
        Ok(second)
    }
}

impl Changing<'_> {
    /// The second half has the status that the whole had.
    fn split(
        &mut self,
        (id, shown): (EntryId, &str),
        &SplitAt { at, job }: &SplitAt,
        second: EntryId,
        why: &Why,
    ) -> Result<EntryStatus, EntryError> {
        let (before, employee) = self.find(id, shown)?;
        if before.voided_at.is_some() {
            return Err(EntryError::Voided);
        }
        let whole = before.entry.clone();
        let end = match whole.status {
            EntryStatus::Open => self.now,
            EntryStatus::Closed => whole.out_at.unwrap_or(self.now),
            EntryStatus::Unfinished => return Err(EntryError::Unfinished),
        };
        if at <= whole.in_at || at >= end {
            return Err(EntryError::SplitOutside);
        }
        self.check_job(job, Some(whole.job))?;
        self.check_locks(&[&whole])?;

        let mut first = before.clone();
        first.entry = Entry { status: EntryStatus::Closed, out_at: Some(at), ..first.entry };
        // The first half is clocked out before the second one is open.
        self.put(&before, &mut first, &employee)?;
        let rest = Entry { id: second, in_at: at, job, ..whole.clone() };
        entry_record::insert_entry(self.tx, &rest)?;
        self.punch(&rest)?;
        let rest = Decided { entry: rest, revision: 0, voided_at: None };
        let split = |other| Written { other: Some(other), ..Written::plain(RevisionKind::Split, why) };
        self.write(&first, &split(second))?;
        self.write(&rest, &split(id))?;
        for half in [&first.entry, &rest.entry] {
            self.flag_reopened(&[&whole], half)?;
        }
        let standing = exceptions::list_standing(self.tx, id)?;
        if job.is_none() && standing.contains(&ExceptionKind::JobMissing) {
            self.raise(&rest.entry, ExceptionKind::JobMissing, rest.entry.in_at, None)?;
        }
        self.note("split time entry", (Some(&before), &first), &employee, why)?;
        self.note("add second half of time entry", (None, &rest), &employee, why)?;
        Ok(rest.entry.status)
    }
}
