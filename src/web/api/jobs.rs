//! Jobs: listed, added, changed, archived and reactivated.

mod fields;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::IntoParams;

use self::fields::{Job, JobChange, JobSummary, NewJob};
use super::{
    body::{ApiId, ApiJson, ApiQuery},
    caller::ApiCaller,
    listing::{Listing, place},
    problem::Problem,
    version::{IfMatch, Versioned, json, version},
};
use crate::{
    domain::{api_scope::Scope, ids::JobId, language::Language},
    service::{
        Hold,
        kernel::Unit,
        roster::jobs::{self, Cursor, JobError, JobPage},
        timesheets::leaving,
    },
    web::{Web, access::Audience, routes::Routes},
    wording::admin::AdminWords,
};

pub(super) fn routes() -> Routes {
    let (read, write) = (Audience::Token(Scope::JobsRead), Audience::Token(Scope::JobsWrite));
    Routes::new()
        .get("/api/v1/jobs", read, list)
        .post("/api/v1/jobs", write, add)
        .get("/api/v1/jobs/{id}", read, get)
        .patch("/api/v1/jobs/{id}", write, change)
        .delete("/api/v1/jobs/{id}", write, archive)
        .post("/api/v1/jobs/{id}/reactivate", write, reactivate)
}

/// Which jobs are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct JobsQuery {
    /// The `next_cursor` of the page before; the first page without it.
    #[param(nullable = false)]
    cursor: Option<String>,
    /// Only those in use, or archived ones.
    #[param(nullable = false)]
    active: Option<bool>,
}

fn words() -> &'static AdminWords {
    AdminWords::of(Language::En)
}

fn id_of(text: &str) -> Result<JobId, Problem> {
    JobId::parse(text).ok_or_else(Problem::not_found)
}

/// Lists the jobs of the workspace by name, 50 on a page.
#[utoipa::path(
    get, path = "/api/v1/jobs", tag = "jobs", operation_id = "list_jobs",
    params(JobsQuery),
    responses((status = 200, description = "A page of jobs", body = Listing<JobSummary>)),
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiQuery(query): ApiQuery<JobsQuery>,
) -> Result<Response, Problem> {
    let workspace = caller.workspace();
    let cursor = place(query.cursor.as_deref(), JobId::parse)?.map_or(Cursor::Start, Cursor::After);
    let page = web.store.read(move |tx| jobs::list_page(tx, workspace, query.active, cursor)).await?;
    let JobPage { jobs, after, .. } = page;
    Ok(json(&Listing::page(jobs.into_iter().map(|(job, _)| JobSummary::from(job)).collect(), after)))
}

/// Adds a job.
///
/// With an `id` of your own (a UUID) the request can be sent again: a job that is there under it already is answered as
/// it is, and nothing is added twice.
#[utoipa::path(
    post, path = "/api/v1/jobs", tag = "jobs", operation_id = "add_job",
    request_body = NewJob,
    responses((status = 201, description = "The job", body = Job)),
)]
pub(super) async fn add(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiJson(new): ApiJson<NewJob>,
) -> Result<Response, Problem> {
    let (actor, workspace) = (caller.actor(), caller.workspace());
    let id = new.id.unwrap_or_else(|| JobId::generate(&web.store.ids()));
    let details = new.into_change().onto(None, words())?;
    let add = web.store.write(Hold::Workspace(workspace), move |u| {
        jobs::add(u, &actor, id, &details)?;
        one(u, &caller, id)
    });
    Ok(Versioned(StatusCode::CREATED, add.await?).into_response())
}

/// Gets one job, with whom it is assigned to.
#[utoipa::path(
    get, path = "/api/v1/jobs/{id}", tag = "jobs", operation_id = "get_job",
    params(("id" = String, Path, format = "uuid")),
    responses((status = 200, description = "The job", body = Job)),
)]
pub(super) async fn get(State(web): State<Web>, caller: ApiCaller, ApiId(id): ApiId) -> Result<Response, Problem> {
    let (id, workspace) = (id_of(&id)?, caller.workspace());
    let job = web.store.read(move |tx| jobs::get(tx, workspace, id)).await?;
    Ok(Versioned(StatusCode::OK, Job::from(job)).into_response())
}

