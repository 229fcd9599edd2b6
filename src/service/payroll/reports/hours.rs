//! Hours per job and per employee, counted as timesheets count them.

use std::collections::{HashMap, HashSet};

use super::ReportScope;
use crate::{
    domain::{
        ids::{EmployeeId, LocationId},
        payroll::{Pay, hours::needed_from},
        search::sort_name,
    },
    service::timesheets::{JobTotal, list_entry_hours, list_sheets, names_of_jobs, totals_by_job, totals_of_jobs},
    store::{StoreError, Tx, locations, punch_places},
};

/// The hours of one employee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployeeHours {
    /// The employee.
    pub id: EmployeeId,
    /// Their name.
    pub name: String,
    /// Their employee number, where they have one.
    pub number: Option<String>,
    /// Seconds of regular hours.
    pub regular_secs: i64,
    /// Seconds of overtime.
    pub overtime_secs: i64,
    /// Name, regular and overtime seconds of each job, by name; no name for hours without a job.
    pub jobs: Vec<(Option<String>, i64, i64)>,
}

impl EmployeeHours {
    /// Seconds of both together.
    #[must_use]
    pub const fn secs(&self) -> i64 {
        self.regular_secs + self.overtime_secs
    }
}

/// The hours of entries that were clocked in at one location.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceHours {
    /// What it is called; none for entries without a location.
    pub name: Option<String>,
    /// Seconds of regular hours.
    pub regular_secs: i64,
    /// Seconds of overtime.
    pub overtime_secs: i64,
    /// How many people have worked there.
    pub people: usize,
}

/// Everything that was worked.
#[derive(Debug, Clone)]
pub struct HoursFigures {
    /// By name.
    pub jobs: Vec<JobTotal>,
    /// In the order of lists.
    pub people: Vec<EmployeeHours>,
    /// By name, and without a location last; none where the workspace keeps no locations.
    pub places: Vec<PlaceHours>,
    /// Seconds of regular hours, of everybody.
    pub regular_secs: i64,
    /// Seconds of overtime, of everybody.
    pub overtime_secs: i64,
}

impl HoursFigures {
    pub(super) fn count(tx: &mut dyn Tx, scope: &ReportScope) -> Result<Self, StoreError> {
        let sheets = list_sheets(tx, scope.workspace, scope.days)?;
        let names = names_of_jobs(tx, scope.workspace)?;
        let jobs = totals_of_jobs(&sheets, &names);
        let of_employee = sheets.into_iter().map(|(person, sheet)| {
            let named = totals_by_job(&sheet).into_iter().map(|(job, regular, overtime)| {
                (job.map(|job| names.get(&job).cloned().unwrap_or_default()), regular, overtime)
            });
            let mut jobs: Vec<_> = named.collect();
            jobs.sort_by(|one, other| one.0.cmp(&other.0));
            EmployeeHours {
                id: person.id,
                name: person.name,
                number: person.number,
                regular_secs: sheet.secs(Pay::Regular),
                overtime_secs: sheet.secs(Pay::Overtime),
                jobs,
            }
        });
        Ok(Self {
            people: of_employee.filter(|person| person.secs() > 0).collect(),
            regular_secs: jobs.iter().map(|job| job.regular_secs).sum(),
            overtime_secs: jobs.iter().map(|job| job.overtime_secs).sum(),
            places: places(tx, scope)?,
            jobs,
        })
    }
}

/// The hours by the location of the clock-in. An entry that was clocked by the office has none.
fn places(tx: &mut dyn Tx, scope: &ReportScope) -> Result<Vec<PlaceHours>, StoreError> {
    let kept = locations::list_locations(tx, scope.workspace)?;
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let days = (needed_from(&scope.policy, scope.days), scope.days.to);
    let of_entry: HashMap<_, _> =
        punch_places::list_locations_of_entries(tx, scope.workspace, days)?.into_iter().collect();
    let mut totals: HashMap<Option<LocationId>, (PlaceHours, HashSet<EmployeeId>)> = HashMap::new();
    for hours in list_entry_hours(tx, scope.workspace, scope.days)? {
        let (total, people) = totals.entry(of_entry.get(&hours.entry).copied()).or_default();
        match hours.pay {
            Pay::Regular => total.regular_secs += hours.secs,
            Pay::Overtime => total.overtime_secs += hours.secs,
        }
        people.insert(hours.employee);
    }
    let name_of = |id: LocationId| kept.iter().find(|known| known.id == id).map(|known| known.name.clone());
    let total = |(id, (total, people)): (Option<LocationId>, (PlaceHours, HashSet<EmployeeId>))| PlaceHours {
        name: id.map(|id| name_of(id).unwrap_or_default()),
        people: people.len(),
        ..total
    };
    let mut places: Vec<_> = totals.into_iter().map(total).collect();
    places.sort_by_cached_key(|place| (place.name.is_none(), place.name.as_deref().map(sort_name)));
    Ok(places)
}
