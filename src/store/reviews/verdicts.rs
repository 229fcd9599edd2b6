//! Verdicts, given and taken back: every one stays.

use jiff::Timestamp;

use crate::{
    domain::{
        ids::{UserId, VerdictId, VoiceCheckId, WorkspaceId},
        voice_check::Verdict,
    },
    store::tx::{Row, StoreError, Tx, execute_one, find_one, list, params},
};

/// What stands in the table for a verdict that was taken back.
const TAKEN_BACK: &str = "taken back";

/// One act of a reviewer.
#[derive(Debug, Clone)]
pub struct VerdictRecord {
    /// Its own id.
    pub id: VerdictId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// The voice check that it is about.
    pub check: VoiceCheckId,
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

const COLUMNS: &str = "w.id, w.workspace_id, w.voice_check_id, w.verdict, w.note, w.at, w.user_id, w.reviewer";

fn read(row: &Row) -> Result<VerdictRecord, StoreError> {
    let verdict: String = row.get(3)?;
    Ok(VerdictRecord {
        id: row.get(0)?,
        workspace: row.get(1)?,
        check: row.get(2)?,
        verdict: if verdict == TAKEN_BACK { None } else { Some(row.get(3)?) },
        note: row.get(4)?,
        at: row.get(5)?,
        user: row.get(6)?,
        reviewer: row.get(7)?,
    })
}

/// Writes it down, makes it the one that stands, and ends whatever lease there is.
///
/// # Errors
/// When there is no such voice check in the workspace, or it has a verdict and is given another.
pub fn insert_verdict(tx: &mut dyn Tx, given: &VerdictRecord) -> Result<(), StoreError> {
    const INSERT: &str = "INSERT INTO verdict (id, workspace_id, voice_check_id, verdict, note, at, user_id, reviewer) \
                          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    const SET: &str = "UPDATE voice_check SET verdict = ?3, verdict_at = ?4 \
                       WHERE workspace_id = ?1 AND id = ?2 AND (verdict IS NULL) = (CAST(?3 AS TEXT) IS NOT NULL)";
    let VerdictRecord { id, workspace, check, verdict, note, at, user, reviewer } = given;
    let name = verdict.map(Verdict::name);
    let written = params![*id, *workspace, *check, name.unwrap_or(TAKEN_BACK), note.as_ref(), *at, *user, reviewer];
    execute_one(tx, INSERT, written)?;
    execute_one(tx, SET, params![*workspace, *check, name, verdict.map(|_| *at)])?;
    tx.execute("DELETE FROM review_lease WHERE voice_check_id = ?1", params![*check])?;
    Ok(())
}

/// All that was said of a voice check, oldest first.
pub fn list_of_check(tx: &mut dyn Tx, check: VoiceCheckId) -> Result<Vec<VerdictRecord>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM verdict w WHERE w.voice_check_id = ?1 ORDER BY w.at, w.id");
    list(tx, &sql, params![check], read)
}

/// The latest act on a voice check.
pub fn find_last(tx: &mut dyn Tx, check: VoiceCheckId) -> Result<Option<VerdictRecord>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM verdict w WHERE w.voice_check_id = ?1 ORDER BY w.at DESC, w.id DESC LIMIT 1");
    find_one(tx, &sql, params![check], read)
}

/// The latest verdict of a reviewer since a moment that still stands.
pub fn find_standing_of(tx: &mut dyn Tx, user: UserId, since: Timestamp) -> Result<Option<VerdictRecord>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM verdict w JOIN voice_check v ON v.id = w.voice_check_id WHERE w.user_id = ?1 \
         AND w.at >= ?2 AND w.verdict = v.verdict AND w.at = v.verdict_at ORDER BY w.at DESC, w.id DESC LIMIT 1"
    );
    find_one(tx, &sql, params![user, since], read)
}
