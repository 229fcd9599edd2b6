//! What was counted, as charts and tables.

use super::chart::{Bar, Chart};
use crate::{
    domain::{payroll::Period, pen::Pen},
    service::payroll::reports::{
        CountedReport, Figures, Report,
        calls::{CallFigures, CallTally},
        exceptions::{ExceptionFigures, ExceptionTally},
        hours::HoursFigures,
        voice_checks::{VoiceCheckFigures, VoiceCheckTally},
    },
    web::pages::form_errors::capital,
};

/// What a report is called.
pub const fn title(report: Report) -> &'static str {
    match report {
        Report::Hours => "Hours",
        Report::VoiceChecks => "Voice-check coverage",
        Report::Exceptions => "Exceptions over time",
        Report::Calls => "Calls",
    }
}

/// What a report answers.
pub const fn about(report: Report) -> &'static str {
    match report {
        Report::Hours => "Time worked, by job and by employee, as counted for pay.",
        Report::VoiceChecks => "Which calls left the voice check they should have, and what reviewers found, by week.",
        Report::Exceptions => "Exceptions raised and resolved, by kind and week.",
        Report::Calls => "When people call, and how long they are on the phone.",
    }
}

/// One part of a report: a chart, and the same numbers in a table.
pub struct ReportTable {
    /// What the part is about.
    pub heading: &'static str,
    /// What the table holds, for those who hear the page.
    pub caption: &'static str,
    /// As SVG that is safe to show.
    pub chart: Option<String>,
    columns: Vec<ReportColumn>,
    rows: Vec<Vec<String>>,
    /// The sum of all.
    pub all: Option<Vec<String>>,
}

/// A column of a table.
pub struct ReportColumn {
    /// Its heading.
    pub name: &'static str,
    /// Whether its cells are aligned as numbers.
    pub is_number: bool,
}

impl ReportTable {
    fn new(heading: &'static str, caption: &'static str, columns: &[&'static str]) -> Self {
        let columns = columns.iter().zip(0..).map(|(name, place)| ReportColumn { name, is_number: place > 0 });
        Self { heading, caption, chart: None, columns: columns.collect(), rows: Vec::new(), all: None }
    }

    /// The columns.
    pub fn columns(&self) -> &[ReportColumn] {
        &self.columns
    }

    /// The cells of each row.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// The cells of a row with their columns.
    pub fn cells<'a>(&'a self, row: &'a [String]) -> impl Iterator<Item = (&'a ReportColumn, &'a String)> {
        self.columns.iter().zip(row)
    }
}

/// A report as its page shows it.
pub struct ReportView {
    /// What is to be known before the numbers.
    pub words: String,
    /// The parts, in their order.
    pub tables: Vec<ReportTable>,
    /// Where there is nothing: what is so, and what to do next.
    pub empty: Option<&'static str>,
    /// Where that leads.
    pub next: (&'static str, &'static str),
}

impl ReportView {
    /// What was counted, as charts and tables.
    pub fn new(counted: &CountedReport, pen: &Pen) -> Self {
        match &counted.figures {
            Figures::Hours(hours) => of_hours(hours, pen),
            Figures::VoiceChecks(coverage) => of_voice_checks(coverage, pen),
            Figures::Exceptions(exceptions) => of_exceptions(exceptions, pen),
            Figures::Calls(calls) => of_calls(calls, counted.span.days, pen),
        }
    }
}

/// Bars in one chart of people or jobs.
const MOST_BARS: usize = 15;

const NO_JOB: &str = "Without a job";

