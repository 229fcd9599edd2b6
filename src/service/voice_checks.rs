//! Voice checks from the punch to the WAV that is kept, or to the exception that says why there is none.

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};

use super::{
    gateway::Gateway,
    recordings::{Recordings, RecordingsError},
    work::{Ending, nothing_to_write},
};
use crate::{
    audio::{measure, wav},
    domain::{
        exception::ExceptionKind,
        ids::{CallId, ExceptionId, TaskId, VoiceCheckId},
        voice_check::{Flaw, VoiceCheckStatus},
    },
    provider::{ApiError, FetchLimits, FinishedRecording, Provider, RecordingOutcome},
    store::{
        StoreError, Tx,
        calls::{self, Call},
        exceptions::{self, Exception},
        tasks::{self, TaskKind, Window},
        voice_checks::{self, Kept, VoiceCheck},
        workspaces,
    },
};

/// How long a recording is tried for.
pub(super) const FETCH_FOR: SignedDuration = SignedDuration::from_hours(24);
/// The provider's callback comes within seconds; after this the provider is asked.
const SETTLE_AFTER: SignedDuration = SignedDuration::from_mins(5);
/// A provider that lists no recording this long after the punch will never have one.
const GONE_AFTER: SignedDuration = SignedDuration::from_mins(15);
/// The same for a call that is known to be over: nothing is recorded any more.
const GONE_AFTER_END: SignedDuration = SignedDuration::from_mins(2);
pub(super) const DELETE_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A spoken name is ten seconds at most, 160 kB; a provider that sends much more has gone wrong.
const LIMITS: FetchLimits = FetchLimits { max_bytes: wav::MAX_BYTES, timeout: Duration::from_secs(30) };

/// Why a piece of background work has not come to its end; decides whether it is tried again.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    #[error("{0}")]
    TryAgain(String),
    /// What came is no recording. Tried again as well; what counts at the end is that something came.
    #[error("{0}")]
    NoRecording(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<RecordingsError> for TaskError {
    fn from(error: RecordingsError) -> Self {
        Self::TryAgain(error.to_string())
    }
}

pub(super) fn settle_window(now: Timestamp) -> Window {
    window(now, SETTLE_AFTER, FETCH_FOR)
}

fn window(now: Timestamp, first: SignedDuration, last: SignedDuration) -> Window {
    let after = |wait| now.saturating_add(wait).unwrap_or(Timestamp::MAX);
    Window { run_at: after(first), give_up_at: after(last) }
}

/// What the provider tells of a call's recording.
pub(super) fn heard_of(
    gateway: &Gateway,
    tx: &mut dyn Tx,
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
            end_without(gateway, tx, &check, ExceptionKind::VoiceCheckMissing, "the provider has kept no recording")
        }
        RecordingOutcome::Completed(recording) => begin_fetch(gateway, tx, &check, recording, now),
    }
}

fn begin_fetch(
    gateway: &Gateway,
    tx: &mut dyn Tx,
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
    let window = window(now, SignedDuration::ZERO, FETCH_FOR);
    tasks::insert_task(tx, TaskId::mint(&gateway.ids()), TaskKind::FetchRecording, check.id, window)
}

/// The call ended before the caller was asked to speak.
pub(super) fn never_asked(gateway: &Gateway, tx: &mut dyn Tx, call: CallId) -> Result<(), StoreError> {
    match voice_checks::find_of_call(tx, call)? {
        Some(check) => end_without(gateway, tx, &check, ExceptionKind::VoiceCheckMissing, "the call ended before it"),
        None => Ok(()),
    }
}

fn end_without(
    gateway: &Gateway,
    tx: &mut dyn Tx,
    check: &VoiceCheck,
    kind: ExceptionKind,
    because: &str,
) -> Result<(), StoreError> {
    let missing = kind == ExceptionKind::VoiceCheckMissing;
    let status = if missing { VoiceCheckStatus::Missing } else { VoiceCheckStatus::Refused };
    if voice_checks::set_ended_without(tx, check.id, status, Some(because))? {
        raise(gateway, tx, check, kind, Some(because))?;
    }
    Ok(())
}

fn raise(
    gateway: &Gateway,
    tx: &mut dyn Tx,
    check: &VoiceCheck,
    kind: ExceptionKind,
    note: Option<&str>,
) -> Result<(), StoreError> {
    let at = calls::get_call(tx, check.call)?.answered_at;
    let id = ExceptionId::mint(&gateway.ids());
    let (workspace, employee) = (check.workspace, check.employee);
    let (entry, call) = (Some(check.entry), Some(check.call));
    exceptions::insert_exception(tx, &Exception { id, workspace, employee, entry, call, kind, at, note })?;
    voice_checks::set_flagged(tx, check.id)
}

