//! Timesheets: everybody's in a pay period, by employee or by job, and one employee's day by day.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::Method,
    response::Response,
};
use axum_extra::extract::Query;
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;

use super::{
    duration::{day, hours, signed, time_on},
    error,
    layout::{Page, html},
    pay_period::{Switch, wanted},
};
use crate::{
    domain::{
        entry::EntryStatus,
        ids::{EmployeeId, EntryId, JobId},
        payroll::{Line, Pay, Period, Policy, Rounding, Worked, hours::by_day},
    },
    service::{
        audit::moment,
        timesheets::{
            EntryRow, Place, State as Progress, Timesheet, TimesheetPage, TimesheetView, Totals, Wanted, totals_by_job,
        },
    },
    web::{
        Web,
        access::{self, Audience},
        guard::SignedIn,
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/timesheets", Audience::SignedIn, list).get("/timesheets/{id}", Audience::SignedIn, show)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    from: String,
    /// `jobs`, or by employee.
    view: String,
    after: String,
}

/// How far a timesheet has come, as a badge says it.
pub(super) struct Badge {
    pub tone: &'static str,
    pub word: &'static str,
}

impl Badge {
    pub(super) fn of(timesheet: &Timesheet) -> Self {
        match timesheet.state() {
            Progress::Approved(approval) if approval.period != timesheet.period => {
                Self { tone: "good", word: "Approved in part" }
            }
            Progress::Approved(_) => Self { tone: "good", word: "Approved" },
            Progress::Reopened(_) => Self { tone: "warn", word: "Reopened" },
            Progress::Open => Self { tone: "", word: "Open" },
        }
    }
}

/// Something about a timesheet that a person must look at, and where.
pub(super) struct Reason {
    pub words: String,
    pub entry: Option<EntryId>,
    /// Whether the hours cannot be approved before it is settled.
    pub blocks: bool,
}

impl Reason {
    /// What stands against a timesheet, worst first.
    pub(super) fn all_of(timesheet: &Timesheet) -> Vec<Self> {
        let open = timesheet.open.iter().map(|entry| Self {
            words: format!("Still clocked in since {}", moment(entry.in_at, &entry.zone)),
            entry: Some(entry.id),
            blocks: true,
        });
        let standing = timesheet.standing.iter().map(|standing| {
            let about = timesheet.entries.iter().find(|entry| Some(entry.id) == standing.entry);
            let since = about.map(|entry| format!(": entry of {}", moment(entry.in_at, &entry.zone)));
            Self {
                words: format!("{}{}", super::sign_in::capital(standing.kind.name()), since.unwrap_or_default()),
                entry: standing.entry,
                blocks: standing.kind.blocks_approval(),
            }
        });
        open.chain(standing).collect()
    }
}

#[derive(Template)]
#[template(path = "payroll/timesheets.html")]
struct ListPage {
    page: Page,
    switch: Switch,
    rounds: bool,
    rows: Vec<Row>,
    /// Of these rows together.
    all: Hours,
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
    state: Badge,
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
            state: Badge::of(&timesheet),
            name: timesheet.person.name,
            number: timesheet.person.number,
        }
    }
}

