//! Links to workers' own pages: one of each employee in use, ended by the next one.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, params};
use crate::domain::ids::{EmployeeId, SetupLinkId, WorkerLinkId, WorkspaceId};

/// A link to a worker's own page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkerLink {
    /// Its own id; its token follows from it.
    pub id: WorkerLinkId,
    /// The workspace of the employee.
    pub workspace: WorkspaceId,
    /// Whose page it opens.
    pub employee: EmployeeId,
    /// The setup link or one-time code that it came with; none for one that was sent.
    pub came_with: Option<SetupLinkId>,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it ceases to work.
    pub ends_at: Timestamp,
}

const SELECT: &str = "SELECT l.id, l.workspace_id, l.employee_id, l.setup_link_id, l.made_at, l.ends_at \
                      FROM worker_link l JOIN employee e ON e.id = l.employee_id AND e.active = 1";

fn read(row: &Row) -> Result<WorkerLink, StoreError> {
    Ok(WorkerLink {
        id: row.get(0)?,
        workspace: row.get(1)?,
        employee: row.get(2)?,
        came_with: row.get(3)?,
        made_at: row.get(4)?,
        ends_at: row.get(5)?,
    })
}

/// Makes a link, with the SHA-256 of its token, and ends the one before it.
pub fn insert_worker_link(tx: &mut dyn Tx, link: &WorkerLink, token_hash: &[u8]) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO worker_link (id, workspace_id, employee_id, token_hash, setup_link_id, made_at, \
                       ends_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let WorkerLink { id, workspace, employee, came_with, made_at, ends_at } = *link;
    end_worker_link(tx, employee, made_at)?;
    execute_one(tx, SQL, params![id, workspace, employee, token_hash, came_with, made_at, ends_at])
}

/// The link of an active employee whose token has this hash; none that was ended.
pub fn find_by_token(tx: &mut dyn Tx, token_hash: &[u8]) -> Result<Option<WorkerLink>, StoreError> {
    let sql = format!("{SELECT} WHERE l.token_hash = ?1 AND l.ended_at IS NULL");
    find_one(tx, &sql, params![token_hash], read)
}

/// The link of an employee that was not ended, whether or not its time has run out.
pub fn find_of_employee(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Option<WorkerLink>, StoreError> {
    let sql = format!("{SELECT} WHERE l.workspace_id = ?1 AND l.employee_id = ?2 AND l.ended_at IS NULL");
    find_one(tx, &sql, params![workspace, employee], read)
}

/// Ends the link of an employee; whether there was one.
pub fn end_worker_link(tx: &mut dyn Tx, employee: EmployeeId, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE worker_link SET ended_at = ?2 WHERE employee_id = ?1 AND ended_at IS NULL";
    Ok(tx.execute(SQL, params![employee, now])? == 1)
}

/// Forgets links that ended before that moment.
pub fn prune(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM worker_link WHERE ends_at < ?1", params![before])
}