impl Gateway {
    /// Background work: fetches a recording, checks and measures it, and keeps it.
    ///
    /// # Errors
    /// When it has to be tried again.
    pub(super) async fn fetch_recording(self: &Arc<Self>, id: VoiceCheckId) -> Result<Ending, TaskError> {
        let (check, call) = self.get_check(id).await?;
        let (VoiceCheckStatus::Fetching, Some(recording)) = (check.status, &check.provider_recording) else {
            return Ok(nothing_to_write());
        };
        let provider = self.provider_of(&call)?;
        let bytes = match provider.recordings().fetch(recording, LIMITS).await {
            Ok(bytes) => bytes,
            Err(ApiError::Unusable(reason)) => return Err(TaskError::NoRecording(reason)),
            Err(error @ (ApiError::NotReady | ApiError::Unavailable(_) | ApiError::Credentials(_))) => {
                return Err(TaskError::TryAgain(error.to_string()));
            }
        };
        let read = tokio::task::spawn_blocking(move || {
            let speech = wav::read(&bytes)?;
            Ok::<_, crate::audio::BadRecording>((measure::measure(&speech), speech.to_wav(), speech.left_out()))
        });
        let (measures, wav, left_out) = match read.await.map_err(|_| StoreError::Panicked)? {
            Ok(read) => read,
            Err(reason) if reason.may_come_right() => return Err(TaskError::NoRecording(reason.to_string())),
            Err(reason) => return Ok(self.refuse(id, reason.to_string())),
        };
        let key = Recordings::key(check.workspace, call.answered_at, id);
        let bytes = wav.len();
        let sha256 = self.recordings.put(&key, wav.into()).await?;
        Ok(self.keep(id, Kept { recording: key, sha256, bytes, measures }, left_out))
    }

    /// `left_out`: the provider's file may hold more than what was read of it.
    fn keep(self: &Arc<Self>, id: VoiceCheckId, kept: Kept, left_out: bool) -> Ending {
        let (gateway, now) = (Arc::clone(self), self.now());
        Box::new(move |tx| {
            if !voice_checks::set_stored(tx, id, &kept, now)? {
                return Ok(());
            }
            let check = voice_checks::get_voice_check(tx, id)?;
            let because = "the recording arrived after all";
            let raised = (check.entry, Some(check.call));
            exceptions::settle(tx, raised, ExceptionKind::VoiceCheckMissing, because, now)?;
            for flaw in measure::flaws(&kept.measures) {
                raise(&gateway, tx, &check, ExceptionKind::from(flaw), note_on(flaw))?;
            }
            let delete_at_provider = workspaces::get_workspace(tx, check.workspace)?.settings.delete_at_provider;
            if delete_at_provider && left_out {
                tracing::warn!(
                    voice_check.id = %id,
                    "the provider's copy of a voice check is not deleted: its file may hold more than players play of it"
                );
            } else if delete_at_provider {
                let window = window(now, SignedDuration::ZERO, DELETE_FOR);
                let task = TaskId::mint(&gateway.ids());
                tasks::insert_task(tx, task, TaskKind::DeleteAtProvider, id, window)?;
                // Whoever looks for it now finds it behind this transaction.
                gateway.work_queued.notify_one();
            }
            tracing::info!(voice_check.id = %id, voice_check.secs = kept.measures.secs, "a voice check was stored");
            metrics::counter!("phoneclock_voice_checks_stored_total").increment(1);
            Ok(())
        })
    }

    fn refuse(self: &Arc<Self>, id: VoiceCheckId, reason: String) -> Ending {
        tracing::warn!(voice_check.id = %id, %reason, "a recording cannot be used");
        self.end_check(id, ExceptionKind::VoiceCheckUnreadable, reason)
    }

    fn end_check(self: &Arc<Self>, id: VoiceCheckId, kind: ExceptionKind, because: String) -> Ending {
        let gateway = Arc::clone(self);
        Box::new(move |tx| {
            let check = voice_checks::get_voice_check(tx, id)?;
            end_without(&gateway, tx, &check, kind, &because)
        })
    }

