//! The crew that an employee clocks by phone: who is in it, put into it and taken out of it.

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
    field::refused,
    layout::{Page, html},
    person_filter::PersonFilter,
};
use crate::{
    domain::ids::EmployeeId,
    service::{
        Hold,
        roster::crews::{self, Crew, CrewError, MAX_MEMBERS},
    },
    web::{
        Web,
        access::{self, Audience},
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
    wording::admin::CrewWords,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/employees/{id}/crew", Audience::LEADS, show)
        .post("/employees/{id}/crew/add", Audience::ADMINS, add)
        .post("/employees/{id}/crew/remove", Audience::ADMINS, remove)
}

/// The section that it belongs to.
const HERE: &str = "/employees";

fn address(id: EmployeeId) -> String {
    format!("/employees/{id}/crew")
}

/// Who is looked for, to be put into the crew.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MemberQuery {
    find: String,
    employee: String,
}

/// Who is put into the crew, or taken out of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MemberForm {
    employee: String,
}

#[derive(Template)]
#[template(path = "crew.html")]
struct CrewPage {
    page: Page,
    id: EmployeeId,
    members: Vec<(EmployeeId, String)>,
    leads: Vec<(EmployeeId, String)>,
    may_change: bool,
    person: PersonFilter,
    /// The page with nobody chosen.
    everybody: String,
    problem: Option<String>,
}

fn page(signed_in: &SignedIn, crew: Crew, person: PersonFilter, problem: Option<String>) -> CrewPage {
    let may_change = access::allows(signed_in.session.user.role, &Method::POST, "/employees/{id}/crew/add");
    let title = signed_in.words().crew.title(&crew.lead.details.name);
    CrewPage {
        page: Page::of(signed_in, &title, HERE),
        id: crew.lead.id,
        everybody: address(crew.lead.id),
        members: crew.members,
        leads: crew.leads,
        may_change: may_change && crew.lead.active,
        person,
        problem,
    }
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<MemberQuery>,
) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let Some(id) = EmployeeId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let to = |employee: EmployeeId| format!("{}?employee={employee}", address(id));
    let typed = (query.find.as_str(), query.employee.as_str());
    let person = PersonFilter::read(&web, workspace, typed, to).await?;
    let Some(person) = person else { return Ok(error::not_found(&signed_in.visit)) };
    Ok(match web.store.read(move |tx| crews::find(tx, workspace, id)).await? {
        Some(crew) => html(&page(&signed_in, crew, person, None)),
        None => error::not_found(&signed_in.visit),
    })
}

async fn add(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<MemberForm>,
) -> Result<Response, PageError> {
    let Some(pair) = EmployeeId::parse(&id).zip(EmployeeId::parse(&typed.employee)) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let actor = signed_in.actor();
    let workspace = actor.workspace;
    let write = web.store.write(Hold::Workspace(workspace), move |u| crews::add(u, &actor, pair));
    match write.await {
        Ok(name) => Ok(guard::go(&web, &address(pair.0), &signed_in.words().crew.added(&name))),
        Err(CrewError::Store(failed)) => Err(failed.into()),
        Err(CrewError::NotFound) => Ok(error::not_found(&signed_in.visit)),
        Err(failed @ (CrewError::Own | CrewError::Inactive | CrewError::TooMany)) => {
            let crew = web.store.read(move |tx| crews::find(tx, workspace, pair.0)).await?;
            let Some(crew) = crew else { return Ok(error::not_found(&signed_in.visit)) };
            let problem = why(&signed_in.words().crew, &failed);
            Ok(refused(&page(&signed_in, crew, PersonFilter::default(), problem)))
        }
    }
}

async fn remove(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<MemberForm>,
) -> Result<Response, PageError> {
    let Some(pair) = EmployeeId::parse(&id).zip(EmployeeId::parse(&typed.employee)) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let actor = signed_in.actor();
    let write = web.store.write(Hold::Workspace(actor.workspace), move |u| crews::remove(u, &actor, pair));
    match write.await {
        Ok(name) => Ok(guard::go(&web, &address(pair.0), &signed_in.words().crew.removed(&name))),
        Err(CrewError::Store(failed)) => Err(failed.into()),
        Err(CrewError::NotFound | CrewError::Own | CrewError::Inactive | CrewError::TooMany) => {
            Ok(error::not_found(&signed_in.visit))
        }
    }
}

/// Why somebody was not put into the crew.
fn why(words: &CrewWords, error: &CrewError) -> Option<String> {
    match error {
        CrewError::Own => Some(words.own.clone()),
        CrewError::Inactive => Some(words.inactive.clone()),
        CrewError::TooMany => Some(words.too_many(MAX_MEMBERS)),
        CrewError::Store(_) | CrewError::NotFound => None,
    }
}
