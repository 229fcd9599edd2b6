//! The log of who was given a recording to hear.

use jiff::Timestamp;

use crate::{
    domain::ids::{ListenId, UserId, VoiceCheckId, WorkspaceId},
    store::tx::{StoreError, Tx, execute_one, find_one, list, params},
};

#[derive(Debug, Clone)]
pub struct Listen {
    pub id: ListenId,
    pub workspace: WorkspaceId,
    pub check: VoiceCheckId,
    pub at: Timestamp,
    pub user: UserId,
    pub listener: String,
    /// The network address it was sent to.
    pub address: String,
}

/// # Errors
/// When the database cannot be written.
pub fn insert_listen(tx: &mut dyn Tx, listen: &Listen) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO listen (id, workspace_id, voice_check_id, at, user_id, listener, address) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let Listen { id, workspace, check, at, user, listener, address } = listen;
    execute_one(tx, SQL, params![*id, *workspace, *check, *at, *user, listener, address])
}

/// Whether the log has the user hearing it since a moment.
///
/// # Errors
/// When the database cannot be read.
pub fn has_heard(tx: &mut dyn Tx, check: VoiceCheckId, user: UserId, since: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM listen WHERE voice_check_id = ?1 AND at >= ?3 AND user_id = ?2 LIMIT 1";
    Ok(find_one(tx, SQL, params![check, user, since], |_| Ok(()))?.is_some())
}

/// The latest listens, latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn list_of_check(tx: &mut dyn Tx, check: VoiceCheckId, limit: usize) -> Result<Vec<Listen>, StoreError> {
    const SQL: &str = "SELECT id, workspace_id, voice_check_id, at, user_id, listener, address FROM listen \
                       WHERE voice_check_id = ?1 ORDER BY at DESC, id DESC LIMIT ?2";
    list(tx, SQL, params![check, limit], |row| {
        Ok(Listen {
            id: row.get(0)?,
            workspace: row.get(1)?,
            check: row.get(2)?,
            at: row.get(3)?,
            user: row.get(4)?,
            listener: row.get(5)?,
            address: row.get(6)?,
        })
    })
}

/// How often it was heard.
///
/// # Errors
/// When the database cannot be read.
pub fn count_of_check(tx: &mut dyn Tx, check: VoiceCheckId) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(*) FROM listen WHERE voice_check_id = ?1";
    Ok(find_one(tx, SQL, params![check], |row| row.get(0))?.unwrap_or_default())
}
