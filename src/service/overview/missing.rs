//! Who has not come today though it was planned or they usually do, and who came late.

use std::collections::{HashMap, HashSet};

use jiff::{Timestamp, ToSpan, civil::Date};

use crate::{
    domain::{
        attendance::{self, Attendance, PastStart, WEEKS_LEARNED_FROM},
        ids::EmployeeId,
        search::sort_name,
        workspace::{Workspace, Zone},
    },
    store::{
        StoreError, Tx,
        overview::{self, FirstStart},
        planned_starts::{self, PlannedDay},
    },
};

/// Somebody whose day has not begun as usual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Irregular {
    /// The employee.
    pub employee: EmployeeId,
    /// Their name.
    pub name: String,
    /// When they were to start today.
    pub usual: Timestamp,
    /// Whether that was planned; otherwise it is when they usually do.
    pub is_planned: bool,
    /// When they came; none where they have not.
    pub came: Option<Timestamp>,
    /// The zone that they work in.
    pub zone: Zone,
}

/// Who is missing, and who came late, both in the order of lists.
#[derive(Debug, Clone, Default)]
pub struct Attendances {
    /// Those who were to have started by now and have not.
    pub missing: Vec<Irregular>,
    /// Those who came later than that.
    pub late: Vec<Irregular>,
}

/// Looks who has not begun the day as it was planned or as they usually do, by the workspace's calendar.
pub fn look(tx: &mut dyn Tx, workspace: &Workspace, now: Timestamp) -> Result<Attendances, StoreError> {
    let today = workspace.settings.zone.local(now).date();
    let mut days = [today; WEEKS_LEARNED_FROM + 1];
    for (weeks, day) in (0_i32..).zip(days.iter_mut()) {
        *day = today.saturating_sub((weeks * 7).days());
    }
    let is_in: HashSet<_> = overview::list_in(tx, workspace.id)?.into_iter().collect();
    let starts = overview::list_first_starts(tx, workspace.id, days)?;
    let planned = planned_starts::list_of_day(tx, workspace.id, today)?;
    let mut planned: HashMap<_, _> = planned.into_iter().map(|one| (one.employee, one)).collect();
    let mut found = Attendances::default();
    for of_one in starts.chunk_by(|one, other| one.employee == other.employee) {
        let Some(FirstStart { employee, name, zone, .. }) = of_one.last() else { continue };
        let plan = planned.remove(employee);
        let came = of_one.iter().find(|start| start.day == today).map(|start| start.at);
        // A night shift that goes on began on another day.
        if came.is_none() && is_in.contains(employee) {
            continue;
        }
        let past: Vec<_> =
            of_one.iter().map(|start| PastStart { day: start.day, at: start.at, zone: start.zone.clone() }).collect();
        let zone = plan.as_ref().map_or(zone, |plan| &plan.zone);
        let expected = attendance::expected_start(today, plan.as_ref().map(|plan| plan.planned), zone, &past);
        let is_planned = plan.is_some();
        let irregular =
            |usual| Irregular { employee: *employee, name: name.clone(), usual, is_planned, came, zone: zone.clone() };
        match attendance::attendance(expected, came, now) {
            Attendance::AsUsual => {}
            Attendance::CameLate { usual } => found.late.push(irregular(usual)),
            Attendance::Missing { usual } => found.missing.push(irregular(usual)),
        }
    }
    found.missing.extend(missing_without_past(planned.into_values(), &is_in, now, today));
    found.missing.sort_by_cached_key(|one| (sort_name(&one.name), one.employee));
    Ok(found)
}

/// People who were planned today, have not come, and did not work on this weekday before.
fn missing_without_past(
    planned: impl Iterator<Item = PlannedDay>,
    is_in: &HashSet<EmployeeId>,
    now: Timestamp,
    today: Date,
) -> Vec<Irregular> {
    let missing = planned.filter(|plan| !is_in.contains(&plan.employee)).filter_map(|plan| {
        let PlannedDay { employee, name, zone, planned } = plan;
        let expected = attendance::expected_start(today, Some(planned), &zone, &[]);
        match attendance::attendance(expected, None, now) {
            Attendance::AsUsual | Attendance::CameLate { .. } => None,
            Attendance::Missing { usual } => {
                Some(Irregular { employee, name, usual, is_planned: true, came: None, zone })
            }
        }
    });
    missing.collect()
}
