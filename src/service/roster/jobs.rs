//! Jobs, their phone codes, and who may work on them.

use serde_json::{Value, json};

pub use crate::store::cursor::Cursor;
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, JobId, WorkspaceId},
        job::{Job, PhoneCode},
        search::sort_name,
        text::cleaned,
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
    },
    store::{
        StoreError, Tx, employees, jobs,
        people::{self, EmployeeFilter},
    },
};

/// Jobs on one page.
pub const PAGE: usize = 50;
/// Up to so many people are all listed.
const MAX_LISTED_WHOLE: usize = 100;
/// People that a search lists at most.
const MAX_SEARCH_RESULTS: usize = 50;

/// Why a job was not found, added or changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum JobError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the job has no name")]
    NoName,
    /// With the name of the job that has it.
    #[error("the phone code {0} is that of another active job")]
    CodeTaken(PhoneCode, String),
    #[error("the job is assigned to nobody")]
    Nobody,
    #[error("no active job has that phone code or name")]
    Unknown(String),
    #[error("there is no such job in the workspace")]
    NotFound,
}

/// What an admin enters about a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobDetails {
    /// What it is called, also on the phone.
    pub name: String,
    /// What accounting calls it; none where it has no code there.
    pub accounting_code: Option<String>,
    /// The digits that name it on the phone; none where it cannot be named there.
    pub phone_code: Option<PhoneCode>,
    /// Whether everybody may work on it.
    pub everyone: bool,
    /// Who may work on it where not everyone may.
    pub assigned: Vec<EmployeeId>,
}

impl JobDetails {
    /// A job for everyone, without codes.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let name = cleaned(name).trim().to_owned();
        Self { name, accounting_code: None, phone_code: None, everyone: true, assigned: Vec::new() }
    }
}

/// A job with the people it is assigned to.
#[derive(Debug, Clone)]
pub struct AssignedJob {
    /// The job.
    pub job: Job,
    /// In the order of lists.
    pub assigned: Vec<Employee>,
}

/// Whom a job can be assigned to.
#[derive(Debug, Clone)]
pub struct Candidates {
    /// Whether these are all there are.
    pub all: bool,
    /// Those people, in the order of lists.
    pub people: Vec<Employee>,
}

/// A page of jobs, with what lies before and behind it.
#[derive(Debug, Clone)]
pub struct JobPage {
    /// Each with the number of people it is assigned to.
    pub jobs: Vec<(Job, usize)>,
    /// The first one here, where there are others before.
    pub before: Option<JobId>,
    /// The last one here, where there are others behind.
    pub after: Option<JobId>,
}

/// Adds a job under an id drawn before, so that sending a form twice adds one job. A job that is there under it already
/// is left as it is.
///
/// # Errors
/// When the name is missing, the phone code is an active job's, it is for nobody, or the id is another workspace's.
pub fn add(u: &mut Unit<'_>, actor: &Actor, id: JobId, details: &JobDetails) -> Result<Job, JobError> {
    check(details)?;
    if let Some(known) = jobs::find_job(u.tx, actor.workspace, id)? {
        return Ok(known);
    }
    if jobs::is_id_taken(u.tx, id)? {
        return Err(JobError::NotFound);
    }
    let job = job(id, actor, details, None);
    refuse_taken_code(u.tx, &job)?;
    jobs::insert_job(u.tx, &job, u.now)?;
    let after = Some(written(&job, &assign(u.tx, &job, details)?));
    let change = AuditChange { action: "add job", subject: &job.name, employee: None, before: NO_FIELDS, after };
    audit::note(u, actor, change)?;
    Ok(job)
}

/// Changes a job. The last one to change it wins; the audit log has what was there before.
///
/// # Errors
/// As when adding; and when there is no such job.
pub fn change(u: &mut Unit<'_>, actor: &Actor, id: JobId, details: &JobDetails) -> Result<Job, JobError> {
    check(details)?;
    let known = jobs::find_job(u.tx, actor.workspace, id)?.ok_or(JobError::NotFound)?;
    let before = written(&known, &assigned(u.tx, &known)?);
    let job = job(id, actor, details, known.archived_at);
    refuse_taken_code(u.tx, &job)?;
    jobs::set_job(u.tx, &job)?;
    let after = written(&job, &assign(u.tx, &job, details)?);
    if before == after {
        return Ok(job);
    }
    let (before, after) = (Some(before), Some(after));
    let change = AuditChange { action: "change job", subject: &job.name, employee: None, before, after };
    audit::note(u, actor, change)?;
    Ok(job)
}

