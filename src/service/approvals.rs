//! Approving hours: one employee or all that are clean, period by period; and taking an approval back.

use std::sync::Arc;

use jiff::civil::Date;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    audit::{Actor, Change, NOTHING},
    gateway::Gateway,
    timesheets::{self, Approval, Place, State, Timesheet, Wanted},
};
use crate::{
    domain::{
        ids::{ApprovalId, EmployeeId, WorkspaceId},
        payroll::Period,
        workspace::Zone,
    },
    store::{StoreError, Tx, approvals, employees, workspaces},
};

/// The longest reason for taking an approval back.
pub const REASON_MAX_CHARS: usize = 500;

#[derive(Debug, thiserror::Error)]
pub enum ApprovalError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is nothing of that kind in this workspace")]
    NotFound,
    #[error("this pay period is not over: its last day is {to}; approve it from {from} on")]
    NotOver { to: Date, from: Date },
    /// What stands in the way is in the timesheet.
    #[error("something must be settled first")]
    Blocked(Box<Timesheet>),
    #[error("{name}'s hours from {} to {} were approved by {approver}", period.from, period.to)]
    Already { name: String, approver: String, period: Period },
    #[error("the hours have changed since the page was made")]
    ChangedMeanwhile,
    #[error("there is nothing to approve")]
    Nothing,
    #[error("say why, in at most {REASON_MAX_CHARS} characters")]
    Reason,
    #[error("{0} has taken this approval back already")]
    ReopenedAlready(String),
}

/// The approvals page: everybody in a period.
#[derive(Debug, Clone)]
pub struct Overview {
    pub place: Place,
    pub zone: Zone,
    pub sheets: Vec<Timesheet>,
}

impl Overview {
    /// Those whose hours nothing stands against.
    pub fn clean(&self) -> impl Iterator<Item = &Timesheet> {
        self.sheets.iter().filter(|sheet| sheet.is_clean())
    }
}

/// Changes with every change of whose hours these are and how many.
#[must_use]
pub fn mark<'a>(sheets: impl IntoIterator<Item = &'a Timesheet>) -> String {
    let mut digest = Sha256::new();
    for sheet in sheets {
        digest.update(sheet.person.id.as_bytes());
        for line in &sheet.sheet.lines {
            digest.update(format!("{} {:?} {} {};", line.day, line.job, line.pay.name(), line.secs));
        }
    }
    let mut mark = base16ct::lower::encode_string(&digest.finalize());
    mark.truncate(24);
    mark
}

impl Gateway {
    /// # Errors
    /// When the store fails.
    pub async fn get_overview(
        self: &Arc<Self>,
        workspace: WorkspaceId,
        wanted: Wanted,
    ) -> Result<Overview, ApprovalError> {
        let gateway = Arc::clone(self);
        self.db
            .read(move |tx| {
                let place = gateway.place(tx, workspace, wanted)?;
                let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
                let sheets = timesheets::list_all(tx, workspace, place.period)?;
                Ok(Overview { place, zone, sheets })
            })
            .await
    }

