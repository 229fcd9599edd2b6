//! Devices: approved, renamed, put out, taken off the list. By people of the office alone; a device does none of it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::nonces;
use crate::{
    domain::{
        ids::{DeviceId, KioskId, WebSessionId, WorkspaceId},
        kiosk::{DeviceStatus, is_silent},
        text::cleaned,
        workspace::Zone,
    },
    service::{
        access::{AccountError, sessions},
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::{Token, Unit, Visitor},
    },
    store::{
        StoreError, Tx,
        kiosk_devices::{self, Device},
        kiosk_policies,
        kiosks::{self, Kiosk},
    },
};

/// Characters of the name of a device.
pub const NAME_MAX: usize = 60;
/// Letters of what a browser calls itself that are kept.
const BROWSER_MAX_CHARS: usize = 200;

/// Why a device was not approved or changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum DeviceError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the device has no name")]
    NoName,
    #[error("the name of the device is too long")]
    NameTooLong,
    #[error("there is no such device, or no such kiosk, in the workspace")]
    NotFound,
    #[error("the kiosks of the workspace are not activated")]
    Deactivated,
    #[error("the session could not be ended")]
    Session(#[source] AccountError),
}

/// A browser that is about to be approved.
#[derive(Debug, Clone)]
pub(super) struct NewDevice<'a> {
    pub(super) kiosk: &'a Kiosk,
    pub(super) name: &'a str,
    pub(super) public_key: Vec<u8>,
    pub(super) cookie_hash: Vec<u8>,
    pub(super) browser: String,
    pub(super) address: String,
}

/// What a browser calls itself, as far as it is kept.
pub(super) fn shortened(browser: &str) -> String {
    browser.chars().filter(|c| !c.is_control()).take(BROWSER_MAX_CHARS).collect()
}

fn checked(name: &str) -> Result<String, DeviceError> {
    let name = cleaned(name).trim().to_owned();
    match name.chars().count() {
        0 => Err(DeviceError::NoName),
        1..=NAME_MAX => Ok(name),
        _ => Err(DeviceError::NameTooLong),
    }
}

/// Approves a browser as a device of a kiosk.
pub(super) fn add(u: &mut Unit<'_>, actor: &Actor, new: NewDevice<'_>) -> Result<Device, DeviceError> {
    let NewDevice { kiosk, name, public_key, cookie_hash, browser, address } = new;
    let id = DeviceId::generate(&u.ids);
    let device = Device {
        id,
        workspace: actor.workspace,
        kiosk: kiosk.id,
        name: checked(name)?,
        status: DeviceStatus::Active,
        status_at: u.now,
        status_because: None,
        cookie_made_at: u.now,
        public_key,
        nonce: nonces::next(u.keys, id, None),
        previous_nonce: None,
        previous_spent: false,
        approved_at: u.now,
        approved_by: actor.user,
        approver: actor.name.clone(),
        browser,
        address,
        last_seen_at: None,
        clock_ahead: None,
        careful_until: None,
        unsent: 0,
    };
    kiosk_devices::insert_device(u.tx, &device, &cookie_hash)?;
    let after = [("kiosk", &kiosk.name), ("browser", &device.browser), ("address", &device.address)];
    let after = Some(after.into_iter().collect::<BTreeMap<_, _>>());
    let change =
        AuditChange { action: "approve device", subject: &device.name, employee: None, before: NO_FIELDS, after };
    audit::note(u, actor, change)?;
    Ok(device)
}

/// Since when an approved device is silent: when it was last seen, or approved where it never was.
#[must_use]
pub fn silent_since(device: &Device, zone: &Zone, now: Timestamp) -> Option<Timestamp> {
    let at = device.last_seen_at.unwrap_or(device.approved_at);
    (device.status == DeviceStatus::Active && is_silent(at, now, zone)).then_some(at)
}

/// What somebody who has signed in on a device says of it.
#[derive(Debug, Clone)]
pub struct ThisDevice {
    /// The kiosk that it stands at.
    pub kiosk: KioskId,
    /// What it is called.
    pub name: String,
    /// The public key that its browser has made.
    pub public_key: Vec<u8>,
    /// The session that ends with it.
    pub session: WebSessionId,
    /// Where it is.
    pub visitor: Visitor,
}

