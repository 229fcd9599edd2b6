//! Setup links and one-time codes: made, used once, ended by the next one.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, params};
use crate::domain::ids::{EmployeeId, SetupLinkId, WorkspaceId};

/// What lets an employee choose a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetupKind {
    /// Sent by email.
    Link,
    /// Printed on a wallet card.
    Code,
}

impl SetupKind {
    /// By what name it is kept in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Code => "code",
        }
    }
}

/// A setup link or a one-time code that is new.
#[derive(Debug, Clone)]
pub struct NewSetupLink<'a> {
    /// Its own id.
    pub id: SetupLinkId,
    /// Whose PIN it lets choose.
    pub employee: EmployeeId,
    /// Link or code.
    pub kind: SetupKind,
    /// Of a code, the digits that say which it is.
    pub selector: Option<&'a str>,
    /// SHA-256 of a link's token; of a code a hash keyed with the key file.
    pub hash: [u8; 32],
    /// When it was made.
    pub made_at: Timestamp,
    /// When it ceases to work.
    pub ends_at: Timestamp,
}

/// Makes a link or code and ends the one of its kind before it, with the page that one that was used still shows.
pub fn insert_setup_link(tx: &mut dyn Tx, link: &NewSetupLink<'_>) -> Result<(), StoreError> {
    const END: &str =
        "UPDATE setup_link SET replaced_at = ?3 WHERE employee_id = ?1 AND kind = ?2 AND replaced_at IS NULL";
    const SQL: &str = "INSERT INTO setup_link (id, employee_id, kind, selector, token_hash, made_at, ends_at) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let NewSetupLink { id, employee, kind, selector, hash, made_at, ends_at } = link;
    tx.execute(END, params![*employee, kind.name(), *made_at])?;
    execute_one(tx, SQL, params![*id, *employee, kind.name(), *selector, hash.as_slice(), *made_at, *ends_at])
}

/// Whether a code with these digits can be made: none waits under them, or only one that has run out,
/// which is ended for it.
pub fn free_selector(tx: &mut dyn Tx, selector: &str, now: Timestamp) -> Result<bool, StoreError> {
    const END: &str = "UPDATE setup_link SET replaced_at = ?2 WHERE selector = ?1 AND used_at IS NULL \
                       AND replaced_at IS NULL AND ends_at <= ?2";
    const TAKEN: &str = "SELECT 1 FROM setup_link WHERE selector = ?1 AND used_at IS NULL AND replaced_at IS NULL";
    tx.execute(END, params![selector, now])?;
    Ok(find_one(tx, TAKEN, params![selector], |_| Ok(()))?.is_none())
}

/// A link or code that waits to be used, whether or not its time has run out.
#[derive(Debug, Clone)]
pub struct PendingLink {
    /// Its own id.
    pub id: SetupLinkId,
    /// Link or code.
    pub kind: SetupKind,
    /// Whose PIN it lets choose.
    pub employee: EmployeeId,
    /// The workspace of the employee.
    pub workspace: WorkspaceId,
    /// As in [`NewSetupLink`].
    pub hash: Vec<u8>,
    /// When it ceases to work.
    pub ends_at: Timestamp,
}

const COLUMNS: &str = "s.id, s.kind, s.employee_id, e.workspace_id, s.token_hash, s.ends_at";
const FROM_ACTIVE_EMPLOYEES: &str = "FROM setup_link s JOIN employee e ON e.id = s.employee_id AND e.active = 1";
const IS_UNUSED: &str = "s.used_at IS NULL AND s.replaced_at IS NULL";

fn read(row: &Row) -> Result<PendingLink, StoreError> {
    let kind: String = row.get(1)?;
    Ok(PendingLink {
        id: row.get(0)?,
        kind: if kind == SetupKind::Code.name() { SetupKind::Code } else { SetupKind::Link },
        employee: row.get(2)?,
        workspace: row.get(3)?,
        hash: row.get(4)?,
        ends_at: row.get(5)?,
    })
}

/// The link of an active employee whose token has this hash, or the code whose page has, and whether it was used;
/// none that was ended.
pub fn find_link(tx: &mut dyn Tx, hash: &[u8]) -> Result<Option<(PendingLink, bool)>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, s.used_at IS NOT NULL {FROM_ACTIVE_EMPLOYEES} \
         WHERE s.token_hash = ?1 AND s.kind = 'link' AND s.replaced_at IS NULL \
         UNION ALL SELECT {COLUMNS}, s.used_at IS NOT NULL {FROM_ACTIVE_EMPLOYEES} \
         WHERE s.page_hash = ?1 AND s.replaced_at IS NULL"
    );
    find_one(tx, &sql, params![hash], |row| Ok((read(row)?, row.get(6)?)))
}

