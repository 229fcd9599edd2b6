//! The end of photos whose period is over: the file goes, the entry, the fact and the verdict stay.

use crate::{
    domain::ids::PhotoId,
    service::kernel::{
        Store,
        recordings::Recordings,
        retention::{KeptFiles, RetentionError, SweepOutcome},
    },
    store::photo_retention,
};

const PHOTOS: KeptFiles<PhotoId> = KeptFiles {
    one: "photo",
    list_overdue: photo_retention::list_overdue,
    doom: photo_retention::doom,
    list_doomed: photo_retention::list_doomed,
    set_deleted: photo_retention::set_deleted,
};

/// Deletes the photos that have been kept for as long as their workspace says and are not held, and what was left of
/// those that never came whole; none while the clock is in doubt.
///
/// # Errors
/// When files cannot be deleted; all others are.
pub async fn delete_old_photos(store: &Store, recordings: &Recordings) -> Result<SweepOutcome, RetentionError> {
    PHOTOS.sweep(store, recordings).await?.outcome("photos")
}
