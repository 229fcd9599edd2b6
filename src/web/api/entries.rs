//! Time entries: listed by day, added, corrected, voided and restored. Nothing is overwritten, and each change says
//! why.

mod fields;

use axum::{extract::State, http::StatusCode, response::Response};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use utoipa::IntoParams;

pub(super) use self::fields::Entry;
use self::fields::{ChangeWhy, EntryCorrection, NewTimeEntry};
use super::{
    body::{ApiId, ApiJson, ApiQuery},
    caller::ApiCaller,
    listing::{Listing, place},
    problem::Problem,
    version::{IfMatch, answer, json},
};
use crate::{
    domain::{
        api_scope::Scope,
        entry_change::ChangeReason,
        ids::{EmployeeId, EntryId, JobId, WorkspaceId},
        language::OfficeLanguage,
    },
    service::{
        Hold,
        audit::Actor,
        kernel::Unit,
        timesheets::{
            changes::{self, EntryError, ExpectedEntry},
            entry_list::{self, Cursor, DaysFilter},
            entry_record::{self, EntryRecord},
        },
    },
    web::{Web, access::Audience, routes::Routes},
    wording::{admin::AdminWords, refusals},
};

/// Days that a list can be of.
const MAX_DAYS: i32 = 366;

pub(super) fn routes() -> Routes {
    let (read, write) = (Audience::Token(Scope::TimeRead), Audience::Token(Scope::TimeWrite));
    Routes::new()
        .get("/api/v1/entries", read, list)
        .post("/api/v1/entries", write, add)
        .get("/api/v1/entries/{id}", read, get)
        .patch("/api/v1/entries/{id}", write, correct)
        .post("/api/v1/entries/{id}/void", write, void)
        .post("/api/v1/entries/{id}/restore", write, restore)
}

/// Which time entries are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct EntriesQuery {
    /// The first local day on which entries began.
    #[param(value_type = String, format = Date)]
    from: Date,
    /// The last such day, inclusive; at most a year after the first.
    #[param(value_type = String, format = Date)]
    to: Date,
    /// Only those of this employee.
    #[param(value_type = Option<String>, nullable = false, format = "uuid")]
    employee: Option<EmployeeId>,
    /// Only those with this job.
    #[param(value_type = Option<String>, nullable = false, format = "uuid")]
    job: Option<JobId>,
    /// The `next_cursor` of the page before; the first page without it.
    #[param(nullable = false)]
    cursor: Option<String>,
}

fn read_cursor(text: &str) -> Option<Cursor> {
    let mut parts = text.splitn(3, ' ');
    let (day, at, id) = (parts.next()?, parts.next()?, parts.next()?);
    let in_at = Timestamp::from_millisecond(at.parse().ok()?).ok()?;
    Some(Cursor { work_date: day.parse().ok()?, in_at, id: EntryId::parse(id)? })
}

fn write_cursor(Cursor { work_date, in_at, id }: Cursor) -> String {
    format!("{work_date} {} {id}", in_at.as_millisecond())
}

/// Lists time entries by the local day on which they began, the first one first, 50 on a page.
#[utoipa::path(
    get, path = "/api/v1/entries", tag = "entries", operation_id = "list_entries",
    params(EntriesQuery),
    responses((status = 200, description = "A page of entries", body = Listing<Entry>)),
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiQuery(query): ApiQuery<EntriesQuery>,
) -> Result<Response, Problem> {
    let EntriesQuery { from, to, employee, job, cursor } = query;
    if to < from || from.until(to).is_ok_and(|span| span.get_days() >= MAX_DAYS) {
        return Err(Problem::malformed("The day in `to` is before `from`, or more than a year after it."));
    }
    let filter = DaysFilter { days: (from, to), employee, job, after: place(cursor.as_deref(), read_cursor)? };
    let (workspace, now) = (caller.workspace(), web.store.now());
    let listed = web.store.read(move |tx| entry_list::list_in_days(tx, workspace, &filter, now)).await?;
    let (lines, after) = listed;
    Ok(json(&Listing::page(lines.into_iter().map(Entry::from).collect(), after.map(write_cursor))))
}

fn id_of(text: &str) -> Result<EntryId, Problem> {
    EntryId::parse(text).ok_or_else(Problem::not_found)
}

fn find(u: &mut Unit<'_>, workspace: WorkspaceId, id: EntryId) -> Result<EntryRecord, Problem> {
    entry_record::find(u.tx, workspace, id, u.now)?.ok_or_else(Problem::not_found)
}

fn answered(status: StatusCode, record: EntryRecord) -> Response {
    let version = record.version.clone();
    answer(status, &version, &Entry::from(record))
}

/// Gets one time entry.
#[utoipa::path(
    get, path = "/api/v1/entries/{id}", tag = "entries", operation_id = "get_entry",
    params(("id" = String, Path, format = "uuid")),
    responses((status = 200, description = "The entry", body = Entry)),
)]
pub(super) async fn get(State(web): State<Web>, caller: ApiCaller, ApiId(id): ApiId) -> Result<Response, Problem> {
    let (id, workspace, now) = (id_of(&id)?, caller.workspace(), web.store.now());
    let found = web.store.read(move |tx| entry_record::find(tx, workspace, id, now)).await?;
    Ok(answered(StatusCode::OK, found.ok_or_else(Problem::not_found)?))
}