/// Gives a code a page of its own.
///
/// # Errors
/// When there is no such code.
pub fn set_page(tx: &mut dyn Tx, id: SetupLinkId, hash: &[u8]) -> Result<(), StoreError> {
    execute_one(tx, "UPDATE setup_link SET page_hash = ?2 WHERE id = ?1", params![id, hash])
}

/// The waiting code of an active employee by the digits that say which it is; whether the rest is right is to be seen.
pub fn find_code(tx: &mut dyn Tx, selector: &str) -> Result<Option<PendingLink>, StoreError> {
    let sql = format!("SELECT {COLUMNS} {FROM_ACTIVE_EMPLOYEES} WHERE s.selector = ?1 AND {IS_UNUSED}");
    find_one(tx, &sql, params![selector], read)
}

/// The waiting link or code of an active employee.
pub fn find_waiting(tx: &mut dyn Tx, id: SetupLinkId) -> Result<Option<PendingLink>, StoreError> {
    find_one(
        tx,
        &format!("SELECT {COLUMNS} {FROM_ACTIVE_EMPLOYEES} WHERE s.id = ?1 AND {IS_UNUSED}"),
        params![id],
        read,
    )
}

/// Uses up a link or code that waits and has not run out; whether there was one. Of two who use it at once, one wins.
pub fn use_setup_link(tx: &mut dyn Tx, id: SetupLinkId, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE setup_link SET used_at = ?2 WHERE id = ?1 AND used_at IS NULL AND replaced_at IS NULL \
                       AND ends_at > ?2";
    Ok(tx.execute(SQL, params![id, now])? == 1)
}

/// Whether somebody has used a link or a code.
pub fn is_used(tx: &mut dyn Tx, id: SetupLinkId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM setup_link WHERE id = ?1 AND used_at IS NOT NULL AND replaced_at IS NULL";
    Ok(find_one(tx, SQL, params![id], |_| Ok(()))?.is_some())
}

/// Ends whatever waits for the employee; how many there were.
pub fn end_waiting(tx: &mut dyn Tx, employee: EmployeeId, now: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str =
        "UPDATE setup_link SET replaced_at = ?2 WHERE employee_id = ?1 AND used_at IS NULL AND replaced_at IS NULL";
    tx.execute(SQL, params![employee, now])
}

/// The same with the pages that used ones still show.
pub fn end_all(tx: &mut dyn Tx, employee: EmployeeId, now: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE setup_link SET replaced_at = ?2 WHERE employee_id = ?1 AND replaced_at IS NULL";
    tx.execute(SQL, params![employee, now])
}

/// Counts a wrong try on a code, and ends the code when it was one too many.
///
/// # Errors
/// When there is no such code.
pub fn count_failure(tx: &mut dyn Tx, id: SetupLinkId, allowed: u32, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE setup_link SET failures = failures + 1, \
                       replaced_at = CASE WHEN failures + 1 >= ?2 THEN ?3 ELSE replaced_at END WHERE id = ?1";
    execute_one(tx, SQL, params![id, allowed, now])
}

/// Forgets codes that opened nothing from before `since`, and those of a time that has not come: a clock that was ahead
/// must keep nobody out.
pub fn forget_failed_codes(tx: &mut dyn Tx, since: Timestamp, now: Timestamp) -> Result<(), StoreError> {
    tx.execute("DELETE FROM failed_setup_code WHERE at <= ?1", params![since])?;
    tx.execute("DELETE FROM failed_setup_code WHERE at > ?1", params![now]).map(drop)
}

/// Remembers a code that opened nothing.
pub fn insert_failed_code(tx: &mut dyn Tx, address: &str, now: Timestamp) -> Result<(), StoreError> {
    execute_one(tx, "INSERT INTO failed_setup_code (address, at) VALUES (?1, ?2)", params![address, now])
}

/// How many wrong codes came from a network address since a moment.
pub fn count_failed_codes(tx: &mut dyn Tx, address: &str, since: Timestamp) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT count(*) FROM failed_setup_code WHERE address = ?1 AND at > ?2";
    Ok(find_one(tx, SQL, params![address, since], |row| row.get(0))?.unwrap_or(0))
}
