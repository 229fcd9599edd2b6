//! Files that lie beside the API, at addresses that the API gives: whoever sends a key along is turned away, as the stores
//! of files do that check the address itself.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::{ProviderApi, give_out};

pub(super) fn routes() -> Router<Arc<ProviderApi>> {
    Router::new().route("/files/{file}", get(file))
}

/// Where a recording lies, as seen by whoever has asked this host for it.
pub(super) fn address(headers: &HeaderMap, recording: &str) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    format!("http://{host}/files/{recording}.wav?X-Amz-Expires=600")
}

async fn file(State(api): State<Arc<ProviderApi>>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    if headers.contains_key(header::AUTHORIZATION) {
        return (StatusCode::BAD_REQUEST, "only one way to sign in is allowed").into_response();
    }
    give_out(&api, name.strip_suffix(".wav").unwrap_or(&name)).await
}
