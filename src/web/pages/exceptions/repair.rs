//! Repairing an exception from its card, and taking that back.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

use super::{
    PageError, QueueQuery, RefusedDecision,
    card::Refused,
    error,
    form::{self, TypedRepair},
    settle::{DecisionForm, again},
    words,
};
use crate::{
    domain::ids::ExceptionId,
    service::{
        Hold,
        timesheets::{
            changes::{EntryError, ExpectedEntry},
            exceptions::{self, RepairError, find_detail},
        },
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{form_errors::FormErrors, time_entries::form::errors_of},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().post("/exceptions/{id}/correct", Audience::SignedIn, correct).post(
        "/exceptions/{id}/take-back",
        Audience::SignedIn,
        take_back,
    )
}

async fn correct(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<TypedRepair>,
) -> Result<Response, PageError> {
    let Some(id) = ExceptionId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let (actor, now) = (signed_in.actor(), web.store.now());
    let (words, pen) = (signed_in.words(), signed_in.pen());
    let workspace = actor.workspace;
    let read = web.store.read(move |tx| find_detail(tx, workspace, id, now));
    let Some(detail) = read.await? else { return Ok(error::not_found(&signed_in.visit)) };
    let query = typed.query.clone();
    let refused = |typed, errors| RefusedDecision {
        row: Some(id),
        card: Some(Refused::Repair(Box::new(typed), errors)),
        ..RefusedDecision::default()
    };
    let Some(entry) = detail.entry else {
        // It is resolved by now, or was never to be corrected here.
        let said = detail.exception.settled.as_ref().map_or_else(
            || words.exceptions.not_by_correction.clone(),
            |settled| words::already(words, settled, &detail.zone, pen),
        );
        let refused = RefusedDecision::saying(said);
        return again(&web, &signed_in, query, StatusCode::CONFLICT, refused).await;
    };
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let (correction, why) = match form::read(words, detail.exception.kind, &typed, &entry) {
        Ok(read) => read,
        Err(errors) => return again(&web, &signed_in, query, unprocessable, refused(typed, errors)).await,
    };
    let expected = ExpectedEntry { id: entry.id, version: typed.expected_version.clone() };
    let done = words::corrected_to(&words.exceptions, &correction, &entry, pen);
    let write = web
        .store
        .write(Hold::Workspace(workspace), move |u| exceptions::repair(u, &actor, (id, &expected), &correction, &why));
    match write.await {
        Ok(outcome) => {
            let said = words::repaired(words, &outcome, &done);
            let to = if outcome.is_open { String::new() } else { typed.then };
            Ok(guard::go(&web, &query.address(&to), &said))
        }
        Err(RepairError::Store(error)) => Err(error.into()),
        Err(RepairError::NotFound) => Ok(error::not_found(&signed_in.visit)),
        Err(RepairError::Already(settled, zone)) => {
            let refused = RefusedDecision::saying(words::already(words, &settled, &zone, pen));
            again(&web, &signed_in, query, StatusCode::CONFLICT, refused).await
        }
        // Approved meanwhile: there is no form any more that could say so.
        Err(RepairError::Entry(failed @ EntryError::Locked(..))) => {
            let said = words::not_corrected(signed_in.pen(), &failed);
            let refused = RefusedDecision { row: Some(id), ..RefusedDecision::saying(said) };
            again(&web, &signed_in, query, StatusCode::CONFLICT, refused).await
        }
        Err(RepairError::Entry(failed)) => {
            let errors = errors_of(signed_in.pen(), &failed)
                .unwrap_or_else(|| FormErrors::new("", &words.exceptions.changed_meanwhile));
            again(&web, &signed_in, query, unprocessable, refused(typed, errors)).await
        }
    }
}

async fn take_back(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(decision): Form<DecisionForm>,
) -> Result<Response, PageError> {
    let Some(id) = ExceptionId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let actor = signed_in.actor();
    let hold = Hold::Workspace(actor.workspace);
    let words = signed_in.words();
    match web.store.write(hold, move |u| exceptions::take_back(u, &actor, id)).await {
        Ok((kind, name)) => {
            let query = if decision.query.is_settled() { QueueQuery::default() } else { decision.query };
            let said = words.exceptions.done_taken_back(words.exception_kind(kind), name);
            Ok(guard::go(&web, &query.address(&id.to_string()), &said))
        }
        Err(RepairError::NotFound) => Ok(error::not_found(&signed_in.visit)),
        Err(RepairError::Store(error)) => Err(error.into()),
        Err(RepairError::Already(settled, zone)) => {
            let refused = RefusedDecision::saying(words::already(words, &settled, &zone, signed_in.pen()));
            again(&web, &signed_in, decision.query, StatusCode::CONFLICT, refused).await
        }
        Err(RepairError::Entry(failed)) => {
            let refused = RefusedDecision::saying(words::not_taken_back(signed_in.pen(), &failed));
            again(&web, &signed_in, decision.query, StatusCode::CONFLICT, refused).await
        }
    }
}
