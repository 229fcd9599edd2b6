//! Devices of kiosks: approved, seen, renamed, put out.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    ids::{DeviceId, KioskId, UserId, WorkspaceId},
    kiosk::DeviceStatus,
};

/// A browser that is approved for a kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its own id.
    pub id: DeviceId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// The kiosk that it stands at.
    pub kiosk: KioskId,
    /// What people call it.
    pub name: String,
    /// Whether it may be used.
    pub status: DeviceStatus,
    /// Since when that is so.
    pub status_at: Timestamp,
    /// Why it is suspended or revoked.
    pub status_because: Option<String>,
    /// When the cookie that it holds was made.
    pub cookie_made_at: Timestamp,
    /// A point of P-256, uncompressed.
    pub public_key: Vec<u8>,
    /// The nonce that its next request is to show.
    pub nonce: Vec<u8>,
    /// The nonce before it.
    pub previous_nonce: Option<Vec<u8>>,
    /// Whether the one before it was shown again.
    pub previous_spent: bool,
    /// When it was approved.
    pub approved_at: Timestamp,
    /// By which user; none for a command.
    pub approved_by: Option<UserId>,
    /// The name of whoever approved it.
    pub approver: String,
    /// What its browser calls itself.
    pub browser: String,
    /// Where it was last seen.
    pub address: String,
    /// When it was last seen.
    pub last_seen_at: Option<Timestamp>,
    /// How far its clock was ahead then, in milliseconds.
    pub clock_ahead: Option<i64>,
    /// Until when it asks for a name where a PIN alone would do.
    pub careful_until: Option<Timestamp>,
    /// How many punches it has kept and not sent, as it said itself when it was heard last.
    pub unsent: usize,
}

const COLUMNS: &str = "d.id, d.workspace_id, d.kiosk_id, d.name, d.status, d.status_at, d.status_because, \
                       d.cookie_made_at, d.public_key, d.nonce, d.previous_nonce, d.previous_spent, d.approved_at, \
                       d.approved_by, d.approver, d.browser, d.address, d.last_seen_at, d.clock_ahead, d.careful_until, \
                       d.unsent";

fn read(row: &Row) -> Result<Device, StoreError> {
    Ok(Device {
        id: row.get(0)?,
        workspace: row.get(1)?,
        kiosk: row.get(2)?,
        name: row.get(3)?,
        status: row.get(4)?,
        status_at: row.get(5)?,
        status_because: row.get(6)?,
        cookie_made_at: row.get(7)?,
        public_key: row.get(8)?,
        nonce: row.get(9)?,
        previous_nonce: row.get(10)?,
        previous_spent: row.get(11)?,
        approved_at: row.get(12)?,
        approved_by: row.get(13)?,
        approver: row.get(14)?,
        browser: row.get(15)?,
        address: row.get(16)?,
        last_seen_at: row.get(17)?,
        clock_ahead: row.get(18)?,
        careful_until: row.get(19)?,
        unsent: row.get(20)?,
    })
}

/// Adds a device with the SHA-256 of its cookie.
///
/// # Errors
/// When there is one with the id or the cookie.
pub fn insert_device(tx: &mut dyn Tx, device: &Device, cookie_hash: &[u8]) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO kiosk_device (id, workspace_id, kiosk_id, name, status, status_at, cookie_hash, \
                       cookie_made_at, public_key, nonce, approved_at, approved_by, approver, browser, address) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    let Device { id, workspace, kiosk, name, status, status_at, cookie_made_at, public_key, nonce, .. } = device;
    let Device { approved_at, approved_by, approver, browser, address, .. } = device;
    let params = params![
        *id,
        *workspace,
        *kiosk,
        name,
        status,
        *status_at,
        cookie_hash,
        *cookie_made_at,
        public_key.as_slice(),
        nonce.as_slice(),
        *approved_at,
        *approved_by,
        approver,
        browser,
        address
    ];
    execute_one(tx, SQL, params)
}

/// Which of its cookies a device has shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownCookie {
    /// The one that it was given last.
    Newest,
    /// The one before it, which counts until the newest was shown.
    Old,
}

