//! One employee: details, time entries, and their last calls step by step.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::Method,
    response::Response,
};
use axum_extra::extract::Query;
use jiff::Timestamp;
use serde::Deserialize;

use super::{
    employees::language_name,
    layout::{Page, html},
};
use crate::{
    domain::ids::{CallId, EmployeeId},
    service::board::EmployeeRecord,
    web::{
        Web,
        access::{self, Audience},
        guard::SignedIn,
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/employees/{id}/calls", Audience::LEADS, show)
}

#[derive(Template)]
#[template(path = "employee_calls.html")]
struct EmployeePage {
    page: Page,
    record: EmployeeRecord,
    language: &'static str,
    may_see_audit: bool,
    /// Whether these are not the latest calls.
    paged: bool,
    older: Option<String>,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    after: String,
}

/// A place in the list of calls: milliseconds and an id.
fn read_place(place: &str) -> Option<(Timestamp, CallId)> {
    let (at, id) = place.split_once('.')?;
    Some((Timestamp::from_millisecond(at.parse().ok()?).ok()?, CallId::parse(id)?))
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let before = read_place(&asked.after);
    let (Some(id), true) = (EmployeeId::parse(&id), asked.after.is_empty() || before.is_some()) else {
        return super::error::not_found(&signed_in.visit);
    };
    let user = &signed_in.session.user;
    match web.gateway.find_employee_record(user.workspace, id, before).await {
        Ok(Some(record)) => html(&EmployeePage {
            page: Page::of(&signed_in, &record.employee.details.name, "/employees"),
            language: language_name(record.employee.details.language),
            may_see_audit: access::allows(user.role, &Method::GET, "/audit"),
            paged: before.is_some(),
            older: record.older.map(|(at, id)| format!("{}.{id}", at.as_millisecond())),
            record,
        }),
        Ok(None) => super::error::not_found(&signed_in.visit),
        Err(error) => super::error::failed(&error),
    }
}
