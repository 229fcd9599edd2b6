//! Deactivating people and archiving jobs while somebody is clocked in: what becomes of the open entries is said first.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{
    audit::Actor,
    board::since,
    entry_changes::{Ending, EntryError, end_open},
    gateway::Gateway,
    roster::{
        employees::{EmployeeError, set_known_active},
        jobs::{self as roster_jobs, JobError},
    },
};
use crate::{
    domain::{
        employee::Employee,
        entry_change::Why,
        ids::{EmployeeId, EntryId, JobId, WorkspaceId},
        job::Job,
    },
    store::{
        Hold, StoreError, Tx,
        board::{self, Present},
        employees, jobs,
    },
};

/// Somebody who is clocked in.
#[derive(Debug, Clone)]
pub struct ClockedIn {
    pub entry: EntryId,
    pub name: String,
    /// The wall clock of the entry, with the day where it is not today's.
    pub since: String,
    pub job: Option<String>,
}

/// The same people with the same entries, the same mark: a form carries the one it has shown.
#[must_use]
pub fn mark(people: &[ClockedIn]) -> String {
    let mut entries: Vec<_> = people.iter().map(|one| *one.entry.as_bytes()).collect();
    entries.sort_unstable();
    let digest = Sha256::digest(entries.concat());
    let mut mark = base16ct::lower::encode_string(&digest);
    mark.truncate(16);
    mark
}

/// What becomes of open entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenEntries {
    /// They end now.
    ClockOut,
    /// They stay without an end, each with an exception.
    LeaveWithoutEnd,
    /// They stay open. For jobs alone: their people can still clock out.
    Keep,
}

impl OpenEntries {
    pub const ALL: [Self; 3] = [Self::ClockOut, Self::LeaveWithoutEnd, Self::Keep];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClockOut => "clock out",
            Self::LeaveWithoutEnd => "no end",
            Self::Keep => "keep",
        }
    }

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }
}

