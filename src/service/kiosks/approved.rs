//! Which browser is an approved device, for what is no act of it: its pages, and sessions that are begun on it.

use super::policy;
use crate::{
    domain::{ids::DeviceId, kiosk::DeviceStatus},
    store::{StoreError, Tx, kiosk_devices},
};

/// The device whose cookie has this SHA-256, where it is approved and kiosks are activated. Its cookie alone does
/// nothing at a kiosk; it only says that no password opens a session here.
pub fn find(tx: &mut dyn Tx, cookie_hash: &[u8]) -> Result<Option<DeviceId>, StoreError> {
    let known = kiosk_devices::find_by_cookie(tx, cookie_hash)?.map(|(device, _)| device);
    let Some(device) = known.filter(|device| device.status == DeviceStatus::Active) else { return Ok(None) };
    let activated = policy::get(tx, device.workspace)?.is_some_and(|policy| policy.activated);
    Ok(activated.then_some(device.id))
}
