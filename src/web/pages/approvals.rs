//! Approvals: who in a pay period is done, who can be approved, and what stands against the others.

mod words;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    error::{self, PageError},
    field::SelectOption,
    form_errors::FormErrors,
    layout::{Page, html},
    pay_period::{PeriodSwitch, period_choice},
    sheet_state::{SheetAnswer, SheetBadge, SheetIssue},
    sort::{SortLink, SortOrder},
    written::WrittenHours,
};
use crate::{
    domain::{
        ids::{ApprovalId, EmployeeId},
        pen::Pen,
        workspace::Zone,
    },
    service::{
        Hold,
        timesheets::{
            approvals::{self, ApprovalError, ApprovalOverview, version},
            sheets::{PeriodChoice, SheetProgress, Timesheet},
        },
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/approvals", Audience::PAYROLL, show).post("/approvals", Audience::PAYROLL, approve).post(
        "/approvals/{id}/reopen",
        Audience::PAYROLL,
        reopen,
    )
}

/// People on one page.
const PAGE: usize = 100;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct ApprovalQuery {
    /// A day of the period.
    from: String,
    /// What the list is narrowed to: `blocked`, `clean`, `approved`; everybody where empty.
    show: String,
    /// The order, as [`SortOrder`] reads it; by name where empty.
    sort: String,
    after: String,
}

impl ApprovalQuery {
    fn link(&self, from: Date, after: Option<EmployeeId>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("from", &from.to_string());
        if !self.show.is_empty() {
            query.append_pair("show", &self.show);
        }
        if !self.sort.is_empty() {
            query.append_pair("sort", &self.sort);
        }
        if let Some(after) = after {
            query.append_pair("after", &after.to_string());
        }
        query.finish()
    }

    fn wants(&self, sheet: &Timesheet) -> bool {
        match self.show.as_str() {
            "blocked" => sheet.is_blocked(),
            "clean" => sheet.is_clean(),
            "approved" => is_approved(sheet),
            _ => true,
        }
    }
}

/// Columns that the list can be sorted by.
const SORTED_BY: &[&str] = &["name", "regular", "overtime", "total", "status"];

/// Their heads: in the address, in words, and whether they hold numbers.
const HEADS: &[(&str, &str, bool)] = &[
    ("name", "Employee", false),
    ("regular", "Regular", true),
    ("overtime", "Overtime", true),
    ("total", "Total", true),
    ("status", "Status", false),
];

fn sort(sheets: &mut [&Timesheet], order: SortOrder) {
    match order.column {
        "regular" => order.sort(sheets, |sheet| sheet.regular_secs()),
        "overtime" => order.sort(sheets, |sheet| sheet.overtime_secs()),
        "total" => order.sort(sheets, |sheet| sheet.sheet.counted_secs),
        "status" => order.sort(sheets, |sheet| (sheet.is_blocked(), is_approved(sheet))),
        // They come in the order of their names.
        _ if order.descending => sheets.reverse(),
        _ => {}
    }
}

fn is_approved(sheet: &Timesheet) -> bool {
    match sheet.progress() {
        SheetProgress::Approved(_) => true,
        SheetProgress::Open | SheetProgress::Reopened(_) => false,
    }
}

#[derive(Template)]
#[template(path = "payroll/approvals.html")]
struct ApprovalsPage {
    page: Page,
    refusal: Option<Refusal>,
    switch: PeriodSwitch,
    is_empty: bool,
    everybody: usize,
    approved: usize,
    blocked: usize,
    clean: usize,
    clean_version: String,
    last_day: String,
    from_then_on: String,
    /// The unit of hours.
    unit: &'static str,
    choices: [SelectOption; 4],
    show: String,
    sort: String,
    sort_base: String,
    heads: Vec<SortLink>,
    rows: Vec<Row>,
    after: Option<String>,
}

/// Why nothing was approved.
struct Refusal {
    words: String,
    reasons: Vec<SheetIssue>,
}

struct Row {
    id: EmployeeId,
    name: String,
    regular: WrittenHours,
    overtime: WrittenHours,
    total: WrittenHours,
    state: SheetBadge,
    /// Who approved or reopened, when and why.
    about: String,
    /// What the employee said of the hours last.
    answer: Option<SheetAnswer>,
    reasons: Vec<SheetIssue>,
    /// The one that can be taken back.
    approval: Option<ApprovalId>,
    version: String,
    typed: String,
    errors: FormErrors,
}

