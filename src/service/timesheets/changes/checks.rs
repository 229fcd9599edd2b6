//! What is refused before an entry is changed.

use jiff::Timestamp;

use super::{EntryError, EntryTime, MAX_ENTRY_LENGTH, days, writer::EntryWriter};
use crate::{
    domain::{employee::Employee, entry::EntryStatus, ids::JobId, workspace::JobPolicy},
    store::{StoreError, approvals, entries::Entry, entry_record, jobs, workspaces},
};

impl EntryWriter<'_, '_> {
    /// Refuses times that cannot be right.
    pub fn check_times(&self, in_at: Timestamp, out_at: Option<Timestamp>) -> Result<(), EntryError> {
        let now = self.u.now;
        if in_at > now {
            return Err(EntryError::Future(EntryTime::In));
        }
        if out_at.is_some_and(|out| out > now) {
            return Err(EntryError::Future(EntryTime::Out));
        }
        if out_at.is_some_and(|out| out <= in_at) {
            return Err(EntryError::Backwards(EntryTime::Out));
        }
        if out_at.unwrap_or(now).duration_since(in_at) > MAX_ENTRY_LENGTH {
            return Err(EntryError::TooLong);
        }
        Ok(())
    }

    /// Refuses times that somebody says they worked and that cannot be right.
    pub fn check_claims(
        &self,
        claimed_in: Option<Timestamp>,
        claimed_out: Option<Timestamp>,
    ) -> Result<(), EntryError> {
        if claimed_in.is_some_and(|at| at > self.u.now) {
            return Err(EntryError::Future(EntryTime::ClaimedIn));
        }
        if claimed_out.is_some_and(|at| at > self.u.now) {
            return Err(EntryError::Future(EntryTime::ClaimedOut));
        }
        match (claimed_in, claimed_out) {
            (Some(from), Some(to)) if to <= from => Err(EntryError::Backwards(EntryTime::ClaimedOut)),
            (Some(_) | None, Some(_) | None) => Ok(()),
        }
    }

    /// Refuses a job that is not in use, and no job where one is needed; an entry may keep the one that it `had`.
    pub fn check_job(&mut self, job: Option<JobId>, had: Option<Option<JobId>>) -> Result<(), EntryError> {
        if had == Some(job) {
            return Ok(());
        }
        match job {
            Some(job) => match jobs::find_job(self.u.tx, self.actor.workspace, job)? {
                Some(found) if found.archived_at.is_none() => Ok(()),
                Some(_) | None => Err(EntryError::UnknownJob),
            },
            None => {
                let policy = workspaces::get_workspace(self.u.tx, self.actor.workspace)?.settings.job_policy;
                match policy {
                    JobPolicy::Required if self.any_active_job()? => Err(EntryError::NoJob),
                    JobPolicy::Required | JobPolicy::Optional => Ok(()),
                }
            }
        }
    }

    fn any_active_job(&mut self) -> Result<bool, StoreError> {
        Ok(jobs::list_jobs(self.u.tx, self.actor.workspace)?.iter().any(|job| job.archived_at.is_none()))
    }

    /// Refuses a second open entry, and any where the employee cannot clock out.
    pub fn check_open(&mut self, entry: &Entry, employee: &Employee) -> Result<(), EntryError> {
        if entry.status != EntryStatus::Open {
            return Ok(());
        }
        if !employee.active {
            return Err(EntryError::Deactivated(employee.details.name.clone()));
        }
        match entry_record::find_other_open(self.u.tx, entry.workspace, entry.employee, entry.id)? {
            Some(open) => {
                Err(EntryError::OpenAlready { name: employee.details.name.clone(), since: open.in_at, zone: open.zone })
            }
            None => Ok(()),
        }
    }

    /// Refuses what touches approved days, before the change or after it.
    pub fn check_locks(&mut self, entries: &[&Entry]) -> Result<(), EntryError> {
        for entry in entries {
            let (from, to) = days(entry, self.u.now);
            if let Some(lock) = approvals::find_lock(self.u.tx, entry.employee, from, to)? {
                return Err(EntryError::Locked(lock, entry.zone.clone()));
            }
        }
        Ok(())
    }
}
