//! Correcting what an entry says: its times and its job.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Changing, EntryError, Typed, Written};
use crate::{
    domain::{
        entry::EntryStatus,
        entry_change::{RevisionKind, Why},
        exception::ExceptionKind,
        ids::{EntryId, JobId},
    },
    service::{audit::Actor, gateway::Gateway},
    store::entries::Entry,
};

/// What an entry shall say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    pub in_at: Timestamp,
    /// None leaves an unfinished entry without an end, and opens a closed one again.
    pub out_at: Option<Timestamp>,
    pub job: Option<JobId>,
    /// What the employee says, where that is another time.
    pub claimed_in: Option<Timestamp>,
    pub claimed_out: Option<Timestamp>,
}

impl Gateway {
    /// Corrects an entry that is as the form with the mark `shown` has shown it.
    ///
    /// # Errors
    /// When it cannot be; see [`EntryError`].
    pub async fn correct_entry(
        self: &Arc<Self>,
        actor: Actor,
        (id, shown): (EntryId, String),
        corrected: Corrected,
        why: Why,
    ) -> Result<(), EntryError> {
        let (gateway, workspace) = (Arc::clone(self), actor.workspace);
        let work = self.db.write(move |tx| Changing::new(&gateway, tx, &actor).correct((id, &shown), &corrected, &why));
        let touches_board = work.await?;
        if touches_board {
            self.tell_boards(workspace);
        }
        Ok(())
    }
}

impl Changing<'_> {
    fn correct(&mut self, (id, shown): (EntryId, &str), corrected: &Corrected, why: &Why) -> Result<bool, EntryError> {
        let (before, employee) = self.find(id, shown)?;
        if before.voided_at.is_some() {
            return Err(EntryError::Voided);
        }
        let Corrected { in_at, out_at, job, claimed_in, claimed_out } = *corrected;
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
            Some(out_at) if !same => self.check_times(in_at, out_at)?,
            None if in_at > self.now => return Err(EntryError::Future(Typed::In)),
            Some(_) | None => {}
        }
        self.check_claims(claimed_in, claimed_out)?;
        self.check_job(job, Some(before.entry.job))?;
        if status == EntryStatus::Open && !employee.active {
            return Err(EntryError::Deactivated(employee.details.name));
        }
        self.check_open_once(&after.entry, &employee)?;
        self.check_locks(&[&before.entry, &after.entry])?;
        self.put(&before, &mut after, &employee)?;
        let claimed = (claimed_in, claimed_out);
        self.write(&after, &Written { claimed, ..Written::plain(RevisionKind::Corrected, why) })?;
        self.flag_reopened(&[&before.entry, &after.entry], &after.entry)?;
        if (before.entry.in_at, before.entry.out_at) != (in_at, out_at) {
            self.settle(id, &[ExceptionKind::TimeInDoubt], "corrected", why)?;
        }
        if out_at.is_some() {
            let answered = [ExceptionKind::MissingClockOut, ExceptionKind::UnansweredQuestion];
            self.settle(id, &answered, "corrected", why)?;
        }
        if job.is_some() {
            self.settle(id, &[ExceptionKind::JobMissing], "corrected", why)?;
        }
        self.note("correct time entry", (Some(&before), &after), &employee, why)?;
        Ok([before.entry.status, status].contains(&EntryStatus::Open))
    }

    /// What somebody says they worked must be possible too.
    fn check_claims(&self, claimed_in: Option<Timestamp>, claimed_out: Option<Timestamp>) -> Result<(), EntryError> {
        if claimed_in.is_some_and(|at| at > self.now) {
            return Err(EntryError::Future(Typed::ClaimedIn));
        }
        if claimed_out.is_some_and(|at| at > self.now) {
            return Err(EntryError::Future(Typed::ClaimedOut));
        }
        match (claimed_in, claimed_out) {
            (Some(from), Some(to)) if to <= from => Err(EntryError::Backwards(Typed::ClaimedOut)),
            (Some(_) | None, Some(_) | None) => Ok(()),
        }
    }
}
