//! The photo of whoever was clocked, where the kiosk takes them: it is expected with the punch, and comes after it.

use crate::{
    domain::{ids::EmployeeId, kiosk::Proof},
    service::{Unit, kiosks::place::Place, photos::expect},
    store::{StoreError, identifications::Identification, photos::NewPhoto},
};

use super::find_punches;

/// Expects the photo of a punch. A supervisor who clocks others stands there in their place, and is not taken for them.
pub(super) fn expect(
    u: &mut Unit<'_>,
    place: &Place,
    employee: EmployeeId,
    (identification, is_by_supervisor): (&Identification, bool),
) -> Result<(), StoreError> {
    if !place.kiosk.photos || is_by_supervisor {
        return Ok(());
    }
    let punches = find_punches(u.tx, identification)?;
    let Some(punch) = punches.opened.or(punches.closed) else { return Ok(()) };
    expect::expect(u, |id| NewPhoto {
        id,
        workspace: place.workspace.id,
        employee,
        identification: identification.id,
        kiosk: place.kiosk.id,
        device: place.device.id,
        entry: punch.entry,
        way: punch.way,
        at: punch.at,
        is_always_reviewed: is_doubtful(identification.proof),
    })
}

/// Whether who it was is not proven, or was proven by somebody else.
const fn is_doubtful(proof: Proof) -> bool {
    match proof {
        Proof::NameOnly | Proof::UniversalPin | Proof::Supervisor => true,
        Proof::Pin | Proof::Badge | Proof::BadgeAndPin | Proof::UserPin => false,
    }
}