#[derive(Template)]
#[template(path = "payroll/job_totals.html")]
struct TotalsPage {
    page: Page,
    switch: Switch,
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

async fn list(State(web): State<Web>, signed_in: SignedIn, Query(asked): Query<Asked>) -> Response {
    let workspace = signed_in.session.user.workspace;
    let Some(wanted) = wanted(&asked.from, Wanted::Current) else { return error::not_found(&signed_in.visit) };
    let page = Page::of(&signed_in, "Timesheets", "/timesheets");
    if asked.view == "jobs" {
        return match web.gateway.get_totals(workspace, wanted).await {
            Ok(totals) => html(&totals_page(page, &totals)),
            Err(error) => error::failed(&error),
        };
    }
    let after = EmployeeId::parse(&asked.after);
    match web.gateway.list_timesheets(workspace, wanted, after).await {
        Ok(TimesheetPage { place, sheets, after: next }) => html(&ListPage {
            page,
            switch: Switch::new("/timesheets", Vec::new(), &place),
            rounds: rounds(&place.policy),
            all: Hours::new(
                sheets.iter().map(Timesheet::regular_secs).sum(),
                sheets.iter().map(Timesheet::overtime_secs).sum(),
            ),
            rows: sheets.into_iter().map(Row::from).collect(),
            is_later: after.is_some(),
            after: next,
        }),
        Err(error) => error::failed(&error),
    }
}

fn totals_page(page: Page, totals: &Totals) -> TotalsPage {
    let rows = totals
        .jobs
        .iter()
        .map(|job| JobRow::new(job.name.as_deref().unwrap_or(NO_JOB), job.people, job.regular_secs, job.overtime_secs));
    TotalsPage {
        page,
        switch: Switch::new("/timesheets", vec![("view", "jobs".to_owned())], &totals.place),
        rows: rows.collect(),
        all: JobRow::new("", totals.people, totals.regular_secs, totals.overtime_secs),
    }
}

#[derive(Template)]
#[template(path = "payroll/timesheet.html")]
struct SheetPage {
    page: Page,
    switch: Switch,
    id: EmployeeId,
    name: String,
    number: Option<String>,
    reasons: Vec<Reason>,
    total: Hours,
    rounding: Option<RoundingWords>,
    state: Badge,
    history: Vec<String>,
    /// What is counted now, where it is not what was approved.
    differs: Option<String>,
    is_empty: bool,
    weeks: Vec<Week>,
    jobs: Vec<(String, Hours)>,
    may_approve: bool,
}

struct RoundingWords {
    worked: String,
    balance: String,
    of_year: String,
}

struct Hours {
    regular: String,
    overtime: String,
    total: String,
}

impl Hours {
    fn new(regular: i64, overtime: i64) -> Self {
        let [regular, overtime, total] = [regular, overtime, regular + overtime].map(hours);
        Self { regular, overtime, total }
    }

    fn of<'a>(lines: impl Iterator<Item = &'a Line> + Clone) -> Self {
        let sum = |pay| lines.clone().filter(|line| line.pay == pay).map(|line| line.secs).sum();
        Self::new(sum(Pay::Regular), sum(Pay::Overtime))
    }
}

struct Week {
    name: String,
    days: Vec<Day>,
    hours: Hours,
}

struct Day {
    name: String,
    entries: Vec<EntryOnDay>,
    hours: Hours,
}

struct EntryOnDay {
    id: EntryId,
    from: String,
    to: String,
    job: Option<String>,
    /// What it counts for on that day.
    hours: Option<String>,
}

impl EntryOnDay {
    /// `None` on days that the entry has no part in.
    fn new(entry: &EntryRow, on: Date, policy: &Policy, jobs: &HashMap<JobId, String>) -> Option<Self> {
        let EntryRow { id, job, in_at, out_at, zone, .. } = entry;
        let worked = out_at.map(|out_at| Worked { entry: *id, job: *job, in_at: *in_at, out_at, zone: zone.clone() });
        let on_day = |rounding| {
            let days = worked.as_ref().map(|worked| by_day(rounding, worked)).unwrap_or_default();
            days.into_iter().find(|(day, _)| *day == on).map(|(_, secs)| secs)
        };
        let counted = on_day(policy.rounding);
        let clocked = counted.is_some() || on_day(Rounding::None).is_some();
        (clocked || entry.work_date == on).then(|| Self {
            id: *id,
            from: time_on(on, *in_at, zone),
            to: match (entry.status, out_at) {
                (_, Some(out_at)) => time_on(on, *out_at, zone),
                (EntryStatus::Open, None) => "now, still clocked in".to_owned(),
                (EntryStatus::Unfinished | EntryStatus::Closed, None) => "no clock-out".to_owned(),
            },
            job: job.and_then(|job| jobs.get(&job).cloned()),
            hours: worked.as_ref().map(|_| hours(counted.unwrap_or_default())),
        })
    }
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let (Some(id), Some(wanted)) = (EmployeeId::parse(&id), wanted(&asked.from, Wanted::Current)) else {
        return error::not_found(&signed_in.visit);
    };
    match web.gateway.find_timesheet(signed_in.session.user.workspace, id, wanted).await {
        Ok(Some(view)) => html(&sheet_page(&signed_in, &view)),
        Ok(None) => error::not_found(&signed_in.visit),
        Err(error) => error::failed(&error),
    }
}

