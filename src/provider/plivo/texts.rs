//! Texts over Plivo's Message API, and its forms that tell of them.
//! Sources: <https://docs.plivo.com/docs/messaging/api/message#send-a-message>,
//! <https://docs.plivo.com/docs/messaging/api/message/message-status-callbacks>.

use futures::future::BoxFuture;
use serde::Deserialize;
use serde_json::json;

use super::{api::PlivoApi, forms};
use crate::{
    domain::{
        caller::{Caller, E164},
        texting::TextSender,
    },
    provider::{
        IncomingText, OutgoingText, TextApi, TextCause, TextError, TextProgress, TextRefusal, TextStatus, WebhookError,
        rest::check_status,
        texts::{text_id, unreadable},
    },
};

#[derive(Deserialize)]
struct Sent {
    message_uuid: Vec<String>,
}

/// Digits alone. A `<` would stand between two numbers, and a whole number has none.
fn digits(number: &E164) -> &str {
    number.as_str().trim_start_matches('+')
}

impl TextApi for PlivoApi {
    fn send_text<'a>(&'a self, text: OutgoingText<'a>) -> BoxFuture<'a, Result<String, TextError>> {
        Box::pin(async move {
            let (by, sender) = match text.from {
                TextSender::Number(number) => ("src", digits(number)),
                TextSender::Service(powerpack) => ("powerpack_uuid", powerpack.as_str()),
            };
            let message = json!({
                by: sender,
                "dst": digits(text.to),
                "type": "sms",
                "text": text.body,
                "url": text.status,
                "method": "POST",
            });
            let (status, body) = self.rest.post_json("/Message/", &message).await?;
            // It says in words alone what it does not take; numbers come later, with the states.
            if status == 400 {
                return Err(TextError::Refused(TextRefusal::UNEXPLAINED));
            }
            if !matches!(status, 201 | 202) {
                check_status(status)?;
            }
            let Sent { message_uuid } = serde_json::from_slice(&body).map_err(|_| unreadable())?;
            Ok(text_id(message_uuid.first().ok_or_else(unreadable)?))
        })
    }
}

/// What an error means. Source: <https://plivo.com/docs/messaging/troubleshooting/error-codes>.
const fn cause(code: u32) -> TextCause {
    match code {
        200 => TextCause::Stopped,
        50 => TextCause::NoTexts,
        70 => TextCause::NotInUse,
        80 => TextCause::OutOfReach,
        100 => TextCause::Blocked,
        30 => TextCause::Filtered,
        40 | 201 => TextCause::WrongSender,
        450 => TextCause::Country,
        900 => TextCause::NoCredit,
        _ => TextCause::Other,
    }
}

/// How far a text has come.
pub(super) fn status(auth_id: &str, body: &[u8]) -> Result<TextStatus, WebhookError> {
    let fields = forms::read(auth_id, body)?;
    let code = fields.find_legible("ErrorCode").and_then(|code| code.parse().ok());
    let refusal = TextRefusal::read(code, cause);
    let progress = match fields.get("Status")? {
        "queued" => TextProgress::Accepted,
        "sent" => TextProgress::Sent,
        "delivered" | "read" => TextProgress::Delivered,
        "undelivered" => TextProgress::Undelivered(refusal),
        "failed" | "rejected" => TextProgress::Failed(refusal),
        _ => return Err(WebhookError::Malformed("Status")),
    };
    Ok(TextStatus { text: fields.find_legible("MessageUUID").map(text_id), progress })
}

/// What a phone has sent. What Plivo has acted on by itself it does not say.
/// Source: <https://docs.plivo.com/docs/messaging/xml/request>.
pub(super) fn incoming(auth_id: &str, body: &[u8]) -> Result<IncomingText, WebhookError> {
    let fields = forms::read(auth_id, body)?;
    Ok(IncomingText {
        id: text_id(fields.get("MessageUUID")?),
        from: fields.find_legible("From").map(forms::with_plus).map_or(Caller::Withheld, |from| Caller::parse(&from)),
        body: fields.find_legible("Text").unwrap_or_default().to_owned(),
        answered: None,
    })
}
