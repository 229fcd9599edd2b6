//! The Kiosks page: the shared devices of the workspace, and whether they can be used. What is about one kiosk has files
//! of its own.

mod cautions;
mod connect;
mod device;
mod device_words;
mod devices;
mod form;
mod known;
mod manage;
mod one;
mod settings;
pub(super) mod this_device;
mod universal;
mod words;

use askama::Template;
use axum::{extract::State, http::Method, response::Response};

use super::{
    error::PageError,
    field::EmptyForm,
    layout::{Page, html},
};
use crate::{
    domain::{ids::KioskId, pen::Pen},
    service::{
        Hold, StoreError,
        kiosks::{
            overview::{self, KioskRow},
            policy,
        },
    },
    web::{
        Web,
        access::{self, Audience},
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
    wording::admin::KiosksWords,
};

/// Where the section begins.
const HERE: &str = "/time-tracking/kiosks";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-tracking/kiosks", Audience::LEADS, list)
        .post("/time-tracking/kiosks/activate", Audience::ADMINS, activate)
        .get("/time-tracking/kiosks/deactivate", Audience::ADMINS, confirm_deactivating)
        .post("/time-tracking/kiosks/deactivate", Audience::ADMINS, deactivate)
        .merge(settings::routes())
        .merge(form::routes())
        .merge(one::routes())
        .merge(manage::routes())
        .merge(universal::routes())
        .merge(devices::routes())
}

/// Whether whoever looks may change kiosks.
fn may_change(signed_in: &SignedIn) -> bool {
    access::allows(signed_in.session.user.role, &Method::POST, "/time-tracking/kiosks/new")
}

#[derive(Template)]
#[template(path = "kiosks/list.html")]
struct ListPage {
    page: Page,
    may_change: bool,
    activated: bool,
    /// Whether kiosks were activated before, and what was set then still holds.
    was_activated: bool,
    /// How people are found.
    method: String,
    rows: Vec<Row>,
}

struct Row {
    id: KioskId,
    name: String,
    status: String,
    class: &'static str,
    /// Devices that somebody has to look at.
    suspended: usize,
    name_only: bool,
    people: String,
    devices: usize,
    punches: String,
    seconds: Option<String>,
}

impl Row {
    fn new(words: &KiosksWords, row: KioskRow, pen: &Pen) -> Self {
        let (class, status) = words.standing(&row, pen);
        Self {
            people: words.people_of(&row),
            id: row.kiosk.id,
            name: row.kiosk.name,
            status,
            class,
            suspended: row.suspended_devices,
            name_only: !row.kiosk.authentication_required,
            devices: row.active_devices,
            punches: words.punches_of(row.pace),
            seconds: words::seconds(row.pace),
        }
    }
}

async fn list(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    let (workspace, now) = (signed_in.session.user.workspace, web.store.clock().time_for_ends());
    let read = web
        .store
        .read(move |tx| Ok::<_, StoreError>((policy::get(tx, workspace)?, overview::list(tx, workspace, now)?)));
    let (policy, rows) = read.await?;
    let words = &signed_in.words().kiosks;
    Ok(html(&ListPage {
        page: Page::of(&signed_in, &words.title, HERE),
        may_change: may_change(&signed_in),
        activated: policy.is_some_and(|policy| policy.activated),
        was_activated: policy.is_some(),
        method: policy.as_ref().map(|policy| words.method_in_force(policy)).unwrap_or_default(),
        rows: rows.into_iter().map(|row| Row::new(words, row, signed_in.pen())).collect(),
    }))
}

async fn activate(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let actor = signed_in.actor();
    web.store.write(Hold::Workspace(actor.workspace), move |u| policy::activate(u, &actor)).await?;
    Ok(guard::go(&web, HERE, &signed_in.words().kiosks.activated))
}

#[derive(Template)]
#[template(path = "kiosks/deactivate.html")]
struct DeactivatePage {
    page: Page,
    devices: usize,
}

async fn confirm_deactivating(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let devices = web.store.read(move |tx| overview::count_active_devices(tx, workspace)).await?;
    let page = Page::of(&signed_in, &signed_in.words().kiosks.deactivate, HERE);
    Ok(html(&DeactivatePage { page, devices }))
}

async fn deactivate(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let actor = signed_in.actor();
    web.store.write(Hold::Workspace(actor.workspace), move |u| policy::deactivate(u, &actor)).await?;
    Ok(guard::go(&web, HERE, &signed_in.words().kiosks.deactivated))
}
