//! Calls of the past, for the history of a demo: the dialog, the punches and what is kept are those of any call. Only
//! the time and whether the PIN was right are given, since hashing for years of calls would take too long. Nothing from
//! the network leads here.

pub mod visits;

use jiff::{SignedDuration, Timestamp};

use super::{
    Unit,
    calls::{self, CallError, PinCheckResult, PreparedPin},
    credentials::verify::PinVerdict,
    services::Services,
    voice_checks::expect,
};
use crate::{
    dialog::event::{Event, Keys},
    domain::{
        caller::Caller,
        ids::{CallId, ProviderCallId, ProviderRecordingId},
        phone_clock_id::PhoneClockId,
    },
    provider::{FinishedRecording, RecordingOutcome, Ring},
    store::phone_clock_ids,
};

/// Between one answer of a caller and the next.
const ANSWER_INTERVAL: SignedDuration = SignedDuration::from_secs(5);

/// What a caller did at one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallerAction {
    /// Their phone clock ID, and then a PIN that is theirs or is not.
    SignedIn {
        /// Whether the PIN is theirs.
        right: bool,
    },
    /// Keyed these digits.
    Keyed(&'static str),
    /// Pressed `#` alone.
    Pound,
    /// Keyed nothing in time.
    Nothing,
    /// Said their name; nothing where the provider has kept no recording.
    Spoke(Option<ProviderRecordingId>),
}

/// A call from its ring to its end.
#[derive(Debug, Clone)]
pub struct PastCall {
    /// When it was answered.
    pub at: Timestamp,
    /// By how much the clock was ahead when the call was answered; it is set right before anything is keyed.
    pub clock_ahead: SignedDuration,
    /// The provider's id of the call.
    pub call: ProviderCallId,
    /// The number that it came from.
    pub caller: Caller,
    /// The number that was dialed.
    pub dialed: String,
    /// The ID that was keyed.
    pub clock_id: PhoneClockId,
    /// What the caller did, question by question.
    pub did: Vec<CallerAction>,
}

/// Places a call of the past within a transaction; `set_clock` is told each moment before something happens at it.
///
/// # Errors
/// When a caller does what the dialog does not wait for.
pub fn replay_call(
    services: &Services,
    u: &mut Unit<'_>,
    past: PastCall,
    set_clock: &dyn Fn(Timestamp),
) -> Result<CallId, CallError> {
    let handler = services.calls.as_ref();
    let provider = services.providers.first().ok_or(CallError::NotWaiting)?.as_ref();
    let mut now = past.at;
    u.now = now.saturating_add(past.clock_ahead).unwrap_or(now);
    set_clock(u.now);
    let ring = Ring { call: past.call, caller: past.caller, dialed: past.dialed, fault: None };
    let mut call = calls::answer_call(handler, u, provider, (ring, u.now))?;
    let rang = Event::Rang { language: handler.default_language(), throttled: false };
    calls::run(handler, u, provider, &mut call, rang, PreparedPin::Nothing)?;
    let mut outcome = None;
    for did in past.did {
        for (event, prepared) in events_of(u, did, &past.clock_id, &mut outcome)? {
            now = now.saturating_add(ANSWER_INTERVAL).unwrap_or(now);
            u.now = now;
            set_clock(now);
            calls::run(handler, u, provider, &mut call, event, prepared)?;
            if calls::drops_keys(&call)? {
                calls::run(handler, u, provider, &mut call, Event::Nothing, PreparedPin::Nothing)?;
            }
        }
    }
    now = now.saturating_add(ANSWER_INTERVAL).unwrap_or(now);
    u.now = now;
    set_clock(now);
    calls::end_call(u, call.clone())?;
    if let Some(outcome) = outcome {
        expect::on_recording_status(u.tx, &u.ids, &call, &outcome, now)?;
    }
    Ok(call.id)
}

/// What a caller did, as events with what was prepared for each.
fn events_of(
    u: &mut Unit<'_>,
    did: CallerAction,
    clock_id: &PhoneClockId,
    outcome: &mut Option<RecordingOutcome>,
) -> Result<Vec<(Event, PreparedPin)>, CallError> {
    let keys = |keys: &str| Event::Keys(Keys::new(keys.to_owned()));
    let unprepared = |event| vec![(event, PreparedPin::Nothing)];
    Ok(match did {
        CallerAction::SignedIn { right } => {
            let credential = phone_clock_ids::find_credential(u.tx, clock_id)?;
            let checked = PinCheckResult::Done(PinVerdict::Fresh { credential, matched: right });
            vec![(keys(clock_id.as_str()), PreparedPin::Nothing), (keys("0000"), PreparedPin::Checked(checked))]
        }
        CallerAction::Keyed(digits) => unprepared(keys(digits)),
        CallerAction::Pound => unprepared(Event::Pound),
        CallerAction::Nothing => unprepared(Event::Nothing),
        CallerAction::Spoke(recording) => {
            let completed = |id| RecordingOutcome::Completed(FinishedRecording { id, secs: None });
            *outcome = Some(recording.map_or(RecordingOutcome::Absent, completed));
            unprepared(Event::Recorded)
        }
    })
}
