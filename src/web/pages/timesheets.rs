//! Timesheets: everybody's in a pay period, by employee or by job; and a week as a grid.

mod one;
mod week;

use askama::Template;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    error::{self, PageError},
    layout::{Page, html},
    pay_period::{PeriodSwitch, period_choice},
    sheet_order,
    sheet_state::SheetBadge,
    sort::{SortLink, SortOrder},
    written::WrittenHours,
};
use crate::{
    domain::{
        ids::EmployeeId,
        payroll::{HoursLine, Pay, Policy, Rounding},
        pen::Pen,
    },
    service::timesheets::sheets::{self, PeriodChoice, PeriodTotals, Timesheet, TimesheetPage},
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
    wording::admin::{AdminWords, SheetsWords},
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/timesheets", Audience::SignedIn, list)
        .get("/timesheets/{id}", Audience::SignedIn, one::show)
        .merge(week::routes())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ListQuery {
    from: String,
    /// `jobs`, or by employee.
    view: String,
    /// The order, as [`SortOrder`] reads it; by name where empty.
    sort: String,
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
    unit: &'static str,
    is_later: bool,
    after: Option<EmployeeId>,
    sort: String,
    sort_base: String,
    heads: Vec<SortLink>,
    status_head: SortLink,
}

struct Row {
    id: EmployeeId,
    name: String,
    number: Option<String>,
    regular: WrittenHours,
    overtime: WrittenHours,
    total: WrittenHours,
    balance: WrittenHours,
    balance_of_year: WrittenHours,
    open: usize,
    blocking: usize,
    other: usize,
    state: SheetBadge,
}

impl Row {
    fn new(timesheet: Timesheet, pen: &Pen, words: &'static SheetsWords) -> Self {
        let hours = |secs| WrittenHours::new(pen, secs);
        let signed = |secs| WrittenHours::signed(pen, secs);
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
            state: SheetBadge::new(&timesheet, words),
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
    unit: &'static str,
}

struct JobRow {
    name: String,
    people: usize,
    hours: HoursInWords,
}

impl JobRow {
    fn new(pen: &Pen, name: &str, people: usize, secs: (i64, i64)) -> Self {
        Self { name: name.to_owned(), people, hours: HoursInWords::new(pen, secs) }
    }
}

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
    let Some(choice) = period_choice(&query.from, signed_in.visit.period, PeriodChoice::Current) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let words = signed_in.words();
    let page = Page::of(&signed_in, &words.sheets.title, "/timesheets");
    if query.view == "jobs" {
        let totals = web.store.read(move |tx| sheets::totals(tx, workspace, choice, now)).await?;
        return Ok(html(&totals_page(page, &totals, signed_in.pen(), words)));
    }
    let after = EmployeeId::parse(&query.after);
    let order = SortOrder::parse(&query.sort, sheet_order::COLUMNS);
    let read = web.store.read(move |tx| match order {
        Some(order) => {
            sheets::list_sorted(tx, workspace, choice, after, now, |sheets| sheet_order::sort(sheets, order))
        }
        None => sheets::list(tx, workspace, choice, after, now),
    });
    let found = read.await?;
    let [name, regular, overtime, total, status_head] = sheet_order::heads(words, order);
    let pen = signed_in.pen();
    let TimesheetPage { period, sheets, after: next } = found;
    Ok(html(&ListPage {
        page,
        sort_base: format!("/timesheets?from={}", period.days.from),
        switch: PeriodSwitch::new(
            "/timesheets",
            order.map(|order| ("sort", order.in_address())).into_iter().collect(),
            &period,
            pen,
        ),
        sort: order.map(SortOrder::in_address).unwrap_or_default(),
        heads: vec![name, regular, overtime, total],
        status_head: SortLink { name: &words.sheets.approval, ..status_head },
        rounds: rounds(&period.policy),
        all: HoursInWords::new(
            pen,
            (sheets.iter().map(Timesheet::regular_secs).sum(), sheets.iter().map(Timesheet::overtime_secs).sum()),
        ),
        unit: words.hours_unit(pen.formats.hours),
        rows: sheets.into_iter().map(|sheet| Row::new(sheet, pen, &words.sheets)).collect(),
        is_later: after.is_some(),
        after: next,
    }))
}

fn totals_page(page: Page, totals: &PeriodTotals, pen: &Pen, words: &'static AdminWords) -> TotalsPage {
    let rows = totals.jobs.iter().map(|job| {
        let name = job.name.as_ref().unwrap_or(&words.sheets.no_job);
        JobRow::new(pen, name, job.people, (job.regular_secs, job.overtime_secs))
    });
    TotalsPage {
        page,
        switch: PeriodSwitch::new("/timesheets", vec![("view", "jobs".to_owned())], &totals.period, pen),
        rows: rows.collect(),
        all: JobRow::new(pen, "", totals.people, (totals.regular_secs, totals.overtime_secs)),
        unit: words.hours_unit(pen.formats.hours),
    }
}

/// Hours in words.
struct HoursInWords {
    regular: WrittenHours,
    overtime: WrittenHours,
    total: WrittenHours,
}

impl HoursInWords {
    /// From seconds of regular hours and of overtime.
    fn new(pen: &Pen, (regular, overtime): (i64, i64)) -> Self {
        let [regular, overtime, total] =
            [regular, overtime, regular + overtime].map(|secs| WrittenHours::new(pen, secs));
        Self { regular, overtime, total }
    }

    fn from_lines<'a>(pen: &Pen, lines: impl Iterator<Item = &'a HoursLine> + Clone) -> Self {
        let sum = |pay| lines.clone().filter(|line| line.pay == pay).map(|line| line.secs).sum();
        Self::new(pen, (sum(Pay::Regular), sum(Pay::Overtime)))
    }
}
