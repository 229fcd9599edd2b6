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
    changing::{self, Changeable, id_of},
    listing::{Listing, place},
    problem::Problem,
    version::{IfMatch, Versioned, json},
};
use crate::{
    domain::{
        api_scope::Scope,
        ids::{JobId, WorkspaceId},
        language::OfficeLanguage,
    },
    service::{
        Hold,
        audit::Actor,
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
    AdminWords::of(OfficeLanguage::En)
}

impl Changeable for Job {
    type Id = JobId;

    fn parse_id(text: &str) -> Option<JobId> {
        JobId::parse(text)
    }

    fn find(u: &mut Unit<'_>, workspace: WorkspaceId, id: JobId) -> Result<Self, Problem> {
        Ok(jobs::get(u.tx, workspace, id)?.into())
    }
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
        Job::find(u, workspace, id)
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
    let (id, workspace) = (id_of::<Job>(&id)?, caller.workspace());
    let job = web.store.read(move |tx| jobs::get(tx, workspace, id)).await?;
    Ok(Versioned(StatusCode::OK, Job::from(job)).into_response())
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
    ApiJson(wanted): ApiJson<JobChange>,
) -> Result<Response, Problem> {
    let workspace = caller.workspace();
    let act = move |u: &mut Unit<'_>, actor: &Actor, id| {
        let known = jobs::get(u.tx, workspace, id)?;
        Ok::<_, Problem>(jobs::change(u, actor, id, &wanted.onto(Some(&known), words())?)?)
    };
    changing::change::<Job, _, _>((web, caller), (id, if_match), act).await
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
    let act = |u: &mut Unit<'_>, actor: &Actor, id| leaving::archive_job(u, actor, id, None);
    changing::change::<Job, _, _>((web, caller), (id, if_match), act).await
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
    let act = |u: &mut Unit<'_>, actor: &Actor, id| jobs::reactivate(u, actor, id);
    changing::change::<Job, _, _>((web, caller), (id, if_match), act).await
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
