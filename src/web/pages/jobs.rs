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
    choose_people::{PeopleChoice, PeopleWords},
    error::{self, PageError},
    field::{EmptyForm, SelectOption, TextField, refused},
    form_errors::FormErrors,
    job_form::JobForm,
    layout::{Page, html},
};
use crate::{
    domain::{ids::JobId, job::Job},
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
    wording::admin::{AdminWords, JobsWords},
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
    statuses: [SelectOption; 3],
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

impl Row {
    fn new((job, assigned): (Job, usize), words: &JobsWords) -> Self {
        let or_none = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
        let who = match (job.everyone, assigned) {
            (true, _) => words.everyone.clone(),
            (false, people) => words.people(people),
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
    let (words, fields) = (&signed_in.words().jobs, &signed_in.words().fields);
    Ok(html(&ListPage {
        page: Page::of(&signed_in, &words.title, "/jobs"),
        may_change: access::allows(signed_in.session.user.role, &Method::POST, "/jobs/new"),
        is_empty,
        statuses: [("", &fields.active), ("archived", &words.archived), ("all", &fields.all)]
            .map(|(value, name)| SelectOption::new(value, name, &query.status)),
        rows: jobs.into_iter().map(|job| Row::new(job, words)).collect(),
        before: before.map(|id| query.link("before", id)),
        after: after.map(|id| query.link("after", id)),
    }))
}

#[derive(Template)]
#[template(path = "job_form.html")]
struct FormPage {
    page: Page,
    id: JobId,
    is_new: bool,
    button: &'static str,
    errors: FormErrors,
    fields: Vec<TextField>,
    people: PeopleChoice,
}

/// A form for a new job, or for `known`; the people chosen come first, then those to choose from.
async fn form(
    web: &Web,
    signed_in: &SignedIn,
    (id, known): (JobId, Option<&Job>),
    typed: &JobForm,
    errors: FormErrors,
) -> Result<FormPage, StoreError> {
    let (words, names) = (&signed_in.words().jobs, &signed_in.words().fields);
    let who = PeopleWords { legend: &words.who_may, everyone: &words.everyone, only_chosen: &words.only_chosen };
    let people = PeopleChoice::find(web, signed_in.session.user.workspace, &typed.who, who).await?;
    let field = |id, label, value: &str| TextField::new(id, label, value).checked(&errors);
    let fields = vec![
        TextField { required: true, ..field("name", &names.name, &typed.name) }.hint(&words.name_hint),
        field("phone_code", &words.phone_code, &typed.phone_code).hint(&words.phone_code_hint),
        field("accounting_code", &words.accounting_code, &typed.accounting_code).hint(&words.accounting_code_hint),
    ];
    let (title, button) = match known {
        None => (words.add.clone(), &words.add),
        Some(job) => (words.edit_title(&job.name), &names.save),
    };
    let (page, is_new) = (Page::of(signed_in, &title, "/jobs"), known.is_none());
    Ok(FormPage { page, id, is_new, button, errors, fields, people })
}

async fn shown(
    web: &Web,
    signed_in: &SignedIn,
    job: (JobId, Option<&Job>),
    typed: &JobForm,
) -> Result<Response, PageError> {
    Ok(html(&form(web, signed_in, job, typed, FormErrors::default()).await?))
}

/// The form once more, with what is wrong with it.
async fn again(
    web: &Web,
    signed_in: &SignedIn,
    job: (JobId, Option<&Job>),
    typed: &JobForm,
    errors: FormErrors,
) -> Result<Response, PageError> {
    Ok(refused(&form(web, signed_in, job, typed, errors).await?))
}

fn failed(signed_in: &SignedIn, problem: &JobError) -> PageError {
    match problem {
        JobError::NotFound => error::not_found(&signed_in.visit).into(),
        JobError::Store(_) | JobError::NoName | JobError::CodeTaken(..) | JobError::Nobody | JobError::Unknown(_) => {
            error::failed(problem)
        }
    }
}

/// What is wrong, beside the field that a refusal is about; `None` where it is about none.
fn refusal(words: &AdminWords, problem: &JobError) -> Option<FormErrors> {
    match problem {
        JobError::NoName => Some(FormErrors::new("name", &words.entered.no_name)),
        JobError::CodeTaken(code, holder) => Some(FormErrors::new("phone_code", &words.jobs.code_taken(code, holder))),
        JobError::Nobody => Some(FormErrors::new("who", &words.jobs.nobody_chosen)),
        JobError::Store(_) | JobError::Unknown(_) | JobError::NotFound => None,
    }
}

async fn new(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    shown(&web, &signed_in, (JobId::generate(&web.store.ids()), None), &JobForm::default()).await
}

async fn add(State(web): State<Web>, signed_in: SignedIn, Form(typed): Form<JobForm>) -> Result<Response, PageError> {
    let Some(id) = JobId::parse(&typed.id) else { return Ok(error::not_understood(&signed_in.visit)) };
    if typed.who.is_search() {
        return shown(&web, &signed_in, (id, None), &typed).await;
    }
    let details = match typed.parse(signed_in.words()) {
        Ok(details) => details,
        Err(errors) => return again(&web, &signed_in, (id, None), &typed, errors).await,
    };
    let actor = signed_in.actor();
    let add = web.store.write(Hold::Workspace(actor.workspace), move |u| jobs::add(u, &actor, id, &details));
    match add.await {
        Ok(job) => Ok(guard::go(&web, "/jobs", &signed_in.words().jobs.added(job.name))),
        Err(problem) => match refusal(signed_in.words(), &problem) {
            Some(errors) => again(&web, &signed_in, (id, None), &typed, errors).await,
            None => Err(failed(&signed_in, &problem)),
        },
    }
}

async fn known(web: &Web, signed_in: &SignedIn, id: &str) -> Result<AssignedJob, PageError> {
    let Some(id) = JobId::parse(id) else { return Err(error::not_found(&signed_in.visit).into()) };
    let workspace = signed_in.session.user.workspace;
    web.store.read(move |tx| jobs::get(tx, workspace, id)).await.map_err(|problem| failed(signed_in, &problem))
}

async fn edit(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let job = known(&web, &signed_in, &id).await?;
    shown(&web, &signed_in, (job.job.id, Some(&job.job)), &JobForm::new(&job)).await
}

async fn change(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<JobForm>,
) -> Result<Response, PageError> {
    let AssignedJob { job, .. } = known(&web, &signed_in, &id).await?;
    if typed.who.is_search() {
        return shown(&web, &signed_in, (job.id, Some(&job)), &typed).await;
    }
    let details = match typed.parse(signed_in.words()) {
        Ok(details) => details,
        Err(errors) => return again(&web, &signed_in, (job.id, Some(&job)), &typed, errors).await,
    };
    let (actor, id) = (signed_in.actor(), job.id);
    let change = web.store.write(Hold::Workspace(actor.workspace), move |u| jobs::change(u, &actor, id, &details));
    match change.await {
        Ok(job) => Ok(guard::go(&web, "/jobs", &signed_in.words().jobs.saved(job.name))),
        Err(problem) => match refusal(signed_in.words(), &problem) {
            Some(errors) => again(&web, &signed_in, (job.id, Some(&job)), &typed, errors).await,
            None => Err(failed(&signed_in, &problem)),
        },
    }
}

async fn reactivate(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let job = known(&web, &signed_in, &id).await?;
    let (actor, id) = (signed_in.actor(), job.job.id);
    let reactivate = web.store.write(Hold::Workspace(actor.workspace), move |u| jobs::reactivate(u, &actor, id));
    match reactivate.await {
        Ok(job) => Ok(guard::go(&web, "/jobs", &signed_in.words().jobs.active_again(job.name))),
        Err(JobError::CodeTaken(code, holder)) => {
            let words = signed_in.words().jobs.stays_archived(code, holder);
            // The form for the job is sent to where jobs are saved.
            let errors = FormErrors::new("phone_code", &words);
            again(&web, &signed_in, (id, Some(&job.job)), &JobForm::new(&job), errors).await
        }
        Err(problem) => Err(failed(&signed_in, &problem)),
    }
}
