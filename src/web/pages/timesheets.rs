//! Timesheets: everybody's in a pay period, by employee or by job.

mod one;

use askama::Template;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    duration::{hours, signed},
    error::{self, PageError},
    layout::{Page, html},
    pay_period::{PeriodSwitch, period_choice},
    sheet_state::SheetBadge,
};
use crate::{
    domain::{
        ids::EmployeeId,
        payroll::{HoursLine, Pay, Policy, Rounding},
    },
    service::timesheets::sheets::{self, PeriodChoice, PeriodTotals, Timesheet, TimesheetPage},
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/timesheets", Audience::SignedIn, list).get("/timesheets/{id}", Audience::SignedIn, one::show)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ListQuery {
    from: String,
    /// `jobs`, or by employee.
    view: String,
    after: String,
}

#[derive(Template)]
#[template(path = "payroll/timesheets.html")]
struct ListPage {
    page: Page,
    switch: PeriodSwitch,
    rounds: bool,
    rows: Vec<Row>,
    /// Of these rows together.
    all: HoursInWords,
    is_later: bool,
    after: Option<EmployeeId>,
}

struct Row {
    id: EmployeeId,
    name: String,
    number: Option<String>,
    regular: String,
    overtime: String,
    total: String,
    balance: String,
    balance_of_year: String,
    open: usize,
    blocking: usize,
    other: usize,
    state: SheetBadge,
}

impl From<Timesheet> for Row {
    fn from(timesheet: Timesheet) -> Self {
        let blocking = timesheet.blocking().count();
        Self {
            id: timesheet.person.id,
            regular: hours(timesheet.regular_secs()),
            overtime: hours(timesheet.overtime_secs()),
            total: hours(timesheet.sheet.counted_secs),
            balance: signed(timesheet.sheet.balance_secs),
            balance_of_year: signed(timesheet.balance_of_year_secs),
            open: timesheet.open.len(),
            blocking,
            other: timesheet.standing.len() - blocking,
            state: SheetBadge::new(&timesheet),
            name: timesheet.person.name,
            number: timesheet.person.number,
        }
    }
}

#[derive(Template)]
#[template(path = "payroll/job_totals.html")]
struct TotalsPage {
    page: Page,
    switch: PeriodSwitch,
    rows: Vec<JobRow>,
    all: JobRow,
}

struct JobRow {
    name: String,
    people: usize,
    regular: String,
    overtime: String,
    total: String,
}

impl JobRow {
    fn new(name: &str, people: usize, regular: i64, overtime: i64) -> Self {
        let [regular, overtime, total] = [regular, overtime, regular + overtime].map(hours);
        Self { name: name.to_owned(), people, regular, overtime, total }
    }
}

const NO_JOB: &str = "Without a job";

const fn rounds(policy: &Policy) -> bool {
    match policy.rounding {
        Rounding::None => false,
        Rounding::Five | Rounding::Six | Rounding::Fifteen => true,
    }
}

async fn list(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<ListQuery>,
) -> Result<Response, PageError> {
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    let Some(choice) = period_choice(&query.from, PeriodChoice::Current) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let page = Page::of(&signed_in, "Timesheets", "/timesheets");
    if query.view == "jobs" {
        let totals = web.store.read(move |tx| sheets::totals(tx, workspace, choice, now)).await?;
        return Ok(html(&totals_page(page, &totals)));
    }
    let after = EmployeeId::parse(&query.after);
    let found = web.store.read(move |tx| sheets::list(tx, workspace, choice, after, now)).await?;
    let TimesheetPage { period, sheets, after: next } = found;
    Ok(html(&ListPage {
        page,
        switch: PeriodSwitch::new("/timesheets", Vec::new(), &period),
        rounds: rounds(&period.policy),
        all: HoursInWords::new(
            sheets.iter().map(Timesheet::regular_secs).sum(),
            sheets.iter().map(Timesheet::overtime_secs).sum(),
        ),
        rows: sheets.into_iter().map(Row::from).collect(),
        is_later: after.is_some(),
        after: next,
    }))
}

fn totals_page(page: Page, totals: &PeriodTotals) -> TotalsPage {
    let rows = totals
        .jobs
        .iter()
        .map(|job| JobRow::new(job.name.as_deref().unwrap_or(NO_JOB), job.people, job.regular_secs, job.overtime_secs));
    TotalsPage {
        page,
        switch: PeriodSwitch::new("/timesheets", vec![("view", "jobs".to_owned())], &totals.period),
        rows: rows.collect(),
        all: JobRow::new("", totals.people, totals.regular_secs, totals.overtime_secs),
    }
}

/// Hours in words.
struct HoursInWords {
    regular: String,
    overtime: String,
    total: String,
}

impl HoursInWords {
    fn new(regular: i64, overtime: i64) -> Self {
        let [regular, overtime, total] = [regular, overtime, regular + overtime].map(hours);
        Self { regular, overtime, total }
    }

    fn from_lines<'a>(lines: impl Iterator<Item = &'a HoursLine> + Clone) -> Self {
        let sum = |pay| lines.clone().filter(|line| line.pay == pay).map(|line| line.secs).sum();
        Self::new(sum(Pay::Regular), sum(Pay::Overtime))
    }
}
