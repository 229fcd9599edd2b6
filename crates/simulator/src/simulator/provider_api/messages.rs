//! The account's list of texts, a page at a time with the latest text first. It is not kept when a text was taken: each is
//! listed behind the day that is asked for.

use std::sync::Arc;

use axum::{
    extract::{OriginalUri, Path, State},
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    ProviderApi,
    calls::{as_of_brand, moment, number, query_of, rfc2822, utc, value, with},
    json_answer,
};
use crate::simulator::{billing, texts::SimulatedText};

/// Texts of one page, so that a test has more pages than one.
const PAGE: usize = 20;
const TWO_DAYS: i64 = 2 * 24 * 60 * 60;

/// A page of what was taken; none while lists cannot be had.
fn page_of(api: &ProviderApi, given: usize) -> Option<Vec<SimulatedText>> {
    let texts = api.texts.taken().into_iter().rev().skip(given).take(PAGE);
    (!api.recordings.is_list_away()).then(|| texts.collect())
}

/// As Twilio lists them, and SignalWire:
/// <https://www.twilio.com/docs/messaging/api/message-resource#fetch-a-list-of-message-resources>.
pub(super) async fn list(
    State(api): State<Arc<ProviderApi>>,
    Path(account): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    if account != api.account_sid {
        return StatusCode::NOT_FOUND.into_response();
    }
    let query = query_of(&uri);
    let Some(since) = moment(value(&query, "DateSent>")) else { return StatusCode::BAD_REQUEST.into_response() };
    let page = number(&query, "Page");
    let Some(texts) = page_of(&api, page.saturating_mul(PAGE)) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let next = (texts.len() == PAGE).then(|| with(&uri, &query, ("Page", page.saturating_add(1))));
    let told = api.recordings.are_prices_told();
    let texts: Vec<_> = texts
        .iter()
        .map(|text| {
            let (segments, cost) = billing::of_text(&text.body);
            json!({
                "sid": text.sid,
                "from": text.from,
                "to": text.to,
                "direction": "outbound-api",
                "status": "delivered",
                "date_sent": rfc2822(since.saturating_add(TWO_DAYS)),
                "num_segments": segments.to_string(),
                "price": told.then(|| as_of_brand(api.brand, &cost)),
                "price_unit": "USD",
            })
        })
        .collect();
    json_answer(&json!({ "messages": texts, "page": page, "page_size": PAGE, "next_page_uri": next }))
}

/// As Plivo does: <https://docs.plivo.com/docs/messaging/api/message#list-all-messages>.
pub(super) async fn list_of_plivo(
    State(api): State<Arc<ProviderApi>>,
    Path(account): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    if account != api.account_sid {
        return StatusCode::NOT_FOUND.into_response();
    }
    let query = query_of(&uri);
    let Some(since) = utc(value(&query, "message_time__gte")) else { return StatusCode::BAD_REQUEST.into_response() };
    let offset = number(&query, "offset");
    let Some(texts) = page_of(&api, offset) else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let next = next_of(&uri, &query, offset, texts.len());
    let told = api.recordings.are_prices_told();
    let texts: Vec<_> = texts.iter().map(|text| like_plivo(text, since, told)).collect();
    json_answer(&json!({ "objects": texts, "meta": { "limit": PAGE, "offset": offset, "next": next } }))
}

fn next_of(uri: &Uri, query: &[(String, String)], offset: usize, given: usize) -> Option<String> {
    (given == PAGE).then(|| with(uri, query, ("offset", offset.saturating_add(PAGE))))
}

fn like_plivo(text: &SimulatedText, since: i64, told: bool) -> Value {
    let (units, cost) = billing::of_text(&text.body);
    let sent = jiff::Timestamp::from_second(since.saturating_add(TWO_DAYS)).unwrap_or_default();
    json!({
        "message_uuid": text.sid,
        "from_number": text.from.trim_start_matches('+'),
        "to_number": text.to.trim_start_matches('+'),
        "message_direction": "outbound",
        "message_state": if told { "delivered" } else { "queued" },
        "message_time": sent.strftime("%Y-%m-%d %H:%M:%S+00:00").to_string(),
        "units": units,
        "total_amount": if told { cost } else { "0.00000".to_owned() },
    })
}
