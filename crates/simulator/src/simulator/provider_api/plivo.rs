//! Plivo's API: recordings one by one, and those of a call by its id.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Value, json};

use super::{ProviderApi, calls, files, json_answer, messages, texts};
use crate::simulator::{recordings::KeptRecording, voice};

pub(super) fn routes() -> Router<Arc<ProviderApi>> {
    Router::new()
        .route("/v1/Account/{account}/", get(account))
        .route("/v1/Account/{account}/Call/", get(calls::list_of_plivo))
        .route("/v1/Account/{account}/Message/", get(messages::list_of_plivo).post(texts::send_as_plivo))
        .route("/v1/Account/{account}/Recording/", get(list_of_call))
        .route("/v1/Account/{account}/Recording/{recording}/", get(find).delete(delete))
}

fn described(headers: &HeaderMap, id: &str, kept: &KeptRecording) -> Value {
    json!({
        "recording_id": id,
        "call_uuid": kept.call_sid,
        "recording_type": "normal",
        "recording_format": if kept.wav.starts_with(b"ID3") { "mp3" } else { "wav" },
        "recording_url": files::address(headers, id),
        "recording_duration_ms": format!("{:.5}", voice::secs_of(&kept.wav) * 1_000.0),
    })
}

async fn account(State(api): State<Arc<ProviderApi>>, Path(account): Path<String>) -> Response {
    if account != api.account_sid {
        return StatusCode::NOT_FOUND.into_response();
    }
    json_answer(&json!({ "auth_id": account, "name": "Simulated provider" }))
}

async fn find(
    State(api): State<Arc<ProviderApi>>,
    Path((account, recording)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let kept = api.recordings.get(&recording).filter(|_| account == api.account_sid);
    kept.map_or_else(
        || StatusCode::NOT_FOUND.into_response(),
        |kept| json_answer(&described(&headers, &recording, &kept)),
    )
}

async fn delete(State(api): State<Arc<ProviderApi>>, Path((account, recording)): Path<(String, String)>) -> StatusCode {
    let deleted = account == api.account_sid && api.recordings.delete(&recording);
    if deleted { StatusCode::NO_CONTENT } else { StatusCode::NOT_FOUND }
}

async fn list_of_call(
    State(api): State<Arc<ProviderApi>>,
    Path(account): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    if account != api.account_sid {
        return StatusCode::NOT_FOUND.into_response();
    }
    let query = query.unwrap_or_default();
    let call = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "call_uuid");
    let call = call.map(|(_, call)| call.into_owned()).unwrap_or_default();
    let objects: Vec<_> =
        api.recordings.list_of_call(&call).iter().map(|(id, kept)| described(&headers, id, kept)).collect();
    json_answer(&json!({ "objects": objects, "meta": { "limit": 20, "offset": 0 } }))
}
