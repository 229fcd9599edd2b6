//! Passwords that were tried: each is written down before it is checked, and crossed out when it was the right one.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, execute_one, find_one, params};
use crate::domain::ids::{KnownBrowserId, PasswordTryId};

/// What a try is counted for.
#[derive(Debug, Clone)]
pub struct PasswordTry {
    /// SHA-256 of the address that was typed, whether anybody has it or not.
    pub email_hash: [u8; 32],
    /// As throttles count network addresses.
    pub address: String,
    /// The browser that this user has signed in with before: it has a count of its own.
    pub browser: Option<KnownBrowserId>,
}

/// Counts a password that is about to be checked, as if it were wrong.
pub fn insert_try(tx: &mut dyn Tx, id: PasswordTryId, tried: &PasswordTry, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO failed_password (email_hash, at, address, id, known_browser_id) \
                       VALUES (?1, ?2, ?3, ?4, ?5)";
    let PasswordTry { email_hash, address, browser } = tried;
    execute_one(tx, SQL, params![email_hash.as_slice(), now, address, id, *browser])
}

/// Tries that stand against whoever tries now, later than `since`: for the address that was typed, from the network
/// address. A browser that is known is counted alone, and counts against nobody else.
pub fn count_tries(
    tx: &mut dyn Tx,
    tried: &PasswordTry,
    since: Timestamp,
    now: Timestamp,
) -> Result<(u32, u32), StoreError> {
    const BY_BROWSER: &str = "SELECT count(*) FROM failed_password WHERE email_hash = ?1 AND at > ?2 AND at <= ?3 \
                              AND known_browser_id = ?4";
    const BY_EMAIL: &str = "SELECT count(*) FROM failed_password WHERE email_hash = ?1 AND at > ?2 AND at <= ?3 \
                            AND known_browser_id IS NULL";
    const BY_ADDRESS: &str = "SELECT count(*) FROM failed_password WHERE address = ?1 AND at > ?2 AND at <= ?3 \
                              AND known_browser_id IS NULL";
    let PasswordTry { email_hash, address, browser } = tried;
    let email_hash = email_hash.as_slice();
    let mut count =
        |sql, params: &[_]| Ok::<u32, StoreError>(find_one(tx, sql, params, |row| row.get(0))?.unwrap_or(0));
    match browser {
        Some(browser) => Ok((count(BY_BROWSER, params![email_hash, since, now, *browser])?, 0)),
        None => {
            let by_email = count(BY_EMAIL, params![email_hash, since, now])?;
            Ok((by_email, count(BY_ADDRESS, params![address, since, now])?))
        }
    }
}

/// Takes back a try that came to no check.
pub fn delete_try(tx: &mut dyn Tx, id: PasswordTryId, tried: &PasswordTry) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM failed_password WHERE email_hash = ?1 AND id = ?2";
    tx.execute(SQL, params![tried.email_hash.as_slice(), id]).map(drop)
}

/// Ends the count that this try belongs to.
pub fn clear_tries_like(tx: &mut dyn Tx, tried: &PasswordTry) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM failed_password WHERE email_hash = ?1 AND known_browser_id IS NOT DISTINCT FROM ?2";
    tx.execute(SQL, params![tried.email_hash.as_slice(), tried.browser]).map(drop)
}

/// Ends every count for an email address.
pub fn clear_tries(tx: &mut dyn Tx, email_hash: &[u8]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM failed_password WHERE email_hash = ?1", params![email_hash]).map(drop)
}

/// Forgets tries of a time that has not come: a clock that was ahead must keep nobody out.
pub fn forget_later_tries(tx: &mut dyn Tx, now: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM failed_password WHERE at > ?1", params![now])
}

/// Forgets tries from before that moment; how many.
pub fn prune_tries(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM failed_password WHERE at < ?1", params![before])
}