impl Row {
    fn new(sheet: &Timesheet, zone: &Zone, pen: &Pen) -> Self {
        let (approval, about, sums) = match sheet.progress() {
            SheetProgress::Approved(approval) => {
                let whole = approval.period == sheet.period;
                // What everybody has in common is not said on each row.
                let days = if whole { String::new() } else { format!("{} ", pen.period(approval.period)) };
                let about = format!("{days}by {}, {}", approval.approver, pen.moment(approval.approved_at, zone));
                (Some(approval.id), about, whole.then_some((approval.regular_secs, approval.overtime_secs)))
            }
            SheetProgress::Reopened(approval) => {
                let reopened = approval.reopened.as_ref();
                let words =
                    reopened.map(|by| format!("by {}, {}: {}", by.reopener, pen.moment(by.at, zone), by.because));
                (None, words.unwrap_or_default(), None)
            }
            SheetProgress::Open => (None, String::new(), None),
        };
        let (regular, overtime) = sums.unwrap_or_else(|| (sheet.regular_secs(), sheet.overtime_secs()));
        let mut reasons = SheetIssue::all_of(sheet, pen);
        reasons.retain(|reason| reason.blocks);
        Self {
            id: sheet.person.id,
            name: sheet.person.name.clone(),
            regular: WrittenHours::new(pen, regular),
            overtime: WrittenHours::new(pen, overtime),
            total: WrittenHours::new(pen, regular + overtime),
            state: SheetBadge::new(sheet),
            about,
            answer: SheetAnswer::last_of(sheet, zone, pen),
            reasons,
            approval,
            version: version([sheet]),
            typed: String::new(),
            errors: FormErrors::default(),
        }
    }
}

/// What a refused form brings back to the page.
#[derive(Default)]
struct RefusedForm {
    refusal: Option<Refusal>,
    /// At the form for taking back this approval: what was typed, and what is wrong with it.
    reopen: Option<(ApprovalId, String, FormErrors)>,
}

fn page(signed_in: &SignedIn, overview: &ApprovalOverview, query: &ApprovalQuery, refused: RefusedForm) -> Response {
    let ApprovalOverview { period, zone, sheets } = overview;
    let pen = signed_in.pen();
    let bad = refused.refusal.is_some() || refused.reopen.is_some();
    let after = EmployeeId::parse(&query.after);
    let order = SortOrder::parse(&query.sort, SORTED_BY);
    let mut sheets: Vec<_> = sheets.iter().collect();
    if let Some(order) = order {
        sort(&mut sheets, order);
    }
    let begin = after.and_then(|after| sheets.iter().position(|sheet| sheet.person.id == after));
    let mut wanted = sheets.iter().skip(begin.map_or(0, |index| index + 1)).filter(|sheet| query.wants(sheet));
    let mut rows: Vec<_> = wanted.by_ref().take(PAGE).map(|sheet| Row::new(sheet, zone, pen)).collect();
    let next = rows.last().map(|last| last.id).filter(|_| wanted.next().is_some());
    if let Some((id, typed, errors)) = refused.reopen
        && let Some(row) = rows.iter_mut().find(|row| row.approval == Some(id))
    {
        row.typed = typed;
        row.errors = errors;
    }
    let choices = [
        ("", "Everybody"),
        ("blocked", "With something to resolve first"),
        ("clean", "Ready to approve"),
        ("approved", "Approved"),
    ];
    let mut kept = vec![("show", query.show.clone()), ("sort", query.sort.clone())];
    kept.retain(|(_, value)| !value.is_empty());
    let unsorted = ApprovalQuery { sort: String::new(), ..query.clone() };
    let shown = html(&ApprovalsPage {
        page: Page::of(signed_in, "Approvals", "/approvals"),
        refusal: refused.refusal,
        switch: PeriodSwitch::new("/approvals", kept, period, pen),
        last_day: pen.day(period.days.to),
        unit: pen.hours_unit(),
        is_empty: sheets.is_empty(),
        everybody: sheets.len(),
        approved: sheets.iter().filter(|sheet| is_approved(sheet)).count(),
        blocked: sheets.iter().filter(|sheet| sheet.is_blocked()).count(),
        clean: overview.clean().count(),
        clean_version: version(overview.clean()),
        from_then_on: pen.day(period.next.from),
        choices: choices.map(|(value, name)| SelectOption::new(value, name, &query.show)),
        show: query.show.clone(),
        sort: query.sort.clone(),
        sort_base: format!("/approvals?{}", unsorted.link(period.days.from, None)),
        heads: HEADS.iter().map(|(column, name, is_number)| SortLink::new(column, (name, *is_number), order)).collect(),
        rows,
        after: next.map(|next| query.link(period.days.from, Some(next))),
    });
    if bad { (StatusCode::UNPROCESSABLE_ENTITY, shown).into_response() } else { shown }
}

