//! Uploaded lists: read and waiting to be confirmed, and what their imports did, for as long as that can be undone.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::ids::{ImportDraftId, UserId, WorkspaceId};

/// An upload. What was read of the file is JSON; once it was imported, what was done is in its place.
#[derive(Debug, Clone)]
pub struct ImportDraft {
    /// Its own id.
    pub id: ImportDraftId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// The user who uploaded it; none for commands run on the machine itself.
    pub user: Option<UserId>,
    /// When it can be confirmed no more; or undone no more, once it was imported.
    pub ends_at: Timestamp,
    /// The list, or what its import did, as JSON.
    pub content: String,
    /// How many were added, once it was confirmed.
    pub added: Option<usize>,
}

/// Uploads of a workspace that wait at once; the oldest ones go.
const MAX_WAITING_DRAFTS: usize = 20;

/// Imports that are listed to be undone.
const MAX_LISTED: usize = 20;

/// Keeps a list until somebody confirms it.
pub fn insert_draft(tx: &mut dyn Tx, draft: &ImportDraft, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO import_draft (id, workspace_id, user_id, made_at, ends_at, content) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let ImportDraft { id, workspace, user, ends_at, content, added: _ } = draft;
    const END: &str = "DELETE FROM import_draft WHERE workspace_id = ?1 AND added IS NULL AND id NOT IN \
                       (SELECT id FROM import_draft WHERE workspace_id = ?1 AND added IS NULL \
                       ORDER BY made_at DESC, id DESC LIMIT ?2)";
    execute_one(tx, SQL, params![*id, *workspace, *user, now, *ends_at, content])?;
    tx.execute(END, params![*workspace, MAX_WAITING_DRAFTS]).map(drop)
}

/// A list of the workspace that waits to be confirmed.
pub fn find_draft(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: ImportDraftId,
) -> Result<Option<ImportDraft>, StoreError> {
    const SQL: &str = "SELECT id, workspace_id, user_id, ends_at, content, added FROM import_draft \
                       WHERE workspace_id = ?1 AND id = ?2";
    find_one(tx, SQL, params![workspace, id], read)
}

fn read(row: &Row) -> Result<ImportDraft, StoreError> {
    Ok(ImportDraft {
        id: row.get(0)?,
        workspace: row.get(1)?,
        user: row.get(2)?,
        ends_at: row.get(3)?,
        content: row.get(4)?,
        added: row.get(5)?,
    })
}

/// The imports of a workspace that can still be undone, or were, the latest first.
pub fn list_imported(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<Vec<ImportDraft>, StoreError> {
    const SQL: &str = "SELECT id, workspace_id, user_id, ends_at, content, added FROM import_draft \
                       WHERE workspace_id = ?1 AND added IS NOT NULL AND ends_at > ?2 ORDER BY made_at DESC, id DESC \
                       LIMIT ?3";
    list(tx, SQL, params![workspace, now, MAX_LISTED], read)
}

/// Keeps what somebody said of a list that waits; false when it was imported meanwhile.
pub fn set_content(tx: &mut dyn Tx, id: ImportDraftId, content: &str) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE import_draft SET content = ?2 WHERE id = ?1 AND added IS NULL";
    Ok(tx.execute(SQL, params![id, content])? == 1)
}

/// Notes that a list was imported and what was done, in place of what was read of it; false when it was imported before.
pub fn set_imported(
    tx: &mut dyn Tx,
    id: ImportDraftId,
    added: usize,
    done: &str,
    ends_at: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE import_draft SET added = ?2, content = ?3, ends_at = ?4 WHERE id = ?1 AND added IS NULL";
    Ok(tx.execute(SQL, params![id, added, done, ends_at])? == 1)
}

/// Notes what was undone of an import.
pub fn set_undone(tx: &mut dyn Tx, id: ImportDraftId, done: &str) -> Result<(), StoreError> {
    execute_one(tx, "UPDATE import_draft SET content = ?2 WHERE id = ?1 AND added IS NOT NULL", params![id, done])
}

/// Forgets those that ran out before that moment; how many there were.
pub fn prune_drafts(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM import_draft WHERE ends_at < ?1", params![before])
}
