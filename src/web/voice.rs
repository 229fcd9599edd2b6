//! The provider's webhooks. Believed by their signature alone; answered with 200 and words wherever
//! the caller would otherwise hear the line drop.

mod callbacks;
pub(super) mod misdirected;
pub(super) mod patience;
mod run;
mod signed;
mod texts;
mod way_back;

use std::sync::Arc;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use tracing::Instrument;

use self::{
    callbacks::{call_status, recording_status},
    run::{Worked, run_patiently},
    signed::{PathParts, SignedWebhook, forbidden},
    texts::{incoming_text, text_status},
};
use super::{Web, access::Audience, routes::Routes};
use crate::{
    provider::{Answer, CallerInput, Provider, WebhookError},
    service::calls::{CallError, HeldWebhook, StepKey},
};

/// Bytes of a webhook: Twilio's own stay far below, and anything larger is none.
const MAX_BODY: usize = 64 * 1024;

/// Each address with a slash at its end as well: that is how it stands in many a console, and signed as it stands there.
pub(super) fn routes() -> Routes {
    Routes::new()
        .post("/voice/{provider}", Audience::Everybody, ring)
        .post("/voice/{provider}/", Audience::Everybody, ring)
        .post("/voice/{provider}/step/{step}/{token}", Audience::Everybody, answer)
        .post("/voice/{provider}/step/{step}/{token}/", Audience::Everybody, answer)
        .post("/voice/{provider}/step/{step}/{token}/silence", Audience::Everybody, silence)
        .post("/voice/{provider}/step/{step}/{token}/silence/", Audience::Everybody, silence)
        .post("/voice/{provider}/status", Audience::Everybody, call_status)
        .post("/voice/{provider}/status/", Audience::Everybody, call_status)
        .post("/voice/{provider}/recording", Audience::Everybody, recording_status)
        .post("/voice/{provider}/recording/", Audience::Everybody, recording_status)
        .post("/voice/{provider}/text/{id}", Audience::Everybody, text_status)
        .post("/voice/{provider}/text/{id}/", Audience::Everybody, text_status)
        .post("/voice/{provider}/message", Audience::Everybody, incoming_text)
        .post("/voice/{provider}/message/", Audience::Everybody, incoming_text)
}

async fn ring(
    State(web): State<Web>,
    SignedWebhook { provider, body, span, way_back, time }: SignedWebhook,
) -> Response {
    span.record("step", 0);
    let answered = async {
        let ring = match provider.parse_ring(&body) {
            Ok(ring) => ring,
            Err(error) => return reject_unparsable(&web, provider.as_ref(), &error),
        };
        let came_at = way_back.came_at.unwrap_or_else(|| web.store.now());
        let (services, tracked) = (Arc::clone(&web.services), Arc::clone(&provider));
        let take = move || {
            let (services, provider, ring) = (Arc::clone(&services), Arc::clone(&tracked), ring.clone());
            async move { services.calls.ring(&provider, ring, came_at).await }
        };
        let worked = run_patiently(&web, time, take).await;
        respond(&web, provider.as_ref(), worked, (&HeldWebhook::Ring { came_at }, way_back.held))
    };
    answered.instrument(span).await
}

async fn answer(
    State(web): State<Web>,
    parts: PathParts<(String, String, String)>,
    webhook: SignedWebhook,
) -> Response {
    let way_back = webhook.way_back.clone();
    let answer = webhook.provider.parse_answer(&webhook.body).map(|answer| match way_back.recording {
        Some(recording) => Answer { input: CallerInput::Recorded { recording, hung_up: false }, ..answer },
        // Whatever was keyed while the caller was held was meant for another question.
        None if way_back.held > 0 => Answer { input: CallerInput::Empty { pound_likely: false }, ..answer },
        None => answer,
    });
    answer_step(web, parts, webhook, answer).await
}

/// The way on of an answer behind its question: nothing was keyed there, whatever the form says or leaves out.
async fn silence(
    State(web): State<Web>,
    parts: PathParts<(String, String, String)>,
    webhook: SignedWebhook,
) -> Response {
    let held = webhook.way_back.held > 0;
    let answer = webhook.provider.parse_answer(&webhook.body).map(|answer| match answer.input {
        CallerInput::Empty { .. } => Answer { input: CallerInput::Nothing, ..answer },
        _ if held => Answer { input: CallerInput::Nothing, ..answer },
        CallerInput::Keys(_) | CallerInput::Pound | CallerInput::Nothing | CallerInput::Recorded { .. } => answer,
    });
    answer_step(web, parts, webhook, answer).await
}

