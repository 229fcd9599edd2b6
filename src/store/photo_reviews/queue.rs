//! The queue of photos to be looked at, and whose turn each is.

use jiff::Timestamp;

use super::{FIRST, PhotoCursor, PhotoForReview, SELECT, UNSEEN, read};
use crate::{
    domain::ids::{EmployeeId, PhotoId, UserId, WorkspaceId},
    store::tx::{StoreError, Tx, execute_one, find_one, list, params},
};

/// Which photos are to be looked at.
#[derive(Debug, Clone, Copy)]
pub struct PhotoQueue {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Those of this employee alone.
    pub employee: Option<EmployeeId>,
    /// How many in a hundred, from 0 to 100.
    pub share: u8,
}

impl PhotoQueue {
    const fn of_employee(self) -> &'static str {
        if self.employee.is_some() { " AND p.employee_id = ?2" } else { "" }
    }
}

/// The next one that is nobody else's turn, the oldest first.
pub fn find_next(
    tx: &mut dyn Tx,
    wanted: PhotoQueue,
    user: UserId,
    now: Timestamp,
) -> Result<Option<PhotoId>, StoreError> {
    let sql = format!(
        "SELECT p.id FROM photo p WHERE p.workspace_id = ?1{} AND {UNSEEN} AND p.sample < ?3 \
         AND (p.turn_user_id IS NULL OR p.turn_user_id = ?4 OR p.turn_ends_at <= ?5) ORDER BY p.at, p.id LIMIT 1",
        wanted.of_employee()
    );
    let PhotoQueue { workspace, employee, share } = wanted;
    find_one(tx, &sql, params![workspace, employee, i64::from(share), user, now], |row| row.get(0))
}

/// How many are to be looked at, by whomever.
pub fn count_wanted(tx: &mut dyn Tx, wanted: PhotoQueue) -> Result<usize, StoreError> {
    let sql = format!(
        "SELECT count(*) FROM photo p WHERE p.workspace_id = ?1{} AND {UNSEEN} AND p.sample < ?3",
        wanted.of_employee()
    );
    let PhotoQueue { workspace, employee, share } = wanted;
    Ok(find_one(tx, &sql, params![workspace, employee, i64::from(share)], |row| row.get(0))?.unwrap_or_default())
}

/// A page of the queue, behind a place where one is given.
pub fn list_wanted(
    tx: &mut dyn Tx,
    wanted: PhotoQueue,
    (after, limit): (Option<PhotoCursor>, usize),
) -> Result<Vec<PhotoForReview>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE p.workspace_id = ?1{} AND {UNSEEN} AND p.sample < ?3 AND (p.at, p.id) > (?4, ?5) \
         ORDER BY p.at, p.id LIMIT ?6",
        wanted.of_employee()
    );
    let PhotoQueue { workspace, employee, share } = wanted;
    let (at, id) = after.unwrap_or(FIRST);
    list(tx, &sql, params![workspace, employee, i64::from(share), at, id, limit], read)
}

/// The name of whoever else has a photo before them now.
pub fn find_other_turn(
    tx: &mut dyn Tx,
    id: PhotoId,
    but: UserId,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    const SQL: &str = "SELECT u.name FROM photo p JOIN web_user u ON u.id = p.turn_user_id \
                       WHERE p.id = ?1 AND p.turn_user_id <> ?2 AND p.turn_ends_at > ?3";
    find_one(tx, SQL, params![id, but, now], |row| row.get(0))
}

/// Gives a photo to a reviewer, who then has this one alone.
///
/// # Errors
/// When there is no such photo.
pub fn set_turn(tx: &mut dyn Tx, id: PhotoId, user: UserId, ends_at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE photo SET turn_user_id = ?2, turn_ends_at = ?3 WHERE id = ?1";
    end_turns(tx, user)?;
    execute_one(tx, SQL, params![id, user, ends_at])
}

/// Gives back whatever a reviewer has.
pub fn end_turns(tx: &mut dyn Tx, user: UserId) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE photo SET turn_user_id = NULL, turn_ends_at = NULL WHERE turn_user_id = ?1";
    tx.execute(SQL, params![user])?;
    Ok(())
}
