//! What is shown where not even a page can be made.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

/// The page for when something has failed inside; the log has the reason.
pub fn failed(error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error, "a page could not be made");
    let words = "Something went wrong on our side, and nothing was changed. Try again in a moment; if it keeps happening, tell the person who runs this gateway.\n";
    (StatusCode::INTERNAL_SERVER_ERROR, words).into_response()
}
