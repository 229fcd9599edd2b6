//! The recording of a voice check: fetched, kept, or told why there is none. All of it is background work.

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};

use super::expect::{begin_fetch, close_without_recording, raise};
use crate::{
    audio::{WavError, measure, wav},
    domain::{
        exception::ExceptionKind,
        ids::{ProviderCallId, ProviderRecordingId, VoiceCheckId},
        voice_check::{AudioProblem, VoiceCheckStatus},
    },
    provider::{ApiError, FetchLimits, FinishedRecording, Provider},
    service::kernel::{
        AfterCommit, Store, Unit,
        recordings::Recordings,
        task::{self, TaskCommit, TaskError},
    },
    store::{
        Hold, Holds, StoreError,
        calls::{self, Call},
        exceptions,
        tasks::TaskKind,
        voice_checks::{self, StoredWav, VoiceCheck},
        workspaces,
    },
};

/// A provider that lists no recording this long after the punch will never have one.
const MISSING_AFTER: SignedDuration = SignedDuration::from_mins(15);
/// The same for a call that is known to be over: nothing is recorded any more.
const MISSING_AFTER_CALL_END: SignedDuration = SignedDuration::from_mins(2);
/// The most that is read of a provider's answer: a spoken name is ten seconds at most, 160 kB.
const LIMITS: FetchLimits = FetchLimits { max_bytes: wav::MAX_BYTES, timeout: Duration::from_secs(30) };

/// Fetches recordings from their providers and keeps them.
#[derive(Clone)]
pub struct Fetcher {
    /// Where voice checks are kept.
    pub store: Store,
    /// Where their files are kept.
    pub recordings: Recordings,
    /// Those that recordings are fetched from, and deleted at.
    pub providers: Vec<Arc<dyn Provider>>,
}

/// What came of fetching a recording.
pub(super) enum FetchedWav {
    /// Its file is written. With `left_out` the provider's may hold more than what was read of it.
    Stored { wav: StoredWav, left_out: bool },
    /// It is none that can be used, and never will be.
    Unusable(String),
}

/// What else was recorded in the same call.
struct Siblings {
    whole: ProviderCallId,
    taken: Vec<ProviderRecordingId>,
}

/// What is written of a voice check, and of its call's entry.
fn holds(check: &VoiceCheck, call: &Call) -> Holds {
    Hold::call(&call.provider, &call.provider_call_id).and(Hold::WorkspaceShared(check.workspace))
}

impl Fetcher {
    /// Fetches a recording, checks and measures it, and keeps it.
    ///
    /// # Errors
    /// When it has to be tried again.
    pub async fn fetch(&self, id: VoiceCheckId) -> Result<TaskCommit, TaskError> {
        let (check, call) = self.get_check(id).await?;
        let (VoiceCheckStatus::Fetching, Some(recording)) = (check.status, &check.provider_recording) else {
            return Ok(TaskCommit::nothing());
        };
        let key = Recordings::key(check.workspace, call.answered_at, id);
        Ok(match self.store_wav(&call, recording, key).await? {
            FetchedWav::Stored { wav, left_out } => {
                TaskCommit::new(holds(&check, &call), move |u| keep(u, id, &wav, left_out))
            }
            FetchedWav::Unusable(reason) => refuse((&check, &call), reason),
        })
    }

    /// Fetches a recording of a call, checks and measures it, and writes it down under this key.
    pub(super) async fn store_wav(
        &self,
        call: &Call,
        recording: &ProviderRecordingId,
        key: String,
    ) -> Result<FetchedWav, TaskError> {
        let bytes = match self.provider_of(call)?.recordings().fetch(recording, LIMITS).await {
            Ok(bytes) => bytes,
            Err(ApiError::Unusable(reason)) => return Err(TaskError::NoRecording(reason)),
            Err(error @ (ApiError::NotReady | ApiError::Unavailable(_) | ApiError::Credentials(_))) => {
                return Err(TaskError::TryAgain(error.to_string()));
            }
        };
        let read = tokio::task::spawn_blocking(move || {
            let speech = wav::read(&bytes)?;
            Ok::<_, WavError>((measure::measure(&speech), speech.to_wav(), speech.left_out()))
        });
        let (measures, wav, left_out) = match read.await.map_err(|_| StoreError::Panicked)? {
            Ok(read) => read,
            Err(reason) if reason.may_come_right() => return Err(TaskError::NoRecording(reason.to_string())),
            Err(reason) => return Ok(FetchedWav::Unusable(reason.to_string())),
        };
        let bytes = wav.len();
        let sha256 = self.recordings.put(&key, wav.into()).await?;
        Ok(FetchedWav::Stored { wav: StoredWav { recording: key, sha256, bytes, measures }, left_out })
    }

