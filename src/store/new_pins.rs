//! New PINs between their two entries, as hashes.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, execute_one, find_one, params};
use crate::domain::ids::CallId;

/// Keeps the hash of the first entry of a call; it takes the place of an earlier one.
pub fn set_new_pin(tx: &mut dyn Tx, call: CallId, hash: &str, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO new_pin (call_id, hash, kept_at) VALUES (?1, ?2, ?3) \
                       ON CONFLICT (call_id) DO UPDATE SET hash = excluded.hash, kept_at = excluded.kept_at";
    execute_one(tx, SQL, params![call, hash, now])
}

/// The hash of the first entry, where there is one.
pub fn find_new_pin(tx: &mut dyn Tx, call: CallId) -> Result<Option<String>, StoreError> {
    find_one(tx, "SELECT hash FROM new_pin WHERE call_id = ?1", params![call], |row| row.get(0))
}

/// Forgets the new PIN of a call, where there is one.
pub fn delete_new_pin(tx: &mut dyn Tx, call: CallId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM new_pin WHERE call_id = ?1", params![call]).map(drop)
}