/// Approves the browser in which somebody has signed in, and signs them out there. The cookie that it is known by.
///
/// # Errors
/// When there is no such kiosk, kiosks are not activated, or the name will not do.
pub fn approve_this(u: &mut Unit<'_>, actor: &Actor, this: ThisDevice) -> Result<Token, DeviceError> {
    let kiosk = kiosks::find_kiosk(u.tx, actor.workspace, this.kiosk)?.ok_or(DeviceError::NotFound)?;
    let activated = kiosk_policies::find_policy(u.tx, actor.workspace)?.is_some_and(|policy| policy.activated);
    if !activated {
        return Err(DeviceError::Deactivated);
    }
    let cookie = Token::generate(u.entropy);
    let new = NewDevice {
        kiosk: &kiosk,
        name: &this.name,
        public_key: this.public_key,
        cookie_hash: cookie.hash().to_vec(),
        browser: shortened(&this.visitor.browser),
        address: this.visitor.address,
    };
    add(u, actor, new)?;
    sessions::end(u, actor, this.session).map_err(DeviceError::Session)?;
    Ok(cookie)
}

/// The devices of a kiosk, in the order in which they were approved.
pub fn list(tx: &mut dyn Tx, workspace: WorkspaceId, kiosk: KioskId) -> Result<Vec<Device>, StoreError> {
    kiosk_devices::list_of_kiosk(tx, workspace, kiosk)
}

/// A device of the workspace that is not deleted.
///
/// # Errors
/// When there is none.
pub fn get(tx: &mut dyn Tx, workspace: WorkspaceId, id: DeviceId) -> Result<Device, DeviceError> {
    kiosk_devices::find_device(tx, workspace, id)?.ok_or(DeviceError::NotFound)
}

/// Calls a device otherwise.
///
/// # Errors
/// When there is none, or the name will not do.
pub fn rename(u: &mut Unit<'_>, actor: &Actor, id: DeviceId, name: &str) -> Result<Device, DeviceError> {
    let known = get(u.tx, actor.workspace, id)?;
    let name = checked(name)?;
    if name == known.name {
        return Ok(known);
    }
    kiosk_devices::set_name(u.tx, (actor.workspace, id), &name)?;
    let [before, after] = [&known.name, &name].map(|name| Some(BTreeMap::from([("name", name)])));
    audit::note(u, actor, AuditChange { action: "rename device", subject: &name, employee: None, before, after })?;
    Ok(Device { name, ..known })
}

/// Puts a device out: at its next request, and until it is approved again. One that is out already is left as it is.
///
/// # Errors
/// When there is none.
pub fn revoke(u: &mut Unit<'_>, actor: &Actor, id: DeviceId) -> Result<Device, DeviceError> {
    let known = get(u.tx, actor.workspace, id)?;
    match known.status {
        DeviceStatus::Active | DeviceStatus::Suspended => {}
        DeviceStatus::Revoked | DeviceStatus::Deleted => return Ok(known),
    }
    set_status(u, actor, &known, DeviceStatus::Revoked, "revoke device")?;
    Ok(Device { status: DeviceStatus::Revoked, status_at: u.now, status_because: None, ..known })
}

/// Takes a device off the list, and puts it out. Its punches stay with the kiosk.
///
/// # Errors
/// When there is none.
pub fn delete(u: &mut Unit<'_>, actor: &Actor, id: DeviceId) -> Result<Device, DeviceError> {
    let known = get(u.tx, actor.workspace, id)?;
    set_status(u, actor, &known, DeviceStatus::Deleted, "delete device")?;
    Ok(known)
}

fn set_status(
    u: &mut Unit<'_>,
    actor: &Actor,
    known: &Device,
    status: DeviceStatus,
    action: &str,
) -> Result<(), StoreError> {
    kiosk_devices::set_status(u.tx, (actor.workspace, known.id), (status, None), u.now)?;
    let [before, after] = [known.status, status].map(|status| Some(BTreeMap::from([("status", status.name())])));
    audit::note(u, actor, AuditChange { action, subject: &known.name, employee: None, before, after })
}
