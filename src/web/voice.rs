//! The provider's webhooks. Believed by their signature alone; answered with 200 and words wherever
//! the caller would otherwise hear the line drop.

pub(super) mod misdirected;

use std::{collections::HashMap, future::Future, sync::Arc, time::Instant};

use axum::{
    body::Body,
    extract::{FromRequest, FromRequestParts, Path, Request, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use serde::de::DeserializeOwned;
use tracing::{Instrument, Span};

use super::{
    Web,
    access::Audience,
    bodies::{self, BodyRejection},
    routes::Routes,
};
use crate::{
    domain::ids::{ProviderCallId, TextId},
    provider::{Answer, CallerInput, Provider, SignedRequest, WebhookError},
    service::{calls::CallError, kernel::texts, services::in_time},
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
}

/// The parts of an address. One that is not UTF-8 leads nowhere, and a stranger is not told why.
struct PathParts<T>(T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for PathParts<T> {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        let path = Path::from_request_parts(parts, state).await;
        path.map(|Path(found)| Self(found)).map_err(|_| StatusCode::NOT_FOUND)
    }
}

async fn ring(State(web): State<Web>, SignedWebhook { provider, body, span }: SignedWebhook) -> Response {
    span.record("step", 0);
    let answered = async {
        let ring = match provider.parse_ring(&body) {
            Ok(ring) => ring,
            Err(error) => return reject_unparsable(&web, provider.as_ref(), &error),
        };
        let (services, tracked) = (Arc::clone(&web.services), Arc::clone(&provider));
        let reply = run_detached(&web, async move { services.calls.ring(&tracked, ring).await }).await;
        voice_response(&web, provider.as_ref(), reply)
    };
    answered.instrument(span).await
}

async fn answer(
    State(web): State<Web>,
    parts: PathParts<(String, String, String)>,
    webhook: SignedWebhook,
) -> Response {
    let answer = webhook.provider.parse_answer(&webhook.body);
    answer_step(web, parts, webhook, answer).await
}

/// The way on of an answer behind its question: nothing was keyed there, whatever the form says or leaves out.
async fn silence(
    State(web): State<Web>,
    parts: PathParts<(String, String, String)>,
    webhook: SignedWebhook,
) -> Response {
    let answer = webhook.provider.parse_answer(&webhook.body).map(|answer| match answer.input {
        CallerInput::Empty { .. } => Answer { input: CallerInput::Nothing, ..answer },
        CallerInput::Keys(_) | CallerInput::Pound | CallerInput::Nothing | CallerInput::Recorded { .. } => answer,
    });
    answer_step(web, parts, webhook, answer).await
}

async fn answer_step(
    web: Web,
    PathParts((_, step, token)): PathParts<(String, String, String)>,
    SignedWebhook { provider, span, .. }: SignedWebhook,
    answer: Result<Answer, WebhookError>,
) -> Response {
    let answered = async {
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => return reject_unparsable(&web, provider.as_ref(), &error),
        };
        let Ok(step) = step.parse() else { return voice_response(&web, provider.as_ref(), Err(CallError::NotWaiting)) };
        let (services, tracked) = (Arc::clone(&web.services), Arc::clone(&provider));
        let (tracker, stop) = (web.tracker.clone(), web.stop.clone());
        let taken = async move { services.calls.answer(&tracked, (step, token), answer, (&tracker, &stop)).await };
        let reply = run_detached(&web, taken).await;
        voice_response(&web, provider.as_ref(), reply)
    };
    answered.instrument(span).await
}

async fn call_status(State(web): State<Web>, SignedWebhook { provider, body, span }: SignedWebhook) -> Response {
    let noted = async {
        let status = match provider.parse_call_status(&body) {
            Ok(status) => status,
            Err(error) => return reject_callback(&error),
        };
        let services = Arc::clone(&web.services);
        ack(&web, run_detached(&web, async move { services.calls.call_status(&provider, status).await }).await)
    };
    noted.instrument(span).await
}

async fn recording_status(State(web): State<Web>, SignedWebhook { provider, body, span }: SignedWebhook) -> Response {
    let noted = async {
        let status = match provider.parse_recording_status(&body) {
            Ok(status) => status,
            Err(error) => return reject_callback(&error),
        };
        let services = Arc::clone(&web.services);
        ack(&web, run_detached(&web, async move { services.calls.recording_status(&provider, status).await }).await)
    };
    noted.instrument(span).await
}

/// How far a text has come.
async fn text_status(
    State(web): State<Web>,
    PathParts((_, id)): PathParts<(String, String)>,
    SignedWebhook { provider, body, span }: SignedWebhook,
) -> Response {
    let noted = async {
        let progress = match provider.parse_text_status(&body) {
            Ok(progress) => progress,
            Err(error) => return reject_callback(&error),
        };
        let Some(id) = TextId::parse(&id) else { return StatusCode::NOT_FOUND.into_response() };
        let noting = async {
            let Some(hold) = web.store.read(move |tx| texts::find_hold(tx, id)).await? else { return Ok(false) };
            web.store.write(hold, move |u| texts::note_progress(u, id, progress)).await
        };
        match noting.await {
            Ok(true) => StatusCode::NO_CONTENT.into_response(),
            Ok(false) => StatusCode::NOT_FOUND.into_response(),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a text’s progress could not be noted");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    };
    noted.instrument(span).await
}

/// What every line of the log about a webhook names: whose call it is, and at which step, where there is one.
fn webhook_span(provider: &dyn Provider, body: &[u8], step: Option<u32>) -> Span {
    let call = provider.find_call(body);
    // Of the highest level, so that no filter leaves lines without it.
    tracing::error_span!("webhook", provider = provider.name(), call = call.as_ref().map(ProviderCallId::as_str), step)
}

/// A webhook whose signature holds.
struct SignedWebhook {
    provider: Arc<dyn Provider>,
    body: Bytes,
    /// Whatever is done about it is done within this.
    span: Span,
}

/// Forms are read whatever they call themselves; what calls itself something else is named when it cannot be read.
fn warn_unless_form(headers: &HeaderMap) {
    const FORM: &str = "application/x-www-form-urlencoded";
    let Some(content_type) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return };
    let named = content_type.split(';').next().unwrap_or_default().trim();
    if !named.eq_ignore_ascii_case(FORM) {
        tracing::warn!(
            content_type = named,
            "a signed webhook says that it is not a form; calls come as {FORM}: in the provider's console let nothing else \
             lead to this address"
        );
    }
}

/// Checks the signature of a request; the answer to a wrong one tells a stranger nothing.
impl FromRequest<Web> for SignedWebhook {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Response> {
        let (mut head, body) = request.into_parts();
        let not_found = || StatusCode::NOT_FOUND.into_response();
        let PathParts(parts) = PathParts::<HashMap<String, String>>::from_request_parts(&mut head, web)
            .await
            .map_err(IntoResponse::into_response)?;
        let provider = parts.get("provider").and_then(|name| web.services.provider(name)).ok_or_else(not_found)?;
        // Without a signature the body need not be read at all.
        if !provider.has_signature(&head.headers) {
            return Err(forbidden());
        }
        let body = read(web, body).await?;
        let target = head.uri.path_and_query().map_or("/", |target| target.as_str());
        let signed = SignedRequest { target, headers: &head.headers, body: &body };
        if provider.verify(&signed).is_err() {
            web.services.line.note_refused(web.store.now());
            return Err(forbidden());
        }
        web.services.line.note_right();
        let span = webhook_span(provider.as_ref(), &body, parts.get("step").and_then(|step| step.parse().ok()));
        span.in_scope(|| warn_unless_form(&head.headers));
        Ok(Self { provider, body, span })
    }
}

async fn read(web: &Web, body: Body) -> Result<Bytes, Response> {
    // A provider sends its few hundred bytes at once; one that dawdles is none.
    let read = web.edge.bodies.webhooks.read(body, MAX_BODY, bodies::BODY_TIMEOUT).await;
    read.map(|taken| taken.bytes).map_err(|unread| {
        let status = match unread {
            BodyRejection::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            BodyRejection::TooSlow => StatusCode::REQUEST_TIMEOUT,
            BodyRejection::Crowded => StatusCode::SERVICE_UNAVAILABLE,
            BodyRejection::Broken => StatusCode::BAD_REQUEST,
        };
        status.into_response()
    })
}

/// The bare refusal of a request without a right signature; the log says what to look at.
fn forbidden() -> Response {
    StatusCode::FORBIDDEN.into_response()
}

/// Runs the work to its end in a task of its own, even when the provider closes its connection meanwhile.
async fn run_detached<T: Send + 'static>(
    web: &Web,
    work: impl Future<Output = Result<T, CallError>> + Send + 'static,
) -> Result<T, CallError> {
    let began = Instant::now();
    let done = web.tracker.spawn(in_time(work).in_current_span()).await;
    metrics::histogram!("phoneclock_webhook_seconds").record(began.elapsed());
    done?
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

fn reject_callback(error: &WebhookError) -> Response {
    if *error == WebhookError::ForeignAccount {
        return forbidden();
    }
    tracing::warn!(reason = %error, "a signed callback cannot be understood");
    metrics::counter!("phoneclock_webhooks_total", "outcome" => "refused").increment(1);
    (StatusCode::BAD_REQUEST, format!("{error}\n")).into_response()
}

fn ack(web: &Web, done: Result<(), CallError>) -> Response {
    match done {
        Ok(()) => {
            metrics::counter!("phoneclock_webhooks_total", "outcome" => "noted").increment(1);
            StatusCode::NO_CONTENT.into_response()
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a callback could not be noted");
            web.services.line.note_failed(web.store.now());
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
