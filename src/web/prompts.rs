//! Recorded prompts, for the provider to play.

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{Web, access::Audience, routes::Routes};

pub(super) fn routes() -> Routes {
    Routes::new().get("/prompts/{language}/{file}", Audience::Everybody, clip)
}

async fn clip(State(web): State<Web>, Path((language, file)): Path<(String, String)>) -> Response {
    match web.services.calls.script().clip_bytes(&format!("{language}/{file}")) {
        Some(bytes) => ([(header::CONTENT_TYPE, "audio/wav"), (header::CACHE_CONTROL, "public, max-age=3600")], bytes)
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
