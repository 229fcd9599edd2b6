//! A list of people or jobs from a file: uploaded, its columns said, looked over, imported once, undone within a day.

mod columns;
mod done;
mod preview;
mod upload;
mod words;

use askama::Template;
use axum::{
    extract::{FromRequest, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{Multipart, Query};
use jiff::tz::TimeZone;
use serde::Deserialize;
use tokio::{task::spawn_blocking, time::timeout};

use self::{
    columns::ColumnsForm,
    preview::ConfirmForm,
    upload::{UploadRefusal, read},
};
use super::{
    error::{self, PageError},
    field::refused,
    form_errors::capital,
    layout::{Page, html},
};
use crate::{
    domain::ids::ImportDraftId,
    service::{
        Hold, StoreError,
        audit::Actor,
        roster::{
            import::{self, ImportError, ListKind, Preview, undo, workbook::WorkbookError},
            workspaces,
        },
    },
    web::{
        Web,
        access::Audience,
        bodies,
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/employees/import", Audience::ADMINS, |web, who, query| show(EMPLOYEES, web, who, query))
        // It counts for itself, to say in words what is too large.
        .upload("/employees/import", Audience::ADMINS, |web, who, body| upload(EMPLOYEES, web, who, body))
        .post("/employees/import/columns", Audience::ADMINS, |web, who, form| choose(EMPLOYEES, web, who, form))
        .post("/employees/import/confirm", Audience::ADMINS, |web, who, form| confirm(EMPLOYEES, web, who, form))
        .post("/employees/import/undo", Audience::ADMINS, |web, who, form| undo_import(EMPLOYEES, web, who, form))
        .get("/jobs/import", Audience::ADMINS, |web, who, query| show(JOBS, web, who, query))
        .upload("/jobs/import", Audience::ADMINS, |web, who, body| upload(JOBS, web, who, body))
        .post("/jobs/import/columns", Audience::ADMINS, |web, who, form| choose(JOBS, web, who, form))
        .post("/jobs/import/confirm", Audience::ADMINS, |web, who, form| confirm(JOBS, web, who, form))
        .post("/jobs/import/undo", Audience::ADMINS, |web, who, form| undo_import(JOBS, web, who, form))
}

/// Of what the list is, and where its pages are.
#[derive(Clone, Copy)]
struct Place {
    kind: ListKind,
    /// Of the upload; its other forms are below it.
    path: &'static str,
    /// Where one comes from, and where what was imported is.
    back: &'static str,
}

const EMPLOYEES: Place = Place { kind: ListKind::Employees, path: "/employees/import", back: "/employees" };
const JOBS: Place = Place { kind: ListKind::Jobs, path: "/jobs/import", back: "/jobs" };

impl Place {
    fn page(self, signed_in: &SignedIn) -> Page {
        let words = &signed_in.words().importing;
        Page::of(signed_in, self.say(&words.people_title, &words.jobs_title), self.back)
    }

    fn is_of_jobs(self) -> bool {
        self.kind == ListKind::Jobs
    }

    /// What is said of a list of people, or what is said of one of jobs.
    fn say<T>(self, of_people: T, of_jobs: T) -> T {
        match self.kind {
            ListKind::Employees => of_people,
            ListKind::Jobs => of_jobs,
        }
    }
}

#[derive(Template)]
#[template(path = "list_import/upload.html")]
struct UploadPage {
    page: Page,
    place: Place,
    problem: Option<String>,
    languages: String,
    /// What can still be undone: the id of the upload, the file and what was done.
    recent: Vec<(ImportDraftId, String, String)>,
}

async fn upload_page(
    place: Place,
    web: &Web,
    signed_in: &SignedIn,
    problem: Option<String>,
) -> Result<Response, PageError> {
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    let (settings, recent) = web
        .store
        .read(move |tx| {
            let settings = workspaces::get_settings(tx, workspace)?;
            Ok::<_, StoreError>((settings, import::list_imported(tx, workspace, place.kind, now)?))
        })
        .await?;
    let words = &signed_in.words().importing;
    let languages = settings.languages.iter().map(|language| language.code().to_owned());
    let languages = languages.reduce(|first, second| words.either(first, second)).unwrap_or_default();
    let recent = recent.into_iter().map(|(id, receipt)| {
        let did = done::summary(words, place, &receipt);
        let did = if receipt.undone.is_some() { format!("{did} {}", words.was_undone) } else { did };
        (id, receipt.file, did)
    });
    let (page, recent) = (place.page(signed_in), recent.collect());
    let is_refusal = problem.is_some();
    let page = UploadPage { page, place, problem, languages, recent };
    Ok(if is_refusal { refused(&page) } else { html(&page) })
}

/// Which upload is meant, and which of its pages.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct DraftQuery {
    draft: String,
    /// `check` for what importing it would do; otherwise its columns.
    step: String,
}

async fn show(
    place: Place,
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(asked): Query<DraftQuery>,
) -> Result<Response, PageError> {
    if asked.draft.is_empty() {
        return upload_page(place, &web, &signed_in, None).await;
    }
    let Some(draft) = ImportDraftId::parse(&asked.draft) else { return Ok(error::not_found(&signed_in.visit)) };
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    if asked.step != "check" {
        let view = web.store.read(move |tx| import::columns(tx, workspace, place.kind, draft, now)).await;
        match view {
            Ok(Some(view)) => return Ok(html(&columns::page(place, &signed_in, draft, view))),
            Ok(None) => {}
            Err(problem) => return failed(place, &web, &signed_in, problem).await,
        }
    }
    let preview = web.store.read(move |tx| {
        let preview = import::preview(tx, workspace, place.kind, draft, now)?;
        Ok::<_, ImportError>((preview, workspaces::get_settings(tx, workspace)?.zone))
    });
    match preview.await {
        Ok((Preview::Waiting(list), _)) => Ok(preview::page(place, &signed_in, draft, *list)),
        Ok((Preview::Imported(receipt, until), zone)) => {
            Ok(html(&done::page(place, &signed_in, draft, *receipt, until, &zone)))
        }
        Err(ImportError::Table(_)) => Ok(to_step(place, draft, "columns")),
        Err(problem) => failed(place, &web, &signed_in, problem).await,
    }
}

fn to_step(place: Place, draft: ImportDraftId, step: &str) -> Response {
    Redirect::to(&format!("{}?draft={draft}&step={step}", place.path)).into_response()
}

async fn failed(place: Place, web: &Web, signed_in: &SignedIn, problem: ImportError) -> Result<Response, PageError> {
    match problem {
        ImportError::NotFound => Ok(error::not_found(&signed_in.visit)),
        ImportError::Store(_) | ImportError::Json(_) => Err(error::failed(&problem)),
        ImportError::TooLarge
        | ImportError::Text(_)
        | ImportError::Workbook(_)
        | ImportError::Table(_)
        | ImportError::RanOut => {
            let words = format!("{}.", capital(&signed_in.words().importing.refusal(place.kind, &problem)));
            upload_page(place, web, signed_in, Some(words)).await
        }
    }
}

async fn upload(
    place: Place,
    State(web): State<Web>,
    signed_in: SignedIn,
    request: Request,
) -> Result<Response, PageError> {
    let visit = &signed_in.visit;
    let Ok(form) = Multipart::from_request(request, &web).await else { return Ok(error::stale_form(visit)) };
    let Ok(Ok(_permit)) = timeout(bodies::BODY_TIMEOUT, web.edge.bodies.uploads.acquire()).await else {
        return Ok(error::unread(visit, bodies::BodyRejection::Crowded));
    };
    let read = timeout(bodies::UPLOAD_TIMEOUT, read(visit, form)).await;
    let (file, bytes) = match read.unwrap_or(Err(UploadRefusal::TooSlow)) {
        Ok(uploaded) => uploaded,
        Err(UploadRefusal::Stale) => return Ok(error::stale_form(visit)),
        Err(UploadRefusal::Broken) => return Ok(error::not_understood(visit)),
        Err(UploadRefusal::TooSlow) => return Ok(error::unread(visit, bodies::BodyRejection::TooSlow)),
        Err(UploadRefusal::TooLarge) => return failed(place, &web, &signed_in, ImportError::TooLarge).await,
    };
    match keep(place.kind, &web, signed_in.actor(), file, bytes).await {
        Ok(draft) => Ok(to_step(place, draft, "columns")),
        Err(problem) => failed(place, &web, &signed_in, problem).await,
    }
}

async fn keep(
    kind: ListKind,
    web: &Web,
    actor: Actor,
    file: String,
    bytes: Vec<u8>,
) -> Result<ImportDraftId, ImportError> {
    let today = web.store.now().to_zoned(TimeZone::UTC).date();
    // Unpacking takes a while; and a workbook at which its reader stumbles is broken, no more.
    let read = spawn_blocking(move || import::read(kind, file, &bytes, today)).await;
    let upload = read.unwrap_or(Err(ImportError::Workbook(WorkbookError::Broken)))?;
    web.store.write(Hold::Workspace(actor.workspace), move |u| import::keep(u, &actor, &upload)).await
}

async fn choose(
    place: Place,
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(form): Form<ColumnsForm>,
) -> Result<Response, PageError> {
    let Some((draft, said)) = form.said() else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let chosen = web
        .store
        .write(Hold::Workspace(actor.workspace), move |u| import::choose_columns(u, &actor, place.kind, draft, said))
        .await;
    match chosen {
        Ok(true) => Ok(to_step(place, draft, "check")),
        Ok(false) => Ok(to_step(place, draft, "columns")),
        Err(problem) => failed(place, &web, &signed_in, problem).await,
    }
}

async fn confirm(
    place: Place,
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(confirmed): Form<ConfirmForm>,
) -> Result<Response, PageError> {
    let Some(draft) = ImportDraftId::parse(&confirmed.draft) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let updates = confirmed.updates();
    let outcome = web
        .store
        .write(Hold::Workspace(actor.workspace), move |u| import::confirm(u, &actor, place.kind, draft, &updates))
        .await;
    match outcome {
        Ok(outcome) => Ok(guard::go(
            &web,
            &format!("{}?draft={draft}", place.path),
            &done::words(&signed_in.words().importing, place, &outcome),
        )),
        Err(problem) => failed(place, &web, &signed_in, problem).await,
    }
}

/// Which import is meant.
#[derive(Deserialize)]
struct UndoForm {
    #[serde(default)]
    draft: String,
}

async fn undo_import(
    place: Place,
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(form): Form<UndoForm>,
) -> Result<Response, PageError> {
    let Some(draft) = ImportDraftId::parse(&form.draft) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let undone =
        web.store.write(Hold::Workspace(actor.workspace), move |u| undo::undo(u, &actor, place.kind, draft)).await;
    match undone {
        Ok(()) => Ok(Redirect::to(&format!("{}?draft={draft}", place.path)).into_response()),
        Err(problem) => failed(place, &web, &signed_in, problem).await,
    }
}
