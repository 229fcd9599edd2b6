//! Locks after wrong PINs at kiosks, as the office sees them: who is locked where, and unlocking somebody everywhere.

use jiff::Timestamp;

use super::guards;
pub use crate::store::kiosk_guards::LockedPerson;
use crate::{
    domain::ids::{EmployeeId, WorkspaceId},
    service::{audit::Actor, kernel::Unit},
    store::{StoreError, Tx, employees, kiosk_guards},
};

/// Why nobody was unlocked.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum UnlockError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is no such employee in the workspace")]
    NoEmployee,
}

/// Everybody of the workspace who is locked at a kiosk, by name.
pub fn list(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<Vec<LockedPerson>, StoreError> {
    kiosk_guards::list_locked_anywhere(tx, workspace, now)
}

/// Where somebody is locked.
pub fn list_of_employee(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
    now: Timestamp,
) -> Result<Vec<LockedPerson>, StoreError> {
    kiosk_guards::list_locks(tx, (workspace, employee), now)
}

/// Lets somebody try again at every kiosk where they are locked, under the hold of the workspace; whether they were
/// anywhere. Their wrong PINs are forgotten, those of the devices are not.
///
/// # Errors
/// When there is no such employee.
pub fn unlock(u: &mut Unit<'_>, actor: &Actor, employee: EmployeeId) -> Result<bool, UnlockError> {
    if employees::find_employee(u.tx, actor.workspace, employee)?.is_none() {
        return Err(UnlockError::NoEmployee);
    }
    let locks = list_of_employee(u.tx, actor.workspace, employee, u.now)?;
    for lock in &locks {
        guards::unlock(u, actor, lock.kiosk, employee)?;
    }
    Ok(!locks.is_empty())
}
