//! Photos as reviewers see them: one with all that is known of it, and lists of them.

pub mod looks;
pub mod queue;
pub mod verdicts;

use jiff::Timestamp;

use super::{
    reviews::LegalHold,
    tx::{Row, StoreError, Tx, execute_one, find_one, list, params},
};
use crate::domain::{
    ids::{EmployeeId, EntryId, PhotoId, WorkspaceId},
    kiosk::Proof,
    photo::{NoPhoto, PhotoStatus},
    voice_check::{FileProblem, Verdict},
    workspace::Zone,
};

/// A photo with its kiosk, entry and employee.
#[derive(Debug, Clone)]
pub struct PhotoForReview {
    /// Its own id.
    pub id: PhotoId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Who should be on it.
    pub employee: EmployeeId,
    /// The employee's name.
    pub employee_name: String,
    /// The entry that was clocked.
    pub entry: EntryId,
    /// `in` or `out`.
    pub way: String,
    /// The time of the punch.
    pub at: Timestamp,
    /// The zone of the entry.
    pub zone: Zone,
    /// Whether the entry counts no more.
    pub voided: bool,
    /// The name of the kiosk.
    pub kiosk: String,
    /// The name of the device.
    pub device: String,
    /// What was proven at the punch.
    pub proof: Proof,
    /// How far it has come.
    pub status: PhotoStatus,
    /// Why there is none.
    pub missing_because: Option<NoPhoto>,
    /// Where the JPEG is, or was, below the recordings' folder.
    pub file: Option<String>,
    /// SHA-256 of the file.
    pub sha256: Option<Vec<u8>>,
    /// Of the picture, in pixels.
    pub sides: Option<(u16, u16)>,
    /// What was found when the file was opened.
    pub file_problem: Option<FileProblem>,
    /// What the reviewer said, where somebody has.
    pub verdict: Option<Verdict>,
    /// When they did.
    pub verdict_at: Option<Timestamp>,
    /// A legal hold, where there is one.
    pub held: Option<LegalHold>,
    /// Set once its period is over: the file is deleted, or about to be.
    pub doomed_at: Option<Timestamp>,
}

impl PhotoForReview {
    /// Whether there is a photo that may be looked at.
    #[must_use]
    pub fn can_be_seen(&self) -> bool {
        self.status == PhotoStatus::Stored && self.doomed_at.is_none()
    }
}

// Rows are to be found in the order of the joins: the photo by an index, the others by their ids.
const SELECT: &str = "SELECT p.id, p.workspace_id, p.employee_id, e.name, p.entry_id, p.way, p.at, t.zone, \
    t.voided_at IS NOT NULL, k.name, d.name, i.proof, p.status, p.missing_because, p.file, p.sha256, p.width, p.height, \
    p.file_problem, p.verdict, p.verdict_at, p.held_at, p.held_because, p.doomed_at \
    FROM photo p JOIN employee e ON e.id = p.employee_id JOIN time_entry t ON t.id = p.entry_id \
    JOIN kiosk k ON k.id = p.kiosk_id JOIN kiosk_device d ON d.id = p.device_id \
    JOIN identification i ON i.id = p.identification_id";

/// What is stored and was not judged; the same words as in the indexes of the queue.
const UNSEEN: &str = "p.status = 'stored' AND p.verdict IS NULL AND p.doomed_at IS NULL";

fn read(row: &Row) -> Result<PhotoForReview, StoreError> {
    let file_problem: Option<String> = row.get(18)?;
    let side = |at| -> Result<Option<u16>, StoreError> {
        Ok(row.get::<Option<i64>>(at)?.and_then(|side| u16::try_from(side).ok()))
    };
    let held = match row.get(21)? {
        Some(at) => Some(LegalHold { at, because: row.get::<Option<String>>(22)?.unwrap_or_default() }),
        None => None,
    };
    Ok(PhotoForReview {
        id: row.get(0)?,
        workspace: row.get(1)?,
        employee: row.get(2)?,
        employee_name: row.get(3)?,
        entry: row.get(4)?,
        way: row.get(5)?,
        at: row.get(6)?,
        zone: row.get(7)?,
        voided: row.get(8)?,
        kiosk: row.get(9)?,
        device: row.get(10)?,
        proof: row.get(11)?,
        status: row.get(12)?,
        missing_because: row.get(13)?,
        file: row.get(14)?,
        sha256: row.get(15)?,
        sides: side(16)?.zip(side(17)?),
        file_problem: file_problem.as_deref().and_then(FileProblem::parse),
        verdict: row.get(19)?,
        verdict_at: row.get(20)?,
        held,
        doomed_at: row.get(23)?,
    })
}

