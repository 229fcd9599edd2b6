//! Locations as the office lists them, and what a rule can be made of.

use std::collections::HashMap;

use super::details::LocationError;
use crate::{
    domain::{
        ids::{DeviceId, KioskId, LocationId, WorkspaceId},
        job::Job,
        kiosk::DeviceStatus,
        location::{Location, LocationRule},
        search::sort_name,
        workspace::Zone,
    },
    store::{StoreError, Tx, jobs, kiosk_devices, kiosks, locations, workspaces},
};

/// A location with its rules.
#[derive(Debug, Clone)]
pub struct RuledLocation {
    /// The location.
    pub location: Location,
    /// In the order in which they were entered.
    pub rules: Vec<LocationRule>,
}

/// A location of the list.
#[derive(Debug, Clone)]
pub struct LocationRow {
    /// The location with its rules.
    pub ruled: RuledLocation,
    /// The name of its job, where it has one.
    pub job: Option<String>,
}

/// What a location can be made of.
#[derive(Debug, Clone)]
pub struct LocationChoices {
    /// The workspace's own zone.
    pub zone: Zone,
    /// Every job, archived ones too.
    pub jobs: Vec<Job>,
    /// Every kiosk that is not deleted, by name.
    pub kiosks: Vec<(KioskId, String)>,
    /// Devices that are not put out, each with its own name and its kiosk's.
    pub devices: Vec<(DeviceId, String, String)>,
}

/// Every location of the workspace, by name; those in use or archived ones alone where asked for.
pub fn list(tx: &mut dyn Tx, workspace: WorkspaceId, active: Option<bool>) -> Result<Vec<LocationRow>, StoreError> {
    let mut rules: HashMap<LocationId, Vec<LocationRule>> = HashMap::new();
    for (location, rule) in locations::list_rules(tx, workspace)? {
        rules.entry(location).or_default().push(rule);
    }
    let jobs: HashMap<_, _> = jobs::list_jobs(tx, workspace)?.into_iter().map(|job| (job.id, job.name)).collect();
    let mut listed = locations::list_locations(tx, workspace)?;
    listed.retain(|location| active.is_none_or(|active| location.archived_at.is_none() == active));
    listed.sort_by_cached_key(|location| (sort_name(&location.name), location.id));
    let rows = listed.into_iter().map(|location| LocationRow {
        job: location.job.and_then(|job| jobs.get(&job).cloned()),
        ruled: RuledLocation { rules: rules.remove(&location.id).unwrap_or_default(), location },
    });
    Ok(rows.collect())
}

/// Whether the workspace keeps any location, in use or archived.
pub fn is_kept(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<bool, StoreError> {
    Ok(!locations::list_locations(tx, workspace)?.is_empty())
}

/// Every location of the workspace by its id, archived ones too.
pub fn names_of(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<HashMap<LocationId, String>, StoreError> {
    Ok(locations::list_locations(tx, workspace)?.into_iter().map(|location| (location.id, location.name)).collect())
}

/// A location with its rules.
///
/// # Errors
/// When there is no such location in the workspace.
pub fn get(tx: &mut dyn Tx, workspace: WorkspaceId, id: LocationId) -> Result<RuledLocation, LocationError> {
    let location = locations::find_location(tx, workspace, id)?.ok_or(LocationError::NotFound)?;
    Ok(RuledLocation { rules: locations::list_rules_of(tx, workspace, id)?, location })
}

/// What a location can be made of.
pub fn choices(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<LocationChoices, StoreError> {
    let kiosks = kiosks::list_kiosks(tx, workspace)?;
    let mut devices = Vec::new();
    for kiosk in &kiosks {
        let of_kiosk = kiosk_devices::list_of_kiosk(tx, workspace, kiosk.id)?.into_iter();
        let used = of_kiosk.filter(|device| match device.status {
            DeviceStatus::Active | DeviceStatus::Suspended => true,
            DeviceStatus::Revoked | DeviceStatus::Deleted => false,
        });
        devices.extend(used.map(|device| (device.id, device.name, kiosk.name.clone())));
    }
    Ok(LocationChoices {
        zone: workspaces::get_workspace(tx, workspace)?.settings.zone,
        jobs: jobs::list_jobs(tx, workspace)?,
        kiosks: kiosks.into_iter().map(|kiosk| (kiosk.id, kiosk.name)).collect(),
        devices,
    })
}
