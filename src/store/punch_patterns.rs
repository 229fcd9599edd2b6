//! What a punch at a kiosk is held against: the punches before it, and where else somebody was found.

use jiff::Timestamp;

use super::{
    entries::way_name,
    tx::{StoreError, Tx, find_one, list, params},
};
use crate::{
    dialog::utterance::Way,
    domain::ids::{DeviceId, EmployeeId, KioskId},
};

/// The last moments before `at` at which somebody clocked this way, the latest first.
pub fn list_times(
    tx: &mut dyn Tx,
    employee: EmployeeId,
    (way, at): (Way, Timestamp),
    limit: usize,
) -> Result<Vec<Timestamp>, StoreError> {
    const SQL: &str = "SELECT at FROM punch WHERE employee_id = ?1 AND at < ?2 AND way = ?3 \
                       ORDER BY at DESC, id DESC LIMIT ?4";
    list(tx, SQL, params![employee, at, way_name(way), limit], |row| row.get(0))
}

/// The name of the other kiosk where somebody was found last by their own PIN or badge, and when.
pub fn find_elsewhere(
    tx: &mut dyn Tx,
    (employee, kiosk): (EmployeeId, KioskId),
    (since, until): (Timestamp, Timestamp),
) -> Result<Option<(String, Timestamp)>, StoreError> {
    const SQL: &str = "SELECT k.name, i.at FROM identification i JOIN kiosk k ON k.id = i.kiosk_id \
                       WHERE i.employee_id = ?1 AND i.at >= ?3 AND i.at <= ?4 AND i.kiosk_id <> ?2 \
                       AND i.outcome <> 'refused' AND i.proof IN ('pin', 'badge', 'badge and pin') \
                       ORDER BY i.at DESC LIMIT 1";
    find_one(tx, SQL, params![employee, kiosk, since, until], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// How many people have clocked at a device in a time, those left out whom a supervisor has clocked.
pub fn count_people(
    tx: &mut dyn Tx,
    device: DeviceId,
    (since, until): (Timestamp, Timestamp),
) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(DISTINCT employee_id) FROM punch \
                       WHERE device_id = ?1 AND at >= ?2 AND at <= ?3 AND proof <> 'supervisor'";
    Ok(find_one(tx, SQL, params![device, since, until], |row| row.get(0))?.unwrap_or(0))
}
