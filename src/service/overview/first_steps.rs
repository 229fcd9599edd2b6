//! What is to be done in a new workspace; each step is done by doing it.

use serde_json::json;

use crate::{
    domain::ids::WorkspaceId,
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
    },
    store::{
        StoreError, Tx,
        overview::{self, Beginnings},
    },
};

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Bring people in.
    People,
    /// Add jobs.
    Jobs,
    /// Settle how hours become pay.
    PayPeriod,
    /// Make a first call.
    TestCall,
    /// Say in what form payroll takes the hours.
    ExportProfile,
}

/// The steps in their order, and whether each is done; none once all are, or where somebody has put them away.
pub fn list(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<(Step, bool)>, StoreError> {
    let Beginnings { people, jobs, policy, punches, profile, hidden } = overview::find_beginnings(tx, workspace)?;
    let steps = [
        (Step::People, people),
        (Step::Jobs, jobs),
        (Step::PayPeriod, policy),
        (Step::TestCall, punches),
        (Step::ExportProfile, profile),
    ];
    let is_over = hidden || steps.iter().all(|(_, done)| *done);
    Ok(if is_over { Vec::new() } else { steps.to_vec() })
}

/// Puts the steps away, for everybody in the workspace. Doing so again changes nothing.
pub fn hide(u: &mut Unit<'_>, actor: &Actor) -> Result<(), StoreError> {
    if list(u.tx, actor.workspace)?.is_empty() {
        return Ok(());
    }
    overview::hide_first_steps(u.tx, actor.workspace, u.now)?;
    let change = AuditChange {
        action: "hide first steps",
        subject: "first steps",
        employee: None,
        before: NO_FIELDS,
        after: Some(json!({})),
    };
    audit::note(u, actor, change)
}
