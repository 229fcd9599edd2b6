//! Whom a device has found and not found, as lists show it.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, list, params};
use crate::domain::{
    ids::{DeviceId, DeviceRequestId, EmployeeId, IdentificationId, WorkspaceId},
    kiosk::{Outcome, Proof},
};

/// Where a page begins: behind this session.
pub type SessionCursor = (Timestamp, IdentificationId);

/// One person found, or not found, at a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceSession {
    /// Its own id.
    pub id: IdentificationId,
    /// When it was.
    pub at: Timestamp,
    /// The network address of the device then.
    pub address: String,
    /// How they were found.
    pub proof: Proof,
    /// What came of it.
    pub outcome: Outcome,
    /// The request that has punched.
    pub request: Option<DeviceRequestId>,
    /// The employee who was found, or who was tried, and their name.
    pub employee: Option<(EmployeeId, String)>,
    /// The name of the user who signed in, or who clocked others.
    pub user: Option<String>,
}

/// The sessions of a device before one of them, latest first.
pub fn list_of_device(
    tx: &mut dyn Tx,
    (workspace, device): (WorkspaceId, DeviceId),
    before: Option<SessionCursor>,
    most: usize,
) -> Result<Vec<DeviceSession>, StoreError> {
    const SQL: &str = "SELECT i.id, i.at, i.address, i.proof, i.outcome, i.employee_id, e.name, w.name, \
                       i.request_id \
                       FROM identification i LEFT JOIN employee e ON e.id = i.employee_id \
                       LEFT JOIN web_user w ON w.id = i.user_id \
                       WHERE i.workspace_id = ?1 AND i.device_id = ?2 AND (i.at, i.id) < (?3, ?4) \
                       ORDER BY i.at DESC, i.id DESC LIMIT ?5";
    let (at, id) = before.unwrap_or((Timestamp::MAX, IdentificationId::from_bytes([0xff; 16])));
    list(tx, SQL, params![workspace, device, at, id, most], |row| {
        let (employee, name): (Option<EmployeeId>, Option<String>) = (row.get(5)?, row.get(6)?);
        Ok(DeviceSession {
            id: row.get(0)?,
            at: row.get(1)?,
            address: row.get(2)?,
            proof: row.get(3)?,
            outcome: row.get(4)?,
            employee: employee.zip(name),
            user: row.get(7)?,
            request: row.get(8)?,
        })
    })
}
