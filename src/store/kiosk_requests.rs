//! What devices of kiosks have asked, and what they were answered.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, execute_one, find_one, params};
use crate::domain::ids::{DeviceId, DeviceRequestId};

/// What a device has asked under one id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRequest {
    /// When it came for the first time.
    pub at: Timestamp,
    /// The keyed hash of what was asked.
    pub asked: Vec<u8>,
    /// What it was answered, or how far that is.
    pub reply: String,
}

/// What a device has asked under an id.
pub fn find_request(
    tx: &mut dyn Tx,
    device: DeviceId,
    request: DeviceRequestId,
) -> Result<Option<KeptRequest>, StoreError> {
    const SQL: &str = "SELECT at, asked, reply FROM kiosk_request WHERE device_id = ?1 AND request_id = ?2";
    find_one(tx, SQL, params![device, request], |row| {
        Ok(KeptRequest { at: row.get(0)?, asked: row.get(1)?, reply: row.get(2)? })
    })
}

/// Keeps what a device asks.
///
/// # Errors
/// When it has asked something under the id already.
pub fn insert_request(
    tx: &mut dyn Tx,
    (device, request): (DeviceId, DeviceRequestId),
    kept: &KeptRequest,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO kiosk_request (device_id, request_id, at, asked, reply) VALUES (?1, ?2, ?3, ?4, ?5)";
    let KeptRequest { at, asked, reply } = kept;
    execute_one(tx, SQL, params![device, request, *at, asked.as_slice(), reply])
}

/// Sets what a request is answered; nothing, where it was forgotten meanwhile.
pub fn set_reply(
    tx: &mut dyn Tx,
    (device, request): (DeviceId, DeviceRequestId),
    reply: &str,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE kiosk_request SET reply = ?3 WHERE device_id = ?1 AND request_id = ?2";
    tx.execute(SQL, params![device, request, reply]).map(drop)
}

/// Forgets what was asked before a moment. The last request of a device stays: however long the network is away, it is
/// sent again when its answer was lost.
pub fn prune_requests(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str = "DELETE FROM kiosk_request WHERE at < ?1 AND at < \
                       (SELECT coalesce(d.last_seen_at, 0) FROM kiosk_device d WHERE d.id = kiosk_request.device_id)";
    tx.execute(SQL, params![before])
}