/// Takes a job out of use. One that is archived already stays so.
pub(in crate::service) fn archive(u: &mut Unit<'_>, actor: &Actor, job: Job) -> Result<Job, JobError> {
    if !jobs::archive_job(u.tx, job.workspace, job.id, u.now)? {
        return Ok(job);
    }
    note_whether_active(u, actor, &job, false)?;
    Ok(Job { archived_at: Some(u.now), ..job })
}

/// Takes an archived job back into use. One that is in use stays so.
///
/// # Errors
/// When its phone code is another active job's by now, or there is no such job.
pub fn reactivate(u: &mut Unit<'_>, actor: &Actor, id: JobId) -> Result<Job, JobError> {
    let known = jobs::find_job(u.tx, actor.workspace, id)?.ok_or(JobError::NotFound)?;
    if known.archived_at.is_none() {
        return Ok(known);
    }
    let job = Job { archived_at: None, ..known };
    refuse_taken_code(u.tx, &job)?;
    jobs::set_job(u.tx, &job)?;
    note_whether_active(u, actor, &job, true)?;
    Ok(job)
}

fn note_whether_active(u: &mut Unit<'_>, actor: &Actor, job: &Job, active: bool) -> Result<(), StoreError> {
    let change = AuditChange {
        action: if active { "reactivate job" } else { "archive job" },
        subject: &job.name,
        employee: None,
        before: Some(json!({ "active": !active })),
        after: Some(json!({ "active": active })),
    };
    audit::note(u, actor, change)
}