async fn find_overview(web: &Web, signed_in: &SignedIn, choice: PeriodChoice) -> Result<ApprovalOverview, PageError> {
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    Ok(web.store.read(move |tx| approvals::overview(tx, workspace, choice, now)).await?)
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<ApprovalQuery>,
) -> Result<Response, PageError> {
    let Some(choice) = period_choice(&query.from, signed_in.visit.period, PeriodChoice::LastOver) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let overview = find_overview(&web, &signed_in, choice).await?;
    Ok(page(&signed_in, &overview, &query, RefusedForm::default()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ApproveForm {
    from: String,
    show: String,
    /// Everybody who is clean where empty.
    employee: String,
    /// The version of the hours that the page showed.
    expected_version: String,
}

async fn approve(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(form): Form<ApproveForm>,
) -> Result<Response, PageError> {
    let Ok(day) = form.from.parse::<Date>() else { return Ok(error::not_understood(&signed_in.visit)) };
    let query = ApprovalQuery { from: form.from.clone(), show: form.show.clone(), ..ApprovalQuery::default() };
    let actor = signed_in.actor();
    let hold = Hold::Workspace(actor.workspace);
    let approved = if form.employee.is_empty() {
        let approve = web.store.write(hold, move |u| approvals::approve_clean(u, &actor, day, &form.expected_version));
        approve
            .await
            .map(|count| format!("The hours of {count} {} are approved.", if count == 1 { "person" } else { "people" }))
    } else {
        let Some(employee) = EmployeeId::parse(&form.employee) else {
            return Ok(error::not_found(&signed_in.visit));
        };
        let approve =
            web.store.write(hold, move |u| approvals::approve(u, &actor, day, employee, &form.expected_version));
        approve.await.map(|approval| {
            let [regular, overtime] =
                [approval.regular_secs, approval.overtime_secs].map(|secs| signed_in.pen().hours(secs));
            format!("Approved: {regular} regular, {overtime} overtime.")
        })
    };
    let refusal = match approved {
        Ok(words) => return Ok(guard::go(&web, &format!("/approvals?{}", query.link(day, None)), &words)),
        Err(error) => error,
    };
    let refusal = match refusal {
        ApprovalError::NotFound => return Ok(error::not_found(&signed_in.visit)),
        ApprovalError::Store(error) => return Err(error.into()),
        ApprovalError::Blocked(sheet) => {
            let mut reasons = SheetIssue::all_of(&sheet, signed_in.pen());
            reasons.retain(|reason| reason.blocks);
            let words = format!("The hours of {} are not approved. Resolve first:", sheet.person.name);
            Refusal { words, reasons }
        }
        ApprovalError::ChangedMeanwhile => {
            let words = "Nothing was approved: hours have changed since you opened the page. Check them below as they \
                         are now, and approve again.";
            Refusal { words: words.to_owned(), reasons: Vec::new() }
        }
        ApprovalError::NotOver { .. }
        | ApprovalError::Already { .. }
        | ApprovalError::Nothing
        | ApprovalError::Reason
        | ApprovalError::ReopenedAlready(_) => {
            let why = words::refusal(&refusal);
            Refusal { words: format!("Nothing was approved: {why}."), reasons: Vec::new() }
        }
    };
    again(&web, &signed_in, &query, RefusedForm { refusal: Some(refusal), reopen: None }).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ReopenForm {
    from: String,
    show: String,
    because: String,
}

async fn reopen(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<ReopenForm>,
) -> Result<Response, PageError> {
    let Some(id) = ApprovalId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let query = ApprovalQuery { from: form.from, show: form.show, ..ApprovalQuery::default() };
    let (actor, because) = (signed_in.actor(), form.because.clone());
    let hold = Hold::Workspace(actor.workspace);
    let refused = match web.store.write(hold, move |u| approvals::reopen(u, &actor, id, &because)).await {
        Ok(approval) => {
            let to = format!("/approvals?{}", query.link(approval.period.from, None));
            return Ok(guard::go(&web, &to, "The approval is taken back; the entries can be changed again."));
        }
        Err(ApprovalError::NotFound) => return Ok(error::not_found(&signed_in.visit)),
        Err(ApprovalError::Store(error)) => return Err(error.into()),
        Err(refusal @ ApprovalError::Reason) => {
            let errors = FormErrors::new("because", &words::refusal(&refusal));
            RefusedForm { refusal: None, reopen: Some((id, form.because, errors)) }
        }
        Err(
            refusal @ (ApprovalError::ReopenedAlready(_)
            | ApprovalError::NotOver { .. }
            | ApprovalError::Blocked(_)
            | ApprovalError::Already { .. }
            | ApprovalError::ChangedMeanwhile
            | ApprovalError::Nothing),
        ) => {
            let words = format!("Nothing was changed: {}.", words::refusal(&refusal));
            RefusedForm { refusal: Some(Refusal { words, reasons: Vec::new() }), reopen: None }
        }
    };
    again(&web, &signed_in, &query, refused).await
}

/// The page once more, with what was refused on it.
async fn again(
    web: &Web,
    signed_in: &SignedIn,
    query: &ApprovalQuery,
    refused: RefusedForm,
) -> Result<Response, PageError> {
    let Some(choice) = period_choice(&query.from, signed_in.visit.period, PeriodChoice::LastOver) else {
        return Ok(error::not_understood(&signed_in.visit));
    };
    let overview = find_overview(web, signed_in, choice).await?;
    Ok(page(signed_in, &overview, query, refused))
}
