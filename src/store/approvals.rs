//! Hours that were approved, employee by employee and period by period, and approvals that were taken back.

use jiff::{Timestamp, ToSpan, civil::Date};

use super::{
    tx::{Row, StoreError, Tx, execute_one, find_one, list, params},
    whose::Whose,
};
use crate::domain::{
    ids::{ApprovalId, EmployeeId, UserId, WorkspaceId},
    payroll::Period,
};

/// An approval of somebody's hours, taken back or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Its own id.
    pub id: ApprovalId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// The employee whom it is about.
    pub employee: EmployeeId,
    /// The days that are approved.
    pub period: Period,
    /// Regular time in it, in seconds, as it was counted when it was approved.
    pub regular_secs: i64,
    /// Overtime in it, in seconds.
    pub overtime_secs: i64,
    /// When it was given.
    pub approved_at: Timestamp,
    /// None for commands run on the machine itself.
    pub approved_by: Option<UserId>,
    /// Who gave it, as they were called then.
    pub approver: String,
    /// Who has taken it back, where somebody has.
    pub reopened: Option<Reopening>,
}

/// That an approval was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reopening {
    /// When it happened.
    pub at: Timestamp,
    /// The user who did it; none for commands run on the machine itself.
    pub by: Option<UserId>,
    /// Who did it, as they were called then.
    pub reopener: String,
    /// The reason that was given.
    pub because: String,
}

const COLUMNS: &str = "id, workspace_id, employee_id, from_date, to_date, regular_secs, overtime_secs, approved_at, \
                       approved_by, approver, reopened_at, reopened_by, reopener, reopened_because";

fn read(row: &Row) -> Result<Approval, StoreError> {
    let reopened_at: Option<Timestamp> = row.get(10)?;
    let reopened = match reopened_at {
        Some(at) => Some(Reopening {
            at,
            by: row.get(11)?,
            reopener: row.get::<Option<String>>(12)?.unwrap_or_default(),
            because: row.get(13)?,
        }),
        None => None,
    };
    Ok(Approval {
        id: row.get(0)?,
        workspace: row.get(1)?,
        employee: row.get(2)?,
        period: Period { from: row.get(3)?, to: row.get(4)? },
        regular_secs: row.get(5)?,
        overtime_secs: row.get(6)?,
        approved_at: row.get(7)?,
        approved_by: row.get(8)?,
        approver: row.get(9)?,
        reopened,
    })
}

/// Writes an approval down.
///
/// # Errors
/// When the hours of the employee from that day on are approved already.
pub fn insert_approval(tx: &mut dyn Tx, approval: &Approval) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO approval (id, workspace_id, employee_id, from_date, to_date, regular_secs, \
                       overtime_secs, approved_at, approved_by, approver) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let Approval {
        id,
        workspace,
        employee,
        period,
        regular_secs,
        overtime_secs,
        approved_at,
        approved_by,
        approver,
        reopened: _,
    } = approval;
    let params = params![
        *id,
        *workspace,
        *employee,
        period.from,
        period.to,
        *regular_secs,
        *overtime_secs,
        *approved_at,
        *approved_by,
        approver,
    ];
    execute_one(tx, SQL, params)
}

/// An approval of the workspace, taken back or not.
pub fn find_approval(tx: &mut dyn Tx, workspace: WorkspaceId, id: ApprovalId) -> Result<Option<Approval>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM approval WHERE workspace_id = ?1 AND id = ?2");
    find_one(tx, &sql, params![workspace, id], read)
}

/// Takes an approval back.
///
/// # Errors
/// When there is no such approval, or it is taken back already.
pub fn set_reopened(tx: &mut dyn Tx, id: ApprovalId, reopened: &Reopening) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE approval SET reopened_at = ?2, reopened_by = ?3, reopener = ?4, reopened_because = ?5 \
                       WHERE id = ?1 AND reopened_at IS NULL";
    let Reopening { at, by, reopener, because } = reopened;
    execute_one(tx, SQL, params![id, *at, *by, reopener, because])
}

/// No pay period is longer.
const LONGEST_PERIOD_DAYS: i32 = 31;

/// The earliest day on which a pay period with this day in it can begin.
pub(super) fn earliest_period(day: Date) -> Date {
    day.saturating_sub(LONGEST_PERIOD_DAYS.days())
}

/// Every approval of these people that covers a day of a period, taken back or not, oldest first.
pub fn list_approvals_of<'a>(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    whose: impl Into<Whose<'a>>,
    period: Period,
) -> Result<Vec<Approval>, StoreError> {
    let whose = whose.into();
    if whose.is_nobody() {
        return Ok(Vec::new());
    }
    let mut params = params![workspace, earliest_period(period.from), period.to, period.from].to_vec();
    let theirs = whose.narrow("employee_id", &mut params);
    let sql = format!(
        "SELECT {COLUMNS} FROM approval WHERE workspace_id = ?1 AND from_date >= ?2 AND from_date <= ?3 \
         AND to_date >= ?4{theirs} ORDER BY approved_at, id"
    );
    list(tx, &sql, &params, read)
}

/// Whether an approval that covers a day of a period was given or taken back after a moment.
pub fn any_since(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    period: Period,
    after: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM approval WHERE workspace_id = ?1 AND from_date >= ?2 AND from_date <= ?3 \
                       AND to_date >= ?4 AND (approved_at > ?5 OR reopened_at > ?5) LIMIT 1";
    let params = params![workspace, earliest_period(period.from), period.to, period.from, after];
    Ok(find_one(tx, SQL, params, |_| Ok(()))?.is_some())
}

/// An approval that keeps an employee's days as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalLock {
    /// Who has approved the days, as they were called then.
    pub approver: String,
    /// When they did.
    pub approved_at: Timestamp,
    /// The first day.
    pub from: Date,
    /// The last day, inclusive.
    pub to: Date,
}

/// The first approval that locks one of the days from `from` to `to`, both included.
pub fn find_lock(
    tx: &mut dyn Tx,
    employee: EmployeeId,
    from: Date,
    to: Date,
) -> Result<Option<ApprovalLock>, StoreError> {
    const SQL: &str = "SELECT approver, approved_at, from_date, to_date FROM approval \
                       WHERE employee_id = ?1 AND reopened_at IS NULL AND from_date >= ?4 AND from_date <= ?3 \
                       AND to_date >= ?2 ORDER BY from_date LIMIT 1";
    find_one(tx, SQL, params![employee, from, to, earliest_period(from)], |row| {
        Ok(ApprovalLock { approver: row.get(0)?, approved_at: row.get(1)?, from: row.get(2)?, to: row.get(3)? })
    })
}

/// Whether one of these days was approved once, and opened again.
pub fn was_reopened(tx: &mut dyn Tx, employee: EmployeeId, from: Date, to: Date) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM approval WHERE employee_id = ?1 AND from_date >= ?4 AND from_date <= ?3 \
                       AND to_date >= ?2 AND reopened_at IS NOT NULL LIMIT 1";
    Ok(find_one(tx, SQL, params![employee, from, to, earliest_period(from)], |_| Ok(()))?.is_some())
}
