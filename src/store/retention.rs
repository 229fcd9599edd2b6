//! How long recordings are kept: legal holds, and the end of a recording's period in two steps.

use jiff::Timestamp;

use super::tx::{FromValue, Row, StoreError, Tx, list, params};
use crate::domain::ids::{VoiceCheckId, WorkspaceId};

/// Puts a recording under a legal hold; false when there is none that can be held, or when it is held already.
pub fn set_held(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: VoiceCheckId,
    because: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE voice_check SET held_at = ?3, held_because = ?4 WHERE workspace_id = ?1 AND id = ?2 \
                       AND status = 'stored' AND audio_doomed_at IS NULL AND held_at IS NULL";
    Ok(tx.execute(SQL, params![workspace, id, now, because])? == 1)
}

/// Ends a legal hold; whether there was one.
pub fn set_released(tx: &mut dyn Tx, workspace: WorkspaceId, id: VoiceCheckId) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE voice_check SET held_at = NULL, held_because = NULL \
                       WHERE workspace_id = ?1 AND id = ?2 AND held_at IS NOT NULL";
    Ok(tx.execute(SQL, params![workspace, id])? == 1)
}

/// The workspaces that have kept a recording, not held, for longer than their settings say, and since when each keeps.
pub fn list_overdue(tx: &mut dyn Tx, now: Timestamp) -> Result<Vec<(WorkspaceId, Timestamp)>, StoreError> {
    const SQL: &str = "SELECT w.id, ?1 - w.retention_days * 86400000 FROM workspace w WHERE EXISTS \
                       (SELECT 1 FROM voice_check v WHERE v.workspace_id = w.id AND v.status = 'stored' \
                       AND v.audio_doomed_at IS NULL AND v.held_at IS NULL \
                       AND v.stored_at < ?1 - w.retention_days * 86400000)";
    list(tx, SQL, params![now], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Dooms the recordings of a workspace that were stored before a moment and are not held, the oldest `limit` of them.
/// From here on nobody hears or holds them.
pub fn doom(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (stored_before, limit): (Timestamp, usize),
    now: Timestamp,
) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE voice_check SET audio_doomed_at = ?4 WHERE id IN (SELECT v.id FROM voice_check v \
                       WHERE v.workspace_id = ?1 AND v.status = 'stored' AND v.audio_doomed_at IS NULL \
                       AND v.held_at IS NULL AND v.stored_at < ?2 ORDER BY v.stored_at LIMIT ?3)";
    tx.execute(SQL, params![workspace, stored_before, limit, now])
}

/// What is kept in a file that is to be deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expired<Id> {
    /// Its own id.
    pub id: Id,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Where its file is, below the recordings' folder.
    pub file: String,
}

/// One of them, from its id, its workspace and its file.
pub(super) fn read_expired<Id: FromValue>(row: &Row) -> Result<Expired<Id>, StoreError> {
    Ok(Expired { id: row.get(0)?, workspace: row.get(1)?, file: row.get(2)? })
}

/// Recordings whose files are to be deleted, the longest doomed first.
pub fn list_doomed(tx: &mut dyn Tx, limit: usize) -> Result<Vec<Expired<VoiceCheckId>>, StoreError> {
    const SQL: &str = "SELECT id, workspace_id, recording FROM voice_check WHERE audio_doomed_at IS NOT NULL \
                       AND audio_deleted_at IS NULL ORDER BY audio_doomed_at LIMIT ?1";
    list(tx, SQL, params![limit], read_expired)
}

/// Notes that the file of a doomed recording is deleted; false when that was noted before.
pub fn set_deleted(tx: &mut dyn Tx, id: VoiceCheckId, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE voice_check SET audio_deleted_at = ?2, audio_amiss = NULL WHERE id = ?1 \
                       AND audio_doomed_at IS NOT NULL AND audio_deleted_at IS NULL";
    Ok(tx.execute(SQL, params![id, now])? == 1)
}
