//! The one screen on which voice checks are heard, one after the other, and judged by a key.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{HERE, Narrow, detail};
use crate::{
    domain::{
        ids::{VerdictId, VoiceCheckId},
        voice_check::Verdict,
    },
    service::reviews::{CheckView, Next, ReviewError, audio::COLUMNS, turns::Undo, views::Earlier},
    web::{
        Web,
        guard::{self, Form, SignedIn},
        pages::{
            error,
            layout::{Page, html},
            sign_in::Nothing,
        },
    },
};

#[derive(Template)]
#[template(path = "voice_checks/review.html")]
struct ReviewPage {
    page: Page,
    columns: u16,
    check: Option<Box<CheckView>>,
    earlier: Vec<Earlier>,
    left: usize,
    all: usize,
    undo: Option<Undo>,
    narrow: Narrow,
}

pub(super) async fn show(State(web): State<Web>, signed_in: SignedIn, Query(narrow): Query<Narrow>) -> Response {
    let Some(narrowed) = narrow.narrowed() else { return error::not_found(&signed_in.visit) };
    match web.gateway.next_to_hear(&signed_in.actor(), narrowed).await {
        Ok(turn) => {
            let (check, earlier) = match turn.next {
                Next::Check(check, earlier) => (Some(check), earlier),
                Next::Nothing => (None, Vec::new()),
            };
            html(&ReviewPage {
                page: Page::of(&signed_in, "Review voice checks", HERE),
                columns: COLUMNS,
                check,
                earlier,
                left: turn.left,
                all: turn.left.saturating_add(turn.heard),
                undo: turn.undo,
                narrow,
            })
        }
        Err(problem) => error::failed(&problem),
    }
}

/// Keeps the voice check this reviewer's while their page is open; asked for by its script.
pub(super) async fn keep(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Response {
    let Some(id) = VoiceCheckId::parse(&id) else { return error::not_found(&signed_in.visit) };
    told_to_script(&signed_in, web.gateway.keep_turn(&signed_in.actor(), id).await)
}

/// What the page has seen played to its end; said by its script.
pub(super) async fn played(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Response {
    let Some(id) = VoiceCheckId::parse(&id) else { return error::not_found(&signed_in.visit) };
    told_to_script(&signed_in, web.gateway.note_played(&signed_in.actor(), id).await)
}

/// What a script is told of what it has asked for.
fn told_to_script(signed_in: &SignedIn, done: Result<bool, ReviewError>) -> Response {
    match done {
        Ok(true) => StatusCode::NO_CONTENT.into_response(),
        Ok(false) => StatusCode::CONFLICT.into_response(),
        Err(ReviewError::NotFound) => error::not_found(&signed_in.visit),
        Err(problem) => error::failed(&problem),
    }
}

/// A verdict or its taking back, and where it goes on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    verdict: String,
    pub note: String,
    /// The verdict that was shown.
    given: String,
    /// `review` goes on with the next one; otherwise the page of the voice check is shown again.
    from: String,
    only: String,
    employee: String,
    job: String,
}

impl Typed {
    fn is_review(&self) -> bool {
        self.from == "review"
    }

    /// What a form carries so that the review goes on where it was.
    pub(super) fn carried(&self) -> Vec<(&'static str, String)> {
        if !self.is_review() {
            return Vec::new();
        }
        let narrow = self.narrow();
        let narrowed = narrow.pairs().map(|(name, value)| (name, value.to_owned()));
        std::iter::once(("from", "review".to_owned())).chain(narrowed).collect()
    }

    fn narrow(&self) -> Narrow {
        Narrow { only: self.only.clone(), employee: self.employee.clone(), job: self.job.clone() }
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
    Form(typed): Form<Typed>,
) -> Response {
    let Some(id) = VoiceCheckId::parse(&id) else { return error::not_found(&signed_in.visit) };
    let Some(verdict) = Verdict::parse(&typed.verdict) else {
        return match web.gateway.find_voice_check(&signed_in.actor(), id).await {
            Ok(Some(_)) => error::not_understood(&signed_in.visit),
            Ok(None) => error::not_found(&signed_in.visit),
            Err(problem) => error::failed(&problem),
        };
    };
    match web.gateway.judge_voice_check(signed_in.actor(), id, verdict, typed.note.clone()).await {
        Ok(judged) => {
            let undo = if typed.is_review() { " Undo (u)." } else { "" };
            guard::go(&web, &typed.next(id), &format!("{}: {}.{undo}", verdict.title(), judged.name))
        }
        Err(problem) => detail::refused(&web, &signed_in, id, &problem, &typed).await,
    }
}

pub(super) async fn take_back(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Response {
    let Some(id) = VoiceCheckId::parse(&id) else { return error::not_found(&signed_in.visit) };
    let given = VerdictId::parse(&typed.given);
    let again = typed.is_review().then(|| typed.narrow().narrowed().unwrap_or_default());
    match web.gateway.take_back_verdict(signed_in.actor(), id, given, again).await {
        Ok(judged) => {
            let said = format!("The verdict on {} is taken back.", judged.name);
            // What the queue was narrowed to may leave out the one to be heard again.
            let left_out = typed.is_review() && !judged.to_hear_again;
            let to = if left_out { Narrow::default().review() } else { typed.next(id) };
            guard::go(&web, &to, &said)
        }
        Err(problem) => detail::refused(&web, &signed_in, id, &problem, &typed).await,
    }
}
