//! Punches: where somebody stands, what a punch changes in their entries, and what is found wrong with it.

pub(super) mod checks;
mod punch;
mod raise;
mod standing;

pub(super) use self::{punch::PunchWriter, standing::PunchContext};
use super::Unit;
use crate::{
    dialog::session::SignedInEmployee,
    store::{Hold, StoreError},
};

/// Lets nobody else write what is this person's until the end of the transaction.
pub(super) fn hold_person(u: &mut Unit<'_>, who: SignedInEmployee) -> Result<(), StoreError> {
    u.hold(Hold::WorkspaceShared(who.workspace))?;
    u.hold(Hold::Employee(who.employee))
}
