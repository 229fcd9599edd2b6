//! Alerts: raised once for each occasion, open until it is over.

use jiff::{Timestamp, civil::Date};

use super::{
    tx::{Row, StoreError, Tx, find_one, list, params},
    value::{FromValue, Value},
};
use crate::domain::{
    alert::{AlertKind, AlertOutcome},
    entry::EntryStatus,
    ids::{AlertId, DeviceId, EmployeeId, EntryId, WorkspaceId},
};

impl FromValue for AlertKind {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        Self::parse(&String::from_value(value)?).ok_or(StoreError::Unreadable("what an alert is about"))
    }
}

impl FromValue for AlertOutcome {
    fn from_value(value: &Value) -> Result<Self, StoreError> {
        let name = String::from_value(value)?;
        let known = Self::ALL.into_iter().find(|outcome| outcome.name() == name);
        known.ok_or(StoreError::Unreadable("how an alert ended"))
    }
}

/// Something that users are told for as long as it is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Its own id.
    pub id: AlertId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// What it is about.
    pub kind: AlertKind,
    /// The occasion: the same is raised once.
    pub cause: String,
    /// The employee whom it is about.
    pub employee: Option<EmployeeId>,
    /// The entry that is open for too long.
    pub entry: Option<EntryId>,
    /// The device that is silent.
    pub device: Option<DeviceId>,
    /// What goes wrong with calls, by the text that a [`LineTrouble`](crate::domain::line_trouble::LineTrouble) is kept by.
    pub detail: Option<String>,
    /// The moment that it is about: a clock-in, the start of a week or a day, when a device was last seen.
    pub at: Timestamp,
    /// Seconds that were worked, or how many calls or requests, when it was raised.
    pub amount: Option<i64>,
    /// When it was raised.
    pub opened_at: Timestamp,
    /// How it ended; none while it is open.
    pub closed: Option<ClosedAlert>,
}

/// How an alert ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosedAlert {
    /// When that was seen.
    pub at: Timestamp,
    /// In what way.
    pub outcome: AlertOutcome,
    /// When what it was about was over, where there is such a moment.
    pub over_at: Option<Timestamp>,
}

/// The columns that [`read`] reads of `a`, and how many they are.
pub(super) const COLUMNS: &str = "a.id, a.workspace_id, a.kind, a.cause, a.employee_id, a.entry_id, a.device_id, a.detail, a.at, \
                       a.amount, a.opened_at, a.closed_at, a.outcome, a.over_at";
pub(super) const COLUMN_COUNT: usize = 14;

pub(super) fn read(row: &Row) -> Result<Alert, StoreError> {
    let closed: (Option<Timestamp>, Option<AlertOutcome>) = (row.get(11)?, row.get(12)?);
    let over_at = row.get(13)?;
    Ok(Alert {
        id: row.get(0)?,
        workspace: row.get(1)?,
        kind: row.get(2)?,
        cause: row.get(3)?,
        employee: row.get(4)?,
        entry: row.get(5)?,
        device: row.get(6)?,
        detail: row.get(7)?,
        at: row.get(8)?,
        amount: row.get(9)?,
        opened_at: row.get(10)?,
        closed: closed.0.zip(closed.1).map(|(at, outcome)| ClosedAlert { at, outcome, over_at }),
    })
}

/// Raises an alert; false where it was raised on this occasion before.
pub fn insert_alert(tx: &mut dyn Tx, alert: &Alert) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO alert (id, workspace_id, kind, cause, employee_id, entry_id, device_id, detail, at, \
                       amount, opened_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT DO NOTHING";
    let Alert { id, workspace, kind, cause, employee, entry, device, detail, at, amount, opened_at, closed: _ } = alert;
    let about = (*employee, *entry, *device, detail.as_ref());
    let params =
        params![*id, *workspace, kind.name(), cause, about.0, about.1, about.2, about.3, *at, *amount, *opened_at];
    Ok(tx.execute(SQL, params)? == 1)
}

/// Closes an alert; whether it was open.
pub fn set_closed(tx: &mut dyn Tx, id: AlertId, closed: &ClosedAlert) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE alert SET closed_at = ?2, outcome = ?3, over_at = ?4 WHERE id = ?1 AND closed_at IS NULL";
    Ok(tx.execute(SQL, params![id, closed.at, closed.outcome.name(), closed.over_at])? == 1)
}

/// The open alerts of a workspace, the oldest first.
pub fn list_open(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<Alert>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM alert a WHERE a.workspace_id = ?1 AND a.closed_at IS NULL ORDER BY a.opened_at, a.id"
    );
    list(tx, &sql, params![workspace], read)
}

