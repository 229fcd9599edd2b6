//! Locations: added, changed, archived, taken back into use. Punches keep where they came from, whatever changes.

use serde_json::json;

use super::{
    checks::{self, OverlappingRule},
    details::{LocationDetails, LocationError},
    lists::{self, RuledLocation},
    written::{differing, written},
};
use crate::{
    domain::{ids::LocationId, location::Location},
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
    },
    store::{StoreError, location_jobs, locations},
};

/// A location that was saved.
#[derive(Debug, Clone)]
pub struct SavedLocation {
    /// As it is now.
    pub location: Location,
    /// Rules of others that share a part with its own.
    pub overlaps: Vec<OverlappingRule>,
}

/// Adds a location under an id drawn before, so that sending a form twice adds one. A location that is there under it
/// already is left as it is.
///
/// # Errors
/// When something that was entered will not do, or the id is another workspace's.
pub fn add(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: LocationId,
    details: &LocationDetails,
) -> Result<SavedLocation, LocationError> {
    if let Some(location) = locations::find_location(u.tx, actor.workspace, id)? {
        return Ok(SavedLocation { location, overlaps: Vec::new() });
    }
    if locations::is_id_taken(u.tx, id)? {
        return Err(LocationError::NotFound);
    }
    let checked = checks::check(u.tx, (actor.workspace, id), None, details)?;
    let location = location(actor, id, details, None);
    locations::insert_location(u.tx, &location, u.now)?;
    location_jobs::note_job(u.tx, &location, u.now)?;
    locations::set_rules(u.tx, actor.workspace, id, &checked.rules)?;
    let after = Some(written(u.tx, &location, &checked.rules)?);
    let change =
        AuditChange { action: "add location", subject: &location.name, employee: None, before: NO_FIELDS, after };
    audit::note(u, actor, change)?;
    Ok(SavedLocation { location, overlaps: checked.overlaps })
}

/// Changes a location and its rules, for punches from now on. The last one to change it wins; the audit log has what was
/// there before.
///
/// # Errors
/// As when adding; and when there is no such location.
pub fn change(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: LocationId,
    details: &LocationDetails,
) -> Result<SavedLocation, LocationError> {
    let RuledLocation { location: known, rules } = lists::get(u.tx, actor.workspace, id)?;
    let before = written(u.tx, &known, &rules)?;
    let checked = checks::check(u.tx, (actor.workspace, id), Some(&known), details)?;
    let location = location(actor, id, details, known.archived_at);
    locations::set_location(u.tx, &location)?;
    location_jobs::note_job(u.tx, &location, u.now)?;
    locations::set_rules(u.tx, actor.workspace, id, &checked.rules)?;
    let after = written(u.tx, &location, &checked.rules)?;
    if before != after {
        let (before, after) = differing(before, after);
        let (before, after) = (Some(before), Some(after));
        let change = AuditChange { action: "change location", subject: &location.name, employee: None, before, after };
        audit::note(u, actor, change)?;
    }
    Ok(SavedLocation { location, overlaps: checked.overlaps })
}

/// Takes a location out of use: its rules say nothing any more. One that is archived already stays so.
///
/// # Errors
/// When there is no such location.
pub fn archive(u: &mut Unit<'_>, actor: &Actor, id: LocationId) -> Result<Location, LocationError> {
    let known = locations::find_location(u.tx, actor.workspace, id)?.ok_or(LocationError::NotFound)?;
    if known.archived_at.is_some() {
        return Ok(known);
    }
    let location = Location { archived_at: Some(u.now), ..known };
    locations::set_location(u.tx, &location)?;
    location_jobs::note_job(u.tx, &location, u.now)?;
    note_whether_active(u, actor, &location, false)?;
    Ok(location)
}

/// Takes an archived location back into use. One that is in use stays so.
///
/// # Errors
/// When its name or one of its rules is another location's by now, or there is no such location.
pub fn reactivate(u: &mut Unit<'_>, actor: &Actor, id: LocationId) -> Result<SavedLocation, LocationError> {
    let RuledLocation { location: known, rules } = lists::get(u.tx, actor.workspace, id)?;
    if known.archived_at.is_none() {
        return Ok(SavedLocation { location: known, overlaps: Vec::new() });
    }
    let details = LocationDetails {
        name: known.name.clone(),
        address: known.address.clone().unwrap_or_default(),
        job: known.job,
        zone: known.zone.clone(),
        rules,
    };
    let used = Location { archived_at: None, ..known };
    let checked = checks::check(u.tx, (actor.workspace, id), Some(&used), &details)?;
    locations::set_location(u.tx, &used)?;
    location_jobs::note_job(u.tx, &used, u.now)?;
    note_whether_active(u, actor, &used, true)?;
    Ok(SavedLocation { location: used, overlaps: checked.overlaps })
}

fn note_whether_active(u: &mut Unit<'_>, actor: &Actor, location: &Location, active: bool) -> Result<(), StoreError> {
    let change = AuditChange {
        action: if active { "reactivate location" } else { "archive location" },
        subject: &location.name,
        employee: None,
        before: Some(json!({ "active": !active })),
        after: Some(json!({ "active": active })),
    };
    audit::note(u, actor, change)
}

fn location(
    actor: &Actor,
    id: LocationId,
    details: &LocationDetails,
    archived_at: Option<jiff::Timestamp>,
) -> Location {
    let address = checks::one_line(&details.address);
    Location {
        id,
        workspace: actor.workspace,
        name: checks::one_line(&details.name),
        address: Some(address).filter(|address| !address.is_empty()),
        job: details.job,
        zone: details.zone.clone(),
        archived_at,
    }
}
