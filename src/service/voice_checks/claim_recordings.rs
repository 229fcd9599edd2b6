//! The recordings of claims that were left in calls: expected, fetched and kept as those of voice checks are. Nothing but
//! their length is measured, and a person hears them who decides.

use bytes::Bytes;
use jiff::SignedDuration;

use super::{
    ReviewError,
    fetch::{FetchedWav, Fetcher, has_ended_long_ago},
};
use crate::{
    domain::{
        ids::{ClaimId, TaskId, VoiceCheckId, WorkspaceId},
        voice_check::VoiceCheckStatus,
    },
    provider::{FinishedRecording, RecordingOutcome},
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::{
            AfterCommit, Store, Unit,
            recordings::Recordings,
            task::{self, TaskCommit, TaskError},
        },
    },
    store::{
        Hold, Holds, StoreError, Tx,
        calls::{self, Call},
        claim_recordings::{self, ClaimRecording},
        claims,
        tasks::{self, TaskKind},
        voice_checks::StoredWav,
        workspaces,
    },
};

/// The provider's callback comes within seconds; after this the provider is asked.
const SETTLE_AFTER: SignedDuration = SignedDuration::from_mins(5);

/// Expects the recording for a claim that is left in a call.
pub fn expect(u: &mut Unit<'_>, call: &Call, (workspace, claim): (WorkspaceId, ClaimId)) -> Result<(), StoreError> {
    if claim_recordings::insert_expected(u.tx, (workspace, claim, call.id), u.now)? {
        let window = task::window(TaskKind::SettleClaim, u.now, SETTLE_AFTER);
        tasks::insert_task(u.tx, TaskId::generate(&u.ids), TaskKind::SettleClaim, claim, window)?;
    }
    Ok(())
}

/// The same for one that the provider is known to have.
pub fn expect_and_fetch(
    u: &mut Unit<'_>,
    call: &Call,
    (workspace, claim): (WorkspaceId, ClaimId),
    recording: &FinishedRecording,
) -> Result<(), StoreError> {
    if claim_recordings::insert_expected(u.tx, (workspace, claim, call.id), u.now)? {
        begin(u, claim, recording)?;
    }
    Ok(())
}

/// Acts on what the provider says of the recording of a call, where it is one for a claim; whether it is.
pub fn on_recording_status(u: &mut Unit<'_>, call: &Call, outcome: &RecordingOutcome) -> Result<bool, StoreError> {
    let Some(expected) = claim_recordings::find_of_call(u.tx, call.id)? else { return Ok(false) };
    // Of a call in which nobody signed in, too.
    u.hold(Hold::WorkspaceShared(expected.workspace))?;
    match outcome {
        RecordingOutcome::InProgress => {}
        RecordingOutcome::Absent => {
            if expected.status == VoiceCheckStatus::Expected {
                let because = "the provider has kept no recording";
                claim_recordings::set_ended_without(u.tx, expected.claim, VoiceCheckStatus::Missing, because)?;
            }
        }
        RecordingOutcome::Completed(recording) => begin(u, expected.claim, recording)?,
    }
    Ok(true)
}

fn begin(u: &mut Unit<'_>, claim: ClaimId, recording: &FinishedRecording) -> Result<(), StoreError> {
    if claim_recordings::set_fetching(u.tx, claim, &recording.id)? {
        task::queue(u, TaskKind::FetchClaim, claim)?;
    }
    Ok(())
}

fn holds(expected: &ClaimRecording, call: &Call) -> Holds {
    Hold::call(&call.provider, &call.provider_call_id).and(Hold::WorkspaceShared(expected.workspace))
}

