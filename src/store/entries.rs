//! Time entries and the punches that make them.

use jiff::{Timestamp, civil::Date};

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::{
    dialog::utterance::Way,
    domain::{
        entry::EntryStatus,
        ids::{CallId, DeviceId, EmployeeId, EntryId, JobId, KioskId, PunchId, WorkspaceId},
        kiosk::Proof,
        location::Whereabouts,
        workspace::Zone,
    },
};

/// A time entry: from a clock-in to a clock-out.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its own id.
    pub id: EntryId,
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
    /// The employee's zone at the clock-in.
    pub zone: Zone,
    /// The job that was worked on, where one was named.
    pub job: Option<JobId>,
}

impl Entry {
    /// The day on which it began, on the employee's wall clock.
    #[must_use]
    pub fn work_date(&self) -> Date {
        self.zone.local(self.in_at).date()
    }
}

const COLUMNS: &str = "id, workspace_id, employee_id, status, in_at, out_at, zone, job_id";

pub(super) fn read(row: &Row) -> Result<Entry, StoreError> {
    Ok(Entry {
        id: row.get(0)?,
        workspace: row.get(1)?,
        employee: row.get(2)?,
        status: row.get(3)?,
        in_at: row.get(4)?,
        out_at: row.get(5)?,
        zone: row.get(6)?,
        job: row.get(7)?,
    })
}

/// Opens an entry.
///
/// # Errors
/// When the employee has an open entry already.
pub fn insert_open(tx: &mut dyn Tx, entry: &Entry) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO time_entry (id, workspace_id, employee_id, status, in_at, zone, job_id, work_date) \
                       VALUES (?1, ?2, ?3, 'open', ?4, ?5, ?6, ?7)";
    let Entry { id, workspace, employee, in_at, zone, job, .. } = entry;
    execute_one(tx, SQL, params![*id, *workspace, *employee, *in_at, zone, *job, entry.work_date()])
}

/// The entry that an employee is clocked in with.
pub fn find_open(tx: &mut dyn Tx, workspace: WorkspaceId, employee: EmployeeId) -> Result<Option<Entry>, StoreError> {
    // The workspace, too, so that either of the two indexes over open entries leads to the one row.
    let sql =
        format!("SELECT {COLUMNS} FROM time_entry WHERE workspace_id = ?1 AND employee_id = ?2 AND status = 'open'");
    find_one(tx, &sql, params![workspace, employee], read)
}

/// Closes an open entry.
///
/// # Errors
/// When the entry is not open, or the end lies before its beginning.
pub fn set_closed(tx: &mut dyn Tx, id: EntryId, out_at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE time_entry SET status = 'closed', out_at = ?2 WHERE id = ?1 AND status = 'open'";
    execute_one(tx, SQL, params![id, out_at])
}

/// Gives an open entry up: nobody has clocked out.
///
/// # Errors
/// When the entry is not open.
pub fn set_unfinished(tx: &mut dyn Tx, id: EntryId) -> Result<(), StoreError> {
    execute_one(tx, "UPDATE time_entry SET status = 'unfinished' WHERE id = ?1 AND status = 'open'", params![id])
}

/// Sets an entry's job.
///
/// # Errors
/// When there is no such entry.
pub fn set_job(tx: &mut dyn Tx, id: EntryId, job: JobId) -> Result<(), StoreError> {
    execute_one(tx, "UPDATE time_entry SET job_id = ?2 WHERE id = ?1", params![id, job])
}

/// A clock-in or a clock-out on the phone or at a kiosk.
#[derive(Debug, Clone)]
pub struct Punch<'a> {
    /// Its own id.
    pub id: PunchId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Who clocked.
    pub employee: EmployeeId,
    /// The entry that it begins or ends.
    pub entry: EntryId,
    /// In or out.
    pub way: Way,
    /// The time that counts.
    pub at: Timestamp,
    /// By what it was made.
    pub channel: PunchChannel<'a>,
    /// Where it came from.
    pub whereabouts: Whereabouts,
    /// The step or the request that made it: the same one makes it once.
    pub made_by: &'a str,
}

/// By what somebody clocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PunchChannel<'a> {
    /// By phone.
    Phone {
        /// The call that it was made in.
        call: CallId,
        /// The name of the supervisor who clocked them, where they did not call themselves.
        clocked_by: Option<&'a str>,
    },
    /// At a kiosk.
    Kiosk {
        /// The kiosk.
        kiosk: KioskId,
        /// Its device.
        device: DeviceId,
        /// How they were found.
        proof: Proof,
        /// The name of whoever clocked them, where they did not do it themselves.
        clocked_by: Option<&'a str>,
    },
}

/// `in` or `out`.
#[must_use]
pub const fn way_name(way: Way) -> &'static str {
    match way {
        Way::In => "in",
        Way::Out => "out",
    }
}

/// The way of that name.
#[must_use]
pub fn parse_way(name: &str) -> Option<Way> {
    [Way::In, Way::Out].into_iter().find(|way| way_name(*way) == name)
}

pub(super) fn read_way(name: &str) -> Result<Way, StoreError> {
    parse_way(name).ok_or(StoreError::Unreadable("a way"))
}

