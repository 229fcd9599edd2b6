//! The gateways that serve one database, as each says of itself.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, execute_one, list, params};
use crate::domain::ids::ReplicaId;

/// A gateway that serves, or has served a while ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplicaRow {
    /// The run of the program.
    pub id: ReplicaId,
    /// What people call it.
    pub name: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was seen last, by the database's clock.
    pub seen_at: Timestamp,
    /// The version of the program.
    pub version: String,
    /// The schema that the program knows.
    pub schema: i64,
    /// The hashes of its settings, by name.
    pub settings: String,
    /// How many milliseconds its clock is ahead of the database's.
    pub clock_ahead: Option<i64>,
}

/// Writes down what a gateway says of itself.
pub fn set_replica(tx: &mut dyn Tx, replica: &ReplicaRow) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO replica \
                       (id, name, started_at, seen_at, version, schema_version, settings, clock_ahead) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET \
                       seen_at = excluded.seen_at, clock_ahead = excluded.clock_ahead";
    let ReplicaRow { id, name, started_at, seen_at, version, schema, settings, clock_ahead } = replica;
    execute_one(tx, SQL, params![*id, name, *started_at, *seen_at, version, *schema, settings, *clock_ahead])
}

/// Every gateway that is known, by name.
pub fn list_replicas(tx: &mut dyn Tx) -> Result<Vec<ReplicaRow>, StoreError> {
    const SQL: &str = "SELECT id, name, started_at, seen_at, version, schema_version, settings, clock_ahead \
                       FROM replica ORDER BY name, started_at, id";
    list(tx, SQL, &[], |row| {
        Ok(ReplicaRow {
            id: row.get(0)?,
            name: row.get(1)?,
            started_at: row.get(2)?,
            seen_at: row.get(3)?,
            version: row.get(4)?,
            schema: row.get(5)?,
            settings: row.get(6)?,
            clock_ahead: row.get(7)?,
        })
    })
}

/// Forgets a gateway that has stopped.
pub fn delete_replica(tx: &mut dyn Tx, id: ReplicaId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM replica WHERE id = ?1", params![id]).map(drop)
}

/// Forgets gateways that were not seen since that moment, and those of this name that are gone since another one: the
/// earlier runs of a gateway that has started anew.
pub fn prune_replicas(
    tx: &mut dyn Tx,
    before: Timestamp,
    (name, gone_before): (&str, Timestamp),
) -> Result<usize, StoreError> {
    const SQL: &str = "DELETE FROM replica WHERE seen_at < ?1 OR (name = ?2 AND seen_at < ?3)";
    tx.execute(SQL, params![before, name, gone_before])
}
