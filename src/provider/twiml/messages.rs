//! Texts in the account tree that Twilio has and SignalWire has copied, and the forms that tell of them.
//! Sources: <https://www.twilio.com/docs/messaging/api/message-resource#create-a-message>,
//! <https://signalwire.com/docs/compatibility-api/rest/messages/create-message>.

use futures::future::BoxFuture;
use serde::Deserialize;

use super::{AccountApi, Forms};
use crate::{
    domain::{caller::Caller, texting::TextSender},
    provider::{
        IncomingText, OutgoingText, TextApi, TextCause, TextError, TextProgress, TextRefusal, TextStatus, WebhookError,
        rest::check_status,
        texts::{acted_on, text_id, unreadable},
    },
};

#[derive(Deserialize)]
struct SentText {
    sid: String,
}

/// Why a request was refused; source: <https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions>.
#[derive(Deserialize)]
struct Refusal {
    code: Option<u32>,
}

impl TextApi for AccountApi {
    fn send_text<'a>(&'a self, text: OutgoingText<'a>) -> BoxFuture<'a, Result<String, TextError>> {
        Box::pin(async move {
            let from = match text.from {
                TextSender::Number(number) => ("From", number.as_str()),
                TextSender::Service(service) => ("MessagingServiceSid", service.as_str()),
            };
            let form = [("To", text.to.as_str()), from, ("Body", text.body), ("StatusCallback", text.status)];
            let (status, body) = self.rest.post("/Messages.json", &form).await?;
            // SignalWire says 422 where Twilio says 400.
            if matches!(status, 400 | 422) {
                let refusal: Option<Refusal> = serde_json::from_slice(&body).ok();
                let code = refusal.and_then(|refusal| refusal.code);
                return Err(TextError::Refused(TextRefusal::read(code, cause)));
            }
            if status != 201 {
                check_status(status)?;
            }
            let sent: SentText = serde_json::from_slice(&body).map_err(|_| unreadable())?;
            Ok(text_id(&sent.sid))
        })
    }
}

/// What an error means. Source: <https://www.twilio.com/docs/api/errors>.
const fn cause(code: u32) -> TextCause {
    match code {
        21610 => TextCause::Stopped,
        21211 | 21614 | 30006 => TextCause::NoTexts,
        30005 => TextCause::NotInUse,
        30003 => TextCause::OutOfReach,
        30004 => TextCause::Blocked,
        30007 => TextCause::Filtered,
        30032 | 30034 => TextCause::NotRegistered,
        21612 | 21606 | 21659 => TextCause::WrongSender,
        21408 => TextCause::Country,
        30001 | 30022 | 30410 => TextCause::TooMany,
        _ => TextCause::Other,
    }
}

impl Forms<'_> {
    /// How far a text has come. Source: <https://www.twilio.com/docs/messaging/guides/track-outbound-message-status>.
    pub(in crate::provider) fn text_status(self, body: &[u8]) -> Result<TextStatus, WebhookError> {
        let fields = self.read(body)?;
        let code = fields.find_legible("ErrorCode").and_then(|code| code.parse().ok());
        let refusal = TextRefusal::read(code, cause);
        let progress = match fields.get("MessageStatus")? {
            "accepted" | "scheduled" | "queued" | "initiated" | "sending" => TextProgress::Accepted,
            "sent" => TextProgress::Sent,
            "delivered" | "read" => TextProgress::Delivered,
            "undelivered" => TextProgress::Undelivered(refusal),
            "failed" | "canceled" => TextProgress::Failed(refusal),
            _ => return Err(WebhookError::Malformed("MessageStatus")),
        };
        Ok(TextStatus { text: fields.find_legible("MessageSid").map(text_id), progress })
    }

    /// What a phone has sent. Sources: <https://www.twilio.com/docs/messaging/guides/webhook-request>,
    /// <https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out>.
    pub(in crate::provider) fn incoming_text(self, body: &[u8]) -> Result<IncomingText, WebhookError> {
        let fields = self.read(body)?;
        Ok(IncomingText {
            id: text_id(fields.get("MessageSid")?),
            from: fields.find_legible("From").map_or(Caller::Withheld, Caller::parse),
            body: fields.find_legible("Body").unwrap_or_default().to_owned(),
            answered: acted_on(fields.find_legible("OptOutType")),
        })
    }
}
