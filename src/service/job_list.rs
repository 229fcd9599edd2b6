//! Jobs, their phone codes, and who may work on them.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{
    audit::{Actor, Change, NOTHING},
    gateway::Gateway,
};
pub use crate::store::jobs::Place;
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, JobId, WorkspaceId},
        job::{Job, PhoneCode},
        text::cleaned,
    },
    store::{
        StoreError, Tx, employees, jobs,
        people::{self, Narrowed},
    },
};

/// Jobs on one page.
pub const PAGE: usize = 50;
/// So many people are listed whole.
const FEW: usize = 100;
/// So many people a search finds at a time.
const FOUND: usize = 50;

#[derive(Debug, thiserror::Error)]
pub enum JobError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("a job needs a name")]
    NoName,
    #[error("the phone code {0} belongs to the active job \"{1}\"; choose another, or archive that job")]
    CodeTaken(PhoneCode, String),
    #[error("choose at least one person, or everyone")]
    Nobody,
    #[error("no active job has the phone code or name \"{0}\"; see `phoneclock job list`")]
    Unknown(String),
    #[error("there is no such job in this workspace")]
    NotFound,
}

/// What an admin enters about a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobDetails {
    pub name: String,
    pub accounting_code: Option<String>,
    pub phone_code: Option<PhoneCode>,
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
    pub job: Job,
    /// In the order of lists.
    pub assigned: Vec<Employee>,
}

/// Whom a job can be assigned to.
#[derive(Debug, Clone)]
pub struct Candidates {
    /// Whether these are all there are.
    pub all: bool,
    pub people: Vec<Employee>,
}

/// A page of jobs, with what lies before and behind it.
#[derive(Debug, Clone)]
pub struct JobPage {
    /// Each with the number of people it is assigned to.
    pub jobs: Vec<(Job, usize)>,
    pub before: Option<JobId>,
    pub after: Option<JobId>,
}

impl Gateway {
    /// The id that a form for a new job carries, so that sending it twice adds one job.
    #[must_use]
    pub fn new_job_id(&self) -> JobId {
        JobId::mint(&self.ids())
    }

    /// # Errors
    /// When the name is missing, the phone code is an active job's, or it is for nobody.
    pub async fn add_job(self: &Arc<Self>, actor: Actor, details: JobDetails) -> Result<Job, JobError> {
        self.add_job_once(actor, self.new_job_id(), details).await
    }

    /// The same under an id drawn before. A job that is there under it already is left as it is.
    ///
    /// # Errors
    /// As when adding; and when the id is another workspace's.
    pub async fn add_job_once(self: &Arc<Self>, actor: Actor, id: JobId, details: JobDetails) -> Result<Job, JobError> {
        check(&details)?;
        let (gateway, now) = (Arc::clone(self), self.now());
        self.db
            .write(move |tx| {
                if let Some(known) = jobs::find_job(tx, actor.workspace, id)? {
                    return Ok(known);
                }
                if jobs::is_id_taken(tx, id)? {
                    return Err(JobError::NotFound);
                }
                let job = job(id, &actor, &details, None);
                refuse_taken_code(tx, &job)?;
                jobs::insert_job(tx, &job, now)?;
                let assigned = assign(tx, &job, &details)?;
                let change = Change {
                    action: "add job",
                    subject: &job.name,
                    employee: None,
                    before: NOTHING,
                    after: Some(written(&job, &assigned)),
                };
                gateway.note(tx, &actor, change)?;
                Ok(job)
            })
            .await
    }

