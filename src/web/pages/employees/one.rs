//! One employee of the workspace.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};

use super::{language_name, may_change, or_none};
use crate::{
    domain::{
        employee::{Employee, input::EmployeeInput},
        ids::EmployeeId,
        workspace::Settings,
    },
    service::{
        Hold,
        roster::{
            employees::{self, EmployeeError, EmployeeRow},
            workspaces,
        },
    },
    web::{
        Web,
        guard::{self, Form, SignedIn},
        pages::{
            error::{self, PageError},
            field::EmptyForm,
            layout::{Page, html},
        },
    },
};

#[derive(Template)]
#[template(path = "employee.html")]
struct OnePage {
    page: Page,
    may_change: bool,
    listed: EmployeeRow,
    entered: EmployeeInput,
    language: &'static str,
    zone: String,
    voice_check: &'static str,
}

pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let (listed, settings) = known(&web, &signed_in, &id).await?;
    let details = &listed.employee.details;
    let own = details.zone.as_ref().map(|zone| zone.name().to_owned());
    Ok(html(&OnePage {
        page: Page::of(&signed_in, &details.name, "/employees"),
        may_change: may_change(signed_in.session.user.role),
        entered: EmployeeInput::new(details),
        language: language_name(details.language),
        zone: own.unwrap_or_else(|| format!("{} (the workspace's)", settings.zone.name())),
        voice_check: match (details.voice_check, settings.voice_check) {
            (Some(true), _) => "On",
            (Some(false), _) => "Off",
            (None, true) => "On (the workspace's setting)",
            (None, false) => "Off (the workspace's setting)",
        },
        listed,
    }))
}

/// An employee of the workspace with what there is to choose from, or the page to answer with.
pub(super) async fn known(web: &Web, signed_in: &SignedIn, id: &str) -> Result<(EmployeeRow, Settings), PageError> {
    let workspace = signed_in.session.user.workspace;
    let Some(id) = EmployeeId::parse(id) else { return Err(error::not_found(&signed_in.visit).into()) };
    let read = web.store.read(move |tx| {
        let listed = employees::get_row(tx, workspace, id)?;
        Ok::<_, EmployeeError>((listed, workspaces::get_settings(tx, workspace)?))
    });
    read.await.map_err(|problem| failed(signed_in, &problem))
}

pub(super) fn failed(signed_in: &SignedIn, problem: &EmployeeError) -> PageError {
    match problem {
        EmployeeError::NotFound => error::not_found(&signed_in.visit).into(),
        EmployeeError::Store(_)
        | EmployeeError::NoName
        | EmployeeError::Email(_)
        | EmployeeError::NumberTaken { .. }
        | EmployeeError::Unknown(_)
        | EmployeeError::Several(_)
        | EmployeeError::ClockedIn(_) => error::failed(problem),
    }
}

pub(super) async fn reactivate(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(id) = EmployeeId::parse(&id) else { return Err(error::not_found(&signed_in.visit).into()) };
    let actor = signed_in.actor();
    let reactivate =
        web.store.write(Hold::Workspace(actor.workspace), move |u| employees::set_active(u, &actor, id, true));
    let Employee { details, .. } = reactivate.await.map_err(|problem| failed(&signed_in, &problem))?;
    Ok(guard::go(&web, &format!("/employees/{id}"), &format!("{} is active again.", details.name)))
}
