//! What the provider tells beside the conversation: that a call is over, how far a recording has come. What
//! cannot be noted is answered as an error; whatever a callback would have told is found out by background work, too.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use tracing::Instrument;

use super::{
    run::{Worked, run_patiently},
    signed::{SignedWebhook, forbidden},
};
use crate::{provider::WebhookError, service::calls::CallError, web::Web};

pub(super) async fn call_status(
    State(web): State<Web>,
    SignedWebhook { provider, body, span, time, .. }: SignedWebhook,
) -> Response {
    let noted = async {
        let status = match provider.parse_call_status(&body) {
            Ok(status) => status,
            Err(error) => return reject(&error),
        };
        if status.over {
            tracing::info!(cause = status.cause, "the provider says that the call is over");
        }
        let services = Arc::clone(&web.services);
        let note = move || {
            let (services, provider, status) = (Arc::clone(&services), Arc::clone(&provider), status.clone());
            async move { services.calls.call_status(&provider, status).await }
        };
        ack(&web, run_patiently(&web, time, note).await)
    };
    noted.instrument(span).await
}

pub(super) async fn recording_status(
    State(web): State<Web>,
    SignedWebhook { provider, body, span, time, .. }: SignedWebhook,
) -> Response {
    let noted = async {
        let status = match provider.parse_recording_status(&body) {
            Ok(status) => status,
            Err(error) => return reject(&error),
        };
        let services = Arc::clone(&web.services);
        let note = move || {
            let (services, provider, status) = (Arc::clone(&services), Arc::clone(&provider), status.clone());
            async move { services.calls.recording_status(&provider, status).await }
        };
        ack(&web, run_patiently(&web, time, note).await)
    };
    noted.instrument(span).await
}

pub(super) fn reject(error: &WebhookError) -> Response {
    if *error == WebhookError::ForeignAccount {
        return forbidden();
    }
    tracing::warn!(reason = %error, "a signed callback cannot be understood");
    metrics::counter!("phoneclock_webhooks_total", "outcome" => "refused").increment(1);
    (StatusCode::BAD_REQUEST, format!("{error}\n")).into_response()
}

fn ack(web: &Web, worked: Worked<()>) -> Response {
    let Err(error) = &worked.outcome else {
        metrics::counter!("phoneclock_webhooks_total", "outcome" => "noted").increment(1);
        return StatusCode::NO_CONTENT.into_response();
    };
    if !worked.is_put_off() {
        web.services.line.note_failed(web.store.now());
    }
    unnoted(error, worked.is_put_off())
}

/// The answer to a callback that could not be noted: whether it is worth sending it again.
pub(super) fn unnoted(error: &CallError, is_put_off: bool) -> Response {
    let error: &(dyn std::error::Error + 'static) = error;
    if is_put_off {
        tracing::warn!(error, "a callback could not be noted: the database does not answer");
        metrics::counter!("phoneclock_webhooks_total", "outcome" => "held").increment(1);
        return again_soon();
    }
    tracing::error!(error, "a callback could not be noted");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

pub(super) fn again_soon() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")]).into_response()
}
