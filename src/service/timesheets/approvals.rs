//! Approving hours: one employee or all that are clean, period by period; and taking an approval back.

use jiff::{Timestamp, civil::Date};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::sheets::{self, Approval, PayPeriod, PeriodChoice, SheetProgress, Timesheet};
use crate::{
    domain::{
        ids::{ApprovalId, EmployeeId, WorkspaceId},
        payroll::Period,
        workspace::Zone,
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
    },
    store::{StoreError, Tx, approvals, employees, workspaces},
};

/// The longest reason for taking an approval back.
pub const REASON_MAX_CHARS: usize = 500;

/// Why nothing was approved, or taken back.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum ApprovalError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is nothing of that kind in the workspace")]
    NotFound,
    /// With its last day, and the first on which it can be approved.
    #[error("the pay period to {to} is not over")]
    NotOver { to: Date, from: Date },
    /// What stands in the way is in the timesheet.
    #[error("something of the timesheet is not settled")]
    Blocked(Box<Timesheet>),
    #[error("the hours from {} to {} are approved already", period.from, period.to)]
    Already { name: String, approver: String, period: Period },
    #[error("the hours have changed since they were shown")]
    ChangedMeanwhile,
    #[error("there are no hours to approve")]
    Nothing,
    #[error("the reason is missing, or longer than {REASON_MAX_CHARS} characters")]
    Reason,
    /// With the name of who did it.
    #[error("the approval was taken back already")]
    ReopenedAlready(String),
}

/// An approval of the workspace, taken back or not.
pub fn find(tx: &mut dyn Tx, workspace: WorkspaceId, id: ApprovalId) -> Result<Option<Approval>, StoreError> {
    approvals::find_approval(tx, workspace, id)
}

/// Everybody in a period, and how far their hours have come.
#[derive(Debug, Clone)]
pub struct ApprovalOverview {
    /// The pay period.
    pub period: PayPeriod,
    /// The workspace's.
    pub zone: Zone,
    /// Everybody who has anything in it, in the order of lists.
    pub sheets: Vec<Timesheet>,
}

impl ApprovalOverview {
    /// Those whose hours nothing stands against.
    pub fn clean(&self) -> impl Iterator<Item = &Timesheet> {
        self.sheets.iter().filter(|sheet| sheet.is_clean())
    }
}

/// A fingerprint of timesheets, which changes with whose hours these are and how many.
#[must_use]
pub fn version<'a>(sheets: impl IntoIterator<Item = &'a Timesheet>) -> String {
    let mut digest = Sha256::new();
    for sheet in sheets {
        digest.update(sheet.person.id.as_bytes());
        for line in &sheet.sheet.lines {
            digest.update(format!("{} {:?} {} {};", line.day, line.job, line.pay.name(), line.secs));
        }
    }
    let mut version = base16ct::lower::encode_string(&digest.finalize());
    version.truncate(24);
    version
}

/// Everybody who has anything in a period.
pub fn overview(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    choice: PeriodChoice,
    now: Timestamp,
) -> Result<ApprovalOverview, StoreError> {
    let period = sheets::pay_period(tx, workspace, choice, now)?;
    let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
    let sheets = sheets::list_all(tx, workspace, period.days)?;
    Ok(ApprovalOverview { period, zone, sheets })
}

/// Approves the hours of one employee in the period of a day: counted again, and only as they were shown.
///
/// # Errors
/// When the period is not over, something blocks, they are approved already, or no longer of the expected version.
pub fn approve(
    u: &mut Unit<'_>,
    actor: &Actor,
    day: Date,
    employee: EmployeeId,
    expected_version: &str,
) -> Result<Approval, ApprovalError> {
    let period = get_period_that_is_over(u, actor, day)?;
    let sheet = sheets::count_one(u.tx, actor.workspace, employee, period)?.ok_or(ApprovalError::NotFound)?;
    match sheet.progress() {
        SheetProgress::Approved(approval) => {
            return Err(ApprovalError::Already {
                name: sheet.person.name.clone(),
                approver: approval.approver.clone(),
                period: approval.period,
            });
        }
        SheetProgress::Open | SheetProgress::Reopened(_) => {}
    }
    if sheet.is_blocked() {
        return Err(ApprovalError::Blocked(Box::new(sheet)));
    }
    if sheet.entries.is_empty() {
        return Err(ApprovalError::Nothing);
    }
    if version([&sheet]) != expected_version {
        return Err(ApprovalError::ChangedMeanwhile);
    }
    insert_approval(u, actor, &sheet)
}

