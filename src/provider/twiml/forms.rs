//! What the forms of Twilio say, and of those whose forms have the same names. A form is read after its signature held,
//! and is believed no further than that.
//! Source: <https://www.twilio.com/docs/voice/twiml#request-parameters>.

use crate::{
    dialog::event::Keys,
    domain::{
        caller::Caller,
        ids::{ProviderCallId, ProviderRecordingId},
    },
    provider::{
        Answer, CallStatus, CallerInput, FinishedRecording, RecordingOutcome, RecordingStatus, Ring, WebhookError,
        fields::Fields,
    },
};

/// More keys than any question asks for; keys beyond these are cut off, since the entry cannot be right.
const MAX_KEYS: usize = 128;

/// The account that the forms must belong to, and what its provider's ids of recordings look like.
#[derive(Clone, Copy)]
pub(in crate::provider) struct Forms<'a> {
    /// The account's id, as the forms name it.
    pub account: &'a str,
    /// Whether a text is the id of a recording, and nothing else: it becomes part of an address.
    pub is_recording_id: fn(&str) -> bool,
}

const CALL: &str = "CallSid";

impl Forms<'_> {
    pub(super) fn read(self, body: &[u8]) -> Result<Fields<'_>, WebhookError> {
        Fields::of_account("AccountSid", self.account, body)
    }

    /// Whose call a form is about, whatever else is wrong with it.
    pub(in crate::provider) fn call(self, body: &[u8]) -> Option<ProviderCallId> {
        self.read(body).and_then(|fields| fields.call(CALL)).ok()
    }

    /// The first webhook of a call. Without a `From` that can be read the caller counts as withheld, and without such a
    /// `To` the number that was dialed is empty: both calls are answered.
    pub(in crate::provider) fn ring(self, body: &[u8]) -> Result<Ring, WebhookError> {
        let fields = self.read(body)?;
        Ok(Ring {
            call: fields.call(CALL)?,
            caller: fields.find_legible("From").map_or(Caller::Withheld, Caller::parse),
            dialed: fields.find_legible("To").unwrap_or_default().to_owned(),
            // <https://www.twilio.com/docs/voice/twiml#fallback-url-parameters>
            fault: fields
                .has("ErrorCode")
                .then(|| fields.find_legible("ErrorCode").and_then(|code| code.parse().ok()).unwrap_or(0)),
        })
    }

    pub(in crate::provider) fn answer(self, body: &[u8]) -> Result<Answer, WebhookError> {
        let fields = self.read(body)?;
        let call = fields.call(CALL)?;
        let digits = fields.find("Digits")?;
        let hung_up = digits == Some("hangup");
        let recorded = fields.has("RecordingUrl") || fields.has("RecordingDuration");
        let input = if recorded || hung_up {
            CallerInput::Recorded { recording: self.recording(&fields), hung_up }
        } else {
            keyed(digits, fields.find("FinishedOnKey")?)
        };
        Ok(Answer { call, input })
    }

    pub(in crate::provider) fn call_status(self, body: &[u8]) -> Result<CallStatus, WebhookError> {
        let fields = self.read(body)?;
        let status = fields.get("CallStatus")?;
        Ok(CallStatus {
            call: fields.call(CALL)?,
            over: matches!(status, "completed" | "busy" | "failed" | "no-answer" | "canceled"),
            cause: fields.cause(&["HangupCause", "SipResponseCode"]),
        })
    }

    pub(in crate::provider) fn recording_status(self, body: &[u8]) -> Result<RecordingStatus, WebhookError> {
        let fields = self.read(body)?;
        let call = fields.call(CALL)?;
        let outcome = match fields.get("RecordingStatus")? {
            "completed" => {
                let id =
                    self.recording_id(fields.get("RecordingSid")?).ok_or(WebhookError::Malformed("RecordingSid"))?;
                let secs = fields.find_legible("RecordingDuration").and_then(|secs| secs.trim().parse().ok());
                RecordingOutcome::Completed(FinishedRecording { id, secs })
            }
            "absent" | "failed" => RecordingOutcome::Absent,
            // Also whatever else Twilio comes to say on the way; only the words above are final.
            _ => RecordingOutcome::InProgress,
        };
        Ok(RecordingStatus { call, outcome })
    }

    /// Not everybody gives the id of a recording here, but its address, which names the id after the kind.
    fn recording(self, fields: &Fields<'_>) -> Option<ProviderRecordingId> {
        let named = fields.find_legible("RecordingSid").and_then(|id| self.recording_id(id));
        named.or_else(|| {
            let (_, name) = fields.find_legible("RecordingUrl")?.rsplit_once("/Recordings/")?;
            self.recording_id(name.split('.').next()?)
        })
    }

    fn recording_id(self, text: &str) -> Option<ProviderRecordingId> {
        if (self.is_recording_id)(text) { ProviderRecordingId::parse(text).ok() } else { None }
    }
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

#[cfg(test)]
#[path = "forms_tests.rs"]
mod tests;
