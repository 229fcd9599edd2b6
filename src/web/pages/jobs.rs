//! Jobs: the list, the forms, archiving and taking back.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::Method,
    response::Response,
};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    error::{self, PageError},
    field::{Choice, TextField, refused},
    form_errors::FormErrors,
    job_form::{JobForm, NOBODY},
    layout::{Page, html},
    sign_in::Nothing,
};
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, JobId},
        job::{Job, PhoneCode},
    },
    service::{
        Hold, StoreError,
        roster::jobs::{self, AssignedJob, Cursor, JobError, JobPage},
    },
    web::{
        Web,
        access::{self, Audience},
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/jobs", Audience::LEADS, list)
        .get("/jobs/new", Audience::ADMINS, new)
        .post("/jobs/new", Audience::ADMINS, add)
        .get("/jobs/{id}/edit", Audience::ADMINS, edit)
        .post("/jobs/{id}/edit", Audience::ADMINS, change)
        .post("/jobs/{id}/reactivate", Audience::ADMINS, reactivate)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct JobListQuery {
    /// Active where empty, `archived` or `all`.
    status: String,
    after: String,
    before: String,
}

impl JobListQuery {
    fn cursor(&self) -> Cursor<JobId> {
        match (JobId::parse(&self.after), JobId::parse(&self.before)) {
            (Some(id), _) => Cursor::After(id),
            (None, Some(id)) => Cursor::Before(id),
            (None, None) => Cursor::Start,
        }
    }

    fn link(&self, side: &str, id: JobId) -> String {
        let mut query = form_urlencoded::Serializer::new("?".to_owned());
        query.append_pair("status", &self.status).append_pair(side, &id.to_string());
        query.finish()
    }
}

#[derive(Template)]
#[template(path = "jobs.html")]
struct ListPage {
    page: Page,
    may_change: bool,
    /// Whether the workspace has no job at all.
    is_empty: bool,
    statuses: [Choice; 3],
    rows: Vec<Row>,
    before: Option<String>,
    after: Option<String>,
}

struct Row {
    id: JobId,
    name: String,
    phone_code: String,
    accounting_code: String,
    who: String,
    active: bool,
}

impl From<(Job, usize)> for Row {
    fn from((job, assigned): (Job, usize)) -> Self {
        let or_none = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
        let who = match (job.everyone, assigned) {
            (true, _) => "Everyone".to_owned(),
            (false, 1) => "1 person".to_owned(),
            (false, people) => format!("{people} people"),
        };
        let phone_code = or_none(job.phone_code.map(|code| code.to_string()));
        let accounting_code = or_none(job.accounting_code);
        Self { id: job.id, name: job.name, phone_code, accounting_code, who, active: job.archived_at.is_none() }
    }
}

async fn list(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<JobListQuery>,
) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let active = match query.status.as_str() {
        "all" => None,
        "archived" => Some(false),
        _ => Some(true),
    };
    let cursor = query.cursor();
    let (JobPage { jobs, before, after }, is_empty) = web
        .store
        .read(move |tx| {
            let page = jobs::list_page(tx, workspace, active, cursor)?;
            let is_empty = page.jobs.is_empty() && jobs::list_page(tx, workspace, None, Cursor::Start)?.jobs.is_empty();
            Ok::<_, StoreError>((page, is_empty))
        })
        .await?;
    Ok(html(&ListPage {
        page: Page::of(&signed_in, "Jobs", "/jobs"),
        may_change: access::allows(signed_in.session.user.role, &Method::POST, "/jobs/new"),
        is_empty,
        statuses: [("", "Active"), ("archived", "Archived"), ("all", "All")]
            .map(|(value, name)| Choice::new(value, name, &query.status)),
        rows: jobs.into_iter().map(Row::from).collect(),
        before: before.map(|id| query.link("before", id)),
        after: after.map(|id| query.link("after", id)),
    }))
}

#[derive(Template)]
#[template(path = "job_form.html")]
struct FormPage {
    page: Page,
    id: JobId,
    button: &'static str,
    has_flaws: bool,
    fields: Vec<TextField>,
    everyone: bool,
    people_wrong: Option<String>,
    people: Vec<Person>,
    /// Whether people have to be looked for, because there are many.
    has_search: bool,
    find: String,
    /// Whether a search has found nobody new.
    found_nobody: bool,
}