/// What somebody has decided about open entries.
#[derive(Debug, Clone)]
pub struct Answer {
    pub open: OpenEntries,
    /// The mark of whom they have seen; none where a command did not ask.
    pub shown: Option<String>,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum LeavingError {
    #[error(transparent)]
    People(#[from] EmployeeError),
    #[error(transparent)]
    Job(#[from] JobError),
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What becomes of their entries was not said.
    #[error("{} clocked in; say what becomes of that", in_words(.0))]
    ClockedIn(Vec<ClockedIn>),
    /// Others are clocked in than those that were shown.
    #[error("who is clocked in has changed in the meantime; nothing was changed")]
    Changed,
    #[error("the entry of {0} was not ended, and nothing was changed: {1}")]
    Entry(String, EntryError),
}

/// Whoever is clocked in, a few of them by name.
fn in_words(people: &[ClockedIn]) -> String {
    const NAMED: usize = 5;
    let mut named: Vec<_> = people.iter().take(NAMED).map(|one| format!("{} since {}", one.name, one.since)).collect();
    let more = people.len().saturating_sub(NAMED);
    if more > 0 {
        named.push(format!("{more} more"));
    }
    let are = if people.len() == 1 { "is" } else { "are" };
    format!("{} {are}", named.join(", "))
}

impl Gateway {
    fn clocked_in(&self, present: Present) -> ClockedIn {
        let Present { entry, name, in_at, zone, job, .. } = present;
        ClockedIn { entry, name, since: since(&zone, in_at, self.now()), job }
    }

    /// The open entry of an employee, where they have one.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_clocked_in(
        self: &Arc<Self>,
        workspace: WorkspaceId,
        employee: EmployeeId,
    ) -> Result<Option<ClockedIn>, StoreError> {
        let gateway = Arc::clone(self);
        let find = move |tx: &mut dyn Tx| board::find_present(tx, workspace, employee);
        Ok(self.db.read(find).await?.map(|present| gateway.clocked_in(present)))
    }

    /// Who is clocked in to a job, by name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_clocked_in_to(
        self: &Arc<Self>,
        workspace: WorkspaceId,
        job: JobId,
    ) -> Result<Vec<ClockedIn>, StoreError> {
        let present = self.db.read(move |tx| board::list_present_on(tx, workspace, job)).await?;
        Ok(present.into_iter().map(|present| self.clocked_in(present)).collect())
    }

    /// Deactivates an employee, who can no longer clock. Where they are clocked in, the answer says what becomes of that:
    /// nobody is left on the board who cannot clock out.
    ///
    /// # Errors
    /// When there is no such employee, or they are clocked in and the answer does not fit.
    pub async fn deactivate_employee(
        self: &Arc<Self>,
        actor: Actor,
        id: EmployeeId,
        answer: Option<Answer>,
    ) -> Result<Employee, LeavingError> {
        let (gateway, workspace) = (Arc::clone(self), actor.workspace);
        let deactivated = self.store.write(Hold::Workspace(workspace), move |u| {
            let known = employees::find_employee(u.tx, actor.workspace, id)?.ok_or(EmployeeError::NotFound)?;
            if !known.active {
                return Ok(known);
            }
            let present: Vec<_> = board::find_present(u.tx, actor.workspace, id)?.into_iter().collect();
            let answer = answer.filter(|answer| answer.open != OpenEntries::Keep);
            let because = "deactivated while clocked in".to_owned();
            gateway.end_all(u.tx, &actor, present, answer.as_ref(), because)?;
            Ok::<_, LeavingError>(set_known_active(u, &actor, known, false)?)
        });
        let employee = deactivated.await?;
        self.tell_boards(workspace);
        Ok(employee)
    }

    /// Archives a job: it keeps its hours and frees its code. Archiving it again changes nothing. Where people are
    /// clocked in to it, the answer says what becomes of that.
    ///
    /// # Errors
    /// When there is no such job, or people are clocked in to it and the answer does not fit.
    pub async fn archive_job(
        self: &Arc<Self>,
        actor: Actor,
        id: JobId,
        answer: Option<Answer>,
    ) -> Result<Job, LeavingError> {
        let find = move |tx: &mut dyn Tx, workspace| jobs::find_job(tx, workspace, id)?.ok_or(JobError::NotFound);
        self.archive_found(actor, find, answer).await
    }

    /// The same for the active job with that phone code, name or ID.
    ///
    /// # Errors
    /// The same, and when there is none.
    pub async fn archive_job_known_as(
        self: &Arc<Self>,
        actor: Actor,
        known_as: String,
        answer: Option<Answer>,
    ) -> Result<Job, LeavingError> {
        let find = move |tx: &mut dyn Tx, workspace| Ok(roster_jobs::get_known_as(tx, workspace, &known_as)?.job);
        self.archive_found(actor, find, answer).await
    }

    async fn archive_found(
        self: &Arc<Self>,
        actor: Actor,
        find: impl FnOnce(&mut dyn Tx, WorkspaceId) -> Result<Job, JobError> + Send + 'static,
        answer: Option<Answer>,
    ) -> Result<Job, LeavingError> {
        let (gateway, workspace) = (Arc::clone(self), actor.workspace);
        let archived = self.store.write(Hold::Workspace(workspace), move |u| {
            let known = find(u.tx, actor.workspace)?;
            if known.archived_at.is_none() {
                let present = board::list_present_on(u.tx, actor.workspace, known.id)?;
                let because = format!("the job {} was archived", known.name);
                gateway.end_all(u.tx, &actor, present, answer.as_ref(), because)?;
            }
            Ok::<_, LeavingError>(roster_jobs::archive(u, &actor, known)?)
        });
        let job = archived.await?;
        self.tell_boards(workspace);
        Ok(job)
    }

    /// Does with the open entries what the answer says.
    fn end_all(
        &self,
        tx: &mut dyn Tx,
        actor: &Actor,
        present: Vec<Present>,
        answer: Option<&Answer>,
        because: String,
    ) -> Result<(), LeavingError> {
        if present.is_empty() {
            return Ok(());
        }
        let people: Vec<_> = present.into_iter().map(|present| self.clocked_in(present)).collect();
        let Some(answer) = answer else { return Err(LeavingError::ClockedIn(people)) };
        if answer.shown.as_ref().is_some_and(|shown| *shown != mark(&people)) {
            return Err(LeavingError::Changed);
        }
        let ending = match answer.open {
            OpenEntries::ClockOut => Ending::Now,
            OpenEntries::LeaveWithoutEnd => Ending::Unknown,
            OpenEntries::Keep => return Ok(()),
        };
        let why = Why::because(because);
        people.into_iter().try_for_each(|one| {
            end_open(self, tx, actor, (one.entry, ending), &why).map_err(|error| {
                if let EntryError::Store(error) = error {
                    LeavingError::Store(error)
                } else {
                    LeavingError::Entry(one.name, error)
                }
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_clocked_in_is_named_a_few_of_many() {
        let one = |number: u8| ClockedIn {
            entry: EntryId::from_bytes([number; 16]),
            name: format!("Ana {number}"),
            since: "05:37 CST".to_owned(),
            job: None,
        };
        let few = |count| (1..=count).map(one).collect::<Vec<_>>();
        assert_eq!(in_words(&few(1)), "Ana 1 since 05:37 CST is");
        assert!(in_words(&few(8)).ends_with("Ana 5 since 05:37 CST, 3 more are"));
        let reversed: Vec<_> = few(3).into_iter().rev().collect();
        assert_eq!(mark(&few(3)), mark(&reversed));
        assert_ne!(mark(&few(3)), mark(&few(2)));
        for choice in OpenEntries::ALL {
            assert_eq!(OpenEntries::parse(choice.name()), Some(choice));
        }
    }
}
