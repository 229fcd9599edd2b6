//! The log of who played a recording.

use jiff::Timestamp;

use crate::{
    domain::ids::{ListenId, UserId, VoiceCheckId, WorkspaceId},
    store::tx::{StoreError, Tx, execute_one, find_one, list, params},
};

/// Somebody has opened a recording.
#[derive(Debug, Clone)]
pub struct Listen {
    /// Its own id.
    pub id: ListenId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// The voice check that was opened.
    pub check: VoiceCheckId,
    /// When they did.
    pub at: Timestamp,
    /// The user who did.
    pub user: UserId,
    /// Who did, as they were called then.
    pub listener: String,
    /// The network address it was sent to.
    pub address: String,
}

/// Writes down that somebody opens a recording.
pub fn insert_listen(tx: &mut dyn Tx, listen: &Listen) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO listen (id, workspace_id, voice_check_id, at, user_id, listener, address) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let Listen { id, workspace, check, at, user, listener, address } = listen;
    execute_one(tx, SQL, params![*id, *workspace, *check, *at, *user, listener, address])
}

/// A listen with how far it came.
#[derive(Debug, Clone)]
pub struct ListenProgress {
    /// Who opened it, and when.
    pub listen: Listen,
    /// How far they got.
    pub reach: Reach,
}

/// How far somebody has played a recording, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// A part of it was given out.
    Part,
    /// All of it was given out; whether it was played to the end, nobody said.
    Whole,
    /// The page has seen it end.
    End,
    /// From before this was noted.
    Unknown,
}

/// The latest listens, latest first.
pub fn list_of_check(tx: &mut dyn Tx, check: VoiceCheckId, limit: usize) -> Result<Vec<ListenProgress>, StoreError> {
    const SQL: &str = "SELECT l.id, l.workspace_id, l.voice_check_id, l.at, l.user_id, l.listener, l.address, \
                       p.is_whole, p.ended_at IS NOT NULL FROM listen l LEFT JOIN play p ON p.listen_id = l.id \
                       WHERE l.voice_check_id = ?1 ORDER BY l.at DESC, l.id DESC LIMIT ?2";
    list(tx, SQL, params![check, limit], |row| {
        let listen = Listen {
            id: row.get(0)?,
            workspace: row.get(1)?,
            check: row.get(2)?,
            at: row.get(3)?,
            user: row.get(4)?,
            listener: row.get(5)?,
            address: row.get(6)?,
        };
        let reach = match (row.get::<Option<bool>>(7)?, row.get(8)?) {
            (None, _) => Reach::Unknown,
            (Some(_), true) => Reach::End,
            (Some(true), false) => Reach::Whole,
            (Some(false), false) => Reach::Part,
        };
        Ok(ListenProgress { listen, reach })
    })
}

/// How often a recording was opened.
pub fn count_of_check(tx: &mut dyn Tx, check: VoiceCheckId) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(*) FROM listen WHERE voice_check_id = ?1";
    Ok(find_one(tx, SQL, params![check], |row| row.get(0))?.unwrap_or_default())
}
