//! Wrong PINs at kiosks: of a person at one kiosk, of what nobody has, and what a device has used up.

use jiff::Timestamp;

use super::{
    sign_ins::{lock_columns, read_lock},
    tx::{Row, StoreError, Tx, execute_one, find_one, list, params},
};
use crate::domain::{
    ids::{DeviceId, EmployeeId, KioskId, WorkspaceId},
    lockout::Guard,
};

fn read(row: &Row) -> Result<Guard, StoreError> {
    Ok(Guard { failures: row.get(0)?, locks: row.get(1)?, lock: read_lock(row.get(2)?, row.get(3)?) })
}

/// The count and the lock of a person at a kiosk; empty where nothing has failed.
pub fn get_guard(tx: &mut dyn Tx, kiosk: KioskId, employee: EmployeeId) -> Result<Guard, StoreError> {
    const SQL: &str = "SELECT failures, locks, locked_until, locked_until_unlocked FROM kiosk_guard \
                       WHERE kiosk_id = ?1 AND employee_id = ?2";
    Ok(find_one(tx, SQL, params![kiosk, employee], read)?.unwrap_or_default())
}

/// Writes down the count and the lock of a person at a kiosk.
pub fn set_guard(tx: &mut dyn Tx, kiosk: KioskId, employee: EmployeeId, guard: Guard) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO kiosk_guard (kiosk_id, employee_id, failures, locks, locked_until, \
                       locked_until_unlocked) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                       ON CONFLICT (kiosk_id, employee_id) DO UPDATE SET failures = excluded.failures, \
                       locks = excluded.locks, locked_until = excluded.locked_until, \
                       locked_until_unlocked = excluded.locked_until_unlocked";
    let (until, until_unlocked) = lock_columns(guard.lock);
    execute_one(tx, SQL, params![kiosk, employee, guard.failures, guard.locks, until, until_unlocked])
}

/// Ends the count and the lock of a person at a kiosk; whether there was any.
pub fn clear_guard(tx: &mut dyn Tx, kiosk: KioskId, employee: EmployeeId) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM kiosk_guard WHERE kiosk_id = ?1 AND employee_id = ?2";
    Ok(tx.execute(SQL, params![kiosk, employee])? > 0)
}

/// Ends the counts and locks of a person at every kiosk.
pub fn clear_guards(tx: &mut dyn Tx, employee: EmployeeId) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM kiosk_guard WHERE employee_id = ?1", params![employee])
}

/// A person who is, or was, locked at a kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedPerson {
    /// The kiosk.
    pub kiosk: KioskId,
    /// What it is called.
    pub kiosk_name: String,
    /// Who it is.
    pub employee: EmployeeId,
    /// Their name.
    pub name: String,
    /// Their count and lock.
    pub guard: Guard,
}

const LOCKED: &str = "SELECT g.failures, g.locks, g.locked_until, g.locked_until_unlocked, k.id, k.name, e.id, e.name \
                      FROM kiosk_guard g JOIN kiosk k ON k.id = g.kiosk_id JOIN employee e ON e.id = g.employee_id";

fn read_locked(row: &Row) -> Result<LockedPerson, StoreError> {
    Ok(LockedPerson {
        kiosk: row.get(4)?,
        kiosk_name: row.get(5)?,
        employee: row.get(6)?,
        name: row.get(7)?,
        guard: read(row)?,
    })
}

/// Who is locked at a kiosk, in the order of lists.
pub fn list_locked(
    tx: &mut dyn Tx,
    (workspace, kiosk): (WorkspaceId, KioskId),
    now: Timestamp,
) -> Result<Vec<LockedPerson>, StoreError> {
    let sql = format!(
        "{LOCKED} WHERE k.workspace_id = ?1 AND g.kiosk_id = ?2 \
         AND (g.locked_until > ?3 OR g.locked_until_unlocked = 1) ORDER BY e.sort_name, e.id"
    );
    list(tx, &sql, params![workspace, kiosk, now], read_locked)
}

/// Everybody of a workspace who is locked at a kiosk, in the order of lists.
pub fn list_locked_anywhere(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    now: Timestamp,
) -> Result<Vec<LockedPerson>, StoreError> {
    let sql = format!(
        "{LOCKED} WHERE k.workspace_id = ?1 AND k.deleted_at IS NULL AND e.active = 1 \
         AND (g.locked_until > ?2 OR g.locked_until_unlocked = 1) ORDER BY e.sort_name, e.id, k.name, k.id"
    );
    list(tx, &sql, params![workspace, now], read_locked)
}

/// The kiosks at which a person is locked.
pub fn list_locks(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    now: Timestamp,
) -> Result<Vec<LockedPerson>, StoreError> {
    let sql = format!(
        "{LOCKED} WHERE k.workspace_id = ?1 AND g.employee_id = ?2 AND k.deleted_at IS NULL \
         AND (g.locked_until > ?3 OR g.locked_until_unlocked = 1) ORDER BY k.name, k.id"
    );
    list(tx, &sql, params![workspace, employee, now], read_locked)
}

/// The count and the lock of what was tried at a kiosk and is nobody's.
pub fn get_stranger_guard(tx: &mut dyn Tx, kiosk: KioskId, tried: &[u8]) -> Result<Guard, StoreError> {
    const SQL: &str = "SELECT failures, locks, locked_until, locked_until_unlocked FROM kiosk_stranger_guard \
                       WHERE kiosk_id = ?1 AND tried = ?2";
    Ok(find_one(tx, SQL, params![kiosk, tried], read)?.unwrap_or_default())
}

/// Writes down the count and the lock of what is nobody's.
pub fn set_stranger_guard(
    tx: &mut dyn Tx,
    kiosk: KioskId,
    tried: &[u8],
    (guard, now): (Guard, Timestamp),
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO kiosk_stranger_guard (kiosk_id, tried, failures, locks, locked_until, \
                       locked_until_unlocked, last_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
                       ON CONFLICT (kiosk_id, tried) DO UPDATE SET failures = excluded.failures, \
                       locks = excluded.locks, locked_until = excluded.locked_until, \
                       locked_until_unlocked = excluded.locked_until_unlocked, last_at = excluded.last_at";
    let (until, until_unlocked) = lock_columns(guard.lock);
    execute_one(tx, SQL, params![kiosk, tried, guard.failures, guard.locks, until, until_unlocked, now])
}

/// Forgets what nobody has and was last tried before that moment; how many there were.
pub fn prune_stranger_guards(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM kiosk_stranger_guard WHERE last_at < ?1", params![before])
}

/// Every lock that ends later than `beyond`, where a clock that was ahead may have made it too long.
pub fn list_ending_after(tx: &mut dyn Tx, beyond: Timestamp) -> Result<Vec<(KioskId, EmployeeId, Guard)>, StoreError> {
    const SQL: &str = "SELECT failures, locks, locked_until, locked_until_unlocked, kiosk_id, employee_id \
                       FROM kiosk_guard WHERE locked_until > ?1 LIMIT 1000";
    list(tx, SQL, params![beyond], |row| Ok((row.get(4)?, row.get(5)?, read(row)?)))
}

/// Lets a device ask for a name where a PIN alone would do, until a moment.
///
/// # Errors
/// When there is no such device in the workspace.
pub fn set_careful(
    tx: &mut dyn Tx,
    (workspace, device): (WorkspaceId, DeviceId),
    until: Option<Timestamp>,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE kiosk_device SET careful_until = ?3 WHERE workspace_id = ?1 AND id = ?2";
    execute_one(tx, SQL, params![workspace, device, until])
}
