//! The kinds of breaks that a workspace knows, and the meal that it asks for.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    breaks::{BreakKind, MealRule},
    ids::{BreakKindId, WorkspaceId},
};

const COLUMNS: &str = "id, workspace_id, name, paid, min_mins, max_mins, archived_at";

fn read(row: &Row) -> Result<BreakKind, StoreError> {
    Ok(BreakKind {
        id: row.get(0)?,
        workspace: row.get(1)?,
        name: row.get(2)?,
        paid: row.get(3)?,
        min_mins: row.get(4)?,
        max_mins: row.get(5)?,
        archived_at: row.get(6)?,
    })
}

/// Every kind of a workspace, archived ones too, in the order in which they were added.
pub fn list_kinds(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<BreakKind>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM break_kind WHERE workspace_id = ?1 ORDER BY created_at, id");
    list(tx, &sql, params![workspace], read)
}

/// A kind of the workspace.
pub fn find_kind(tx: &mut dyn Tx, workspace: WorkspaceId, id: BreakKindId) -> Result<Option<BreakKind>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM break_kind WHERE workspace_id = ?1 AND id = ?2");
    find_one(tx, &sql, params![workspace, id], read)
}

/// Whether an id is a kind's, in whatever workspace.
pub fn is_id_taken(tx: &mut dyn Tx, id: BreakKindId) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM break_kind WHERE id = ?1", params![id], |_| Ok(()))?.is_some())
}

/// Adds a kind.
///
/// # Errors
/// When one in use has the name.
pub fn insert_kind(tx: &mut dyn Tx, kind: &BreakKind, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO break_kind (id, workspace_id, name, paid, min_mins, max_mins, created_at) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let BreakKind { id, workspace, name, paid, min_mins, max_mins, .. } = kind;
    execute_one(tx, SQL, params![*id, *workspace, name, *paid, *min_mins, *max_mins, now])
}

/// Changes a kind; whether it is paid stays.
///
/// # Errors
/// When one in use has the name, or there is no such kind.
pub fn set_kind(tx: &mut dyn Tx, kind: &BreakKind) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE break_kind SET name = ?3, min_mins = ?4, max_mins = ?5, archived_at = ?6 \
                       WHERE workspace_id = ?1 AND id = ?2";
    let BreakKind { id, workspace, name, min_mins, max_mins, archived_at, .. } = kind;
    execute_one(tx, SQL, params![*workspace, *id, name, *min_mins, *max_mins, *archived_at])
}

/// The meal that a workspace asks for.
pub fn find_meal_rule(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Option<MealRule>, StoreError> {
    const SQL: &str = "SELECT after_secs, mins FROM meal_rule WHERE workspace_id = ?1";
    find_one(tx, SQL, params![workspace], |row| Ok(MealRule { after_secs: row.get(0)?, mins: row.get(1)? }))
}

/// Sets the meal that a workspace asks for, or that it asks for none.
pub fn set_meal_rule(tx: &mut dyn Tx, workspace: WorkspaceId, rule: Option<MealRule>) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO meal_rule (workspace_id, after_secs, mins) VALUES (?1, ?2, ?3)";
    tx.execute("DELETE FROM meal_rule WHERE workspace_id = ?1", params![workspace])?;
    match rule {
        Some(MealRule { after_secs, mins }) => execute_one(tx, SQL, params![workspace, after_secs, mins]),
        None => Ok(()),
    }
}
