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
    sheet_order,
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
    wording::admin::AdminWords,
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/approvals", Audience::PAYROLL, show).post("/approvals", Audience::PAYROLL, approve).post(
        "/approvals/{id}/reopen",
        Audience::PAYROLL,
        reopen,
    )
}

/// People on one page.
const PAGE: usize = 40;

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
            "approved" => sheet.is_approved(),
            _ => true,
        }
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
    fn new(sheet: &Timesheet, zone: &Zone, pen: &Pen, words: &'static AdminWords) -> Self {
        let said = &words.approvals;
        let (approval, about, sums) = match sheet.progress() {
            SheetProgress::Approved(approval) => {
                let whole = approval.period == sheet.period;
                // What everybody has in common is not said on each row.
                let (approver, at) = (&approval.approver, pen.moment(approval.approved_at, zone));
                let about = match whole {
                    true => said.by(approver, at),
                    false => said.days_by(pen.period(approval.period), approver, at),
                };
                (Some(approval.id), about, whole.then_some((approval.regular_secs, approval.overtime_secs)))
            }
            SheetProgress::Reopened(approval) => {
                let reopened = approval.reopened.as_ref();
                let about = reopened.map(|by| said.reopened_by(&by.reopener, pen.moment(by.at, zone), &by.because));
                (None, about.unwrap_or_default(), None)
            }
            SheetProgress::Open => (None, String::new(), None),
        };
        let (regular, overtime) = sums.unwrap_or_else(|| (sheet.regular_secs(), sheet.overtime_secs()));
        let mut reasons = SheetIssue::all_of(sheet, pen, words);
        reasons.retain(|reason| reason.blocks);
        Self {
            id: sheet.person.id,
            name: sheet.person.name.clone(),
            regular: WrittenHours::new(pen, regular),
            overtime: WrittenHours::new(pen, overtime),
            total: WrittenHours::new(pen, regular + overtime),
            state: SheetBadge::new(sheet, &words.sheets),
            about,
            answer: SheetAnswer::last_of(sheet, zone, pen, &words.sheets),
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
    let (pen, words) = (signed_in.pen(), signed_in.words());
    let bad = refused.refusal.is_some() || refused.reopen.is_some();
    let after = EmployeeId::parse(&query.after);
    let order = SortOrder::parse(&query.sort, sheet_order::COLUMNS);
    let mut sheets: Vec<_> = sheets.iter().collect();
    if let Some(order) = order {
        sheet_order::sort(&mut sheets, order);
    }
    let begin = after.and_then(|after| sheets.iter().position(|sheet| sheet.person.id == after));
    let mut wanted = sheets.iter().skip(begin.map_or(0, |index| index + 1)).filter(|sheet| query.wants(sheet));
    let mut rows: Vec<_> = wanted.by_ref().take(PAGE).map(|sheet| Row::new(sheet, zone, pen, words)).collect();
    let next = rows.last().map(|last| last.id).filter(|_| wanted.next().is_some());
    if let Some((id, typed, errors)) = refused.reopen
        && let Some(row) = rows.iter_mut().find(|row| row.approval == Some(id))
    {
        row.typed = typed;
        row.errors = errors;
    }
    let choices = [
        ("", &words.approvals.everybody),
        ("blocked", &words.approvals.blocked),
        ("clean", &words.approvals.clean),
        ("approved", &words.approvals.approved),
    ];
    let mut kept = vec![("show", query.show.clone()), ("sort", query.sort.clone())];
    kept.retain(|(_, value)| !value.is_empty());
    let unsorted = ApprovalQuery { sort: String::new(), ..query.clone() };
    let shown = html(&ApprovalsPage {
        page: Page::of(signed_in, &words.approvals.title, "/approvals"),
        refusal: refused.refusal,
        switch: PeriodSwitch::new("/approvals", kept, period, pen),
        last_day: pen.day(period.days.to),
        unit: words.hours_unit(pen.formats.hours),
        is_empty: sheets.is_empty(),
        everybody: sheets.len(),
        approved: sheets.iter().filter(|sheet| sheet.is_approved()).count(),
        blocked: sheets.iter().filter(|sheet| sheet.is_blocked()).count(),
        clean: overview.clean().count(),
        clean_version: version(overview.clean()),
        from_then_on: pen.day(period.next.from),
        choices: choices.map(|(value, name)| SelectOption::new(value, name, &query.show)),
        show: query.show.clone(),
        sort: query.sort.clone(),
        sort_base: format!("/approvals?{}", unsorted.link(period.days.from, None)),
        heads: sheet_order::heads(words, order).into(),
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
    let words = &signed_in.words().approvals;
    let actor = signed_in.actor();
    let hold = Hold::Workspace(actor.workspace);
    let approved = if form.employee.is_empty() {
        let approve = web.store.write(hold, move |u| approvals::approve_clean(u, &actor, day, &form.expected_version));
        approve.await.map(|count| words.done(count))
    } else {
        let Some(employee) = EmployeeId::parse(&form.employee) else {
            return Ok(error::not_found(&signed_in.visit));
        };
        let approve =
            web.store.write(hold, move |u| approvals::approve(u, &actor, day, employee, &form.expected_version));
        approve.await.map(|approval| {
            let [regular, overtime] =
                [approval.regular_secs, approval.overtime_secs].map(|secs| signed_in.pen().hours(secs));
            words.done_hours(regular, overtime)
        })
    };
    let refusal = match approved {
        Ok(note) => return Ok(guard::go(&web, &format!("/approvals?{}", query.link(day, None)), &note)),
        Err(error) => error,
    };
    let refusal = match refusal {
        ApprovalError::NotFound => return Ok(error::not_found(&signed_in.visit)),
        ApprovalError::Store(error) => return Err(error.into()),
        ApprovalError::Blocked(sheet) => {
            let mut reasons = SheetIssue::all_of(&sheet, signed_in.pen(), signed_in.words());
            reasons.retain(|reason| reason.blocks);
            Refusal { words: words.not_approved(&sheet.person.name), reasons }
        }
        ApprovalError::ChangedMeanwhile => Refusal { words: words.changed_meanwhile.clone(), reasons: Vec::new() },
        ApprovalError::NotOver { .. }
        | ApprovalError::Already { .. }
        | ApprovalError::Nothing
        | ApprovalError::Reason
        | ApprovalError::ReopenedAlready(_) => {
            Refusal { words: words.nothing_approved(words.refusal(signed_in.pen(), &refusal)), reasons: Vec::new() }
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
    let words = &signed_in.words().approvals;
    let (actor, because) = (signed_in.actor(), form.because.clone());
    let hold = Hold::Workspace(actor.workspace);
    let refused = match web.store.write(hold, move |u| approvals::reopen(u, &actor, id, &because)).await {
        Ok(approval) => {
            let to = format!("/approvals?{}", query.link(approval.period.from, None));
            return Ok(guard::go(&web, &to, &words.taken_back));
        }
        Err(ApprovalError::NotFound) => return Ok(error::not_found(&signed_in.visit)),
        Err(ApprovalError::Store(error)) => return Err(error.into()),
        Err(refusal @ ApprovalError::Reason) => {
            let errors = FormErrors::new("because", &words.refusal(signed_in.pen(), &refusal));
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
            let words = words.nothing_changed(words.refusal(signed_in.pen(), &refusal));
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
