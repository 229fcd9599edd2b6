//! What a person must settle before payroll.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    exception::ExceptionKind,
    ids::{CallId, EmployeeId, EntryId, ExceptionId, WorkspaceId},
};

/// Something about an entry or a call that somebody should look at.
#[derive(Debug, Clone)]
pub struct Exception<'a> {
    /// Its own id.
    pub id: ExceptionId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// The employee whom it is about.
    pub employee: EmployeeId,
    /// None for what is about the employee alone.
    pub entry: Option<EntryId>,
    /// The call that it came from, where there was one.
    pub call: Option<CallId>,
    /// Of what kind it is.
    pub kind: ExceptionKind,
    /// The moment it is about.
    pub at: Timestamp,
    /// What somebody wrote to it, or what it is about in more detail.
    pub note: Option<&'a str>,
}

/// Raises an exception; one of the kind that the call has raised on the entry already stays as it is.
pub fn insert_exception(tx: &mut dyn Tx, exception: &Exception<'_>) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO exception (id, workspace_id, employee_id, entry_id, call_id, kind, rank, at, \
                       note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING";
    let Exception { id, workspace, employee, entry, call, kind, at, note } = exception;
    tx.execute(SQL, params![*id, *workspace, *employee, *entry, *call, kind.name(), kind.rank(), *at, *note])?;
    Ok(())
}

/// Settles what has resolved itself; how many there were. With a call, only what that call has raised:
/// the voice check of the way out says nothing of the one on the way in.
pub fn settle(
    tx: &mut dyn Tx,
    (entry, call): (EntryId, Option<CallId>),
    kind: ExceptionKind,
    because: &str,
    now: Timestamp,
) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE exception SET settled_at = ?3, settled_because = ?4 \
                       WHERE entry_id = ?1 AND kind = ?2 AND settled_at IS NULL AND (call_id = ?5 OR ?5 IS NULL)";
    tx.execute(SQL, params![entry, kind.name(), now, because, call])
}

/// Settles what no call has raised; how many there were.
pub fn settle_without_call(
    tx: &mut dyn Tx,
    entry: EntryId,
    kind: ExceptionKind,
    because: &str,
    now: Timestamp,
) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE exception SET settled_at = ?3, settled_because = ?4 \
                       WHERE entry_id = ?1 AND kind = ?2 AND settled_at IS NULL AND call_id IS NULL";
    tx.execute(SQL, params![entry, kind.name(), now, because])
}

/// Lets an exception of a call stand again that was settled at just that moment by no person's decision on it; not
/// where another one like it stands by now.
pub fn unsettle(
    tx: &mut dyn Tx,
    call: CallId,
    kind: ExceptionKind,
    settled_at: Timestamp,
) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE exception SET settled_at = NULL, settled_because = NULL \
                       WHERE call_id = ?1 AND kind = ?2 AND settled_at = ?3 AND decision IS NULL AND NOT EXISTS \
                       (SELECT 1 FROM exception o WHERE o.call_id = ?1 AND o.kind = ?2 AND o.settled_at IS NULL)";
    tx.execute(SQL, params![call, kind.name(), settled_at])
}

/// The exceptions of an entry that stand, in the order they arose.
pub fn list_standing(tx: &mut dyn Tx, entry: EntryId) -> Result<Vec<ExceptionKind>, StoreError> {
    const SQL: &str = "SELECT kind FROM exception WHERE entry_id = ?1 AND settled_at IS NULL ORDER BY id";
    list(tx, SQL, params![entry], |row| row.get(0))
}

/// An exception that stands, and the call that raised it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingException {
    /// Its own id.
    pub id: ExceptionId,
    /// The call that it came from, where there was one.
    pub call: Option<CallId>,
    /// What somebody wrote to it, or what it is about in more detail.
    pub note: Option<String>,
}

/// The first exception of a kind that stands on an entry.
pub fn find_standing(
    tx: &mut dyn Tx,
    entry: EntryId,
    kind: ExceptionKind,
) -> Result<Option<StandingException>, StoreError> {
    const SQL: &str = "SELECT id, call_id, note FROM exception \
                       WHERE entry_id = ?1 AND kind = ?2 AND settled_at IS NULL ORDER BY id LIMIT 1";
    find_one(tx, SQL, params![entry, kind.name()], |row| {
        Ok(StandingException { id: row.get(0)?, call: row.get(1)?, note: row.get(2)? })
    })
}

/// Changes what an exception says in detail.
///
/// # Errors
/// When there is no such exception.
pub fn set_note(tx: &mut dyn Tx, exception: ExceptionId, note: &str) -> Result<(), StoreError> {
    execute_one(tx, "UPDATE exception SET note = ?2 WHERE id = ?1", params![exception, note])
}

/// Whether a call has raised one of the kind, settled or not.
pub fn any_of_call(tx: &mut dyn Tx, call: CallId, kind: ExceptionKind) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM exception WHERE call_id = ?1 AND kind = ?2";
    Ok(find_one(tx, SQL, params![call, kind.name()], |_| Ok(()))?.is_some())
}

/// Lets an exception that no call has raised stand with its present note. Where a person has accepted just this,
/// it stays accepted.
pub fn set_standing(tx: &mut dyn Tx, exception: &Exception<'_>) -> Result<(), StoreError> {
    const RENEW: &str = "UPDATE exception SET note = ?3, at = ?4 \
                         WHERE entry_id = ?1 AND kind = ?2 AND call_id IS NULL AND settled_at IS NULL";
    const ACCEPTED: &str = "SELECT 1 FROM exception \
                            WHERE entry_id = ?1 AND kind = ?2 AND decision = 'accepted' AND note = ?3 AND at = ?4";
    let params = params![exception.entry, exception.kind.name(), exception.note, exception.at];
    if tx.execute(RENEW, params)? == 0 && find_one(tx, ACCEPTED, params, |_| Ok(()))?.is_none() {
        insert_exception(tx, exception)?;
    }
    Ok(())
}
