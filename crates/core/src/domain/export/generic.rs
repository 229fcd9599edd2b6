//! Plain CSV: one row for an entry, day and pay, with everything that is known of it.

use super::{Batch, cells};
use crate::domain::{csv_cells::harmless, how_punched::HowPunched, ids::EntryId};

const COLUMNS: [&str; 30] = [
    "employee_id",
    "employee_name",
    "external_payroll_id",
    "work_date",
    "in_utc",
    "out_utc",
    "in_local",
    "out_local",
    "tz",
    "channel_in",
    "channel_out",
    "job_code",
    "job_name",
    "raw_minutes",
    "rounded_minutes",
    "pay_code",
    "hours",
    "voice_in_status",
    "voice_out_status",
    "exceptions",
    "edited",
    "edit_reason",
    "approved_by",
    "approved_at",
    "entry_id",
    "revision",
    "batch_id",
    "punch_in",
    "punch_out",
    "break_minutes",
];

/// Behind the others, where the profile asks for them.
const LOCATION_COLUMNS: [&str; 2] = ["location_in", "location_out"];

pub(super) fn write(batch: &Batch<'_>) -> Result<Vec<u8>, csv::Error> {
    let profile = batch.profile;
    let mut rows = Vec::new();
    for hours in batch.hours {
        let person = &hours.person;
        for line in hours.lines.iter().filter(|line| line.hundredths != 0) {
            let facts = line.key.entry.and_then(|entry| batch.entries.get(&entry));
            let job = line.key.job.and_then(|job| batch.jobs.get(&job));
            let fact = |of: &dyn Fn(&super::EntryFacts) -> String| facts.map(of).unwrap_or_default();
            let minutes = |secs: i64| format!("{}.{:02}", secs / 60, secs % 60 * 100 / 60);
            let mut row = vec![
                harmless(person.number.clone().unwrap_or_default()),
                harmless(person.name.clone()),
                harmless(person.known_as(profile.named_by).unwrap_or_default().to_owned()),
                line.key.day.to_string(),
                fact(&|facts| utc(facts.in_at)),
                fact(&|facts| facts.out_at.map(utc).unwrap_or_default()),
                fact(&|facts| local(facts, facts.in_at)),
                fact(&|facts| facts.out_at.map(|at| local(facts, at)).unwrap_or_default()),
                fact(&|facts| facts.zone.name().to_owned()),
                fact(&|facts| channel(facts.punch_in.as_ref()).to_owned()),
                fact(&|facts| channel(facts.punch_out.as_ref()).to_owned()),
                harmless(job.and_then(|job| job.code.clone()).unwrap_or_default()),
                harmless(job.map(|job| job.name.clone()).unwrap_or_default()),
                fact(&|facts| minutes(facts.raw_secs)),
                fact(&|facts| minutes(facts.rounded_secs)),
                harmless(profile.code(line.key.pay).to_owned()),
                cells::hours(line.hundredths),
                fact(&|facts| facts.voice_in.clone()),
                fact(&|facts| facts.voice_out.clone()),
                fact(&|facts| facts.exceptions.join("; ")),
                fact(&|facts| if facts.is_edited() { "yes" } else { "no" }.to_owned()),
                harmless(fact(&|facts| facts.edit_reason.clone())),
                harmless(fact(&|facts| facts.approved_by.clone())),
                fact(&|facts| facts.approved_at.map(utc).unwrap_or_default()),
                line.key.entry.as_ref().map(EntryId::to_string).unwrap_or_default(),
                fact(&|facts| facts.revision.to_string()),
                batch.id.to_owned(),
                harmless(fact(&|facts| in_short(facts.punch_in.as_ref()))),
                harmless(fact(&|facts| in_short(facts.punch_out.as_ref()))),
                fact(&|facts| minutes(facts.unpaid_secs)),
            ];
            if profile.locations {
                row.push(harmless(fact(&|facts| facts.location_in.clone().unwrap_or_default())));
                row.push(harmless(fact(&|facts| facts.location_out.clone().unwrap_or_default())));
            }
            rows.push(row);
        }
    }
    let mut columns = COLUMNS.to_vec();
    if profile.locations {
        columns.extend(LOCATION_COLUMNS);
    }
    cells::table(cells::BYTE_ORDER_MARK, &columns, rows)
}

/// `phone`, `kiosk` or `admin`; empty where nobody clocked it.
fn channel(how: Option<&HowPunched>) -> &'static str {
    how.map_or("", HowPunched::channel)
}

fn in_short(how: Option<&HowPunched>) -> String {
    how.map(HowPunched::in_short).unwrap_or_default()
}

fn utc(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn local(facts: &super::EntryFacts, at: jiff::Timestamp) -> String {
    facts.zone.local(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
