//! Crews: whom a supervisor clocks by phone.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, find_one, list, params};
use crate::domain::ids::{EmployeeId, WorkspaceId};

/// Puts somebody into a supervisor's crew; false when they are in it already.
pub fn insert_member(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (lead, employee): (EmployeeId, EmployeeId),
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO crew_member (workspace_id, lead_id, employee_id, added_at) VALUES (?1, ?2, ?3, ?4) \
                       ON CONFLICT DO NOTHING";
    Ok(tx.execute(SQL, params![workspace, lead, employee, now])? == 1)
}

/// Takes somebody out of a supervisor's crew; whether they were in it.
pub fn delete_member(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (lead, employee): (EmployeeId, EmployeeId),
) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM crew_member WHERE workspace_id = ?1 AND lead_id = ?2 AND employee_id = ?3";
    Ok(tx.execute(SQL, params![workspace, lead, employee])? == 1)
}

/// Whether somebody is in a supervisor's crew.
pub fn is_member(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (lead, employee): (EmployeeId, EmployeeId),
) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM crew_member WHERE workspace_id = ?1 AND lead_id = ?2 AND employee_id = ?3";
    Ok(find_one(tx, SQL, params![workspace, lead, employee], |_| Ok(()))?.is_some())
}

/// The crew of a supervisor by name, those who left included.
pub fn list_members(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    lead: EmployeeId,
) -> Result<Vec<(EmployeeId, String)>, StoreError> {
    const SQL: &str = "SELECT e.id, e.name FROM crew_member m JOIN employee e ON e.id = m.employee_id \
                       WHERE m.workspace_id = ?1 AND m.lead_id = ?2 ORDER BY e.name, e.id";
    list(tx, SQL, params![workspace, lead], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Who supervises somebody, by name.
pub fn list_leads(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Vec<(EmployeeId, String)>, StoreError> {
    const SQL: &str = "SELECT e.id, e.name FROM crew_member m JOIN employee e ON e.id = m.lead_id \
                       WHERE m.workspace_id = ?1 AND m.employee_id = ?2 ORDER BY e.name, e.id";
    list(tx, SQL, params![workspace, employee], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Whether somebody has a crew.
pub fn leads(tx: &mut dyn Tx, workspace: WorkspaceId, lead: EmployeeId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM crew_member WHERE workspace_id = ?1 AND lead_id = ?2 LIMIT 1";
    Ok(find_one(tx, SQL, params![workspace, lead], |_| Ok(()))?.is_some())
}
