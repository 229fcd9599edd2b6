//! What each brand tells of texts: how far one has come, and what a phone has answered.

use serde_json::json;

use super::Brand;
use crate::simulator::texts::{SimulatedText, TextTrouble};

/// The body of a webhook about texts, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextWebhook {
    /// Its `Content-Type`.
    pub content_type: &'static str,
    /// The body as it is sent.
    pub body: String,
}

/// A text that a phone has sent.
#[derive(Debug, Clone, Copy)]
pub struct PhoneText<'a> {
    /// The provider's id of it.
    pub id: &'a str,
    /// The phone.
    pub from: &'a str,
    /// Which of the account's numbers it goes to.
    pub to: &'a str,
    /// What it says.
    pub body: &'a str,
    /// What the provider has answered by itself: `STOP`, `START` or `HELP`.
    pub answered: Option<&'a str>,
}

impl Brand {
    /// The brand's number of a trouble.
    #[must_use]
    pub const fn text_error(self, trouble: TextTrouble) -> u32 {
        match (self, trouble) {
            (Self::Twilio | Self::SignalWire, TextTrouble::Stopped) => 21610,
            (Self::Twilio | Self::SignalWire, TextTrouble::Landline) => 30006,
            (Self::Twilio | Self::SignalWire, TextTrouble::Off) => 30003,
            (Self::Telnyx, TextTrouble::Stopped) => 40300,
            (Self::Telnyx, TextTrouble::Landline) => 40001,
            (Self::Telnyx, TextTrouble::Off) => 40006,
            (Self::Plivo, TextTrouble::Stopped) => 200,
            (Self::Plivo, TextTrouble::Landline) => 50,
            (Self::Plivo, TextTrouble::Off) => 80,
        }
    }

    /// Whether a text that cannot go out is refused at once; otherwise it is taken and told of later.
    pub(in crate::simulator) const fn refuses_texts(self) -> bool {
        !matches!(self, Self::Plivo)
    }

    /// The id of the account's texts that has this number.
    pub(in crate::simulator) fn text_id(self, number: usize) -> String {
        match self {
            Self::Twilio => format!("SM{number:032x}"),
            Self::SignalWire | Self::Telnyx | Self::Plivo => format!("0a059168-ead0-41af-9d1f-{number:012x}"),
        }
    }

    /// How far a text has come, in the words of Twilio: `sent`, `delivered`, `undelivered` or `failed`.
    #[must_use]
    pub fn text_status(
        self,
        account: &str,
        text: &SimulatedText,
        (status, trouble): (&str, Option<TextTrouble>),
    ) -> TextWebhook {
        let error = trouble.map(|trouble| self.text_error(trouble).to_string());
        let code = error.as_deref().unwrap_or_default();
        match self {
            Self::Twilio | Self::SignalWire => form(&[
                ("AccountSid", account),
                ("MessageSid", &text.sid),
                ("To", &text.to),
                ("From", &text.from),
                ("MessageStatus", status),
                ("ErrorCode", code),
            ]),
            Self::Plivo => form(&[
                ("ParentAuthID", account),
                ("MessageUUID", &text.sid),
                ("To", bare(&text.to)),
                ("From", bare(&text.from)),
                ("Status", status),
                ("ErrorCode", code),
            ]),
            Self::Telnyx => {
                let event = if status == "sent" { "message.sent" } else { "message.finalized" };
                let status = match status {
                    "undelivered" => "delivery_failed",
                    "failed" => "sending_failed",
                    other => other,
                };
                let errors: Vec<_> = error.iter().map(|code| json!({ "code": code, "title": "…" })).collect();
                event_of(
                    event,
                    json!({
                        "id": text.sid,
                        "direction": "outbound",
                        "from": { "phone_number": text.from },
                        "to": [{ "phone_number": text.to, "status": status }],
                        "errors": errors,
                        "webhook_url": text.status,
                    }),
                )
            }
        }
    }

    /// What a phone has sent.
    #[must_use]
    pub fn incoming_text(self, account: &str, text: PhoneText<'_>) -> TextWebhook {
        let PhoneText { id, from, to, body, answered } = text;
        match self {
            Self::Twilio | Self::SignalWire => {
                let mut fields = vec![
                    ("AccountSid", account),
                    ("MessageSid", id),
                    ("From", from),
                    ("To", to),
                    ("Body", body),
                    ("NumMedia", "0"),
                    ("SmsStatus", "received"),
                ];
                fields.extend(answered.map(|kind| ("OptOutType", kind)));
                form(&fields)
            }
            Self::Plivo => {
                form(&[("MessageUUID", id), ("From", bare(from)), ("To", bare(to)), ("Text", body), ("Type", "sms")])
            }
            Self::Telnyx => event_of(
                "message.received",
                json!({
                    "id": id,
                    "direction": "inbound",
                    "from": { "phone_number": from, "carrier": "T-Mobile USA", "line_type": "Wireless" },
                    "to": [{ "phone_number": to, "status": "webhook_delivered" }],
                    "text": body,
                    "errors": [],
                    "autoresponse_type": answered,
                }),
            ),
        }
    }
}

fn bare(number: &str) -> &str {
    number.trim_start_matches('+')
}

fn form(fields: &[(&str, &str)]) -> TextWebhook {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    TextWebhook { content_type: "application/x-www-form-urlencoded", body }
}

fn event_of(kind: &str, payload: serde_json::Value) -> TextWebhook {
    let event = json!({
        "data": {
            "record_type": "event",
            "id": "bf6307bd-884d-4c1f-b6ea-c62b8c495d3c",
            "event_type": kind,
            "occurred_at": "2026-11-17T13:00:00.000Z",
            "payload": payload,
        },
        "meta": { "attempt": 1 },
    });
    TextWebhook { content_type: "application/json", body: event.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_brand_tells_of_texts_in_its_own_words() {
        let text = PhoneText {
            id: "1",
            from: "+15555550141",
            to: "+15555550111",
            body: "Stop please",
            answered: Some("STOP"),
        };
        let told = Brand::ALL.map(|brand| brand.incoming_text("A1", text).body);
        assert!(told[0].contains("From=%2B15555550141") && told[0].ends_with("OptOutType=STOP"), "{}", told[0]);
        assert!(told[2].contains(r#""autoresponse_type":"STOP""#), "{}", told[2]);
        assert!(told[3].contains("From=15555550141") && told[3].contains("Text=Stop+please"), "{}", told[3]);
    }
}
