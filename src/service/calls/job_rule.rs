//! Whether somebody names jobs by phone.

use crate::{
    dialog::event::JobRule,
    domain::{
        ids::EmployeeId,
        workspace::{JobPolicy, Workspace},
    },
    store::{StoreError, Tx, jobs},
};

pub(super) fn find_job_rule(
    tx: &mut dyn Tx,
    workspace: &Workspace,
    employee: EmployeeId,
) -> Result<JobRule, StoreError> {
    let any = jobs::any_with_code(tx, workspace.id, employee)?;
    Ok(match (any, workspace.settings.job_policy) {
        (false, _) => JobRule::NotAsked,
        (true, JobPolicy::Optional) => JobRule::Optional,
        (true, JobPolicy::Required) => JobRule::Required,
    })
}
