//! *Export assignees*: the people of one kiosk with their PINs and badges, as a file.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};

use super::{
    confirm::ConfirmedForm,
    error::{self, PageError},
    field::EmptyForm,
    layout::{Page, html},
};
use crate::{
    domain::ids::KioskId,
    service::kiosks::export::{self, AssigneeFile, ExportError},
    web::{
        Web,
        access::Audience,
        guard::{self, SignedIn},
        routes::Routes,
    },
};

const KIOSKS: &str = "/time-tracking/kiosks";

pub(super) fn routes() -> Routes {
    Routes::new().get("/time-tracking/kiosks/{id}/assignees", Audience::ADMINS, ask).post(
        "/time-tracking/kiosks/{id}/assignees",
        Audience::ADMINS,
        download,
    )
}

#[derive(Template)]
#[template(path = "kiosk_export.html")]
struct ExportPage {
    page: Page,
    id: KioskId,
    kiosk: String,
    people: usize,
    may_show_again: bool,
}

async fn ask(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let Some(id) = KioskId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let workspace = signed_in.session.user.workspace;
    let found = match web.store.read(move |tx| export::read(tx, workspace, id)).await {
        Ok(found) => found,
        Err(problem) => return refused(&web, &signed_in, &problem),
    };
    Ok(html(&ExportPage {
        page: Page::of(&signed_in, &signed_in.words().kiosk.export_assignees, KIOSKS),
        id,
        kiosk: found.kiosk.name,
        people: found.people.len(),
        may_show_again: found.policy.may_show_again,
    }))
}

async fn download(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(id) = KioskId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    match export::assignees(&web.store, signed_in.actor(), id).await {
        Ok(AssigneeFile { name, csv }) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\"")),
            ];
            Ok((headers, csv).into_response())
        }
        Err(problem) => refused(&web, &signed_in, &problem),
    }
}

fn refused(web: &Web, signed_in: &SignedIn, problem: &ExportError) -> Result<Response, PageError> {
    let words = &signed_in.words().kiosk;
    let note = match problem {
        ExportError::NoKiosk => return Ok(error::not_found(&signed_in.visit)),
        ExportError::Store(_) | ExportError::Csv(_) => return Err(error::failed(problem)),
        ExportError::NotActivated => &words.export_not_activated,
        ExportError::ShownOnce => &words.export_shown_once,
    };
    Ok(guard::go(web, KIOSKS, note))
}
