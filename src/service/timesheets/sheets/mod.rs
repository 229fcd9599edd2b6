//! Timesheets: the hours of people in a pay period, and what stands between them and pay.

mod counting;
mod period;
mod reading;
mod timesheet;
mod totals;
mod week;

use std::collections::HashMap;

use jiff::Timestamp;

use self::counting::SheetCounter;
pub use self::{
    counting::{EntryHours, count_one, list_all, list_entry_hours, list_sheets, list_sheets_so_far},
    period::{PayPeriod, PeriodChoice, pay_period},
    timesheet::{SheetProgress, Timesheet},
    totals::{JobTotal, PeriodTotals, names_of_jobs, totals, totals_by_job, totals_of_jobs},
    week::{WeekPage, WeekRow, list_week},
};
pub use crate::store::{
    approvals::Approval,
    timesheet_answers::TimesheetAnswer,
    timesheets::{SheetEmployee, SheetEntry, SheetException},
};
use crate::{
    domain::{
        ids::{EmployeeId, JobId, WorkspaceId},
        workspace::Zone,
    },
    store::{
        StoreError, Tx,
        punch_places::{self, EntryPlace},
        timesheets as store, workspaces,
    },
};

/// People on one page of the list.
const PAGE: usize = 50;

/// A page of the list.
#[derive(Debug, Clone)]
pub struct TimesheetPage {
    /// The pay period.
    pub period: PayPeriod,
    /// Those of this page, in the order of lists.
    pub sheets: Vec<Timesheet>,
    /// The last one looked at, where there are others behind.
    pub after: Option<EmployeeId>,
}

/// One timesheet with the names of its jobs.
#[derive(Debug, Clone)]
pub struct TimesheetView {
    /// The pay period.
    pub period: PayPeriod,
    /// The timesheet.
    pub timesheet: Timesheet,
    /// The names of all jobs of the workspace, by id.
    pub jobs: HashMap<JobId, String>,
    /// The workspace's own, for what people did.
    pub zone: Zone,
    /// Where its entries were clocked, as far as that was looked for.
    pub places: Vec<EntryPlace>,
}

/// A page of the timesheets of a period, by employee.
pub fn list(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    choice: PeriodChoice,
    after: Option<EmployeeId>,
    now: Timestamp,
) -> Result<TimesheetPage, StoreError> {
    let period = pay_period(tx, workspace, choice, now)?;
    let mut people = store::list_people_of(tx, workspace, period.days, after, PAGE + 1)?;
    let more = people.len() > PAGE;
    people.truncate(PAGE);
    let after = people.last().filter(|_| more).map(|last| last.id);
    let mut sheets = SheetCounter::new(tx, workspace, period.days)?.with_year().sheets_of(tx, people)?;
    sheets.retain(|sheet| !sheet.is_empty());
    Ok(TimesheetPage { period, sheets, after })
}

/// A page of the timesheets of a period in another order, which `sort` makes of all of them.
pub fn list_sorted(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    choice: PeriodChoice,
    after: Option<EmployeeId>,
    now: Timestamp,
    sort: impl FnOnce(&mut [Timesheet]),
) -> Result<TimesheetPage, StoreError> {
    let period = pay_period(tx, workspace, choice, now)?;
    let mut all = list_all(tx, workspace, period.days)?;
    sort(&mut all);
    let begin = after.and_then(|after| all.iter().position(|sheet| sheet.person.id == after)).map_or(0, |at| at + 1);
    let more = all.len() > begin + PAGE;
    let people: Vec<_> = all.into_iter().skip(begin).take(PAGE).map(|sheet| sheet.person).collect();
    let after = people.last().filter(|_| more).map(|last| last.id);
    let sheets = SheetCounter::new(tx, workspace, period.days)?.with_year().sheets_of(tx, people)?;
    Ok(TimesheetPage { period, sheets, after })
}

/// The timesheet of one employee; `None` when there is no such employee in the workspace.
pub fn find(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
    choice: PeriodChoice,
    now: Timestamp,
) -> Result<Option<TimesheetView>, StoreError> {
    let period = pay_period(tx, workspace, choice, now)?;
    let Some(person) = store::find_person(tx, workspace, employee)? else { return Ok(None) };
    let mut sheets = SheetCounter::new(tx, workspace, period.days)?.with_year().sheets_of(tx, vec![person])?;
    let Some(timesheet) = sheets.pop() else { return Ok(None) };
    let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
    let ids: Vec<_> = timesheet.entries.iter().map(|entry| entry.id).collect();
    let places = punch_places::list_places_of(tx, workspace, &ids)?;
    Ok(Some(TimesheetView { period, timesheet, jobs: names_of_jobs(tx, workspace)?, zone, places }))
}
