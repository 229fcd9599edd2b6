//! One voice check with its whole history: verdicts, holds, and who listened.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{HERE, view::DetailView};
use crate::{
    domain::ids::VoiceCheckId,
    service::{
        Hold,
        voice_checks::{NOTE_MAX_CHARS, ReviewError, audio::COLUMNS, detail, holds},
    },
    web::{
        Web,
        guard::{self, Form, SignedIn},
        pages::{
            error::{self, PageError},
            field::EmptyForm,
            layout::{Page, html},
            photos::{PhotoLine, beside},
        },
    },
};

#[derive(Template)]
#[template(path = "voice_checks/detail.html")]
struct DetailPage {
    page: Page,
    columns: u16,
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
    /// The photos of the same entry, where one was clocked at a kiosk, too.
    photos: Vec<PhotoLine>,
}

async fn page(web: &Web, signed_in: &SignedIn, id: VoiceCheckId) -> Result<DetailPage, PageError> {
    match detail::find(&web.store, &web.recordings, &signed_in.actor(), id).await {
        Ok(Some(detail)) => Ok(DetailPage {
            photos: beside(web, signed_in, detail.check.check.entry).await?,
            page: Page::of(signed_in, &signed_in.words().review.detail_title(&detail.check.check.employee_name), HERE),
            columns: COLUMNS,
            note_max: NOTE_MAX_CHARS,
            detail: DetailView::new(detail, signed_in.words(), signed_in.pen()),
            problem: None,
            note_wrong: None,
            note: String::new(),
            reason_wrong: None,
            reason: String::new(),
            carried: Vec::new(),
        }),
        Ok(None) => Err(error::not_found(&signed_in.visit).into()),
        Err(problem) => Err(error::failed(&problem)),
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let Some(id) = VoiceCheckId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    Ok(html(&page(&web, &signed_in, id).await?))
}

/// The page once more, with the verdict that was refused and why; what was typed is kept, and the review goes on.
pub(super) async fn refused(
    web: &Web,
    signed_in: &SignedIn,
    id: VoiceCheckId,
    problem: &ReviewError,
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
    id: VoiceCheckId,
    problem: &ReviewError,
    reason: &str,
) -> Result<Response, PageError> {
    let with_reason = |page: DetailPage, problem, reason_wrong| DetailPage {
        problem,
        reason_wrong,
        reason: reason.to_owned(),
        ..page
    };
    again(web, signed_in, id, problem, with_reason).await
}

/// `fill` puts the words where they belong: over the page, or beside what was typed.
async fn again(
    web: &Web,
    signed_in: &SignedIn,
    id: VoiceCheckId,
    problem: &ReviewError,
    fill: impl FnOnce(DetailPage, Option<String>, Option<String>) -> DetailPage,
) -> Result<Response, PageError> {
    let words = signed_in.words().review.refusal(problem, signed_in.pen());
    let (status, over, beside) = match problem {
        ReviewError::NotFound => return Ok(error::not_found(&signed_in.visit)),
        ReviewError::Store(_) | ReviewError::Recordings(_) => return Err(error::failed(problem)),
        ReviewError::NoteTooLong | ReviewError::NoReason => (StatusCode::UNPROCESSABLE_ENTITY, None, Some(words)),
        ReviewError::AlreadyJudged { .. }
        | ReviewError::HeardByAnother(_)
        | ReviewError::NothingToHear
        | ReviewError::CannotBeHeard
        | ReviewError::NotPlayed
        | ReviewError::Silent
        | ReviewError::Changed
        | ReviewError::CannotBeHeld
        | ReviewError::HoldChanged => (StatusCode::CONFLICT, Some(words), None),
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
    let Some(id) = VoiceCheckId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let (actor, reason) = (signed_in.actor(), typed.reason.clone());
    let hold = web.store.write(Hold::Workspace(actor.workspace), move |u| holds::hold(u, &actor, id, &reason));
    match hold.await {
        Ok(()) => Ok(guard::go(&web, &format!("/voice-checks/{id}"), &signed_in.words().review.held)),
        Err(problem) => hold_refused(&web, &signed_in, id, &problem, &typed.reason).await,
    }
}

pub(super) async fn release(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(id) = VoiceCheckId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let release = web.store.write(Hold::Workspace(actor.workspace), move |u| holds::release(u, &actor, id));
    match release.await {
        Ok(()) => Ok(guard::go(&web, &format!("/voice-checks/{id}"), &signed_in.words().review.released)),
        Err(problem) => hold_refused(&web, &signed_in, id, &problem, "").await,
    }
}
