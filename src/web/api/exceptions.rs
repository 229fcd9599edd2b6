//! Exceptions: what a person must settle before payroll. Listed, and accepted as they are; those that need a correction
//! are resolved by correcting the entry.

use axum::{extract::State, response::Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    body::{ApiId, ApiJson, ApiQuery},
    caller::ApiCaller,
    listing::{Listing, place},
    problem::Problem,
    version::json,
};
use crate::{
    domain::{
        api_scope::Scope,
        ids::{EmployeeId, EntryId, ExceptionId},
    },
    service::{
        Hold,
        timesheets::exceptions::{self, ExceptionFilter, QueueCursor, QueuedException, SettleError},
    },
    web::{Web, access::Audience, routes::Routes},
};

pub(super) fn routes() -> Routes {
    let (read, write) = (Audience::Token(Scope::TimeRead), Audience::Token(Scope::TimeWrite));
    Routes::new().get("/api/v1/exceptions", read, list).get("/api/v1/exceptions/{id}", read, get).post(
        "/api/v1/exceptions/{id}/accept",
        write,
        accept,
    )
}

/// Something about a time entry that a person must resolve before payroll.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TimeException {
    /// Stays the same for ever.
    #[schema(value_type = String, format = "uuid")]
    id: ExceptionId,
    /// What is the matter, such as `missing clock-out`.
    kind: &'static str,
    /// Whether hours cannot be approved before it is resolved.
    blocks_approval: bool,
    /// The moment it is about.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// What it is about in more detail.
    note: Option<String>,
    /// The employee whom it is about.
    #[schema(value_type = String, format = "uuid")]
    employee: EmployeeId,
    /// Their name.
    employee_name: String,
    /// The time entry that it is about.
    #[schema(value_type = Option<String>, format = "uuid")]
    entry: Option<EntryId>,
    /// How it was resolved; null while it is open.
    resolved: Option<Resolution>,
}

/// How an exception was resolved.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Resolution {
    /// When it was.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Why it was.
    because: String,
    /// `accepted`, `corrected` or `voided`; null where it resolved itself.
    decision: Option<String>,
    /// Who resolved it; null where it resolved itself.
    by: Option<String>,
}

impl From<QueuedException> for TimeException {
    fn from(exception: QueuedException) -> Self {
        let resolved = exception.settled.map(|settled| Resolution {
            at: settled.at,
            because: settled.because,
            decision: settled.decision,
            by: settled.settler,
        });
        Self {
            id: exception.id,
            kind: exception.kind.words(),
            blocks_approval: exception.kind.blocks_approval(),
            at: exception.at,
            note: exception.note,
            employee: exception.employee,
            employee_name: exception.name,
            entry: exception.entry.map(|entry| entry.id),
            resolved,
        }
    }
}

/// Which exceptions are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ExceptionsQuery {
    /// Whether those are wanted that were resolved, the last one first; otherwise open ones, worst first.
    #[serde(default)]
    #[param(required = false)]
    resolved: bool,
    /// Only those about this employee.
    #[param(value_type = Option<String>, nullable = false, format = "uuid")]
    employee: Option<EmployeeId>,
    /// The `next_cursor` of the page before; the first page without it.
    #[param(nullable = false)]
    cursor: Option<String>,
}

fn write_cursor(cursor: QueueCursor) -> Option<String> {
    match cursor {
        QueueCursor::Standing(after) => after.map(|(rank, at, id)| format!("{rank} {} {id}", at.as_millisecond())),
        QueueCursor::Settled(before) => before.map(|(at, id)| format!("- {} {id}", at.as_millisecond())),
    }
}

fn read_cursor(text: &str) -> Option<QueueCursor> {
    let mut parts = text.splitn(3, ' ');
    let (rank, at, id) = (parts.next()?, parts.next()?, ExceptionId::parse(parts.next()?)?);
    let at = Timestamp::from_millisecond(at.parse().ok()?).ok()?;
    Some(match rank {
        "-" => QueueCursor::Settled(Some((at, id))),
        rank => QueueCursor::Standing(Some((rank.parse().ok()?, at, id))),
    })
}

