//! What is shown where not even a page can be made.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::web::store_trouble::StoreTrouble;

/// The page for when something has failed inside; the log has the reason.
pub fn failed(error: &(dyn std::error::Error + 'static)) -> Response {
    if let Some(trouble) = StoreTrouble::of(error) {
        tracing::warn!(error, "a page could not be made: the database does not answer");
        return unanswered(trouble);
    }
    tracing::error!(error, "a page could not be made");
    let words = "Something went wrong on our side, and nothing was changed. Try again in a moment; if it keeps happening, tell the person who runs this gateway.\n";
    (StatusCode::INTERNAL_SERVER_ERROR, words).into_response()
}

/// The page for when the database does not answer. Whoever knows the language of the visit finds better words.
fn unanswered(trouble: StoreTrouble) -> Response {
    let (status, words) = match trouble {
        StoreTrouble::Away => (
            StatusCode::SERVICE_UNAVAILABLE,
            "The database cannot be reached just now. Nothing was changed. Try again in a moment.\n",
        ),
        // Nothing on the way is to send it again by itself.
        StoreTrouble::Unknown => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "The database went away while this was being saved. It may have been saved; look before you press again.\n",
        ),
    };
    let mut response = (status, words).into_response();
    response.extensions_mut().insert(trouble);
    response
}
