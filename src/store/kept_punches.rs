//! Punches that devices have kept while their network was gone, as they came and what became of them.

use jiff::Timestamp;

use super::{
    entries::{read_way, way_name},
    tx::{Row, StoreError, Tx, execute_one, find_one, list, params},
};
use crate::{
    dialog::utterance::Way,
    domain::{
        entry::EntryStatus,
        ids::{ClaimId, DeviceId, EmployeeId, EntryId, KeptPunchId, KioskId, WorkspaceId},
    },
};

/// Why there was no punch of what a device has kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// It could not be opened, or was not signed by the device.
    Unreadable,
    /// The device, or its kiosk, is not in use any more.
    Device,
    /// Nobody who may clock there is found by what was typed.
    Nobody,
    /// The PIN was wrong.
    Pin,
    /// Too many wrong PINs.
    Locked,
    /// Nothing shows when it was.
    Time,
    /// The hours of that day are approved.
    Approved,
    /// It does not fit to what was clocked before and since.
    Order,
    /// The entry says the same already.
    Same,
    /// Somebody has written the time down by hand meanwhile.
    ByHand,
    /// The gateway could not make a punch of it.
    Failed,
}

impl WhyNot {
    /// Every reason.
    pub const ALL: [Self; 11] = [
        Self::Unreadable,
        Self::Device,
        Self::Nobody,
        Self::Pin,
        Self::Locked,
        Self::Time,
        Self::Approved,
        Self::Order,
        Self::Same,
        Self::ByHand,
        Self::Failed,
    ];

    /// What the database calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Device => "device",
            Self::Nobody => "nobody",
            Self::Pin => "pin",
            Self::Locked => "locked",
            Self::Time => "time",
            Self::Approved => "approved",
            Self::Order => "order",
            Self::Same => "same",
            Self::ByHand => "by hand",
            Self::Failed => "failed",
        }
    }

    /// Reads what [`Self::name`] gives.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.name() == name)
    }
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BecameOf {
    /// A punch that begins or ends this entry.
    Punch(EntryId),
    /// Nothing new: this entry was there already.
    Entry(EntryId, WhyNot),
    /// A claim, on which a person decides.
    Claim(ClaimId, WhyNot),
}

/// What a device has kept, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPunch {
    /// The device that has kept it.
    pub device: DeviceId,
    /// As the device has drawn it.
    pub id: KeptPunchId,
    /// The workspace of the device.
    pub workspace: WorkspaceId,
    /// The kiosk of the device.
    pub kiosk: KioskId,
    /// The device counts what it keeps.
    pub number: i64,
    /// In or out, as the person said.
    pub way: Way,
    /// When it was kept, by the clock of the device, in milliseconds since 1970.
    pub device_time: i64,
    /// How far that clock was ahead when it was sent, in milliseconds.
    pub ahead: i64,
    /// When it was kept, as far as anything shows it.
    pub kept_at: Option<Timestamp>,
    /// When it came.
    pub came_at: Timestamp,
    /// What became of it.
    pub became: BecameOf,
    /// Who was found, or who was tried.
    pub employee: Option<EmployeeId>,
    /// As it came, where it could not be opened.
    pub sealed: Option<String>,
}

const COLUMNS: &str = "device_id, id, workspace_id, kiosk_id, number, way, device_time, ahead, kept_at, came_at, outcome, \
                       why, employee_id, entry_id, claim_id, sealed";

fn read(row: &Row) -> Result<KeptPunch, StoreError> {
    let (way, why): (String, Option<String>) = (row.get(5)?, row.get(11)?);
    let why = why.as_deref().and_then(WhyNot::parse);
    let became = match (row.get(13)?, row.get(14)?, why) {
        (Some(entry), None, None) => BecameOf::Punch(entry),
        (Some(entry), None, Some(why)) => BecameOf::Entry(entry, why),
        (None, Some(claim), Some(why)) => BecameOf::Claim(claim, why),
        _ => return Err(StoreError::Unreadable("what became of a kept punch")),
    };
    Ok(KeptPunch {
        device: row.get(0)?,
        id: row.get(1)?,
        workspace: row.get(2)?,
        kiosk: row.get(3)?,
        number: row.get(4)?,
        way: read_way(&way)?,
        device_time: row.get(6)?,
        ahead: row.get(7)?,
        kept_at: row.get(8)?,
        came_at: row.get(9)?,
        became,
        employee: row.get(12)?,
        sealed: row.get(15)?,
    })
}

