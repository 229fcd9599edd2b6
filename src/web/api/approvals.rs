//! Hours of a pay period, and their approvals.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    body::{ApiId, ApiJson, ApiQuery},
    caller::ApiCaller,
    listing::{Listing, place},
    problem::Problem,
    version::json,
};
use crate::{
    domain::{
        api_scope::Scope,
        ids::{ApprovalId, EmployeeId},
    },
    service::{
        Hold,
        timesheets::{
            approvals::{self, ApprovalError},
            sheets::{self, Approval as KnownApproval, PeriodChoice, SheetProgress, Timesheet as KnownTimesheet},
        },
    },
    web::{Web, access::Audience, routes::Routes},
};

pub(super) fn routes() -> Routes {
    let (read, write) = (Audience::Token(Scope::ApprovalsRead), Audience::Token(Scope::ApprovalsWrite));
    Routes::new().get("/api/v1/timesheets", read, list).post("/api/v1/approvals", write, approve).post(
        "/api/v1/approvals/{id}/reopen",
        write,
        reopen,
    )
}

/// A person's hours in a pay period.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Timesheet {
    /// Whose hours they are.
    #[schema(value_type = String, format = "uuid")]
    employee: EmployeeId,
    /// Their name.
    employee_name: String,
    /// The first day of the pay period.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// Seconds of regular hours.
    regular_seconds: i64,
    /// Seconds of overtime.
    overtime_seconds: i64,
    /// `open`, `approved`, or `reopened` where an approval was taken back.
    state: &'static str,
    /// Whether an open entry or an exception must be resolved first.
    blocked: bool,
    /// What these hours are, to be sent with an approval.
    version: String,
    /// The approval, or the last one that was taken back.
    approval: Option<Approval>,
}

/// That somebody has approved hours.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Approval {
    /// Stays the same for ever.
    #[schema(value_type = String, format = "uuid")]
    id: ApprovalId,
    /// The employee whom it is about.
    #[schema(value_type = String, format = "uuid")]
    employee: EmployeeId,
    /// The first day that is approved.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The last one.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// Seconds of regular hours.
    regular_seconds: i64,
    /// Seconds of overtime.
    overtime_seconds: i64,
    /// When it was given.
    #[schema(value_type = String, format = DateTime)]
    approved_at: Timestamp,
    /// Who gave it.
    approver: String,
    /// Why it was taken back; null where it was not.
    reopened_because: Option<String>,
}

impl From<&KnownApproval> for Approval {
    fn from(approval: &KnownApproval) -> Self {
        Self {
            id: approval.id,
            employee: approval.employee,
            from: approval.period.from,
            to: approval.period.to,
            regular_seconds: approval.regular_secs,
            overtime_seconds: approval.overtime_secs,
            approved_at: approval.approved_at,
            approver: approval.approver.clone(),
            reopened_because: approval.reopened.as_ref().map(|reopened| reopened.because.clone()),
        }
    }
}

impl From<KnownTimesheet> for Timesheet {
    fn from(sheet: KnownTimesheet) -> Self {
        let (state, approval) = match sheet.progress() {
            SheetProgress::Open => ("open", None),
            SheetProgress::Approved(approval) => ("approved", Some(approval.into())),
            SheetProgress::Reopened(approval) => ("reopened", Some(approval.into())),
        };
        Self {
            employee: sheet.person.id,
            from: sheet.period.from,
            to: sheet.period.to,
            regular_seconds: sheet.regular_secs(),
            overtime_seconds: sheet.overtime_secs(),
            state,
            blocked: sheet.is_blocked(),
            version: approvals::version([&sheet]),
            approval,
            employee_name: sheet.person.name,
        }
    }
}

/// Which timesheets are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct TimesheetsQuery {
    /// A day of the pay period; the one that today lies in without it.
    #[param(value_type = Option<String>, nullable = false, format = Date)]
    day: Option<Date>,
    /// The `next_cursor` of the page before; the first page without it.
    #[param(nullable = false)]
    cursor: Option<String>,
}