/// Lists exceptions, 50 on a page: open ones, worst first, or those that were resolved.
#[utoipa::path(
    get, path = "/api/v1/exceptions", tag = "exceptions", operation_id = "list_exceptions",
    params(ExceptionsQuery),
    responses((status = 200, description = "A page of exceptions", body = Listing<TimeException>)),
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiQuery(query): ApiQuery<ExceptionsQuery>,
) -> Result<Response, Problem> {
    let begin = if query.resolved { QueueCursor::Settled(None) } else { QueueCursor::Standing(None) };
    let cursor = place(query.cursor.as_deref(), read_cursor)?.unwrap_or(begin);
    let filter = ExceptionFilter { employee: query.employee, ..ExceptionFilter::default() };
    let workspace = caller.workspace();
    let page = web.store.read(move |tx| exceptions::list(tx, workspace, filter, cursor)).await?;
    // Of an employee of another workspace there are none.
    let Some(page) = page else { return Ok(json(&Listing::<TimeException>::whole(Vec::new()))) };
    let found = page.exceptions.into_iter().map(TimeException::from).collect();
    Ok(json(&Listing::page(found, page.next.and_then(write_cursor))))
}

fn id_of(text: &str) -> Result<ExceptionId, Problem> {
    ExceptionId::parse(text).ok_or_else(Problem::not_found)
}

async fn find(web: &Web, caller: &ApiCaller, id: ExceptionId) -> Result<Response, Problem> {
    let (workspace, now) = (caller.workspace(), web.store.now());
    let found = web.store.read(move |tx| exceptions::find_detail(tx, workspace, id, now)).await?;
    let found = found.ok_or_else(Problem::not_found)?;
    Ok(json(&TimeException::from(found.exception)))
}

/// Gets one exception.
#[utoipa::path(
    get, path = "/api/v1/exceptions/{id}", tag = "exceptions", operation_id = "get_exception",
    params(("id" = String, Path, format = "uuid")),
    responses((status = 200, description = "The exception", body = TimeException)),
)]
pub(super) async fn get(State(web): State<Web>, caller: ApiCaller, ApiId(id): ApiId) -> Result<Response, Problem> {
    find(&web, &caller, id_of(&id)?).await
}

/// What is said of an exception that is accepted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Acceptance {
    /// Why it is fine as it is, in at most 500 characters. Some kinds need one.
    #[serde(default)]
    note: Option<String>,
}

/// Accepts an exception as it is.
#[utoipa::path(
    post, path = "/api/v1/exceptions/{id}/accept", tag = "exceptions", operation_id = "accept_exception",
    params(("id" = String, Path, format = "uuid")),
    request_body = Acceptance,
    responses((status = 200, description = "The exception", body = TimeException)),
)]
pub(super) async fn accept(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiId(id): ApiId,
    ApiJson(Acceptance { note }): ApiJson<Acceptance>,
) -> Result<Response, Problem> {
    let (id, actor, note) = (id_of(&id)?, caller.actor(), note.unwrap_or_default());
    let hold = Hold::Workspace(caller.workspace());
    web.store.write(hold, move |u| exceptions::accept(u, &actor, id, &note)).await?;
    find(&web, &caller, id).await
}

impl From<SettleError> for Problem {
    fn from(error: SettleError) -> Self {
        match &error {
            SettleError::NotFound => Self::not_found(),
            SettleError::NoteNeeded => Self::invalid_field("note", "This kind is not accepted without a note."),
            SettleError::NoteTooLong => Self::invalid_field("note", "A note has at most 500 characters."),
            SettleError::Already(..) => Self::conflict("resolved", "The exception is resolved already."),
            SettleError::NotTogether | SettleError::Store(_) => Self::failed(&error),
        }
    }
}
