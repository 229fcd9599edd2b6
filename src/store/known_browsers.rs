//! Browsers that users have signed in with before. They open nothing; failures of others do not count against them.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, execute_one, find_one, params};
use crate::domain::{
    ids::{KnownBrowserId, UserId},
    user::Email,
};

/// The browser with this cookie, if the user with this address has signed in with it.
pub fn find_of_email(tx: &mut dyn Tx, email: &Email, token_hash: &[u8]) -> Result<Option<KnownBrowserId>, StoreError> {
    const SQL: &str = "SELECT b.id FROM known_browser b JOIN web_user u ON u.id = b.user_id \
                       WHERE b.token_hash = ?1 AND u.email = ?2";
    find_one(tx, SQL, params![token_hash, email], |row| row.get(0))
}

/// Notes that the user has signed in with it again; whether it was known.
pub fn set_seen(tx: &mut dyn Tx, user: UserId, token_hash: &[u8], now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE known_browser SET last_seen_at = ?3 WHERE token_hash = ?2 AND user_id = ?1";
    Ok(tx.execute(SQL, params![user, token_hash, now])? > 0)
}

/// Writes down that somebody has signed in with a browser.
pub fn insert_browser(
    tx: &mut dyn Tx,
    (id, user): (KnownBrowserId, UserId),
    token_hash: &[u8],
    now: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO known_browser (id, user_id, token_hash, made_at, last_seen_at) \
                       VALUES (?1, ?2, ?3, ?4, ?4)";
    execute_one(tx, SQL, params![id, user, token_hash, now])
}

/// Gives a browser another cookie, for everybody who has signed in with it; how many they are.
pub fn set_token(tx: &mut dyn Tx, old_hash: &[u8], new_hash: &[u8]) -> Result<usize, StoreError> {
    tx.execute("UPDATE known_browser SET token_hash = ?2 WHERE token_hash = ?1", params![old_hash, new_hash])
}

/// Forgets every browser of a user.
pub fn delete_of_user(tx: &mut dyn Tx, user: UserId) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM known_browser WHERE user_id = ?1", params![user])
}

/// Keeps only the browsers of a user that were seen last.
pub fn keep_newest(tx: &mut dyn Tx, user: UserId, keep: u32) -> Result<usize, StoreError> {
    const SQL: &str = "DELETE FROM known_browser WHERE user_id = ?1 AND id NOT IN (SELECT id FROM known_browser \
                       WHERE user_id = ?1 ORDER BY last_seen_at DESC, id DESC LIMIT ?2)";
    tx.execute(SQL, params![user, keep])
}

/// Forgets browsers that were not seen since.
pub fn prune(tx: &mut dyn Tx, seen_before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM known_browser WHERE last_seen_at < ?1", params![seen_before])
}