async fn answer_step(
    web: Web,
    PathParts((_, step, token)): PathParts<(String, String, String)>,
    SignedWebhook { provider, span, way_back, time, .. }: SignedWebhook,
    answer: Result<Answer, WebhookError>,
) -> Response {
    let answered = async {
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => return reject_unparsable(&web, provider.as_ref(), &error),
        };
        let Ok(step) = step.parse() else { return voice_response(&web, provider.as_ref(), Err(CallError::NotWaiting)) };
        let key = StepKey { step, token };
        let held = HeldWebhook::at(key.clone(), &answer.input);
        let keys_lost = way_back.held > 0 && matches!(held, HeldWebhook::Keys(_));
        let (services, tracked) = (Arc::clone(&web.services), Arc::clone(&provider));
        let (tracker, stop) = (web.tracker.clone(), web.stop.clone());
        let take = move || {
            let (services, provider, goes_on) =
                (Arc::clone(&services), Arc::clone(&tracked), (tracker.clone(), stop.clone()));
            let (answer, key) = (answer.clone(), key.clone());
            async move {
                if keys_lost {
                    return services.calls.come_back(&provider, key, answer.call).await;
                }
                services.calls.answer(&provider, key, answer, (&goes_on.0, &goes_on.1)).await
            }
        };
        let worked = run_patiently(&web, time, take).await;
        respond(&web, provider.as_ref(), worked, (&held, way_back.held))
    };
    answered.instrument(span).await
}

/// The reply, or the wish for a moment's patience where the webhook is worth another try, or the apology.
fn respond(
    web: &Web,
    provider: &dyn Provider,
    worked: Worked<String>,
    (webhook, held): (&HeldWebhook, u32),
) -> Response {
    // What came back may have been worked on the last time, of which its failure says nothing.
    let worked = Worked { unknown: worked.unknown || held > 0, ..worked };
    if !worked.is_put_off() || held >= web.patience.holds {
        return voice_response(web, provider, worked.outcome);
    }
    match web.services.calls.one_moment(provider, webhook, held + 1) {
        Ok(xml) => {
            let error = worked.outcome.as_ref().err().map(|error| error as &dyn std::error::Error);
            tracing::warn!(error, held = held + 1, "the database does not answer; the caller is asked for a moment");
            metrics::counter!("phoneclock_webhooks_total", "outcome" => "held").increment(1);
            document(provider, xml)
        }
        Err(error) => voice_response(web, provider, Err(error)),
    }
}

fn voice_response(web: &Web, provider: &dyn Provider, reply: Result<String, CallError>) -> Response {
    let (outcome, xml) = match reply {
        Ok(xml) => ("answered", Ok(xml)),
        Err(CallError::NotWaiting) => {
            tracing::warn!("a webhook came for a step that does not wait");
            ("unknown step", web.services.calls.apology(provider))
        }
        Err(CallError::Misunderstood(reason)) => {
            tracing::warn!(%reason, "a signed webhook cannot be understood");
            ("refused", web.services.calls.apology(provider))
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a webhook could not be answered");
            web.services.line.note_failed(web.store.now());
            ("failed", web.services.calls.apology(provider))
        }
    };
    metrics::counter!("phoneclock_webhooks_total", "outcome" => outcome).increment(1);
    match xml {
        Ok(xml) => document(provider, xml),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "even the apology could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn document(provider: &dyn Provider, xml: String) -> Response {
    ([(header::CONTENT_TYPE, provider.content_type()), (header::CACHE_CONTROL, "no-store")], xml).into_response()
}

/// Answers a webhook that was signed and cannot be understood: whoever is on the line hears why the call ends.
fn reject_unparsable(web: &Web, provider: &dyn Provider, error: &WebhookError) -> Response {
    if *error == WebhookError::ForeignAccount {
        return forbidden();
    }
    voice_response(web, provider, Err(CallError::Misunderstood(error.clone())))
}
