//! The recordings that belong to a database file, of whatever schema.

use std::path::Path;

use super::{migrate, snapshot};
use crate::store::{
    claim_recordings,
    error::StoreError,
    voice_checks::{self, RecordingFile},
};

/// The schema from which on claims have recordings.
const CLAIM_RECORDINGS_SINCE: i64 = 22;

/// Every recording whose own file should be there.
///
/// # Errors
/// When the file cannot be read as a database.
pub fn list(path: &Path) -> Result<Vec<RecordingFile>, StoreError> {
    let of_claims = migrate::find_schema(path)? >= CLAIM_RECORDINGS_SINCE;
    snapshot::read_file(path, |tx| {
        let mut stored = voice_checks::list_stored(tx)?;
        if of_claims {
            stored.extend(claim_recordings::list_stored(tx)?);
        }
        Ok(stored)
    })
}