    /// Asks the provider what became of a recording that nothing was heard of.
    ///
    /// # Errors
    /// When it has to be tried again.
    pub async fn settle(&self, id: VoiceCheckId) -> Result<TaskCommit, TaskError> {
        let (check, call) = self.get_check(id).await?;
        if check.status != VoiceCheckStatus::Expected {
            return Ok(TaskCommit::nothing());
        }
        let provider = self.provider_of(&call)?;
        let Siblings { whole, taken } = self.find_siblings(&check, &call).await?;
        let listed = provider.recordings().list_of_call(&whole).await;
        let listed = listed.map_err(|error| TaskError::TryAgain(error.to_string()))?;
        let mut left = listed.into_iter().filter(|recording| !taken.contains(&recording.id));
        let of_check = match &check.provider_recording {
            Some(known) => left.find(|recording| recording.id == *known),
            // The provider's own document may have taken the call over, and records for longer than a name takes.
            None => left.min_by_key(|recording| recording.secs),
        };
        if let Some(recording) = of_check {
            return Ok(TaskCommit::new(holds(&check, &call), move |u| begin(u, &check, &recording)));
        }
        if !has_ended_long_ago(&call, self.store.now()) || self.store.clock().is_in_doubt() {
            return Err(TaskError::TryAgain("the provider lists no recording of the call yet".to_owned()));
        }
        let because = "the provider lists no recording of the call".to_owned();
        Ok(close((&check, &call), ExceptionKind::VoiceCheckMissing, because))
    }

    /// Deletes the provider's copy once ours is stored.
    ///
    /// # Errors
    /// When it has to be tried again.
    pub async fn delete_at_provider(&self, id: VoiceCheckId) -> Result<TaskCommit, TaskError> {
        let (check, call) = self.get_check(id).await?;
        let (VoiceCheckStatus::Stored, Some(recording)) = (check.status, &check.provider_recording) else {
            return Ok(TaskCommit::nothing());
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
            return Ok(TaskCommit::nothing());
        }
        let deleted = provider.recordings().delete(recording).await;
        deleted.map_err(|error| TaskError::TryAgain(error.to_string()))?;
        Ok(TaskCommit::new(holds(&check, &call), move |u| voice_checks::set_deleted_at_provider(u.tx, id, u.now)))
    }

    /// Gives a recording up after the last try: one that could not be had in all that time is missing; one in whose
    /// place something else came to the last cannot be used.
    pub async fn give_up(&self, id: VoiceCheckId, last: &TaskError) -> Result<TaskCommit, StoreError> {
        let (check, call) = self.get_check(id).await?;
        let last_error = match last {
            TaskError::NoRecording(reason) => return Ok(refuse((&check, &call), reason.clone())),
            TaskError::TryAgain(_) | TaskError::Store(_) => last.to_string(),
        };
        tracing::error!(voice_check.id = %id, error = last_error, "a recording was given up");
        let because = format!("it could not be fetched within 24 hours: {last_error}");
        Ok(close((&check, &call), ExceptionKind::VoiceCheckMissing, because))
    }

    /// Read by the writer, which has both at hand: a reader would read its pages anew after every commit.
    async fn get_check(&self, id: VoiceCheckId) -> Result<(VoiceCheck, Call), StoreError> {
        self.store
            .write(Hold::Nothing, move |u| {
                let check = voice_checks::get_voice_check(u.tx, id)?;
                let call = calls::get_call(u.tx, check.call)?;
                Ok((check, call))
            })
            .await
    }

