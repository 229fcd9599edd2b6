//! Whether people have what they are found by at kiosks.

use super::{Kiosk, credentials::find_awake, members, policy::KioskPolicy};
use crate::{
    domain::{employee::Employee, kiosk::CredentialKind},
    store::{StoreError, Tx},
};

/// How somebody stands with kiosks, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Readiness {
    /// No kiosk is for them, or they are not active.
    AtNoKiosk,
    /// What they lack of what the method in force asks for.
    Lacks(Vec<CredentialKind>),
    /// They have all of it.
    Ready,
}

/// How an employee stands with the kiosks of the workspace.
pub fn of(
    tx: &mut dyn Tx,
    (policy, kiosks): (&KioskPolicy, &[Kiosk]),
    employee: &Employee,
) -> Result<Readiness, StoreError> {
    if !employee.active || !members::is_at_any(tx, kiosks, employee.id)? {
        return Ok(Readiness::AtNoKiosk);
    }
    let mut lacks = Vec::new();
    for kind in policy.method.credentials() {
        if find_awake(tx, policy, (employee.workspace, employee.id), *kind)?.is_none() {
            lacks.push(*kind);
        }
    }
    Ok(if lacks.is_empty() { Readiness::Ready } else { Readiness::Lacks(lacks) })
}
