//! Everything that should be in the recordings' folder: voices and photos.

use super::{
    claim_recordings, photos,
    tx::{StoreError, Tx},
    voice_checks::{self, RecordingFile},
};

/// Every file that should be there, in a database of the present schema; those whose period is over are left out.
pub fn list_stored(tx: &mut dyn Tx) -> Result<Vec<RecordingFile>, StoreError> {
    list_stored_of(tx, i64::MAX)
}

/// The same in a database of any schema: older ones know of voice checks alone.
pub fn list_stored_of(tx: &mut dyn Tx, schema: i64) -> Result<Vec<RecordingFile>, StoreError> {
    let mut files = voice_checks::list_stored(tx)?;
    if schema >= claim_recordings::first_schema() {
        files.extend(claim_recordings::list_stored(tx)?);
    }
    if schema >= photos::first_schema() {
        files.extend(photos::list_stored(tx)?);
    }
    Ok(files)
}
