//! Who was given a photo to see.

use jiff::Timestamp;

use crate::{
    domain::ids::{PhotoId, PhotoLookId, UserId, WorkspaceId},
    store::tx::{StoreError, Tx, execute_one, find_one, list, params},
};

/// One time that somebody was given a photo.
#[derive(Debug, Clone)]
pub struct PhotoLook {
    /// Its own id.
    pub id: PhotoLookId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// The photo.
    pub photo: PhotoId,
    /// When it was.
    pub at: Timestamp,
    /// Who it was.
    pub user: UserId,
    /// Who it was, as they were called then.
    pub viewer: String,
    /// From which network address.
    pub address: String,
}

/// Writes a look down.
///
/// # Errors
/// When there is one with the id.
pub fn insert_look(tx: &mut dyn Tx, look: &PhotoLook) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO photo_look (id, workspace_id, photo_id, at, user_id, viewer, address) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let PhotoLook { id, workspace, photo, at, user, viewer, address } = look;
    execute_one(tx, SQL, params![*id, *workspace, *photo, *at, *user, viewer, address])
}

/// Whether a user was given a photo since a moment.
pub fn is_seen(tx: &mut dyn Tx, photo: PhotoId, user: UserId, since: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM photo_look WHERE photo_id = ?1 AND user_id = ?2 AND at >= ?3 LIMIT 1";
    Ok(find_one(tx, SQL, params![photo, user, since], |_| Ok(()))?.is_some())
}

/// The latest looks at a photo, latest first.
pub fn list_of_photo(tx: &mut dyn Tx, photo: PhotoId, limit: usize) -> Result<Vec<PhotoLook>, StoreError> {
    const SQL: &str = "SELECT id, workspace_id, photo_id, at, user_id, viewer, address FROM photo_look \
                       WHERE photo_id = ?1 ORDER BY at DESC, id DESC LIMIT ?2";
    list(tx, SQL, params![photo, limit], |row| {
        Ok(PhotoLook {
            id: row.get(0)?,
            workspace: row.get(1)?,
            photo: row.get(2)?,
            at: row.get(3)?,
            user: row.get(4)?,
            viewer: row.get(5)?,
            address: row.get(6)?,
        })
    })
}
