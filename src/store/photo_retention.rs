//! How long photos are kept: legal holds, and the end of a photo's period in two steps.

use jiff::Timestamp;

use super::{
    retention::{Expired, read_expired},
    tx::{StoreError, Tx, list, params},
};
use crate::domain::ids::{PhotoId, WorkspaceId};

/// Puts a photo under a legal hold; false when there is none that can be held, or when it is held already.
pub fn set_held(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: PhotoId,
    because: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE photo SET held_at = ?3, held_because = ?4 WHERE workspace_id = ?1 AND id = ?2 \
                       AND status = 'stored' AND doomed_at IS NULL AND held_at IS NULL";
    Ok(tx.execute(SQL, params![workspace, id, now, because])? == 1)
}

/// Ends a legal hold; whether there was one.
pub fn set_released(tx: &mut dyn Tx, workspace: WorkspaceId, id: PhotoId) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE photo SET held_at = NULL, held_because = NULL \
                       WHERE workspace_id = ?1 AND id = ?2 AND held_at IS NOT NULL";
    Ok(tx.execute(SQL, params![workspace, id])? == 1)
}

/// The workspaces that have kept a photo, not held, for longer than their settings say, and since when each keeps.
pub fn list_overdue(tx: &mut dyn Tx, now: Timestamp) -> Result<Vec<(WorkspaceId, Timestamp)>, StoreError> {
    const SQL: &str = "SELECT w.id, ?1 - w.photo_retention_days * 86400000 FROM workspace w WHERE EXISTS \
                       (SELECT 1 FROM photo p WHERE p.workspace_id = w.id AND p.status = 'stored' \
                       AND p.doomed_at IS NULL AND p.held_at IS NULL \
                       AND p.stored_at < ?1 - w.photo_retention_days * 86400000)";
    list(tx, SQL, params![now], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Dooms the photos of a workspace that were stored before a moment and are not held, the oldest `limit` of them. From
/// here on nobody sees or holds them.
pub fn doom(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (stored_before, limit): (Timestamp, usize),
    now: Timestamp,
) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE photo SET doomed_at = ?4, turn_user_id = NULL, turn_ends_at = NULL WHERE id IN \
                       (SELECT p.id FROM photo p WHERE p.workspace_id = ?1 AND p.status = 'stored' \
                       AND p.doomed_at IS NULL AND p.held_at IS NULL AND p.stored_at < ?2 \
                       ORDER BY p.stored_at LIMIT ?3)";
    tx.execute(SQL, params![workspace, stored_before, limit, now])
}

/// Photos whose files are to be deleted, the longest doomed first.
pub fn list_doomed(tx: &mut dyn Tx, limit: usize) -> Result<Vec<Expired<PhotoId>>, StoreError> {
    const SQL: &str = "SELECT id, workspace_id, file FROM photo WHERE doomed_at IS NOT NULL AND deleted_at IS NULL \
                       ORDER BY doomed_at LIMIT ?1";
    list(tx, SQL, params![limit], read_expired)
}

/// Notes that the file of a doomed photo is deleted; false when that was noted before.
pub fn set_deleted(tx: &mut dyn Tx, id: PhotoId, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE photo SET deleted_at = ?2, file_problem = NULL WHERE id = ?1 \
                       AND doomed_at IS NOT NULL AND deleted_at IS NULL";
    Ok(tx.execute(SQL, params![id, now])? == 1)
}
