//! What timesheets are counted from: the people of a period, their entries, and what stands against them.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};

use super::{
    employees::find_employee,
    entry_breaks::{self, UnpaidBreak},
    tx::{Row, StoreError, Tx, Value, find_one, list, params},
    whose::Whose,
};
use crate::domain::{
    entry::EntryStatus,
    exception::ExceptionKind,
    ids::{EmployeeId, EntryId, ExceptionId, JobId, WorkspaceId},
    payroll::{Period, WorkedEntry, hours::MAX_ENTRY_DAYS},
    search::sort_name,
    workspace::Zone,
};

/// Whose hours are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetEmployee {
    /// The employee's id.
    pub id: EmployeeId,
    /// The employee's name.
    pub name: String,
    /// The employee's number, where they have one.
    pub number: Option<String>,
}

/// An entry that is not voided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetEntry {
    /// Its own id.
    pub id: EntryId,
    /// Whose it is.
    pub employee: EmployeeId,
    /// Open, closed, or unfinished.
    pub status: EntryStatus,
    /// When it began.
    pub in_at: Timestamp,
    /// When it ended; none while it is open or where nobody knows.
    pub out_at: Option<Timestamp>,
    /// The employee's time zone when it began.
    pub zone: Zone,
    /// The job that was worked on, where one was named.
    pub job: Option<JobId>,
    /// The local day on which it began.
    pub work_date: Date,
    /// Its breaks that are not paid.
    pub unpaid: Vec<UnpaidBreak>,
}

impl SheetEntry {
    /// What hours are counted from; none while it has no end.
    #[must_use]
    pub fn worked(&self) -> Option<WorkedEntry> {
        let Self { id, job, in_at, out_at, zone, unpaid, .. } = self;
        let out_at = (*out_at)?;
        let unpaid = entry_breaks::spans(unpaid, out_at);
        Some(WorkedEntry { entry: *id, job: *job, in_at: *in_at, out_at, zone: zone.clone(), unpaid })
    }
}

fn with_breaks(tx: &mut dyn Tx, mut entries: Vec<SheetEntry>) -> Result<Vec<SheetEntry>, StoreError> {
    let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
    take_breaks(&mut entries, entry_breaks::list_unpaid_of(tx, &ids)?);
    Ok(entries)
}

fn take_breaks(entries: &mut [SheetEntry], mut unpaid: HashMap<EntryId, Vec<UnpaidBreak>>) {
    if unpaid.is_empty() {
        return;
    }
    for entry in entries {
        entry.unpaid = unpaid.remove(&entry.id).unwrap_or_default();
    }
}

/// An exception that nobody has settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetException {
    /// Its own id.
    pub id: ExceptionId,
    /// The employee whom it is about.
    pub employee: EmployeeId,
    /// The entry that it is about, where it is about one.
    pub entry: Option<EntryId>,
    /// Of what kind it is.
    pub kind: ExceptionKind,
    /// When it happened.
    pub at: Timestamp,
}

/// The earliest moment that is this day anywhere: clocks are at most 14 hours ahead of UTC.
fn earliest(day: Date) -> Timestamp {
    let midnight = day.to_zoned(jiff::tz::TimeZone::UTC).map_or(Timestamp::MIN, |midnight| midnight.timestamp());
    midnight.saturating_sub(SignedDuration::from_hours(14)).unwrap_or(midnight)
}

/// Entries that can reach into days from `?first` to `?to`: begun in them, or in the week before and ended late enough.
const REACHES_INTO_DAYS: &str =
    "work_date >= ?2 AND work_date <= ?3 AND voided_at IS NULL AND (work_date >= ?4 OR out_at > ?5)";

fn reaching(workspace: WorkspaceId, first: Date, to: Date) -> Vec<Value> {
    params![workspace, first.saturating_sub(MAX_ENTRY_DAYS.days()), to, first, earliest(first)].to_vec()
}

