//! Exports: approved hours as files for payroll systems. Checked, made, listed and downloaded.

mod fields;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

pub(super) use self::fields::Export;
use self::fields::{ExportCheck, ExportProfile};
use super::{
    body::{ApiId, ApiJson, ApiQuery},
    caller::ApiCaller,
    listing::{Listing, PageQuery, place},
    problem::Problem,
    version::json,
};
use crate::{
    domain::{
        api_scope::Scope,
        ids::{ExportBatchId, ExportProfileId},
    },
    service::{
        Hold,
        payroll::exports::{self, BatchView, ExportError, ExportForm},
    },
    web::{Web, access::Audience, routes::Routes},
};

pub(super) fn routes() -> Routes {
    let (read, write) = (Audience::Token(Scope::ExportsRead), Audience::Token(Scope::ExportsWrite));
    Routes::new()
        .get("/api/v1/export-profiles", read, list_profiles)
        .get("/api/v1/exports", read, list)
        .post("/api/v1/exports", write, make)
        .get("/api/v1/exports/check", read, check)
        .get("/api/v1/exports/{id}", read, get)
        .get("/api/v1/exports/{id}/file", read, file)
}

/// Lists the payroll systems that hours are exported for, by name, on one page.
#[utoipa::path(
    get, path = "/api/v1/export-profiles", tag = "exports", operation_id = "list_export_profiles",
    responses((status = 200, description = "Every profile", body = Listing<ExportProfile>)),
)]
pub(super) async fn list_profiles(State(web): State<Web>, caller: ApiCaller) -> Result<Response, Problem> {
    let (workspace, now) = (caller.workspace(), web.store.now());
    let found = web.store.read(move |tx| exports::overview(tx, workspace, None, None, now)).await?;
    Ok(json(&Listing::whole(found.profiles.into_iter().map(ExportProfile::from).collect())))
}

fn read_cursor(text: &str) -> Option<(Timestamp, ExportBatchId)> {
    let (at, id) = text.split_once(' ')?;
    Some((Timestamp::from_millisecond(at.parse().ok()?).ok()?, ExportBatchId::parse(id)?))
}

/// Lists the exports that were made, the last one first, 25 on a page.
#[utoipa::path(
    get, path = "/api/v1/exports", tag = "exports", operation_id = "list_exports",
    params(PageQuery),
    responses((status = 200, description = "A page of exports", body = Listing<Export>)),
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiQuery(query): ApiQuery<PageQuery>,
) -> Result<Response, Problem> {
    let before = place(query.cursor.as_deref(), read_cursor)?;
    let (workspace, now) = (caller.workspace(), web.store.now());
    let found = web.store.read(move |tx| exports::overview(tx, workspace, None, before, now)).await?;
    let older = found.older.map(|(at, id)| format!("{} {id}", at.as_millisecond()));
    Ok(json(&Listing::page(found.batches.into_iter().map(Export::from).collect(), older)))
}

fn id_of(text: &str) -> Result<ExportBatchId, Problem> {
    ExportBatchId::parse(text).ok_or_else(Problem::not_found)
}

/// Gets one export.
#[utoipa::path(
    get, path = "/api/v1/exports/{id}", tag = "exports", operation_id = "get_export",
    params(("id" = String, Path, format = "uuid")),
    responses((status = 200, description = "The export", body = Export)),
)]
pub(super) async fn get(State(web): State<Web>, caller: ApiCaller, ApiId(id): ApiId) -> Result<Response, Problem> {
    let (id, workspace) = (id_of(&id)?, caller.workspace());
    let found: BatchView = web.store.read(move |tx| exports::get(tx, workspace, id)).await?;
    Ok(json(&Export::from(found)))
}

/// Downloads the file of an export, as the payroll system takes it.
#[utoipa::path(
    get, path = "/api/v1/exports/{id}/file", tag = "exports", operation_id = "download_export",
    params(("id" = String, Path, format = "uuid")),
    responses((status = 200, description = "The file", body = Vec<u8>, content_type = "application/octet-stream")),
)]
pub(super) async fn file(State(web): State<Web>, caller: ApiCaller, ApiId(id): ApiId) -> Result<Response, Problem> {
    let (id, workspace) = (id_of(&id)?, caller.workspace());
    let (name, bytes) = web.store.read(move |tx| exports::get_file(tx, workspace, id)).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        // Names of files are made of letters, digits, dashes and dots alone.
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, bytes).into_response())
}

/// Which export is looked at before it is made.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct CheckQuery {
    /// The payroll system.
    #[param(value_type = String, format = "uuid")]
    profile: ExportProfileId,
    /// A day of the pay period; the last one that is over without it.
    #[param(value_type = Option<String>, nullable = false, format = Date)]
    day: Option<Date>,
}

/// Checks what an export would tell, and whom it would leave out. Nothing is made.
#[utoipa::path(
    get, path = "/api/v1/exports/check", tag = "exports", operation_id = "check_export",
    params(CheckQuery),
    responses((status = 200, description = "What would be exported", body = ExportCheck)),
)]
pub(super) async fn check(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiQuery(CheckQuery { profile, day }): ApiQuery<CheckQuery>,
) -> Result<Response, Problem> {
    let (workspace, now) = (caller.workspace(), web.store.now());
    let found = web.store.read(move |tx| exports::check(tx, workspace, profile, day, now)).await?;
    Ok(json(&ExportCheck::from(found)))
}

/// An export to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewExport {
    /// The payroll system.
    #[schema(value_type = String, format = "uuid")]
    profile: ExportProfileId,
    /// A day of the pay period.
    #[schema(value_type = String, format = Date)]
    day: Date,
    /// The `version` of the check that was read: only that is exported.
    version: String,
    /// Whether it is meant that the people of `left_out` are left out.
    #[serde(default)]
    leave_out: bool,
}

/// Makes an export of exactly what the check has shown. The payroll system is told each hour once.
#[utoipa::path(
    post, path = "/api/v1/exports", tag = "exports", operation_id = "make_export",
    request_body = NewExport,
    responses((status = 201, description = "The export", body = Export)),
)]
pub(super) async fn make(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiJson(new): ApiJson<NewExport>,
) -> Result<Response, Problem> {
    let (actor, workspace) = (caller.actor(), caller.workspace());
    let NewExport { profile, day, version, leave_out } = new;
    // A program signs with the name of its token.
    let signature = if leave_out { actor.name.clone() } else { String::new() };
    let form = ExportForm { profile, day, expected_version: version, signature };
    let made = web.store.write(Hold::Workspace(workspace), move |u| {
        let made = exports::make(u, &actor, &form)?;
        Ok::<_, Problem>(exports::get(u.tx, workspace, made.id)?)
    });
    Ok((StatusCode::CREATED, json(&Export::from(made.await?))).into_response())
}

impl From<ExportError> for Problem {
    fn from(error: ExportError) -> Self {
        match &error {
            ExportError::NotFound => Self::not_found(),
            ExportError::ChangedMeanwhile(_) => Self::changed(),
            ExportError::Nothing(_) => Self::conflict("nothing", "There are no approved hours that were not exported."),
            ExportError::Unsigned(_) => {
                Self::conflict("left-out", "Somebody would be left out. Send leave_out as true if that is meant.")
            }
            ExportError::Store(_) | ExportError::Csv(_) | ExportError::Manifest(_) => Self::failed(&error),
        }
    }
}