/// Approves everybody who is clean in the period of a day, and nobody else; how many they were.
///
/// # Errors
/// When the period is not over, nobody is clean, or they and their hours are no longer of the expected version.
pub fn approve_clean(
    u: &mut Unit<'_>,
    actor: &Actor,
    day: Date,
    expected_version: &str,
) -> Result<usize, ApprovalError> {
    let period = get_period_that_is_over(u, actor, day)?;
    let mut sheets = sheets::list_all(u.tx, actor.workspace, period)?;
    sheets.retain(Timesheet::is_clean);
    if sheets.is_empty() {
        return Err(ApprovalError::Nothing);
    }
    if version(&sheets) != expected_version {
        return Err(ApprovalError::ChangedMeanwhile);
    }
    for sheet in &sheets {
        insert_approval(u, actor, sheet)?;
    }
    Ok(sheets.len())
}

fn get_period_that_is_over(u: &mut Unit<'_>, actor: &Actor, day: Date) -> Result<Period, ApprovalError> {
    let period = sheets::pay_period(u.tx, actor.workspace, PeriodChoice::Of(day), u.now)?;
    if period.is_over() {
        return Ok(period.days);
    }
    Err(ApprovalError::NotOver { to: period.days.to, from: period.next.from })
}

fn insert_approval(u: &mut Unit<'_>, actor: &Actor, sheet: &Timesheet) -> Result<Approval, ApprovalError> {
    let approval = Approval {
        id: ApprovalId::generate(&u.ids),
        workspace: actor.workspace,
        employee: sheet.person.id,
        period: sheet.period,
        regular_secs: sheet.regular_secs(),
        overtime_secs: sheet.overtime_secs(),
        approved_at: u.now,
        approved_by: actor.user,
        approver: actor.name.clone(),
        reopened: None,
    };
    approvals::insert_approval(u.tx, &approval)?;
    let change = AuditChange {
        action: "approve hours",
        subject: &sheet.person.name,
        employee: Some(sheet.person.id),
        before: NO_FIELDS,
        after: Some(json!({
            "from": approval.period.from.to_string(),
            "to": approval.period.to.to_string(),
            "regular_seconds": approval.regular_secs,
            "overtime_seconds": approval.overtime_secs,
        })),
    };
    audit::note(u, actor, change)?;
    Ok(approval)
}

/// Takes an approval back, so that the hours can be changed. The approval and the reason stay for ever.
///
/// # Errors
/// When there is no such approval, no reason, or somebody was faster.
pub fn reopen(u: &mut Unit<'_>, actor: &Actor, id: ApprovalId, because: &str) -> Result<Approval, ApprovalError> {
    let because = because.split_whitespace().collect::<Vec<_>>().join(" ");
    let approval = approvals::find_approval(u.tx, actor.workspace, id)?.ok_or(ApprovalError::NotFound)?;
    if let Some(reopened) = approval.reopened {
        return Err(ApprovalError::ReopenedAlready(reopened.reopener));
    }
    if because.is_empty() || because.chars().count() > REASON_MAX_CHARS {
        return Err(ApprovalError::Reason);
    }
    let (by, reopener) = (actor.user, actor.name.clone());
    let reopened = approvals::Reopening { at: u.now, by, reopener, because };
    approvals::set_reopened(u.tx, id, &reopened)?;
    let name = employees::get_employee(u.tx, actor.workspace, approval.employee)?.details.name;
    let change = AuditChange {
        action: "reopen approved hours",
        subject: &name,
        employee: Some(approval.employee),
        before: NO_FIELDS,
        after: Some(json!({
            "from": approval.period.from.to_string(),
            "to": approval.period.to.to_string(),
            "reason": reopened.because,
        })),
    };
    audit::note(u, actor, change)?;
    Ok(Approval { reopened: Some(reopened), ..approval })
}
