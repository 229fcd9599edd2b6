//! Why a device is not answered. The screen finds the words.

use std::error::Error;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{
    service::kiosks::binding::BindingError,
    web::{bodies::BodyRejection, store_trouble::StoreTrouble},
};

/// Why a device is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// No device has the cookie, or there is none.
    Unknown,
    Revoked,
    Suspended,
    Deactivated,
    Disabled,
    /// It was not signed by the key of the device, or says something else than before.
    Signature,
    /// The same request is being worked on: ask again soon.
    Busy,
    /// The gateway could not do it: ask again soon.
    Failed,
    /// The database does not answer: ask again soon.
    Away,
    TooLarge,
    /// Only another program than ours asks so.
    Malformed,
}

/// The answer that names a problem.
pub(super) fn answer(problem: Problem) -> Response {
    let (status, name) = match problem {
        Problem::Unknown => (StatusCode::UNAUTHORIZED, "unknown"),
        Problem::Revoked => (StatusCode::UNAUTHORIZED, "revoked"),
        Problem::Suspended => (StatusCode::UNAUTHORIZED, "suspended"),
        Problem::Deactivated => (StatusCode::UNAUTHORIZED, "deactivated"),
        Problem::Disabled => (StatusCode::UNAUTHORIZED, "disabled"),
        Problem::Signature => (StatusCode::UNAUTHORIZED, "signature"),
        Problem::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
        Problem::Failed => (StatusCode::INTERNAL_SERVER_ERROR, "failed"),
        Problem::Away => (StatusCode::SERVICE_UNAVAILABLE, "away"),
        Problem::Malformed => (StatusCode::BAD_REQUEST, "malformed"),
        Problem::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too large"),
    };
    let mut response =
        (status, [(header::CONTENT_TYPE, "application/json")], json!({ "problem": name }).to_string()).into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    }
    response
}

/// The answer where something inside has failed; `what` could not be done, for the log. A device asks again under the
/// same id, so whatever may have been done is found then.
pub(super) fn failed(error: &(dyn Error + 'static), what: &'static str) -> Response {
    match StoreTrouble::of(error) {
        Some(StoreTrouble::Away | StoreTrouble::Unknown) => {
            tracing::warn!(error, "{what}: the database does not answer");
            answer(Problem::Away)
        }
        None => {
            tracing::error!(error, "{what}");
            answer(Problem::Failed)
        }
    }
}

/// The answer to a request that was not let in.
pub(super) fn refused(error: &BindingError) -> Response {
    answer(match error {
        BindingError::Store(_) => return failed(error, "a device could not be answered"),
        BindingError::Unknown => Problem::Unknown,
        BindingError::Revoked => Problem::Revoked,
        BindingError::Suspended => Problem::Suspended,
        BindingError::Deactivated => Problem::Deactivated,
        BindingError::Disabled => Problem::Disabled,
        BindingError::Signature => Problem::Signature,
        BindingError::Busy => Problem::Busy,
    })
}

/// The answer to a body that could not be read.
pub(super) fn unread(unread: BodyRejection) -> Response {
    answer(match unread {
        BodyRejection::TooLarge => Problem::TooLarge,
        BodyRejection::TooSlow | BodyRejection::Crowded | BodyRejection::Broken => Problem::Busy,
    })
}
