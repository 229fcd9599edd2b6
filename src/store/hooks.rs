//! Addresses of other programs that are told what happens in a workspace.

use jiff::Timestamp;

use super::tx::{FromValue, Row, StoreError, Tx, Value, execute_one, find_one, list, params};
use crate::domain::{
    hook_event::HookEvents,
    ids::{HookId, UserId, WorkspaceId},
};

/// Why an address is told nothing that no owner has paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PauseReason {
    /// It has said that it is gone for good.
    Gone,
}

impl PauseReason {
    const GONE: &str = "gone";

    const fn name(self) -> &'static str {
        match self {
            Self::Gone => Self::GONE,
        }
    }
}

impl FromValue for PauseReason {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        match String::from_value(value)?.as_str() {
            Self::GONE => Ok(Self::Gone),
            _ => Err(StoreError::Unreadable("why an address is paused")),
        }
    }
}

/// An address that is told.
#[derive(Debug, Clone)]
pub struct Hook {
    /// Which one.
    pub id: HookId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Where it is. Programs put secrets into their addresses.
    pub url: String,
    /// What it is told of.
    pub events: HookEvents,
    /// Which of its secrets signs.
    pub secret_number: u32,
    /// Until when the secret before signs as well.
    pub old_secret_until: Option<Timestamp>,
    /// When it was added.
    pub made_at: Timestamp,
    /// Who added it; none for commands run on the machine itself.
    pub made_by: Option<UserId>,
    /// What they were called.
    pub maker: String,
    /// Since when it is told nothing, where that is so.
    pub paused_at: Option<Timestamp>,
    /// Why, where it was not an owner who has paused it.
    pub paused_because: Option<PauseReason>,
}

const COLUMNS: &str = "id, workspace_id, url, events, secret_number, old_secret_until, made_at, made_by, maker, \
                       paused_at, paused_because";

fn read(row: &Row) -> Result<Hook, StoreError> {
    Ok(Hook {
        id: row.get(0)?,
        workspace: row.get(1)?,
        url: row.get(2)?,
        events: row.get(3)?,
        secret_number: row.get(4)?,
        old_secret_until: row.get(5)?,
        made_at: row.get(6)?,
        made_by: row.get(7)?,
        maker: row.get(8)?,
        paused_at: row.get(9)?,
        paused_because: row.get(10)?,
    })
}

/// Adds an address.
///
/// # Errors
/// When there is one with the id.
pub fn insert_hook(tx: &mut dyn Tx, hook: &Hook) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO hook (id, workspace_id, url, events, secret_number, made_at, made_by, maker) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let Hook { id, workspace, url, events, secret_number, made_at, made_by, maker, .. } = hook;
    execute_one(tx, SQL, params![*id, *workspace, url, events, *secret_number, *made_at, *made_by, maker])
}

/// The addresses of a workspace, the newest first, without those that were removed.
pub fn list_hooks(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<Hook>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM hook WHERE workspace_id = ?1 AND removed_at IS NULL ORDER BY made_at DESC, id DESC"
    );
    list(tx, &sql, params![workspace], read)
}

/// An address of the workspace that was not removed.
pub fn find_hook(tx: &mut dyn Tx, workspace: WorkspaceId, id: HookId) -> Result<Option<Hook>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM hook WHERE workspace_id = ?1 AND id = ?2 AND removed_at IS NULL");
    find_one(tx, &sql, params![workspace, id], read)
}

/// Whether an id is an address's, in whatever workspace, removed or not.
pub fn is_id_taken(tx: &mut dyn Tx, id: HookId) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM hook WHERE id = ?1", params![id], |_| Ok(()))?.is_some())
}

/// Tells an address nothing more, until somebody resumes it; whether it was told until then.
pub fn pause_hook(
    tx: &mut dyn Tx,
    (workspace, id): (WorkspaceId, HookId),
    because: Option<PauseReason>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE hook SET paused_at = ?3, paused_because = ?4 \
                       WHERE workspace_id = ?1 AND id = ?2 AND paused_at IS NULL AND removed_at IS NULL";
    Ok(tx.execute(SQL, params![workspace, id, now, because.map(PauseReason::name)])? == 1)
}

/// Tells an address again; whether it was paused.
pub fn resume_hook(tx: &mut dyn Tx, workspace: WorkspaceId, id: HookId) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE hook SET paused_at = NULL, paused_because = NULL \
                       WHERE workspace_id = ?1 AND id = ?2 AND paused_at IS NOT NULL AND removed_at IS NULL";
    Ok(tx.execute(SQL, params![workspace, id])? == 1)
}

/// Signs with the next secret from now on, and with the one before until `old_until`.
///
/// # Errors
/// When there is no such address.
pub fn set_next_secret(
    tx: &mut dyn Tx,
    (workspace, id): (WorkspaceId, HookId),
    old_until: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE hook SET secret_number = secret_number + 1, old_secret_until = ?3 \
                       WHERE workspace_id = ?1 AND id = ?2 AND removed_at IS NULL";
    execute_one(tx, SQL, params![workspace, id, old_until])
}

/// Removes an address; whether it was there.
pub fn remove_hook(
    tx: &mut dyn Tx,
    (workspace, id): (WorkspaceId, HookId),
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE hook SET removed_at = ?3 WHERE workspace_id = ?1 AND id = ?2 AND removed_at IS NULL";
    Ok(tx.execute(SQL, params![workspace, id, now])? == 1)
}