/// At most `limit` people behind `after`, in the order of lists, who may have worked in the period, are still clocked
/// in since then or before, or whose hours in it were approved. Some may turn out to have worked just before it.
pub fn list_people_of(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    period: Period,
    after: Option<EmployeeId>,
    limit: usize,
) -> Result<Vec<SheetEmployee>, StoreError> {
    // A place that is gone, or another workspace's, is the start.
    let from = match after {
        Some(id) => find_employee(tx, workspace, id)?,
        None => None,
    };
    let (name, id) =
        from.map_or((String::new(), EmployeeId::from_bytes([0; 16])), |from| (sort_name(&from.details.name), from.id));
    let sql = format!(
        "SELECT e.id, e.name, e.employee_number FROM employee e \
         WHERE e.workspace_id = ?1 AND (e.sort_name, e.id) > (?6, ?7) \
         AND (EXISTS (SELECT 1 FROM time_entry t WHERE t.workspace_id = ?1 AND t.employee_id = e.id AND {REACHES_INTO_DAYS}) \
         OR EXISTS (SELECT 1 FROM time_entry o WHERE o.employee_id = e.id AND o.status = 'open' AND o.work_date <= ?3) \
         OR EXISTS (SELECT 1 FROM approval a WHERE a.workspace_id = ?1 AND a.from_date = ?4 AND a.employee_id = e.id)) \
         ORDER BY e.sort_name, e.id LIMIT ?8"
    );
    let mut params = reaching(workspace, period.from, period.to);
    params.extend_from_slice(params![name, id, limit]);
    list(tx, &sql, &params, |row| Ok(SheetEmployee { id: row.get(0)?, name: row.get(1)?, number: row.get(2)? }))
}

/// Whether an entry is one by which [`list_people_of`] finds an employee.
#[must_use]
pub fn reaches_into(entry: &SheetEntry, period: Period) -> bool {
    let near = Period { from: period.from.saturating_sub(MAX_ENTRY_DAYS.days()), to: period.to };
    let ends_in_it = || entry.out_at.is_some_and(|out_at| out_at > earliest(period.from));
    near.contains(entry.work_date) && (entry.work_date >= period.from || ends_in_it())
}

