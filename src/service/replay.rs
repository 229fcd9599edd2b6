//! Calls of the past, for the history of a demo: the dialog, the punches and what is kept are those of any call. When it
//! was is said, and whether the PIN was right, so that years of hashing are not. Nothing from the network leads here.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{calls::CallError, gateway::Gateway, sign_in::Checked, voice_checks::expect};
use crate::{
    dialog::event::{Event, Keys},
    domain::{
        caller::Caller,
        ids::{CallId, ProviderCallId, ProviderRecordingId},
        phone_clock_id::PhoneClockId,
    },
    provider::{FinishedRecording, RecordingOutcome, Ring},
    store::{Tx, phone_clock_ids},
};

/// Between one answer of a caller and the next.
const PACE: SignedDuration = SignedDuration::from_secs(5);

/// What a caller did at one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Did {
    /// Their phone clock ID, and then a PIN that is theirs or is not.
    SignedIn {
        right: bool,
    },
    Keyed(&'static str),
    Pound,
    Nothing,
    /// Said their name; nothing where the provider has kept no recording.
    Spoke(Option<ProviderRecordingId>),
}

/// A call from its ring to its end.
#[derive(Debug, Clone)]
pub struct PastCall {
    pub at: Timestamp,
    /// By how much the clock was ahead when the call was answered; it is set right before anything is keyed.
    pub clock_ahead: SignedDuration,
    pub call: ProviderCallId,
    pub caller: Caller,
    pub dialled: String,
    pub clock_id: PhoneClockId,
    pub did: Vec<Did>,
}

impl Gateway {
    /// Places a call of the past within a transaction; `set_clock` is told each moment before something happens at it.
    ///
    /// # Errors
    /// When the store fails, or a caller does what the dialog does not wait for.
    pub fn replay_call(
        self: &Arc<Self>,
        tx: &mut dyn Tx,
        past: PastCall,
        set_clock: &dyn Fn(Timestamp),
    ) -> Result<CallId, CallError> {
        let provider = self.providers.first().ok_or(CallError::NotWaiting)?;
        let mut now = past.at;
        let answered_at = now.saturating_add(past.clock_ahead).unwrap_or(now);
        set_clock(answered_at);
        let ring = Ring { call: past.call, caller: past.caller, dialled: past.dialled, fault: None };
        let mut call = self.answer_call(tx, provider.as_ref(), ring, answered_at)?;
        let rang = Event::Rang { language: self.default_language, barred: false };
        self.take(tx, provider.as_ref(), &mut call, rang, None, answered_at)?;
        let mut outcome = None;
        for did in past.did {
            let keys = |keys: &str| Event::Keys(Keys::new(keys.to_owned()));
            let (events, checked) = match did {
                Did::SignedIn { right } => {
                    let credential = phone_clock_ids::find_credential(tx, &past.clock_id)?;
                    let checked = Checked::Done { credential, matched: right };
                    (vec![keys(past.clock_id.as_str()), keys("0000")], Some(checked))
                }
                Did::Keyed(digits) => (vec![keys(digits)], None),
                Did::Pound => (vec![Event::Pound], None),
                Did::Nothing => (vec![Event::Nothing], None),
                Did::Spoke(recording) => {
                    let completed = |id| RecordingOutcome::Completed(FinishedRecording { id, secs: None });
                    outcome = Some(recording.map_or(RecordingOutcome::Absent, completed));
                    (vec![Event::Recorded], None)
                }
            };
            for event in events {
                now = now.saturating_add(PACE).unwrap_or(now);
                set_clock(now);
                self.take(tx, provider.as_ref(), &mut call, event, checked.as_ref(), now)?;
            }
        }
        now = now.saturating_add(PACE).unwrap_or(now);
        set_clock(now);
        self.end_call(tx, call.clone(), now)?;
        if let Some(outcome) = outcome {
            expect::on_recording_status(tx, &self.ids(), &call, &outcome, now)?;
        }
        Ok(call.id)
    }
}