/// Writes down what a device has kept, once.
///
/// # Errors
/// When it was written down already.
pub fn insert_kept(tx: &mut dyn Tx, kept: &KeptPunch) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO kept_punch ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
    );
    let (outcome, why, entry, claim) = match kept.became {
        BecameOf::Punch(entry) => ("punch", None, Some(entry), None),
        BecameOf::Entry(entry, why) => ("entry", Some(why), Some(entry), None),
        BecameOf::Claim(claim, why) => ("claim", Some(why), None, Some(claim)),
    };
    let KeptPunch { device, id, workspace, kiosk, number, device_time, ahead, kept_at, came_at, .. } = *kept;
    let (way, why, sealed) = (way_name(kept.way), why.map(WhyNot::name), kept.sealed.as_deref());
    let params = params![
        device,
        id,
        workspace,
        kiosk,
        number,
        way,
        device_time,
        ahead,
        kept_at,
        came_at,
        outcome,
        why,
        kept.employee,
        entry,
        claim,
        sealed
    ];
    execute_one(tx, &sql, params)
}

/// Whether a device has sent this before.
pub fn is_taken(tx: &mut dyn Tx, device: DeviceId, id: KeptPunchId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM kept_punch WHERE device_id = ?1 AND id = ?2";
    Ok(find_one(tx, SQL, params![device, id], |_| Ok(()))?.is_some())
}

/// How much of what a device has kept has come since a moment.
pub fn count_of_device(tx: &mut dyn Tx, device: DeviceId, since: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(*) FROM kept_punch WHERE device_id = ?1 AND came_at > ?2";
    Ok(find_one(tx, SQL, params![device, since], |row| row.get(0))?.unwrap_or(0))
}

/// How much of it came with a wrong PIN: of one person, or of nobody in particular.
pub fn count_wrong(
    tx: &mut dyn Tx,
    device: DeviceId,
    employee: Option<EmployeeId>,
    since: Timestamp,
) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(*) FROM kept_punch WHERE device_id = ?1 AND came_at > ?3 \
                       AND why = 'pin' AND (employee_id = ?2 OR (?2 IS NULL AND employee_id IS NULL))";
    Ok(find_one(tx, SQL, params![device, employee, since], |row| row.get(0))?.unwrap_or(0))
}

/// What was kept and has to do with an entry, in the order in which it came.
pub fn list_of_entry(tx: &mut dyn Tx, entry: EntryId) -> Result<Vec<KeptPunch>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM kept_punch WHERE entry_id = ?1 ORDER BY came_at, number");
    list(tx, &sql, params![entry], read)
}

/// An entry as far as another punch has to fit to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearEntry {
    /// The entry.
    pub id: EntryId,
    /// Whether it is open.
    pub is_open: bool,
    /// When it began.
    pub in_at: Timestamp,
    /// When it ended.
    pub out_at: Option<Timestamp>,
}

/// The entries of somebody that count and began since a moment, and the open one, the latest first.
pub fn list_near(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    since: Timestamp,
) -> Result<Vec<NearEntry>, StoreError> {
    /// Nobody clocks in more often in a week.
    const MOST: usize = 200;
    const SQL: &str = "SELECT id, status, in_at, out_at FROM time_entry WHERE workspace_id = ?1 AND employee_id = ?2 \
                       AND in_at >= ?3 AND voided_at IS NULL ORDER BY in_at DESC, id DESC LIMIT ?4";
    list(tx, SQL, params![workspace, employee, since, MOST], |row| {
        let status: EntryStatus = row.get(1)?;
        Ok(NearEntry { id: row.get(0)?, is_open: status == EntryStatus::Open, in_at: row.get(2)?, out_at: row.get(3)? })
    })
}

/// Sets how many punches a device has not sent yet, as it says itself.
pub fn set_unsent(
    tx: &mut dyn Tx,
    (workspace, device): (WorkspaceId, DeviceId),
    unsent: usize,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE kiosk_device SET unsent = ?3 WHERE workspace_id = ?1 AND id = ?2 AND unsent <> ?3";
    tx.execute(SQL, params![workspace, device, unsent]).map(drop)
}
