//! Kiosks as lists show them: their devices, whether one is awaited, and how fast people are at them.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, find_one, list, params};
use crate::domain::{
    ids::{KioskId, WorkspaceId},
    kiosk::DeviceStatus,
};

/// What was punched at a kiosk, and how long it took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pace {
    /// Punches.
    pub punches: usize,
    /// Half of the people took no longer than this, in milliseconds; none where nobody was measured.
    pub median_millis: Option<i64>,
}

/// How many devices of each status the kiosks of a workspace have; deleted ones are not counted.
pub fn count_devices(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
) -> Result<Vec<(KioskId, DeviceStatus, usize)>, StoreError> {
    const SQL: &str = "SELECT kiosk_id, status, count(*) FROM kiosk_device WHERE workspace_id = ?1 \
                       AND status <> 'deleted' GROUP BY kiosk_id, status";
    list(tx, SQL, params![workspace], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// The kiosks for which a code is out, or was keyed and waits to be confirmed.
pub fn list_waiting(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<Vec<KioskId>, StoreError> {
    const SQL: &str = "SELECT DISTINCT kiosk_id FROM kiosk_code \
                       WHERE workspace_id = ?1 AND ends_at > ?2 AND decided_at IS NULL";
    list(tx, SQL, params![workspace, now], |row| row.get(0))
}

/// How many members each kiosk of a workspace has that is not for everybody.
pub fn count_members(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<(KioskId, usize)>, StoreError> {
    const SQL: &str = "SELECT k.id, count(*) FROM kiosk k JOIN kiosk_member m ON m.kiosk_id = k.id \
                       WHERE k.workspace_id = ?1 AND k.deleted_at IS NULL AND k.everybody = 0 GROUP BY k.id";
    list(tx, SQL, params![workspace], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// What was punched at a kiosk since then, and how long it took.
pub fn pace_since(tx: &mut dyn Tx, kiosk: (WorkspaceId, KioskId), since: Timestamp) -> Result<Pace, StoreError> {
    let (punches, measured) = count_punches(tx, kiosk, since)?;
    let median_millis = if measured == 0 { None } else { find_nth_fastest(tx, kiosk, since, (measured - 1) / 2)? };
    Ok(Pace { punches, median_millis })
}

/// How many punches there were at a kiosk since then, and for how many of them it is known how long they took.
pub(super) fn count_punches(
    tx: &mut dyn Tx,
    (workspace, kiosk): (WorkspaceId, KioskId),
    since: Timestamp,
) -> Result<(usize, usize), StoreError> {
    const SQL: &str = "SELECT count(*), count(took) FROM identification \
                       WHERE workspace_id = ?1 AND kiosk_id = ?2 AND at >= ?3 AND outcome = 'punched'";
    let counted = find_one(tx, SQL, params![workspace, kiosk, since], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(counted.unwrap_or_default())
}

/// How long the punch took that stands behind `faster` others.
pub(super) fn find_nth_fastest(
    tx: &mut dyn Tx,
    (workspace, kiosk): (WorkspaceId, KioskId),
    since: Timestamp,
    faster: usize,
) -> Result<Option<i64>, StoreError> {
    const SQL: &str = "SELECT took FROM identification WHERE workspace_id = ?1 AND kiosk_id = ?2 AND at >= ?3 \
                       AND outcome = 'punched' AND took IS NOT NULL ORDER BY took LIMIT 1 OFFSET ?4";
    find_one(tx, SQL, params![workspace, kiosk, since, faster], |row| row.get(0))
}
