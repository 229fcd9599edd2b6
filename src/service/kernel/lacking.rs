//! Work that waits until people of a workspace lack a kiosk PIN or a badge no more. What makes them is above; that there
//! may be something to make is known wherever people come and go.

use super::{
    Unit,
    task::{self, TaskKind},
};
use crate::{
    domain::ids::WorkspaceId,
    store::{StoreError, kiosk_policies},
};

/// Queues the making of whatever the people of a workspace lack under the method in force. Nothing is queued where kiosks
/// are not activated.
pub fn queue(u: &mut Unit<'_>, workspace: WorkspaceId) -> Result<(), StoreError> {
    if !kiosk_policies::find_policy(u.tx, workspace)?.is_some_and(|policy| policy.activated) {
        return Ok(());
    }
    task::queue(u, TaskKind::KioskCredentials, workspace)
}
