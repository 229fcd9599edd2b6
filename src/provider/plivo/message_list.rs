//! Plivo's list of texts. Source: <https://docs.plivo.com/docs/messaging/api/message#list-all-messages>.

use futures::future::BoxFuture;
use jiff::Timestamp;
use serde::Deserialize;

use super::api::{CURRENCY, PAGE, Part, PlivoApi};
use crate::provider::{
    ApiError, ListedMessage, MessageApi, MessagePage, records,
    rest::{next_part, readable},
};

/// States in which nothing is asked yet: the amount is 0 then.
const NOT_PRICED: [&str; 2] = ["queued", "scheduled"];

#[derive(Deserialize)]
struct MessageList {
    objects: Vec<Message>,
    meta: Part,
}

#[derive(Deserialize)]
struct Message {
    message_uuid: String,
    message_direction: Option<String>,
    message_state: Option<String>,
    /// A date and a time with their distance from UTC.
    message_time: Option<String>,
    #[serde(default)]
    units: serde_json::Value,
    #[serde(default)]
    total_amount: serde_json::Value,
}

impl Message {
    fn is_from_us(&self) -> bool {
        self.message_direction.as_deref() == Some("outbound")
    }

    fn is_priced(&self) -> bool {
        self.message_state.as_deref().is_some_and(|state| !NOT_PRICED.contains(&state))
    }

    fn read(&self) -> Option<ListedMessage> {
        Some(ListedMessage {
            id: self.message_uuid.clone(),
            at: self.message_time.as_deref()?.parse().ok()?,
            segments: records::count(&self.units),
            cost: records::cost(&self.total_amount, CURRENCY).filter(|_| self.is_priced()),
        })
    }
}

impl MessageApi for PlivoApi {
    fn list_messages<'a>(
        &'a self,
        since: Timestamp,
        next: Option<&'a str>,
    ) -> BoxFuture<'a, Result<MessagePage, ApiError>> {
        Box::pin(async move {
            let first = || {
                let since = since.strftime("%Y-%m-%d%%20%H:%M:%S");
                format!("message_direction=outbound&message_time__gte={since}&limit={PAGE}")
            };
            let query = next.map_or_else(first, str::to_owned);
            let list: MessageList = self.rest.json(&format!("/Message/?{query}"), "the list of texts").await?;
            let sent = list.objects.iter().filter(|listed| listed.is_from_us());
            Ok(MessagePage {
                messages: readable(sent.map(Message::read), "text")?,
                next: next_part(list.meta.next.as_deref())?,
            })
        })
    }
}
