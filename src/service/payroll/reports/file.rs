//! Reports as CSV that spreadsheets open: one table each, as fine as it was counted.

use super::{
    CountedReport, Figures, calls::CallFigures, exceptions::ExceptionFigures, hours::HoursFigures,
    locations::LocationFigures, voice_checks::VoiceCheckFigures,
};
use crate::{service::kernel::csv_table, store::StoreError};

/// One table of one report.
pub(super) fn write(counted: &CountedReport) -> Result<Vec<u8>, StoreError> {
    let (columns, rows) = match &counted.figures {
        Figures::Hours(hours) => of_hours(hours),
        Figures::VoiceChecks(coverage) => of_voice_checks(coverage),
        Figures::Exceptions(exceptions) => of_exceptions(exceptions),
        Figures::Calls(calls) => of_calls(calls),
        Figures::Locations(locations) => of_locations(locations),
    };
    csv_table::write(columns, rows)
}

type Table = (&'static [&'static str], Vec<Vec<String>>);

fn of_hours(hours: &HoursFigures) -> Table {
    const COLUMNS: &[&str] =
        &["employee", "employee_number", "job", "regular_secs", "overtime_secs", "total_secs", "total_hours"];
    let rows = hours.people.iter().flat_map(|person| {
        person.jobs.iter().map(|(job, regular, overtime)| {
            let secs = regular + overtime;
            vec![
                person.name.clone(),
                person.number.clone().unwrap_or_default(),
                job.clone().unwrap_or_default(),
                regular.to_string(),
                overtime.to_string(),
                secs.to_string(),
                format!("{}:{:02}:{:02}", secs / 3600, secs % 3600 / 60, secs % 60),
            ]
        })
    });
    (COLUMNS, rows.collect())
}

fn of_voice_checks(coverage: &VoiceCheckFigures) -> Table {
    const COLUMNS: &[&str] = &[
        "from",
        "to",
        "punches_by_phone",
        "calls_with_punches",
        "checks",
        "coming",
        "stored",
        "missing",
        "refused",
        "heard",
        "same_person",
        "not_this_person",
        "cannot_tell",
        "nobody_speaks",
    ];
    let rows = coverage.weeks.iter().map(|(week, checks)| {
        let counts = [
            checks.punches,
            checks.calls,
            checks.asked(),
            checks.coming,
            checks.stored,
            checks.missing,
            checks.refused,
            checks.heard(),
            checks.same_person,
            checks.not_this_person,
            checks.cannot_tell,
            checks.nobody_speaks,
        ];
        let days = [week.from.to_string(), week.to.to_string()];
        days.into_iter().chain(counts.map(|count| count.to_string())).collect()
    });
    (COLUMNS, rows.collect())
}

fn of_exceptions(exceptions: &ExceptionFigures) -> Table {
    const COLUMNS: &[&str] = &["from", "to", "kind", "raised", "settled", "settled_by_decision"];
    let rows = exceptions.weeks.iter().flat_map(|week| {
        week.kinds.iter().map(|(kind, tally)| {
            let [raised, settled, decided] =
                [tally.raised, tally.settled, tally.decided].map(|count| count.to_string());
            vec![
                week.days.from.to_string(),
                week.days.to.to_string(),
                kind.words().to_owned(),
                raised,
                settled,
                decided,
            ]
        })
    });
    (COLUMNS, rows.collect())
}

fn of_calls(calls: &CallFigures) -> Table {
    const COLUMNS: &[&str] = &["day", "hour", "calls", "ended", "total_secs", "mean_secs", "longest_secs"];
    let secs = |secs: Option<i64>| secs.map(|secs| secs.to_string()).unwrap_or_default();
    let rows = calls.by_hour.iter().map(|((day, hour), tally)| {
        vec![
            day.to_string(),
            hour.to_string(),
            tally.calls.to_string(),
            tally.ended.to_string(),
            tally.secs().to_string(),
            secs(tally.mean_secs()),
            secs(tally.longest_secs()),
        ]
    });
    (COLUMNS, rows.collect())
}

fn of_locations(locations: &LocationFigures) -> Table {
    const COLUMNS: &[&str] = &[
        "from",
        "to",
        "employee",
        "employee_number",
        "punches",
        "recognized",
        "unrecognized",
        "not_compared",
        "mismatched_entries",
    ];
    let rows = locations.rows.iter().map(|row| {
        let tally = &row.tally;
        let counts = [tally.punches, tally.recognized, tally.unrecognized, tally.not_compared, tally.mismatched];
        let who = [
            row.week.from.to_string(),
            row.week.to.to_string(),
            row.name.clone(),
            row.number.clone().unwrap_or_default(),
        ];
        who.into_iter().chain(counts.map(|count| count.to_string())).collect()
    });
    (COLUMNS, rows.collect())
}
