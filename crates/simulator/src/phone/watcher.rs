//! Shows the page what goes over the wire, without what nobody may see there.

use std::sync::Arc;

use super::{
    book::PhoneBook,
    call::Live,
    event::{PhoneEvent, WebhookEvent},
};
use crate::simulator::{Observed, Observer, WebhookRecord};

const MASK: &str = "••••";
/// What the gateway answers to a webhook that it does not believe.
const FORBIDDEN: u16 = 403;

pub(super) struct EventObserver {
    pub call: Arc<Live>,
    pub book: Arc<PhoneBook>,
    /// Whether the page is shown webhooks at all.
    pub wire: bool,
    /// Whether the last answer asked for a single key, which can be no PIN.
    pub asked_for_one_key: bool,
}

impl Observer for EventObserver {
    fn observe(&mut self, seen: Observed<'_>) {
        let event = match seen {
            Observed::Dialed { call_sid } => PhoneEvent::Dialed { call_sid: call_sid.to_owned() },
            // What is heard and said is told by the handset, when it begins.
            Observed::Heard(_) | Observed::Recording => return,
            Observed::Keyed { keys, finished_on } => PhoneEvent::Keyed { keys, finished_on: finished_on.to_owned() },
            Observed::Webhook(_) if !self.wire => return,
            Observed::Webhook(record) => PhoneEvent::Webhook(self.webhook(record)),
            Observed::Retrying { .. } => PhoneEvent::Retrying,
            Observed::Complaint(complaint) => PhoneEvent::Complaint { words: complaint.to_string() },
            Observed::Ended(ended) => PhoneEvent::ended(ended),
        };
        self.call.push(event);
    }
}

impl EventObserver {
    fn webhook(&mut self, record: &WebhookRecord) -> WebhookEvent {
        let params = record.params.iter().filter(|(_, value)| !value.is_empty());
        let params = params.map(|(name, value)| {
            let shown = if name == "Digits" && !self.may_show(value) { MASK } else { value };
            (name.clone(), shown.to_owned())
        });
        let params = params.collect();
        self.asked_for_one_key = record.xml.contains(r#" numDigits="1""#);
        let verdict = match record.status {
            0 => "no answer",
            FORBIDDEN => "refused",
            _ => "accepted",
        };
        WebhookEvent {
            url: record.url.clone(),
            params,
            status: record.status,
            verdict,
            xml: record.xml.clone(),
            millis: record.millis,
        }
    }

    fn may_show(&self, keys: &str) -> bool {
        // What ends a recording, and what repeats a prompt.
        matches!(keys, "#" | "hangup" | "*")
            || (self.asked_for_one_key && keys.chars().count() == 1)
            || self.book.is_public(keys)
    }
}
