//! Identifications: one person found at a device, or not found, and what came of it.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    ids::{DeviceId, DeviceRequestId, EmployeeId, IdentificationId, KioskId, UserId, WorkspaceId},
    kiosk::{Outcome, Proof},
};

/// One person found, or not found, at a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identification {
    /// The id of the request that it came with.
    pub id: IdentificationId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// The kiosk.
    pub kiosk: KioskId,
    /// The device.
    pub device: DeviceId,
    /// Who was found, or who was tried; none where nobody was named.
    pub employee: Option<EmployeeId>,
    /// The user who has signed in, or who clocks somebody else.
    pub user: Option<UserId>,
    /// When it was.
    pub at: Timestamp,
    /// The network address of the device.
    pub address: String,
    /// What was proven, or was to be.
    pub proof: Proof,
    /// What came of it.
    pub outcome: Outcome,
    /// Whether it is a failed try that counts against the device.
    pub counts: bool,
    /// Until when whoever was found may go on; none where nothing is left to do.
    pub ends_at: Option<Timestamp>,
    /// How long it took from the first touch, in milliseconds; up to the identification until there is a punch.
    pub took: Option<u32>,
    /// The request that has punched.
    pub request: Option<DeviceRequestId>,
}

const COLUMNS: &str = "i.id, i.workspace_id, i.kiosk_id, i.device_id, i.employee_id, i.user_id, i.at, i.address, \
                       i.proof, i.outcome, i.counts, i.ends_at, i.took, i.request_id";

fn read(row: &Row) -> Result<Identification, StoreError> {
    Ok(Identification {
        id: row.get(0)?,
        workspace: row.get(1)?,
        kiosk: row.get(2)?,
        device: row.get(3)?,
        employee: row.get(4)?,
        user: row.get(5)?,
        at: row.get(6)?,
        address: row.get(7)?,
        proof: row.get(8)?,
        outcome: row.get(9)?,
        counts: row.get(10)?,
        ends_at: row.get(11)?,
        took: row.get(12)?,
        request: row.get(13)?,
    })
}

/// Writes an identification down.
///
/// # Errors
/// When there is one with the id.
pub fn insert_identification(tx: &mut dyn Tx, identification: &Identification) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO identification (id, workspace_id, kiosk_id, device_id, employee_id, user_id, at, \
                       address, proof, outcome, counts, ends_at, took, request_id) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    let Identification { id, workspace, kiosk, device, employee, user, at, address, proof, outcome, .. } =
        identification;
    let Identification { counts, ends_at, took, request, .. } = identification;
    let params = params![
        *id, *workspace, *kiosk, *device, *employee, *user, *at, address, proof, outcome, *counts, *ends_at, *took,
        *request
    ];
    execute_one(tx, SQL, params)
}

/// Writes down what came of an identification since.
///
/// # Errors
/// When the device has no such identification.
pub fn set_identification(tx: &mut dyn Tx, identification: &Identification) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE identification SET proof = ?3, outcome = ?4, counts = ?5, ends_at = ?6, took = ?7, \
                       request_id = ?8 WHERE id = ?1 AND device_id = ?2";
    let Identification { id, device, proof, outcome, counts, ends_at, took, request, .. } = identification;
    execute_one(tx, SQL, params![*id, *device, proof, outcome, *counts, *ends_at, *took, *request])
}

/// An identification at this device.
pub fn find_identification(
    tx: &mut dyn Tx,
    device: DeviceId,
    id: IdentificationId,
) -> Result<Option<Identification>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM identification i WHERE i.id = ?1 AND i.device_id = ?2");
    find_one(tx, &sql, params![id, device], read)
}

/// Whether an id is an identification's, at whatever device.
pub fn is_id_taken(tx: &mut dyn Tx, id: IdentificationId) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM identification WHERE id = ?1", params![id], |_| Ok(()))?.is_some())
}

/// An identification as the list of a device shows it.
#[derive(Debug, Clone)]
pub struct IdentificationRow {
    /// The identification.
    pub identification: Identification,
    /// The name of whoever was found or tried.
    pub name: Option<String>,
    /// The name of the user.
    pub user: Option<String>,
}

/// What happened at a device before a place, the latest first.
pub fn list_of_device(
    tx: &mut dyn Tx,
    (workspace, device): (WorkspaceId, DeviceId),
    before: Option<(Timestamp, IdentificationId)>,
    limit: usize,
) -> Result<Vec<IdentificationRow>, StoreError> {
    let (at, id) = before.unwrap_or((Timestamp::MAX, IdentificationId::from_bytes([0xFF; 16])));
    let sql = format!(
        "SELECT {COLUMNS}, e.name, w.name FROM identification i LEFT JOIN employee e ON e.id = i.employee_id \
         LEFT JOIN web_user w ON w.id = i.user_id WHERE i.workspace_id = ?1 AND i.device_id = ?2 \
         AND (i.at, i.id) < (?3, ?4) ORDER BY i.at DESC, i.id DESC LIMIT ?5"
    );
    list(tx, &sql, params![workspace, device, at, id, limit], |row| {
        Ok(IdentificationRow { identification: read(row)?, name: row.get(14)?, user: row.get(15)? })
    })
}

/// Those who may not go on any more, and have left something to do: the first to end comes first.
pub fn list_lapsed(tx: &mut dyn Tx, now: Timestamp, limit: usize) -> Result<Vec<Identification>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM identification i WHERE i.ends_at IS NOT NULL AND i.ends_at <= ?1 \
         ORDER BY i.ends_at LIMIT ?2"
    );
    list(tx, &sql, params![now, limit], read)
}

/// The last outcomes at a device, the latest first.
pub fn list_last_outcomes(tx: &mut dyn Tx, device: DeviceId, limit: usize) -> Result<Vec<Outcome>, StoreError> {
    const SQL: &str = "SELECT outcome FROM identification WHERE device_id = ?1 ORDER BY at DESC, id DESC LIMIT ?2";
    list(tx, SQL, params![device, limit], |row| row.get(0))
}

/// When a device has failed within a time, the earliest first.
pub fn list_failures(
    tx: &mut dyn Tx,
    device: DeviceId,
    (since, until): (Timestamp, Timestamp),
) -> Result<Vec<Timestamp>, StoreError> {
    const SQL: &str = "SELECT at FROM identification WHERE device_id = ?1 AND counts = 1 AND at > ?2 AND at <= ?3 \
                       ORDER BY at";
    list(tx, SQL, params![device, since, until], |row| row.get(0))
}

/// The punches of a device within a time.
pub fn count_punches(
    tx: &mut dyn Tx,
    device: DeviceId,
    (since, until): (Timestamp, Timestamp),
) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT count(*) FROM punch WHERE device_id = ?1 AND at > ?2 AND at <= ?3";
    Ok(find_one(tx, SQL, params![device, since, until], |row| row.get(0))?.unwrap_or(0))
}