/// Every job, archived ones too.
pub fn list(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<Job>, StoreError> {
    jobs::list_jobs(tx, workspace)
}

/// Every job with whom it is assigned to, archived ones too.
pub fn list_assigned(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<AssignedJob>, StoreError> {
    let listed = jobs::list_jobs(tx, workspace)?.into_iter();
    listed.map(|job| with_assigned(tx, job)).collect()
}

/// One page of the jobs; active or archived ones alone where asked for.
pub fn list_page(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    active: Option<bool>,
    cursor: Cursor<JobId>,
) -> Result<JobPage, StoreError> {
    let mut found = jobs::list_page(tx, workspace, active, cursor, PAGE + 1)?;
    let (is_before, is_after) = cursor.trim(&mut found, PAGE);
    let before = found.first().filter(|_| is_before).map(|(first, _)| first.id);
    let after = found.last().filter(|_| is_after).map(|(last, _)| last.id);
    Ok(JobPage { jobs: found, before, after })
}

/// A job with whom it is assigned to.
///
/// # Errors
/// When there is no such job in the workspace.
pub fn get(tx: &mut dyn Tx, workspace: WorkspaceId, id: JobId) -> Result<AssignedJob, JobError> {
    let job = jobs::find_job(tx, workspace, id)?.ok_or(JobError::NotFound)?;
    Ok(with_assigned(tx, job)?)
}

/// The active job with that phone code, name or ID.
///
/// # Errors
/// When there is none.
pub fn get_known_as(tx: &mut dyn Tx, workspace: WorkspaceId, known_as: &str) -> Result<AssignedJob, JobError> {
    let id = JobId::parse(known_as);
    let found = jobs::list_jobs(tx, workspace)?.into_iter().find(|job| {
        let code = job.phone_code.as_ref().map(PhoneCode::as_str);
        let is_meant = Some(job.id) == id || code == Some(known_as.trim()) || job.name == cleaned(known_as.trim());
        job.archived_at.is_none() && is_meant
    });
    Ok(with_assigned(tx, found.ok_or_else(|| JobError::Unknown(known_as.to_owned()))?)?)
}

/// Whom a job can be assigned to: everybody active where they are few, otherwise whom the search finds.
pub fn find_candidates(tx: &mut dyn Tx, workspace: WorkspaceId, search: String) -> Result<Candidates, StoreError> {
    let active = EmployeeFilter { active: Some(true), ..EmployeeFilter::default() };
    let all = people::count_filtered(tx, workspace, &active)? <= MAX_LISTED_WHOLE;
    let found = if all {
        people::list_filtered(tx, workspace, &active, Cursor::Start, MAX_LISTED_WHOLE)?
    } else if search.trim().is_empty() {
        Vec::new()
    } else {
        people::list_filtered(tx, workspace, &EmployeeFilter { search, ..active }, Cursor::Start, MAX_SEARCH_RESULTS)?
    };
    Ok(Candidates { all, people: found.into_iter().map(|listed| listed.employee).collect() })
}

/// Those of these ids who are employees of the workspace, in the order of lists.
pub fn list_assignable(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    chosen: &[EmployeeId],
) -> Result<Vec<Employee>, StoreError> {
    let mut found = Vec::new();
    for id in chosen {
        found.extend(employees::find_employee(tx, workspace, *id)?);
    }
    found.sort_by_cached_key(|person| (sort_name(&person.details.name), person.id));
    found.dedup();
    Ok(found)
}

fn check(details: &JobDetails) -> Result<(), JobError> {
    if details.name.trim().is_empty() {
        return Err(JobError::NoName);
    }
    if !details.everyone && details.assigned.is_empty() {
        return Err(JobError::Nobody);
    }
    Ok(())
}

fn job(id: JobId, actor: &Actor, details: &JobDetails, archived_at: Option<jiff::Timestamp>) -> Job {
    let JobDetails { name, accounting_code, phone_code, everyone, assigned: _ } = details.clone();
    let (name, accounting_code) = (cleaned(&name), accounting_code.as_deref().map(cleaned));
    Job { id, workspace: actor.workspace, name, accounting_code, phone_code, everyone, archived_at }
}

fn refuse_taken_code(tx: &mut dyn Tx, job: &Job) -> Result<(), JobError> {
    let Some(code) = job.phone_code.as_ref().filter(|_| job.archived_at.is_none()) else { return Ok(()) };
    match jobs::find_code_holder(tx, job.workspace, code.as_str())? {
        Some(holder) if holder.id != job.id => Err(JobError::CodeTaken(code.clone(), holder.name)),
        Some(_) | None => Ok(()),
    }
}

/// Keeps those of the chosen who are employees of the workspace; a job for everyone is assigned to nobody.
fn assign(tx: &mut dyn Tx, job: &Job, details: &JobDetails) -> Result<Vec<Employee>, JobError> {
    let mut people = if job.everyone { Vec::new() } else { details.assigned.clone() };
    people.sort_unstable();
    people.dedup();
    for person in &people {
        if employees::find_employee(tx, job.workspace, *person)?.is_none() {
            return Err(JobError::NotFound);
        }
    }
    jobs::set_assigned(tx, job.workspace, job.id, &people)?;
    Ok(assigned(tx, job)?)
}

fn with_assigned(tx: &mut dyn Tx, job: Job) -> Result<AssignedJob, StoreError> {
    Ok(AssignedJob { assigned: assigned(tx, &job)?, job })
}

fn assigned(tx: &mut dyn Tx, job: &Job) -> Result<Vec<Employee>, StoreError> {
    let ids = jobs::list_assigned(tx, job.id)?;
    ids.into_iter().map(|id| employees::get_employee(tx, job.workspace, id)).collect()
}

/// What the audit log keeps of a job.
fn written(job: &Job, assigned: &[Employee]) -> Value {
    let names: Vec<_> = assigned.iter().map(|person| person.details.name.as_str()).collect();
    json!({
        "name": job.name,
        "accounting_code": job.accounting_code,
        "phone_code": job.phone_code.as_ref().map(PhoneCode::as_str),
        "assigned": if job.everyone { json!("everyone") } else { json!(names) },
    })
}
