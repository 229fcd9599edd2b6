//! What was counted, as charts and tables.

mod places;

use super::chart::{Bar, Chart};
use crate::{
    domain::{exception::ExceptionKind, payroll::Period, pen::Pen},
    service::payroll::reports::{
        CountedReport, Figures, Report,
        calls::{CallFigures, CallTally},
        exceptions::{ExceptionFigures, ExceptionTally},
        hours::HoursFigures,
        voice_checks::{VoiceCheckFigures, VoiceCheckTally},
    },
    web::pages::form_errors::capital,
    wording::admin::{AdminWords, ReportsWords},
};

impl ReportsWords {
    /// What a report is called.
    pub(super) fn title_of(&self, report: Report) -> &str {
        match report {
            Report::Hours => &self.hours,
            Report::VoiceChecks => &self.coverage,
            Report::Exceptions => &self.exceptions,
            Report::Calls => &self.calls,
            Report::Locations => &self.locations,
        }
    }

    /// What a report answers.
    pub(super) fn about(&self, report: Report) -> &str {
        match report {
            Report::Hours => &self.hours_about,
            Report::VoiceChecks => &self.coverage_about,
            Report::Exceptions => &self.exceptions_about,
            Report::Calls => &self.calls_about,
            Report::Locations => &self.locations_about,
        }
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
    /// How many rows are not shown.
    pub left_out: usize,
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
        Self { heading, caption, chart: None, columns: columns.collect(), rows: Vec::new(), left_out: 0, all: None }
    }

    /// The columns.
    pub fn columns(&self) -> &[ReportColumn] {
        &self.columns
    }

    /// The cells of each row.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.rows.len() + self.left_out
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

/// Rows of one table that are shown at first.
const MOST_ROWS: usize = 100;

impl ReportView {
    /// With the first rows alone of a long table.
    pub fn shortened(mut self) -> Self {
        for table in &mut self.tables {
            table.left_out = table.rows.len().saturating_sub(MOST_ROWS);
            table.rows.truncate(MOST_ROWS);
        }
        self
    }

