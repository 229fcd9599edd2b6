//! Kiosk PINs and badges: made, found by what was keyed or shown, ended.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    ids::{EmployeeId, KioskCredentialId, WorkspaceId},
    kiosk::{CredentialKind, CredentialOrigin},
};

/// What somebody keys or shows at kiosks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KioskCredential {
    /// Its own id, from which a derived one follows.
    pub id: KioskCredentialId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Whose it is.
    pub employee: EmployeeId,
    /// What it is.
    pub kind: CredentialKind,
    /// Where it comes from.
    pub origin: CredentialOrigin,
    /// Which of those that follow from the id.
    pub attempt: u32,
    /// Digits of a PIN; none for a badge.
    pub digits: Option<usize>,
    /// argon2id in PHC form, of a PIN behind a name or a number.
    pub hash: Option<String>,
    /// The slow tag of a PIN alone, the SHA-256 of a badge.
    pub tag: Option<Vec<u8>>,
    /// When it was made.
    pub made_at: Timestamp,
}

const COLUMNS: &str = "id, workspace_id, employee_id, kind, origin, try, digits, hash, tag, made_at";

fn read(row: &Row) -> Result<KioskCredential, StoreError> {
    let digits: usize = row.get(6)?;
    Ok(KioskCredential {
        id: row.get(0)?,
        workspace: row.get(1)?,
        employee: row.get(2)?,
        kind: row.get(3)?,
        origin: row.get(4)?,
        attempt: row.get(5)?,
        digits: Some(digits).filter(|digits| *digits > 0),
        hash: row.get(7)?,
        tag: row.get(8)?,
        made_at: row.get(9)?,
    })
}

/// Adds a credential. The one of its kind and length before it has to be ended first.
///
/// # Errors
/// When its holder has one of the kind and length, or somebody has the same.
pub fn insert_credential(tx: &mut dyn Tx, credential: &KioskCredential) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO kiosk_credential (id, workspace_id, employee_id, kind, origin, try, digits, hash, \
                       tag, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let KioskCredential { id, workspace, employee, kind, origin, attempt, digits, hash, tag, made_at } = credential;
    let digits = digits.unwrap_or(0);
    let params =
        params![*id, *workspace, *employee, kind, origin, *attempt, digits, hash.as_ref(), tag.as_deref(), *made_at];
    execute_one(tx, SQL, params)
}

/// Ends what somebody has of a kind, with so many digits or whatever there is, awake or asleep; whether there was
/// anything. Where it is `removed`, nothing is made in its place until somebody asks for it; otherwise something is, by
/// whatever makes what is lacking.
pub fn end_credentials(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    (kind, digits): (CredentialKind, Option<usize>),
    removed: bool,
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE kiosk_credential SET ended_at = ?4, removed = ?5 \
                       WHERE workspace_id = ?1 AND employee_id = ?2 AND kind = ?3 AND (digits = ?6 OR ?6 IS NULL) \
                       AND ended_at IS NULL";
    const MAKE_AGAIN: &str = "UPDATE kiosk_credential SET removed = 0 \
                              WHERE workspace_id = ?1 AND employee_id = ?2 AND kind = ?3 AND removed = 1";
    if !removed {
        tx.execute(MAKE_AGAIN, params![workspace, employee, &kind])?;
    }
    Ok(tx.execute(SQL, params![workspace, employee, &kind, now, removed, digits])? > 0)
}

/// The credential of a kind that somebody has, with so many digits; none for a badge.
pub fn find_credential(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    (kind, digits): (CredentialKind, Option<usize>),
) -> Result<Option<KioskCredential>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM kiosk_credential \
         WHERE workspace_id = ?1 AND employee_id = ?2 AND kind = ?3 AND digits = ?4 AND ended_at IS NULL"
    );
    find_one(tx, &sql, params![workspace, employee, &kind, digits.unwrap_or(0)], read)
}

/// The credential of this id, as long as it has not ended.
pub fn find_by_id(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: KioskCredentialId,
) -> Result<Option<KioskCredential>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM kiosk_credential WHERE id = ?1 AND workspace_id = ?2 AND ended_at IS NULL");
    find_one(tx, &sql, params![id, workspace], read)
}

/// The credential with this tag, by which its holder is found.
pub fn find_by_tag(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    kind: CredentialKind,
    tag: &[u8],
) -> Result<Option<KioskCredential>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM kiosk_credential \
         WHERE workspace_id = ?1 AND kind = ?2 AND tag = ?3 AND ended_at IS NULL"
    );
    find_one(tx, &sql, params![workspace, &kind, tag], read)
}

/// Everything that somebody has, awake or asleep.
pub fn list_of_employee(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Vec<KioskCredential>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM kiosk_credential WHERE workspace_id = ?1 AND employee_id = ?2 AND ended_at IS NULL \
         ORDER BY kind, digits"
    );
    list(tx, &sql, params![workspace, employee], read)
}

/// Everything of a kind and length that the people of a workspace have.
pub fn list_of_kind(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (kind, digits): (CredentialKind, Option<usize>),
) -> Result<Vec<KioskCredential>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM kiosk_credential WHERE workspace_id = ?1 AND kind = ?2 AND digits = ?3 \
         AND ended_at IS NULL ORDER BY employee_id"
    );
    list(tx, &sql, params![workspace, &kind, digits.unwrap_or(0)], read)
}

/// For whom nothing of a kind and length is to be made: those who have it, and those from whom it was taken away.
pub fn list_settled(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (kind, digits): (CredentialKind, Option<usize>),
) -> Result<Vec<EmployeeId>, StoreError> {
    const SQL: &str = "SELECT employee_id FROM kiosk_credential WHERE workspace_id = ?1 AND kind = ?2 AND digits = ?3 \
                       AND (ended_at IS NULL OR removed = 1)";
    list(tx, SQL, params![workspace, &kind, digits.unwrap_or(0)], |row| row.get(0))
}

/// The slow tags that no worker's PIN may have, with their digits: users' PINs, and Universal PINs.
pub fn list_reserved_tags(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<(usize, Vec<u8>)>, StoreError> {
    const USERS: &str = "SELECT pin_digits, pin_tag FROM web_user WHERE workspace_id = ?1 AND pin_tag IS NOT NULL";
    const KIOSKS: &str = "SELECT universal_digits, universal_tag FROM kiosk \
                          WHERE workspace_id = ?1 AND universal_tag IS NOT NULL AND deleted_at IS NULL";
    let mut reserved = Vec::new();
    for sql in [USERS, KIOSKS] {
        reserved.extend(list(tx, sql, params![workspace], |row| Ok((row.get(0)?, row.get(1)?)))?);
    }
    Ok(reserved)
}
