//! The account's texts: how each brand takes one, and how it says that it does not.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{ProviderApi, json_answer};
use crate::simulator::{brand::Brand, texts::SimulatedText};

/// Takes a text, or gives the number of the error with which the brand refuses it.
fn take(api: &ProviderApi, text: SimulatedText) -> Result<SimulatedText, u32> {
    let brand = api.brand;
    match api.texts.trouble_of(&text.to).filter(|_| brand.refuses_texts()) {
        Some(trouble) => Err(brand.text_error(trouble)),
        None => Ok(api.texts.take(text, |number| brand.text_id(number))),
    }
}

/// As Twilio takes them, and SignalWire.
pub(super) async fn send_as_twilio(
    State(api): State<Arc<ProviderApi>>,
    Path(account): Path<String>,
    form: Bytes,
) -> Response {
    if account != api.account_sid {
        return StatusCode::NOT_FOUND.into_response();
    }
    let field = |wanted: &str| {
        let found = form_urlencoded::parse(&form).find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    let from = [field("From"), field("MessagingServiceSid")].into_iter().find(|from| !from.is_empty());
    let (to, body, status) = (field("To"), field("Body"), field("StatusCallback"));
    let text = SimulatedText { to, from: from.unwrap_or_default(), body, status, ..SimulatedText::default() };
    match take(&api, text) {
        Ok(text) => (StatusCode::CREATED, json_answer(&json!({ "sid": text.sid, "status": "queued", "to": text.to })))
            .into_response(),
        Err(code) => {
            let status =
                if api.brand == Brand::Twilio { StatusCode::BAD_REQUEST } else { StatusCode::UNPROCESSABLE_ENTITY };
            let answer = json!({ "code": code, "message": "refused", "status": status.as_u16() });
            (status, json_answer(&answer)).into_response()
        }
    }
}

/// The texts of a request in JSON.
fn read(body: &[u8]) -> impl Fn(&str) -> String {
    let value: Value = serde_json::from_slice(body).unwrap_or_default();
    move |name| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// As Telnyx takes them.
pub(super) async fn send_as_telnyx(State(api): State<Arc<ProviderApi>>, body: Bytes) -> Response {
    let field = read(&body);
    let from = [field("from"), field("messaging_profile_id")].into_iter().find(|from| !from.is_empty());
    let (to, body, status) = (field("to"), field("text"), field("webhook_url"));
    let text = SimulatedText { to, from: from.unwrap_or_default(), body, status, ..SimulatedText::default() };
    match take(&api, text) {
        Ok(text) => json_answer(&json!({ "data": { "record_type": "message", "id": text.sid } })),
        Err(code) => {
            let answer = json!({ "errors": [{ "code": code.to_string(), "title": "refused" }] });
            (StatusCode::BAD_REQUEST, json_answer(&answer)).into_response()
        }
    }
}

/// As Plivo takes them: several numbers may stand in one, and each is digits alone.
pub(super) async fn send_as_plivo(
    State(api): State<Arc<ProviderApi>>,
    Path(account): Path<String>,
    body: Bytes,
) -> Response {
    if account != api.account_sid {
        return StatusCode::NOT_FOUND.into_response();
    }
    let field = read(&body);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (src, powerpack, dst) = (field("src"), field("powerpack_uuid"), field("dst"));
    let has_sender = is_digits(&src) || !powerpack.is_empty();
    if !is_digits(&dst) || !has_sender || field("method") != "POST" {
        let answer = json!({ "api_id": "97ceeb52", "error": "dst parameter is invalid" });
        return (StatusCode::BAD_REQUEST, json_answer(&answer)).into_response();
    }
    let from = if src.is_empty() { powerpack } else { format!("+{src}") };
    let (body, status) = (field("text"), field("url"));
    let text = SimulatedText { to: format!("+{dst}"), from, body, status, ..SimulatedText::default() };
    match take(&api, text) {
        Ok(text) => {
            let answer = json!({ "message": "message(s) queued", "message_uuid": [text.sid], "api_id": "97ceeb52" });
            (StatusCode::ACCEPTED, json_answer(&answer)).into_response()
        }
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}
