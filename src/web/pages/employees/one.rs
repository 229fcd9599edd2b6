//! One employee of the workspace.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use jiff::civil::Date;

use super::{
    may_change, or_none,
    photo::PhotoView,
    planned::{self, DayField},
    worker_link::WorkerLinkView,
};
use crate::{
    domain::{
        employee::{Employee, input::EmployeeInput},
        ids::EmployeeId,
        workspace::Settings,
    },
    service::{
        Hold, StoreError,
        credentials::worker_links,
        kiosks::locks,
        photos::expect,
        roster::{
            employees::{self, EmployeeError, EmployeeRow},
            planned_starts, workspaces,
        },
    },
    web::{
        Web,
        guard::{self, Form, SignedIn},
        pages::{
            error::{self, PageError},
            field::EmptyForm,
            kiosk_locks::LockRow,
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
    /// Where they have a start date, with whether it is still to come.
    starts: Option<(Date, bool)>,
    /// When they are planned to start, in short and day by day.
    planned: String,
    week: Vec<DayField>,
    /// Where they are locked after wrong PINs.
    locks: Vec<LockRow>,
    /// Where unlocking leads back to.
    locks_next: String,
    worker_link: WorkerLinkView,
    photo: PhotoView,
}

pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let (listed, settings) = known(&web, &signed_in, &id).await?;
    let details = &listed.employee.details;
    let own = details.zone.as_ref().map(|zone| zone.name().to_owned());
    let (workspace, id, now) = (listed.employee.workspace, listed.employee.id, web.store.now());
    let read = web.store.read(move |tx| {
        let planned = planned_starts::get(tx, workspace, id)?;
        let worker_link = worker_links::find(tx, workspace, id)?;
        let photo = expect::standing(tx, workspace, id)?;
        Ok::<_, StoreError>((locks::list_of_employee(tx, workspace, id, now)?, planned, worker_link, photo))
    });
    let (locks, planned, worker_link, (without, any_kiosk)) = read.await?;
    let all_words = signed_in.words();
    let words = &all_words.person;
    Ok(html(&OnePage {
        page: Page::of(&signed_in, &details.name, "/employees"),
        may_change: may_change(signed_in.session.user.role),
        entered: EmployeeInput::new(details),
        language: all_words.language_name(details.language),
        zone: own.unwrap_or_else(|| words.zone_of_workspace(settings.zone.name())),
        voice_check: match (details.voice_check, settings.voice_check) {
            (Some(true), _) => &words.on,
            (Some(false), _) => &words.off,
            (None, true) => &words.workspace_on,
            (None, false) => &words.workspace_off,
        },
        starts: details.starts_on.map(|day| (day, listed.employee.is_pending(&settings.zone, web.store.now()))),
        locks: locks.into_iter().map(|lock| LockRow::new(lock, &settings.zone, signed_in.pen())).collect(),
        planned: planned::in_short(&planned, all_words, signed_in.pen()),
        week: planned::fields(&planned, all_words),
        photo: PhotoView { without, any_kiosk },
        locks_next: format!("/employees/{id}"),
        worker_link: WorkerLinkView::new(
            (&web, &all_words.worker),
            &listed.employee,
            worker_link.as_ref(),
            (signed_in.pen(), &settings.zone),
        ),
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
    Ok(guard::go(&web, &format!("/employees/{id}"), &signed_in.words().person.active_again(details.name)))
}
