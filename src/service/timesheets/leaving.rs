//! Deactivating people and archiving jobs while somebody is clocked in: what becomes of the open entries is said first.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::changes::{Ending, EntryError, end_open};
use crate::{
    domain::{
        employee::Employee,
        entry_change::Why,
        ids::{EmployeeId, EntryId, JobId, WorkspaceId},
        job::Job,
        workspace::Zone,
    },
    service::{
        audit::Actor,
        kernel::{AfterCommit, Unit},
        roster::{
            employees::{EmployeeError, set_known_active},
            jobs::{self as roster_jobs, JobError},
        },
    },
    store::{
        StoreError, Tx,
        board::{self, Present},
        employees, jobs,
    },
};

/// Somebody who is clocked in.
#[derive(Debug, Clone)]
pub struct ClockedIn {
    pub entry: EntryId,
    pub name: String,
    pub since: Timestamp,
    /// The zone of the entry.
    pub zone: Zone,
    pub job: Option<String>,
}

impl From<Present> for ClockedIn {
    fn from(present: Present) -> Self {
        let Present { entry, name, in_at, zone, job, .. } = present;
        Self { entry, name, since: in_at, zone, job }
    }
}

/// The same people with the same entries, the same version: a form carries the one it has shown.
#[must_use]
pub fn version(people: &[ClockedIn]) -> String {
    let mut entries: Vec<_> = people.iter().map(|one| *one.entry.as_bytes()).collect();
    entries.sort_unstable();
    let digest = Sha256::digest(entries.concat());
    let mut version = base16ct::lower::encode_string(&digest);
    version.truncate(16);
    version
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
    /// The version of whom they have seen; none where a command did not ask.
    pub expected_version: Option<String>,
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
    #[error("somebody is clocked in, and nothing says what becomes of that")]
    ClockedIn(Vec<ClockedIn>),
    /// Others are clocked in than those that were shown.
    #[error("others are clocked in than were shown")]
    Changed,
    /// With the name of whose entry it is.
    #[error("an open entry could not be ended")]
    Entry(String, #[source] EntryError),
}

/// The open entry of an employee, where they have one.
pub fn find_clocked_in(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Option<ClockedIn>, StoreError> {
    Ok(board::find_present(tx, workspace, employee)?.map(ClockedIn::from))
}

/// Who is clocked in to a job, by name.
pub fn list_clocked_in_to(tx: &mut dyn Tx, workspace: WorkspaceId, job: JobId) -> Result<Vec<ClockedIn>, StoreError> {
    Ok(board::list_present_on(tx, workspace, job)?.into_iter().map(ClockedIn::from).collect())
}

/// Deactivates an employee, who can no longer clock. Where they are clocked in, the answer says what becomes of that:
/// nobody is left on the board who cannot clock out.
///
/// # Errors
/// When there is no such employee, or they are clocked in and the answer does not fit.
pub fn deactivate(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: EmployeeId,
    answer: Option<&Answer>,
) -> Result<Employee, LeavingError> {
    let known = employees::find_employee(u.tx, actor.workspace, id)?.ok_or(EmployeeError::NotFound)?;
    if !known.active {
        return Ok(known);
    }
    let present = find_clocked_in(u.tx, actor.workspace, id)?.into_iter().collect();
    let answer = answer.filter(|answer| answer.open != OpenEntries::Keep);
    end_all(u, actor, present, answer, "deactivated while clocked in".to_owned())?;
    u.after(AfterCommit::BoardChanged(actor.workspace));
    Ok(set_known_active(u, actor, known, false)?)
}

/// Archives a job: it keeps its hours and frees its code. Archiving it again changes nothing. Where people are
/// clocked in to it, the answer says what becomes of that.
///
/// # Errors
/// When there is no such job, or people are clocked in to it and the answer does not fit.
pub fn archive_job(u: &mut Unit<'_>, actor: &Actor, id: JobId, answer: Option<&Answer>) -> Result<Job, LeavingError> {
    let known = jobs::find_job(u.tx, actor.workspace, id)?.ok_or(JobError::NotFound)?;
    archive_found(u, actor, known, answer)
}

/// The same for the active job with that phone code, name or ID.
///
/// # Errors
/// The same, and when there is none.
pub fn archive_job_known_as(
    u: &mut Unit<'_>,
    actor: &Actor,
    known_as: &str,
    answer: Option<&Answer>,
) -> Result<Job, LeavingError> {
    let known = roster_jobs::get_known_as(u.tx, actor.workspace, known_as)?.job;
    archive_found(u, actor, known, answer)
}

fn archive_found(u: &mut Unit<'_>, actor: &Actor, known: Job, answer: Option<&Answer>) -> Result<Job, LeavingError> {
    if known.archived_at.is_none() {
        let present = list_clocked_in_to(u.tx, actor.workspace, known.id)?;
        let because = format!("the job {} was archived", known.name);
        end_all(u, actor, present, answer, because)?;
        u.after(AfterCommit::BoardChanged(actor.workspace));
    }
    Ok(roster_jobs::archive(u, actor, known)?)
}

/// Does with the open entries what the answer says.
fn end_all(
    u: &mut Unit<'_>,
    actor: &Actor,
    people: Vec<ClockedIn>,
    answer: Option<&Answer>,
    because: String,
) -> Result<(), LeavingError> {
    if people.is_empty() {
        return Ok(());
    }
    let Some(answer) = answer else { return Err(LeavingError::ClockedIn(people)) };
    if answer.expected_version.as_ref().is_some_and(|expected| *expected != version(&people)) {
        return Err(LeavingError::Changed);
    }
    let ending = match answer.open {
        OpenEntries::ClockOut => Ending::Now,
        OpenEntries::LeaveWithoutEnd => Ending::Unknown,
        OpenEntries::Keep => return Ok(()),
    };
    let why = Why::because(because);
    people.into_iter().try_for_each(|one| {
        end_open(u, actor, one.entry, ending, &why).map_err(|error| {
            if let EntryError::Store(error) = error {
                LeavingError::Store(error)
            } else {
                LeavingError::Entry(one.name, error)
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_people_in_whatever_order() {
        let one = |number: u8| ClockedIn {
            entry: EntryId::from_bytes([number; 16]),
            name: format!("Ana {number}"),
            since: Timestamp::UNIX_EPOCH,
            zone: Zone::parse("America/Chicago").unwrap(),
            job: None,
        };
        let few = |count| (1..=count).map(one).collect::<Vec<_>>();
        let reversed: Vec<_> = few(3).into_iter().rev().collect();
        assert_eq!(version(&few(3)), version(&reversed));
        assert_ne!(version(&few(3)), version(&few(2)));
        for choice in OpenEntries::ALL {
            assert_eq!(OpenEntries::parse(choice.name()), Some(choice));
        }
    }
}
