//! PINs: set, removed, unlocked; and the phone clock IDs that come and go with them.

use std::collections::HashMap;

use jiff::Timestamp;

use super::{CredentialError, NewPin, clock_ids, standing};
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, WorkspaceId},
        lockout::Lock,
        phone_clock_id::PhoneClockId,
        pin::{Pin, PinRules},
    },
    service::{audit::Actor, kernel::Unit},
    store::{StoreError, Tx, employees, phone_clock_ids, setup_links, sign_ins, workspaces},
};

/// Sets a PIN that was hashed before, and issues a phone clock ID where there is none. Ends every lock. A setup link
/// that waits stays good, so that the employee can still choose a PIN that nobody else has seen.
///
/// # Errors
/// When the PIN is too easy to guess, or there is no such active employee.
pub(super) fn set(
    u: &mut Unit<'_>,
    actor: &Actor,
    employee: EmployeeId,
    new: &NewPin,
) -> Result<PhoneClockId, CredentialError> {
    let person = standing::get_active(u.tx, actor.workspace, employee, u.clock.time_for_ends())?;
    let clock_id = put(u, &person.employee, new)?;
    let action = if person.pin_set_at.is_some() { "change PIN" } else { "set PIN" };
    standing::note(u, actor, action, &person)?;
    Ok(clock_id)
}

/// Sets another PIN for an employee who has just proven the one they have; `action` and `address` are for the audit
/// log. A setup link that waits stays good. Their holds are to be had before.
///
/// # Errors
/// When the PIN is too easy to guess, or they may not clock any more.
pub(in crate::service) fn change_own(
    u: &mut Unit<'_>,
    (workspace, employee): (WorkspaceId, EmployeeId),
    new: &NewPin,
    (action, address): (&str, &str),
) -> Result<(), CredentialError> {
    let ends = u.time_for_ends();
    let person = standing::get_active(u.tx, workspace, employee, ends)?;
    if person.pin_set_at.is_none() {
        return Err(CredentialError::NoPin);
    }
    put(u, &person.employee, new)?;
    let actor = Actor::employee(workspace, &person.employee.details.name, address);
    Ok(standing::note(u, &actor, action, &person)?)
}

/// The part of choosing a PIN that all ways of choosing share: checked once more, because the ID may have changed while
/// the PIN was being hashed.
pub(super) fn put(u: &mut Unit<'_>, employee: &Employee, new: &NewPin) -> Result<PhoneClockId, CredentialError> {
    let known = phone_clock_ids::find_of_employee(u.tx, employee.id)?;
    refuse_weak(u.tx, employee, &new.pin, known.as_ref(), u.now)?;
    let clock_id = match known {
        Some(known) => known,
        None => clock_ids::issue(u, employee.id, Some(&new.pin))?,
    };
    employees::set_pin(u.tx, employee.id, &new.hash, u.now)?;
    sign_ins::clear_guards(u.tx, &clock_id)?;
    Ok(clock_id)
}

/// Whether the PIN will do for this employee, by the rules of their workspace in the year of `now`.
///
/// # Errors
/// [`CredentialError::Weak`] says why not.
pub(in crate::service) fn refuse_weak(
    tx: &mut dyn Tx,
    employee: &Employee,
    pin: &Pin,
    clock_id: Option<&PhoneClockId>,
    now: Timestamp,
) -> Result<(), CredentialError> {
    let settings = workspaces::get_workspace(tx, employee.workspace)?.settings;
    let rules = PinRules {
        min_digits: settings.pin_min_digits,
        this_year: settings.zone.local(now).year(),
        clock_id,
        phone: employee.details.phone.as_ref(),
    };
    pin.weakness(&rules).map_or(Ok(()), |weakness| Err(CredentialError::Weak(weakness)))
}

/// Ends PIN, phone clock ID and whatever link or code waits, at once; the ID is never issued again.
///
/// # Errors
/// [`CredentialError::NoPin`] when there is none to remove.
pub fn remove(u: &mut Unit<'_>, actor: &Actor, employee: EmployeeId) -> Result<(), CredentialError> {
    let person = standing::get(u.tx, actor.workspace, employee, u.clock.time_for_ends())?;
    let removed = employees::remove_pin(u.tx, employee)?;
    if let Some(clock_id) = &person.clock_id {
        phone_clock_ids::retire(u.tx, clock_id, u.now)?;
    }
    if !removed && person.clock_id.is_none() {
        return Err(CredentialError::NoPin);
    }
    setup_links::end_all(u.tx, employee, u.now)?;
    Ok(standing::note(u, actor, "remove PIN", &person)?)
}

/// Ends every lock on an employee's ID; whether there was one, or a count toward one.
///
/// # Errors
/// [`CredentialError::NoPin`] when the employee has no phone clock ID.
pub fn unlock(u: &mut Unit<'_>, actor: &Actor, employee: EmployeeId) -> Result<bool, CredentialError> {
    let person = standing::get(u.tx, actor.workspace, employee, u.clock.time_for_ends())?;
    let clock_id = person.clock_id.as_ref().ok_or(CredentialError::NoPin)?;
    let was_locked = sign_ins::clear_guards(u.tx, clock_id)?;
    if was_locked {
        standing::note(u, actor, "unlock", &person)?;
    }
    Ok(was_locked)
}

/// Whom wrong PINs keep out at `now`, from some phones or from all, and until when.
pub fn list_locks(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    now: Timestamp,
) -> Result<HashMap<EmployeeId, Lock>, StoreError> {
    let mut locks = HashMap::new();
    for (employee, lock) in sign_ins::list_locks(tx, workspace)?.into_iter().filter(|(_, lock)| lock.holds(now)) {
        let known = locks.entry(employee).or_insert(lock);
        *known = lock.max(*known);
    }
    Ok(locks)
}
