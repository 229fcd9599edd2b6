//! Forms, which are believed only with the token of the visit that they were shown to.

use axum::{
    RequestExt,
    body::Body,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form as PlainForm;
use serde::{Deserialize, de::DeserializeOwned};
use subtle::ConstantTimeEq;

use super::{header_text, visit::Visit};
use crate::web::{pages::error, typed::normalized};

/// A submitted form, believed only with the visit's CSRF token in its field `csrf`.
#[derive(Debug, Clone, Copy)]
pub struct Form<T>(pub T);

#[derive(Deserialize)]
struct CsrfForm<T> {
    #[serde(default)]
    csrf: String,
    #[serde(flatten)]
    fields: T,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let visit =
            request.extensions().get::<Visit>().cloned().ok_or_else(|| StatusCode::FORBIDDEN.into_response())?;
        let (head, body) = request.with_limited_body().into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.map_err(|_| error::not_understood(&visit))?;
        let request = Request::from_parts(head, Body::from(normalized(&body)));
        let form = PlainForm::<CsrfForm<T>>::from_request(request, state).await;
        let PlainForm(form) = form.map_err(|_| error::not_understood(&visit))?;
        if is_csrf(&visit, &form.csrf) { Ok(Self(form.fields)) } else { Err(error::stale_form(&visit)) }
    }
}

/// Whether the token is right of something that a script sends and that is no form: it comes in a header.
#[must_use]
pub fn is_csrf_in_header(visit: &Visit, headers: &HeaderMap) -> bool {
    header_text(headers, "x-csrf-token").is_some_and(|shown| is_csrf(visit, shown))
}

/// Whether the token of an upload is right, whose fields come one by one.
#[must_use]
pub fn is_csrf(visit: &Visit, shown: &str) -> bool {
    shown.as_bytes().ct_eq(visit.csrf.as_bytes()).into()
}
