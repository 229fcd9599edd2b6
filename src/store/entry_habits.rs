//! What an employee has clocked before and after an entry, by which somebody judges when it may have ended.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, find_one, list, params};
use crate::domain::{
    ids::{EmployeeId, WorkspaceId},
    workspace::Zone,
};

/// A shift that was clocked at both ends, and that no person has changed since.
#[derive(Debug, Clone)]
pub struct ClockedEntry {
    /// When it began.
    pub in_at: Timestamp,
    /// When it ended.
    pub out_at: Timestamp,
    /// The employee's time zone when it began.
    pub zone: Zone,
}

/// What an employee has clocked from `since` to before `until`, the latest first. What people made of it teaches nothing.
pub fn list_clocked(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    (since, until): (Timestamp, Timestamp),
    limit: usize,
) -> Result<Vec<ClockedEntry>, StoreError> {
    // Pairs, so that only the index of one employee's entries fits, not that of everybody's.
    const SQL: &str = "SELECT t.in_at, t.out_at, t.zone FROM time_entry t WHERE t.workspace_id = ?1 \
                       AND (t.employee_id, t.in_at) >= (?2, ?3) AND (t.employee_id, t.in_at) < (?2, ?4) \
                       AND t.status = 'closed' AND t.voided_at IS NULL \
                       AND NOT EXISTS (SELECT 1 FROM entry_revision r WHERE r.entry_id = t.id) \
                       ORDER BY t.employee_id DESC, t.in_at DESC, t.id DESC LIMIT ?5";
    list(tx, SQL, params![workspace, employee, since, until, limit], |row| {
        Ok(ClockedEntry { in_at: row.get(0)?, out_at: row.get(1)?, zone: row.get(2)? })
    })
}

/// When the next entry of an employee begins that counts.
pub fn find_next_begin(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    after: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    const SQL: &str = "SELECT in_at FROM time_entry WHERE workspace_id = ?1 AND employee_id = ?2 AND in_at > ?3 \
                       AND voided_at IS NULL ORDER BY in_at, id LIMIT 1";
    find_one(tx, SQL, params![workspace, employee, after], |row| row.get(0))
}
