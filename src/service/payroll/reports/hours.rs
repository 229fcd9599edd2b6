//! Hours per job and per employee, counted as timesheets count them.

use super::ReportScope;
use crate::{
    domain::{ids::EmployeeId, payroll::Pay},
    service::timesheets::{JobTotal, list_sheets, names_of_jobs, totals_by_job, totals_of_jobs},
    store::{StoreError, Tx},
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

/// Everything that was worked.
#[derive(Debug, Clone)]
pub struct HoursFigures {
    /// By name.
    pub jobs: Vec<JobTotal>,
    /// In the order of lists.
    pub people: Vec<EmployeeHours>,
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
            jobs,
        })
    }
}