    /// Background work: asks the provider what became of a recording that nothing was heard of.
    ///
    /// # Errors
    /// When it has to be tried again.
    pub(super) async fn settle_voice_check(self: &Arc<Self>, id: VoiceCheckId) -> Result<Ending, TaskError> {
        let (check, call) = self.get_check(id).await?;
        if check.status != VoiceCheckStatus::Expected {
            return Ok(nothing_to_write());
        }
        let provider = self.provider_of(&call)?;
        let listed = provider.recordings().list_of_call(&call.provider_call_id).await;
        let listed = listed.map_err(|error| TaskError::TryAgain(error.to_string()))?;
        let now = self.now();
        if let Some(recording) = listed.into_iter().next() {
            let gateway = Arc::clone(self);
            return Ok(Box::new(move |tx| {
                gateway.work_queued.notify_one();
                begin_fetch(&gateway, tx, &check, &recording, now)
            }));
        }
        let over = call.ended_at.is_some_and(|ended_at| now.duration_since(ended_at) >= GONE_AFTER_END);
        let long_ago = over || now.duration_since(call.answered_at) >= GONE_AFTER;
        if !long_ago || self.is_clock_in_doubt() {
            return Err(TaskError::TryAgain("the provider lists no recording of the call yet".to_owned()));
        }
        let because = "the provider lists no recording of the call";
        Ok(self.end_check(id, ExceptionKind::VoiceCheckMissing, because.to_owned()))
    }

    /// Background work: ends the provider's copy once ours is stored.
    ///
    /// # Errors
    /// When it has to be tried again.
    pub(super) async fn delete_at_provider(self: &Arc<Self>, id: VoiceCheckId) -> Result<Ending, TaskError> {
        let (check, call) = self.get_check(id).await?;
        let (VoiceCheckStatus::Stored, Some(recording)) = (check.status, &check.provider_recording) else {
            return Ok(nothing_to_write());
        };
        let provider = self.provider_of(&call)?;
        let said = match check.provider_secs {
            Some(secs) => Some(secs),
            None => match provider.recordings().find_secs(recording).await {
                Ok(Some(secs)) => Some(secs),
                Ok(None) => {
                    return Err(TaskError::TryAgain("the provider does not say how long its recording is".to_owned()));
                }
                // It knows of no such recording any more.
                Err(ApiError::NotReady) => None,
                Err(error) => return Err(TaskError::TryAgain(error.to_string())),
            },
        };
        if said.is_some_and(|said| !is_as_long(check.secs.unwrap_or(0.0), said)) {
            tracing::warn!(
                voice_check.id = %id,
                voice_check.secs = check.secs,
                provider.secs = said,
                "the provider's copy of a voice check is not deleted: the provider says that it recorded more"
            );
            return Ok(nothing_to_write());
        }
        let deleted = provider.recordings().delete(recording).await;
        deleted.map_err(|error| TaskError::TryAgain(error.to_string()))?;
        let now = self.now();
        Ok(Box::new(move |tx| voice_checks::set_deleted_at_provider(tx, id, now)))
    }

    /// The end of the tries: a recording that could not be had in all that time is missing; one in whose place
    /// something else came to the last cannot be used.
    pub(super) fn give_up_on_recording(self: &Arc<Self>, id: VoiceCheckId, last: &TaskError) -> Ending {
        let last_error = match last {
            TaskError::NoRecording(reason) => return self.refuse(id, reason.clone()),
            TaskError::TryAgain(_) | TaskError::Store(_) => last.to_string(),
        };
        tracing::error!(voice_check.id = %id, error = last_error, "a recording was given up");
        let because = format!("it could not be fetched within 24 hours: {last_error}");
        self.end_check(id, ExceptionKind::VoiceCheckMissing, because)
    }

    /// By the writer, which has both at hand: a reader would read its pages anew after every commit.
    async fn get_check(&self, id: VoiceCheckId) -> Result<(VoiceCheck, Call), StoreError> {
        self.db
            .write(move |tx| {
                let check = voice_checks::get_voice_check(tx, id)?;
                let call = calls::get_call(tx, check.call)?;
                Ok((check, call))
            })
            .await
    }

    fn provider_of(&self, call: &Call) -> Result<Arc<dyn Provider>, TaskError> {
        self.provider(&call.provider)
            .ok_or_else(|| TaskError::TryAgain(format!("the provider {} is not configured", call.provider)))
    }
}

/// Whether what is stored is as long as what the provider says it recorded, in whole seconds, the last of which may have
/// been begun only.
fn is_as_long(stored_secs: f64, said_secs: u32) -> bool {
    stored_secs > f64::from(said_secs) - 1.0
}

const fn note_on(flaw: Flaw) -> Option<&'static str> {
    match flaw {
        Flaw::Silent => Some("nobody spoke"),
        Flaw::TooShort => Some("too short to tell a name"),
        Flaw::Clipped => Some("too loud to be clear"),
    }
}

#[cfg(test)]
mod tests {
    use super::is_as_long;

    #[test]
    fn seconds_that_the_provider_has_rounded_up_count_as_reached() {
        for (stored, said, as_long) in [
            (2.4, 2, true),
            (1.6, 2, true),
            (1.2, 2, true),
            (1.0, 2, false),
            (0.5, 2, false),
            (1.0, 60, false),
            (0.3, 0, true),
        ] {
            assert_eq!(is_as_long(stored, said), as_long, "{stored} of {said}");
        }
    }
}
