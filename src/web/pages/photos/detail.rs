//! One photo with its whole history: verdicts, holds, and who looked.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{HERE, view::DetailView};
use crate::{
    domain::ids::PhotoId,
    service::{
        Hold,
        photos::{NOTE_MAX_CHARS, PhotoError, detail, holds},
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
#[template(path = "photos/detail.html")]
pub(super) struct DetailPage {
    page: Page,
    note_max: usize,
    detail: DetailView,
    problem: Option<String>,
    /// What is wrong with the note of the verdict, and what was typed.
    note_wrong: Option<String>,
    note: String,
    /// The same for the reason of a hold.
    reason_wrong: Option<String>,
    reason: String,
    /// What goes on with the review after a verdict that was refused.
    carried: Vec<(&'static str, String)>,
}

pub(super) async fn page(web: &Web, signed_in: &SignedIn, id: PhotoId) -> Result<DetailPage, PageError> {
    match detail::find(&web.store, &web.recordings, &signed_in.actor(), id).await {
        Ok(Some(detail)) => {
            let title = signed_in.words().photos.detail_title(&detail.seen.photo.employee_name);
            Ok(DetailPage {
                page: Page::of(signed_in, &title, HERE),
                note_max: NOTE_MAX_CHARS,
                detail: DetailView::new(detail, signed_in.words(), signed_in.pen()),
                problem: None,
                note_wrong: None,
                note: String::new(),
                reason_wrong: None,
                reason: String::new(),
                carried: Vec::new(),
            })
        }
        Ok(None) => Err(error::not_found(&signed_in.visit).into()),
        Err(problem) => Err(error::failed(&problem)),
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let Some(id) = PhotoId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    Ok(html(&page(&web, &signed_in, id).await?))
}

/// The page once more, with the verdict that was refused and why; what was typed is kept, and the review goes on.
pub(super) async fn refused(
    web: &Web,
    signed_in: &SignedIn,
    id: PhotoId,
    problem: &PhotoError,
    (note, carried): (&str, Vec<(&'static str, String)>),
) -> Result<Response, PageError> {
    let note = note.to_owned();
    let with_note = |page: DetailPage, problem, note_wrong| DetailPage { problem, note_wrong, note, carried, ..page };
    again(web, signed_in, id, problem, with_note).await
}

/// The same for a hold.
async fn hold_refused(
    web: &Web,
    signed_in: &SignedIn,
    id: PhotoId,
    problem: &PhotoError,
    reason: &str,
) -> Result<Response, PageError> {
    let reason = reason.to_owned();
    let with_reason = |page: DetailPage, problem, reason_wrong| DetailPage { problem, reason_wrong, reason, ..page };
    again(web, signed_in, id, problem, with_reason).await
}

/// `fill` puts the words where they belong: over the page, or beside what was typed.
async fn again(
    web: &Web,
    signed_in: &SignedIn,
    id: PhotoId,
    problem: &PhotoError,
    fill: impl FnOnce(DetailPage, Option<String>, Option<String>) -> DetailPage,
) -> Result<Response, PageError> {
    let words = signed_in.words().photo_refusal(problem, signed_in.pen());
    let (status, over, beside) = match problem {
        PhotoError::NotFound => return Ok(error::not_found(&signed_in.visit)),
        PhotoError::Store(_) | PhotoError::Recordings(_) => return Err(error::failed(problem)),
        PhotoError::NoteTooLong | PhotoError::NoReason => (StatusCode::UNPROCESSABLE_ENTITY, None, Some(words)),
        PhotoError::AlreadyJudged { .. }
        | PhotoError::SeenByAnother(_)
        | PhotoError::NothingToSee
        | PhotoError::CannotBeSeen
        | PhotoError::NotSeen
        | PhotoError::NoVerdictForPhotos
        | PhotoError::Changed
        | PhotoError::CannotBeHeld
        | PhotoError::HoldChanged => (StatusCode::CONFLICT, Some(words), None),
    };
    let shown = page(web, signed_in, id).await?;
    Ok((status, html(&fill(shown, over, beside))).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct HoldForm {
    reason: String,
}

pub(super) async fn hold(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<HoldForm>,
) -> Result<Response, PageError> {
    let Some(id) = PhotoId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let (actor, reason) = (signed_in.actor(), typed.reason.clone());
    let hold = web.store.write(Hold::Workspace(actor.workspace), move |u| holds::hold(u, &actor, id, &reason));
    match hold.await {
        Ok(()) => Ok(guard::go(&web, &format!("/photos/{id}"), &signed_in.words().photos.held)),
        Err(problem) => hold_refused(&web, &signed_in, id, &problem, &typed.reason).await,
    }
}

pub(super) async fn release(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(id) = PhotoId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let release = web.store.write(Hold::Workspace(actor.workspace), move |u| holds::release(u, &actor, id));
    match release.await {
        Ok(()) => Ok(guard::go(&web, &format!("/photos/{id}"), &signed_in.words().photos.released)),
        Err(problem) => hold_refused(&web, &signed_in, id, &problem, "").await,
    }
}
