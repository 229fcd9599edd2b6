//! PIN checks for which callers were asked to hold on. A verdict is a bit with an HMAC; no PIN is here.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, execute_one, find_one, params};
use crate::domain::ids::{CallId, ReplicaId};

/// A check that a caller waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinCheck {
    /// The step at which the PIN was keyed.
    pub step: u32,
    /// Which run of the program checks it.
    pub owner: ReplicaId,
    /// When the owner was last seen at it.
    pub seen_at: Timestamp,
    /// What came of it; none while it goes on.
    pub verdict: Option<KeptVerdict>,
}

/// What came of a check, for whoever asks after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptVerdict {
    /// Whether the PIN was right.
    pub matched: bool,
    /// An HMAC over call, step, credential and verdict.
    pub mac: Vec<u8>,
}

/// Notes that a check of this call has begun; it takes the place of an earlier one.
pub fn set_begun(
    tx: &mut dyn Tx,
    (call, step): (CallId, u32),
    owner: ReplicaId,
    now: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO pin_check (call_id, step, owner, begun_at, seen_at) VALUES (?1, ?2, ?3, ?4, ?4) \
                       ON CONFLICT (call_id) DO UPDATE SET step = excluded.step, owner = excluded.owner, \
                       begun_at = excluded.begun_at, seen_at = excluded.seen_at, verdict = NULL, mac = NULL";
    execute_one(tx, SQL, params![call, step, owner, now])
}

/// The check that a call waits for, where there is one.
pub fn find_pin_check(tx: &mut dyn Tx, call: CallId) -> Result<Option<PinCheck>, StoreError> {
    const SQL: &str = "SELECT step, owner, seen_at, verdict, mac FROM pin_check WHERE call_id = ?1";
    find_one(tx, SQL, params![call], |row| {
        let (matched, mac): (Option<bool>, Option<Vec<u8>>) = (row.get(3)?, row.get(4)?);
        let verdict = matched.zip(mac).map(|(matched, mac)| KeptVerdict { matched, mac });
        Ok(PinCheck { step: row.get(0)?, owner: row.get(1)?, seen_at: row.get(2)?, verdict })
    })
}

/// Notes that the owner is still at it; whether anybody still waits.
pub fn set_seen(
    tx: &mut dyn Tx,
    (call, step): (CallId, u32),
    owner: ReplicaId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE pin_check SET seen_at = ?4 \
                       WHERE call_id = ?1 AND step = ?2 AND owner = ?3 AND verdict IS NULL";
    Ok(tx.execute(SQL, params![call, step, owner, now])? == 1)
}

/// Keeps the owner's verdict; whether anybody still waits for it.
pub fn set_verdict(
    tx: &mut dyn Tx,
    (call, step): (CallId, u32),
    owner: ReplicaId,
    verdict: &KeptVerdict,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE pin_check SET verdict = ?4, mac = ?5 \
                       WHERE call_id = ?1 AND step = ?2 AND owner = ?3 AND verdict IS NULL";
    Ok(tx.execute(SQL, params![call, step, owner, verdict.matched, verdict.mac.as_slice()])? == 1)
}

/// Forgets the check of a call, where there is one.
pub fn delete_pin_check(tx: &mut dyn Tx, call: CallId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM pin_check WHERE call_id = ?1", params![call]).map(drop)
}
