//! Second factors of users, and their recovery codes.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::ids::{SecondFactorId, UserId, WorkspaceId};

/// An authenticator app of a user, by what its secret follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondFactor {
    /// What the secret follows from, with the key file.
    pub id: SecondFactorId,
    /// When its first code came back; none while it is being set up, and nothing is asked for.
    pub confirmed_at: Option<Timestamp>,
    /// The last time step whose code was taken.
    pub last_step: Option<i64>,
}

/// The app of a user, whether it is being set up or asked for.
pub fn find(tx: &mut dyn Tx, user: UserId) -> Result<Option<SecondFactor>, StoreError> {
    const SQL: &str = "SELECT id, confirmed_at, last_step FROM second_factor WHERE user_id = ?1";
    find_one(tx, SQL, params![user], |row| {
        Ok(SecondFactor { id: row.get(0)?, confirmed_at: row.get(1)?, last_step: row.get(2)? })
    })
}

/// Begins to set up an app.
///
/// # Errors
/// When the user has one.
pub fn insert(tx: &mut dyn Tx, user: UserId, id: SecondFactorId, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO second_factor (user_id, id, made_at) VALUES (?1, ?2, ?3)";
    execute_one(tx, SQL, params![user, id, now])
}

/// Notes that the first code has come back; from now on codes are asked for.
///
/// # Errors
/// When nothing was being set up.
pub fn set_confirmed(tx: &mut dyn Tx, user: UserId, step: i64, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE second_factor SET confirmed_at = ?3, last_step = ?2 \
                       WHERE user_id = ?1 AND confirmed_at IS NULL";
    execute_one(tx, SQL, params![user, step, now])
}

/// Takes a time step, if none was taken since `last` was read; whether it was taken.
pub fn take_step(tx: &mut dyn Tx, user: UserId, step: i64, last: Option<i64>) -> Result<bool, StoreError> {
    const SQL: &str =
        "UPDATE second_factor SET last_step = ?2 WHERE user_id = ?1 AND last_step IS NOT DISTINCT FROM ?3";
    Ok(tx.execute(SQL, params![user, step, last])? == 1)
}

/// Removes the app of a user and the recovery codes; whether there was one that codes were asked of.
pub fn delete(tx: &mut dyn Tx, user: UserId) -> Result<bool, StoreError> {
    tx.execute("DELETE FROM recovery_code WHERE user_id = ?1", params![user])?;
    let asked = find(tx, user)?.is_some_and(|factor| factor.confirmed_at.is_some());
    tx.execute("DELETE FROM second_factor WHERE user_id = ?1", params![user])?;
    Ok(asked)
}

/// The users of a workspace who are asked for a code.
pub fn list_users(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<UserId>, StoreError> {
    const SQL: &str = "SELECT u.id FROM web_user u JOIN second_factor f ON f.user_id = u.id \
                       WHERE u.workspace_id = ?1 AND f.confirmed_at IS NOT NULL";
    list(tx, SQL, params![workspace], |row| row.get(0))
}

/// Puts these recovery codes, by their hashes, in the place of those that there were.
pub fn replace_codes(tx: &mut dyn Tx, user: UserId, hashes: &[[u8; 32]], now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO recovery_code (user_id, hash, made_at) VALUES (?1, ?2, ?3)";
    tx.execute("DELETE FROM recovery_code WHERE user_id = ?1", params![user])?;
    hashes.iter().try_for_each(|hash| execute_one(tx, SQL, params![user, hash.as_slice(), now]))
}

/// Uses up a recovery code; whether there was one that was unused.
pub fn use_code(tx: &mut dyn Tx, user: UserId, hash: &[u8; 32], now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE recovery_code SET used_at = ?3 WHERE user_id = ?1 AND hash = ?2 AND used_at IS NULL";
    Ok(tx.execute(SQL, params![user, hash.as_slice(), now])? == 1)
}

/// When the recovery codes of a user were made.
pub fn find_codes_made_at(tx: &mut dyn Tx, user: UserId) -> Result<Option<Timestamp>, StoreError> {
    const SQL: &str = "SELECT made_at FROM recovery_code WHERE user_id = ?1 LIMIT 1";
    find_one(tx, SQL, params![user], |row| row.get(0))
}

/// Recovery codes that are left.
pub fn count_codes(tx: &mut dyn Tx, user: UserId) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT count(*) FROM recovery_code WHERE user_id = ?1 AND used_at IS NULL";
    Ok(find_one(tx, SQL, params![user], |row| row.get(0))?.unwrap_or(0))
}
