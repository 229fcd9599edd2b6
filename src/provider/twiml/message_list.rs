//! The list of texts in the account tree that Twilio has and SignalWire has copied. Source:
//! <https://www.twilio.com/docs/messaging/api/message-resource#fetch-a-list-of-message-resources>.

use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp, fmt::rfc2822};
use serde::Deserialize;

use super::{account_api::AccountApi, price::Price};
use crate::provider::{
    ApiError, ListedMessage, MessageApi, MessagePage, records,
    rest::{Rest, next_part, readable},
};

/// Texts of one part; some 50 kB of them.
const PAGE: usize = 50;

#[derive(Deserialize)]
struct List {
    messages: Vec<Message>,
    next_page_uri: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    sid: String,
    direction: Option<String>,
    date_sent: Option<String>,
    date_created: Option<String>,
    #[serde(default)]
    num_segments: serde_json::Value,
    #[serde(flatten)]
    price: Price,
}

/// A part of the list, from the day before on: the list takes a day and no moment.
async fn list_messages(rest: &Rest, since: Timestamp, next: Option<&str>) -> Result<MessagePage, ApiError> {
    let first = || {
        let day_before = since.saturating_sub(SignedDuration::from_hours(24)).unwrap_or(since);
        format!("DateSent%3E={}&PageSize={PAGE}", day_before.strftime("%Y-%m-%d"))
    };
    let query = next.map_or_else(first, str::to_owned);
    let list: List = rest.json(&format!("/Messages.json?{query}"), "the list of texts").await?;
    let sent = list.messages.iter().filter(|listed| listed.is_from_us());
    Ok(MessagePage {
        messages: readable(sent.map(Message::read), "text")?,
        next: next_part(list.next_page_uri.as_deref())?,
    })
}

impl Message {
    fn is_from_us(&self) -> bool {
        self.direction.as_deref().is_some_and(|direction| direction.starts_with("outbound"))
    }

    fn read(&self) -> Option<ListedMessage> {
        let sent = self.date_sent.as_deref().or(self.date_created.as_deref());
        Some(ListedMessage {
            id: self.sid.clone(),
            at: rfc2822::parse(sent?).ok()?.timestamp(),
            segments: records::count(&self.num_segments),
            cost: self.price.cost(),
        })
    }
}

impl MessageApi for AccountApi {
    fn list_messages<'a>(
        &'a self,
        since: Timestamp,
        next: Option<&'a str>,
    ) -> BoxFuture<'a, Result<MessagePage, ApiError>> {
        Box::pin(list_messages(&self.rest, since, next))
    }
}
