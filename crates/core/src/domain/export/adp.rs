//! ADP Workforce Now and PC/Payroll: Paydata as CSV, one row for a person and job.
//!
//! The first three columns stand in every file in this order
//! (<https://help.deltek.com/Product/Costpoint/7.1.1/GA/ADP_Transfer_Overview.html>); the others are from
//! <https://sundialtimesystems.freshdesk.com/support/solutions/articles/1000241796-realtime-adp-export>. Widths are from
//! <https://time.myisolved.com/timeforceii/Help/ta_procedures/close_pay_period/ta_procedures_close_export_specific_adp.htm>.

use std::collections::BTreeMap;

use super::{Batch, ExportRefusal, JobRef, PersonHours, Profile, cells, sums};
use crate::domain::{csv_cells::harmless, ids::JobId};

const COLUMNS: [&str; 9] = [
    "Co Code",
    "Batch ID",
    "File #",
    "Employee Name",
    "Reg Hours",
    "O/T Hours",
    "Hours 3 Code",
    "Hours 3 Amount",
    "Job Cost#",
];

const FILE_NUMBER_MAX: usize = 6;
const JOB_MAX: usize = 15;
/// 99,999.99 hours.
const HOURS_MAX: i64 = 9_999_999;

pub(super) fn refuse(profile: &Profile, hours: &PersonHours, jobs: &BTreeMap<JobId, JobRef>) -> Vec<ExportRefusal> {
    let mut refusals = Vec::new();
    let number = hours.person.known_as(profile.named_by).unwrap_or_default();
    if number.len() > FILE_NUMBER_MAX || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        refusals.push(ExportRefusal::AdpFileNumber { number: number.to_owned(), max: FILE_NUMBER_MAX });
    }
    refusals.extend(sums::refuse_jobs(profile, hours, jobs, |job, named| {
        let fits = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'&' || byte == b'-';
        let good = named.len() <= JOB_MAX && !named.starts_with('-') && named.bytes().all(fits);
        (!good).then(|| ExportRefusal::AdpJob { job: job.to_owned(), named: named.to_owned(), max: JOB_MAX })
    }));
    if sums::by_job(hours).values().any(|sum| sum.regular.abs().max(sum.overtime.abs()) > HOURS_MAX) {
        refusals.push(ExportRefusal::AdpHours);
    }
    refusals
}

pub(super) fn write(batch: &Batch<'_>) -> Result<Vec<u8>, csv::Error> {
    let profile = batch.profile;
    let rows = batch.hours.iter().flat_map(|hours| {
        sums::by_job(hours).into_iter().map(|(job, sum)| {
            let (overtime, code, other) = if profile.overtime_code.is_empty() {
                (sum.overtime, String::new(), 0)
            } else {
                (0, if sum.overtime == 0 { String::new() } else { profile.overtime_code.clone() }, sum.overtime)
            };
            vec![
                profile.company.clone(),
                batch.id.to_owned(),
                hours.person.known_as(profile.named_by).unwrap_or_default().to_owned(),
                harmless(hours.person.name.clone()),
                cells::hours_if_any(sum.regular),
                cells::hours_if_any(overtime),
                code,
                cells::hours_if_any(other),
                sums::job_name(profile, job, batch.jobs).unwrap_or_default().to_owned(),
            ]
        })
    });
    cells::table("", &COLUMNS, rows)
}