struct Person {
    id: EmployeeId,
    name: String,
    number: String,
    active: bool,
    chosen: bool,
}

impl Person {
    fn new(employee: Employee, chosen: bool) -> Self {
        let number = employee.details.employee_number.unwrap_or_default();
        Self { id: employee.id, name: employee.details.name, number, active: employee.active, chosen }
    }
}

/// A form for a new job, or for `known`; the people chosen come first, then those to choose from.
async fn form(
    web: &Web,
    signed_in: &SignedIn,
    (id, known): (JobId, Option<&Job>),
    typed: &JobForm,
    errors: &FormErrors,
) -> Result<FormPage, StoreError> {
    let workspace = signed_in.session.user.workspace;
    let (chosen, search) = (typed.people(), typed.find.clone());
    let (chosen, candidates) = web
        .store
        .read(move |tx| {
            let chosen = jobs::list_assignable(tx, workspace, &chosen)?;
            Ok::<_, StoreError>((chosen, jobs::find_candidates(tx, workspace, search)?))
        })
        .await?;
    let others: Vec<_> =
        candidates.people.into_iter().filter(|one| chosen.iter().all(|other| other.id != one.id)).collect();
    let wrong = |field| errors.of(field).map(str::to_owned);
    let field = |id, label, value: &str| TextField { wrong: wrong(id), ..TextField::new(id, label, value) };
    let fields = vec![
        TextField { required: true, ..field("name", "Name", &typed.name) }.hint("Read out to the caller."),
        field("phone_code", "Phone code", &typed.phone_code)
            .hint("The 1 to 8 digits that callers key in. A job without one cannot be named on the phone."),
        field("accounting_code", "Accounting code", &typed.accounting_code)
            .hint("The job's code in payroll or accounting."),
    ];
    let (title, button) = match known {
        None => ("Add job".to_owned(), "Add job"),
        Some(job) => (format!("Edit {}", job.name), "Save"),
    };
    let found_nobody = !candidates.all && !typed.find.trim().is_empty() && others.is_empty();
    let chosen = chosen.into_iter().map(|person| Person::new(person, true));
    Ok(FormPage {
        page: Page::of(signed_in, &title, "/jobs"),
        id,
        button,
        has_flaws: !errors.is_empty(),
        fields,
        everyone: typed.is_for_everyone(),
        people_wrong: wrong("people"),
        people: chosen.chain(others.into_iter().map(|person| Person::new(person, false))).collect(),
        has_search: !candidates.all,
        find: typed.find.clone(),
        found_nobody,
    })
}

async fn shown(
    web: &Web,
    signed_in: &SignedIn,
    job: (JobId, Option<&Job>),
    typed: &JobForm,
    errors: Option<FormErrors>,
) -> Response {
    let is_refusal = errors.is_some();
    match form(web, signed_in, job, typed, &errors.unwrap_or_default()).await {
        Ok(page) if is_refusal => refused(&page),
        Ok(page) => html(&page),
        Err(problem) => error::failed(&problem),
    }
}

fn failed(signed_in: &SignedIn, problem: &JobError) -> Response {
    match problem {
        JobError::NotFound => error::not_found(&signed_in.visit),
        JobError::Store(_) | JobError::NoName | JobError::CodeTaken(..) | JobError::Nobody | JobError::Unknown(_) => {
            error::failed(problem)
        }
    }
}

/// Where on the form a refusal belongs.
fn errors_of(problem: &JobError) -> Option<FormErrors> {
    match problem {
        JobError::NoName => Some(FormErrors::one("name", "Enter a name.")),
        JobError::CodeTaken(code, holder) => Some(FormErrors::one("phone_code", &taken(code, holder))),
        JobError::Nobody => Some(FormErrors::one("people", NOBODY)),
        JobError::Store(_) | JobError::Unknown(_) | JobError::NotFound => None,
    }
}

