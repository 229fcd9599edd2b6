//! When people are to start, weekday by weekday, where the office has planned it.

use jiff::civil::{Date, Time, Weekday};

use super::tx::{Row, StoreError, Tx, execute_one, list, params};
use crate::domain::{
    attendance::PlannedStart,
    ids::{EmployeeId, WorkspaceId},
    workspace::Zone,
};

fn minute(planned: PlannedStart) -> Option<i64> {
    match planned {
        PlannedStart::At(time) => Some(i64::from(time.hour()) * 60 + i64::from(time.minute())),
        PlannedStart::DayOff => None,
    }
}

fn read(row: &Row, column: usize) -> Result<PlannedStart, StoreError> {
    const UNREADABLE: StoreError = StoreError::Unreadable("a planned start");
    let minute: Option<i64> = row.get(column)?;
    let Some(minute) = minute else { return Ok(PlannedStart::DayOff) };
    let part = |value: i64| i8::try_from(value).map_err(|_| UNREADABLE);
    let time = Time::new(part(minute / 60)?, part(minute % 60)?, 0, 0).map_err(|_| UNREADABLE)?;
    Ok(PlannedStart::At(time))
}

/// What is planned for an employee.
pub fn list_of_employee(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Vec<(Weekday, PlannedStart)>, StoreError> {
    const SQL: &str =
        "SELECT weekday, minute FROM planned_start WHERE workspace_id = ?1 AND employee_id = ?2 ORDER BY weekday";
    list(tx, SQL, params![workspace, employee], |row| {
        let unreadable = |_| StoreError::Unreadable("a weekday");
        let number: i64 = row.get(0)?;
        let number = i8::try_from(number).map_err(|_| StoreError::Unreadable("a weekday"))?;
        Ok((Weekday::from_monday_one_offset(number).map_err(unreadable)?, read(row, 1)?))
    })
}

/// Writes down what is planned for an employee, in the place of what was before.
pub fn set_of_employee(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    planned: &[(Weekday, PlannedStart)],
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO planned_start (workspace_id, employee_id, weekday, minute) VALUES (?1, ?2, ?3, ?4)";
    const DELETE: &str = "DELETE FROM planned_start WHERE workspace_id = ?1 AND employee_id = ?2";
    tx.execute(DELETE, params![workspace, employee])?;
    for (weekday, planned) in planned {
        let weekday = i64::from(weekday.to_monday_one_offset());
        execute_one(tx, SQL, params![workspace, employee, weekday, minute(*planned)])?;
    }
    Ok(())
}

/// What is planned for somebody on one day.
#[derive(Debug, Clone)]
pub struct PlannedDay {
    /// The employee.
    pub employee: EmployeeId,
    /// Their name.
    pub name: String,
    /// The zone that they work in.
    pub zone: Zone,
    /// What is planned.
    pub planned: PlannedStart,
}

/// What is planned for everybody who is active on a day, in the order of lists; without those who begin to work later.
pub fn list_of_day(tx: &mut dyn Tx, workspace: WorkspaceId, day: Date) -> Result<Vec<PlannedDay>, StoreError> {
    const SQL: &str = "SELECT e.id, e.name, coalesce(e.zone, w.zone), p.minute FROM planned_start p \
                       JOIN employee e ON e.id = p.employee_id JOIN workspace w ON w.id = p.workspace_id \
                       WHERE p.workspace_id = ?1 AND p.weekday = ?2 AND e.active = 1 \
                       AND (e.starts_on IS NULL OR e.starts_on <= ?3) ORDER BY e.sort_name, e.id";
    let weekday = i64::from(day.weekday().to_monday_one_offset());
    list(tx, SQL, params![workspace, weekday, day], |row| {
        Ok(PlannedDay { employee: row.get(0)?, name: row.get(1)?, zone: row.get(2)?, planned: read(row, 3)? })
    })
}
