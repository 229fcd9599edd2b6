//! What entries said after each change by a person. Append-only; the database itself refuses anything else.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, Value, execute_one, list, params};
use crate::domain::{
    entry::EntryStatus,
    entry_change::RevisionKind,
    ids::{EntryId, JobId, UserId, WorkspaceId},
};

/// One state of an entry, and who made it so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The time entry that it is about.
    pub entry: EntryId,
    /// Counted from 0, the state in which it began.
    pub revision: u32,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// What was done to it.
    pub kind: RevisionKind,
    /// Open, closed, or unfinished.
    pub status: EntryStatus,
    /// When it began.
    pub in_at: Timestamp,
    /// When it ended; none while it is open or where nobody knows.
    pub out_at: Option<Timestamp>,
    /// The job that was worked on, where one was named.
    pub job: Option<JobId>,
    /// Whether it counts no more.
    pub voided: bool,
    /// When it began as the employee says, where that is known and other than what was decided.
    pub claimed_in_at: Option<Timestamp>,
    /// The same of the end.
    pub claimed_out_at: Option<Timestamp>,
    /// The other half of a split.
    pub other_entry: Option<EntryId>,
    /// None for what was clocked.
    pub reason: Option<String>,
    /// What they wrote to it.
    pub note: Option<String>,
    /// When it was done.
    pub at: Timestamp,
    /// The user who did it; none for commands run on the machine itself.
    pub user: Option<UserId>,
    /// Who did it, as they were called then.
    pub actor: String,
}

const COLUMNS: &str = "entry_id, revision, workspace_id, kind, status, in_at, out_at, job_id, voided, claimed_in_at, \
                       claimed_out_at, other_entry_id, reason, note, at, user_id, actor";

fn read(row: &Row) -> Result<Revision, StoreError> {
    Ok(Revision {
        entry: row.get(0)?,
        revision: row.get(1)?,
        workspace: row.get(2)?,
        kind: row.get(3)?,
        status: row.get(4)?,
        in_at: row.get(5)?,
        out_at: row.get(6)?,
        job: row.get(7)?,
        voided: row.get(8)?,
        claimed_in_at: row.get(9)?,
        claimed_out_at: row.get(10)?,
        other_entry: row.get(11)?,
        reason: row.get(12)?,
        note: row.get(13)?,
        at: row.get(14)?,
        user: row.get(15)?,
        actor: row.get(16)?,
    })
}

/// Writes down a state of an entry.
///
/// # Errors
/// When the entry has this revision already.
pub fn insert_revision(tx: &mut dyn Tx, revision: &Revision) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO entry_revision ({COLUMNS}) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"
    );
    let params = params![
        revision.entry,
        revision.revision,
        revision.workspace,
        revision.kind.name(),
        revision.status.name(),
        revision.in_at,
        revision.out_at,
        revision.job,
        revision.voided,
        revision.claimed_in_at,
        revision.claimed_out_at,
        revision.other_entry,
        revision.reason.as_ref(),
        revision.note.as_ref(),
        revision.at,
        revision.user,
        &revision.actor,
    ];
    execute_one(tx, &sql, params)
}

/// Every revision of an entry, the first one first.
pub fn list_revisions(tx: &mut dyn Tx, entry: EntryId) -> Result<Vec<Revision>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM entry_revision WHERE entry_id = ?1 ORDER BY revision");
    list(tx, &sql, params![entry], read)
}

/// Those of these entries that a person has added or changed.
pub fn list_changed_of(tx: &mut dyn Tx, entries: &[EntryId]) -> Result<Vec<EntryId>, StoreError> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let places = super::tx::placeholders(1, entries.len());
    let sql =
        format!("SELECT DISTINCT entry_id FROM entry_revision WHERE entry_id IN ({places}) AND kind <> 'clocked'");
    let ids: Vec<Value> = entries.iter().map(|id| Value::from(*id)).collect();
    list(tx, &sql, &ids, |row| row.get(0))
}

/// Those of these entries whose times a person has written down: added, or changed.
pub fn list_timed_by_hand(tx: &mut dyn Tx, entries: &[EntryId]) -> Result<Vec<EntryId>, StoreError> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let places = super::tx::placeholders(1, entries.len());
    let sql = format!(
        "SELECT DISTINCT r.entry_id FROM entry_revision r LEFT JOIN entry_revision p \
         ON p.entry_id = r.entry_id AND p.revision = r.revision - 1 \
         WHERE r.entry_id IN ({places}) AND r.kind <> 'clocked' \
         AND (p.entry_id IS NULL OR p.in_at <> r.in_at OR coalesce(p.out_at, 0) <> coalesce(r.out_at, 0))"
    );
    let ids: Vec<Value> = entries.iter().map(|id| Value::from(*id)).collect();
    list(tx, &sql, &ids, |row| row.get(0))
}
