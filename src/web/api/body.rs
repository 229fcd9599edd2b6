//! What a request says: its body, its query, the id in its address.

use axum::{
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{header, request::Parts},
};
use axum_extra::extract::Query;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

use super::problem::Problem;
use crate::{
    domain::text::cleaned,
    web::{
        Web,
        bodies::{BODY_TIMEOUT, ReadBody},
    },
};

/// A body that holds more is not read to its end.
pub const MAX_BODY_BYTES: usize = 256 * 1024;
/// What a body may be called. The second one is that of changes (RFC 7396).
const MEDIA_TYPES: [&str; 2] = ["application/json", "application/merge-patch+json"];

/// A body in JSON, each text in it in the one form in which text is kept.
#[derive(Debug, Clone, Copy)]
pub struct ApiJson<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Web> for ApiJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !MEDIA_TYPES.iter().any(|known| kind.eq_ignore_ascii_case(known)) {
            return Err(Problem::not_json());
        }
        let ReadBody { bytes, place: _place } =
            web.edge.bodies.programs.read(request.into_body(), MAX_BODY_BYTES, BODY_TIMEOUT).await?;
        let mut value: Value = serde_json::from_slice(&bytes).map_err(|error| {
            // Where, and never what: it may be a secret.
            let (line, column) = (error.line(), error.column());
            Problem::malformed(format!("The body is not JSON from line {line}, column {column} on."))
        })?;
        clean(&mut value);
        let read = serde_json::from_value(value);
        read.map(Self).map_err(|_| {
            Problem::malformed("A field is missing, is not known, or is not of the kind that the description says.")
        })
    }
}

fn clean(value: &mut Value) {
    match value {
        Value::String(text) => *text = cleaned(text),
        Value::Array(values) => values.iter_mut().for_each(clean),
        Value::Object(fields) => fields.values_mut().for_each(clean),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A field that is to become empty by `null`, and to stay where it is not sent.
pub fn sent<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// The query of a request.
#[derive(Debug, Clone, Copy)]
pub struct ApiQuery<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for ApiQuery<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let query = Query::<T>::from_request_parts(parts, state).await;
        let Query(query) = query.map_err(|_| Problem::malformed("A parameter of the query is not as it should be."))?;
        Ok(Self(query))
    }
}

/// The id in the address of a request.
#[derive(Debug, Clone)]
pub struct ApiId(pub String);

impl<S: Send + Sync> FromRequestParts<S> for ApiId {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        // What cannot be read is the id of nothing.
        let Path(id) = Path::from_request_parts(parts, state).await.map_err(|_| Problem::not_found())?;
        Ok(Self(id))
    }
}
