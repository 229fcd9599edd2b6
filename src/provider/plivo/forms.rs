//! What Plivo's forms say. Sources: <https://docs.plivo.com/docs/voice/xml/request>,
//! <https://docs.plivo.com/docs/voice/xml/record>, <https://docs.plivo.com/docs/voice/xml/getinput>.

use crate::{
    dialog::event::Keys,
    domain::{
        caller::Caller,
        ids::{ProviderCallId, ProviderRecordingId},
    },
    provider::{
        Answer, CallStatus, CallerInput, FinishedRecording, RecordingOutcome, RecordingStatus, Ring, WebhookError,
        fields::Fields, settings::is_uuid,
    },
};

const CALL: &str = "CallUUID";
const MAX_KEYS: usize = 128;

/// Forms name the main account alone, so those of a subaccount cannot be compared: its token says whose they are.
pub(super) fn read<'a>(auth_id: &str, body: &'a [u8]) -> Result<Fields<'a>, WebhookError> {
    let fields = Fields::read(body);
    let foreign = auth_id.starts_with("MA") && fields.find("ParentAuthID")?.is_some_and(|parent| parent != auth_id);
    if foreign { Err(WebhookError::ForeignAccount) } else { Ok(fields) }
}

pub(super) fn call(auth_id: &str, body: &[u8]) -> Option<ProviderCallId> {
    read(auth_id, body).and_then(|fields| fields.call(CALL)).ok()
}

/// Without a `From` or `To` that can be read the call is answered all the same.
pub(super) fn ring(auth_id: &str, body: &[u8]) -> Result<Ring, WebhookError> {
    let fields = read(auth_id, body)?;
    let number = |name| fields.find_legible(name).map(with_plus).unwrap_or_default();
    Ok(Ring { call: fields.call(CALL)?, caller: Caller::parse(&number("From")), dialed: number("To"), fault: None })
}

/// Numbers come as digits alone, country code first; whatever else comes is no number.
pub(super) fn with_plus(text: &str) -> String {
    let is_number = (7..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { format!("+{text}") } else { text.to_owned() }
}

pub(super) fn answer(auth_id: &str, body: &[u8]) -> Result<Answer, WebhookError> {
    let fields = read(auth_id, body)?;
    let call = fields.call(CALL)?;
    let ended = fields.find_legible("RecordingEndReason");
    let recorded = ["RecordUrl", "RecordingID", "RecordingDuration"].into_iter().any(|name| fields.has(name));
    let input = if recorded || ended.is_some() {
        let hung_up = ended.is_some_and(|reason| reason.eq_ignore_ascii_case("HungUp"));
        CallerInput::Recorded { recording: fields.find_legible("RecordingID").and_then(recording_id), hung_up }
    } else {
        keyed(fields.find("Digits")?)
    };
    Ok(Answer { call, input })
}

/// Where `#` may be an answer by itself it is a key like the others, and stands at the end of an entry.
fn keyed(digits: Option<&str>) -> CallerInput {
    match digits.map(|digits| (digits, digits.strip_suffix('#').unwrap_or(digits))) {
        None | Some(("", _)) => CallerInput::Empty { pound_likely: false },
        Some((_, "")) => CallerInput::Pound,
        Some((_, keys)) => CallerInput::Keys(Keys::new(keys.chars().take(MAX_KEYS).collect())),
    }
}

/// Source of the states and the causes: <https://docs.plivo.com/docs/voice/troubleshooting/hangup-causes>.
pub(super) fn call_status(auth_id: &str, body: &[u8]) -> Result<CallStatus, WebhookError> {
    let fields = read(auth_id, body)?;
    let status = fields.get("CallStatus")?;
    Ok(CallStatus {
        call: fields.call(CALL)?,
        over: matches!(status, "completed" | "busy" | "failed" | "timeout" | "no-answer" | "cancel"),
        cause: fields.cause(&["HangupCauseName", "HangupCause"]),
    })
}

/// Told once, when the file is ready; that nothing was kept is never told.
pub(super) fn recording_status(auth_id: &str, body: &[u8]) -> Result<RecordingStatus, WebhookError> {
    let fields = read(auth_id, body)?;
    let id = recording_id(fields.get("RecordingID")?).ok_or(WebhookError::Malformed("RecordingID"))?;
    let secs = fields.find_legible("RecordingDuration").and_then(|secs| secs.trim().parse().ok());
    let outcome = RecordingOutcome::Completed(FinishedRecording { id, secs });
    Ok(RecordingStatus { call: fields.call(CALL)?, outcome })
}

fn recording_id(text: &str) -> Option<ProviderRecordingId> {
    if is_uuid(text) { ProviderRecordingId::parse(text).ok() } else { None }
}