/// The device whose cookie has this SHA-256, or had until the new one was shown.
pub fn find_by_cookie(tx: &mut dyn Tx, cookie_hash: &[u8]) -> Result<Option<(Device, ShownCookie)>, StoreError> {
    let newest = format!("SELECT {COLUMNS} FROM kiosk_device d WHERE d.cookie_hash = ?1");
    if let Some(device) = find_one(tx, &newest, params![cookie_hash], read)? {
        return Ok(Some((device, ShownCookie::Newest)));
    }
    let older = format!("SELECT {COLUMNS} FROM kiosk_device d WHERE d.old_cookie_hash = ?1");
    Ok(find_one(tx, &older, params![cookie_hash], read)?.map(|device| (device, ShownCookie::Old)))
}

/// Writes down that a device was seen: its chain of nonces, when and where it was seen, and how far its clock is ahead.
///
/// # Errors
/// When there is no such device in the workspace.
pub fn set_seen(tx: &mut dyn Tx, device: &Device) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE kiosk_device SET nonce = ?3, previous_nonce = ?4, previous_spent = ?5, browser = ?6, \
                       address = ?7, last_seen_at = ?8, clock_ahead = ?9 WHERE workspace_id = ?1 AND id = ?2";
    let Device { id, workspace, nonce, previous_nonce, previous_spent, browser, address, .. } = device;
    let previous = previous_nonce.as_deref();
    let (nonce, seen, ahead) = (nonce.as_slice(), device.last_seen_at, device.clock_ahead);
    execute_one(tx, SQL, params![*workspace, *id, nonce, previous, *previous_spent, browser, address, seen, ahead])
}

/// Gives a device a new cookie; the one with the SHA-256 `old` counts until the new one is shown.
///
/// # Errors
/// When there is no such device in the workspace.
pub fn set_cookie(
    tx: &mut dyn Tx,
    device: &Device,
    (new, old): (&[u8], &[u8]),
    now: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE kiosk_device SET cookie_hash = ?3, old_cookie_hash = ?4, cookie_made_at = ?5 \
                       WHERE workspace_id = ?1 AND id = ?2";
    execute_one(tx, SQL, params![device.workspace, device.id, new, old, now])
}

/// Notes that a device has shown its newest cookie: the one before it no longer counts.
pub fn forget_old_cookie(tx: &mut dyn Tx, device: &Device) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE kiosk_device SET old_cookie_hash = NULL \
                       WHERE workspace_id = ?1 AND id = ?2 AND old_cookie_hash IS NOT NULL";
    tx.execute(SQL, params![device.workspace, device.id]).map(drop)
}

/// A device of the workspace that is not deleted.
pub fn find_device(tx: &mut dyn Tx, workspace: WorkspaceId, id: DeviceId) -> Result<Option<Device>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM kiosk_device d WHERE d.workspace_id = ?1 AND d.id = ?2 AND d.status <> 'deleted'"
    );
    find_one(tx, &sql, params![workspace, id], read)
}

/// A device of the workspace, deleted or not: what it has kept may still come.
pub fn find_even_deleted(tx: &mut dyn Tx, workspace: WorkspaceId, id: DeviceId) -> Result<Option<Device>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM kiosk_device d WHERE d.workspace_id = ?1 AND d.id = ?2");
    find_one(tx, &sql, params![workspace, id], read)
}

/// The devices of a kiosk that are not deleted, in the order in which they were approved.
pub fn list_of_kiosk(tx: &mut dyn Tx, workspace: WorkspaceId, kiosk: KioskId) -> Result<Vec<Device>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM kiosk_device d WHERE d.workspace_id = ?1 AND d.kiosk_id = ?2 \
         AND d.status <> 'deleted' ORDER BY d.approved_at, d.id"
    );
    list(tx, &sql, params![workspace, kiosk], read)
}

/// Sets what a device is called.
///
/// # Errors
/// When there is no such device in the workspace.
pub fn set_name(tx: &mut dyn Tx, (workspace, id): (WorkspaceId, DeviceId), name: &str) -> Result<(), StoreError> {
    execute_one(
        tx,
        "UPDATE kiosk_device SET name = ?3 WHERE workspace_id = ?1 AND id = ?2",
        params![workspace, id, name],
    )
}

/// Suspends, revokes or deletes a device, or lets it be used again.
///
/// # Errors
/// When there is no such device in the workspace.
pub fn set_status(
    tx: &mut dyn Tx,
    (workspace, id): (WorkspaceId, DeviceId),
    (status, because): (DeviceStatus, Option<&str>),
    now: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE kiosk_device SET status = ?3, status_because = ?4, status_at = ?5 \
                       WHERE workspace_id = ?1 AND id = ?2";
    execute_one(tx, SQL, params![workspace, id, &status, because, now])
}