/// Those with the most hours.
fn chart_of_hours(
    pen: &Pen,
    (id, title): (&'static str, &str),
    each: impl Iterator<Item = (String, i64, i64)>,
) -> String {
    let mut all: Vec<_> = each.collect();
    let count = all.len();
    all.sort_by_key(|(_, regular, overtime)| std::cmp::Reverse(regular + overtime));
    all.truncate(MOST_BARS);
    let few = if count > MOST_BARS { format!(" The {MOST_BARS} with the most of {count}.") } else { String::new() };
    let bars = all.into_iter().map(|(label, regular, overtime)| Bar {
        label,
        values: vec![regular, overtime],
        written: pen.hours(regular + overtime),
    });
    let chart = Chart {
        id,
        title: title.to_owned(),
        words: format!("Regular hours and overtime, most first.{few} Every number is in the table."),
        series: vec!["Regular", "Overtime"],
        bars: bars.collect(),
    };
    chart.lying()
}

fn hours_row(pen: &Pen, name: &str, (regular, overtime): (i64, i64)) -> Vec<String> {
    let [regular, overtime, total] = [regular, overtime, regular + overtime].map(|secs| pen.hours(secs));
    vec![name.to_owned(), regular, overtime, total]
}

fn of_hours(hours: &HoursFigures, pen: &Pen) -> ReportView {
    const CAPTION: &str = "As counted for pay.";
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| NO_JOB.to_owned());
    let all = hours_row(pen, "Everything", (hours.regular_secs, hours.overtime_secs));

    let mut jobs = ReportTable::new("By job", CAPTION, &["Job", "Regular", "Overtime", "Total", "People"]);
    let of_job = hours.jobs.iter().map(|job| (name(&job.name), job.regular_secs, job.overtime_secs));
    jobs.chart = Some(chart_of_hours(pen, ("by-job", "Hours by job"), of_job));
    jobs.rows = hours
        .jobs
        .iter()
        .map(|job| {
            let mut row = hours_row(pen, &name(&job.name), (job.regular_secs, job.overtime_secs));
            row.push(job.people.to_string());
            row
        })
        .collect();
    jobs.all = Some([all.clone(), vec![hours.people.len().to_string()]].concat());

    let mut people = ReportTable::new("By employee", CAPTION, &["Employee", "Regular", "Overtime", "Total"]);
    let of_person = hours.people.iter().map(|one| (one.name.clone(), one.regular_secs, one.overtime_secs));
    people.chart = Some(chart_of_hours(pen, ("by-employee", "Hours by employee"), of_person));
    let rows = hours.people.iter().map(|one| {
        let numbered = one.number.as_ref().map(|number| format!("{} ({number})", one.name));
        hours_row(pen, numbered.as_ref().unwrap_or(&one.name), (one.regular_secs, one.overtime_secs))
    });
    people.rows = rows.collect();
    people.all = Some(all);
    ReportView {
        words: format!("{}. Entries that are still open or voided count none.", pen.hours_unit()),
        empty: hours.people.is_empty().then_some("Nobody has hours in these days."),
        next: ("/time-entries", "See the time entries"),
        tables: vec![jobs, people],
    }
}

fn week(days: &Period, pen: &Pen) -> String {
    pen.period(*days)
}

/// The day on which a week begins, short.
fn beginning(days: &Period) -> String {
    days.from.strftime("%b %-d").to_string()
}

fn row(name: String, counts: &[i64]) -> Vec<String> {
    std::iter::once(name).chain(counts.iter().map(ToString::to_string)).collect()
}

fn coverage_row(name: String, checks: &VoiceCheckTally) -> Vec<String> {
    let asked = checks.asked();
    let counts = [checks.punches, checks.calls, asked, checks.stored, checks.missing, checks.refused, checks.coming];
    let covered = checks.covered().map_or_else(|| "\u{2013}".to_owned(), |share| format!("{share}%"));
    [row(name, &counts), vec![covered]].concat()
}

fn verdicts_row(name: String, checks: &VoiceCheckTally) -> Vec<String> {
    let VoiceCheckTally { stored, same_person, not_this_person, cannot_tell, nobody_speaks, .. } = *checks;
    row(name, &[stored, checks.heard(), same_person, not_this_person, cannot_tell, nobody_speaks])
}

fn of_voice_checks(coverage: &VoiceCheckFigures, pen: &Pen) -> ReportView {
    let mut weeks = ReportTable::new(
        "By week",
        "To check: calls that ask for a name. Covered: how many of those have a recording.",
        &["Week", "Punches", "Calls", "To check", "Stored", "Missing", "Refused", "On the way", "Covered"],
    );
    let bars = coverage.weeks.iter().map(|(days, checks)| Bar {
        label: beginning(days),
        values: vec![checks.asked(), checks.stored],
        written: format!("{} calls to check, {} voice checks stored", checks.asked(), checks.stored),
    });
    let chart = Chart {
        id: "by-week",
        title: "Calls to check, and voice checks stored".to_owned(),
        words: "Two bars for each week. Every number is in the table.".to_owned(),
        series: vec!["Calls to check", "Voice checks stored"],
        bars: bars.collect(),
    };
    weeks.chart = Some(chart.upright());
    let mut verdicts = ReportTable::new(
        "Verdicts by week",
        "Recordings of the week that were reviewed, and their verdicts.",
        &["Week", "Stored", "Reviewed", "Same person", "Not this person", "Cannot tell", "Nobody speaks"],
    );
    for (table, of) in [(&mut weeks, coverage_row as fn(String, &VoiceCheckTally) -> _), (&mut verdicts, verdicts_row)]
    {
        table.rows = coverage.weeks.iter().map(|(days, checks)| of(week(days, pen), checks)).collect();
        table.all = Some(of("All weeks".to_owned(), &coverage.all));
    }
    let is_empty = coverage.all == VoiceCheckTally::default();
    ReportView {
        words:
            "A call has at most one voice check, however many punches it makes. Punches by other means need none, and \
                neither do people with the voice check off."
                .to_owned(),
        empty: is_empty.then_some("Nobody has punched by phone in these days."),
        next: ("/voice-checks", "See all voice checks"),
        tables: vec![weeks, verdicts],
    }
}

fn tally_row(name: String, tally: &ExceptionTally) -> Vec<String> {
    vec![name, tally.raised.to_string(), tally.settled.to_string(), tally.decided.to_string()]
}

