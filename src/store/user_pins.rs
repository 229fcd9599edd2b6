//! The PINs of users: what is kept of each, and whose it is.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    ids::{UserId, UserPinId, WorkspaceId},
    login_method::LoginMethod,
    user::User,
};

/// What is known of the PIN of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UserPin {
    /// From what a generated one follows, with the try; none for one that was typed or drawn.
    pub id: Option<UserPinId>,
    /// Which of the PINs that follow from the id.
    pub attempt: u32,
    /// How many digits it has.
    pub digits: usize,
    /// Since when it is theirs.
    pub set_at: Timestamp,
}

const COLUMNS: &str = "pin_id, pin_try, pin_digits, pin_set_at";

fn read(row: &Row) -> Result<UserPin, StoreError> {
    Ok(UserPin { id: row.get(0)?, attempt: row.get(1)?, digits: row.get(2)?, set_at: row.get(3)? })
}

/// The PIN of a user of the workspace.
pub fn find_pin(tx: &mut dyn Tx, workspace: WorkspaceId, user: UserId) -> Result<Option<UserPin>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM web_user WHERE workspace_id = ?1 AND id = ?2 AND pin_tag IS NOT NULL");
    find_one(tx, &sql, params![workspace, user], read)
}

/// The PINs that users of the workspace have.
pub fn list_pins(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<(UserId, UserPin)>, StoreError> {
    let sql = format!("SELECT {COLUMNS}, id FROM web_user WHERE workspace_id = ?1 AND pin_tag IS NOT NULL");
    list(tx, &sql, params![workspace], |row| Ok((row.get(4)?, read(row)?)))
}

/// The user who has the PIN with this tag, and how they sign in.
pub fn find_by_tag(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    tag: &[u8],
) -> Result<Option<(UserId, LoginMethod)>, StoreError> {
    const SQL: &str = "SELECT id, login_method FROM web_user WHERE workspace_id = ?1 AND pin_tag = ?2 \
                       AND pin_tag IS NOT NULL";
    find_one(tx, SQL, params![workspace, tag], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Gives a user a PIN.
///
/// # Errors
/// When there is no such user, or somebody has it.
pub fn set_pin(tx: &mut dyn Tx, user: &User, tag: &[u8], pin: &UserPin) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE web_user SET pin_tag = ?3, pin_id = ?4, pin_try = ?5, pin_digits = ?6, pin_set_at = ?7 \
                       WHERE workspace_id = ?1 AND id = ?2";
    let UserPin { id, attempt, digits, set_at } = *pin;
    execute_one(tx, SQL, params![user.workspace, user.id, tag, id, attempt, digits, set_at])
}

/// Takes the PIN of a user away; whether there was one.
pub fn remove_pin(tx: &mut dyn Tx, user: &User) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE web_user SET pin_tag = NULL, pin_id = NULL, pin_try = 0, pin_digits = NULL, \
                       pin_set_at = NULL WHERE workspace_id = ?1 AND id = ?2 AND pin_tag IS NOT NULL";
    Ok(tx.execute(SQL, params![user.workspace, user.id])? == 1)
}
