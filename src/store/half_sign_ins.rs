//! Sign-ins that have come half the way: the password was right, and the second factor is still to come.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, execute_one, find_one, params};
use crate::domain::ids::UserId;

/// A password that was right and waits for the second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HalfSignIn {
    /// Whose password it was.
    pub user: UserId,
    /// When the password has to be typed anew.
    pub ends_at: Timestamp,
    /// Codes that were wrong.
    pub failures: u32,
}

/// Writes down that a password was right, by the hash of what the browser shows.
pub fn insert(
    tx: &mut dyn Tx,
    token_hash: &[u8],
    half: &HalfSignIn,
    (address, now): (&str, Timestamp),
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO half_sign_in (token_hash, user_id, made_at, ends_at, failures, address) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    execute_one(tx, SQL, params![token_hash, half.user, now, half.ends_at, half.failures, address])
}

/// The half sign-in of a browser, whether it is over or not.
pub fn find(tx: &mut dyn Tx, token_hash: &[u8]) -> Result<Option<HalfSignIn>, StoreError> {
    const SQL: &str = "SELECT user_id, ends_at, failures FROM half_sign_in WHERE token_hash = ?1";
    find_one(tx, SQL, params![token_hash], |row| {
        Ok(HalfSignIn { user: row.get(0)?, ends_at: row.get(1)?, failures: row.get(2)? })
    })
}

/// Counts a wrong code.
///
/// # Errors
/// When there is no such half sign-in.
pub fn count_failure(tx: &mut dyn Tx, token_hash: &[u8]) -> Result<(), StoreError> {
    execute_one(tx, "UPDATE half_sign_in SET failures = failures + 1 WHERE token_hash = ?1", params![token_hash])
}

/// Wrong codes of a user in sign-ins that began after `since` and before `until`.
pub fn count_failures(tx: &mut dyn Tx, user: UserId, since: Timestamp, until: Timestamp) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT coalesce(CAST(sum(failures) AS BIGINT), 0) FROM half_sign_in \
                       WHERE user_id = ?1 AND made_at > ?2 AND made_at <= ?3";
    Ok(find_one(tx, SQL, params![user, since, until], |row| row.get(0))?.unwrap_or(0))
}

/// Ends a half sign-in; what was wrong in it still counts.
///
/// # Errors
/// When there is no such half sign-in.
pub fn end(tx: &mut dyn Tx, token_hash: &[u8], now: Timestamp) -> Result<(), StoreError> {
    execute_one(tx, "UPDATE half_sign_in SET ends_at = ?2 WHERE token_hash = ?1", params![token_hash, now])
}

/// Ends all of a user's; what was wrong in them still counts.
pub fn end_of_user(tx: &mut dyn Tx, user: UserId, now: Timestamp) -> Result<usize, StoreError> {
    tx.execute("UPDATE half_sign_in SET ends_at = ?2 WHERE user_id = ?1 AND ends_at > ?2", params![user, now])
}

/// Forgets all of a user's, and what was wrong in them.
pub fn delete_of_user(tx: &mut dyn Tx, user: UserId) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM half_sign_in WHERE user_id = ?1", params![user])
}

/// Forgets those that were over before that moment; how many.
pub fn prune(tx: &mut dyn Tx, ended_before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM half_sign_in WHERE ends_at < ?1", params![ended_before])
}
