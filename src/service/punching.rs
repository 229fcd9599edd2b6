//! Punches: where somebody stands, what a punch changes in their entries, and what is found wrong with it.

pub(super) mod breaks;
pub(super) mod checks;
mod origin;
mod patterns;
mod punch;
mod raise;
mod standing;

pub(super) use self::{
    breaks::{ClockedBreak, find_of_request},
    origin::{KioskOrigin, made_by_kept, made_by_request, seen_in_call},
    punch::PunchWriter,
    standing::PunchContext,
};
use super::Unit;
use crate::{
    domain::ids::{EmployeeId, WorkspaceId},
    store::{Hold, StoreError},
};

/// Lets nobody else write what is this person's until the end of the transaction.
pub(super) fn hold_person(u: &mut Unit<'_>, workspace: WorkspaceId, employee: EmployeeId) -> Result<(), StoreError> {
    u.hold(Hold::WorkspaceShared(workspace))?;
    u.hold(Hold::Employee(employee))
}
