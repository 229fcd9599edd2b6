//! What Twilio's forms say. A form is read after its signature held, and is believed no further than that.
//! Source: <https://www.twilio.com/docs/voice/twiml#request-parameters>.

use super::{config::is_sid, form::WebhookForm};
use crate::{
    dialog::event::Keys,
    domain::{
        caller::Caller,
        ids::{ProviderCallId, ProviderRecordingId},
    },
    provider::{
        Answer, CallStatus, CallerInput, FinishedRecording, RecordingOutcome, RecordingStatus, Ring, TextProgress,
        WebhookError,
    },
};

/// More keys than any question asks for; keys beyond these are cut off, since the entry cannot be right.
const MAX_KEYS: usize = 128;

/// A form that belongs to our account. Only what is read of it has to be text: a name or a city may hold any bytes.
struct Fields<'a>(WebhookForm<'a>);

impl<'a> Fields<'a> {
    fn read(account_sid: &str, body: &'a [u8]) -> Result<Self, WebhookError> {
        let fields = Self(WebhookForm::read(body));
        if fields.get("AccountSid")? != account_sid {
            return Err(WebhookError::ForeignAccount);
        }
        Ok(fields)
    }

    fn find(&self, name: &'static str) -> Result<Option<&str>, WebhookError> {
        let mut values = self.values(name);
        let value = values.next();
        if values.next().is_some() {
            return Err(WebhookError::Repeated(name));
        }
        value.map(|value| std::str::from_utf8(value).map_err(|_| WebhookError::NotText(name))).transpose()
    }

    /// The same for a field that a webhook can do without: one that cannot be read counts as absent.
    fn find_legible(&self, name: &'static str) -> Option<&str> {
        self.find(name).ok().flatten()
    }

    fn has(&self, name: &'static str) -> bool {
        self.values(name).next().is_some()
    }

    fn values(&self, name: &'static str) -> impl Iterator<Item = &[u8]> {
        self.0.pairs().filter(move |(key, _)| *key == name.as_bytes()).map(|(_, value)| value)
    }

    fn get(&self, name: &'static str) -> Result<&str, WebhookError> {
        self.find(name)?.ok_or(WebhookError::Missing(name))
    }

    fn call(&self) -> Result<ProviderCallId, WebhookError> {
        ProviderCallId::parse(self.get("CallSid")?).map_err(|_| WebhookError::Malformed("CallSid"))
    }
}

/// How far a text has come. Source: <https://www.twilio.com/docs/messaging/guides/track-outbound-message-status>.
pub(super) fn text_status(account_sid: &str, body: &[u8]) -> Result<TextProgress, WebhookError> {
    let fields = Fields::read(account_sid, body)?;
    let code = fields.find_legible("ErrorCode").and_then(|code| code.parse().ok());
    match fields.get("MessageStatus")? {
        "accepted" | "scheduled" | "queued" | "sending" => Ok(TextProgress::Accepted),
        "sent" => Ok(TextProgress::Sent),
        "delivered" | "read" => Ok(TextProgress::Delivered),
        "undelivered" => Ok(TextProgress::Undelivered(code)),
        "failed" | "canceled" => Ok(TextProgress::Failed(code)),
        _ => Err(WebhookError::Malformed("MessageStatus")),
    }
}

/// Whose call a form is about, whatever else is wrong with it.
pub(super) fn call(account_sid: &str, body: &[u8]) -> Option<ProviderCallId> {
    Fields::read(account_sid, body).and_then(|fields| fields.call()).ok()
}

/// The first webhook of a call. Without a `From` that can be read the caller counts as withheld, and without such a
/// `To` the number that was dialed is empty: both calls are answered.
pub(super) fn ring(account_sid: &str, body: &[u8]) -> Result<Ring, WebhookError> {
    let fields = Fields::read(account_sid, body)?;
    Ok(Ring {
        call: fields.call()?,
        caller: fields.find_legible("From").map_or(Caller::Withheld, Caller::parse),
        dialed: fields.find_legible("To").unwrap_or_default().to_owned(),
        // <https://www.twilio.com/docs/voice/twiml#fallback-url-parameters>
        fault: fields
            .has("ErrorCode")
            .then(|| fields.find_legible("ErrorCode").and_then(|code| code.parse().ok()).unwrap_or(0)),
    })
}

pub(super) fn answer(account_sid: &str, body: &[u8]) -> Result<Answer, WebhookError> {
    let fields = Fields::read(account_sid, body)?;
    let call = fields.call()?;
    let digits = fields.find("Digits")?;
    let hung_up = digits == Some("hangup");
    let recorded = fields.has("RecordingUrl") || fields.has("RecordingDuration");
    let input = if recorded || hung_up {
        CallerInput::Recorded { recording: fields.find_legible("RecordingSid").and_then(recording_id), hung_up }
    } else {
        keyed(digits, fields.find("FinishedOnKey")?)
    };
    Ok(Answer { call, input })
}

/// An absent `Digits` and an empty one both occur. Twilio sends `FinishedOnKey` without documenting it, and not every
/// client of its dialect does: only a `#` in it says something for sure.
fn keyed(digits: Option<&str>, finished_on: Option<&str>) -> CallerInput {
    let keys = digits.map(|digits| digits.strip_suffix('#').unwrap_or(digits)).unwrap_or_default();
    if !keys.is_empty() {
        return CallerInput::Keys(Keys::new(keys.chars().take(MAX_KEYS).collect()));
    }
    match (digits, finished_on) {
        (Some("#"), _) => CallerInput::Pound,
        (_, Some(key)) if key.contains('#') => CallerInput::Pound,
        (_, Some(_)) => CallerInput::Empty { pound_likely: false },
        (digits, None) => CallerInput::Empty { pound_likely: digits.is_some() },
    }
}

pub(super) fn call_status(account_sid: &str, body: &[u8]) -> Result<CallStatus, WebhookError> {
    let fields = Fields::read(account_sid, body)?;
    let status = fields.get("CallStatus")?;
    Ok(CallStatus {
        call: fields.call()?,
        over: matches!(status, "completed" | "busy" | "failed" | "no-answer" | "canceled"),
    })
}

pub(super) fn recording_status(account_sid: &str, body: &[u8]) -> Result<RecordingStatus, WebhookError> {
    let fields = Fields::read(account_sid, body)?;
    let call = fields.call()?;
    let outcome = match fields.get("RecordingStatus")? {
        "completed" => {
            let id = recording_id(fields.get("RecordingSid")?).ok_or(WebhookError::Malformed("RecordingSid"))?;
            let secs = fields.find_legible("RecordingDuration").and_then(|secs| secs.trim().parse().ok());
            RecordingOutcome::Completed(FinishedRecording { id, secs })
        }
        "absent" | "failed" => RecordingOutcome::Absent,
        // Also whatever else Twilio comes to say on the way; only the words above are final.
        _ => RecordingOutcome::InProgress,
    };
    Ok(RecordingStatus { call, outcome })
}

/// A recording's id in Twilio's form, and in no other: it becomes part of an address.
fn recording_id(text: &str) -> Option<ProviderRecordingId> {
    if is_sid(text, "RE") { ProviderRecordingId::parse(text).ok() } else { None }
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
