//! A webhook is believed by its signature, which is checked before anything in it is read.

use std::{collections::HashMap, sync::Arc, time::Instant};

use axum::{
    body::Body,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use serde::de::DeserializeOwned;
use tracing::Span;

use super::{MAX_BODY, patience::Limits, way_back::WayBack};
use crate::{
    domain::ids::ProviderCallId,
    provider::{Provider, SignedRequest, texts::is_about_texts},
    web::{
        Web,
        bodies::{self, BodyRejection},
    },
};

/// The parts of an address. One that is not UTF-8 leads nowhere, and a stranger is not told why.
pub(super) struct PathParts<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for PathParts<T> {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        let path = Path::from_request_parts(parts, state).await;
        path.map(|Path(found)| Self(found)).map_err(|_| StatusCode::NOT_FOUND)
    }
}

/// A webhook whose signature holds.
pub(super) struct SignedWebhook {
    pub provider: Arc<dyn Provider>,
    pub body: Bytes,
    /// Whatever is done about it is done within this.
    pub span: Span,
    /// What its address says of an earlier try.
    pub way_back: WayBack,
    /// When it came, and how long it is worked on.
    pub time: (Instant, Limits),
}

/// Checks the signature of a request; the answer to a wrong one tells a stranger nothing.
impl FromRequest<Web> for SignedWebhook {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Response> {
        let came = Instant::now();
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
        if !is_about_texts(target) {
            span.in_scope(|| warn_unless_form(&head.headers));
        }
        let is_ours = web.services.calls.has_written(provider.as_ref(), target);
        let way_back = WayBack::parse(head.uri.query().filter(|_| is_ours));
        let limits = web.patience.limits(provider.answer_timeout());
        Ok(Self { provider, body, span, way_back, time: (came, limits) })
    }
}

/// What every line of the log about a webhook names: whose call it is, and at which step, where there is one.
fn webhook_span(provider: &dyn Provider, body: &[u8], step: Option<u32>) -> Span {
    let call = provider.find_call(body);
    // Of the highest level, so that no filter leaves lines without it.
    tracing::error_span!("webhook", provider = provider.name(), call = call.as_ref().map(ProviderCallId::as_str), step)
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
pub(super) fn forbidden() -> Response {
    StatusCode::FORBIDDEN.into_response()
}
