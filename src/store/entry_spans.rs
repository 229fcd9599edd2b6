//! The time that entries cover, for finding what cannot be.

use jiff::{SignedDuration, Timestamp};

use super::tx::{Row, StoreError, Tx, find_one, list, params};
use crate::domain::{
    entry::EntryStatus,
    exception::ExceptionKind,
    ids::{EmployeeId, EntryId, WorkspaceId},
    workspace::Zone,
};

/// Entries that began longer ago than this are not looked at, however long they may be.
const OVERLAP_WINDOW: SignedDuration = SignedDuration::from_hours(31 * 24);

/// An entry as a stretch of time.
#[derive(Debug, Clone)]
pub struct EntrySpan {
    /// Its own id.
    pub entry: EntryId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Whose it is.
    pub employee: EmployeeId,
    /// Open, closed, or unfinished.
    pub status: EntryStatus,
    /// When it began.
    pub in_at: Timestamp,
    /// When it ended; none while it is open or where nobody knows.
    pub out_at: Option<Timestamp>,
    /// The employee's time zone when it began.
    pub zone: Zone,
    /// Whether it counts no more.
    pub voided: bool,
}

impl EntrySpan {
    /// What it covers: an open entry goes on, an unfinished or voided one covers nothing that is known.
    #[must_use]
    pub fn covers(&self) -> Option<(Timestamp, Timestamp)> {
        let end = match (self.voided, self.status) {
            (true, _) | (false, EntryStatus::Unfinished) => return None,
            (false, EntryStatus::Open) => Timestamp::MAX,
            (false, EntryStatus::Closed) => self.out_at?,
        };
        (self.in_at < end).then_some((self.in_at, end))
    }
}

const COLUMNS: &str = "id, workspace_id, employee_id, status, in_at, out_at, zone, voided_at IS NOT NULL";

fn read(row: &Row) -> Result<EntrySpan, StoreError> {
    Ok(EntrySpan {
        entry: row.get(0)?,
        workspace: row.get(1)?,
        employee: row.get(2)?,
        status: row.get(3)?,
        in_at: row.get(4)?,
        out_at: row.get(5)?,
        zone: row.get(6)?,
        voided: row.get(7)?,
    })
}

/// When an entry begins and ends, and whose it is.
///
/// # Errors
/// When there is no such entry.
pub fn get_span(tx: &mut dyn Tx, entry: EntryId) -> Result<EntrySpan, StoreError> {
    find_one(tx, &format!("SELECT {COLUMNS} FROM time_entry WHERE id = ?1"), params![entry], read)?
        .ok_or(StoreError::Unreadable("an entry is missing"))
}

/// Other entries of the same employee that cover some of the same time, earliest first.
pub fn list_overlapping(tx: &mut dyn Tx, span: &EntrySpan, limit: usize) -> Result<Vec<EntrySpan>, StoreError> {
    let Some((begins, ends)) = span.covers() else { return Ok(Vec::new()) };
    // Pairs, so that only the index of one employee's entries fits, not that of everybody's.
    let sql = format!(
        "SELECT {COLUMNS} FROM time_entry WHERE workspace_id = ?1 AND (employee_id, in_at) > (?2, ?3) \
         AND (employee_id, in_at) < (?2, ?5) AND id <> ?6 AND voided_at IS NULL AND (status = 'open' OR (out_at > ?4 AND out_at > in_at)) \
         ORDER BY employee_id, in_at, id LIMIT ?7"
    );
    let since = begins.saturating_sub(OVERLAP_WINDOW).unwrap_or(Timestamp::MIN);
    list(tx, &sql, params![span.workspace, span.employee, since, begins, ends, span.entry, limit], read)
}

/// The entries of an employee on which an exception of the kind stands.
pub fn list_with_standing(
    tx: &mut dyn Tx,
    employee: EmployeeId,
    kind: ExceptionKind,
) -> Result<Vec<EntryId>, StoreError> {
    const SQL: &str = "SELECT entry_id FROM exception WHERE employee_id = ?1 AND rank = ?2 AND settled_at IS NULL \
                       AND entry_id IS NOT NULL";
    list(tx, SQL, params![employee, kind.rank()], |row| row.get(0))
}
