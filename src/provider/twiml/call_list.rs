//! The list of calls in the account tree that Twilio has and others have copied. Source:
//! <https://www.twilio.com/docs/voice/api/call-resource#read-multiple-call-resources>.

use jiff::{SignedDuration, Timestamp, fmt::rfc2822};
use serde::Deserialize;

use super::{length::Length, price::Price};
use crate::{
    domain::{caller::Caller, ids::ProviderCallId},
    provider::{
        ApiError, Billed, CallPage, ListedCall,
        rest::{Rest, call_page},
    },
};

/// Calls of one part; some 100 kB of them.
const PAGE: usize = 50;

#[derive(Deserialize)]
struct List {
    calls: Vec<Call>,
    next_page_uri: Option<String>,
}

#[derive(Deserialize)]
struct Call {
    sid: String,
    status: String,
    direction: Option<String>,
    from: Option<String>,
    to: Option<String>,
    start_time: Option<String>,
    #[serde(flatten)]
    length: Length,
    #[serde(flatten)]
    price: Price,
}

/// A part of the list that is at `path`, by the day before: not all of them take more than a day for the moment, and to
/// some it is not the first one but the last that they leave out. `since_field` is what the moment is called.
pub(in crate::provider) async fn list_calls(
    rest: &Rest,
    (path, since_field): (&str, &str),
    since: Timestamp,
    next: Option<&str>,
) -> Result<CallPage, ApiError> {
    let first = || {
        let day_before = since.saturating_sub(SignedDuration::from_hours(24)).unwrap_or(since);
        format!("{since_field}={}&PageSize={PAGE}", day_before.strftime("%Y-%m-%d"))
    };
    let query = next.map_or_else(first, str::to_owned);
    let list: List = rest.json(&format!("{path}?{query}"), "the list of calls").await?;
    let calls = list.calls.iter().filter(|listed| listed.is_over_and_to_us());
    call_page(calls.map(Call::read), list.next_page_uri.as_deref())
}

impl Call {
    fn is_over_and_to_us(&self) -> bool {
        let is_over = matches!(self.status.as_str(), "completed" | "failed");
        is_over && self.direction.as_deref().is_none_or(|direction| direction == "inbound")
    }

    fn read(&self) -> Option<ListedCall> {
        let secs = self.length.secs().unwrap_or(0);
        Some(ListedCall {
            call: ProviderCallId::parse(&self.sid).ok()?,
            caller: self.from.as_deref().map_or(Caller::Withheld, Caller::parse),
            dialed: self.to.clone().unwrap_or_default(),
            began_at: rfc2822::parse(self.start_time.as_deref()?).ok()?.timestamp(),
            secs,
            billed: Billed::of(secs, self.price.cost()),
        })
    }
}