impl Fetcher {
    /// Fetches the recording of a claim, checks it, and keeps it.
    ///
    /// # Errors
    /// When it has to be tried again.
    pub async fn fetch_of_claim(&self, claim: ClaimId) -> Result<TaskCommit, TaskError> {
        let Some((expected, call)) = self.find_expected(claim).await? else { return Ok(TaskCommit::nothing()) };
        let (VoiceCheckStatus::Fetching, Some(recording)) = (expected.status, &expected.provider_recording) else {
            return Ok(TaskCommit::nothing());
        };
        // A claim is no voice check, but one file is as another.
        let key = Recordings::key(expected.workspace, call.answered_at, VoiceCheckId::from_bytes(*claim.as_bytes()));
        let workspace = expected.workspace;
        Ok(match self.store_wav(&call, recording, key).await? {
            FetchedWav::Stored { wav, left_out } => {
                TaskCommit::new(holds(&expected, &call), move |u| keep(u, (workspace, claim), &wav, left_out))
            }
            FetchedWav::Unusable(reason) => refuse((&expected, &call), VoiceCheckStatus::Refused, reason),
        })
    }

    /// Asks the provider what became of the recording of a claim that nothing was heard of.
    ///
    /// # Errors
    /// When it has to be tried again.
    pub async fn settle_of_claim(&self, claim: ClaimId) -> Result<TaskCommit, TaskError> {
        let Some((expected, call)) = self.find_expected(claim).await? else { return Ok(TaskCommit::nothing()) };
        if expected.status != VoiceCheckStatus::Expected {
            return Ok(TaskCommit::nothing());
        }
        let listed = self.provider_of(&call)?.recordings().list_of_call(&call.provider_call_id).await;
        let listed = listed.map_err(|error| TaskError::TryAgain(error.to_string()))?;
        // Of a call that was missed there may be several: whoever has spoken was recorded for the longest time.
        if let Some(recording) = listed.into_iter().max_by_key(|recording| recording.secs) {
            return Ok(TaskCommit::new(holds(&expected, &call), move |u| begin(u, claim, &recording)));
        }
        if !has_ended_long_ago(&call, self.store.now()) || self.store.clock().is_in_doubt() {
            return Err(TaskError::TryAgain("the provider lists no recording of the call yet".to_owned()));
        }
        let because = "the provider lists no recording of the call".to_owned();
        Ok(refuse((&expected, &call), VoiceCheckStatus::Missing, because))
    }

    /// Deletes the provider's copy once ours is stored.
    ///
    /// # Errors
    /// When it has to be tried again.
    pub async fn delete_of_claim(&self, claim: ClaimId) -> Result<TaskCommit, TaskError> {
        let Some((expected, call)) = self.find_expected(claim).await? else { return Ok(TaskCommit::nothing()) };
        let (VoiceCheckStatus::Stored, Some(recording)) = (expected.status, &expected.provider_recording) else {
            return Ok(TaskCommit::nothing());
        };
        let deleted = self.provider_of(&call)?.recordings().delete(recording).await;
        deleted.map_err(|error| TaskError::TryAgain(error.to_string()))?;
        Ok(TaskCommit::new(holds(&expected, &call), move |u| {
            claim_recordings::set_deleted_at_provider(u.tx, claim, u.now)
        }))
    }

    /// Gives the recording of a claim up after the last try; the claim stays.
    ///
    /// # Errors
    /// When it cannot be looked up.
    pub async fn give_up_claim(&self, claim: ClaimId, last: &TaskError) -> Result<TaskCommit, StoreError> {
        let Some((expected, call)) = self.find_expected(claim).await? else { return Ok(TaskCommit::nothing()) };
        tracing::error!(claim.id = %claim, error = %last, "the recording of a claim was given up");
        let status = match last {
            TaskError::NoRecording(_) => VoiceCheckStatus::Refused,
            TaskError::TryAgain(_) | TaskError::Store(_) => VoiceCheckStatus::Missing,
        };
        Ok(refuse((&expected, &call), status, last.to_string()))
    }

    async fn find_expected(&self, claim: ClaimId) -> Result<Option<(ClaimRecording, Call)>, StoreError> {
        self.store
            .write(Hold::Nothing, move |u| {
                let Some(expected) = claim_recordings::find_of_claim(u.tx, claim)? else { return Ok(None) };
                let call = calls::get_call(u.tx, expected.call)?;
                Ok(Some((expected, call)))
            })
            .await
    }
}

