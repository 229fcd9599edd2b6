//! Calls that a provider lists and that were not answered here, or not to their end; and how far each list was looked
//! through.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    caller::Caller,
    ids::{CallId, ClaimId, EmployeeId, WorkspaceId},
};

/// A call that was missed.
#[derive(Debug, Clone, Copy)]
pub struct MissedCall {
    /// Its row among the calls.
    pub call: CallId,
    /// The office that is told, and what it has to decide; none where nobody can know whose call it was.
    pub claim: Option<(WorkspaceId, ClaimId)>,
    /// When it began, as the provider says.
    pub began_at: Timestamp,
    /// How long it was, in whole seconds.
    pub secs: u32,
}

/// Notes that a call was missed.
///
/// # Errors
/// When it was noted before.
pub fn insert_missed(tx: &mut dyn Tx, missed: &MissedCall, found_at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO missed_call (call_id, workspace_id, claim_id, began_at, secs, found_at) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let MissedCall { call, claim, began_at, secs } = *missed;
    let (workspace, claim) = claim.unzip();
    execute_one(tx, SQL, params![call, workspace, claim, began_at, secs, found_at])
}

/// Whether it is noted that the call was missed.
pub fn is_noted(tx: &mut dyn Tx, call: CallId) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM missed_call WHERE call_id = ?1", params![call], |_| Ok(()))?.is_some())
}

/// How many missed calls of a workspace were found after a moment, and when the first of them began.
pub fn count_found(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    after: Timestamp,
) -> Result<Option<(u32, Timestamp)>, StoreError> {
    const SQL: &str = "SELECT count(*), min(began_at) FROM missed_call WHERE workspace_id = ?1 AND found_at > ?2";
    let counted = find_one(tx, SQL, params![workspace, after], |row| {
        let (count, first): (u32, Option<Timestamp>) = (row.get(0)?, row.get(1)?);
        Ok(first.map(|first| (count, first)))
    })?;
    Ok(counted.flatten())
}

/// How many missed calls were found after a moment of which nobody can know whose they were.
pub fn count_nobodys(tx: &mut dyn Tx, after: Timestamp) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT count(*) FROM missed_call WHERE workspace_id IS NULL AND found_at > ?1";
    Ok(find_one(tx, SQL, params![after], |row| row.get(0))?.unwrap_or(0))
}

/// Those who have signed in from a phone and are still there, the latest first; no more than anybody would look through.
pub fn list_callers(tx: &mut dyn Tx, caller: &Caller) -> Result<Vec<(WorkspaceId, EmployeeId)>, StoreError> {
    if caller.number().is_none() {
        return Ok(Vec::new());
    }
    const SQL: &str = "SELECT e.workspace_id, e.id FROM known_phone k JOIN employee e ON e.id = k.employee_id \
                       WHERE k.caller = ?1 AND e.active = 1 ORDER BY k.last_at DESC LIMIT 50";
    list(tx, SQL, params![caller], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Up to when the list of a provider was looked through; none where it never was.
pub fn find_mark(tx: &mut dyn Tx, provider: &str) -> Result<Option<Timestamp>, StoreError> {
    find_one(tx, "SELECT looked_until FROM call_list_mark WHERE provider = ?1", params![provider], |row| row.get(0))
}

/// Notes up to when the list of a provider was looked through.
pub fn set_mark(tx: &mut dyn Tx, provider: &str, until: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO call_list_mark (provider, looked_until) VALUES (?1, ?2) \
                       ON CONFLICT (provider) DO UPDATE SET looked_until = excluded.looked_until";
    tx.execute(SQL, params![provider, until]).map(drop)
}
