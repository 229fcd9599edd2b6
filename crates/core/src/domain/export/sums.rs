//! The hours of one person, job by job, for files that have one row for a whole period.

use std::collections::BTreeMap;

use super::{ExportRefusal, JobRef, JobSource, PersonHours, Profile};
use crate::domain::{ids::JobId, payroll::Pay};

/// Hundredths of an hour on one job.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub regular: i64,
    pub overtime: i64,
}

impl Sum {
    pub(super) const fn of(self, pay: Pay) -> i64 {
        match pay {
            Pay::Regular => self.regular,
            Pay::Overtime => self.overtime,
        }
    }
}

/// All jobs together.
pub(super) fn total(hours: &PersonHours) -> Sum {
    by_job(hours).into_values().fold(Sum::default(), |all, sum| Sum {
        regular: all.regular + sum.regular,
        overtime: all.overtime + sum.overtime,
    })
}

/// By job, in the order of their ids; jobs that come to nothing are not there.
pub(super) fn by_job(hours: &PersonHours) -> BTreeMap<Option<JobId>, Sum> {
    let mut sums: BTreeMap<Option<JobId>, Sum> = BTreeMap::new();
    for line in &hours.lines {
        let sum = sums.entry(line.key.job).or_default();
        match line.key.pay {
            Pay::Regular => sum.regular += line.hundredths,
            Pay::Overtime => sum.overtime += line.hundredths,
        }
    }
    sums.retain(|_, sum| *sum != Sum::default());
    sums
}

/// What a file calls a job: empty where it names none, `None` where the job lacks what it should be named by.
pub(super) fn job_name<'a>(
    profile: &Profile,
    job: Option<JobId>,
    jobs: &'a BTreeMap<JobId, JobRef>,
) -> Option<&'a str> {
    let Some(job) = job.and_then(|job| jobs.get(&job)) else { return Some("") };
    match profile.job_source {
        JobSource::Nothing => Some(""),
        JobSource::Code => job.code.as_deref(),
        JobSource::Name => Some(&job.name),
    }
}

/// What is wrong with the names of somebody's jobs; `refuse` judges one by the job and what the file would call it.
pub(super) fn refuse_jobs(
    profile: &Profile,
    hours: &PersonHours,
    jobs: &BTreeMap<JobId, JobRef>,
    refuse: impl Fn(&str, &str) -> Option<ExportRefusal>,
) -> Vec<ExportRefusal> {
    let mut worked_on: Vec<_> = hours.lines.iter().filter_map(|line| line.key.job).collect();
    worked_on.sort_unstable();
    worked_on.dedup();
    let mut refusals = Vec::new();
    for job in worked_on {
        let called = jobs.get(&job).map_or("", |job| job.name.as_str());
        match job_name(profile, Some(job), jobs) {
            None => refusals.push(ExportRefusal::NoAccountingCode { job: called.to_owned() }),
            Some("") => {}
            Some(named) => refusals.extend(refuse(called, named)),
        }
    }
    refusals
}
