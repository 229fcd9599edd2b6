//! What was worked in a period, job by job.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use super::{PayPeriod, PeriodChoice, SheetEmployee, list_sheets, pay_period};
use crate::{
    domain::{
        ids::{JobId, WorkspaceId},
        payroll::{Pay, Sheet},
    },
    store::{StoreError, Tx, jobs},
};

/// Hours on one job.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobTotal {
    /// None for hours without a job.
    pub name: Option<String>,
    /// Seconds of regular hours.
    pub regular_secs: i64,
    /// Seconds of overtime.
    pub overtime_secs: i64,
    /// How many people have worked on it.
    pub people: usize,
}

impl JobTotal {
    /// Seconds of both together.
    #[must_use]
    pub const fn secs(&self) -> i64 {
        self.regular_secs + self.overtime_secs
    }
}

/// Everything worked in a period, job by job, by name.
#[derive(Debug, Clone)]
pub struct PeriodTotals {
    /// The pay period.
    pub period: PayPeriod,
    /// Those on which anything was worked, by name.
    pub jobs: Vec<JobTotal>,
    /// How many people have worked.
    pub people: usize,
    /// Seconds of regular hours, on all jobs.
    pub regular_secs: i64,
    /// Seconds of overtime, on all jobs.
    pub overtime_secs: i64,
}

/// Everything worked in a pay period, job by job.
pub fn totals(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    choice: PeriodChoice,
    now: Timestamp,
) -> Result<PeriodTotals, StoreError> {
    let period = pay_period(tx, workspace, choice, now)?;
    let sheets = list_sheets(tx, workspace, period.days)?;
    let jobs = totals_of_jobs(&sheets, &names_of_jobs(tx, workspace)?);
    Ok(PeriodTotals {
        period,
        people: sheets.iter().filter(|(_, sheet)| sheet.counted_secs > 0).count(),
        regular_secs: jobs.iter().map(|job| job.regular_secs).sum(),
        overtime_secs: jobs.iter().map(|job| job.overtime_secs).sum(),
        jobs,
    })
}

/// Everything on each job, by name.
#[must_use]
pub fn totals_of_jobs(sheets: &[(SheetEmployee, Sheet)], names: &HashMap<JobId, String>) -> Vec<JobTotal> {
    let mut by_job: BTreeMap<Option<JobId>, JobTotal> = BTreeMap::new();
    for (job, regular_secs, overtime_secs) in sheets.iter().flat_map(|(_, sheet)| totals_by_job(sheet)) {
        let sum = by_job.entry(job).or_default();
        sum.regular_secs += regular_secs;
        sum.overtime_secs += overtime_secs;
        sum.people += 1;
    }
    let named = |(job, total): (Option<JobId>, JobTotal)| JobTotal {
        name: job.map(|job| names.get(&job).cloned().unwrap_or_default()),
        ..total
    };
    let mut jobs: Vec<_> = by_job.into_iter().map(named).collect();
    jobs.sort_by(|one, other| one.name.cmp(&other.name));
    jobs
}

/// Regular and overtime seconds of each job.
#[must_use]
pub fn totals_by_job(sheet: &Sheet) -> Vec<(Option<JobId>, i64, i64)> {
    let mut by_job: BTreeMap<Option<JobId>, (i64, i64)> = BTreeMap::new();
    for line in &sheet.lines {
        let (regular, overtime) = by_job.entry(line.job).or_default();
        match line.pay {
            Pay::Regular => *regular += line.secs,
            Pay::Overtime => *overtime += line.secs,
        }
    }
    by_job.into_iter().map(|(job, (regular, overtime))| (job, regular, overtime)).collect()
}

/// Every job of the workspace by its id, archived ones too.
pub fn names_of_jobs(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<HashMap<JobId, String>, StoreError> {
    Ok(jobs::list_jobs(tx, workspace)?.into_iter().map(|job| (job.id, job.name)).collect())
}
