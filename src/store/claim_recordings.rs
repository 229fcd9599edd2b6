//! What was said for claims that were left in calls: one recording each, from the call to the file that is kept.

use jiff::Timestamp;

use super::{
    migrate,
    retention::{Expired, read_expired},
    tx::{Row, StoreError, Tx, find_one, list, params},
    voice_checks::{RecordingFile, StoredWav},
};
use crate::domain::{
    ids::{CallId, ClaimId, ProviderRecordingId, WorkspaceId},
    voice_check::VoiceCheckStatus,
};

/// A recording of a claim.
#[derive(Debug, Clone)]
pub struct ClaimRecording {
    /// The claim that it is of.
    pub claim: ClaimId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// The call that it came from.
    pub call: CallId,
    /// How far it has come.
    pub status: VoiceCheckStatus,
    /// The provider's name for it, once it is known.
    pub provider_recording: Option<ProviderRecordingId>,
    /// Where the WAV is, below the recordings' folder.
    pub recording: Option<String>,
    /// SHA-256 of the file.
    pub sha256: Option<Vec<u8>>,
    /// Length in seconds; none before it was measured.
    pub secs: Option<f64>,
    /// Whether its period is over.
    pub is_over: bool,
}

const COLUMNS: &str = "claim_id, workspace_id, call_id, status, provider_recording_id, recording, sha256, secs, \
                       audio_doomed_at IS NOT NULL";

fn read(row: &Row) -> Result<ClaimRecording, StoreError> {
    Ok(ClaimRecording {
        claim: row.get(0)?,
        workspace: row.get(1)?,
        call: row.get(2)?,
        status: row.get(3)?,
        provider_recording: row.get(4)?,
        recording: row.get(5)?,
        sha256: row.get(6)?,
        secs: row.get(7)?,
        is_over: row.get(8)?,
    })
}

/// Expects the recording of a claim; false where its call has one already.
pub fn insert_expected(
    tx: &mut dyn Tx,
    (workspace, claim, call): (WorkspaceId, ClaimId, CallId),
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO claim_recording (claim_id, workspace_id, call_id, status, expected_at) \
                       VALUES (?1, ?2, ?3, 'expected', ?4) ON CONFLICT DO NOTHING";
    Ok(tx.execute(SQL, params![claim, workspace, call, now])? == 1)
}

/// The recording of a claim, where one was asked for.
pub fn find_of_claim(tx: &mut dyn Tx, claim: ClaimId) -> Result<Option<ClaimRecording>, StoreError> {
    find_one(tx, &format!("SELECT {COLUMNS} FROM claim_recording WHERE claim_id = ?1"), params![claim], read)
}

/// The recording for a claim that was left in a call.
pub fn find_of_call(tx: &mut dyn Tx, call: CallId) -> Result<Option<ClaimRecording>, StoreError> {
    find_one(tx, &format!("SELECT {COLUMNS} FROM claim_recording WHERE call_id = ?1"), params![call], read)
}

/// Notes that a recording is being fetched; false when it was neither waited for nor given up too early.
pub fn set_fetching(tx: &mut dyn Tx, claim: ClaimId, recording: &ProviderRecordingId) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE claim_recording SET status = 'fetching', provider_recording_id = ?2, \
                       refused_because = NULL WHERE claim_id = ?1 AND status IN ('expected', 'missing')";
    Ok(tx.execute(SQL, params![claim, recording])? == 1)
}

/// Notes that a recording is stored; false when it was not being fetched.
pub fn set_stored(tx: &mut dyn Tx, claim: ClaimId, kept: &StoredWav, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE claim_recording SET status = 'stored', recording = ?2, sha256 = ?3, bytes = ?4, \
                       secs = ?5, stored_at = ?6 WHERE claim_id = ?1 AND status = 'fetching'";
    let StoredWav { recording, sha256, bytes, measures } = kept;
    Ok(tx.execute(SQL, params![claim, recording, sha256.as_slice(), *bytes, measures.secs, now])? == 1)
}

/// Ends it without a recording; false when it had come to its end before.
pub fn set_ended_without(
    tx: &mut dyn Tx,
    claim: ClaimId,
    status: VoiceCheckStatus,
    because: &str,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE claim_recording SET status = ?2, refused_because = ?3 \
                       WHERE claim_id = ?1 AND status IN ('expected', 'fetching')";
    Ok(tx.execute(SQL, params![claim, status.name(), because])? == 1)
}

/// Notes that the provider's copy is deleted.
pub fn set_deleted_at_provider(tx: &mut dyn Tx, claim: ClaimId, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE claim_recording SET deleted_at_provider_at = ?2 WHERE claim_id = ?1";
    tx.execute(SQL, params![claim, now]).map(drop)
}

/// The first schema in which claims have recordings.
#[must_use]
pub fn first_schema() -> i64 {
    migrate::schema_of("crews")
}

/// Every recording whose file should be there; those whose period is over are left out.
pub fn list_stored(tx: &mut dyn Tx) -> Result<Vec<RecordingFile>, StoreError> {
    const SQL: &str = "SELECT recording, sha256 FROM claim_recording \
                       WHERE status = 'stored' AND audio_doomed_at IS NULL ORDER BY claim_id";
    list(tx, SQL, &[], |row| Ok(RecordingFile { recording: row.get(0)?, sha256: row.get(1)? }))
}

/// The workspaces that have kept one for longer than their settings say, and since when each keeps.
pub fn list_overdue(tx: &mut dyn Tx, now: Timestamp) -> Result<Vec<(WorkspaceId, Timestamp)>, StoreError> {
    const SQL: &str = "SELECT w.id, ?1 - w.retention_days * 86400000 FROM workspace w WHERE EXISTS \
                       (SELECT 1 FROM claim_recording r WHERE r.workspace_id = w.id AND r.status = 'stored' \
                       AND r.audio_doomed_at IS NULL AND r.stored_at < ?1 - w.retention_days * 86400000)";
    list(tx, SQL, params![now], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Dooms the recordings of a workspace that were stored before a moment, the oldest `limit` of them. From here on nobody hears them.
pub fn doom(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (stored_before, limit): (Timestamp, usize),
    now: Timestamp,
) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE claim_recording SET audio_doomed_at = ?4 WHERE claim_id IN (SELECT r.claim_id \
                       FROM claim_recording r WHERE r.workspace_id = ?1 AND r.status = 'stored' \
                       AND r.audio_doomed_at IS NULL AND r.stored_at < ?2 ORDER BY r.stored_at LIMIT ?3)";
    tx.execute(SQL, params![workspace, stored_before, limit, now])
}

/// Recordings whose files are to be deleted, the longest doomed first.
pub fn list_doomed(tx: &mut dyn Tx, limit: usize) -> Result<Vec<Expired<ClaimId>>, StoreError> {
    const SQL: &str = "SELECT claim_id, workspace_id, recording FROM claim_recording WHERE audio_doomed_at IS NOT NULL \
                       AND audio_deleted_at IS NULL ORDER BY audio_doomed_at LIMIT ?1";
    list(tx, SQL, params![limit], read_expired)
}

/// Notes that the file of a doomed recording is deleted.
pub fn set_deleted(tx: &mut dyn Tx, claim: ClaimId, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE claim_recording SET audio_deleted_at = ?2 \
                       WHERE claim_id = ?1 AND audio_doomed_at IS NOT NULL AND audio_deleted_at IS NULL";
    Ok(tx.execute(SQL, params![claim, now])? == 1)
}
