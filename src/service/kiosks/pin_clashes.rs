//! PINs that are found by their tag alone: no two people, and no kiosk, have the same one.

use crate::{
    domain::{
        ids::{EmployeeId, KioskId, UserId, WorkspaceId},
        kiosk::CredentialKind,
    },
    store::{StoreError, Tx, kiosk_credentials, universal_pins, user_pins},
};

/// Whose a PIN is to be, or is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinHolder {
    /// A user, who signs in and unlocks others with it.
    User(UserId),
    /// An employee, who clocks with it.
    Employee(EmployeeId),
    /// A kiosk, whose Universal PIN it is.
    Kiosk(KioskId),
}

/// Everybody who has the PIN with this tag, asleep or not.
fn find_holders(tx: &mut dyn Tx, workspace: WorkspaceId, tag: &[u8]) -> Result<Vec<PinHolder>, StoreError> {
    let user = user_pins::find_by_tag(tx, workspace, tag)?.map(|(user, _)| PinHolder::User(user));
    let lone = kiosk_credentials::find_by_tag(tx, workspace, CredentialKind::LonePin, tag)?;
    let universal = universal_pins::find_kiosk_with(tx, workspace, tag)?.map(PinHolder::Kiosk);
    Ok([user, lone.map(|lone| PinHolder::Employee(lone.employee)), universal].into_iter().flatten().collect())
}

/// Whether somebody else has the PIN with this tag: a user, an employee whose PIN alone it is, or a kiosk whose
/// Universal PIN it is. A user who is an employee is somebody else there: one PIN is never two.
pub fn is_taken(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    tag: &[u8],
    wanted_for: PinHolder,
) -> Result<bool, StoreError> {
    Ok(find_holders(tx, workspace, tag)?.into_iter().any(|holder| holder != wanted_for))
}
