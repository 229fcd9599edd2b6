//! Whether punches are flagged that no location has.

use serde_json::{Value, json};

use crate::{
    domain::{ids::WorkspaceId, location::LocationPolicy},
    service::{
        audit::{self, Actor, AuditChange},
        kernel::Unit,
    },
    store::{StoreError, Tx, locations},
};

/// What a workspace flags.
pub fn get_policy(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<LocationPolicy, StoreError> {
    find_policy(tx, workspace)
}

/// The same for a punch that is being made.
pub(in crate::service) fn find_policy(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<LocationPolicy, StoreError> {
    locations::get_policy(tx, workspace)
}

/// Changes what is flagged from now on. What was flagged stays so.
pub fn set_policy(u: &mut Unit<'_>, actor: &Actor, policy: &LocationPolicy) -> Result<(), StoreError> {
    let before = locations::get_policy(u.tx, actor.workspace)?;
    if before == *policy {
        return Ok(());
    }
    locations::set_policy(u.tx, actor.workspace, policy)?;
    let change = AuditChange {
        action: "change location settings",
        subject: "clock locations",
        employee: None,
        before: Some(written(&before)),
        after: Some(written(policy)),
    };
    audit::note(u, actor, change)
}

fn written(policy: &LocationPolicy) -> Value {
    json!({ "flag_calls": policy.phone.name(), "flag_kiosks": policy.kiosk, "flag_reports": policy.page })
}