    /// What was counted, as charts and tables.
    pub fn new(counted: &CountedReport, pen: &Pen) -> Self {
        let words = AdminWords::of(pen.language);
        match &counted.figures {
            Figures::Hours(hours) => of_hours(words, hours, pen),
            Figures::VoiceChecks(coverage) => of_voice_checks(&words.reports, coverage, pen),
            Figures::Exceptions(exceptions) => of_exceptions(words, exceptions, pen),
            Figures::Calls(calls) => of_calls(&words.reports, calls, counted.span.days, pen),
            Figures::Locations(locations) => places::of_locations(words, locations, pen),
        }
    }
}

/// Bars in one chart of people or jobs.
const MOST_BARS: usize = 15;

/// Those with the most hours.
fn chart_of_hours(
    words: &'static ReportsWords,
    pen: &Pen,
    (id, title): (&'static str, &str),
    each: impl Iterator<Item = (String, i64, i64)>,
) -> String {
    let mut all: Vec<_> = each.collect();
    let count = all.len();
    all.sort_by_key(|(_, regular, overtime)| std::cmp::Reverse(regular + overtime));
    all.truncate(MOST_BARS);
    let few = (count > MOST_BARS).then(|| words.most_of(MOST_BARS, count));
    let said = [Some(&words.hours_chart), few.as_ref(), Some(&words.in_table)];
    let bars = all.into_iter().map(|(label, regular, overtime)| Bar {
        label,
        values: vec![regular, overtime],
        written: pen.hours(regular + overtime),
    });
    let chart = Chart {
        id,
        title: title.to_owned(),
        words: sentences(said),
        series: vec![&words.regular, &words.overtime],
        bars: bars.collect(),
    };
    chart.lying()
}

fn sentences<'a>(said: impl IntoIterator<Item = Option<&'a String>>) -> String {
    said.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn hours_row(pen: &Pen, name: &str, (regular, overtime): (i64, i64)) -> Vec<String> {
    let [regular, overtime, total] = [regular, overtime, regular + overtime].map(|secs| pen.hours(secs));
    vec![name.to_owned(), regular, overtime, total]
}

fn of_hours(words: &'static AdminWords, hours: &HoursFigures, pen: &Pen) -> ReportView {
    let unit = words.hours_unit(pen.formats.hours);
    let words = &words.reports;
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| words.without_job.clone());
    let all = hours_row(pen, &words.everything, (hours.regular_secs, hours.overtime_secs));

    let columns: [&'static str; 5] = [&words.job, &words.regular, &words.overtime, &words.total, &words.people];
    let mut jobs = ReportTable::new(&words.by_job, &words.as_paid, &columns);
    let of_job = hours.jobs.iter().map(|job| (name(&job.name), job.regular_secs, job.overtime_secs));
    jobs.chart = Some(chart_of_hours(words, pen, ("by-job", &words.hours_by_job), of_job));
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

    let columns: [&'static str; 4] = [&words.employee, &words.regular, &words.overtime, &words.total];
    let mut people = ReportTable::new(&words.by_employee, &words.as_paid, &columns);
    let of_person = hours.people.iter().map(|one| (one.name.clone(), one.regular_secs, one.overtime_secs));
    people.chart = Some(chart_of_hours(words, pen, ("by-employee", &words.hours_by_employee), of_person));
    let rows = hours.people.iter().map(|one| {
        let numbered = one.number.as_ref().map(|number| format!("{} ({number})", one.name));
        hours_row(pen, numbered.as_ref().unwrap_or(&one.name), (one.regular_secs, one.overtime_secs))
    });
    people.rows = rows.collect();
    people.all = Some(all);
    let mut tables = vec![jobs];
    if !hours.places.is_empty() {
        tables.push(places::of_places(words, hours, pen));
    }
    tables.push(people);
    ReportView {
        words: format!("{unit}. {}", words.hours_words),
        empty: hours.people.is_empty().then_some(words.no_hours.as_str()),
        next: ("/time-entries", &words.see_entries),
        tables,
    }
}

fn week(days: &Period, pen: &Pen) -> String {
    pen.period(*days)
}

/// The day on which a week begins, short.
fn beginning(days: &Period, pen: &Pen) -> String {
    pen.short_date(days.from)
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

fn of_voice_checks(words: &'static ReportsWords, coverage: &VoiceCheckFigures, pen: &Pen) -> ReportView {
    let columns: [&'static str; 9] = [
        &words.week,
        &words.punches,
        &words.calls,
        &words.to_check,
        &words.stored,
        &words.missing,
        &words.refused,
        &words.on_the_way,
        &words.covered,
    ];
    let mut weeks = ReportTable::new(&words.by_week, &words.coverage_caption, &columns);
    let bars = coverage.weeks.iter().map(|(days, checks)| Bar {
        label: beginning(days, pen),
        values: vec![checks.asked(), checks.stored],
        written: words.coverage_bar(checks.asked(), checks.stored),
    });
    let chart = Chart {
        id: "by-week",
        title: words.coverage_title.clone(),
        words: sentences([Some(&words.two_bars), Some(&words.in_table)]),
        series: vec![&words.calls_to_check, &words.checks_stored],
        bars: bars.collect(),
    };
    weeks.chart = Some(chart.upright());
    let columns: [&'static str; 7] = [
        &words.week,
        &words.stored,
        &words.reviewed,
        &words.same_person,
        &words.not_this_person,
        &words.cannot_tell,
        &words.nobody_speaks,
    ];
    let mut verdicts = ReportTable::new(&words.verdicts, &words.verdicts_caption, &columns);
    for (table, of) in [(&mut weeks, coverage_row as fn(String, &VoiceCheckTally) -> _), (&mut verdicts, verdicts_row)]
    {
        table.rows = coverage.weeks.iter().map(|(days, checks)| of(week(days, pen), checks)).collect();
        table.all = Some(of(words.all_weeks.clone(), &coverage.all));
    }
    let is_empty = coverage.all == VoiceCheckTally::default();
    ReportView {
        words: words.coverage_words.clone(),
        empty: is_empty.then_some(words.no_punches.as_str()),
        next: ("/voice-checks", &words.see_checks),
        tables: vec![weeks, verdicts],
    }
}

fn tally_row(name: String, tally: &ExceptionTally) -> Vec<String> {
    vec![name, tally.raised.to_string(), tally.settled.to_string(), tally.decided.to_string()]
}

fn of_exceptions(words: &'static AdminWords, exceptions: &ExceptionFigures, pen: &Pen) -> ReportView {
    let kind_of = |kind: ExceptionKind| capital(words.exception_kind(kind));
    let words = &words.reports;
    let [raised, settled, decided]: [&'static str; 3] = [&words.raised, &words.resolved, &words.decided];
    let mut weeks =
        ReportTable::new(&words.by_week, &words.exceptions_caption, &[&words.week, raised, settled, decided]);
    let bars = exceptions.weeks.iter().map(|week| Bar {
        label: beginning(&week.days, pen),
        values: vec![week.all.raised, week.all.settled],
        written: words.exceptions_bar(week.all.raised, week.all.settled),
    });
    let chart = Chart {
        id: "by-week",
        title: words.exceptions_title.clone(),
        words: sentences([Some(&words.two_bars), Some(&words.in_table)]),
        series: vec![raised, settled],
        bars: bars.collect(),
    };
    weeks.chart = Some(chart.upright());
    weeks.rows = exceptions.weeks.iter().map(|one| tally_row(week(&one.days, pen), &one.all)).collect();
    weeks.all = Some(tally_row(words.all_weeks.clone(), &exceptions.all));

    let columns: [&'static str; 4] = [&words.kind, raised, settled, decided];
    let mut kinds = ReportTable::new(&words.by_kind, &words.most_serious_first, &columns);
    kinds.rows = exceptions.kinds.iter().map(|(kind, tally)| tally_row(kind_of(*kind), tally)).collect();

    let columns: [&'static str; 5] = [&words.week, &words.kind, raised, settled, decided];
    let mut both = ReportTable::new(&words.by_week_and_kind, &words.weeks_left_out, &columns);
    both.columns.iter_mut().filter(|column| column.name == words.kind).for_each(|column| column.is_number = false);
    for one in &exceptions.weeks {
        both.rows.extend(
            one.kinds
                .iter()
                .map(|(kind, tally)| [vec![week(&one.days, pen)], tally_row(kind_of(*kind), tally)].concat()),
        );
    }
    let open = match exceptions.standing {
        0 => words.none_open.clone(),
        many => words.open(many),
    };
    ReportView {
        words: open,
        empty: (exceptions.all == ExceptionTally::default()).then_some(words.no_exceptions.as_str()),
        next: ("/exceptions", &words.see_exceptions),
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

fn of_calls(words: &'static ReportsWords, calls: &CallFigures, span: Period, pen: &Pen) -> ReportView {
    let all = calls_row(words.all_calls.clone(), &calls.all());
    let bar = |label: String, tally: &CallTally| Bar {
        label,
        values: vec![tally.calls],
        written: words.calls_bar(tally.calls),
    };
    let chart = |id, title: &String, each: &String, bars: Vec<Bar>| {
        let said = sentences([Some(each), Some(&words.in_table)]);
        Chart { id, title: title.clone(), words: said, series: vec![&words.calls], bars }.upright()
    };
    let columns_by = |by: &'static str| -> [&'static str; 4] { [by, &words.calls, &words.mean_length, &words.longest] };

    let at_hour: Vec<_> = (0..24).map(|hour: i8| (hour, calls.at_hour(hour))).collect();
    let mut hours = ReportTable::new(&words.by_hour, &words.calls_caption, &columns_by(&words.hour));
    let bars = at_hour.iter().map(|(hour, tally)| bar(format!("{hour}:00"), tally)).collect();
    hours.chart = Some(chart("by-hour", &words.calls_by_hour, &words.bar_an_hour, bars));
    let named = |hour: i8| words.from_to(format!("{hour:02}:00"), format!("{hour:02}:59"));
    hours.rows = at_hour.iter().map(|(hour, tally)| calls_row(named(*hour), tally)).collect();
    hours.all = Some(all.clone());

    let of_day = calls.days();
    let mut days = ReportTable::new(&words.by_day, &words.calls_caption, &columns_by(&words.day));
    let bars = span.days().map(|day| bar(pen.short_date(day), of_day.get(&day).unwrap_or(&CallTally::default())));
    days.chart = Some(chart("by-day", &words.calls_by_day, &words.bar_a_day, bars.collect()));
    days.rows = of_day.iter().map(|(day, tally)| calls_row(pen.day(*day), tally)).collect();
    days.all = Some(all);
    ReportView {
        words: words.calls_words.clone(),
        empty: calls.by_hour.is_empty().then_some(words.no_calls.as_str()),
        next: ("/time-tracking/phone-clocking", &words.see_phone_clocking),
        tables: vec![hours, days],
    }
}