    /// The call as the provider knows it, and the recordings of it that are others': a supervisor's call has one for
    /// each who was clocked in it.
    async fn find_siblings(&self, check: &VoiceCheck, call: &Call) -> Result<Siblings, StoreError> {
        let (id, own) = (call.id, check.id);
        let of_call = call.provider_call_id.clone();
        self.store
            .write(Hold::Nothing, move |u| {
                let Some(whole) = calls::find_whole(u.tx, id)? else {
                    return Ok(Siblings { whole: of_call, taken: Vec::new() });
                };
                let mut taken = Vec::new();
                for part in calls::list_parts(u.tx, whole.id)? {
                    let other = voice_checks::find_of_call(u.tx, part.id)?.filter(|other| other.id != own);
                    taken.extend(other.and_then(|other| other.provider_recording));
                }
                Ok(Siblings { whole: whole.provider_call_id, taken })
            })
            .await
    }

    pub(super) fn provider_of(&self, call: &Call) -> Result<&Arc<dyn Provider>, TaskError> {
        let found = self.providers.iter().find(|provider| provider.name() == call.provider);
        found.ok_or_else(|| TaskError::TryAgain(format!("the provider {} is not configured", call.provider)))
    }
}

/// Whether nothing more is to be expected of a call.
pub(super) fn has_ended_long_ago(call: &Call, now: Timestamp) -> bool {
    let over = call.ended_at.is_some_and(|ended_at| now.duration_since(ended_at) >= MISSING_AFTER_CALL_END);
    over || now.duration_since(call.answered_at) >= MISSING_AFTER
}

/// Keeps a recording. With `left_out` the provider's file may hold more than what was read of it.
fn keep(u: &mut Unit<'_>, id: VoiceCheckId, kept: &StoredWav, left_out: bool) -> Result<(), StoreError> {
    if !voice_checks::set_stored(u.tx, id, kept, u.now)? {
        return Ok(());
    }
    let check = voice_checks::get_voice_check(u.tx, id)?;
    let because = "the recording arrived after all";
    let raised = (check.entry, Some(check.call));
    exceptions::settle(u.tx, raised, ExceptionKind::VoiceCheckMissing, because, u.now)?;
    for problem in measure::audio_problems(&kept.measures) {
        raise(u.tx, &u.ids, &check, ExceptionKind::from(problem), note_on(problem))?;
    }
    let delete_at_provider = workspaces::get_workspace(u.tx, check.workspace)?.settings.delete_at_provider;
    if delete_at_provider && left_out {
        tracing::warn!(
            voice_check.id = %id,
            "the provider's copy of a voice check is not deleted: its file may hold more than players play of it"
        );
    } else if delete_at_provider {
        task::queue(u, TaskKind::DeleteAtProvider, id)?;
    }
    tracing::info!(voice_check.id = %id, voice_check.secs = kept.measures.secs, "a voice check was stored");
    u.after(AfterCommit::Counted("phoneclock_voice_checks_stored_total"));
    Ok(())
}

fn begin(u: &mut Unit<'_>, check: &VoiceCheck, recording: &FinishedRecording) -> Result<(), StoreError> {
    u.after(AfterCommit::TasksQueued);
    begin_fetch(u.tx, &u.ids, check, recording, u.now)
}

fn refuse((check, call): (&VoiceCheck, &Call), reason: String) -> TaskCommit {
    tracing::warn!(voice_check.id = %check.id, %reason, "a recording cannot be used");
    close((check, call), ExceptionKind::VoiceCheckUnreadable, reason)
}

fn close((check, call): (&VoiceCheck, &Call), kind: ExceptionKind, because: String) -> TaskCommit {
    let id = check.id;
    TaskCommit::new(holds(check, call), move |u| {
        let check = voice_checks::get_voice_check(u.tx, id)?;
        close_without_recording(u.tx, &u.ids, &check, kind, &because)
    })
}

/// Whether what is stored is as long as what the provider says it recorded, in whole seconds, the last of which may have
/// been begun only.
fn is_as_long(stored_secs: f64, said_secs: u32) -> bool {
    stored_secs > f64::from(said_secs) - 1.0
}

const fn note_on(problem: AudioProblem) -> Option<&'static str> {
    match problem {
        AudioProblem::Silent => Some("nobody spoke"),
        AudioProblem::TooShort => Some("too short to tell a name"),
        AudioProblem::Clipped => Some("too loud to be clear"),
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
