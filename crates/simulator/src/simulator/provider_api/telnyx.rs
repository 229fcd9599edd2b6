//! Telnyx' API: recordings one by one, and those of a call in the account tree of TeXML.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use super::{ProviderApi, calls, files, json_answer, texts};
use crate::simulator::{recordings::KeptRecording, voice};

pub(super) fn routes() -> Router<Arc<ProviderApi>> {
    Router::new()
        .route("/v2/messages", post(texts::send_as_telnyx))
        .route("/v2/recordings/{recording}", get(find).delete(delete))
        .route("/v2/texml/Accounts/{account}/Calls.json", get(calls::list))
        .route("/v2/texml/Accounts/{account}/Recordings.json", get(list))
        .route("/v2/texml/Accounts/{account}/Calls/{call}/Recordings.json", get(list_of_call))
}

/// Whole milliseconds, as they are told.
fn millis(kept: &KeptRecording) -> u64 {
    format!("{:.0}", voice::secs_of(&kept.wav) * 1_000.0).parse().unwrap_or(0)
}

async fn find(State(api): State<Arc<ProviderApi>>, Path(recording): Path<String>, headers: HeaderMap) -> Response {
    let Some(kept) = api.recordings.get(&recording) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = if kept.wav.starts_with(b"ID3") { "mp3" } else { "wav" };
    json_answer(&json!({ "data": {
        "id": recording,
        "record_type": "recording",
        "status": "completed",
        "channels": "single",
        "duration_millis": millis(&kept),
        "download_urls": { kind: files::address(&headers, &recording) },
    }}))
}

async fn delete(State(api): State<Arc<ProviderApi>>, Path(recording): Path<String>) -> StatusCode {
    if api.recordings.delete(&recording) { StatusCode::OK } else { StatusCode::NOT_FOUND }
}

async fn list(State(api): State<Arc<ProviderApi>>, Path(account): Path<String>) -> Response {
    if account == api.account_sid { listed(&[]) } else { StatusCode::NOT_FOUND.into_response() }
}

async fn list_of_call(State(api): State<Arc<ProviderApi>>, Path((account, call)): Path<(String, String)>) -> Response {
    if account != api.account_sid {
        return StatusCode::NOT_FOUND.into_response();
    }
    let of_call = api.recordings.list_of_call(&call);
    let described: Vec<_> = of_call
        .iter()
        .map(|(sid, kept)| {
            let secs = millis(kept).div_euclid(1_000).to_string();
            json!({ "sid": sid, "call_sid": call, "channels": 1, "status": "completed", "duration": secs })
        })
        .collect();
    listed(&described)
}

fn listed(recordings: &[Value]) -> Response {
    json_answer(&json!({ "recordings": recordings, "page": 0, "page_size": 20, "next_page_uri": null }))
}