    /// Approves the hours of one employee in the period of a day: counted again, and only as they were shown.
    ///
    /// # Errors
    /// When the period is not over, something blocks, they are approved already, or no longer as shown.
    pub async fn approve(
        self: &Arc<Self>,
        actor: Actor,
        day: Date,
        employee: EmployeeId,
        shown: String,
    ) -> Result<Approval, ApprovalError> {
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let period = gateway.get_period_that_is_over(tx, &actor, day)?;
                let sheet = timesheets::timesheet(tx, actor.workspace, employee, period)?;
                let sheet = sheet.ok_or(ApprovalError::NotFound)?;
                match sheet.state() {
                    State::Approved(approval) => {
                        return Err(ApprovalError::Already {
                            name: sheet.person.name.clone(),
                            approver: approval.approver.clone(),
                            period: approval.period,
                        });
                    }
                    State::Open | State::Reopened(_) => {}
                }
                if sheet.is_blocked() {
                    return Err(ApprovalError::Blocked(Box::new(sheet)));
                }
                if sheet.entries.is_empty() {
                    return Err(ApprovalError::Nothing);
                }
                if mark([&sheet]) != shown {
                    return Err(ApprovalError::ChangedMeanwhile);
                }
                gateway.insert_approval(tx, &actor, &sheet)
            })
            .await
    }

    /// Approves everybody who is clean in the period of a day, and nobody else; how many they were.
    ///
    /// # Errors
    /// When the period is not over, nobody is clean, or they and their hours are no longer those that were shown.
    pub async fn approve_clean(
        self: &Arc<Self>,
        actor: Actor,
        day: Date,
        shown: String,
    ) -> Result<usize, ApprovalError> {
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let period = gateway.get_period_that_is_over(tx, &actor, day)?;
                let mut sheets = timesheets::list_all(tx, actor.workspace, period)?;
                sheets.retain(Timesheet::is_clean);
                if sheets.is_empty() {
                    return Err(ApprovalError::Nothing);
                }
                if mark(&sheets) != shown {
                    return Err(ApprovalError::ChangedMeanwhile);
                }
                for sheet in &sheets {
                    gateway.insert_approval(tx, &actor, sheet)?;
                }
                Ok(sheets.len())
            })
            .await
    }

    fn get_period_that_is_over(&self, tx: &mut dyn Tx, actor: &Actor, day: Date) -> Result<Period, ApprovalError> {
        let place = self.place(tx, actor.workspace, Wanted::Of(day))?;
        if place.is_over() {
            return Ok(place.period);
        }
        Err(ApprovalError::NotOver { to: place.period.to, from: place.next.from })
    }

    fn insert_approval(&self, tx: &mut dyn Tx, actor: &Actor, sheet: &Timesheet) -> Result<Approval, ApprovalError> {
        let approval = Approval {
            id: ApprovalId::mint(&self.ids()),
            workspace: actor.workspace,
            employee: sheet.person.id,
            period: sheet.period,
            regular_secs: sheet.regular_secs(),
            overtime_secs: sheet.overtime_secs(),
            approved_at: self.now(),
            approved_by: actor.user,
            approver: actor.name.clone(),
            reopened: None,
        };
        approvals::insert_approval(tx, &approval)?;
        let change = Change {
            action: "approve hours",
            subject: &sheet.person.name,
            employee: Some(sheet.person.id),
            before: NOTHING,
            after: Some(json!({
                "from": approval.period.from.to_string(),
                "to": approval.period.to.to_string(),
                "regular_seconds": approval.regular_secs,
                "overtime_seconds": approval.overtime_secs,
            })),
        };
        self.note(tx, actor, change)?;
        Ok(approval)
    }

    /// Takes an approval back, so that the hours can be changed. The approval and the reason stay for ever.
    ///
    /// # Errors
    /// When there is no such approval, no reason, or somebody was faster.
    pub async fn reopen_approval(
        self: &Arc<Self>,
        actor: Actor,
        id: ApprovalId,
        because: String,
    ) -> Result<Approval, ApprovalError> {
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let because = because.split_whitespace().collect::<Vec<_>>().join(" ");
                let approval = approvals::find_approval(tx, actor.workspace, id)?.ok_or(ApprovalError::NotFound)?;
                if let Some(reopened) = approval.reopened {
                    return Err(ApprovalError::ReopenedAlready(reopened.reopener));
                }
                if because.is_empty() || because.chars().count() > REASON_MAX_CHARS {
                    return Err(ApprovalError::Reason);
                }
                let reopened = approvals::Reopened {
                    at: gateway.now(),
                    by: actor.user,
                    reopener: actor.name.clone(),
                    because: because.clone(),
                };
                approvals::set_reopened(tx, id, &reopened)?;
                let name = employees::get_employee(tx, actor.workspace, approval.employee)?.details.name;
                let change = Change {
                    action: "reopen approved hours",
                    subject: &name,
                    employee: Some(approval.employee),
                    before: NOTHING,
                    after: Some(json!({
                        "from": approval.period.from.to_string(),
                        "to": approval.period.to.to_string(),
                        "reason": because,
                    })),
                };
                gateway.note(tx, &actor, change)?;
                Ok(Approval { reopened: Some(reopened), ..approval })
            })
            .await
    }
}
