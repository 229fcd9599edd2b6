//! Universal PINs: one of a kiosk, by which somebody clocks a colleague there.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, params};
use crate::domain::ids::{KioskCredentialId, KioskId, WorkspaceId};

/// The Universal PIN of a kiosk, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UniversalPin {
    /// Its slow tag.
    pub tag: Vec<u8>,
    /// From which id a generated one follows, and which of those; none for one that cannot be shown.
    pub derived: Option<(KioskCredentialId, u32)>,
    /// How many digits it has.
    pub digits: usize,
    /// When it was set.
    pub set_at: Timestamp,
}

fn read(row: &Row) -> Result<UniversalPin, StoreError> {
    let (id, attempt): (Option<KioskCredentialId>, u32) = (row.get(1)?, row.get(2)?);
    Ok(UniversalPin { tag: row.get(0)?, derived: id.map(|id| (id, attempt)), digits: row.get(3)?, set_at: row.get(4)? })
}

/// The Universal PIN of a kiosk that is not deleted.
pub fn find_universal(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    kiosk: KioskId,
) -> Result<Option<UniversalPin>, StoreError> {
    const SQL: &str = "SELECT universal_tag, universal_id, universal_try, universal_digits, universal_set_at FROM kiosk \
                       WHERE workspace_id = ?1 AND id = ?2 AND deleted_at IS NULL AND universal_tag IS NOT NULL";
    find_one(tx, SQL, params![workspace, kiosk], read)
}

/// The kiosk whose Universal PIN has this tag.
pub fn find_kiosk_with(tx: &mut dyn Tx, workspace: WorkspaceId, tag: &[u8]) -> Result<Option<KioskId>, StoreError> {
    const SQL: &str = "SELECT id FROM kiosk WHERE workspace_id = ?1 AND universal_tag = ?2 \
                       AND universal_tag IS NOT NULL AND deleted_at IS NULL";
    find_one(tx, SQL, params![workspace, tag], |row| row.get(0))
}

/// Sets the Universal PIN of a kiosk, in the place of any before it.
///
/// # Errors
/// When there is no such kiosk in the workspace, or another one has the tag.
pub fn set_universal(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    kiosk: KioskId,
    pin: &UniversalPin,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE kiosk SET universal_tag = ?3, universal_id = ?4, universal_try = ?5, \
                       universal_digits = ?6, universal_set_at = ?7 \
                       WHERE workspace_id = ?1 AND id = ?2 AND deleted_at IS NULL";
    let UniversalPin { tag, derived, digits, set_at } = pin;
    let (id, attempt) = derived.map_or((None, 0), |(id, attempt)| (Some(id), attempt));
    execute_one(tx, SQL, params![workspace, kiosk, tag.as_slice(), id, attempt, *digits, *set_at])
}

/// Removes the Universal PIN of a kiosk; whether there was one.
pub fn remove_universal(tx: &mut dyn Tx, workspace: WorkspaceId, kiosk: KioskId) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE kiosk SET universal_tag = NULL, universal_id = NULL, universal_try = 0, \
                       universal_digits = NULL, universal_set_at = NULL \
                       WHERE workspace_id = ?1 AND id = ?2 AND deleted_at IS NULL AND universal_tag IS NOT NULL";
    Ok(tx.execute(SQL, params![workspace, kiosk])? > 0)
}

/// Whether anybody was clocked by the Universal PIN of a kiosk since then.
pub fn was_used_since(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    kiosk: KioskId,
    since: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM identification WHERE workspace_id = ?1 AND kiosk_id = ?2 AND at >= ?3 \
                       AND outcome = 'punched' AND proof = 'universal pin' LIMIT 1";
    Ok(find_one(tx, SQL, params![workspace, kiosk, since], |_| Ok(()))?.is_some())
}
