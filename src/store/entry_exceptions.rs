//! The exceptions of one entry: all of them, as its page shows them, and those that a change of it settles.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, find_one, list, params};
use crate::domain::{
    exception::ExceptionKind,
    ids::{EmployeeId, EntryId, UserId},
};

/// An exception of an entry, settled or not.
#[derive(Debug, Clone)]
pub struct EntryException {
    /// Of what kind it is.
    pub kind: ExceptionKind,
    /// When it happened.
    pub at: Timestamp,
    /// What somebody wrote to it, or what it is about in more detail.
    pub note: Option<String>,
    /// When it was settled; none while it stands.
    pub settled_at: Option<Timestamp>,
    /// Why it was.
    pub settled_because: Option<String>,
    /// `accepted`, `corrected` or `voided`, where a person has decided.
    pub decision: Option<String>,
    /// Who settled it, as they were called then; none where it settled itself.
    pub settler: Option<String>,
}

/// Every exception of an entry, in the order they arose.
pub fn list_exceptions(tx: &mut dyn Tx, entry: EntryId) -> Result<Vec<EntryException>, StoreError> {
    const SQL: &str = "SELECT kind, at, note, settled_at, settled_because, decision, settler FROM exception \
                       WHERE entry_id = ?1 ORDER BY id";
    list(tx, SQL, params![entry], |row| {
        Ok(EntryException {
            kind: row.get(0)?,
            at: row.get(1)?,
            note: row.get(2)?,
            settled_at: row.get(3)?,
            settled_because: row.get(4)?,
            decision: row.get(5)?,
            settler: row.get(6)?,
        })
    })
}

/// The entry of an employee on which an exception of a kind, about a moment, stands.
pub fn find_raised(
    tx: &mut dyn Tx,
    employee: EmployeeId,
    kind: ExceptionKind,
    at: Timestamp,
) -> Result<Option<EntryId>, StoreError> {
    const SQL: &str = "SELECT entry_id FROM exception WHERE employee_id = ?1 AND rank = ?2 AND at = ?3 \
                       AND settled_at IS NULL AND entry_id IS NOT NULL ORDER BY id LIMIT 1";
    find_one(tx, SQL, params![employee, kind.rank(), at], |row| row.get(0))
}

/// A change of an entry that decides its exceptions too.
#[derive(Debug, Clone, Copy)]
pub struct EntryChangeDecision<'a> {
    /// `corrected` or `voided`.
    pub name: &'static str,
    /// The reason that was given.
    pub because: &'a str,
    /// The user who did it; none for commands run on the machine itself.
    pub user: Option<UserId>,
    /// Who decides, as they are called now.
    pub settler: &'a str,
    /// When it happened.
    pub at: Timestamp,
}

/// Settles the standing exceptions of a kind on an entry; how many there were.
pub fn settle_by_change(
    tx: &mut dyn Tx,
    entry: EntryId,
    kind: ExceptionKind,
    decision: EntryChangeDecision<'_>,
) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE exception SET settled_at = ?3, settled_because = ?4, decision = ?5, settled_by = ?6, \
                       settler = ?7 WHERE entry_id = ?1 AND kind = ?2 AND settled_at IS NULL";
    let EntryChangeDecision { name, because, user, settler, at } = decision;
    tx.execute(SQL, params![entry, kind.name(), at, because, name, user, settler])
}

/// Lets the exceptions of an entry be open again that a user's change of it has settled at just that moment; not where
/// another one like it is open by now. How many there were.
pub fn unsettle_by_change(
    tx: &mut dyn Tx,
    entry: EntryId,
    user: UserId,
    settled_at: Timestamp,
) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE exception SET settled_at = NULL, settled_because = NULL, decision = NULL, \
                       settled_by = NULL, settler = NULL \
                       WHERE entry_id = ?1 AND settled_by = ?2 AND settled_at = ?3 AND decision = 'corrected' \
                       AND NOT EXISTS (SELECT 1 FROM exception o WHERE o.entry_id = ?1 AND o.kind = exception.kind \
                       AND o.call_id IS NOT DISTINCT FROM exception.call_id AND o.settled_at IS NULL)";
    tx.execute(SQL, params![entry, user, settled_at])
}
