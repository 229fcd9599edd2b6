//! Clock locations: the list, archiving and taking back, and what is flagged. The form for one is in the room below.

mod form;
mod typed;
mod words;

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
    field::{EmptyForm, SelectOption},
    layout::{Page, html},
};
use crate::{
    domain::{
        ids::LocationId,
        location::{LocationPolicy, PhoneFlag},
    },
    service::{
        Hold, StoreError,
        locations::{self, LocationError, LocationRow},
    },
    web::{
        Web,
        access::{self, Audience},
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
    wording::admin::LocationsWords,
};

const HERE: &str = "/time-tracking/locations";
/// A box that is ticked.
const ON: &str = "on";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-tracking/locations", Audience::LEADS, list)
        .post("/time-tracking/locations/flags", Audience::ADMINS, set_flags)
        .post("/time-tracking/locations/{id}/archive", Audience::ADMINS, archive)
        .post("/time-tracking/locations/{id}/reactivate", Audience::ADMINS, reactivate)
        .merge(form::routes())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LocationListQuery {
    /// In use where empty, `archived` or `all`.
    status: String,
}

#[derive(Template)]
#[template(path = "locations/list.html")]
struct ListPage {
    page: Page,
    may_change: bool,
    /// Whether the workspace keeps no location at all.
    is_empty: bool,
    statuses: [SelectOption; 3],
    rows: Vec<Row>,
    phone: Vec<SelectOption>,
    policy: LocationPolicy,
}

struct Row {
    id: LocationId,
    name: String,
    address: Option<String>,
    /// What its punches have, kind by kind.
    rules: Vec<String>,
    job: Option<String>,
    zone: Option<String>,
    active: bool,
}

impl Row {
    fn new(row: LocationRow, words: &LocationsWords) -> Self {
        let location = row.ruled.location;
        Self {
            id: location.id,
            name: location.name,
            address: location.address,
            rules: words.counted(&row.ruled.rules),
            job: row.job,
            zone: location.zone.map(|zone| zone.name().to_owned()),
            active: location.archived_at.is_none(),
        }
    }
}

async fn list(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<LocationListQuery>,
) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let active = match query.status.as_str() {
        "all" => None,
        "archived" => Some(false),
        _ => Some(true),
    };
    let read = web.store.read(move |tx| {
        let rows = locations::list(tx, workspace, active)?;
        let is_empty = rows.is_empty() && !locations::is_kept(tx, workspace)?;
        Ok::<_, StoreError>((rows, is_empty, locations::get_policy(tx, workspace)?))
    });
    let (rows, is_empty, policy) = read.await?;
    let (words, fields) = (&signed_in.words().locations, &signed_in.words().fields);
    let flag = |flag: PhoneFlag| SelectOption::new(flag.name(), words.phone_flag(flag), policy.phone.name());
    Ok(html(&ListPage {
        page: Page::of(&signed_in, &words.title, HERE),
        may_change: access::allows(signed_in.session.user.role, &Method::POST, "/time-tracking/locations/new"),
        is_empty,
        statuses: [("", &words.in_use), ("archived", &words.archived), ("all", &fields.all)]
            .map(|(value, name)| SelectOption::new(value, name, &query.status)),
        rows: rows.into_iter().map(|row| Row::new(row, words)).collect(),
        phone: PhoneFlag::ALL.map(flag).into(),
        policy,
    }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FlagsForm {
    phone: String,
    kiosk: String,
    page: String,
}

async fn set_flags(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(typed): Form<FlagsForm>,
) -> Result<Response, PageError> {
    let Some(phone) = PhoneFlag::parse(&typed.phone) else { return Ok(error::not_understood(&signed_in.visit)) };
    let policy = LocationPolicy { phone, kiosk: typed.kiosk == ON, page: typed.page == ON };
    let actor = signed_in.actor();
    let write = web.store.write(Hold::Workspace(actor.workspace), move |u| locations::set_policy(u, &actor, &policy));
    write.await?;
    Ok(guard::go(&web, HERE, &signed_in.words().locations.flags_saved))
}

/// What went wrong where there is no field to show it at.
fn failed(signed_in: &SignedIn, problem: &LocationError) -> PageError {
    match problem {
        LocationError::NotFound => error::not_found(&signed_in.visit).into(),
        LocationError::Store(_)
        | LocationError::NoName
        | LocationError::NameTooLong
        | LocationError::NameTaken(_)
        | LocationError::AddressTooLong
        | LocationError::NoJob
        | LocationError::NoKiosk
        | LocationError::NoDevice
        | LocationError::TooManyRules
        | LocationError::TooMany
        | LocationError::RuleTaken(..) => error::failed(problem),
    }
}

async fn archive(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(id) = LocationId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let write = web.store.write(Hold::Workspace(actor.workspace), move |u| locations::archive(u, &actor, id));
    match write.await {
        Ok(location) => Ok(guard::go(&web, HERE, &signed_in.words().locations.archived_now(location.name))),
        Err(problem) => Err(failed(&signed_in, &problem)),
    }
}

async fn reactivate(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(id) = LocationId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let write = web.store.write(Hold::Workspace(actor.workspace), move |u| locations::reactivate(u, &actor, id));
    let words = &signed_in.words().locations;
    match write.await {
        Ok(saved) => {
            Ok(guard::go(&web, HERE, &words.saved_with(&words.active_again(saved.location.name), &saved.overlaps)))
        }
        // The form for the location is sent to where locations are saved.
        Err(problem) => match words.refusal(&problem) {
            Some((field, wrong)) => form::with_problem(&web, &signed_in, id, field, &words.stays_archived(wrong)).await,
            None => Err(failed(&signed_in, &problem)),
        },
    }
}
