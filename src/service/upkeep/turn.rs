//! What is done once for all gateways on a database: whoever has the turn does it, and keeps it while it is there.

use jiff::{SignedDuration, Timestamp};

use crate::{
    domain::ids::ReplicaId,
    service::kernel::Store,
    store::{Hold, StoreError, upkeep_turns},
};

/// How long a turn is somebody's that is not heard of: longer than from one minute's work to the next, with a slow one
/// between.
pub const TURN: SignedDuration = SignedDuration::from_mins(3);

/// What every minute does: the name of its turn.
pub const HOUSEKEEPING: &str = "housekeeping";
/// Looking for calls that were missed.
pub const MISSED_CALLS: &str = "missed calls";
/// Telling other programs what has happened.
pub const HOOKS: &str = "webhooks";
/// Reading what calls and texts cost.
pub const COSTS: &str = "costs";

/// Takes or keeps the turn at something; false while another gateway has it. A gateway whose clock is in doubt leaves it to
/// the others, since it would do nothing.
///
/// # Errors
/// When that cannot be written.
pub async fn take(store: &Store, what: &'static str, replica: ReplicaId) -> Result<bool, StoreError> {
    // Beside SQLite one gateway serves at a time.
    if !store.db().is_shared() {
        return Ok(true);
    }
    if store.clock().is_in_doubt() {
        return Ok(false);
    }
    store
        .write(Hold::Nothing, move |u| {
            let until = u.now.saturating_add(TURN).unwrap_or(Timestamp::MAX);
            upkeep_turns::take_turn(u.tx, what, replica, (u.now, until))
        })
        .await
}
