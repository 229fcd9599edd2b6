//! Why a request was not carried out, as RFC 9457 writes it.

use std::error::Error;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    service::StoreError,
    web::{bodies::BodyRejection, pages::form_errors::FormErrors, store_trouble::StoreTrouble},
};

/// What problems are called, behind `urn:phoneclock:problem:`.
const URN: &str = "urn:phoneclock:problem:";
/// The media type of a problem (RFC 9457, 3).
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was not carried out.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// What is wrong, for programs: `urn:phoneclock:problem:` and a name.
    #[serde(rename = "type")]
    kind: String,
    /// What is wrong, in a few words that are always the same.
    title: &'static str,
    /// The status of the answer.
    #[serde(serialize_with = "as_number")]
    #[schema(value_type = u16)]
    status: StatusCode,
    /// What is wrong with this request, where there is more to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// What is wrong with each field, where fields are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The name of the field.
    field: String,
    /// What is wrong with it, as a sentence.
    detail: String,
}

fn as_number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

impl Problem {
    fn new(status: StatusCode, kind: &str, title: &'static str) -> Self {
        Self { kind: format!("{URN}{kind}"), title, status, detail: None, errors: Vec::new() }
    }

    /// Adds what is wrong with this request.
    #[must_use]
    pub fn saying(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// There is nothing at the address, or nothing of this workspace.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "Nothing is here")
    }

    /// The address does not take this method.
    #[must_use]
    pub fn wrong_method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", "The address does not take this method")
    }

    /// No token in use was shown.
    #[must_use]
    pub fn no_token() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "no-token", "No valid token was sent")
            .saying("Send a token in use in the header Authorization: Bearer …")
    }

    /// The token does not have the scope that is needed.
    #[must_use]
    pub fn no_scope(scope: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "no-scope", "The token may not do this")
            .saying(format!("The token needs the scope {scope}."))
    }

    /// Too much is asked.
    #[must_use]
    pub fn too_many() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", "Too many requests")
            .saying("Wait a second before the next request.")
    }

    /// The body is no JSON.
    #[must_use]
    pub fn not_json() -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json", "The body is not JSON")
            .saying("Send the body as application/json.")
    }

    /// The request is not one that the API takes.
    #[must_use]
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", "The request is malformed").saying(detail)
    }

    /// Fields that are wrong.
    #[must_use]
    pub fn invalid(errors: impl IntoIterator<Item = (String, String)>) -> Self {
        let errors = errors.into_iter().map(|(field, detail)| FieldProblem { field, detail }).collect();
        Self {
            errors,
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "Something that was sent is not valid")
        }
    }

    /// One field that is wrong.
    #[must_use]
    pub fn invalid_field(field: &str, detail: impl Into<String>) -> Self {
        Self::invalid([(field.to_owned(), detail.into())])
    }

    /// What is there stands against what was asked.
    #[must_use]
    pub fn conflict(kind: &str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, kind, "It cannot be done as things are").saying(detail)
    }

    /// It has changed since it was read.
    #[must_use]
    pub fn changed() -> Self {
        Self::new(StatusCode::PRECONDITION_FAILED, "changed", "It has changed since it was read")
            .saying("Read it again, and send the change with the new ETag.")
    }

    /// A change was sent without saying of what.
    #[must_use]
    pub fn no_if_match() -> Self {
        Self::new(StatusCode::PRECONDITION_REQUIRED, "no-if-match", "The header If-Match is missing")
            .saying("Send the ETag of what you have read in the header If-Match.")
    }

    /// Something inside has failed; the log has the reason.
    #[must_use]
    pub fn failed(error: &(dyn Error + 'static)) -> Self {
        match StoreTrouble::of(error) {
            Some(StoreTrouble::Away) => {
                tracing::warn!(error, "the API could not answer: the database does not answer");
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "away", "The database cannot be reached")
                    .saying("Nothing was changed. Try again in a moment.")
            }
            Some(StoreTrouble::Unknown) => {
                tracing::warn!(error, "the API could not answer: the database does not answer");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "unknown-outcome", "The database went away")
                    .saying("It may have been saved. Read it again before you send it again.")
            }
            None => {
                tracing::error!(error, "the API could not answer");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", "Something went wrong in the gateway")
                    .saying("Nothing was changed.")
            }
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::failed(&error)
    }
}

impl From<FormErrors> for Problem {
    fn from(errors: FormErrors) -> Self {
        Self::invalid(errors.iter().map(|(field, detail)| (field.to_owned(), detail.to_owned())))
    }
}

impl From<BodyRejection> for Problem {
    fn from(rejection: BodyRejection) -> Self {
        match rejection {
            BodyRejection::TooLarge => Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The body is too large"),
            BodyRejection::TooSlow => Self::new(StatusCode::REQUEST_TIMEOUT, "too-slow", "The body took too long"),
            BodyRejection::Crowded => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Too much is sent at once").saying("Try again soon.")
            }
            BodyRejection::Broken => Self::malformed("The body broke off before its end."),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status;
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, MEDIA_TYPE)], body).into_response();
        let headers = response.headers_mut();
        match status {
            StatusCode::UNAUTHORIZED => {
                drop(headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
            }
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => {
                drop(headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1")));
            }
            _ => {}
        }
        response
    }
}