fn of_exceptions(exceptions: &ExceptionFigures, pen: &Pen) -> ReportView {
    const COUNTS: [&str; 3] = ["Raised", "Resolved", "Of those by decision"];
    let [raised, settled, decided] = COUNTS;
    let caption = "Raised: by the time it is about. Resolved: by the time it was resolved, whenever it was raised.";
    let mut weeks = ReportTable::new("By week", caption, &["Week", raised, settled, decided]);
    let bars = exceptions.weeks.iter().map(|week| Bar {
        label: beginning(&week.days),
        values: vec![week.all.raised, week.all.settled],
        written: format!("{} raised, {} resolved", week.all.raised, week.all.settled),
    });
    let chart = Chart {
        id: "by-week",
        title: "Exceptions raised and resolved".to_owned(),
        words: "Two bars for each week. Every number is in the table.".to_owned(),
        series: vec!["Raised", "Resolved"],
        bars: bars.collect(),
    };
    weeks.chart = Some(chart.upright());
    weeks.rows = exceptions.weeks.iter().map(|one| tally_row(week(&one.days, pen), &one.all)).collect();
    weeks.all = Some(tally_row("All weeks".to_owned(), &exceptions.all));

    let mut kinds = ReportTable::new("By kind", "Most serious first.", &["Kind", raised, settled, decided]);
    kinds.rows = exceptions.kinds.iter().map(|(kind, tally)| tally_row(capital(kind.words()), tally)).collect();

    let mut both = ReportTable::new(
        "By week and kind",
        "Weeks without any are left out.",
        &["Week", "Kind", raised, settled, decided],
    );
    both.columns.iter_mut().filter(|column| column.name == "Kind").for_each(|column| column.is_number = false);
    for one in &exceptions.weeks {
        both.rows.extend(
            one.kinds
                .iter()
                .map(|(kind, tally)| [vec![week(&one.days, pen)], tally_row(capital(kind.words()), tally)].concat()),
        );
    }
    let words = match exceptions.standing {
        0 => "None is open right now.".to_owned(),
        1 => "One is open right now.".to_owned(),
        many => format!("{many} are open right now."),
    };
    ReportView {
        words,
        empty: (exceptions.all == ExceptionTally::default()).then_some("Nothing was raised or resolved in these days."),
        next: ("/exceptions", "See open exceptions"),
        tables: vec![weeks, kinds, both],
    }
}

/// Minutes and seconds; hours only where there are any.
fn short(secs: Option<i64>) -> String {
    match secs {
        None => "\u{2013}".to_owned(),
        Some(secs) if secs < 3600 => format!("{}:{:02}", secs / 60, secs % 60),
        Some(secs) => format!("{}:{:02}:{:02}", secs / 3600, secs % 3600 / 60, secs % 60),
    }
}

fn calls_row(name: String, tally: &CallTally) -> Vec<String> {
    vec![name, tally.calls.to_string(), short(tally.mean_secs()), short(tally.longest_secs())]
}

fn calls_bar(label: String, tally: &CallTally) -> Bar {
    Bar { label, values: vec![tally.calls], written: format!("{} calls", tally.calls) }
}

fn of_calls(calls: &CallFigures, span: Period, pen: &Pen) -> ReportView {
    const CAPTION: &str = "Minutes and seconds, of calls that are over.";
    let all = calls_row("All calls".to_owned(), &calls.all());
    let chart = |id, title: &str, words: &str, bars: Vec<Bar>| {
        let (title, words) = (title.to_owned(), format!("{words} Every number is in the table."));
        Chart { id, title, words, series: vec!["Calls"], bars }.upright()
    };

    let at_hour: Vec<_> = (0..24).map(|hour: i8| (hour, calls.at_hour(hour))).collect();
    let mut hours = ReportTable::new("By hour of the day", CAPTION, &["Hour", "Calls", "Average length", "Longest"]);
    let bars = at_hour.iter().map(|(hour, tally)| calls_bar(format!("{hour}:00"), tally)).collect();
    hours.chart = Some(chart("by-hour", "Calls by hour of the day", "One bar for each hour.", bars));
    let named = |hour: i8| format!("{hour:02}:00 to {hour:02}:59");
    hours.rows = at_hour.iter().map(|(hour, tally)| calls_row(named(*hour), tally)).collect();
    hours.all = Some(all.clone());

    let of_day = calls.days();
    let mut days = ReportTable::new("By day", CAPTION, &["Day", "Calls", "Average length", "Longest"]);
    let bars = span
        .days()
        .map(|day| calls_bar(day.strftime("%b %-d").to_string(), of_day.get(&day).unwrap_or(&CallTally::default())));
    days.chart = Some(chart("by-day", "Calls by day", "One bar for each day.", bars.collect()));
    days.rows = of_day.iter().map(|(day, tally)| calls_row(pen.day(*day), tally)).collect();
    days.all = Some(all);
    ReportView {
        words: "Only calls in which somebody signed in; the other calls belong to nobody we know.".to_owned(),
        empty: calls.by_hour.is_empty().then_some("Nobody has called in these days."),
        next: ("/time-tracking/phone-clocking", "See who is set up for phone clocking"),
        tables: vec![hours, days],
    }
}
