//! The place of the recordings: opened as the settings say, and taken for this gateway.

use std::path::Path;

use crate::{
    config::RecordingsPlace,
    disk,
    service::kernel::recordings::{MarkerError, Recordings, RecordingsError, TIMEOUT},
    wording::recordings::{self, needs_a_change},
};

/// Opens the place; a folder is made where it is missing, of a bucket nothing is asked yet.
///
/// # Errors
/// When a folder cannot be used, or no connection can be prepared.
pub fn open_recordings(place: &RecordingsPlace) -> Result<Recordings, RecordingsError> {
    match place {
        RecordingsPlace::Folder(folder) => Recordings::in_folder(folder),
        RecordingsPlace::Bucket(bucket) => Recordings::in_bucket(bucket, TIMEOUT),
    }
}

/// Looks at the place before a gateway serves. `gateway` is the fingerprint of the key file; a place that several
/// replicas share must be marked with it.
///
/// What comes right by itself is a warning: callers are answered meanwhile, and fetching waits.
///
/// # Errors
/// When the place is another gateway's, or the bucket says that a setting is wrong.
pub(super) async fn take_place(
    recordings: &Recordings,
    place: &RecordingsPlace,
    is_shared: bool,
    gateway: &[u8],
) -> anyhow::Result<()> {
    if let Some(folder) = place.folder() {
        warn_if_read_only(folder);
    }
    if place.folder().is_some() && !is_shared {
        return Ok(());
    }
    let shown = shown(place);
    match recordings.claim(gateway).await {
        Ok(true) => tracing::info!(place = shown, "the place of the recordings is marked as this gateway's"),
        Ok(false) => {}
        Err(MarkerError::Recordings(error)) if !is_settled(&error) => tracing::warn!(
            "PHONECLOCK_RECORDINGS, {shown}: {}; calls go on, and voice checks wait until it can be used",
            recordings::failure(&error)
        ),
        Err(error) => anyhow::bail!("PHONECLOCK_RECORDINGS, {shown}: {}", recordings::claim(&error)),
    }
    Ok(())
}

/// Whether it stays so until somebody changes something.
fn is_settled(error: &RecordingsError) -> bool {
    matches!(error, RecordingsError::Refused(refusal) if needs_a_change(refusal.kind()))
}

fn warn_if_read_only(folder: &Path) {
    if let Err(error) = disk::try_writing(folder, "phoneclock-serve") {
        tracing::warn!(
            "PHONECLOCK_RECORDINGS, {}, cannot be written ({error}){}: calls go on, and no voice check is kept until it can",
            folder.display(),
            disk::belongs_to(folder)
        );
    }
}

/// The place in words.
fn shown(place: &RecordingsPlace) -> String {
    match place {
        RecordingsPlace::Folder(folder) => folder.display().to_string(),
        RecordingsPlace::Bucket(bucket) => bucket.place.to_string(),
    }
}
