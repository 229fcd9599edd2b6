//! Phone clock IDs: issued once, retired, never issued again.

use jiff::{Timestamp, civil::Date};

use super::tx::{StoreError, Tx, execute_one, find_one, params};
use crate::domain::{
    ids::{EmployeeId, WorkspaceId},
    phone_clock_id::PhoneClockId,
    workspace::Zone,
};

/// The phone clock ID of an employee that works now.
pub fn find_of_employee(tx: &mut dyn Tx, employee: EmployeeId) -> Result<Option<PhoneClockId>, StoreError> {
    const SQL: &str = "SELECT digits FROM phone_clock_id WHERE employee_id = ?1 AND retired_at IS NULL";
    find_one(tx, SQL, params![employee], |row| row.get(0))
}

/// Whether the ID was ever given to anybody.
pub fn is_issued(tx: &mut dyn Tx, id: &PhoneClockId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM phone_clock_id WHERE digits = ?1";
    Ok(find_one(tx, SQL, params![id], |_| Ok(()))?.is_some())
}

/// How many IDs of this length were ever issued.
pub fn count_issued(tx: &mut dyn Tx, digits: u32) -> Result<u64, StoreError> {
    const SQL: &str = "SELECT count(*) FROM phone_clock_id WHERE length(digits) = ?1";
    let count: i64 = find_one(tx, SQL, params![digits], |row| row.get(0))?.unwrap_or(0);
    Ok(count.unsigned_abs())
}

/// Gives the ID to the employee; false when it was ever given to anybody.
pub fn insert_if_free(
    tx: &mut dyn Tx,
    id: &PhoneClockId,
    employee: EmployeeId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO phone_clock_id (digits, employee_id, issued_at) VALUES (?1, ?2, ?3) \
                       ON CONFLICT (digits) DO NOTHING";
    Ok(tx.execute(SQL, params![id, employee, now])? == 1)
}

/// Takes a phone clock ID out of use for good.
///
/// # Errors
/// When it is not the employee's current one.
pub fn retire(tx: &mut dyn Tx, id: &PhoneClockId, now: Timestamp) -> Result<(), StoreError> {
    execute_one(
        tx,
        "UPDATE phone_clock_id SET retired_at = ?2 WHERE digits = ?1 AND retired_at IS NULL",
        params![id, now],
    )
}

/// Whose ID it is, with the hash to check a PIN against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Whose ID it is.
    pub employee: EmployeeId,
    /// The workspace that they belong to.
    pub workspace: WorkspaceId,
    /// The PIN, as an argon2id hash in PHC form.
    pub hash: String,
    /// When the PIN was chosen: its hash may be renewed, and it is the same PIN.
    pub set_at: Timestamp,
    /// From when on its owner may clock, where they have a start date.
    pub starts_at: Option<Timestamp>,
}

impl Credential {
    /// Whether it is the same PIN of the same employee, whatever its hash costs.
    #[must_use]
    pub fn is_same_pin(&self, other: &Self) -> bool {
        self.employee == other.employee && self.set_at == other.set_at
    }

    /// Whether its owner has started by now, and so may clock.
    #[must_use]
    pub fn has_started(&self, now: Timestamp) -> bool {
        self.starts_at.is_none_or(|start| start <= now)
    }
}

/// Who has an ID, and in which workspace, whether or not they have a PIN.
pub fn find_owner(tx: &mut dyn Tx, id: &PhoneClockId) -> Result<Option<(WorkspaceId, EmployeeId)>, StoreError> {
    const SQL: &str = "SELECT e.workspace_id, e.id FROM phone_clock_id i JOIN employee e ON e.id = i.employee_id \
                       WHERE i.digits = ?1 AND i.retired_at IS NULL";
    find_one(tx, SQL, params![id], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The credential behind an ID; only for an active employee with a PIN, since nobody else can sign in. Whether they have
/// started is another question.
pub fn find_credential(tx: &mut dyn Tx, id: &PhoneClockId) -> Result<Option<Credential>, StoreError> {
    const SQL: &str = "SELECT e.id, e.workspace_id, p.hash, p.set_at, e.starts_on, coalesce(e.zone, w.zone) \
                       FROM phone_clock_id i \
                       JOIN employee e ON e.id = i.employee_id AND e.active = 1 \
                       JOIN workspace w ON w.id = e.workspace_id JOIN pin p ON p.employee_id = e.id \
                       WHERE i.digits = ?1 AND i.retired_at IS NULL";
    find_one(tx, SQL, params![id], |row| {
        let (starts_on, zone): (Option<Date>, Zone) = (row.get(4)?, row.get(5)?);
        Ok(Credential {
            employee: row.get(0)?,
            workspace: row.get(1)?,
            hash: row.get(2)?,
            set_at: row.get(3)?,
            starts_at: starts_on.map(|day| zone.start_of(day)),
        })
    })
}