/// Everybody of a workspace, in the order of lists.
pub fn list_everybody(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<SheetEmployee>, StoreError> {
    const SQL: &str = "SELECT id, name, employee_number FROM employee WHERE workspace_id = ?1 ORDER BY sort_name, id";
    list(tx, SQL, params![workspace], |row| {
        Ok(SheetEmployee { id: row.get(0)?, name: row.get(1)?, number: row.get(2)? })
    })
}

/// One employee, as timesheets name them.
pub fn find_person(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: EmployeeId,
) -> Result<Option<SheetEmployee>, StoreError> {
    const SQL: &str = "SELECT id, name, employee_number FROM employee WHERE workspace_id = ?1 AND id = ?2";
    let read = |row: &Row| Ok(SheetEmployee { id: row.get(0)?, name: row.get(1)?, number: row.get(2)? });
    find_one(tx, SQL, params![workspace, id], read)
}

const COLUMNS: &str = "id, employee_id, status, in_at, out_at, zone, job_id, work_date";

/// Reads a zone; neighbors mostly have theirs in common, which is then looked up once.
pub(super) fn read_zone(row: &Row, column: usize, known: &mut Option<Zone>) -> Result<Zone, StoreError> {
    match known {
        Some(zone) if zone.name() == row.text(column)? => Ok(zone.clone()),
        Some(_) | None => Ok(known.insert(row.get(column)?).clone()),
    }
}

fn read_entry(row: &Row, known: &mut Option<Zone>) -> Result<SheetEntry, StoreError> {
    Ok(SheetEntry {
        id: row.get(0)?,
        employee: row.get(1)?,
        status: row.get(2)?,
        in_at: row.get(3)?,
        out_at: row.get(4)?,
        zone: read_zone(row, 5, known)?,
        job: row.get(6)?,
        work_date: row.get(7)?,
        unpaid: Vec::new(),
    })
}

/// The entries of these people that can reach into the days from `first` to `to`, each one's oldest first.
pub fn list_entries_of<'a>(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    whose: impl Into<Whose<'a>>,
    (first, to): (Date, Date),
) -> Result<Vec<SheetEntry>, StoreError> {
    let whose = whose.into();
    if whose.is_nobody() {
        return Ok(Vec::new());
    }
    let mut params = reaching(workspace, first, to);
    let theirs = whose.narrow("employee_id", &mut params);
    // In the order of the index that fits.
    let order = match whose {
        Whose::Everybody => "work_date, in_at, id",
        Whose::These(_) => "employee_id, work_date, in_at, id",
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM time_entry WHERE workspace_id = ?1{theirs} AND {REACHES_INTO_DAYS} ORDER BY {order}"
    );
    let mut zone = None;
    let mut entries = list(tx, &sql, &params, |row| read_entry(row, &mut zone))?;
    if matches!(whose, Whose::These(_)) {
        return with_breaks(tx, entries);
    }
    let counted = || entries.iter().filter(|entry| entry.status != EntryStatus::Unfinished);
    let earliest = counted().map(|entry| entry.in_at).min();
    let latest = counted().map(|entry| entry.out_at.unwrap_or(Timestamp::MAX)).max();
    if let Some(span) = earliest.zip(latest) {
        take_breaks(&mut entries, entry_breaks::list_unpaid_between(tx, workspace, span)?);
    }
    Ok(entries)
}

/// The entries of these people that are still open and began on a day up to `to`, however long ago.
pub fn list_open_of<'a>(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    whose: impl Into<Whose<'a>>,
    to: Date,
) -> Result<Vec<SheetEntry>, StoreError> {
    let whose = whose.into();
    if whose.is_nobody() {
        return Ok(Vec::new());
    }
    let mut params = params![workspace].to_vec();
    let theirs = whose.narrow("employee_id", &mut params);
    let sql = format!("SELECT {COLUMNS} FROM time_entry WHERE workspace_id = ?1 AND status = 'open'{theirs}");
    let mut zone = None;
    let mut open = list(tx, &sql, &params, |row| read_entry(row, &mut zone))?;
    // With days in the statement it would be looked for among all entries of those days.
    open.retain(|entry| entry.work_date <= to);
    with_breaks(tx, open)
}

/// What stands against these people: about entries that can reach into the days from `first` to `to`, or about none.
pub fn list_standing_of<'a>(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    whose: impl Into<Whose<'a>>,
    (first, to): (Date, Date),
) -> Result<Vec<SheetException>, StoreError> {
    let whose = whose.into();
    if whose.is_nobody() {
        return Ok(Vec::new());
    }
    let mut params = reaching(workspace, first, to);
    // The workspace beside people would lead through everything that stands in it.
    let theirs = match whose {
        Whose::Everybody => " AND x.workspace_id = ?1".to_owned(),
        Whose::These(_) => whose.narrow("x.employee_id", &mut params),
    };
    let sql = format!(
        "SELECT x.id, x.employee_id, x.entry_id, x.kind, x.at FROM exception x \
         LEFT JOIN time_entry t ON t.id = x.entry_id WHERE x.settled_at IS NULL{theirs} \
         AND (x.entry_id IS NULL OR t.workspace_id = ?1 AND {REACHES_INTO_DAYS}) ORDER BY x.rank, x.at, x.id"
    );
    list(tx, &sql, &params, |row| {
        Ok(SheetException {
            id: row.get(0)?,
            employee: row.get(1)?,
            entry: row.get(2)?,
            kind: row.get(3)?,
            at: row.get(4)?,
        })
    })
}
