//! The end of recordings whose period is over: the audio goes, the entry, the measures and the verdict stay.

use crate::{
    service::kernel::{
        Store,
        recordings::{Recordings, RecordingsError},
    },
    store::{Hold, Holds, StoreError, claim_recordings, retention},
};

/// Recordings deleted in one run, so that none keeps the gateway busy for long.
const DELETION_BATCH: usize = 500;

/// Why recordings whose period is over are still there.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum RetentionError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{failed} recordings could not be deleted, and are tried again")]
    Recordings {
        failed: usize,
        /// Of the last one.
        source: RecordingsError,
    },
}

/// What one run has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SweepOutcome {
    /// How many recordings.
    pub deleted: usize,
    /// Whether the run came to its limit, so that there may be more.
    pub more: bool,
}

/// Deletes the recordings that have been kept for as long as their workspace says and are not held; none while the
/// clock is in doubt.
///
/// First they are doomed in the database, then a file is deleted, then that is written down. Wherever this breaks off,
/// the next run goes on from there: a file that is gone already is what was wanted.
///
/// # Errors
/// When files cannot be deleted; all others are.
pub async fn delete_old_recordings(store: &Store, recordings: &Recordings) -> Result<SweepOutcome, RetentionError> {
    if store.clock().is_in_doubt() {
        return Ok(SweepOutcome { deleted: 0, more: false });
    }
    let now = store.now();
    // A look at every workspace is no business of the writer's, which calls wait for.
    let overdue = store.read(move |tx| retention::list_overdue(tx, now)).await?;
    let holds = overdue.iter().fold(Holds::from(Hold::Nothing), |holds, (id, _)| holds.and(Hold::Workspace(*id)));
    let doomed = store.write(holds, move |u| {
        let mut left = DELETION_BATCH;
        for (workspace, stored_before) in overdue {
            left = left.saturating_sub(retention::doom(u.tx, workspace, (stored_before, left), now)?);
        }
        // Those that an earlier run has left come first.
        retention::list_doomed(u.tx, DELETION_BATCH)
    });
    let doomed = doomed.await?;
    let of_claims = delete_old_of_claims(store, recordings).await?;
    let (count, mut deleted, mut failures) = (doomed.len(), of_claims.deleted, of_claims.failures);
    for retention::ExpiredRecording { id, workspace, recording } in doomed {
        if store.clock().is_in_doubt() {
            return Ok(SweepOutcome { deleted, more: true });
        }
        match recordings.delete(&recording).await {
            Ok(()) => {
                let noted = store.write(Hold::Workspace(workspace), move |u| retention::set_deleted(u.tx, id, u.now));
                if noted.await? {
                    deleted += 1;
                    tracing::info!(voice_check.id = %id, "a recording was deleted, its period being over");
                }
            }
            Err(error) => failures.push(error),
        }
    }
    let failed = failures.len();
    match failures.pop() {
        Some(source) => Err(RetentionError::Recordings { failed, source }),
        None => Ok(SweepOutcome { deleted, more: count == DELETION_BATCH }),
    }
}

/// What became of the recordings of claims whose period is over.
struct OfClaims {
    deleted: usize,
    failures: Vec<RecordingsError>,
}

/// The same for the recordings of claims, which are few.
async fn delete_old_of_claims(store: &Store, recordings: &Recordings) -> Result<OfClaims, StoreError> {
    let now = store.now();
    let overdue = store.read(move |tx| claim_recordings::list_overdue(tx, now)).await?;
    let holds = overdue.iter().fold(Holds::from(Hold::Nothing), |holds, (id, _)| holds.and(Hold::Workspace(*id)));
    let doomed = store.write(holds, move |u| {
        for (workspace, stored_before) in overdue {
            claim_recordings::doom(u.tx, workspace, stored_before, now)?;
        }
        claim_recordings::list_doomed(u.tx, DELETION_BATCH)
    });
    let mut outcome = OfClaims { deleted: 0, failures: Vec::new() };
    for (claim, workspace, recording) in doomed.await? {
        match recordings.delete(&recording).await {
            Ok(()) => {
                let noted =
                    store.write(Hold::Workspace(workspace), move |u| claim_recordings::set_deleted(u.tx, claim, u.now));
                let noted: Result<bool, StoreError> = noted.await;
                outcome.deleted += usize::from(noted?);
            }
            Err(error) => outcome.failures.push(error),
        }
    }
    Ok(outcome)
}