/// Writes down a punch.
///
/// # Errors
/// When this step or request has punched already.
pub fn insert_punch(tx: &mut dyn Tx, punch: &Punch<'_>) -> Result<(), StoreError> {
    const PHONE: &str = "INSERT INTO punch (id, workspace_id, employee_id, entry_id, way, at, channel, call_id, \
                         made_by, location_id, located_by, clocked_by) \
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'phone', ?7, ?8, ?9, ?10, ?11)";
    const KIOSK: &str = "INSERT INTO punch (id, workspace_id, employee_id, entry_id, way, at, channel, kiosk_id, \
                         device_id, proof, clocked_by, made_by, location_id, located_by) \
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'kiosk', ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    let Punch { id, workspace, employee, entry, way, at, channel, whereabouts, made_by } = punch;
    let (way, location, by) = (way_name(*way), whereabouts.location(), whereabouts.name());
    match channel {
        PunchChannel::Phone { call, clocked_by } => {
            let by_phone =
                params![*id, *workspace, *employee, *entry, way, *at, *call, *made_by, location, by, *clocked_by];
            execute_one(tx, PHONE, by_phone)
        }
        PunchChannel::Kiosk { kiosk, device, proof, clocked_by } => {
            let of_kiosk = params![
                *id,
                *workspace,
                *employee,
                *entry,
                way,
                *at,
                *kiosk,
                *device,
                proof,
                *clocked_by,
                *made_by,
                location,
                by
            ];
            execute_one(tx, KIOSK, of_kiosk)
        }
    }
}

/// A punch as whatever made it finds it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadePunch {
    /// Who clocked.
    pub employee: EmployeeId,
    /// The entry that it began or ended.
    pub entry: EntryId,
    /// In or out.
    pub way: Way,
    /// The time that counts.
    pub at: Timestamp,
}

/// The punch that was made by a step or a request.
pub fn find_punch(tx: &mut dyn Tx, workspace: WorkspaceId, made_by: &str) -> Result<Option<MadePunch>, StoreError> {
    const SQL: &str = "SELECT employee_id, entry_id, way, at FROM punch WHERE workspace_id = ?1 AND made_by = ?2";
    find_one(tx, SQL, params![workspace, made_by], |row| {
        let way: String = row.get(2)?;
        Ok(MadePunch { employee: row.get(0)?, entry: row.get(1)?, way: read_way(&way)?, at: row.get(3)? })
    })
}

/// The last time up to that moment at which an employee came or went, by their entries as they were decided: one that
/// was voided says nothing, and one that was corrected says what it was corrected to.
pub fn find_last_clocked(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    until: Timestamp,
) -> Result<Option<(Way, Timestamp)>, StoreError> {
    // An entry that has begun earlier may end later, but not one of many.
    const SQL: &str = "SELECT status, in_at, out_at FROM time_entry WHERE workspace_id = ?1 AND employee_id = ?2 \
                       AND in_at <= ?3 AND voided_at IS NULL ORDER BY in_at DESC, id DESC LIMIT 5";
    let entries = list(tx, SQL, params![workspace, employee, until], |row| {
        Ok((row.get::<EntryStatus>(0)?, row.get::<Timestamp>(1)?, row.get::<Option<Timestamp>>(2)?))
    })?;
    let moments = entries.into_iter().flat_map(|(status, in_at, out_at)| {
        // Of two at the same moment, whoever is still in came last.
        let clock_in = (in_at, u8::from(status == EntryStatus::Open) * 2, Way::In);
        [Some(clock_in), out_at.filter(|out_at| *out_at <= until).map(|out_at| (out_at, 1, Way::Out))]
    });
    Ok(moments.flatten().max_by_key(|(at, place, _)| (*at, *place)).map(|(at, _, way)| (way, at)))
}

/// An entry as lists and exports show it.
#[derive(Debug, Clone)]
pub struct EntryDetails {
    /// The entry.
    pub entry: Entry,
    /// The employee's name.
    pub employee_name: String,
    /// The employee's number, where they have one.
    pub employee_number: Option<String>,
    /// The ID that works now, in digits.
    pub phone_clock_id: Option<String>,
    /// The job's code on the phone.
    pub job_code: Option<String>,
    /// The job's name.
    pub job_name: Option<String>,
    /// Whether a person has changed or added it.
    pub edited: bool,
    /// Whether it counts no more.
    pub voided: bool,
}

/// Entries that began from `from` to before `to`, oldest first.
pub fn list_entries(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<EntryDetails>, StoreError> {
    const SQL: &str = "SELECT t.id, t.workspace_id, t.employee_id, t.status, t.in_at, t.out_at, t.zone, t.job_id, \
                       e.name, e.employee_number, i.digits, j.phone_code, j.name, \
                       EXISTS (SELECT 1 FROM entry_revision r WHERE r.entry_id = t.id), t.voided_at IS NOT NULL \
                       FROM time_entry t JOIN employee e ON e.id = t.employee_id \
                       LEFT JOIN phone_clock_id i ON i.employee_id = e.id AND i.retired_at IS NULL \
                       LEFT JOIN job j ON j.id = t.job_id \
                       WHERE t.workspace_id = ?1 AND t.in_at >= ?2 AND t.in_at < ?3 ORDER BY t.in_at, t.id";
    list(tx, SQL, params![workspace, from, to], |row| {
        Ok(EntryDetails {
            entry: read(row)?,
            employee_name: row.get(8)?,
            employee_number: row.get(9)?,
            phone_clock_id: row.get(10)?,
            job_code: row.get(11)?,
            job_name: row.get(12)?,
            edited: row.get(13)?,
            voided: row.get(14)?,
        })
    })
}
