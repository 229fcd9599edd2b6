//! Deactivating people and archiving jobs while somebody is clocked in: what becomes of the open entries is said first.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::changes::{EntryEnd, EntryError, end_open};
use crate::{
    domain::{
        employee::Employee,
        entry_change::ChangeReason,
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
        board::{self, BoardRow},
        employees, jobs,
    },
};

/// Somebody who is clocked in.
#[derive(Debug, Clone)]
pub struct ClockedInEmployee {
    /// The open entry.
    pub entry: EntryId,
    /// Their name.
    pub name: String,
    /// When they clocked in.
    pub since: Timestamp,
    /// The zone of the entry.
    pub zone: Zone,
    /// The job's name, where one was named.
    pub job: Option<String>,
}

impl From<BoardRow> for ClockedInEmployee {
    fn from(present: BoardRow) -> Self {
        let BoardRow { entry, name, in_at, zone, job, .. } = present;
        Self { entry, name, since: in_at, zone, job }
    }
}

/// A fingerprint of people and their open entries: a form carries the one of what it has shown.
#[must_use]
pub fn version(people: &[ClockedInEmployee]) -> String {
    let mut entries: Vec<_> = people.iter().map(|one| *one.entry.as_bytes()).collect();
    entries.sort_unstable();
    let digest = Sha256::digest(entries.concat());
    let mut version = base16ct::lower::encode_string(&digest);
    version.truncate(16);
    version
}

/// What becomes of open entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenEntriesChoice {
    /// They end now.
    ClockOut,
    /// They stay without an end, each with an exception.
    LeaveWithoutEnd,
    /// They stay open. For jobs alone: their people can still clock out.
    Keep,
}

impl OpenEntriesChoice {
    /// Every one that there is.
    pub const ALL: [Self; 3] = [Self::ClockOut, Self::LeaveWithoutEnd, Self::Keep];

    /// By what name it is known in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClockOut => "clock out",
            Self::LeaveWithoutEnd => "no end",
            Self::Keep => "keep",
        }
    }

    /// The one that is known by this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }
}

/// What somebody has decided about open entries.
#[derive(Debug, Clone)]
pub struct OpenEntriesAnswer {
    /// What becomes of them.
    pub open: OpenEntriesChoice,
    /// The version of those who were shown; none where a command has shown nobody.
    pub expected_version: Option<String>,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum LeavingError {
    #[error(transparent)]
    People(#[from] EmployeeError),
    #[error(transparent)]
    Job(#[from] JobError),
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What becomes of their entries was not said.
    #[error("somebody is clocked in, and nothing says what becomes of that")]
    ClockedIn(Vec<ClockedInEmployee>),
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
) -> Result<Option<ClockedInEmployee>, StoreError> {
    Ok(board::find_present(tx, workspace, employee)?.map(ClockedInEmployee::from))
}

/// Who is clocked in to a job, by name.
pub fn list_clocked_in_to(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    job: JobId,
) -> Result<Vec<ClockedInEmployee>, StoreError> {
    Ok(board::list_present_on(tx, workspace, job)?.into_iter().map(ClockedInEmployee::from).collect())
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
    answer: Option<&OpenEntriesAnswer>,
) -> Result<Employee, LeavingError> {
    let known = employees::find_employee(u.tx, actor.workspace, id)?.ok_or(EmployeeError::NotFound)?;
    if !known.active {
        return Ok(known);
    }
    let present = find_clocked_in(u.tx, actor.workspace, id)?.into_iter().collect();
    let answer = answer.filter(|answer| answer.open != OpenEntriesChoice::Keep);
    end_all(u, actor, present, answer, "deactivated while clocked in".to_owned())?;
    u.after(AfterCommit::BoardChanged(actor.workspace));
    Ok(set_known_active(u, actor, known, false)?)
}

/// Archives a job: it keeps its hours and frees its code. Archiving it again changes nothing. Where people are
/// clocked in to it, the answer says what becomes of that.
///
/// # Errors
/// When there is no such job, or people are clocked in to it and the answer does not fit.
pub fn archive_job(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: JobId,
    answer: Option<&OpenEntriesAnswer>,
) -> Result<Job, LeavingError> {
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
    answer: Option<&OpenEntriesAnswer>,
) -> Result<Job, LeavingError> {
    let known = roster_jobs::get_known_as(u.tx, actor.workspace, known_as)?.job;
    archive_found(u, actor, known, answer)
}

fn archive_found(
    u: &mut Unit<'_>,
    actor: &Actor,
    known: Job,
    answer: Option<&OpenEntriesAnswer>,
) -> Result<Job, LeavingError> {
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
    people: Vec<ClockedInEmployee>,
    answer: Option<&OpenEntriesAnswer>,
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
        OpenEntriesChoice::ClockOut => EntryEnd::Now,
        OpenEntriesChoice::LeaveWithoutEnd => EntryEnd::Unknown,
        OpenEntriesChoice::Keep => return Ok(()),
    };
    let why = ChangeReason::because(because);
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
        let one = |number: u8| ClockedInEmployee {
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
        for choice in OpenEntriesChoice::ALL {
            assert_eq!(OpenEntriesChoice::parse(choice.name()), Some(choice));
        }
    }
}
