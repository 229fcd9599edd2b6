//! Whoever was found has gone, or may not go on any more: what they leave behind for a person to settle.

use jiff::Timestamp;

use super::{
    clock::leave_job,
    people,
    place::{KioskRequest, Place},
};
use crate::{
    dialog::effect::RaisedException,
    domain::{
        exception::ExceptionKind,
        ids::{DeviceRequestId, IdentificationId},
        kiosk::Outcome,
    },
    service::{
        Store, Unit,
        punching::{PunchContext, PunchWriter},
    },
    store::{
        Hold, StoreError,
        identifications::{self, Identification},
    },
};

/// Identifications that are ended in one go.
const LAPSED_BATCH: usize = 200;

/// Somebody presses that they are done, or the screen goes back to its start by itself.
pub fn leave(u: &mut Unit<'_>, request: &KioskRequest, id: IdentificationId) -> Result<(), StoreError> {
    match identifications::find_identification(u.tx, request.device, id)? {
        Some(identification) => end(u, &identification),
        None => Ok(()),
    }
}

/// Ends the identifications that may not go on any more; how many there were.
///
/// # Errors
/// Those before the one that failed have ended.
pub async fn end_lapsed(store: &Store) -> Result<usize, StoreError> {
    // By a clock that was set ahead everybody seems to have gone.
    if store.clock().is_in_doubt() {
        return Ok(0);
    }
    let now = store.now();
    let lapsed: Vec<Identification> = store.read(move |tx| identifications::list_lapsed(tx, now, LAPSED_BATCH)).await?;
    let count = lapsed.len();
    // Each by itself: one that cannot be ended keeps none of the others.
    for Identification { id, device, workspace, .. } in lapsed {
        let holds = Hold::Device(device).and(Hold::WorkspaceShared(workspace));
        store
            .write(holds, move |u| {
                // Looked at again: they may have gone on meanwhile.
                match identifications::find_identification(u.tx, device, id)? {
                    Some(found) if found.ends_at.is_some_and(|end| end <= now) => end(u, &found),
                    Some(_) | None => Ok::<_, StoreError>(()),
                }
            })
            .await?;
    }
    Ok(count)
}

fn end(u: &mut Unit<'_>, identification: &Identification) -> Result<(), StoreError> {
    if identification.ends_at.is_none() {
        return Ok(());
    }
    // A supervisor, who was found to unlock and clock others.
    let Some(employee) = identification.employee else { return set_over(u, identification, Outcome::Left) };
    u.hold(Hold::Employee(employee))?;
    let request = request_of(identification);
    let place = Place::find(u.tx, &request)?;
    match (identification.outcome, place) {
        (Outcome::Punched, Some(place)) => leave_job(u, &place, &request, identification),
        (Outcome::Found, place) => {
            if let Some(place) = place.filter(|place| !place.wants_more_than(identification.proof)) {
                leave_question(u, &place, &request, identification)?;
            }
            set_over(u, identification, Outcome::Left)
        }
        (outcome, _) => set_over(u, identification, outcome),
    }
}

/// A forgotten clock-out that was asked about, and was not answered.
fn leave_question(
    u: &mut Unit<'_>,
    place: &Place,
    request: &KioskRequest,
    identification: &Identification,
) -> Result<(), StoreError> {
    let Some(employee) = identification.employee else { return Ok(()) };
    let Some(employee) = people::find_clocking(u.tx, place, employee, u.now)? else { return Ok(()) };
    let context =
        PunchContext::find(u.tx, &place.workspace, &employee, (request.second(), u.now), &request.sighting())?;
    let standing = context.standing(&place.workspace);
    // Whoever has clocked moments ago was asked about that.
    let Some(open) = standing.open.filter(|open| open.forgotten && standing.just_clocked.is_none()) else {
        return Ok(());
    };
    let origin = request.origin(&place.kiosk, identification.proof, request.second());
    let raise = RaisedException { kind: ExceptionKind::UnansweredQuestion, entry: open.entry };
    PunchWriter::of_kiosk(&origin, employee.id).raise(u, raise)
}

fn set_over(u: &mut Unit<'_>, identification: &Identification, outcome: Outcome) -> Result<(), StoreError> {
    let over = Identification { outcome, ends_at: None, ..identification.clone() };
    identifications::set_identification(u.tx, &over)
}

/// The request with which the identification was made: what is left behind is about that moment.
fn request_of(identification: &Identification) -> KioskRequest {
    let Identification { workspace, kiosk, device, at, .. } = *identification;
    KioskRequest {
        workspace,
        kiosk,
        device,
        request: DeviceRequestId::from_bytes(*identification.id.as_bytes()),
        at: at.max(Timestamp::UNIX_EPOCH),
        address: identification.address.clone(),
    }
}
