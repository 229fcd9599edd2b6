//! How an employee stands with the phone: looked up, and written down when it changes.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::CredentialError;
use crate::{
    domain::{
        ids::{EmployeeId, WorkspaceId},
        phone_clock_id::PhoneClockId,
    },
    service::{
        audit::{self, Actor, AuditChange},
        kernel::Unit,
    },
    store::{
        StoreError, Tx,
        phone_clocking::{self, RolloutRow},
    },
};

/// An employee and how they stand with the phone at `now`, by which links and codes are judged.
///
/// # Errors
/// [`CredentialError::NoEmployee`] when the workspace has none of that id.
pub(in crate::service) fn get(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
    now: Timestamp,
) -> Result<RolloutRow, CredentialError> {
    phone_clocking::find_person(tx, workspace, employee, now)?.ok_or(CredentialError::NoEmployee)
}

/// As [`get`], of somebody who may clock.
///
/// # Errors
/// [`CredentialError::Inactive`] for others.
pub(in crate::service) fn get_active(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
    now: Timestamp,
) -> Result<RolloutRow, CredentialError> {
    let person = get(tx, workspace, employee, now)?;
    if person.employee.active { Ok(person) } else { Err(CredentialError::Inactive) }
}

/// Writes down a change of how somebody stands with the phone; `before` is how they stood.
pub(super) fn note(u: &mut Unit<'_>, actor: &Actor, action: &str, before: &RolloutRow) -> Result<(), StoreError> {
    let (employee, now) = (&before.employee, u.time_for_ends());
    let after = phone_clocking::find_person(u.tx, employee.workspace, employee.id, now)?;
    let change = AuditChange {
        action,
        subject: &employee.details.name,
        employee: Some(employee.id),
        before: Some(without_secrets(before, now)),
        after: after.map(|after| without_secrets(&after, now)),
    };
    audit::note(u, actor, change)
}

/// What the audit log keeps of it.
fn without_secrets(person: &RolloutRow, now: Timestamp) -> Value {
    let mut standing = json!({
        "phone_status": person.status(now).name(),
        "phone_clock_id": person.clock_id.as_ref().map(PhoneClockId::as_str),
    });
    let mut also = |name: &str, value: Value| {
        if let Some(standing) = standing.as_object_mut() {
            standing.insert(name.to_owned(), value);
        }
    };
    if person.locked {
        also("locked", true.into());
    }
    if let Some(set_at) = person.pin_set_at {
        also("pin_set_at", set_at.to_string().into());
    }
    if let Some(link) = &person.link {
        also("link_ends_at", link.ends_at.to_string().into());
    }
    if let Some(end) = person.code_ends_at {
        also("code_ends_at", end.to_string().into());
    }
    standing
}
