//! Stored hashes of PINs and passwords, found by themselves: each has a salt of its own, so it names one credential.
//! Over all workspaces, as whoever signs in is known by the credential alone.

use super::tx::{StoreError, Tx, find_one, params};
use crate::domain::ids::{EmployeeId, UserId};

/// The employee whose PIN has this hash. Looks through all PINs, as no index is worth its writes for this.
pub fn find_employee_by_pin_hash(tx: &mut dyn Tx, hash: &str) -> Result<Option<EmployeeId>, StoreError> {
    find_one(tx, "SELECT employee_id FROM pin WHERE hash = ?1 LIMIT 1", params![hash], |row| row.get(0))
}

/// Puts another hash of the same PIN in place of this one; false when the PIN has another hash by now.
pub fn replace_pin_hash(tx: &mut dyn Tx, employee: EmployeeId, old: &str, new: &str) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE pin SET hash = ?3 WHERE employee_id = ?1 AND hash = ?2";
    Ok(tx.execute(SQL, params![employee, old, new])? == 1)
}

/// The user whose password has this hash.
pub fn find_user_by_password_hash(tx: &mut dyn Tx, hash: &str) -> Result<Option<UserId>, StoreError> {
    find_one(tx, "SELECT id FROM web_user WHERE password_hash = ?1 LIMIT 1", params![hash], |row| row.get(0))
}

/// Puts another hash of the same password in place of this one; false when the password has another hash by now.
pub fn replace_password_hash(tx: &mut dyn Tx, user: UserId, old: &str, new: &str) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE web_user SET password_hash = ?3 WHERE id = ?1 AND password_hash = ?2";
    Ok(tx.execute(SQL, params![user, old, new])? == 1)
}