/// A photo of the workspace.
pub fn find_photo(tx: &mut dyn Tx, workspace: WorkspaceId, id: PhotoId) -> Result<Option<PhotoForReview>, StoreError> {
    find_one(tx, &format!("{SELECT} WHERE p.workspace_id = ?1 AND p.id = ?2"), params![workspace, id], read)
}

/// The photos of an entry's punches, in their order.
pub fn list_of_entry(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    entry: EntryId,
) -> Result<Vec<PhotoForReview>, StoreError> {
    let sql = format!("{SELECT} WHERE p.entry_id = ?2 AND p.workspace_id = ?1 ORDER BY p.at, p.id");
    list(tx, &sql, params![workspace, entry], read)
}

/// A place in a list that is ordered by time.
pub type PhotoCursor = (Timestamp, PhotoId);

/// Before every photo.
const FIRST: PhotoCursor = (Timestamp::MIN, PhotoId::from_bytes([0; 16]));
/// Behind every photo.
const LAST: PhotoCursor = (Timestamp::MAX, PhotoId::from_bytes([0xFF; 16]));

/// Judged photos, the latest verdict first; all verdicts where `verdict` is absent.
pub fn list_judged(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, Option<EmployeeId>),
    verdict: Option<Verdict>,
    (before, limit): (Option<PhotoCursor>, usize),
) -> Result<Vec<PhotoForReview>, StoreError> {
    let of_verdict = if verdict.is_some() { " AND p.verdict = ?3" } else { "" };
    let of_employee = if employee.is_some() { " AND p.employee_id = ?2" } else { "" };
    let sql = format!(
        "{SELECT} WHERE p.workspace_id = ?1 AND p.verdict IS NOT NULL{of_employee}{of_verdict} \
         AND (p.verdict_at, p.id) < (?4, ?5) ORDER BY p.verdict_at DESC, p.id DESC LIMIT ?6"
    );
    let (at, id) = before.unwrap_or(LAST);
    list(tx, &sql, params![workspace, employee, verdict.map(Verdict::name), at, id, limit], read)
}

/// Punches without a photo where one was to be taken, the latest first.
pub fn list_missing(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, Option<EmployeeId>),
    (before, limit): (Option<PhotoCursor>, usize),
) -> Result<Vec<PhotoForReview>, StoreError> {
    let of_employee = if employee.is_some() { " AND p.employee_id = ?2" } else { "" };
    let sql = format!(
        "{SELECT} WHERE p.workspace_id = ?1 AND p.status = 'missing'{of_employee} AND (p.at, p.id) < (?3, ?4) \
         ORDER BY p.at DESC, p.id DESC LIMIT ?5"
    );
    let (at, id) = before.unwrap_or(LAST);
    list(tx, &sql, params![workspace, employee, at, id, limit], read)
}

/// Earlier photos of an employee that were judged to be them, the latest first; those that can be seen.
pub fn list_same_person(
    tx: &mut dyn Tx,
    employee: EmployeeId,
    (at, id): PhotoCursor,
    limit: usize,
) -> Result<Vec<PhotoForReview>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE p.employee_id = ?1 AND p.verdict = 'same person' AND (p.at, p.id) < (?2, ?3) \
         AND p.verdict IS NOT NULL AND p.doomed_at IS NULL ORDER BY p.at DESC, p.id DESC LIMIT ?4"
    );
    list(tx, &sql, params![employee, at, id, limit], read)
}

/// Whether another photo of the entry shows somebody else, by the verdict that stands.
pub fn any_other_not_this_person(tx: &mut dyn Tx, entry: EntryId, but: PhotoId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM photo WHERE entry_id = ?1 AND id <> ?2 AND verdict = 'not this person' LIMIT 1";
    Ok(find_one(tx, SQL, params![entry, but], |_| Ok(()))?.is_some())
}

/// Notes what was found when the file was opened.
///
/// # Errors
/// When there is no such photo.
pub fn set_file_problem(tx: &mut dyn Tx, id: PhotoId, problem: Option<FileProblem>) -> Result<(), StoreError> {
    let problem = problem.map(FileProblem::name);
    execute_one(tx, "UPDATE photo SET file_problem = ?2 WHERE id = ?1", params![id, problem])
}
