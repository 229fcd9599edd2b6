//! What a supervisor does at a kiosk after they have keyed their PIN: unlocks people and clocks others, with their own
//! name on it. Each act lets them go on for a while.

use jiff::Timestamp;

use super::{
    at_device::later,
    clock::{Choice, Next, Supervisor},
    guards, members,
    people::{self, Names},
    place::{KioskRequest, Place},
    supervise,
};
use crate::{
    domain::{
        ids::{DeviceId, DeviceRequestId, EmployeeId, IdentificationId, JobId, UserId, WorkspaceId},
        kiosk::{Outcome, Proof},
        user::User,
    },
    service::{access::actor_of, kernel::Unit},
    store::{
        Hold, StoreError, Tx, board,
        identifications::{self, Identification},
        kiosk_devices,
        kiosk_guards::LockedPerson,
        user_pins, users,
    },
};

/// People who are in that a screen offers a supervisor.
const MAX_PRESENT: usize = 200;

/// Whom a supervisor may want to do something for.
#[derive(Debug, Clone)]
pub struct Charges {
    /// Who is locked at the kiosk.
    pub locked: Vec<LockedPerson>,
    /// Who of the kiosk's people is in.
    pub present: Vec<(EmployeeId, String)>,
}

/// Whom a supervisor at this device may want to do something for.
pub fn list_charges(tx: &mut dyn Tx, request: &KioskRequest) -> Result<Charges, StoreError> {
    let locked = guards::list_locked(tx, request)?;
    let mut present = Vec::new();
    if let Some(place) = Place::find(tx, request)? {
        for row in board::list_present(tx, request.workspace, None, MAX_PRESENT)? {
            if members::covers(tx, &place.kiosk, row.employee)? {
                present.push((row.employee, row.name));
            }
        }
    }
    Ok(Charges { locked, present })
}

/// The user who has keyed their PIN at this device, where they may still go on: it was not removed or changed since, and
/// their role still supervises.
fn find_supervisor(
    tx: &mut dyn Tx,
    request: &KioskRequest,
    id: IdentificationId,
) -> Result<Option<(Identification, User)>, StoreError> {
    let found = identifications::find_identification(tx, request.device, id)?;
    let waits = |found: &Identification| {
        let goes_on = found.ends_at.is_some_and(|end| request.at < end);
        found.proof == Proof::Supervisor && found.employee.is_none() && found.outcome == Outcome::Found && goes_on
    };
    let Some(found) = found.filter(waits) else { return Ok(None) };
    let Some(user) = found.user else { return Ok(None) };
    let pin = user_pins::find_pin(tx, request.workspace, user)?;
    let user = users::find_user(tx, request.workspace, user)?.filter(|user| user.active && user.role.supervises());
    let unchanged = pin.is_some_and(|pin| pin.set_at <= found.at);
    Ok(user.filter(|_| unchanged).map(|user| (found, user)))
}

/// The names of those who may clock at the kiosk, as a search finds them, for a supervisor who may still go on.
pub fn list_people(
    tx: &mut dyn Tx,
    request: &KioskRequest,
    id: IdentificationId,
    search: &str,
) -> Result<Option<Names>, StoreError> {
    match find_supervisor(tx, request, id)? {
        Some(_) => people::list_for_supervisor(tx, request, search),
        None => Ok(None),
    }
}

/// The same, who goes on from now.
fn go_on(u: &mut Unit<'_>, request: &KioskRequest, id: IdentificationId) -> Result<Option<User>, StoreError> {
    let Some((found, user)) = find_supervisor(u.tx, request, id)? else { return Ok(None) };
    let longer = Identification { ends_at: Some(later(request.at)), ..found };
    identifications::set_identification(u.tx, &longer)?;
    Ok(Some(user))
}

/// Unlocks somebody at the kiosk of the request; whether the supervisor could still do that. Doing it twice changes
/// nothing.
pub fn unlock(
    u: &mut Unit<'_>,
    request: &KioskRequest,
    id: IdentificationId,
    employee: EmployeeId,
) -> Result<bool, StoreError> {
    let Some(user) = go_on(u, request, id)? else { return Ok(false) };
    u.hold(Hold::Employee(employee))?;
    guards::unlock(u, &actor_of(&user, &request.address), request.kiosk, employee)?;
    note_unlocked(u, request, (user.id, employee))?;
    Ok(true)
}

/// Writes down at the device who has unlocked whom, once for each request.
fn note_unlocked(
    u: &mut Unit<'_>,
    request: &KioskRequest,
    (user, employee): (UserId, EmployeeId),
) -> Result<(), StoreError> {
    let id = request.identification();
    if identifications::is_id_taken(u.tx, id)? {
        return Ok(());
    }
    let unlocked = Identification {
        id,
        workspace: request.workspace,
        kiosk: request.kiosk,
        device: request.device,
        employee: Some(employee),
        user: Some(user),
        at: request.at,
        address: request.address.clone(),
        proof: Proof::Supervisor,
        outcome: Outcome::Unlocked,
        counts: false,
        ends_at: None,
        took: None,
        request: None,
    };
    identifications::insert_identification(u.tx, &unlocked)
}

/// Clocks somebody for the supervisor: at once where there is one thing to do, else as they choose.
pub fn clock_other(
    u: &mut Unit<'_>,
    request: &KioskRequest,
    id: IdentificationId,
    employee: EmployeeId,
    chosen: Option<(Choice, Option<JobId>)>,
) -> Result<Next, StoreError> {
    let Some(user) = go_on(u, request, id)? else { return Ok(Next::Gone) };
    let by = Supervisor { user: user.id, name: user.name };
    supervise::clock_other(u, request, by, employee, chosen)
}

/// The request of a page that a user has open on a device, where people clock there now. The same id does something once.
pub fn find_place(
    tx: &mut dyn Tx,
    (workspace, device): (WorkspaceId, DeviceId),
    request: DeviceRequestId,
    (at, address): (Timestamp, &str),
) -> Result<Option<KioskRequest>, StoreError> {
    let Some(device) = kiosk_devices::find_device(tx, workspace, device)? else { return Ok(None) };
    let (kiosk, address) = (device.kiosk, address.to_owned());
    let request = KioskRequest { workspace, kiosk, device: device.id, request, at, address };
    Ok(Place::find(tx, &request)?.map(|_| request))
}

/// Clocks somebody for a user who has signed in on the device, in a role that supervises: at once where there is one
/// thing to do.
pub fn clock_by_user(
    u: &mut Unit<'_>,
    request: &KioskRequest,
    user: &User,
    employee: EmployeeId,
) -> Result<Next, StoreError> {
    if !user.role.supervises() {
        return Ok(Next::Gone);
    }
    let by = Supervisor { user: user.id, name: user.name.clone() };
    supervise::clock_other(u, request, by, employee, None)
}

/// Whether a user has begun this identification at the device, and nobody else goes on with it.
pub fn is_theirs(
    tx: &mut dyn Tx,
    request: &KioskRequest,
    user: UserId,
    id: IdentificationId,
) -> Result<bool, StoreError> {
    let found = identifications::find_identification(tx, request.device, id)?;
    Ok(found.is_some_and(|found| found.user == Some(user) && found.proof == Proof::Supervisor))
}
