//! A supervisor clocks others at a kiosk, with their own name on it.

use super::{
    clock::{self, Choice, Found, Next, Supervisor},
    people,
    place::{KioskRequest, Place},
};
use crate::{
    domain::{
        ids::{EmployeeId, JobId},
        kiosk::Proof,
    },
    service::{Unit, access::links},
    store::{Hold, StoreError, identifications},
};

/// Clocks somebody for a supervisor: at once where there is one thing to do, else as they choose. Whoever clocks the
/// employee who they are themselves has proven it with their own PIN, and nobody else's name is on it.
pub fn clock_other(
    u: &mut Unit<'_>,
    request: &KioskRequest,
    by: Supervisor,
    employee: EmployeeId,
    chosen: Option<(Choice, Option<JobId>)>,
) -> Result<Next, StoreError> {
    let Some(place) = Place::find(u.tx, request)? else { return Ok(Next::Gone) };
    u.hold(Hold::Employee(employee))?;
    let id = request.identification();
    if let Some(before) = identifications::find_identification(u.tx, request.device, id)? {
        return clock::again(u, &place, &before);
    }
    if identifications::is_id_taken(u.tx, id)? {
        return Ok(Next::Gone);
    }
    let Some(employee) = people::find_clocking(u.tx, &place, employee, u.now)? else { return Ok(Next::Gone) };
    let is_own = links::employee_of_user(u.tx, request.workspace, by.user)? == Some(employee.id);
    let (proof, by) = if is_own { (Proof::UserPin, None) } else { (Proof::Supervisor, Some(by)) };
    let found = Found { employee, proof, by, confirm: chosen.is_some(), touched: None };
    match (clock::begin(u, &place, request, &found, None)?, chosen) {
        (Next::Choose(_), Some(chosen)) => clock::punch(u, request, id, chosen),
        (next, _) => Ok(next),
    }
}
