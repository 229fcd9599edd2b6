//! What goes wrong with webhooks one after the other, over the whole gateway, and faults that providers tell of.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{ids::WorkspaceId, line_trouble::Spell};

/// Which count of the gateway it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpellKind {
    /// Requests with a signature that does not fit.
    Refused,
    /// Webhooks that could not be answered.
    Failed,
}

impl SpellKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Refused, Self::Failed];

    /// By what name it is kept in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

/// What has gone wrong of a kind; none where nothing has.
pub fn find_spell(tx: &mut dyn Tx, kind: SpellKind) -> Result<Option<Spell>, StoreError> {
    const SQL: &str = "SELECT count, since_at, last_at FROM line_spell WHERE trouble = ?1";
    find_one(tx, SQL, params![kind.name()], |row| {
        Ok(Spell { count: row.get(0)?, since: row.get(1)?, last: row.get(2)? })
    })
}

/// Writes down what has gone wrong of a kind, or that it is over.
pub fn set_spell(tx: &mut dyn Tx, kind: SpellKind, spell: Option<Spell>) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO line_spell (trouble, count, since_at, last_at) VALUES (?1, ?2, ?3, ?4) \
                       ON CONFLICT (trouble) DO UPDATE SET count = excluded.count, since_at = excluded.since_at, \
                       last_at = excluded.last_at";
    match spell {
        Some(Spell { count, since, last }) => execute_one(tx, SQL, params![kind.name(), count, since, last]),
        None => tx.execute("DELETE FROM line_spell WHERE trouble = ?1", params![kind.name()]).map(drop),
    }
}

/// A fault that a provider told of.
#[derive(Debug, Clone)]
pub struct FaultyCall {
    /// The call, by the number of its row.
    pub call: Vec<u8>,
    /// The provider's own number for what happened.
    pub code: u32,
    /// When it was told.
    pub at: Timestamp,
}

/// The faults after a moment in calls of a workspace, or in which nobody had signed in yet.
pub fn list_faults_since(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (after, until): (Timestamp, Timestamp),
) -> Result<Vec<FaultyCall>, StoreError> {
    const SQL: &str = "SELECT f.call_id, f.code, f.at FROM call_fault f JOIN call c ON c.id = f.call_id \
                       WHERE f.at > ?2 AND f.at <= ?3 AND (c.workspace_id = ?1 OR c.workspace_id IS NULL) ORDER BY f.at";
    list(tx, SQL, params![workspace, after, until], |row| {
        Ok(FaultyCall { call: row.get(0)?, code: row.get(1)?, at: row.get(2)? })
    })
}
