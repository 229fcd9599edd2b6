//! The columns of a timesheet file of QuickBooks Time (once TSheets): one row for a person, day, job and pay. Hours
//! stand there without the times, as for timesheets that are entered by hand.

use std::collections::BTreeMap;

use super::{Batch, ExportRefusal, JobRef, PersonHours, Profile, cells, sums};
use crate::domain::{csv_cells::harmless, ids::JobId};

const COLUMNS: [&str; 16] = [
    "username",
    "payroll_id",
    "fname",
    "lname",
    "number",
    "group",
    "local_date",
    "local_day",
    "local_start_time",
    "local_end_time",
    "tz",
    "hours",
    "jobcode_1",
    "service item",
    "notes",
    "approved_status",
];

pub(super) fn refuse(profile: &Profile, hours: &PersonHours, jobs: &BTreeMap<JobId, JobRef>) -> Vec<ExportRefusal> {
    let mut refusals = sums::refuse_jobs(profile, hours, jobs, |_, _| None);
    if hours.lines.iter().any(|line| line.hundredths < 0) {
        refusals.push(ExportRefusal::QuickBooksTimeTakenBack);
    }
    refusals
}

pub(super) fn write(batch: &Batch<'_>) -> Result<Vec<u8>, csv::Error> {
    let profile = batch.profile;
    let rows = batch.hours.iter().flat_map(|hours| {
        let person = &hours.person;
        let (first, last) = person.first_and_last().unwrap_or_else(|| (person.name.clone(), String::new()));
        hours.lines.iter().filter(|line| line.hundredths != 0).map(move |line| {
            let text = |text: &str| harmless(text.to_owned());
            vec![
                text(person.known_as(profile.named_by).unwrap_or_default()),
                text(person.payroll_id.as_deref().unwrap_or_default()),
                text(&first),
                text(&last),
                text(person.number.as_deref().unwrap_or_default()),
                String::new(),
                line.key.day.to_string(),
                line.key.day.strftime("%a").to_string(),
                String::new(),
                String::new(),
                String::new(),
                cells::hours(line.hundredths),
                text(sums::job_name(profile, line.key.job, batch.jobs).unwrap_or_default()),
                text(profile.code(line.key.pay)),
                format!("{} hours, batch {}", line.key.pay.name(), batch.id),
                "approved".to_owned(),
            ]
        })
    });
    cells::table("", &COLUMNS, rows)
}