    /// Changes a job. The last one to change it wins; the audit log has what was there before.
    ///
    /// # Errors
    /// As when adding; and when there is no such job.
    pub async fn change_job(self: &Arc<Self>, actor: Actor, id: JobId, details: JobDetails) -> Result<Job, JobError> {
        check(&details)?;
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let known = jobs::find_job(tx, actor.workspace, id)?.ok_or(JobError::NotFound)?;
                let before = written(&known, &assigned(tx, &known)?);
                let job = job(id, &actor, &details, known.archived_at);
                refuse_taken_code(tx, &job)?;
                jobs::set_job(tx, &job)?;
                let after = written(&job, &assign(tx, &job, &details)?);
                if before == after {
                    return Ok(job);
                }
                let (before, after) = (Some(before), Some(after));
                let change = Change { action: "change job", subject: &job.name, employee: None, before, after };
                gateway.note(tx, &actor, change)?;
                Ok(job)
            })
            .await
    }

    /// Archives a job: it keeps its hours and frees its code. Archiving it again changes nothing.
    ///
    /// # Errors
    /// When there is no such job.
    pub async fn archive_job(self: &Arc<Self>, actor: Actor, id: JobId) -> Result<Job, JobError> {
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let known = jobs::find_job(tx, actor.workspace, id)?.ok_or(JobError::NotFound)?;
                gateway.archive(tx, &actor, known)
            })
            .await
    }

    /// Archives the active job with that phone code or name.
    ///
    /// # Errors
    /// When there is none.
    pub async fn archive_job_known_as(self: &Arc<Self>, actor: Actor, known_as: String) -> Result<Job, JobError> {
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let found = get_known_as(tx, actor.workspace, known_as)?;
                gateway.archive(tx, &actor, found)
            })
            .await
    }

    /// The active job with that phone code, name or ID.
    ///
    /// # Errors
    /// When there is none.
    pub async fn get_job_known_as(&self, workspace: WorkspaceId, known_as: String) -> Result<AssignedJob, JobError> {
        self.db
            .read(move |tx| {
                let job = get_known_as(tx, workspace, known_as)?;
                let assigned = assigned(tx, &job)?;
                Ok(AssignedJob { job, assigned })
            })
            .await
    }

    fn archive(&self, tx: &mut dyn Tx, actor: &Actor, job: Job) -> Result<Job, JobError> {
        let now = self.now();
        if !jobs::archive_job(tx, job.workspace, job.id, now)? {
            return Ok(job);
        }
        self.note_whether_active(tx, actor, &job, false)?;
        Ok(Job { archived_at: Some(now), ..job })
    }

    /// Takes an archived job back into use. One that is in use stays so.
    ///
    /// # Errors
    /// When its phone code is another active job's by now, or there is no such job.
    pub async fn reactivate_job(self: &Arc<Self>, actor: Actor, id: JobId) -> Result<Job, JobError> {
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let known = jobs::find_job(tx, actor.workspace, id)?.ok_or(JobError::NotFound)?;
                if known.archived_at.is_none() {
                    return Ok(known);
                }
                let job = Job { archived_at: None, ..known };
                refuse_taken_code(tx, &job)?;
                jobs::set_job(tx, &job)?;
                gateway.note_whether_active(tx, &actor, &job, true)?;
                Ok(job)
            })
            .await
    }

    fn note_whether_active(&self, tx: &mut dyn Tx, actor: &Actor, job: &Job, active: bool) -> Result<(), StoreError> {
        let change = Change {
            action: if active { "reactivate job" } else { "archive job" },
            subject: &job.name,
            employee: None,
            before: Some(json!({ "active": !active })),
            after: Some(json!({ "active": active })),
        };
        self.note(tx, actor, change)
    }

    /// Every job, archived ones too.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_jobs(&self, workspace: WorkspaceId) -> Result<Vec<Job>, JobError> {
        self.db.read(move |tx| Ok(jobs::list_jobs(tx, workspace)?)).await
    }

    /// The same with whom each is assigned to.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_assigned_jobs(&self, workspace: WorkspaceId) -> Result<Vec<AssignedJob>, JobError> {
        let list = move |tx: &mut dyn Tx| {
            let listed = jobs::list_jobs(tx, workspace)?.into_iter();
            listed.map(|job| Ok(AssignedJob { assigned: assigned(tx, &job)?, job })).collect()
        };
        self.db.read(list).await
    }

    /// One page of the jobs; active or archived ones alone where asked for.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_job_page(
        &self,
        workspace: WorkspaceId,
        active: Option<bool>,
        place: Place,
    ) -> Result<JobPage, JobError> {
        let mut found = self.db.read(move |tx| jobs::list_page(tx, workspace, active, place, PAGE + 1)).await?;
        let more = found.len() > PAGE;
        let (is_before, is_after) = match place {
            Place::Start => (false, more),
            Place::After(_) => (true, more),
            Place::Before(_) => (more, true),
        };
        if more {
            drop(match place {
                Place::Start | Place::After(_) => found.pop(),
                Place::Before(_) => Some(found.remove(0)),
            });
        }
        let before = found.first().filter(|_| is_before).map(|(first, _)| first.id);
        let after = found.last().filter(|_| is_after).map(|(last, _)| last.id);
        Ok(JobPage { jobs: found, before, after })
    }

    /// # Errors
    /// When there is no such job in the workspace, or the store fails.
    pub async fn get_job(&self, workspace: WorkspaceId, id: JobId) -> Result<AssignedJob, JobError> {
        self.db
            .read(move |tx| {
                let job = jobs::find_job(tx, workspace, id)?.ok_or(JobError::NotFound)?;
                let assigned = assigned(tx, &job)?;
                Ok(AssignedJob { job, assigned })
            })
            .await
    }

    /// Whom a job can be assigned to: everybody active where they are few, otherwise whom the search finds.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_candidates(&self, workspace: WorkspaceId, search: String) -> Result<Candidates, JobError> {
        self.db
            .read(move |tx| {
                let active = Narrowed { active: Some(true), ..Narrowed::default() };
                let all = people::count_narrowed(tx, workspace, &active)? <= FEW;
                let found = if all {
                    people::list_narrowed(tx, workspace, &active, people::Place::Start, FEW)?
                } else if search.trim().is_empty() {
                    Vec::new()
                } else {
                    people::list_narrowed(tx, workspace, &Narrowed { search, ..active }, people::Place::Start, FOUND)?
                };
                Ok(Candidates { all, people: found.into_iter().map(|listed| listed.employee).collect() })
            })
            .await
    }

    /// Those of these ids who are employees of the workspace, in the order of lists.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_assignable(
        &self,
        workspace: WorkspaceId,
        chosen: Vec<EmployeeId>,
    ) -> Result<Vec<Employee>, JobError> {
        let read = self.db.read(move |tx| {
            let mut found = Vec::new();
            for id in chosen {
                found.extend(employees::find_employee(tx, workspace, id)?);
            }
            Ok::<_, StoreError>(found)
        });
        let mut found = read.await?;
        found.sort_by_cached_key(|person| (crate::domain::search::sort_name(&person.details.name), person.id));
        found.dedup();
        Ok(found)
    }
}

fn get_known_as(tx: &mut dyn Tx, workspace: WorkspaceId, known_as: String) -> Result<Job, JobError> {
    let id = JobId::parse(&known_as);
    let found = jobs::list_jobs(tx, workspace)?.into_iter().find(|job| {
        let code = job.phone_code.as_ref().map(PhoneCode::as_str);
        let is_meant = Some(job.id) == id || code == Some(known_as.trim()) || job.name == cleaned(known_as.trim());
        job.archived_at.is_none() && is_meant
    });
    found.ok_or(JobError::Unknown(known_as))
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
