//! Paychex Flex: Standard Payroll Import, one row for a person, job and pay component. All columns are there, in this
//! order (<https://myapps.paychex.com/pngHelp_static/helpHtml/SPI_Specification_Sheet.htm>).

use std::collections::BTreeMap;

use super::{Batch, ExportRefusal, JobRef, PersonHours, Profile, cells, sums};
use crate::domain::{ids::JobId, payroll::Pay};

const COLUMNS: [&str; 16] = [
    "Client ID",
    "Worker ID",
    "Org",
    "Job Number",
    "Pay Component",
    "Rate",
    "Rate Number",
    "Hours",
    "Units",
    "Line Date",
    "Amount",
    "Check Seq Number",
    "Override State",
    "Override Local",
    "Override Local Jurisdiction",
    "Labor Assignment",
];

const WORKER_MAX: usize = 10;
const JOB_MAX: usize = 25;
/// Between -999.99 and 999.99 hours.
const HOURS_MAX: i64 = 99_999;

pub(super) fn refuse(profile: &Profile, hours: &PersonHours, jobs: &BTreeMap<JobId, JobRef>) -> Vec<ExportRefusal> {
    let mut refusals = Vec::new();
    let worker = hours.person.known_as(profile.named_by).unwrap_or_default();
    if worker.len() > WORKER_MAX || !cells::is_alphanumeric(worker) {
        refusals.push(ExportRefusal::PaychexWorker { id: worker.to_owned(), max: WORKER_MAX });
    }
    refusals.extend(sums::refuse_jobs(profile, hours, jobs, |job, named| {
        let good = named.len() <= JOB_MAX && cells::is_alphanumeric(named);
        (!good).then(|| ExportRefusal::PaychexJob { job: job.to_owned(), named: named.to_owned(), max: JOB_MAX })
    }));
    if sums::by_job(hours).values().any(|sum| sum.regular.abs().max(sum.overtime.abs()) > HOURS_MAX) {
        refusals.push(ExportRefusal::PaychexHours);
    }
    refusals
}

pub(super) fn write(batch: &Batch<'_>) -> Result<Vec<u8>, csv::Error> {
    let profile = batch.profile;
    let mut rows = Vec::new();
    for hours in batch.hours {
        for (job, sum) in sums::by_job(hours) {
            for pay in Pay::ALL.into_iter().filter(|pay| sum.of(*pay) != 0) {
                let mut row = vec![String::new(); COLUMNS.len()];
                let cells = [
                    (0, profile.company.clone()),
                    (1, hours.person.known_as(profile.named_by).unwrap_or_default().to_owned()),
                    (3, sums::job_name(profile, job, batch.jobs).unwrap_or_default().to_owned()),
                    (4, profile.code(pay).to_owned()),
                    (7, cells::hours(sum.of(pay))),
                ];
                for (column, cell) in cells {
                    if let Some(place) = row.get_mut(column) {
                        *place = cell;
                    }
                }
                rows.push(row);
            }
        }
    }
    cells::table("", &COLUMNS, rows)
}
