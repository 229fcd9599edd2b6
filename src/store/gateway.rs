//! What there is once for the whole gateway.

use super::tx::{StoreError, Tx, execute_one, find_one, params};

/// The fingerprint of the key file this database belongs to.
pub fn find_key_fingerprint(tx: &mut dyn Tx) -> Result<Option<Vec<u8>>, StoreError> {
    find_one(tx, "SELECT key_fingerprint FROM gateway WHERE id = 1", &[], |row| row.get(0))
}

/// Binds a new database to its key file.
///
/// # Errors
/// When it is bound already.
pub fn insert_key_fingerprint(tx: &mut dyn Tx, fingerprint: &[u8]) -> Result<(), StoreError> {
    execute_one(tx, "INSERT INTO gateway (id, key_fingerprint) VALUES (1, ?1)", params![fingerprint])
}
