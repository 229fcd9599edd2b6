//! Where a punch or a claim came from, in the transaction that writes it: by the rules as they are at its moment.

use crate::{
    domain::{
        ids::{LocationId, WorkspaceId},
        location::{Fix, Location, Sighting, Whereabouts, find_nearest as nearest_of, locate},
    },
    store::{StoreError, Tx, locations},
};

/// Where something came from, with the location that was found.
#[derive(Debug, Clone)]
pub(in crate::service) struct FoundPlace {
    pub whereabouts: Whereabouts,
    pub location: Option<Location>,
}

impl FoundPlace {
    /// Nobody has looked.
    pub(in crate::service) const NOWHERE: Self = Self { whereabouts: Whereabouts::NotLookedFor, location: None };
}

/// Where something comes from that is seen now.
pub(in crate::service) fn find_place(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    sighting: &Sighting,
) -> Result<FoundPlace, StoreError> {
    if !locations::any_rule(tx, workspace)? {
        return Ok(FoundPlace::NOWHERE);
    }
    let rules = locations::list_rules_for(tx, workspace, sighting)?;
    Ok(match locate(&rules, sighting) {
        Some((id, kind)) => FoundPlace {
            whereabouts: Whereabouts::At(id, kind),
            location: locations::find_location(tx, workspace, id)?,
        },
        None => FoundPlace { whereabouts: Whereabouts::Unrecognized, location: None },
    })
}

/// The location that a browser was nearest to, in it or not. The position itself is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::service) struct Nearest {
    pub location: LocationId,
    /// Meters to its center.
    pub meters: u64,
    /// Meters by which the browser may have been wrong.
    pub accuracy: u32,
}

/// The location nearest to a position; `None` where no location has one.
pub(in crate::service) fn find_nearest(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    fix: Fix,
) -> Result<Option<Nearest>, StoreError> {
    let seen = Sighting { fix: Some(fix), ..Sighting::default() };
    let rules = locations::list_rules_for(tx, workspace, &seen)?;
    let nearest = nearest_of(&rules, fix);
    Ok(nearest.map(|(location, meters)| Nearest { location, meters, accuracy: fix.accuracy }))
}

/// Whether there is a location that a position can be compared with; otherwise nobody is asked for theirs.
pub fn is_position_asked(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<bool, StoreError> {
    locations::any_position(tx, workspace)
}
