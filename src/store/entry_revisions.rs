//! What entries said after each change by a person. Append-only; the database itself refuses anything else.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, list, params};
use crate::domain::{
    entry::EntryStatus,
    entry_change::RevisionKind,
    ids::{EntryId, JobId, UserId, WorkspaceId},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub entry: EntryId,
    pub revision: u32,
    pub workspace: WorkspaceId,
    pub kind: RevisionKind,
    pub status: EntryStatus,
    pub in_at: Timestamp,
    pub out_at: Option<Timestamp>,
    pub job: Option<JobId>,
    pub voided: bool,
    /// What the employee says.
    pub claimed_in_at: Option<Timestamp>,
    pub claimed_out_at: Option<Timestamp>,
    /// The other half of a split.
    pub other_entry: Option<EntryId>,
    /// None for what was clocked.
    pub reason: Option<String>,
    pub note: Option<String>,
    pub at: Timestamp,
    pub user: Option<UserId>,
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
///
/// # Errors
/// When the database cannot be read.
pub fn list_revisions(tx: &mut dyn Tx, entry: EntryId) -> Result<Vec<Revision>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM entry_revision WHERE entry_id = ?1 ORDER BY revision");
    list(tx, &sql, params![entry], read)
}