/// Adds a time entry that nobody clocked. Without an end the employee is clocked in.
///
/// With an `id` of your own (a UUID) the request can be sent again: an entry that is there under it already is answered
/// as it is, and nothing is added twice.
#[utoipa::path(
    post, path = "/api/v1/entries", tag = "entries", operation_id = "add_entry",
    request_body = NewTimeEntry,
    responses((status = 201, description = "The entry", body = Entry)),
)]
pub(super) async fn add(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiJson(new): ApiJson<NewTimeEntry>,
) -> Result<Response, Problem> {
    let (new, why) = new.parse(|| EntryId::generate(&web.store.ids()))?;
    let (actor, workspace) = (caller.actor(), caller.workspace());
    let add = web.store.write(Hold::Workspace(workspace), move |u| {
        changes::add(u, &actor, &new, &why)?;
        find(u, workspace, new.id)
    });
    Ok(answered(StatusCode::CREATED, add.await?))
}

/// The words of problems are English, as those of all APIs.
fn words() -> &'static AdminWords {
    AdminWords::of(OfficeLanguage::En)
}

/// An act on an entry that is still as it was read.
async fn change<F>(
    (web, caller): (Web, ApiCaller),
    (id, if_match): (String, IfMatch),
    act: F,
) -> Result<Response, Problem>
where
    F: FnOnce(&mut Unit<'_>, &Actor, &EntryRecord, &ExpectedEntry) -> Result<(), Problem> + Send + 'static,
{
    let (id, actor, workspace) = (id_of(&id)?, caller.actor(), caller.workspace());
    let changed = web.store.write(Hold::Workspace(workspace), move |u| {
        let known = find(u, workspace, id)?;
        if_match.check(&known.version)?;
        let expected = ExpectedEntry { id, version: known.version.clone() };
        act(u, &actor, &known, &expected)?;
        find(u, workspace, id)
    });
    Ok(answered(StatusCode::OK, changed.await?))
}

/// Corrects a time entry: the fields that are sent. What it said before is kept.
#[utoipa::path(
    patch, path = "/api/v1/entries/{id}", tag = "entries", operation_id = "correct_entry",
    params(("id" = String, Path, format = "uuid"), ("If-Match" = String, Header)),
    request_body = EntryCorrection,
    responses((status = 200, description = "The entry", body = Entry)),
)]
pub(super) async fn correct(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiId(id): ApiId,
    if_match: IfMatch,
    ApiJson(correction): ApiJson<EntryCorrection>,
) -> Result<Response, Problem> {
    let why = correction.why()?;
    let act = move |u: &mut Unit<'_>, actor: &Actor, known: &EntryRecord, expected: &ExpectedEntry| {
        Ok(changes::correct(u, actor, expected, &correction.onto(known), &why)?)
    };
    change((web, caller), (id, if_match), act).await
}

/// Voids a time entry, so that it counts nowhere. It can be restored.
#[utoipa::path(
    post, path = "/api/v1/entries/{id}/void", tag = "entries", operation_id = "void_entry",
    params(("id" = String, Path, format = "uuid"), ("If-Match" = String, Header)),
    request_body = ChangeWhy,
    responses((status = 200, description = "The entry", body = Entry)),
)]
pub(super) async fn void(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiId(id): ApiId,
    if_match: IfMatch,
    ApiJson(why): ApiJson<ChangeWhy>,
) -> Result<Response, Problem> {
    let why = why.parse()?;
    change((web, caller), (id, if_match), because(why, changes::void)).await
}

/// Restores a time entry that was voided.
#[utoipa::path(
    post, path = "/api/v1/entries/{id}/restore", tag = "entries", operation_id = "restore_entry",
    params(("id" = String, Path, format = "uuid"), ("If-Match" = String, Header)),
    request_body = ChangeWhy,
    responses((status = 200, description = "The entry", body = Entry)),
)]
pub(super) async fn restore(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiId(id): ApiId,
    if_match: IfMatch,
    ApiJson(why): ApiJson<ChangeWhy>,
) -> Result<Response, Problem> {
    let why = why.parse()?;
    change((web, caller), (id, if_match), because(why, changes::restore)).await
}

/// An act that needs nothing but a reason.
type PlainAct = fn(&mut Unit<'_>, &Actor, &ExpectedEntry, &ChangeReason) -> Result<(), EntryError>;

fn because(
    why: ChangeReason,
    act: PlainAct,
) -> impl FnOnce(&mut Unit<'_>, &Actor, &EntryRecord, &ExpectedEntry) -> Result<(), Problem> + Send + 'static {
    move |u, actor, _, expected| Ok(act(u, actor, expected, &why)?)
}

impl From<EntryError> for Problem {
    fn from(error: EntryError) -> Self {
        let said = || refusals::entry(words(), None, &error);
        match &error {
            EntryError::Store(_) => Self::failed(&error),
            EntryError::NotFound => Self::not_found(),
            EntryError::ChangedMeanwhile => Self::changed(),
            EntryError::Locked(..) => Self::conflict("approved", said()),
            EntryError::OpenAlready { .. } => Self::conflict("clocked-in", said()),
            EntryError::NoJob | EntryError::UnknownJob => Self::invalid_field("job", said()),
            EntryError::Deactivated(_)
            | EntryError::Future(_)
            | EntryError::Backwards(_)
            | EntryError::TooLong
            | EntryError::NothingChanged
            | EntryError::Voided
            | EntryError::NotVoided
            | EntryError::SplitOutside
            | EntryError::Unfinished
            | EntryError::UnknownBreakKind
            | EntryError::BreakOutside
            | EntryError::BreakLeftOutside
            | EntryError::BreaksOverlap => Self::conflict("refused", said()),
        }
    }
}
