//! A voice check from the punch that asks for it to the word on its recording.

use jiff::{SignedDuration, Timestamp};

use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{CallId, ExceptionId, Ids, TaskId, VoiceCheckId},
        voice_check::VoiceCheckStatus,
    },
    provider::{FinishedRecording, RecordingOutcome},
    service::kernel::task,
    store::{
        StoreError, Tx,
        calls::{self, Call},
        exceptions::{self, Exception},
        tasks::{self, TaskKind},
        voice_checks::{self, NewVoiceCheck, VoiceCheck},
    },
};

/// The provider's callback comes within seconds; after this the provider is asked.
const SETTLE_AFTER: SignedDuration = SignedDuration::from_mins(5);

/// Expects the one voice check of a call; it belongs to the entry of the call's first punch.
pub fn expect(
    tx: &mut dyn Tx,
    ids: &Ids<'_>,
    expected: impl FnOnce(VoiceCheckId) -> NewVoiceCheck,
    now: Timestamp,
) -> Result<(), StoreError> {
    let expected = expected(VoiceCheckId::generate(ids));
    if voice_checks::insert_expected(tx, &expected, now)? {
        let window = task::window(TaskKind::SettleVoiceCheck, now, SETTLE_AFTER);
        tasks::insert_task(tx, TaskId::generate(ids), TaskKind::SettleVoiceCheck, expected.id, window)?;
    }
    Ok(())
}

/// Acts on what the provider says of a call's recording.
pub fn on_recording_status(
    tx: &mut dyn Tx,
    ids: &Ids<'_>,
    call: &Call,
    outcome: &RecordingOutcome,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(check) = voice_checks::find_of_call(tx, call.id)? else { return Ok(()) };
    match outcome {
        RecordingOutcome::InProgress => Ok(()),
        // A recording that was announced is there, whatever else is said of the call.
        RecordingOutcome::Absent if check.status != VoiceCheckStatus::Expected => Ok(()),
        RecordingOutcome::Absent => {
            let because = "the provider has kept no recording";
            close_without_recording(tx, ids, &check, ExceptionKind::VoiceCheckMissing, because)
        }
        RecordingOutcome::Completed(recording) => begin_fetch(tx, ids, &check, recording, now),
    }
}

pub(super) fn begin_fetch(
    tx: &mut dyn Tx,
    ids: &Ids<'_>,
    check: &VoiceCheck,
    recording: &FinishedRecording,
    now: Timestamp,
) -> Result<(), StoreError> {
    if let Some(secs) = recording.secs {
        voice_checks::set_provider_secs(tx, check.id, secs)?;
    }
    if !voice_checks::set_fetching(tx, check.id, &recording.id)? {
        return Ok(());
    }
    let window = task::window(TaskKind::FetchRecording, now, SignedDuration::ZERO);
    tasks::insert_task(tx, TaskId::generate(ids), TaskKind::FetchRecording, check.id, window)
}

/// Notes that a call has ended before the caller was asked to speak.
pub fn mark_missing(tx: &mut dyn Tx, ids: &Ids<'_>, call: CallId) -> Result<(), StoreError> {
    let Some(check) = voice_checks::find_of_call(tx, call)? else { return Ok(()) };
    close_without_recording(tx, ids, &check, ExceptionKind::VoiceCheckMissing, "the call ended before it")
}

pub(super) fn close_without_recording(
    tx: &mut dyn Tx,
    ids: &Ids<'_>,
    check: &VoiceCheck,
    kind: ExceptionKind,
    because: &str,
) -> Result<(), StoreError> {
    let missing = kind == ExceptionKind::VoiceCheckMissing;
    let status = if missing { VoiceCheckStatus::Missing } else { VoiceCheckStatus::Refused };
    if voice_checks::set_ended_without(tx, check.id, status, Some(because))? {
        raise(tx, ids, check, kind, Some(because))?;
    }
    Ok(())
}

pub(super) fn raise(
    tx: &mut dyn Tx,
    ids: &Ids<'_>,
    check: &VoiceCheck,
    kind: ExceptionKind,
    note: Option<&str>,
) -> Result<(), StoreError> {
    let at = calls::get_call(tx, check.call)?.answered_at;
    let id = ExceptionId::generate(ids);
    let (workspace, employee) = (check.workspace, check.employee);
    let (entry, call) = (Some(check.entry), Some(check.call));
    exceptions::insert_exception(tx, &Exception { id, workspace, employee, entry, call, kind, at, note })
}
