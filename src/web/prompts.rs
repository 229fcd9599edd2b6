//! Recorded prompts, for the provider to play.

use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::Web;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/prompts/{language}/{file}", get(clip))
}

async fn clip(State(web): State<Web>, Path((language, file)): Path<(String, String)>) -> Response {
    match web.gateway.script.clip_bytes(&format!("{language}/{file}")) {
        Some(bytes) => ([(header::CONTENT_TYPE, "audio/wav"), (header::CACHE_CONTROL, "public, max-age=3600")], bytes)
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
