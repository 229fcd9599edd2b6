//! Whose turn it is to do what is done once for all gateways on a database.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, params};
use crate::domain::ids::ReplicaId;

/// Takes or keeps the turn until `until`; false while somebody else has it.
pub fn take_turn(
    tx: &mut dyn Tx,
    what: &str,
    replica: ReplicaId,
    (now, until): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO upkeep_turn (what, replica_id, until_at) VALUES (?1, ?2, ?4) \
                       ON CONFLICT (what) DO UPDATE SET replica_id = excluded.replica_id, until_at = excluded.until_at \
                       WHERE upkeep_turn.replica_id = excluded.replica_id OR upkeep_turn.until_at <= ?3";
    Ok(tx.execute(SQL, params![what, replica, now, until])? == 1)
}

/// Gives up every turn of a gateway that stops.
pub fn end_turns(tx: &mut dyn Tx, replica: ReplicaId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM upkeep_turn WHERE replica_id = ?1", params![replica]).map(drop)
}
