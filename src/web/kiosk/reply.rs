//! What goes out to a device: the answer, the nonce that it is to show next, and the gateway's time.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::web::Web;

/// An answer in its envelope, as it is kept and goes out.
pub(super) fn around(web: &Web, nonce: Option<&[u8]>, answer: &Value) -> String {
    let nonce = nonce.map(|nonce| URL_SAFE_NO_PAD.encode(nonce));
    json!({ "nonce": nonce, "now": web.store.now().as_millisecond(), "answer": answer }).to_string()
}

/// An answer as it was kept.
pub(super) fn stored(reply: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], reply).into_response()
}

/// An answer that moves no chain: its nonce is null.
pub(super) fn unchained(web: &Web, answer: &Value) -> Response {
    stored(around(web, None, answer))
}
