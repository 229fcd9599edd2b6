//! One time entry as a person changes it: what is decided now, and the punches beside it.

use jiff::Timestamp;

use super::{
    entries::{self, Entry},
    locations::read_whereabouts,
    tx::{Row, StoreError, Tx, execute_one, find_one, list, params},
};
use crate::{
    dialog::utterance::Way,
    domain::{
        entry::EntryStatus,
        how_punched::HowPunched,
        ids::{CallId, EmployeeId, EntryId, PunchId, WorkspaceId},
        location::Whereabouts,
    },
};

/// An entry with what people made of it.
#[derive(Debug, Clone)]
pub struct DecidedEntry {
    /// The entry as it stands.
    pub entry: Entry,
    /// The last revision that is written down; 0 where nobody has changed the entry.
    pub revision: u32,
    /// A voided entry counts nowhere.
    pub voided_at: Option<Timestamp>,
}

impl DecidedEntry {
    /// A fingerprint of the entry as it stands: a form carries the one of what it has shown. What the employee clocks
    /// in the meantime changes it as well.
    #[must_use]
    pub fn version(&self) -> String {
        let Entry { status, in_at, out_at, job, .. } = &self.entry;
        let out = out_at.map(|at| at.as_millisecond().to_string()).unwrap_or_default();
        let job = job.map(|job| job.to_string()).unwrap_or_default();
        let voided = if self.voided_at.is_some() { "voided" } else { "" };
        format!("{}.{}.{}.{out}.{job}.{voided}", self.revision, status.name(), in_at.as_millisecond())
    }
}

/// What [`read`] reads, of `time_entry t`.
pub(super) const DECIDED_COLUMNS: &str = "t.id, t.workspace_id, t.employee_id, t.status, t.in_at, t.out_at, t.zone, t.job_id, \
                                  t.revision, t.voided_at";
/// How many columns those are.
pub(super) const DECIDED_COLUMN_COUNT: usize = 10;

pub(super) fn read(row: &Row) -> Result<DecidedEntry, StoreError> {
    Ok(DecidedEntry { entry: entries::read(row)?, revision: row.get(8)?, voided_at: row.get(9)? })
}

/// An entry of the workspace, with what was decided about it.
pub fn find_decided(tx: &mut dyn Tx, workspace: WorkspaceId, id: EntryId) -> Result<Option<DecidedEntry>, StoreError> {
    let sql = format!("SELECT {DECIDED_COLUMNS} FROM time_entry t WHERE t.workspace_id = ?1 AND t.id = ?2");
    find_one(tx, &sql, params![workspace, id], read)
}

/// The last entry of an employee that had begun by a moment, where it has no end.
pub fn find_without_end(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    at: Timestamp,
) -> Result<Option<DecidedEntry>, StoreError> {
    let sql = format!(
        "SELECT {DECIDED_COLUMNS} FROM time_entry t WHERE t.workspace_id = ?1 AND t.employee_id = ?2 \
         AND t.in_at < ?3 AND t.voided_at IS NULL ORDER BY t.in_at DESC, t.id DESC LIMIT 1"
    );
    let last = find_one(tx, &sql, params![workspace, employee, at], read)?;
    Ok(last.filter(|last| last.entry.status != EntryStatus::Closed))
}

/// Whether an id is an entry's, in whatever workspace.
pub fn is_id_taken(tx: &mut dyn Tx, id: EntryId) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM time_entry WHERE id = ?1", params![id], |_| Ok(()))?.is_some())
}

/// Adds an entry that a person made, whatever its status.
///
/// # Errors
/// When it is open and the employee has an open entry already.
pub fn insert_entry(tx: &mut dyn Tx, entry: &Entry) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO time_entry (id, workspace_id, employee_id, status, in_at, out_at, zone, job_id, \
                       work_date) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let Entry { id, workspace, employee, status, in_at, out_at, zone, job } = entry;
    let params = params![*id, *workspace, *employee, status.name(), *in_at, *out_at, zone, *job, entry.work_date()];
    execute_one(tx, SQL, params)
}

