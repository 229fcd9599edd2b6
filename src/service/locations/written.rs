//! What the audit log keeps of a location.

use serde_json::{Map, Value, json};

use crate::{
    domain::{
        ids::WorkspaceId,
        location::{Location, LocationRule},
        workspace::Zone,
    },
    store::{StoreError, Tx, jobs, kiosk_devices, kiosks},
};

/// What a location is and has.
pub(super) fn written(
    tx: &mut dyn Tx,
    location: &Location,
    rules: &[LocationRule],
) -> Result<Map<String, Value>, StoreError> {
    let job = location.job.map(|id| jobs::find_job(tx, location.workspace, id)).transpose()?.flatten();
    let mut lists: [Vec<String>; 5] = Default::default();
    let [devices, kiosks, callers, positions, networks] = &mut lists;
    for rule in rules {
        let list = match rule {
            LocationRule::Device(_) => &mut *devices,
            LocationRule::Kiosk(_) => &mut *kiosks,
            LocationRule::Caller(_) => &mut *callers,
            LocationRule::Position(_) => &mut *positions,
            LocationRule::Network(_) => &mut *networks,
        };
        list.push(in_words(tx, location.workspace, rule)?);
    }
    let pairs = [
        ("name", json!(location.name)),
        ("address", json!(location.address)),
        ("default_job", json!(job.map(|job| job.name))),
        ("time_zone", json!(location.zone.as_ref().map(Zone::name))),
        ("devices", json!(devices)),
        ("kiosks", json!(kiosks)),
        ("caller_numbers", json!(callers)),
        ("positions", json!(positions)),
        ("networks", json!(networks)),
    ];
    Ok(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn in_words(tx: &mut dyn Tx, workspace: WorkspaceId, rule: &LocationRule) -> Result<String, StoreError> {
    Ok(match rule {
        LocationRule::Device(device) => {
            kiosk_devices::find_device(tx, workspace, *device)?.map(|device| device.name).unwrap_or_default()
        }
        LocationRule::Kiosk(kiosk) => kiosks::find_name(tx, workspace, *kiosk)?.unwrap_or_default(),
        LocationRule::Caller(number) => number.as_str().to_owned(),
        LocationRule::Position(area) => {
            let (latitude, longitude) = area.center.degrees();
            format!("{latitude}, {longitude}: {} m", area.radius)
        }
        LocationRule::Network(network) => network.to_string(),
    })
}

/// Both sides without what is the same on them.
pub(super) fn differing(
    mut before: Map<String, Value>,
    mut after: Map<String, Value>,
) -> (Map<String, Value>, Map<String, Value>) {
    before.retain(|key, was| after.get(key) != Some(&*was));
    after.retain(|key, _| before.contains_key(key));
    (before, after)
}
