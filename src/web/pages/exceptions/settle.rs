//! Settling from the queue: one, several, and taking one back.

use std::collections::BTreeSet;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form as PlainForm;
use serde::Deserialize;

use super::{Asked, Refused, error, html, page};
use crate::{
    domain::ids::ExceptionId,
    service::exceptions::{Accepted, ReopenError, SettleError},
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
struct Decision {
    note: String,
    /// The row to go on with.
    then: String,
    #[serde(flatten)]
    asked: Asked,
}

async fn settle(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(decision): Form<Decision>,
) -> Response {
    let Decision { note, then, asked } = decision;
    let Some(id) = ExceptionId::parse(&id) else { return error::not_found(&signed_in.visit) };
    let (status, row, words) = match web.gateway.accept_exception(signed_in.actor(), id, &note).await {
        Ok((kind, name)) => {
            let to = asked.address(ExceptionId::parse(&then));
            return guard::go(&web, &to, &format!("Accepted: {} of {name}.", kind.name()));
        }
        Err(error @ SettleError::Already(_)) => (StatusCode::CONFLICT, None, error.to_string()),
        Err(error @ (SettleError::NoteNeeded | SettleError::NoteTooLong | SettleError::NotTogether)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Some(id), error.to_string())
        }
        Err(SettleError::NoSuch) => return error::not_found(&signed_in.visit),
        Err(SettleError::Store(error)) => return error::failed(&error),
    };
    again(&web, &signed_in, asked, status, Refused { words, row, note, ticked: Vec::new() }).await
}

/// Its fields come one by one, as a name comes as often as boxes were ticked.
async fn settle_several(
    State(web): State<Web>,
    signed_in: SignedIn,
    PlainForm(fields): PlainForm<Vec<(String, String)>>,
) -> Response {
    let field = |name: &str| fields.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value).to_owned();
    if !guard::is_csrf(&signed_in.visit, &field("csrf")) {
        return error::stale_form(&signed_in.visit);
    }
    let ticked = fields.iter().filter(|(name, _)| name == "exception").map(|(_, value)| ExceptionId::parse(value));
    let Some(ticked) = ticked.collect::<Option<BTreeSet<_>>>() else { return error::not_found(&signed_in.visit) };
    let asked = Asked {
        status: String::new(),
        kind: field("kind"),
        find: String::new(),
        employee: field("employee"),
        blocking: field("blocking"),
        after: field("after"),
    };
    let (note, kept) = (field("note"), ticked.iter().copied().collect());
    let words = if ticked.is_empty() {
        "Tick what is to be accepted.".to_owned()
    } else {
        match web.gateway.accept_exceptions(signed_in.actor(), ticked, &note).await {
            Ok(accepted) => return guard::go(&web, &asked.address(None), &in_words(accepted)),
            Err(SettleError::NoSuch) => return error::not_found(&signed_in.visit),
            Err(SettleError::Store(error)) => return error::failed(&error),
            Err(
                error @ (SettleError::Already(_)
                | SettleError::NoteNeeded
                | SettleError::NoteTooLong
                | SettleError::NotTogether),
            ) => error.to_string(),
        }
    };
    let refused = Refused { words, row: None, note, ticked: kept };
    again(&web, &signed_in, asked, StatusCode::UNPROCESSABLE_ENTITY, refused).await
}

async fn reopen(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(decision): Form<Decision>,
) -> Response {
    let Some(id) = ExceptionId::parse(&id) else { return error::not_found(&signed_in.visit) };
    match web.gateway.reopen_exception(signed_in.actor(), id).await {
        Ok((kind, name)) => {
            // From the list of what stands, back to it as it was; from what was settled, to where it stands now.
            let asked = if decision.asked.is_settled() { Asked::default() } else { decision.asked };
            let to = asked.address(Some(id));
            guard::go(&web, &to, &format!("Standing again: {} of {name}.", kind.name()))
        }
        Err(ReopenError::NoSuch) => error::not_found(&signed_in.visit),
        Err(ReopenError::Store(error)) => error::failed(&error),
        Err(
            error @ (ReopenError::Standing | ReopenError::NotAccepted | ReopenError::Again | ReopenError::Approved(_)),
        ) => {
            let refused = Refused { words: error.to_string(), ..Refused::default() };
            again(&web, &signed_in, decision.asked, StatusCode::CONFLICT, refused).await
        }
    }
}

/// The list again, with what is wrong on it and what was typed.
async fn again(web: &Web, signed_in: &SignedIn, asked: Asked, status: StatusCode, refused: Refused) -> Response {
    match page(web, signed_in, asked, Some(refused)).await {
        Ok(Some(page)) => (status, html(&page)).into_response(),
        Ok(None) => error::not_found(&signed_in.visit),
        Err(error) => error::failed(&error),
    }
}

fn in_words(accepted: Accepted) -> String {
    let Accepted { kind, count, already } = accepted;
    let meanwhile = match already {
        0 => String::new(),
        1 => " One more had been settled meanwhile.".to_owned(),
        more => format!(" {more} more had been settled meanwhile."),
    };
    format!("Accepted: {count} of the kind {}.{meanwhile}", kind.name())
}