fn taken(code: &PhoneCode, holder: &str) -> String {
    format!("The phone code {code} belongs to the active job {holder}. Choose another, or archive that job.")
}

async fn new(State(web): State<Web>, signed_in: SignedIn) -> Response {
    shown(&web, &signed_in, (JobId::generate(&web.store.ids()), None), &JobForm::default(), None).await
}

async fn add(State(web): State<Web>, signed_in: SignedIn, Form(typed): Form<JobForm>) -> Response {
    let Some(id) = JobId::parse(&typed.id) else { return error::not_understood(&signed_in.visit) };
    if typed.is_search() {
        return shown(&web, &signed_in, (id, None), &typed, None).await;
    }
    let details = match typed.parse() {
        Ok(details) => details,
        Err(errors) => return shown(&web, &signed_in, (id, None), &typed, Some(errors)).await,
    };
    let actor = signed_in.actor();
    let add = web.store.write(Hold::Workspace(actor.workspace), move |u| jobs::add(u, &actor, id, &details));
    match add.await {
        Ok(job) => guard::go(&web, "/jobs", &format!("{} is added.", job.name)),
        Err(problem) => match errors_of(&problem) {
            Some(errors) => shown(&web, &signed_in, (id, None), &typed, Some(errors)).await,
            None => failed(&signed_in, &problem),
        },
    }
}

async fn known(web: &Web, signed_in: &SignedIn, id: &str) -> Result<AssignedJob, Response> {
    let Some(id) = JobId::parse(id) else { return Err(error::not_found(&signed_in.visit)) };
    let workspace = signed_in.session.user.workspace;
    web.store.read(move |tx| jobs::get(tx, workspace, id)).await.map_err(|problem| failed(signed_in, &problem))
}

async fn edit(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Response {
    match known(&web, &signed_in, &id).await {
        Ok(job) => shown(&web, &signed_in, (job.job.id, Some(&job.job)), &JobForm::of(&job), None).await,
        Err(response) => response,
    }
}

async fn change(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<JobForm>,
) -> Response {
    let AssignedJob { job, .. } = match known(&web, &signed_in, &id).await {
        Ok(job) => job,
        Err(response) => return response,
    };
    if typed.is_search() {
        return shown(&web, &signed_in, (job.id, Some(&job)), &typed, None).await;
    }
    let details = match typed.parse() {
        Ok(details) => details,
        Err(errors) => return shown(&web, &signed_in, (job.id, Some(&job)), &typed, Some(errors)).await,
    };
    let (actor, id) = (signed_in.actor(), job.id);
    let change = web.store.write(Hold::Workspace(actor.workspace), move |u| jobs::change(u, &actor, id, &details));
    match change.await {
        Ok(job) => guard::go(&web, "/jobs", &format!("{} is saved.", job.name)),
        Err(problem) => match errors_of(&problem) {
            Some(errors) => shown(&web, &signed_in, (job.id, Some(&job)), &typed, Some(errors)).await,
            None => failed(&signed_in, &problem),
        },
    }
}

async fn reactivate(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Response {
    let job = match known(&web, &signed_in, &id).await {
        Ok(job) => job,
        Err(response) => return response,
    };
    let (actor, id) = (signed_in.actor(), job.job.id);
    let reactivate = web.store.write(Hold::Workspace(actor.workspace), move |u| jobs::reactivate(u, &actor, id));
    match reactivate.await {
        Ok(job) => guard::go(&web, "/jobs", &format!("{} is active again.", job.name)),
        Err(JobError::CodeTaken(code, holder)) => {
            let words = format!(
                "It stays archived, because the phone code {code} belongs to the active job {holder} by now. Give this \
                 job another code and save it, then reactivate it."
            );
            reactivation_refused(&web, &signed_in, &job, FormErrors::one("phone_code", &words)).await
        }
        Err(problem) => failed(&signed_in, &problem),
    }
}

/// The form for the job, which is sent to where jobs are saved.
async fn reactivation_refused(web: &Web, signed_in: &SignedIn, job: &AssignedJob, errors: FormErrors) -> Response {
    shown(web, signed_in, (job.job.id, Some(&job.job)), &JobForm::of(job), Some(errors)).await
}
