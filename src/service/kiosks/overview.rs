//! Kiosks as the page lists them: how far each is set up, and how fast people are there.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::{devices, kiosks::Kiosk};
pub use crate::store::kiosk_overview::Pace;
use crate::{
    domain::{
        ids::{KioskId, WorkspaceId},
        kiosk::{DeviceStatus, KioskStatus},
        workspace::Zone,
    },
    store::{StoreError, Tx, kiosk_devices, kiosk_overview, kiosks, workspaces},
};

/// Punches are counted, and people measured, over this long.
const MEASURED_OVER: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A kiosk as the list shows it.
#[derive(Debug, Clone)]
pub struct KioskRow {
    /// The kiosk.
    pub kiosk: Kiosk,
    /// How far it is set up.
    pub status: KioskStatus,
    /// Since when none of its devices was seen, and the zone of the place: for a working day at least, as `doctor` counts.
    pub silent_since: Option<(Timestamp, Zone)>,
    /// Devices that may be used.
    pub active_devices: usize,
    /// Devices that somebody has to look at.
    pub suspended_devices: usize,
    /// How many members it has, where it is not for everybody.
    pub members: usize,
    /// The punches of the last 7 days.
    pub pace: Pace,
}

/// Every kiosk that is not deleted, by name.
pub fn list(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<Vec<KioskRow>, StoreError> {
    let known = Known::read(tx, workspace, now)?;
    let found = kiosks::list_kiosks(tx, workspace)?.into_iter();
    found.map(|kiosk| known.row(tx, kiosk, now)).collect()
}

/// One of them.
pub fn find(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: KioskId,
    now: Timestamp,
) -> Result<Option<KioskRow>, StoreError> {
    let Some(kiosk) = kiosks::find_kiosk(tx, workspace, id)? else { return Ok(None) };
    Known::read(tx, workspace, now)?.row(tx, kiosk, now).map(Some)
}

/// How many devices of the workspace may be used.
pub fn count_active_devices(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<usize, StoreError> {
    let counted = kiosk_overview::count_devices(tx, workspace)?.into_iter();
    Ok(counted.filter(|(_, status, _)| *status == DeviceStatus::Active).map(|(_, _, devices)| devices).sum())
}

/// What is known of all kiosks of a workspace at once.
struct Known {
    active: HashMap<KioskId, usize>,
    suspended: HashMap<KioskId, usize>,
    members: HashMap<KioskId, usize>,
    waiting: Vec<KioskId>,
    zone: Zone,
}

impl Known {
    fn read(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<Self, StoreError> {
        let (mut active, mut suspended) = (HashMap::new(), HashMap::new());
        for (kiosk, status, devices) in kiosk_overview::count_devices(tx, workspace)? {
            match status {
                DeviceStatus::Active => drop(active.insert(kiosk, devices)),
                DeviceStatus::Suspended => drop(suspended.insert(kiosk, devices)),
                DeviceStatus::Revoked | DeviceStatus::Deleted => {}
            }
        }
        let members = kiosk_overview::count_members(tx, workspace)?.into_iter().collect();
        let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
        Ok(Self { active, suspended, members, waiting: kiosk_overview::list_waiting(tx, workspace, now)?, zone })
    }

    /// Where all its devices are silent, since the last of them was seen.
    fn silent_since(
        &self,
        tx: &mut dyn Tx,
        kiosk: &Kiosk,
        now: Timestamp,
    ) -> Result<Option<(Timestamp, Zone)>, StoreError> {
        let zone = kiosk.zone.as_ref().unwrap_or(&self.zone);
        let devices = kiosk_devices::list_of_kiosk(tx, kiosk.workspace, kiosk.id)?.into_iter();
        let active = devices.filter(|device| device.status == DeviceStatus::Active);
        let silent: Option<Vec<_>> = active.map(|device| devices::silent_since(&device, zone, now)).collect();
        Ok(silent.and_then(|silent| silent.into_iter().max()).map(|at| (at, zone.clone())))
    }

    fn row(&self, tx: &mut dyn Tx, kiosk: Kiosk, now: Timestamp) -> Result<KioskRow, StoreError> {
        let of = |counts: &HashMap<KioskId, usize>| counts.get(&kiosk.id).copied().unwrap_or(0);
        let (active_devices, suspended_devices, members) = (of(&self.active), of(&self.suspended), of(&self.members));
        let waits = self.waiting.contains(&kiosk.id);
        let silent_since = if active_devices > 0 { self.silent_since(tx, &kiosk, now)? } else { None };
        let since = now.saturating_sub(MEASURED_OVER).unwrap_or(Timestamp::MIN);
        Ok(KioskRow {
            status: KioskStatus::new(kiosk.disabled_at.is_some(), active_devices, waits),
            pace: kiosk_overview::pace_since(tx, (kiosk.workspace, kiosk.id), since)?,
            silent_since,
            active_devices,
            suspended_devices,
            members,
            kiosk,
        })
    }
}
