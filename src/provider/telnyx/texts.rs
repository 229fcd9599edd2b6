//! Texts over Telnyx' Messaging API, whose requests and webhooks are JSON.
//! Sources: <https://developers.telnyx.com/api-reference/messages/send-a-message>,
//! <https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks>.

use futures::future::BoxFuture;
use serde::Deserialize;
use serde_json::json;

use super::api::TelnyxApi;
use crate::{
    domain::{caller::Caller, texting::TextSender},
    provider::{
        ApiError, IncomingText, OutgoingText, TextApi, TextCause, TextError, TextProgress, TextRefusal, TextStatus,
        WebhookError,
        rest::check_status,
        texts::{acted_on, text_id, unreadable},
    },
};

#[derive(Deserialize)]
struct Sent {
    data: SentText,
}

#[derive(Deserialize)]
struct SentText {
    id: String,
}

#[derive(Deserialize)]
struct Refused {
    errors: Vec<Fault>,
}

/// What is wrong, by a number in quotation marks.
#[derive(Deserialize)]
struct Fault {
    code: String,
}

fn code_of(faults: &[Fault]) -> Option<u32> {
    faults.first().and_then(|fault| fault.code.parse().ok())
}

impl TextApi for TelnyxApi {
    fn send_text<'a>(&'a self, text: OutgoingText<'a>) -> BoxFuture<'a, Result<String, TextError>> {
        Box::pin(async move {
            let (by, sender) = match text.from {
                TextSender::Number(number) => ("from", number.as_str()),
                TextSender::Service(profile) => ("messaging_profile_id", profile.as_str()),
            };
            let message = json!({
                by: sender,
                "to": text.to.as_str(),
                "text": text.body,
                "webhook_url": text.status,
                "use_profile_webhooks": false,
            });
            let (status, body) = self.rest.post_json("/messages", &message).await?;
            if matches!(status, 400 | 403 | 422) {
                return Err(refused(status, &body));
            }
            if !matches!(status, 201 | 202) {
                check_status(status)?;
            }
            let Sent { data } = serde_json::from_slice(&body).map_err(|_| unreadable())?;
            Ok(text_id(&data.id))
        })
    }
}

/// A refusal of the text, unless it is one of the key.
fn refused(status: u16, body: &[u8]) -> TextError {
    const NOT_AUTHENTIC: u32 = 10009;
    const NOT_AUTHORIZED: u32 = 10010;
    let faults = serde_json::from_slice(body).map_or_else(|_| Vec::new(), |Refused { errors }| errors);
    match code_of(&faults) {
        Some(NOT_AUTHENTIC | NOT_AUTHORIZED) => ApiError::Credentials(status).into(),
        None if status == 403 => ApiError::Credentials(status).into(),
        code => TextError::Refused(TextRefusal::read(code, cause)),
    }
}

/// What an error means. Source: <https://developers.telnyx.com/docs/messaging/messages/error-codes>.
const fn cause(code: u32) -> TextCause {
    match code {
        40300 => TextCause::Stopped,
        40001 | 40012 | 40310 | 10002 | 10016 => TextCause::NoTexts,
        40006 => TextCause::OutOfReach,
        40004 => TextCause::Blocked,
        40002 | 40003 | 40015 | 40017 => TextCause::Filtered,
        40010 | 40019 | 40329 | 40330 => TextCause::NotRegistered,
        40013 | 40305 => TextCause::WrongSender,
        40011 | 40016 | 40018 | 10011 => TextCause::TooMany,
        _ => TextCause::Other,
    }
}

#[derive(Deserialize)]
struct Event {
    data: EventData,
}

#[derive(Deserialize)]
struct EventData {
    event_type: String,
    payload: Payload,
}

#[derive(Deserialize)]
struct Payload {
    id: String,
    #[serde(default)]
    to: Vec<Party>,
    #[serde(default)]
    errors: Vec<Fault>,
    from: Option<From>,
    text: Option<String>,
    /// What Telnyx has acted on and answered.
    autoresponse_type: Option<String>,
}

#[derive(Deserialize)]
struct From {
    phone_number: String,
}

#[derive(Deserialize)]
struct Party {
    status: Option<String>,
}

fn read(body: &[u8]) -> Result<EventData, WebhookError> {
    let Event { data } = serde_json::from_slice(body).map_err(|_| WebhookError::Malformed("the event"))?;
    Ok(data)
}

/// What a phone has sent. What else a messaging profile tells of comes to the same address.
/// Source: <https://developers.telnyx.com/api-reference/callbacks/inbound-message>.
pub(super) fn incoming(body: &[u8]) -> Result<Option<IncomingText>, WebhookError> {
    let EventData { event_type, payload } = read(body)?;
    if event_type != "message.received" {
        return Ok(None);
    }
    Ok(Some(IncomingText {
        id: text_id(&payload.id),
        from: payload.from.map_or(Caller::Withheld, |from| Caller::parse(&from.phone_number)),
        body: payload.text.unwrap_or_default(),
        answered: acted_on(payload.autoresponse_type.as_deref()),
    }))
}

/// How far a text has come: told when the carrier has it and at the end.
pub(super) fn status(body: &[u8]) -> Result<TextStatus, WebhookError> {
    let data = read(body)?;
    if !matches!(data.event_type.as_str(), "message.sent" | "message.finalized") {
        return Err(WebhookError::Malformed("event_type"));
    }
    let refusal = TextRefusal::read(code_of(&data.payload.errors), cause);
    let status = data.payload.to.first().and_then(|party| party.status.as_deref());
    let progress = match status.ok_or(WebhookError::Missing("to.status"))? {
        "queued" | "sending" => TextProgress::Accepted,
        // Of what the carrier never reports on, no more than that is known.
        "sent" | "delivery_unconfirmed" => TextProgress::Sent,
        "delivered" => TextProgress::Delivered,
        "delivery_failed" | "expired" => TextProgress::Undelivered(refusal),
        "sending_failed" => TextProgress::Failed(refusal),
        _ => return Err(WebhookError::Malformed("to.status")),
    };
    Ok(TextStatus { text: Some(text_id(&data.payload.id)), progress })
}
