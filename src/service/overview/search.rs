//! Looking for people and jobs from anywhere.

use crate::{
    domain::{
        ids::{EmployeeId, JobId, WorkspaceId},
        search::begins_words_of,
    },
    store::{
        StoreError, Tx,
        cursor::Cursor,
        jobs,
        people::{self, EmployeeFilter},
    },
};

/// So many of each kind are shown; who has found none of these types another letter.
const MOST_FOUND: usize = 8;

/// Who and what was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// People: their id, name and number, and whether they are active.
    pub people: Vec<(EmployeeId, String, Option<String>, bool)>,
    /// Jobs: their id and name, and whether they are archived.
    pub jobs: Vec<(JobId, String, bool)>,
}

/// Looks for people as the list of employees does, and for jobs whose words begin so or whose phone code it is; nothing
/// where nothing is looked for.
pub fn look(tx: &mut dyn Tx, workspace: WorkspaceId, typed: &str) -> Result<Found, StoreError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Found::default());
    }
    let filter =
        EmployeeFilter { search: typed.to_owned(), active: None, language: None, has_pin: None, starts_after: None };
    let people = people::list_filtered(tx, workspace, &filter, Cursor::Start, MOST_FOUND)?.into_iter().map(|row| {
        let employee = row.employee;
        (employee.id, employee.details.name, employee.details.employee_number, employee.active)
    });
    let people = people.collect();
    let fits = |name: &str, code: Option<&str>| begins_words_of(name, typed) || code == Some(typed);
    let jobs = jobs::list_jobs(tx, workspace)?.into_iter().filter_map(|job| {
        let code = job.phone_code.as_ref().map(|code| code.as_str().to_owned());
        fits(&job.name, code.as_deref()).then(|| (job.id, job.name, job.archived_at.is_some()))
    });
    Ok(Found { people, jobs: jobs.take(MOST_FOUND).collect() })
}
