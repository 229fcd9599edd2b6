//! One kiosk: what it is set to, its devices, and how fast people are there.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};

use super::{
    HERE,
    devices::{self, DevicesSection},
    known::{failed, known},
    may_change,
    words::seconds,
};
use crate::{
    domain::language::Language,
    service::{
        kiosks::{
            Kiosk,
            kiosks::{KioskError, StaffedKiosk},
            overview::{self, KioskRow},
            policy::{self, KioskPolicy},
            universal,
        },
        roster::{
            jobs::{self, JobError},
            workspaces,
        },
    },
    web::{
        Web,
        access::Audience,
        guard::SignedIn,
        pages::{
            error::PageError,
            layout::{Page, html},
        },
        routes::Routes,
    },
    wording::admin::AdminWords,
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/time-tracking/kiosks/{id}", Audience::LEADS, show)
}

/// So many names are shown on the page.
const NAMES: usize = 50;

#[derive(Template)]
#[template(path = "kiosks/kiosk.html")]
struct KioskPage {
    page: Page,
    may_change: bool,
    activated: bool,
    kiosk: Kiosk,
    status: String,
    class: &'static str,
    people: String,
    /// Members by name, the first of them.
    members: Vec<String>,
    more_members: usize,
    zone: String,
    language: String,
    /// With whether it is still in use.
    job: Option<(String, bool)>,
    method: String,
    universal: Option<String>,
    /// Whether the Universal PIN can be shown again.
    universal_is_shown: bool,
    punches: String,
    seconds: Option<String>,
    devices: DevicesSection,
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let StaffedKiosk { kiosk, members } = known(&web, &signed_in, &id).await?;
    let (workspace, now) = (kiosk.workspace, web.store.clock().time_for_ends());
    let (id, default_job) = (kiosk.id, kiosk.default_job);
    let read = web.store.read(move |tx| {
        let row = overview::find(tx, workspace, id, now)?.ok_or(KioskError::NotFound)?;
        let job = match default_job.map(|id| jobs::get(tx, workspace, id)) {
            Some(Ok(job)) => Some((job.job.name, job.job.archived_at.is_none())),
            Some(Err(JobError::Store(error))) => return Err(error.into()),
            Some(Err(_)) | None => None,
        };
        let policy = policy::get(tx, workspace)?;
        let is_derived = universal::find(tx, workspace, id)?.is_some_and(|pin| pin.derived.is_some());
        let is_shown = is_derived && policy.as_ref().is_some_and(|policy| policy.may_show_again);
        Ok::<_, KioskError>((row, job, (policy, is_shown), workspaces::get_settings(tx, workspace)?))
    });
    let (row, job, (policy, universal_is_shown), settings) =
        read.await.map_err(|problem| failed(&signed_in, &problem))?;
    let words = signed_in.words();
    let (class, status) = words.kiosks.standing(&row, signed_in.pen());
    let devices = devices::section(&web, &signed_in, &kiosk).await?;
    let zone = kiosk.zone.as_ref().map(|zone| zone.name().to_owned());
    let here = kiosk.zone.as_ref().unwrap_or(&settings.zone);
    Ok(html(&KioskPage {
        page: Page::of(&signed_in, &kiosk.name, HERE),
        may_change: may_change(&signed_in),
        activated: policy.is_some_and(|policy| policy.activated),
        status,
        class,
        people: words.kiosks.people_of(&row),
        more_members: members.len().saturating_sub(NAMES),
        members: members.into_iter().take(NAMES).map(|person| person.details.name).collect(),
        universal_is_shown,
        universal: kiosk.universal_set_at.map(|at| signed_in.pen().moment(at, here)),
        zone: zone.unwrap_or_else(|| words.kiosk.of_workspace(settings.zone.name())),
        language: language(words, kiosk.language, settings.language),
        job,
        method: method(words, &row, policy.as_ref()),
        punches: words.kiosks.punches_of(row.pace),
        seconds: seconds(row.pace),
        devices,
        kiosk,
    }))
}

/// A language of the screen, or the workspace's.
fn language(words: &AdminWords, own: Option<Language>, workspace: Language) -> String {
    match own {
        Some(own) => words.language_name(own).to_owned(),
        None => words.kiosk.of_workspace(words.language_name(workspace)),
    }
}

/// How people are found here.
fn method(words: &AdminWords, row: &KioskRow, policy: Option<&KioskPolicy>) -> String {
    match policy {
        Some(policy) if row.kiosk.authentication_required => words.kiosks.method_in_force(policy),
        Some(_) | None => words.kiosk.name_alone.clone(),
    }
}
