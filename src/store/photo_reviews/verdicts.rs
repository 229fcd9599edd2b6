//! Verdicts on photos, given and taken back: every one stays.

use jiff::Timestamp;

use crate::{
    domain::{
        ids::{PhotoId, UserId, VerdictId, WorkspaceId},
        voice_check::Verdict,
    },
    store::tx::{Row, StoreError, Tx, execute_one, find_one, list, params},
};

/// What stands in the table for a verdict that was taken back.
const TAKEN_BACK: &str = "taken back";

/// One act of a reviewer.
#[derive(Debug, Clone)]
pub struct PhotoVerdict {
    /// Its own id.
    pub id: VerdictId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// The photo that it is about.
    pub photo: PhotoId,
    /// `None` for taking back the one before.
    pub verdict: Option<Verdict>,
    /// What the reviewer wrote to it.
    pub note: Option<String>,
    /// When it was given.
    pub at: Timestamp,
    /// The reviewer.
    pub user: UserId,
    /// Who it was, as they were called then.
    pub reviewer: String,
}

const COLUMNS: &str = "w.id, w.workspace_id, w.photo_id, w.verdict, w.note, w.at, w.user_id, w.reviewer";

fn read(row: &Row) -> Result<PhotoVerdict, StoreError> {
    let verdict: String = row.get(3)?;
    Ok(PhotoVerdict {
        id: row.get(0)?,
        workspace: row.get(1)?,
        photo: row.get(2)?,
        verdict: if verdict == TAKEN_BACK { None } else { Some(row.get(3)?) },
        note: row.get(4)?,
        at: row.get(5)?,
        user: row.get(6)?,
        reviewer: row.get(7)?,
    })
}

/// Writes it down, makes it the one that stands, and ends whoever's turn it is.
///
/// # Errors
/// When there is no such photo in the workspace, or it has a verdict and is given another.
pub fn insert_verdict(tx: &mut dyn Tx, given: &PhotoVerdict) -> Result<(), StoreError> {
    const INSERT: &str = "INSERT INTO photo_verdict (id, workspace_id, photo_id, verdict, note, at, user_id, reviewer) \
                          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    const SET: &str = "UPDATE photo SET verdict = ?3, verdict_at = ?4, turn_user_id = NULL, turn_ends_at = NULL \
                       WHERE workspace_id = ?1 AND id = ?2 AND (verdict IS NULL) = (CAST(?3 AS TEXT) IS NOT NULL)";
    let PhotoVerdict { id, workspace, photo, verdict, note, at, user, reviewer } = given;
    let name = verdict.map(Verdict::name);
    let written = params![*id, *workspace, *photo, name.unwrap_or(TAKEN_BACK), note.as_ref(), *at, *user, reviewer];
    execute_one(tx, INSERT, written)?;
    execute_one(tx, SET, params![*workspace, *photo, name, verdict.map(|_| *at)])
}

/// All that was said of a photo, oldest first.
pub fn list_of_photo(tx: &mut dyn Tx, photo: PhotoId) -> Result<Vec<PhotoVerdict>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM photo_verdict w WHERE w.photo_id = ?1 ORDER BY w.at, w.id");
    list(tx, &sql, params![photo], read)
}

/// The latest act on a photo.
pub fn find_last(tx: &mut dyn Tx, photo: PhotoId) -> Result<Option<PhotoVerdict>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM photo_verdict w WHERE w.photo_id = ?1 ORDER BY w.at DESC, w.id DESC LIMIT 1");
    find_one(tx, &sql, params![photo], read)
}

/// The latest verdict of a reviewer since a moment that still stands.
pub fn find_standing_of(tx: &mut dyn Tx, user: UserId, since: Timestamp) -> Result<Option<PhotoVerdict>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM photo_verdict w JOIN photo p ON p.id = w.photo_id WHERE w.user_id = ?1 \
         AND w.at >= ?2 AND w.verdict = p.verdict AND w.at = p.verdict_at ORDER BY w.at DESC, w.id DESC LIMIT 1"
    );
    find_one(tx, &sql, params![user, since], read)
}
