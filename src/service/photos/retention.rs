//! The end of photos whose period is over: the file goes, the entry, the fact and the verdict stay.

use crate::{
    service::kernel::{
        Store,
        recordings::{Recordings, RecordingsError},
    },
    store::{Hold, Holds, StoreError, photo_retention},
};

/// Photos deleted in one run, so that none keeps the gateway busy for long.
const DELETION_BATCH: usize = 500;

/// Why photos whose period is over are still there.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum PhotoRetentionError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{failed} photos could not be deleted, and are tried again")]
    Files {
        failed: usize,
        /// Of the last one.
        source: RecordingsError,
    },
}

/// Deletes the photos that have been kept for as long as their workspace says and are not held, and what was left of
/// those that never came whole; how many, and whether there may be more. None while the clock is in doubt.
///
/// First they are doomed in the database, then a file is deleted, then that is written down. Wherever this breaks off,
/// the next run goes on from there.
///
/// # Errors
/// When files cannot be deleted; all others are.
pub async fn delete_old_photos(store: &Store, recordings: &Recordings) -> Result<(usize, bool), PhotoRetentionError> {
    if store.clock().is_in_doubt() {
        return Ok((0, false));
    }
    let now = store.now();
    let overdue = store.read(move |tx| photo_retention::list_overdue(tx, now)).await?;
    let holds = overdue.iter().fold(Holds::from(Hold::Nothing), |holds, (id, _)| holds.and(Hold::Workspace(*id)));
    let doomed = store.write(holds, move |u| {
        let mut left = DELETION_BATCH;
        for (workspace, stored_before) in overdue {
            left = left.saturating_sub(photo_retention::doom(u.tx, workspace, (stored_before, left), now)?);
        }
        photo_retention::list_doomed(u.tx, DELETION_BATCH)
    });
    let doomed = doomed.await?;
    let (count, mut deleted, mut failures) = (doomed.len(), 0, Vec::new());
    for photo_retention::ExpiredPhoto { id, workspace, file } in doomed {
        if store.clock().is_in_doubt() {
            return Ok((deleted, true));
        }
        match recordings.delete(&file).await {
            Ok(()) => {
                let noted =
                    store.write(Hold::Workspace(workspace), move |u| photo_retention::set_deleted(u.tx, id, u.now));
                if noted.await? {
                    deleted += 1;
                    tracing::info!(photo.id = %id, "a photo was deleted, its period being over");
                }
            }
            Err(error) => failures.push(error),
        }
    }
    let failed = failures.len();
    match failures.pop() {
        Some(source) => Err(PhotoRetentionError::Files { failed, source }),
        None => Ok((deleted, count == DELETION_BATCH)),
    }
}