fn sheet_page(signed_in: &SignedIn, TimesheetView { place, timesheet, jobs, zone }: &TimesheetView) -> SheetPage {
    let (id, sheet) = (timesheet.person.id, &timesheet.sheet);
    let name_of = |job: Option<JobId>| job.and_then(|job| jobs.get(&job).cloned()).unwrap_or_else(|| NO_JOB.to_owned());
    let by_job = totals_by_job(sheet).into_iter();
    let history = timesheet.approvals.iter().flat_map(|approval| {
        let [regular, overtime] = [approval.regular_secs, approval.overtime_secs].map(hours);
        let approved = format!(
            "{}: approved by {}, {} to {}, {regular} regular and {overtime} overtime.",
            moment(approval.approved_at, zone),
            approval.approver,
            approval.period.from,
            approval.period.to,
        );
        let reopened = approval.reopened.as_ref().map(|reopened| {
            format!("{}: reopened by {}: {}", moment(reopened.at, zone), reopened.reopener, reopened.because)
        });
        std::iter::once(approved).chain(reopened)
    });
    let role = signed_in.session.user.role;
    SheetPage {
        page: Page::of(signed_in, &format!("Timesheet of {}", timesheet.person.name), "/timesheets"),
        switch: Switch::new(&format!("/timesheets/{id}"), Vec::new(), place),
        id,
        name: timesheet.person.name.clone(),
        number: timesheet.person.number.clone(),
        reasons: Reason::all_of(timesheet),
        total: Hours::of(sheet.lines.iter()),
        rounding: rounds(&place.policy).then(|| RoundingWords {
            worked: hours(sheet.worked_secs),
            balance: signed(sheet.balance_secs),
            of_year: signed(timesheet.balance_of_year_secs),
        }),
        state: Badge::of(timesheet),
        history: history.collect(),
        differs: differs(timesheet),
        is_empty: timesheet.entries.is_empty(),
        weeks: weeks(place, timesheet, jobs),
        jobs: by_job.map(|(job, regular, overtime)| (name_of(job), Hours::new(regular, overtime))).collect(),
        may_approve: access::allows(role, &Method::GET, "/approvals"),
    }
}

/// Approved hours stay as they were approved, whatever the settings, or other days of the workweek, say later.
fn differs(timesheet: &Timesheet) -> Option<String> {
    let approval = match timesheet.state() {
        Progress::Approved(approval) if approval.period == timesheet.period => approval,
        Progress::Approved(_) | Progress::Reopened(_) | Progress::Open => return None,
    };
    let (regular, overtime) = (timesheet.regular_secs(), timesheet.overtime_secs());
    ((regular, overtime) != (approval.regular_secs, approval.overtime_secs)).then(|| {
        format!(
            "Counted anew this would be {} regular and {} overtime: the payroll settings, or days of the same \
             workweek outside the period, have changed since. What was approved stays; reopen the approval to count anew.",
            hours(regular),
            hours(overtime)
        )
    })
}

fn weeks(place: &Place, timesheet: &Timesheet, jobs: &HashMap<JobId, String>) -> Vec<Week> {
    let (policy, period) = (&place.policy, place.period);
    let mut weeks = Vec::new();
    let mut first = policy.week_of(period.from);
    while first <= period.to {
        let whole = Period { from: first, to: first.saturating_add(6.days()) };
        let part = Period { from: whole.from.max(period.from), to: whole.to.min(period.to) };
        let of = |span: Period| timesheet.sheet.lines.iter().filter(move |line| span.contains(line.day));
        let days = part.days().map(|on| Day {
            name: day(on),
            entries: timesheet.entries.iter().filter_map(|entry| EntryOnDay::new(entry, on, policy, jobs)).collect(),
            hours: Hours::of(of(Period { from: on, to: on })),
        });
        let cut = if part == whole { "" } else { ", as far as it lies in this period" };
        let name = format!("Workweek from {} to {}{cut}", day(whole.from), day(whole.to));
        weeks.push(Week { name, days: days.collect(), hours: Hours::of(of(part)) });
        let Ok(next) = whole.to.tomorrow() else { break };
        first = next;
    }
    weeks
}
