//! One employee's timesheet, day by day.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::Method,
    response::Response,
};
use axum_extra::extract::Query;
use jiff::civil::Date;
use serde::Deserialize;

use super::{HoursInWords, rounds};
use crate::{
    domain::{
        entry::EntryStatus,
        ids::{EmployeeId, EntryId, JobId},
        payroll::{
            Period, Policy, Rounding,
            hours::{by_day, unpaid_by_day},
        },
        pen::Pen,
    },
    service::timesheets::{
        EntryPlace,
        sheets::{self, PayPeriod, PeriodChoice, SheetEntry, SheetProgress, Timesheet, TimesheetView, totals_by_job},
    },
    web::{
        Web, access,
        guard::SignedIn,
        pages::{
            error::{self, PageError},
            layout::{Page, html},
            pay_period::{PeriodSwitch, period_choice},
            places::PlaceView,
            sheet_state::{SheetAnswer, SheetBadge, SheetIssue},
            written::{WrittenHours, WrittenTime},
        },
    },
    wording::admin::{AdminWords, SheetsWords},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SheetQuery {
    from: String,
}

#[derive(Template)]
#[template(path = "payroll/timesheet.html")]
struct SheetPage {
    page: Page,
    switch: PeriodSwitch,
    id: EmployeeId,
    name: String,
    number: Option<String>,
    reasons: Vec<SheetIssue>,
    total: HoursInWords,
    rounding: Option<RoundingWords>,
    state: SheetBadge,
    history: Vec<String>,
    /// What the employee says of the hours.
    answers: Vec<SheetAnswer>,
    /// What is counted now, where it is not what was approved.
    differs: Option<String>,
    is_empty: bool,
    /// The unit of hours.
    unit: &'static str,
    weeks: Vec<Week>,
    jobs: Vec<(String, HoursInWords)>,
    may_approve: bool,
}

struct RoundingWords {
    worked: WrittenHours,
    balance: WrittenHours,
    of_year: WrittenHours,
}

struct Week {
    name: String,
    days: Vec<Day>,
    hours: HoursInWords,
}

struct Day {
    name: String,
    entries: Vec<EntryOnDay>,
    hours: HoursInWords,
}

struct EntryOnDay {
    id: EntryId,
    from: WrittenTime,
    /// None while somebody is in, or where nobody clocked out.
    to: Option<WrittenTime>,
    is_open: bool,
    job: Option<String>,
    /// What it counts for on that day.
    hours: Option<WrittenHours>,
    /// What unpaid breaks have taken from that.
    unpaid: Option<WrittenHours>,
    /// Where it was clocked.
    places: Vec<PlaceView>,
}

impl EntryOnDay {
    /// `None` on days that the entry has no part in.
    fn new(
        entry: &SheetEntry,
        on: Date,
        (policy, pen): (&Policy, &Pen),
        (jobs, places): (&HashMap<JobId, String>, &[EntryPlace]),
    ) -> Option<Self> {
        let SheetEntry { id, job, in_at, out_at, zone, .. } = entry;
        let worked = entry.worked();
        let on_day = |rounding| {
            let days = worked.as_ref().map(|worked| by_day(rounding, worked)).unwrap_or_default();
            days.into_iter().find(|(day, _)| *day == on).map(|(_, secs)| secs)
        };
        let counted = on_day(policy.rounding);
        let unpaid = worked.as_ref().map(|worked| unpaid_by_day(policy.rounding, worked)).unwrap_or_default();
        let unpaid = unpaid.into_iter().find(|(day, _)| *day == on).map(|(_, secs)| WrittenHours::new(pen, secs));
        let clocked = counted.is_some() || on_day(Rounding::None).is_some();
        (clocked || entry.work_date == on).then(|| Self {
            id: *id,
            from: WrittenTime::on(pen, on, *in_at, zone),
            to: out_at.map(|out_at| WrittenTime::on(pen, on, out_at, zone)),
            is_open: entry.status == EntryStatus::Open,
            job: job.and_then(|job| jobs.get(&job).cloned()),
            hours: worked.as_ref().map(|_| WrittenHours::new(pen, counted.unwrap_or_default())),
            unpaid,
            places: PlaceView::of_entry(AdminWords::of(pen.language), places.iter().filter(|place| place.entry == *id)),
        })
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Query(query): Query<SheetQuery>,
) -> Result<Response, PageError> {
    let choice = period_choice(&query.from, signed_in.visit.period, PeriodChoice::Current);
    let (Some(id), Some(choice)) = (EmployeeId::parse(&id), choice) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    let found = web.store.read(move |tx| sheets::find(tx, workspace, id, choice, now)).await?;
    Ok(match found {
        Some(view) => html(&sheet_page(&signed_in, &view)),
        None => error::not_found(&signed_in.visit),
    })
}

fn sheet_page(
    signed_in: &SignedIn,
    TimesheetView { period, timesheet, jobs, zone, places }: &TimesheetView,
) -> SheetPage {
    let (id, sheet, pen) = (timesheet.person.id, &timesheet.sheet, signed_in.pen());
    let words = &signed_in.words().sheets;
    let name_of =
        |job: Option<JobId>| job.and_then(|job| jobs.get(&job).cloned()).unwrap_or_else(|| words.no_job.clone());
    let by_job = totals_by_job(sheet).into_iter();
    let history = timesheet.approvals.iter().flat_map(|approval| {
        let [regular, overtime] = [approval.regular_secs, approval.overtime_secs].map(|secs| pen.hours(secs));
        let approved = words.was_approved(
            pen.moment(approval.approved_at, zone),
            &approval.approver,
            pen.period(approval.period),
            regular,
            overtime,
        );
        let reopened = approval
            .reopened
            .as_ref()
            .map(|reopened| words.was_reopened(pen.moment(reopened.at, zone), &reopened.reopener, &reopened.because));
        std::iter::once(approved).chain(reopened)
    });
    let role = signed_in.session.user.role;
    SheetPage {
        page: Page::of(signed_in, &words.title_of(&timesheet.person.name), "/timesheets"),
        switch: PeriodSwitch::new(&format!("/timesheets/{id}"), Vec::new(), period, pen),
        id,
        name: timesheet.person.name.clone(),
        number: timesheet.person.number.clone(),
        reasons: SheetIssue::all_of(timesheet, pen, signed_in.words()),
        total: HoursInWords::from_lines(pen, sheet.lines.iter()),
        rounding: rounds(&period.policy).then(|| RoundingWords {
            worked: WrittenHours::new(pen, sheet.worked_secs),
            balance: WrittenHours::signed(pen, sheet.balance_secs),
            of_year: WrittenHours::signed(pen, timesheet.balance_of_year_secs),
        }),
        state: SheetBadge::new(timesheet, words),
        history: history.collect(),
        answers: SheetAnswer::all_of(timesheet, zone, pen, words),
        differs: differs(timesheet, pen, words),
        unit: signed_in.words().hours_unit(pen.formats.hours),
        is_empty: timesheet.entries.is_empty(),
        weeks: weeks(period, timesheet, (jobs, places), (pen, words)),
        jobs: by_job
            .map(|(job, regular, overtime)| (name_of(job), HoursInWords::new(pen, (regular, overtime))))
            .collect(),
        may_approve: access::allows(role, &Method::GET, "/approvals"),
    }
}

/// Approved hours stay as they were approved, whatever the settings, or other days of the workweek, say later.
fn differs(timesheet: &Timesheet, pen: &Pen, words: &SheetsWords) -> Option<String> {
    let approval = match timesheet.progress() {
        SheetProgress::Approved(approval) if approval.period == timesheet.period => approval,
        SheetProgress::Approved(_) | SheetProgress::Reopened(_) | SheetProgress::Open => return None,
    };
    let (regular, overtime) = (timesheet.regular_secs(), timesheet.overtime_secs());
    ((regular, overtime) != (approval.regular_secs, approval.overtime_secs))
        .then(|| words.differs(pen.hours(regular), pen.hours(overtime)))
}

fn weeks(
    period: &PayPeriod,
    timesheet: &Timesheet,
    names: (&HashMap<JobId, String>, &[EntryPlace]),
    (pen, words): (&Pen, &SheetsWords),
) -> Vec<Week> {
    let (policy, days) = (&period.policy, period.days);
    let mut weeks = Vec::new();
    let mut first = policy.week_of(days.from);
    while first <= days.to {
        let whole = policy.workweek_of(first);
        let part = Period { from: whole.from.max(days.from), to: whole.to.min(days.to) };
        let of = |span: Period| timesheet.sheet.lines.iter().filter(move |line| span.contains(line.day));
        let each = part.days().map(|on| Day {
            name: pen.day(on),
            entries: timesheet
                .entries
                .iter()
                .filter_map(|entry| EntryOnDay::new(entry, on, (policy, pen), names))
                .collect(),
            hours: HoursInWords::from_lines(pen, of(Period { from: on, to: on })),
        });
        let (from, to) = (pen.day(whole.from), pen.day(whole.to));
        let name = if part == whole { words.workweek(from, to) } else { words.workweek_cut(from, to) };
        weeks.push(Week { name, days: each.collect(), hours: HoursInWords::from_lines(pen, of(part)) });
        let Ok(next) = whole.to.tomorrow() else { break };
        first = next;
    }
    weeks
}
