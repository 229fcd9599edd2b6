//! The one screen on which photos are looked at, one after the other, and judged by a key.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    HERE, detail,
    view::{EarlierView, PhotoView, UndoView},
};
use crate::{
    domain::{
        ids::{EmployeeId, PhotoId, VerdictId},
        voice_check::Verdict,
    },
    service::{
        Hold,
        photos::{turns, verdicts},
    },
    web::{
        Web,
        guard::{self, Form, SignedIn},
        pages::{
            error::{self, PageError},
            layout::{Page, html},
        },
    },
};

/// The page on which the review goes on, of one person or of everybody.
pub(super) fn address(employee: &str) -> String {
    if employee.is_empty() { "/photos/review".to_owned() } else { format!("/photos/review?employee={employee}") }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReviewQuery {
    employee: String,
}

#[derive(Template)]
#[template(path = "photos/review.html")]
struct ReviewPage {
    page: Page,
    photo: Option<PhotoView>,
    earlier: Vec<EarlierView>,
    left: usize,
    undo: Option<UndoView>,
    /// Whom the review is narrowed to, as it was asked for.
    employee: String,
    /// The same page again.
    again: String,
}

pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<ReviewQuery>,
) -> Result<Response, PageError> {
    let employee = match query.employee.as_str() {
        "" => None,
        id => match EmployeeId::parse(id) {
            Some(id) => Some(id),
            None => return Ok(error::not_found(&signed_in.visit)),
        },
    };
    let turn = turns::take_next(&web.store, &web.recordings, &signed_in.actor(), employee).await;
    let turn = turn.map_err(|problem| error::failed(&problem))?;
    let (words, pen) = (signed_in.words(), signed_in.pen());
    let (photo, earlier) = match turn.next {
        Some(seen) => {
            let earlier = seen.earlier.iter().map(|earlier| EarlierView::new(earlier, pen)).collect();
            (Some(PhotoView::new(*seen, words, pen)), earlier)
        }
        None => (None, Vec::new()),
    };
    Ok(html(&ReviewPage {
        page: Page::of(&signed_in, &words.photos.review_title, HERE),
        photo,
        earlier,
        left: turn.left,
        undo: turn.undo.map(|undo| UndoView::new(*undo, &words.review, pen)),
        again: address(&query.employee),
        employee: query.employee,
    }))
}

/// A verdict or its taking back, and where it goes on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct VerdictForm {
    verdict: String,
    note: String,
    /// The verdict that was shown.
    given: String,
    /// `review` goes on with the next one; otherwise the page of the photo is shown again.
    from: String,
    employee: String,
}

impl VerdictForm {
    fn is_review(&self) -> bool {
        self.from == "review"
    }

    /// Where it goes on.
    fn next(&self, id: PhotoId) -> String {
        match (self.is_review(), EmployeeId::parse(&self.employee)) {
            (true, Some(employee)) => address(&employee.to_string()),
            (true, None) => address(""),
            (false, _) => format!("/photos/{id}"),
        }
    }

    /// What a form carries so that the review goes on where it was.
    fn carried(&self) -> Vec<(&'static str, String)> {
        let carried = [("from", &self.from), ("employee", &self.employee)];
        let given = carried.into_iter().filter(|(_, value)| self.is_review() && !value.is_empty());
        given.map(|(name, value)| (name, value.clone())).collect()
    }
}

pub(super) async fn judge(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<VerdictForm>,
) -> Result<Response, PageError> {
    let Some(id) = PhotoId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let Some(verdict) = Verdict::parse(&typed.verdict) else {
        detail::page(&web, &signed_in, id).await?;
        return Ok(error::not_understood(&signed_in.visit));
    };
    let (actor, note) = (signed_in.actor(), typed.note.clone());
    let judge =
        web.store.write(Hold::Workspace(actor.workspace), move |u| verdicts::judge(u, &actor, id, verdict, &note));
    match judge.await {
        Ok(name) => {
            let words = &signed_in.words().review;
            let title = words.verdict_title(verdict);
            let said = if typed.is_review() { words.judged_undo(title, name) } else { words.judged(title, name) };
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
    let Some(id) = PhotoId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let (actor, given) = (signed_in.actor(), VerdictId::parse(&typed.given));
    let take_back =
        web.store.write(Hold::Workspace(actor.workspace), move |u| verdicts::take_back(u, &actor, id, given));
    match take_back.await {
        Ok(name) => Ok(guard::go(&web, &typed.next(id), &signed_in.words().review.taken_back_of(name))),
        Err(problem) => detail::refused(&web, &signed_in, id, &problem, (&typed.note, typed.carried())).await,
    }
}
