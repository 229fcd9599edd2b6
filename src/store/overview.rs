//! Figures of a whole workspace: counts for the menu and the start page, and when people came.

use std::collections::{BTreeMap, HashMap};

use jiff::{Timestamp, civil::Date};

use super::{
    timesheets::read_zone,
    tx::{Row, StoreError, Tx, find_one, list, params},
};
use crate::domain::{
    attendance::WEEKS_LEARNED_FROM,
    ids::{EmployeeId, WorkspaceId},
    payroll::Period,
    workspace::Zone,
};

/// How many people began an entry in a period whose hours in it nobody has approved.
pub fn count_unapproved(tx: &mut dyn Tx, workspace: WorkspaceId, period: Period) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(*) FROM employee e WHERE e.workspace_id = ?1 \
                       AND NOT EXISTS (SELECT 1 FROM approval a WHERE a.employee_id = e.id AND a.from_date = ?2 \
                                       AND a.reopened_at IS NULL) \
                       AND EXISTS (SELECT 1 FROM time_entry t WHERE t.workspace_id = ?1 AND t.employee_id = e.id \
                                   AND t.work_date >= ?2 AND t.work_date <= ?3 AND t.voided_at IS NULL)";
    Ok(find_one(tx, SQL, params![workspace, period.from, period.to], |row| row.get(0))?.unwrap_or_default())
}

/// How many batches were exported of days in a period.
pub fn count_batches(tx: &mut dyn Tx, workspace: WorkspaceId, period: Period) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(*) FROM export_profile p JOIN export_batch b ON b.profile_id = p.id \
                       WHERE p.workspace_id = ?1 AND b.from_date <= ?3 AND b.to_date >= ?2";
    Ok(find_one(tx, SQL, params![workspace, period.from, period.to], |row| row.get(0))?.unwrap_or_default())
}

/// The first start of an employee on one day.
#[derive(Debug, Clone)]
pub struct FirstStart {
    /// The employee.
    pub employee: EmployeeId,
    /// Their name.
    pub name: String,
    /// The local day.
    pub day: Date,
    /// When it was.
    pub at: Timestamp,
    /// The zone that they worked in.
    pub zone: Zone,
}

/// The first starts of everybody who is active today and on the same weekday of the weeks before, by employee in the
/// order of lists, the oldest first; `days` begins with today. Without those who begin to work later.
pub fn list_first_starts(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    days: [Date; WEEKS_LEARNED_FROM + 1],
) -> Result<Vec<FirstStart>, StoreError> {
    const PEOPLE: &str = "SELECT id, name FROM employee WHERE workspace_id = ?1 AND active = 1 \
                          AND (starts_on IS NULL OR starts_on <= ?2) ORDER BY sort_name, id";
    // Grouped here: the database would sort by names, over and over again.
    const STARTS: &str = "SELECT employee_id, work_date, in_at, zone FROM time_entry \
                          WHERE workspace_id = ?1 AND work_date IN (?2, ?3, ?4, ?5, ?6) AND voided_at IS NULL";
    let [first, second, third, fourth, fifth] = days;
    let mut known: Option<Zone> = None;
    let starts = list(tx, STARTS, params![workspace, first, second, third, fourth, fifth], |row: &Row| {
        Ok((row.get::<EmployeeId>(0)?, row.get::<Date>(1)?, row.get::<Timestamp>(2)?, read_zone(row, 3, &mut known)?))
    })?;
    let mut of_people: HashMap<EmployeeId, BTreeMap<Date, (Timestamp, Zone)>> = HashMap::new();
    for (employee, day, at, zone) in starts {
        let of_day = of_people.entry(employee).or_default().entry(day).or_insert_with(|| (at, zone.clone()));
        if at < of_day.0 {
            *of_day = (at, zone);
        }
    }
    let people = list(tx, PEOPLE, params![workspace, first], |row| Ok((row.get(0)?, row.get::<String>(1)?)))?;
    let starts = people.into_iter().flat_map(|(employee, name)| {
        let theirs = of_people.remove(&employee).unwrap_or_default();
        theirs.into_iter().map(move |(day, (at, zone))| FirstStart { employee, name: name.clone(), day, at, zone })
    });
    Ok(starts.collect())
}

/// Employees with an open entry.
pub fn list_in(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<EmployeeId>, StoreError> {
    const SQL: &str = "SELECT employee_id FROM time_entry WHERE workspace_id = ?1 AND status = 'open'";
    list(tx, SQL, params![workspace], |row| row.get(0))
}

/// What a new workspace has of all that it needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beginnings {
    /// Whether there is an employee.
    pub people: bool,
    /// Whether there is a job.
    pub jobs: bool,
    /// Whether somebody has settled how hours become pay.
    pub policy: bool,
    /// Whether anybody has called or stood at a kiosk.
    pub punches: bool,
    /// Whether there is an export profile.
    pub profile: bool,
    /// Whether somebody has put the list of first steps away.
    pub hidden: bool,
}

/// What a workspace has of all that it needs.
pub fn find_beginnings(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Beginnings, StoreError> {
    const SQL: &str = "SELECT EXISTS (SELECT 1 FROM employee WHERE workspace_id = ?1 LIMIT 1), \
                       EXISTS (SELECT 1 FROM job WHERE workspace_id = ?1 LIMIT 1), \
                       EXISTS (SELECT 1 FROM payroll_policy WHERE workspace_id = ?1 LIMIT 1), \
                       EXISTS (SELECT 1 FROM time_entry WHERE workspace_id = ?1 LIMIT 1), \
                       EXISTS (SELECT 1 FROM export_profile WHERE workspace_id = ?1 LIMIT 1), \
                       first_steps_hidden_at IS NOT NULL FROM workspace WHERE id = ?1";
    let found = find_one(tx, SQL, params![workspace], |row| {
        Ok(Beginnings {
            people: row.get(0)?,
            jobs: row.get(1)?,
            policy: row.get(2)?,
            punches: row.get(3)?,
            profile: row.get(4)?,
            hidden: row.get(5)?,
        })
    })?;
    Ok(found.unwrap_or_default())
}

/// Puts the list of first steps away.
pub fn hide_first_steps(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE workspace SET first_steps_hidden_at = ?2 WHERE id = ?1 AND first_steps_hidden_at IS NULL";
    tx.execute(SQL, params![workspace, now])?;
    Ok(())
}
