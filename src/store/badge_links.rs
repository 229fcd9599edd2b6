//! Links in mails that show a badge on a phone, and how often each was opened.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, params};
use crate::domain::ids::{BadgeLinkId, EmployeeId, KioskCredentialId, WorkspaceId};

/// A link that shows a badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadgeLink {
    /// Its own id; its token follows from it.
    pub id: BadgeLinkId,
    /// The workspace of the employee.
    pub workspace: WorkspaceId,
    /// Whose badge it shows.
    pub employee: EmployeeId,
    /// The badge that it shows.
    pub credential: KioskCredentialId,
    /// When it ceases to work.
    pub ends_at: Timestamp,
    /// How often it was opened.
    pub opens: u32,
    /// Whether the badge is still the one in use.
    pub in_use: bool,
}

const SELECT: &str = "SELECT l.id, e.workspace_id, l.employee_id, l.credential_id, l.ends_at, l.opens, \
                      c.ended_at IS NULL FROM badge_link l JOIN employee e ON e.id = l.employee_id \
                      JOIN kiosk_credential c ON c.id = l.credential_id";

fn read(row: &Row) -> Result<BadgeLink, StoreError> {
    Ok(BadgeLink {
        id: row.get(0)?,
        workspace: row.get(1)?,
        employee: row.get(2)?,
        credential: row.get(3)?,
        ends_at: row.get(4)?,
        opens: row.get(5)?,
        in_use: row.get(6)?,
    })
}

/// Makes a link, with the SHA-256 of its token.
pub fn insert_badge_link(
    tx: &mut dyn Tx,
    link: &BadgeLink,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO badge_link (id, employee_id, credential_id, token_hash, made_at, ends_at) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    execute_one(tx, SQL, params![link.id, link.employee, link.credential, token_hash, now, link.ends_at])
}

/// The link that a mail is about.
pub fn find_badge_link(tx: &mut dyn Tx, id: BadgeLinkId) -> Result<Option<BadgeLink>, StoreError> {
    find_one(tx, &format!("{SELECT} WHERE l.id = ?1"), params![id], read)
}

/// The link whose token has this hash.
pub fn find_by_token(tx: &mut dyn Tx, token_hash: &[u8]) -> Result<Option<BadgeLink>, StoreError> {
    find_one(tx, &format!("{SELECT} WHERE l.token_hash = ?1"), params![token_hash], read)
}

/// Counts one opening, unless there were as many as there may be; whether it was counted.
pub fn count_open(tx: &mut dyn Tx, id: BadgeLinkId, at_most: u32) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE badge_link SET opens = opens + 1 WHERE id = ?1 AND opens < ?2";
    Ok(tx.execute(SQL, params![id, at_most])? == 1)
}

/// Whether a link was made for an employee after the one moment, and not after the other.
pub fn any_made_between(
    tx: &mut dyn Tx,
    employee: EmployeeId,
    (after, until): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM badge_link WHERE employee_id = ?1 AND made_at > ?2 AND made_at <= ?3 LIMIT 1";
    Ok(find_one(tx, SQL, params![employee, after, until], |_| Ok(()))?.is_some())
}

/// Forgets links that ended before that moment.
pub fn prune(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM badge_link WHERE ends_at < ?1", params![before])
}