/// Lists the timesheets of a pay period by name, up to 50 on a page: hours, what blocks them, and who has approved
/// them.
#[utoipa::path(
    get, path = "/api/v1/timesheets", tag = "approvals", operation_id = "list_timesheets",
    params(TimesheetsQuery),
    responses((status = 200, description = "A page of timesheets", body = Listing<Timesheet>)),
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiQuery(query): ApiQuery<TimesheetsQuery>,
) -> Result<Response, Problem> {
    let after = place(query.cursor.as_deref(), EmployeeId::parse)?;
    let choice = query.day.map_or(PeriodChoice::Current, PeriodChoice::Of);
    let (workspace, now) = (caller.workspace(), web.store.now());
    let page = web.store.read(move |tx| sheets::list(tx, workspace, choice, after, now)).await?;
    Ok(json(&Listing::page(page.sheets.into_iter().map(Timesheet::from).collect(), page.after)))
}

/// Hours to be approved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewApproval {
    /// Whose hours they are.
    #[schema(value_type = String, format = "uuid")]
    employee: EmployeeId,
    /// A day of the pay period.
    #[schema(value_type = String, format = Date)]
    day: Date,
    /// The `version` of the timesheet that was read: only those hours are approved.
    version: String,
}

/// Approves the hours of one employee in a pay period that is over. They are locked from then on.
#[utoipa::path(
    post, path = "/api/v1/approvals", tag = "approvals", operation_id = "approve_hours",
    request_body = NewApproval,
    responses((status = 201, description = "The approval", body = Approval)),
)]
pub(super) async fn approve(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiJson(new): ApiJson<NewApproval>,
) -> Result<Response, Problem> {
    let actor = caller.actor();
    let NewApproval { employee, day, version } = new;
    let hold = Hold::Workspace(caller.workspace());
    let approve = web.store.write(hold, move |u| approvals::approve(u, &actor, day, employee, &version));
    Ok((StatusCode::CREATED, json(&Approval::from(&approve.await?))).into_response())
}

/// Why an approval is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reopening {
    /// In at most 500 characters.
    reason: String,
}

/// Takes an approval back, so that the hours can be changed. The approval and the reason are kept.
#[utoipa::path(
    post, path = "/api/v1/approvals/{id}/reopen", tag = "approvals", operation_id = "reopen_hours",
    params(("id" = String, Path, format = "uuid")),
    request_body = Reopening,
    responses((status = 200, description = "The approval", body = Approval)),
)]
pub(super) async fn reopen(
    State(web): State<Web>,
    caller: ApiCaller,
    ApiId(id): ApiId,
    ApiJson(Reopening { reason }): ApiJson<Reopening>,
) -> Result<Response, Problem> {
    let (id, actor) = (ApprovalId::parse(&id).ok_or_else(Problem::not_found)?, caller.actor());
    let hold = Hold::Workspace(caller.workspace());
    let reopened = web.store.write(hold, move |u| approvals::reopen(u, &actor, id, &reason)).await?;
    Ok(json(&Approval::from(&reopened)))
}

impl From<ApprovalError> for Problem {
    fn from(error: ApprovalError) -> Self {
        match &error {
            ApprovalError::Store(_) => Self::failed(&error),
            ApprovalError::NotFound => Self::not_found(),
            ApprovalError::NotOver { from, .. } => {
                Self::conflict("period-runs", format!("The pay period can be approved from {from} on."))
            }
            ApprovalError::Blocked(_) => {
                Self::conflict("blocked", "An open entry or an exception must be resolved first.")
            }
            ApprovalError::Already { .. } => Self::conflict("approved", "The hours are approved already."),
            ApprovalError::ChangedMeanwhile => Self::changed(),
            ApprovalError::Nothing => Self::conflict("nothing", "There are no hours to approve."),
            ApprovalError::Reason => Self::invalid_field("reason", "Say why in 1 to 500 characters."),
            ApprovalError::ReopenedAlready(_) => Self::conflict("reopened", "The approval was taken back already."),
        }
    }
}