/// Puts what is decided now in the place of what was; whose entry it is and its zone stay.
///
/// # Errors
/// When there is no such entry, or it would be a second open one.
pub fn set_decided(tx: &mut dyn Tx, decided: &DecidedEntry) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE time_entry SET status = ?3, in_at = ?4, out_at = ?5, job_id = ?6, work_date = ?7, \
                       revision = ?8, voided_at = ?9 WHERE workspace_id = ?1 AND id = ?2";
    let DecidedEntry { entry, revision, voided_at } = decided;
    let Entry { id, workspace, status, in_at, out_at, job, .. } = entry;
    let params =
        params![*workspace, *id, status.name(), *in_at, *out_at, *job, entry.work_date(), *revision, *voided_at];
    execute_one(tx, SQL, params)
}

/// One punch of an entry.
#[derive(Debug, Clone)]
pub struct EntryPunch {
    /// In or out.
    pub way: Way,
    /// When it happened.
    pub at: Timestamp,
    /// How it was made and proven.
    pub how: HowPunched,
    /// The call that it was made in; none where there was none.
    pub call: Option<CallId>,
    /// Where it came from.
    pub whereabouts: Whereabouts,
    /// What that location is called now, where one was found.
    pub location: Option<String>,
}

/// What [`read_how`] reads, of `punch p` and its `kiosk k`.
pub(super) const HOW_COLUMNS: &str = "p.channel, k.name, p.proof, p.clocked_by";

/// How a punch was made, from the columns behind so many others.
pub(super) fn read_how(row: &Row, first: usize) -> Result<HowPunched, StoreError> {
    let channel: String = row.get(first)?;
    match channel.as_str() {
        "phone" => Ok(row.get::<Option<String>>(first + 3)?.map_or(HowPunched::Phone, HowPunched::PhoneBy)),
        "admin" => Ok(HowPunched::Admin),
        "kiosk" => Ok(HowPunched::Kiosk {
            kiosk: row.get(first + 1)?,
            proof: row.get(first + 2)?,
            clocked_by: row.get(first + 3)?,
        }),
        _ => Err(StoreError::Unreadable("how a punch was made")),
    }
}

/// The punches of an entry, in the order in which they were made.
pub fn list_punches(tx: &mut dyn Tx, entry: EntryId) -> Result<Vec<EntryPunch>, StoreError> {
    let sql = format!(
        "SELECT p.way, p.at, p.call_id, p.location_id, p.located_by, l.name, {HOW_COLUMNS} FROM punch p \
         LEFT JOIN kiosk k ON k.id = p.kiosk_id LEFT JOIN clock_location l ON l.id = p.location_id \
         WHERE p.entry_id = ?1 ORDER BY p.at, p.id"
    );
    list(tx, &sql, params![entry], |row| {
        let way: String = row.get(0)?;
        Ok(EntryPunch {
            way: entries::read_way(&way)?,
            at: row.get(1)?,
            call: row.get(2)?,
            how: read_how(row, 6)?,
            whereabouts: read_whereabouts(row, 3)?,
            location: row.get(5)?,
        })
    })
}

/// Clocks for an employee, on the pages. `made_by` says which change did: the same one does it once.
///
/// # Errors
/// When the change has punched this already.
pub fn insert_admin_punch(
    tx: &mut dyn Tx,
    id: PunchId,
    entry: &Entry,
    (way, at): (Way, Timestamp),
    made_by: &str,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO punch (id, workspace_id, employee_id, entry_id, way, at, channel, made_by) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'admin', ?7)";
    let params = params![id, entry.workspace, entry.employee, entry.id, entries::way_name(way), at, made_by];
    execute_one(tx, SQL, params)
}

/// The open entry of an employee, another than this one.
pub fn find_other_open(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
    than: EntryId,
) -> Result<Option<Entry>, StoreError> {
    Ok(entries::find_open(tx, workspace, employee)?.filter(|open| open.id != than))
}
