//! Correcting and adding entries from the grid.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    PageError, WeekQuery,
    day::{self, RefusedChange, TypedEntry},
    error, grid, html, read_cell,
};
use crate::{
    domain::ids::{EmployeeId, EntryId},
    service::{
        Hold,
        timesheets::{
            changes::{self, EntryError, ExpectedEntry, NewEntry},
            day::find_day,
        },
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{form_errors::FormErrors, time_entries::form::errors_of},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().post("/timesheets/week/{id}/correct", Audience::SignedIn, correct).post(
        "/timesheets/week/{id}/add",
        Audience::SignedIn,
        add,
    )
}

async fn correct(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<TypedEntry>,
) -> Result<Response, PageError> {
    let not_found = || error::not_found(&signed_in.visit);
    let (Some(id), Some(Some((who, on)))) = (EntryId::parse(&id), read_cell(&typed.query)) else {
        return Ok(not_found());
    };
    let (actor, now) = (signed_in.actor(), web.store.now());
    let workspace = actor.workspace;
    let found = web.store.read(move |tx| find_day(tx, (workspace, who), on, now)).await?;
    let Some(entry) = found.and_then(|day| day.entries.into_iter().find(|entry| entry.id == id)) else {
        return Ok(not_found());
    };
    let again = |typed: TypedEntry, errors| again(&web, &signed_in, Some(id), typed, errors);
    let read = match day::read(signed_in.words(), &typed, &entry.zone, Some((entry.in_at, entry.out_at))) {
        Ok(read) => read,
        Err(errors) => return again(typed, errors).await,
    };
    let expected = ExpectedEntry { id, version: typed.expected_version.clone() };
    let write = web.store.write(Hold::Workspace(workspace), move |u| {
        changes::correct(u, &actor, &expected, &read.correction(), &read.why)
    });
    match write.await {
        Ok(()) => Ok(done(&web, &typed.query, &signed_in.words().week.corrected)),
        Err(EntryError::Store(failed)) => Err(failed.into()),
        Err(failed) => {
            let errors = errors_of(signed_in.pen(), &failed)
                .unwrap_or_else(|| FormErrors::new("", &signed_in.words().week.changed_meanwhile));
            again(typed, errors).await
        }
    }
}

async fn add(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<TypedEntry>,
) -> Result<Response, PageError> {
    let not_found = || error::not_found(&signed_in.visit);
    let (Some(employee), Some(Some((who, on)))) = (EmployeeId::parse(&id), read_cell(&typed.query)) else {
        return Ok(not_found());
    };
    let (actor, now) = (signed_in.actor(), web.store.now());
    let workspace = actor.workspace;
    let found = web.store.read(move |tx| find_day(tx, (workspace, employee), on, now)).await?;
    let Some(found) = found.filter(|_| who == employee) else { return Ok(not_found()) };
    let Some(id) = EntryId::parse(&typed.id) else { return Ok(error::not_understood(&signed_in.visit)) };
    let read = match day::read(signed_in.words(), &typed, &found.zone, None) {
        Ok(read) => read,
        Err(errors) => return again(&web, &signed_in, None, typed, errors).await,
    };
    let new = NewEntry { id, employee, in_at: read.in_at, out_at: read.out_at, job: read.job };
    let write = web.store.write(Hold::Workspace(workspace), move |u| changes::add(u, &actor, &new, &read.why));
    match write.await {
        Ok(()) => Ok(done(&web, &typed.query, &signed_in.words().week.added)),
        Err(EntryError::Store(failed)) => Err(failed.into()),
        Err(failed) => match errors_of(signed_in.pen(), &failed) {
            Some(errors) => again(&web, &signed_in, None, typed, errors).await,
            None => Ok(not_found()),
        },
    }
}

/// Back to the grid, with the cell still open.
fn done(web: &Web, query: &WeekQuery, words: &str) -> Response {
    guard::go(web, &query.address(), words)
}

/// The grid again, with what is wrong in the open cell.
async fn again(
    web: &Web,
    signed_in: &SignedIn,
    entry: Option<EntryId>,
    typed: TypedEntry,
    errors: FormErrors,
) -> Result<Response, PageError> {
    let query = typed.query.clone();
    Ok(match grid(web, signed_in, query, Some(RefusedChange { entry, typed, errors })).await? {
        Some(page) => (StatusCode::UNPROCESSABLE_ENTITY, html(&page)).into_response(),
        None => error::not_found(&signed_in.visit),
    })
}
