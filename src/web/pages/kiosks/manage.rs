//! One kiosk switched off, on again, or deleted.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};

use super::{
    HERE,
    known::{failed, known},
};
use crate::{
    domain::ids::KioskId,
    service::{
        Hold, StoreError,
        kiosks::{
            kiosks,
            overview::{self, KioskRow},
        },
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            confirm::ConfirmedForm,
            error::{self, PageError},
            field::EmptyForm,
            layout::{Page, html},
        },
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-tracking/kiosks/{id}/disable", Audience::ADMINS, confirm_disabling)
        .post("/time-tracking/kiosks/{id}/disable", Audience::ADMINS, disable)
        .post("/time-tracking/kiosks/{id}/enable", Audience::ADMINS, enable)
        .get("/time-tracking/kiosks/{id}/delete", Audience::ADMINS, confirm)
        .post("/time-tracking/kiosks/{id}/delete", Audience::ADMINS, delete)
}

#[derive(Template)]
#[template(path = "kiosks/disable.html")]
struct DisablePage {
    page: Page,
    id: KioskId,
    name: String,
    /// Whom it is for.
    people: String,
    devices: usize,
}

async fn confirm_disabling(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let Some(row) = find(&web, &signed_in, &id).await? else { return Ok(error::not_found(&signed_in.visit)) };
    let people = signed_in.words().kiosks.people_of(&row);
    let page = Page::of(&signed_in, &signed_in.words().kiosk.disable_title(&row.kiosk.name), HERE);
    Ok(html(&DisablePage { page, id: row.kiosk.id, name: row.kiosk.name, people, devices: row.active_devices }))
}

async fn disable(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    set_disabled(&web, &signed_in, &id, true).await
}

async fn enable(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    set_disabled(&web, &signed_in, &id, false).await
}

async fn set_disabled(web: &Web, signed_in: &SignedIn, id: &str, disabled: bool) -> Result<Response, PageError> {
    let kiosk = known(web, signed_in, id).await?;
    let (actor, id) = (signed_in.actor(), kiosk.kiosk.id);
    let set = web.store.write(Hold::Workspace(actor.workspace), move |u| kiosks::set_disabled(u, &actor, id, disabled));
    let kiosk = set.await.map_err(|problem| failed(signed_in, &problem))?;
    let words = &signed_in.words().kiosk;
    let note = if disabled { words.disabled_now(kiosk.name) } else { words.enabled_now(kiosk.name) };
    Ok(guard::go(web, &format!("{HERE}/{id}"), &note))
}

#[derive(Template)]
#[template(path = "kiosks/delete.html")]
struct DeletePage {
    page: Page,
    id: KioskId,
    name: String,
    devices: usize,
}

async fn find(web: &Web, signed_in: &SignedIn, id: &str) -> Result<Option<KioskRow>, StoreError> {
    let Some(id) = KioskId::parse(id) else { return Ok(None) };
    let (workspace, now) = (signed_in.session.user.workspace, web.store.clock().time_for_ends());
    web.store.read(move |tx| overview::find(tx, workspace, id, now)).await
}

async fn confirm(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let Some(row) = find(&web, &signed_in, &id).await? else { return Ok(error::not_found(&signed_in.visit)) };
    let (id, devices) = (row.kiosk.id, row.active_devices + row.suspended_devices);
    let page = Page::of(&signed_in, &signed_in.words().kiosk.delete_title(&row.kiosk.name), HERE);
    Ok(html(&DeletePage { page, id, name: row.kiosk.name, devices }))
}

async fn delete(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let kiosk = known(&web, &signed_in, &id).await?;
    let (actor, id) = (signed_in.actor(), kiosk.kiosk.id);
    let delete = web.store.write(Hold::Workspace(actor.workspace), move |u| kiosks::delete(u, &actor, id));
    let kiosk = delete.await.map_err(|problem| failed(&signed_in, &problem))?;
    Ok(guard::go(&web, HERE, &signed_in.words().kiosk.deleted_now(kiosk.name)))
}