/// A job in the transaction that changes it.
fn one(u: &mut Unit<'_>, caller: &ApiCaller, id: JobId) -> Result<Job, Problem> {
    Ok(jobs::get(u.tx, caller.workspace(), id)?.into())
}

/// Lets it be changed where it is still as it was read.
fn expected(u: &mut Unit<'_>, caller: &ApiCaller, id: JobId, expected: &IfMatch) -> Result<(), Problem> {
    let known = one(u, caller, id)?;
    expected.check(&version(&known)?)
}

/// Changes a job: the fields that are sent. A field that is null becomes empty.
#[utoipa::path(
    patch, path = "/api/v1/jobs/{id}", tag = "jobs", operation_id = "change_job",
    params(("id" = String, Path, format = "uuid"), ("If-Match" = String, Header)),
    request_body = JobChange,
    responses((status = 200, description = "The job", body = Job)),
)]
pub(super) async fn change(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiId(id): ApiId,
    if_match: IfMatch,
    ApiJson(change): ApiJson<JobChange>,
) -> Result<Response, Problem> {
    let (id, actor, workspace) = (id_of(&id)?, caller.actor(), caller.workspace());
    let changed = web.store.write(Hold::Workspace(workspace), move |u| {
        expected(u, &caller, id, &if_match)?;
        let known = jobs::get(u.tx, workspace, id)?;
        jobs::change(u, &actor, id, &change.onto(Some(&known), words())?)?;
        one(u, &caller, id)
    });
    Ok(Versioned(StatusCode::OK, changed.await?).into_response())
}

/// Archives a job: nobody can clock in to it any more, and its phone code is free. Its hours stay.
#[utoipa::path(
    delete, path = "/api/v1/jobs/{id}", tag = "jobs", operation_id = "archive_job",
    params(("id" = String, Path, format = "uuid"), ("If-Match" = String, Header)),
    responses((status = 200, description = "The job", body = Job)),
)]
pub(super) async fn archive(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiId(id): ApiId,
    if_match: IfMatch,
) -> Result<Response, Problem> {
    let (id, actor) = (id_of(&id)?, caller.actor());
    let done = web.store.write(Hold::Workspace(caller.workspace()), move |u| {
        expected(u, &caller, id, &if_match)?;
        leaving::archive_job(u, &actor, id, None)?;
        one(u, &caller, id)
    });
    Ok(Versioned(StatusCode::OK, done.await?).into_response())
}

/// Takes an archived job back into use.
#[utoipa::path(
    post, path = "/api/v1/jobs/{id}/reactivate", tag = "jobs", operation_id = "reactivate_job",
    params(("id" = String, Path, format = "uuid"), ("If-Match" = String, Header)),
    responses((status = 200, description = "The job", body = Job)),
)]
pub(super) async fn reactivate(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiId(id): ApiId,
    if_match: IfMatch,
) -> Result<Response, Problem> {
    let (id, actor) = (id_of(&id)?, caller.actor());
    let done = web.store.write(Hold::Workspace(caller.workspace()), move |u| {
        expected(u, &caller, id, &if_match)?;
        jobs::reactivate(u, &actor, id)?;
        one(u, &caller, id)
    });
    Ok(Versioned(StatusCode::OK, done.await?).into_response())
}

impl From<JobError> for Problem {
    fn from(error: JobError) -> Self {
        match &error {
            JobError::NotFound => Self::not_found(),
            JobError::NoName => Self::invalid_field("name", &words().entered.no_name),
            JobError::CodeTaken(code, holder) => {
                Self::invalid_field("phone_code", words().jobs.code_taken(code, holder))
            }
            JobError::Nobody => Self::invalid_field("assigned", &words().jobs.nobody_chosen),
            JobError::Store(_) | JobError::Unknown(_) => Self::failed(&error),
        }
    }
}
