//! The one screen on which voice checks are heard, one after the other, and judged by a key.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    HERE, ReviewQuery, detail,
    view::{CheckView, EarlierView, UndoView},
};
use crate::{
    domain::{
        ids::{VerdictId, VoiceCheckId},
        voice_check::Verdict,
    },
    service::{
        Hold,
        voice_checks::{
            ReviewError,
            audio::{self, COLUMNS},
            claims, detail as details, verdicts,
        },
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
#[template(path = "voice_checks/review.html")]
struct ReviewPage {
    page: Page,
    columns: u16,
    check: Option<CheckView>,
    earlier: Vec<EarlierView>,
    left: usize,
    all: usize,
    undo: Option<UndoView>,
    narrow: ReviewQuery,
    /// The photos of the same entry, where one was clocked at a kiosk, too.
    photos: Vec<PhotoLine>,
}

pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(narrow): Query<ReviewQuery>,
) -> Result<Response, PageError> {
    let Some(filter) = narrow.filter() else { return Ok(error::not_found(&signed_in.visit)) };
    let claim = claims::claim_next(&web.store, &web.recordings, &signed_in.actor(), filter).await;
    let claim = claim.map_err(|problem| error::failed(&problem))?;
    let (words, pen) = (signed_in.words(), signed_in.pen());
    let (check, earlier) = match claim.next {
        Some(next) => (
            Some(CheckView::new(next.0, words, pen)),
            next.1.into_iter().map(|earlier| EarlierView::new(earlier, pen)).collect(),
        ),
        None => (None, Vec::new()),
    };
    let photos = match &check {
        Some(check) => beside(&web, &signed_in, check.entry).await?,
        None => Vec::new(),
    };
    Ok(html(&ReviewPage {
        page: Page::of(&signed_in, &words.review.title, HERE),
        photos,
        columns: COLUMNS,
        check,
        earlier,
        left: claim.left,
        all: claim.left.saturating_add(claim.heard),
        undo: claim.undo.map(|undo| UndoView::new(*undo, &words.review, pen)),
        narrow,
    }))
}

/// Keeps the voice check this reviewer's while their page is open; asked for by its script.
pub(super) async fn keep(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(id) = VoiceCheckId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let renew = web.store.write(Hold::Workspace(actor.workspace), move |u| claims::renew(u, &actor, id));
    told_to_script(&signed_in, renew.await)
}

/// What the page has seen played to its end; said by its script.
pub(super) async fn played(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(id) = VoiceCheckId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let note = web.store.write(Hold::Workspace(actor.workspace), move |u| audio::note_played(u, &actor, id));
    told_to_script(&signed_in, note.await)
}

/// What a script is told of what it has asked for.
fn told_to_script(signed_in: &SignedIn, done: Result<bool, ReviewError>) -> Result<Response, PageError> {
    match done {
        Ok(true) => Ok(StatusCode::NO_CONTENT.into_response()),
        Ok(false) => Ok(StatusCode::CONFLICT.into_response()),
        Err(ReviewError::NotFound) => Ok(error::not_found(&signed_in.visit)),
        Err(problem) => Err(error::failed(&problem)),
    }
}

/// A verdict or its taking back, and where it goes on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct VerdictForm {
    verdict: String,
    note: String,
    /// The verdict that was shown.
    given: String,
    /// `review` goes on with the next one; otherwise the page of the voice check is shown again.
    from: String,
    only: String,
    employee: String,
    job: String,
}

impl VerdictForm {
    fn is_review(&self) -> bool {
        self.from == "review"
    }

    /// What a form carries so that the review goes on where it was.
    fn carried(&self) -> Vec<(&'static str, String)> {
        if !self.is_review() {
            return Vec::new();
        }
        let narrow = self.narrow();
        let narrowed = narrow.pairs().map(|(name, value)| (name, value.to_owned()));
        std::iter::once(("from", "review".to_owned())).chain(narrowed).collect()
    }

    fn narrow(&self) -> ReviewQuery {
        ReviewQuery { only: self.only.clone(), employee: self.employee.clone(), job: self.job.clone() }
    }

    /// Where it goes on.
    fn next(&self, id: VoiceCheckId) -> String {
        if self.is_review() { self.narrow().review() } else { format!("/voice-checks/{id}") }
    }
}

pub(super) async fn judge(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<VerdictForm>,
) -> Result<Response, PageError> {
    let Some(id) = VoiceCheckId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let Some(verdict) = Verdict::parse(&typed.verdict) else {
        return match details::find(&web.store, &web.recordings, &signed_in.actor(), id).await {
            Ok(Some(_)) => Ok(error::not_understood(&signed_in.visit)),
            Ok(None) => Ok(error::not_found(&signed_in.visit)),
            Err(problem) => Err(error::failed(&problem)),
        };
    };
    let (actor, note) = (signed_in.actor(), typed.note.clone());
    let judge =
        web.store.write(Hold::Workspace(actor.workspace), move |u| verdicts::judge(u, &actor, id, verdict, &note));
    match judge.await {
        Ok(judged) => {
            let words = &signed_in.words().review;
            let title = words.verdict_title(verdict);
            let said = if typed.is_review() {
                words.judged_undo(title, judged.name)
            } else {
                words.judged(title, judged.name)
            };
            Ok(guard::go(&web, &typed.next(id), &said))
        }
        Err(problem) => detail::refused(&web, &signed_in, id, &problem, (&typed.note, typed.carried())).await,
    }
}

pub(super) async fn take_back(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<VerdictForm>,
) -> Result<Response, PageError> {
    let Some(id) = VoiceCheckId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let given = VerdictId::parse(&typed.given);
    let again = typed.is_review().then(|| typed.narrow().filter().unwrap_or_default());
    let actor = signed_in.actor();
    let take_back =
        web.store.write(Hold::Workspace(actor.workspace), move |u| verdicts::take_back(u, &actor, id, given, again));
    match take_back.await {
        Ok(judged) => {
            let said = signed_in.words().review.taken_back_of(judged.name);
            // What the queue was narrowed to may leave out the one to be heard again.
            let left_out = typed.is_review() && !judged.to_hear_again;
            let to = if left_out { ReviewQuery::default().review() } else { typed.next(id) };
            Ok(guard::go(&web, &to, &said))
        }
        Err(problem) => detail::refused(&web, &signed_in, id, &problem, (&typed.note, typed.carried())).await,
    }
}
