//! A workweek as a grid of people by days: hours so far, those of open entries among them, and how far overtime is.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};

use super::{counting::SheetCounter, timesheet::Timesheet};
use crate::{
    domain::{
        ids::{EmployeeId, EntryId, WorkspaceId},
        payroll::{OvertimeOutlook, Period, Policy, overtime_outlook},
    },
    store::{StoreError, Tx, entry_revisions, payroll_policies, timesheets as store, workspaces},
};

/// People on one page of the grid.
const PAGE: usize = 20;

/// A page of the grid.
#[derive(Debug, Clone)]
pub struct WeekPage {
    /// The workweek.
    pub week: Period,
    /// The first day of the week before, and of the one after.
    pub beside: (Date, Date),
    /// How hours become pay in the workspace.
    pub policy: Policy,
    /// Today in the workspace's zone.
    pub today: Date,
    /// The workspace's name.
    pub employer: String,
    /// A row for each person, in the order of lists.
    pub rows: Vec<WeekRow>,
    /// The last one looked at, where there are others behind.
    pub after: Option<EmployeeId>,
}

/// The week of one person.
#[derive(Debug, Clone)]
pub struct WeekRow {
    /// Their hours. An open entry counts to this moment.
    pub timesheet: Timesheet,
    /// How far overtime is.
    pub outlook: OvertimeOutlook,
    /// When overtime begins if they stay; none where they are not in, or it has begun.
    pub overtime_at: Option<Timestamp>,
    /// Whether an entry is open that counts so far, and was not just forgotten.
    pub is_in: bool,
    /// The entries that a person has added or changed.
    pub changed: HashSet<EntryId>,
}

/// A page of the week in which a day lies: of everybody behind `after` who has anything in it, or of one employee.
/// `None` when there is no such employee in the workspace.
pub fn list_week(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    day: Option<Date>,
    (employee, after): (Option<EmployeeId>, Option<EmployeeId>),
    now: Timestamp,
) -> Result<Option<WeekPage>, StoreError> {
    let policy = payroll_policies::get_policy(tx, workspace)?;
    let employer = workspaces::get_workspace(tx, workspace)?;
    let today = employer.settings.zone.local(now).date();
    let week = policy.workweek_of(day.unwrap_or(today));
    let mut people = match employee {
        Some(id) => match store::find_person(tx, workspace, id)? {
            Some(person) => vec![person],
            None => return Ok(None),
        },
        None => store::list_people_of(tx, workspace, week, after, PAGE + 1)?,
    };
    let more = people.len() > PAGE;
    people.truncate(PAGE);
    let after = people.last().filter(|_| more).map(|last| last.id);
    let longest = SignedDuration::from_secs(policy.impossible_after_secs);
    let counter = SheetCounter::of(&employer, policy.clone(), week).with_open_until(now, longest);
    let mut sheets = counter.sheets_of(tx, people)?;
    sheets.retain(|sheet| employee.is_some() || !sheet.is_empty());
    let ids: Vec<_> = sheets.iter().flat_map(|sheet| &sheet.entries).map(|entry| entry.id).collect();
    let changed: HashSet<_> = entry_revisions::list_changed_of(tx, &ids)?.into_iter().collect();
    let row = |timesheet: Timesheet| {
        // Those who are in have the day of the place where they work.
        let open = timesheet.open.iter().find(|open| counter.is_counted_open(open));
        let on = open.map_or(today, |open| open.zone.local(now).date());
        let outlook = overtime_outlook(&policy, week, on, &timesheet.sheet);
        let left = outlook.left_secs.filter(|left| open.is_some() && *left > 0);
        WeekRow {
            overtime_at: left.and_then(|left| now.checked_add(SignedDuration::from_secs(left)).ok()),
            is_in: open.is_some(),
            outlook,
            changed: timesheet.entries.iter().map(|entry| entry.id).filter(|id| changed.contains(id)).collect(),
            timesheet,
        }
    };
    let rows = sheets.into_iter().map(row).collect();
    let beside = (week.from.saturating_sub(7.days()), week.from.saturating_add(7.days()));
    Ok(Some(WeekPage { week, beside, policy, today, employer: employer.settings.name, rows, after }))
}
