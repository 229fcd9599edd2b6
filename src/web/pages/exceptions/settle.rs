//! Settling from the queue: one, several, and taking one back.

use std::collections::BTreeSet;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form as PlainForm;
use serde::Deserialize;

use super::{PageError, QueueQuery, RefusedDecision, card::Refused, error, html, page, words};
use crate::{
    domain::ids::ExceptionId,
    service::{
        Hold,
        timesheets::exceptions::{self, ReopenError, SettleError},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .post("/exceptions/settle", Audience::PAYROLL, settle_several)
        .post("/exceptions/{id}/settle", Audience::PAYROLL, settle)
        .post("/exceptions/{id}/reopen", Audience::PAYROLL, reopen)
}

/// A decision, and the list it was made in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct DecisionForm {
    note: String,
    /// The row to go on with.
    then: String,
    #[serde(flatten)]
    pub(super) query: QueueQuery,
}

async fn settle(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(decision): Form<DecisionForm>,
) -> Result<Response, PageError> {
    let DecisionForm { note, then, query } = decision;
    let Some(id) = ExceptionId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let (actor, reason, words) = (signed_in.actor(), note.clone(), signed_in.words());
    let accept = web.store.write(Hold::Workspace(actor.workspace), move |u| exceptions::accept(u, &actor, id, &reason));
    let (status, refused) = match accept.await {
        Ok((kind, name)) => {
            let to = query.address(&then);
            let said = words.exceptions.done_accepted(words.exception_kind(kind), name);
            return Ok(guard::go(&web, &to, &said));
        }
        Err(error @ SettleError::Already(..)) => {
            let words = words::not_settled(words, &error, signed_in.pen());
            (StatusCode::CONFLICT, RefusedDecision { words, typed: note, ..RefusedDecision::default() })
        }
        Err(error @ (SettleError::NoteNeeded | SettleError::NoteTooLong | SettleError::NotTogether)) => {
            let card = Some(Refused::Acceptance { words: words::not_settled(words, &error, signed_in.pen()), note });
            let refused = RefusedDecision { row: Some(id), card, ..RefusedDecision::default() };
            (StatusCode::UNPROCESSABLE_ENTITY, refused)
        }
        Err(SettleError::NotFound) => return Ok(error::not_found(&signed_in.visit)),
        Err(SettleError::Store(error)) => return Err(error.into()),
    };
    again(&web, &signed_in, query, status, refused).await
}

/// Its fields come one by one, as a name comes as often as boxes were ticked.
async fn settle_several(
    State(web): State<Web>,
    signed_in: SignedIn,
    PlainForm(fields): PlainForm<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let field = |name: &str| fields.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value).to_owned();
    if !guard::is_csrf(&signed_in.visit, &field("csrf")) {
        return Ok(error::stale_form(&signed_in.visit));
    }
    let ticked = fields.iter().filter(|(name, _)| name == "exception").map(|(_, value)| ExceptionId::parse(value));
    let Some(ticked) = ticked.collect::<Option<BTreeSet<_>>>() else { return Ok(error::not_found(&signed_in.visit)) };
    let query = QueueQuery {
        status: String::new(),
        kind: field("kind"),
        find: String::new(),
        employee: field("employee"),
        blocking: field("blocking"),
        after: field("after"),
        at: String::new(),
        fill: String::new(),
    };
    let (note, kept) = (field("note"), ticked.iter().copied().collect());
    let words = signed_in.words();
    let said = if ticked.is_empty() {
        words.exceptions.select_first.clone()
    } else {
        let (actor, reason) = (signed_in.actor(), note.clone());
        let hold = Hold::Workspace(actor.workspace);
        match web.store.write(hold, move |u| exceptions::accept_several(u, &actor, ticked, &reason)).await {
            Ok(accepted) => return Ok(guard::go(&web, &query.address(""), &words::accepted(words, accepted))),
            Err(SettleError::NotFound) => return Ok(error::not_found(&signed_in.visit)),
            Err(SettleError::Store(error)) => return Err(error.into()),
            Err(
                error @ (SettleError::Already(..)
                | SettleError::NoteNeeded
                | SettleError::NoteTooLong
                | SettleError::NotTogether),
            ) => words::not_settled(words, &error, signed_in.pen()),
        }
    };
    let refused = RefusedDecision { words: said, typed: note, ticked: kept, ..RefusedDecision::default() };
    again(&web, &signed_in, query, StatusCode::UNPROCESSABLE_ENTITY, refused).await
}

async fn reopen(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(decision): Form<DecisionForm>,
) -> Result<Response, PageError> {
    let Some(id) = ExceptionId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let hold = Hold::Workspace(actor.workspace);
    let words = signed_in.words();
    match web.store.write(hold, move |u| exceptions::reopen(u, &actor, id)).await {
        Ok((kind, name)) => {
            // From the list of what stands, back to it as it was; from what was settled, to where it stands now.
            let query = if decision.query.is_settled() { QueueQuery::default() } else { decision.query };
            let to = query.address(&id.to_string());
            Ok(guard::go(&web, &to, &words.exceptions.done_reopened(words.exception_kind(kind), name)))
        }
        Err(ReopenError::NotFound) => Ok(error::not_found(&signed_in.visit)),
        Err(ReopenError::Store(error)) => Err(error.into()),
        Err(
            error @ (ReopenError::Standing | ReopenError::NotAccepted | ReopenError::Again | ReopenError::Approved(..)),
        ) => {
            let refused = RefusedDecision::saying(words::not_reopened(&words.exceptions, &error, signed_in.pen()));
            again(&web, &signed_in, decision.query, StatusCode::CONFLICT, refused).await
        }
    }
}

/// The list again, with what is wrong on it and what was typed.
pub(super) async fn again(
    web: &Web,
    signed_in: &SignedIn,
    query: QueueQuery,
    status: StatusCode,
    refused: RefusedDecision,
) -> Result<Response, PageError> {
    Ok(match page(web, signed_in, query, Some(refused)).await? {
        Some(page) => (status, html(&page)).into_response(),
        None => error::not_found(&signed_in.visit),
    })
}
