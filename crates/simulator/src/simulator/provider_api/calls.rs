//! The account's list of calls, a page at a time with the latest call first.

use std::sync::Arc;

use axum::{
    extract::{OriginalUri, Path, State},
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Value, json};

use super::{ProviderApi, json_answer};
use crate::simulator::{billing, brand::Brand, recordings::PlacedCall};

/// Calls of one page, however many are asked for, so that a test has more pages than one.
const PAGE: usize = 20;

pub(super) fn value<'a>(query: &'a [(String, String)], name: &str) -> &'a str {
    query.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
}

pub(super) fn number(query: &[(String, String)], name: &str) -> usize {
    value(query, name).parse().unwrap_or(0)
}

/// A moment, or the first one of a day in UTC; seconds since 1970.
pub(super) fn moment(text: &str) -> Option<i64> {
    let day = || Some(text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp());
    text.parse().ok().or_else(day).map(Timestamp::as_second)
}

/// A moment in UTC without its zone; seconds since 1970.
pub(super) fn utc(text: &str) -> Option<i64> {
    let wall = text.parse::<jiff::civil::DateTime>().ok()?;
    Some(wall.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

/// What is charged, as a brand writes it: with a minus, and by SignalWire as a number.
pub(super) fn as_of_brand(brand: Brand, amount: &str) -> Value {
    let charged = format!("-{amount}");
    match brand {
        Brand::SignalWire => serde_json::from_str(&charged).unwrap_or_default(),
        Brand::Twilio | Brand::Telnyx | Brand::Plivo => Value::from(charged),
    }
}

pub(super) fn query_of(uri: &Uri) -> Vec<(String, String)> {
    form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect()
}

/// The same address with another value of one field.
pub(super) fn with(uri: &Uri, query: &[(String, String)], (name, value): (&str, usize)) -> String {
    let mut fields = form_urlencoded::Serializer::new(String::new());
    fields.extend_pairs(query.iter().filter(|(known, _)| known != name));
    format!("{}?{}", uri.path(), fields.append_pair(name, &value.to_string()).finish())
}

pub(super) fn rfc2822(secs: i64) -> String {
    let moment = Timestamp::from_second(secs).unwrap_or_default().to_zoned(TimeZone::UTC);
    jiff::fmt::rfc2822::to_string(&moment).unwrap_or_default()
}

/// As Twilio lists them, and those whose documents are like Twilio's:
/// <https://www.twilio.com/docs/voice/api/call-resource#read-multiple-call-resources>.
pub(super) async fn list(
    State(api): State<Arc<ProviderApi>>,
    Path(account): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    if account != api.account_sid {
        return StatusCode::NOT_FOUND.into_response();
    }
    let query = query_of(&uri);
    // Telnyx names it otherwise, and means what is later than that.
    let since_field = if api.brand == Brand::Telnyx { "StartTime_gt" } else { "StartTime>" };
    let Some(since) = moment(value(&query, since_field)) else { return StatusCode::BAD_REQUEST.into_response() };
    let page = number(&query, "Page");
    let Some(calls) = api.recordings.calls_since(since, page.saturating_mul(PAGE), PAGE) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let next = (calls.len() == PAGE).then(|| with(&uri, &query, ("Page", page.saturating_add(1))));
    let told = api.recordings.are_prices_told();
    let cost = |call: &PlacedCall| told.then(|| as_of_brand(api.brand, &billing::of_call(call.secs)));
    let calls: Vec<_> = calls.iter().map(|(sid, call)| like_twilio(sid, call, cost(call))).collect();
    json_answer(&json!({ "calls": calls, "page": page, "page_size": PAGE, "next_page_uri": next }))
}

fn like_twilio(sid: &str, call: &PlacedCall, cost: Option<Value>) -> Value {
    json!({
        "sid": sid,
        "from": call.from,
        "to": call.to,
        "direction": "inbound",
        "status": "completed",
        "start_time": rfc2822(call.began_at),
        "end_time": rfc2822(call.began_at.saturating_add(i64::from(call.secs))),
        "duration": call.secs.to_string(),
        "price": cost,
        "price_unit": "USD",
    })
}

/// As Plivo does: <https://docs.plivo.com/docs/voice/api/call#retrieve-all-call-details>.
pub(super) async fn list_of_plivo(
    State(api): State<Arc<ProviderApi>>,
    Path(account): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    if account != api.account_sid {
        return StatusCode::NOT_FOUND.into_response();
    }
    let query = query_of(&uri);
    let Some(since) = utc(value(&query, "end_time__gte")) else { return StatusCode::BAD_REQUEST.into_response() };
    let offset = number(&query, "offset");
    let Some(calls) = api.recordings.calls_since(since, offset, PAGE) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let next = (calls.len() == PAGE).then(|| with(&uri, &query, ("offset", offset.saturating_add(PAGE))));
    let told = api.recordings.are_prices_told();
    let calls: Vec<_> = calls.iter().map(|(id, call)| like_plivo(id, call, told)).collect();
    json_answer(&json!({ "objects": calls, "meta": { "limit": PAGE, "offset": offset, "next": next } }))
}

fn like_plivo(id: &str, call: &PlacedCall, told: bool) -> Value {
    let moment = |secs| {
        let moment = Timestamp::from_second(secs).unwrap_or_default();
        moment.strftime("%Y-%m-%d %H:%M:%S+00:00").to_string()
    };
    json!({
        "call_uuid": id,
        "from_number": call.from.trim_start_matches('+'),
        "to_number": call.to.trim_start_matches('+'),
        "call_direction": "inbound",
        "call_state": "ANSWER",
        "initiation_time": moment(call.began_at),
        "end_time": moment(call.began_at.saturating_add(i64::from(call.secs))),
        "call_duration": call.secs,
        "bill_duration": call.secs,
        "billed_duration": billing::billed_secs(call.secs),
        "total_amount": told.then(|| billing::of_call(call.secs)),
    })
}
