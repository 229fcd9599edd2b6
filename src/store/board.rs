//! Who is in now, and what one employee has clocked of late.

use jiff::Timestamp;

use super::{
    locations::read_whereabouts,
    tx::{Row, StoreError, Tx, find_one, list, params},
};
use crate::domain::{
    entry::EntryStatus,
    ids::{EmployeeId, EntryId, JobId, WorkspaceId},
    location::Whereabouts,
    workspace::Zone,
};

/// Somebody with an open entry.
#[derive(Debug, Clone)]
pub struct BoardRow {
    /// The employee whom it is about.
    pub employee: EmployeeId,
    /// The name as it is shown.
    pub name: String,
    /// The open entry.
    pub entry: EntryId,
    /// The job's name, where one was named.
    pub job: Option<String>,
    /// When it began.
    pub in_at: Timestamp,
    /// Of the entry, which stays with it.
    pub zone: Zone,
    /// `phone`, `kiosk` or `admin`: how they clocked in.
    pub channel: String,
    /// Whether they can clock out by phone: active, and with a PIN.
    pub can_call: bool,
    /// Where they clocked in.
    pub whereabouts: Whereabouts,
    /// What that location is called, where one was found.
    pub location: Option<String>,
    /// The break that they are on: when it began, and what its kind is called.
    pub on_break: Option<(Timestamp, String)>,
}

/// What [`read_present`] reads of an open entry, and where it stands.
const PRESENT: &str = "SELECT t.employee_id, e.name, t.id, j.name, t.in_at, t.zone, coalesce(p.channel, 'admin'), \
                       e.active = 1 AND EXISTS (SELECT 1 FROM pin WHERE pin.employee_id = e.id), \
                       p.location_id, p.located_by, l.name, b.begin_at, k.name FROM time_entry t \
                       JOIN employee e ON e.id = t.employee_id LEFT JOIN job j ON j.id = t.job_id \
                       LEFT JOIN punch p ON p.entry_id = t.id AND p.way = 'in' \
                       LEFT JOIN clock_location l ON l.id = p.location_id \
                       LEFT JOIN entry_break b ON b.entry_id = t.id AND b.end_at IS NULL AND b.voided_at IS NULL \
                       LEFT JOIN break_kind k ON k.id = b.kind_id \
                       WHERE t.workspace_id = ?1 AND t.status = 'open'";

fn read_present(row: &Row) -> Result<BoardRow, StoreError> {
    Ok(BoardRow {
        employee: row.get(0)?,
        name: row.get(1)?,
        entry: row.get(2)?,
        job: row.get(3)?,
        in_at: row.get(4)?,
        zone: row.get(5)?,
        channel: row.get(6)?,
        can_call: row.get(7)?,
        whereabouts: read_whereabouts(row, 8)?,
        location: row.get(10)?,
        on_break: row.get::<Option<_>>(11)?.zip(row.get(12)?),
    })
}

/// Who in the workspace is in, in the order of their names; those behind one of them where it is given.
pub fn list_present(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    after: Option<EmployeeId>,
    limit: usize,
) -> Result<Vec<BoardRow>, StoreError> {
    let sql = format!(
        "{PRESENT} AND ((e.sort_name, e.id) > \
         (SELECT a.sort_name, a.id FROM employee a WHERE a.workspace_id = ?1 AND a.id = ?2) OR ?2 IS NULL) \
         ORDER BY e.sort_name, e.id LIMIT ?3"
    );
    list(tx, &sql, params![workspace, after, limit], read_present)
}

/// An employee with their open entry, where they have one.
pub fn find_present(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Option<BoardRow>, StoreError> {
    find_one(tx, &format!("{PRESENT} AND t.employee_id = ?2"), params![workspace, employee], read_present)
}

/// Who is in on a job, in the order of their names.
pub fn list_present_on(tx: &mut dyn Tx, workspace: WorkspaceId, job: JobId) -> Result<Vec<BoardRow>, StoreError> {
    let sql = format!("{PRESENT} AND t.job_id = ?2 ORDER BY e.sort_name, e.id");
    list(tx, &sql, params![workspace, job], read_present)
}

/// How many are in, and how many of them since before `late_before`.
pub fn count_present(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    late_before: Timestamp,
) -> Result<(usize, usize), StoreError> {
    const SQL: &str = "SELECT count(*), count(*) FILTER (WHERE in_at < ?2) FROM time_entry \
                       WHERE workspace_id = ?1 AND status = 'open'";
    let counts = find_one(tx, SQL, params![workspace, late_before], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(counts.unwrap_or_default())
}

/// Whether there is such an employee in the workspace.
pub fn is_employee(tx: &mut dyn Tx, workspace: WorkspaceId, id: EmployeeId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM employee WHERE workspace_id = ?1 AND id = ?2";
    Ok(find_one(tx, SQL, params![workspace, id], |_| Ok(()))?.is_some())
}

/// An entry as its employee's page shows it.
#[derive(Debug, Clone)]
pub struct RecentEntryRow {
    /// Its own id.
    pub entry: EntryId,
    /// How far it has come.
    pub status: EntryStatus,
    /// When it began.
    pub in_at: Timestamp,
    /// When it ended; none while it is open or where nobody knows.
    pub out_at: Option<Timestamp>,
    /// The employee's time zone when it began.
    pub zone: Zone,
    /// The job's name, where one was named.
    pub job: Option<String>,
    /// How it was clocked: `phone`, `kiosk` or `admin`.
    pub channel: String,
    /// Whether it counts no more.
    pub voided: bool,
}

/// The latest entries of an employee, latest first.
pub fn list_entries_of(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
    limit: usize,
) -> Result<Vec<RecentEntryRow>, StoreError> {
    const SQL: &str = "SELECT t.id, t.status, t.in_at, t.out_at, t.zone, j.name, coalesce(p.channel, 'admin'), \
                       t.voided_at IS NOT NULL FROM time_entry t LEFT JOIN job j ON j.id = t.job_id \
                       LEFT JOIN punch p ON p.entry_id = t.id AND p.way = 'in' \
                       WHERE t.workspace_id = ?1 AND t.employee_id = ?2 ORDER BY t.in_at DESC, t.id DESC LIMIT ?3";
    list(tx, SQL, params![workspace, employee, limit], |row| {
        Ok(RecentEntryRow {
            entry: row.get(0)?,
            status: row.get(1)?,
            in_at: row.get(2)?,
            out_at: row.get(3)?,
            zone: row.get(4)?,
            job: row.get(5)?,
            channel: row.get(6)?,
            voided: row.get(7)?,
        })
    })
}
