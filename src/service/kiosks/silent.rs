//! Kiosks that say nothing just now, for whoever is about to write a time down by hand: people may have clocked there, and
//! their punches come when the network is back.

use jiff::{SignedDuration, Timestamp};

use super::policy;
use crate::{
    domain::{
        ids::{KioskId, WorkspaceId},
        kiosk::DeviceStatus,
        workspace::Zone,
    },
    store::{StoreError, Tx, kiosk_devices, kiosks, workspaces},
};

/// A kiosk that nobody uses asks how things are once a minute.
const SILENT_AFTER: SignedDuration = SignedDuration::from_mins(10);
/// Whatever is silent for longer keeps nothing that is still to come; the list of kiosks tells of it.
const LONGEST: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A kiosk of which something may still come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SilentKiosk {
    /// The kiosk.
    pub id: KioskId,
    /// What it is called.
    pub name: String,
    /// Since when one of its devices has not answered; none where all do, and one has something to send.
    pub since: Option<Timestamp>,
    /// The zone of the place.
    pub zone: Zone,
    /// Punches that its devices have kept and not sent, as they said when they were heard last.
    pub unsent: usize,
}

/// The kiosks of a workspace that are silent, or have something to send, by name.
pub fn list(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<Vec<SilentKiosk>, StoreError> {
    if policy::find_activated(tx, workspace)?.is_none() {
        return Ok(Vec::new());
    }
    let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
    let mut found = Vec::new();
    for kiosk in kiosks::list_kiosks(tx, workspace)? {
        if kiosk.disabled_at.is_some() {
            continue;
        }
        let devices = kiosk_devices::list_of_kiosk(tx, workspace, kiosk.id)?.into_iter();
        let active: Vec<_> = devices.filter(|device| device.status == DeviceStatus::Active).collect();
        let unsent = active.iter().map(|device| device.unsent).sum();
        let is_silent = |seen: &Timestamp| (SILENT_AFTER..LONGEST).contains(&now.duration_since(*seen));
        let since = active.iter().filter_map(|device| device.last_seen_at).filter(is_silent).min();
        if since.is_some() || unsent > 0 {
            let zone = kiosk.zone.unwrap_or_else(|| zone.clone());
            found.push(SilentKiosk { id: kiosk.id, name: kiosk.name, since, zone, unsent });
        }
    }
    Ok(found)
}