/// What there is to hear of a claim that was left in a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimAudio {
    /// It is on its way.
    Awaited,
    /// It can be heard.
    Stored,
    /// There is none, or nothing that can be heard.
    None,
    /// Its period is over.
    Over,
}

/// What there is to hear of a claim; none where nothing was to be recorded.
pub fn find_audio(tx: &mut dyn Tx, claim: ClaimId) -> Result<Option<ClaimAudio>, StoreError> {
    let found = claim_recordings::find_of_claim(tx, claim)?;
    Ok(found.map(|found| match found.status {
        _ if found.is_over => ClaimAudio::Over,
        VoiceCheckStatus::Expected | VoiceCheckStatus::Fetching => ClaimAudio::Awaited,
        VoiceCheckStatus::Stored => ClaimAudio::Stored,
        VoiceCheckStatus::Missing | VoiceCheckStatus::Refused => ClaimAudio::None,
    }))
}

/// The recording of a claim for somebody to hear, with the entity tag that its SHA-256 is; that they hear it is in the
/// audit log before they do. None where there is nothing to hear.
///
/// # Errors
/// When the file cannot be read.
pub async fn hear(
    store: &Store,
    recordings: &Recordings,
    actor: Actor,
    id: ClaimId,
) -> Result<Option<(Bytes, String)>, ReviewError> {
    let workspace = actor.workspace;
    let read = store.read(move |tx| {
        let Some(claim) = claims::find_claim(tx, workspace, id)? else { return Ok(None) };
        let found = claim_recordings::find_of_claim(tx, id)?.filter(|found| !found.is_over);
        Ok::<_, StoreError>(found.map(|found| (claim, found)))
    });
    let Some((claim, found)) = read.await? else { return Ok(None) };
    let (Some(recording), Some(sha256)) = (found.recording, found.sha256) else { return Ok(None) };
    let Ok(bytes) = recordings.find_stored(&recording, &sha256).await? else {
        tracing::error!(claim.id = %id, "the recording of a claim is not what was stored");
        return Ok(None);
    };
    let noted: Result<(), StoreError> = store
        .write(Hold::Workspace(workspace), move |u| {
            let subject = claim.name.as_deref().unwrap_or_default();
            let (before, after) = (NO_FIELDS, NO_FIELDS);
            audit::note(
                u,
                &actor,
                AuditChange { action: "hear claim", subject, employee: claim.employee, before, after },
            )
        })
        .await;
    noted?;
    Ok(Some((bytes, format!("\"{}\"", base16ct::lower::encode_string(&sha256)))))
}

/// With `left_out` the provider's file may hold more than what was read of it, and stays there.
fn keep(
    u: &mut Unit<'_>,
    (workspace, claim): (WorkspaceId, ClaimId),
    kept: &StoredWav,
    left_out: bool,
) -> Result<(), StoreError> {
    if !claim_recordings::set_stored(u.tx, claim, kept, u.now)? {
        return Ok(());
    }
    if !left_out && workspaces::get_workspace(u.tx, workspace)?.settings.delete_at_provider {
        task::queue(u, TaskKind::DeleteClaimAtProvider, claim)?;
    }
    tracing::info!(claim.id = %claim, "the recording of a claim was stored");
    u.after(AfterCommit::Counted("phoneclock_voice_checks_stored_total"));
    Ok(())
}

fn refuse((expected, call): (&ClaimRecording, &Call), status: VoiceCheckStatus, because: String) -> TaskCommit {
    let claim = expected.claim;
    tracing::warn!(claim.id = %claim, reason = %because, "there is no recording of a claim");
    TaskCommit::new(holds(expected, call), move |u| {
        claim_recordings::set_ended_without(u.tx, claim, status, &because).map(drop)
    })
}
