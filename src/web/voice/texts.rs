//! What the provider tells of texts: how far one has come, and what phones answer. The answer to a reply is a text of its
//! own, so that the provider is always told the same: nothing.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use tracing::Instrument;

use super::{
    callbacks::{again_soon, reject, unnoted},
    run::run_patiently,
    signed::{PathParts, SignedWebhook},
};
use crate::{
    domain::ids::TextId,
    provider::IncomingText,
    service::kernel::texts::{
        self, NotedProgress, ToldProgress,
        replies::{self, HeardReply},
    },
    web::Web,
};

/// How far a text has come.
pub(super) async fn text_status(
    State(web): State<Web>,
    PathParts((_, id)): PathParts<(String, String)>,
    SignedWebhook { provider, body, span, time, .. }: SignedWebhook,
) -> Response {
    let noted = async {
        let status = match provider.parse_text_status(&body) {
            Ok(status) => status,
            Err(error) => return reject(&error),
        };
        let Some(id) = TextId::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
        let is_address_signed = provider.signs_addresses();
        let told = ToldProgress { provider: provider.name(), status, is_address_signed };
        let store = web.store.clone();
        let note = move || {
            let (store, told) = (store.clone(), told.clone());
            async move {
                let hold = store.read(move |tx| texts::find_hold(tx, id)).await?;
                let Some(hold) = hold else { return Ok(NotedProgress::NoSuchText) };
                Ok(store.write(hold, move |u| texts::note_progress(u, id, &told)).await?)
            }
        };
        let worked = run_patiently(&web, time, note).await;
        match &worked.outcome {
            Ok(NotedProgress::Noted) => StatusCode::NO_CONTENT.into_response(),
            Ok(NotedProgress::NoSuchText) => StatusCode::NOT_FOUND.into_response(),
            Ok(NotedProgress::TooEarly) => again_soon(),
            Err(error) => unnoted(error, worked.is_put_off()),
        }
    };
    noted.instrument(span).await
}

/// What a phone has answered. A stranger's answer is taken as anybody's, and told as little.
pub(super) async fn incoming_text(
    State(web): State<Web>,
    SignedWebhook { provider, body, span, time, .. }: SignedWebhook,
) -> Response {
    let received = async {
        let incoming = match provider.parse_incoming_text(&body) {
            Ok(incoming) => incoming,
            Err(error) => return reject(&error),
        };
        let said_nothing = || ([(header::CONTENT_TYPE, provider.content_type())], NO_REPLY).into_response();
        let Some(reply) = incoming.and_then(|incoming| heard(&web, provider.name(), &incoming)) else {
            return said_nothing();
        };
        tracing::info!(meaning = reply.meaning.name(), "a phone has answered a text");
        let store = web.store.clone();
        let receive = move || {
            let (store, reply) = (store.clone(), reply.clone());
            async move { Ok(store.write(reply.hold(), move |u| replies::receive(u, &reply)).await?) }
        };
        let worked = run_patiently(&web, time, receive).await;
        match &worked.outcome {
            Ok(()) => {
                metrics::counter!("phoneclock_webhooks_total", "outcome" => "noted").increment(1);
                said_nothing()
            }
            Err(error) => unnoted(error, worked.is_put_off()),
        }
    };
    received.instrument(span).await
}

/// The document that says nothing to a phone; who reads no documents ignores it.
const NO_REPLY: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Response></Response>"#;

/// Nothing where no number is shown.
fn heard(web: &Web, provider: &str, incoming: &IncomingText) -> Option<HeardReply> {
    let phone = incoming.from.number()?.clone();
    let may_answer = incoming.answered.is_none() && web.services.texter.may_text(&phone);
    let told_by = (provider.to_owned(), incoming.id.clone());
    Some(HeardReply { told_by, phone, meaning: incoming.meaning(), may_answer })
}