/// The alerts that were closed after one moment, up to another, the latest first.
pub fn list_closed(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (after, until): (Timestamp, Timestamp),
    limit: usize,
) -> Result<Vec<Alert>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM alert a WHERE a.workspace_id = ?1 AND a.closed_at IS NOT NULL AND a.closed_at > ?2 \
         AND a.closed_at <= ?3 ORDER BY a.closed_at DESC, a.id DESC LIMIT ?4"
    );
    list(tx, &sql, params![workspace, after, until, limit], read)
}

/// Whether an alert was raised on this occasion, and may be over.
pub fn was_raised(tx: &mut dyn Tx, workspace: WorkspaceId, kind: AlertKind, cause: &str) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM alert WHERE workspace_id = ?1 AND kind = ?2 AND cause = ?3";
    Ok(find_one(tx, SQL, params![workspace, kind.name(), cause], |_| Ok(()))?.is_some())
}

/// Workspaces in which somebody wants to be told of something, or in which an alert is open.
pub fn list_workspaces(tx: &mut dyn Tx) -> Result<Vec<WorkspaceId>, StoreError> {
    const SQL: &str = "SELECT w.id FROM workspace w WHERE EXISTS (SELECT 1 FROM alert_choice c WHERE c.workspace_id = w.id) \
                       OR EXISTS (SELECT 1 FROM alert a WHERE a.workspace_id = w.id AND a.closed_at IS NULL) ORDER BY w.id";
    list(tx, SQL, &[], |row| row.get(0))
}

/// An entry that is open for long.
#[derive(Debug, Clone, Copy)]
pub struct LongEntry {
    /// The entry.
    pub entry: EntryId,
    /// Whose it is.
    pub employee: EmployeeId,
    /// When it began.
    pub in_at: Timestamp,
}

/// The entries of active people that began before a moment and are open, the oldest first.
pub fn list_long(tx: &mut dyn Tx, workspace: WorkspaceId, before: Timestamp) -> Result<Vec<LongEntry>, StoreError> {
    // Few are open and many have begun before: the sum keeps the index by time out of it.
    const SQL: &str = "SELECT t.id, t.employee_id, t.in_at FROM time_entry t JOIN employee e ON e.id = t.employee_id \
                       WHERE t.workspace_id = ?1 AND t.status = 'open' AND t.in_at + 0 < ?2 AND e.active = 1 \
                       ORDER BY t.in_at, t.id";
    list(tx, SQL, params![workspace, before], |row| {
        Ok(LongEntry { entry: row.get(0)?, employee: row.get(1)?, in_at: row.get(2)? })
    })
}

/// How an entry stands, when it ended, and whether it is voided.
pub fn find_end(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    entry: EntryId,
) -> Result<Option<(EntryStatus, Option<Timestamp>, bool)>, StoreError> {
    const SQL: &str =
        "SELECT status, out_at, voided_at IS NOT NULL FROM time_entry WHERE workspace_id = ?1 AND id = ?2";
    find_one(tx, SQL, params![workspace, entry], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// When somebody came on a day, if they did.
pub fn find_first_start(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
    day: Date,
) -> Result<Option<Timestamp>, StoreError> {
    const SQL: &str = "SELECT min(in_at) FROM time_entry \
                       WHERE workspace_id = ?1 AND employee_id = ?2 AND work_date = ?3 AND voided_at IS NULL";
    Ok(find_one(tx, SQL, params![workspace, employee, day], |row| row.get(0))?.flatten())
}

/// Active people whose entries in a week from `first` to `to` may come to `secs` seconds by `now`, in the order of
/// lists. Each entry may count for as many as `rounding` seconds more than it has.
pub fn list_long_weeks(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (first, to): (Date, Date),
    (secs, rounding): (i64, i64),
    now: Timestamp,
) -> Result<Vec<EmployeeId>, StoreError> {
    const SQL: &str = "SELECT t.employee_id FROM time_entry t JOIN employee e ON e.id = t.employee_id \
                       WHERE t.workspace_id = ?1 AND t.work_date >= ?2 AND t.work_date <= ?3 AND t.voided_at IS NULL \
                       AND e.active = 1 GROUP BY e.sort_name, t.employee_id \
                       HAVING CAST(sum(CASE WHEN t.status = 'open' THEN ?6 ELSE coalesce(t.out_at, t.in_at) END - t.in_at) \
                       AS BIGINT) + count(*) * ?5 >= ?4 ORDER BY e.sort_name, t.employee_id";
    let millis = |secs: i64| secs.saturating_mul(1000);
    list(tx, SQL, params![workspace, first, to, millis(secs), millis(rounding), now], |row| row.get(0))
}
