//! Claims: what somebody says happened when it could not be punched, until a person decides.

use jiff::Timestamp;

use super::{
    entries::{read_way, way_name},
    kept_punches::WhyNot,
    locations::read_whereabouts,
    tx::{Row, StoreError, Tx, execute_one, find_one, list, params},
};
use crate::{
    dialog::utterance::Way,
    domain::{
        ids::{CallId, ClaimId, DeviceId, EmployeeId, EntryId, KioskId, LocationId, UserId, WorkspaceId},
        location::Whereabouts,
        workspace::Zone,
    },
};

/// Where a claim was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimSource {
    /// At a kiosk.
    Kiosk,
    /// On the worker's own page.
    WorkerPage,
    /// In a call of somebody who had signed in.
    Phone,
    /// In a call of somebody whose PIN was wrong three times.
    LockedPhone,
    /// In a call that was not answered, or not to its end. Who it was and which way is for a person to hear.
    MissedCall,
}

impl ClaimSource {
    /// By what name it is kept in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kiosk => "kiosk",
            Self::WorkerPage => "worker page",
            Self::Phone => "phone",
            Self::LockedPhone => "locked phone",
            Self::MissedCall => "missed call",
        }
    }

    /// What the two columns hold of it: claims by phone came when the first one could not be widened. That a call was
    /// missed stands in a table of its own.
    const fn columns(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Kiosk | Self::WorkerPage => (self.name(), None),
            Self::Phone | Self::LockedPhone => (Self::Kiosk.name(), Some(self.name())),
            Self::MissedCall => (Self::Kiosk.name(), Some(Self::Phone.name())),
        }
    }

    fn read(source: &str, by_phone: Option<&str>, is_missed: bool) -> Self {
        if is_missed {
            return Self::MissedCall;
        }
        let all = [Self::Kiosk, Self::WorkerPage, Self::Phone, Self::LockedPhone];
        let name = by_phone.unwrap_or(source);
        all.into_iter().find(|known| known.name() == name).unwrap_or(Self::Kiosk)
    }
}

/// What somebody says happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewClaim<'a> {
    /// Its own id.
    pub id: ClaimId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Who says so, where they chose their name.
    pub employee: Option<EmployeeId>,
    /// Where it was left.
    pub source: ClaimSource,
    /// The kiosk and the device, where it was left at one.
    pub kiosk: Option<(KioskId, DeviceId)>,
    /// The call, where it was left in one, and whether its time is said in the recording.
    pub call: Option<(CallId, bool)>,
    /// The request that made it: the same one makes it once.
    pub made_by: &'a str,
    /// When it was left.
    pub made_at: Timestamp,
    /// The moment that it is about.
    pub at: Timestamp,
    /// In or out.
    pub way: Way,
    /// The name that was typed, where none was chosen.
    pub said_name: Option<&'a str>,
    /// What was written to it.
    pub note: Option<&'a str>,
    /// Where it came from.
    pub whereabouts: Whereabouts,
    /// The location that the browser was nearest to, with the meters from there and those by which it may be wrong.
    pub near: Option<(LocationId, u64, u32)>,
}

/// Writes a claim down; one that the same request has made stays as it is.
pub fn insert_claim(tx: &mut dyn Tx, claim: &NewClaim<'_>) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO claim (id, workspace_id, employee_id, kiosk_id, device_id, made_by, made_at, at, \
                       way, said_name, note, source, location_id, located_by, near_location_id, near_meters, \
                       near_accuracy, call_id, time_is_said, by_phone) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, \
                       ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20) \
                       ON CONFLICT (made_by) DO NOTHING";
    let NewClaim { id, workspace, employee, source, kiosk, made_by, made_at, at, way, said_name, note, .. } = claim;
    let (way, kiosk, device) = (way_name(*way), kiosk.map(|(kiosk, _)| kiosk), kiosk.map(|(_, device)| device));
    let params = params![
        *id,
        *workspace,
        *employee,
        kiosk,
        device,
        *made_by,
        *made_at,
        *at,
        way,
        *said_name,
        *note,
        source.columns().0,
        claim.whereabouts.location(),
        claim.whereabouts.name(),
        claim.near.map(|(location, _, _)| location),
        claim.near.map(|(_, meters, _)| i64::try_from(meters).unwrap_or(i64::MAX)),
        claim.near.map(|(_, _, accuracy)| accuracy),
        claim.call.map(|(call, _)| call),
        claim.call.is_some_and(|(_, is_said)| is_said),
        source.columns().1
    ];
    tx.execute(SQL, params).map(drop)
}

/// A claim with what a person needs to decide on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its own id.
    pub id: ClaimId,
    /// Who says so, where they chose their name.
    pub employee: Option<EmployeeId>,
    /// Their name as it is now.
    pub name: Option<String>,
    /// Their own zone, where they have one.
    pub zone: Option<Zone>,
    /// Where it was left.
    pub source: ClaimSource,
    /// What the kiosk is called, where it was left at one.
    pub kiosk: Option<String>,
    /// The zone of the kiosk, where it has one.
    pub kiosk_zone: Option<Zone>,
    /// When it was left.
    pub made_at: Timestamp,
    /// The moment that it is about.
    pub at: Timestamp,
    /// Whether the moment is that of the call alone: its time is said in the recording.
    pub time_is_said: bool,
    /// In or out.
    pub way: Way,
    /// The name that was typed, where none was chosen.
    pub said_name: Option<String>,
    /// What was written to it.
    pub note: Option<String>,
    /// What a person has decided; none while it waits.
    pub decision: Option<Decision>,
    /// Where it came from.
    pub whereabouts: Whereabouts,
    /// What that location is called now, where one was found.
    pub location: Option<String>,
    /// What the location is called that the browser was nearest to, where it gave a position.
    pub near: Option<NearLocation>,
    /// Why a kept punch became a claim, where it is one, and whether anything shows when it was kept.
    pub kept: Option<(WhyNot, bool)>,
}

/// The location that a browser was nearest to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearLocation {
    /// What it is called now.
    pub name: String,
    /// Meters from its center.
    pub meters: i64,
    /// Meters by which the browser may have been wrong.
    pub accuracy: i64,
}

/// What a person has decided about a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// When it was.
    pub at: Timestamp,
    /// Whether it was accepted, or refused.
    pub accepted: bool,
    /// Who decided, as they were called then.
    pub decider: String,
    /// Why.
    pub reason: Option<String>,
    /// The entry that was made or changed by it.
    pub entry: Option<EntryId>,
}

const SELECT: &str = "SELECT c.id, c.employee_id, e.name, e.zone, k.name, k.zone, c.made_at, c.at, c.way, c.said_name, \
                      c.note, c.decided_at, c.decision, c.decider, c.reason, c.entry_id, c.source, \
                      c.location_id, c.located_by, l.name, n.name, c.near_meters, c.near_accuracy, \
                      c.time_is_said, c.by_phone, p.why, p.kept_at IS NOT NULL, m.call_id IS NOT NULL \
                      FROM claim c LEFT JOIN kept_punch p ON p.claim_id = c.id \
                      LEFT JOIN missed_call m ON m.claim_id = c.id \
                      LEFT JOIN employee e ON e.id = c.employee_id LEFT JOIN kiosk k ON k.id = c.kiosk_id \
                      LEFT JOIN clock_location l ON l.id = c.location_id \
                      LEFT JOIN clock_location n ON n.id = c.near_location_id";

fn read(row: &Row) -> Result<Claim, StoreError> {
    let decided_at: Option<Timestamp> = row.get(11)?;
    let (way, source): (String, String) = (row.get(8)?, row.get(16)?);
    let (near, by_phone): (Option<String>, Option<String>) = (row.get(20)?, row.get(24)?);
    Ok(Claim {
        source: ClaimSource::read(&source, by_phone.as_deref(), row.get(27)?),
        time_is_said: row.get(23)?,
        id: row.get(0)?,
        employee: row.get(1)?,
        name: row.get(2)?,
        zone: row.get(3)?,
        kiosk: row.get(4)?,
        kiosk_zone: row.get(5)?,
        made_at: row.get(6)?,
        at: row.get(7)?,
        way: read_way(&way)?,
        said_name: row.get(9)?,
        note: row.get(10)?,
        decision: decided_at.map(|at| read_decision(row, at)).transpose()?,
        whereabouts: read_whereabouts(row, 17)?,
        location: row.get(19)?,
        near: near.map(|name| read_near(row, name)).transpose()?,
        kept: row.get::<Option<String>>(25)?.as_deref().and_then(WhyNot::parse).zip(row.get(26)?),
    })
}

fn read_near(row: &Row, name: String) -> Result<NearLocation, StoreError> {
    Ok(NearLocation { name, meters: row.get(21)?, accuracy: row.get(22)? })
}

fn read_decision(row: &Row, at: Timestamp) -> Result<Decision, StoreError> {
    let decision: String = row.get(12)?;
    Ok(Decision {
        at,
        accepted: decision == "accepted",
        decider: row.get(13)?,
        reason: row.get(14)?,
        entry: row.get(15)?,
    })
}

/// A claim of the workspace.
pub fn find_claim(tx: &mut dyn Tx, workspace: WorkspaceId, id: ClaimId) -> Result<Option<Claim>, StoreError> {
    find_one(tx, &format!("{SELECT} WHERE c.workspace_id = ?1 AND c.id = ?2"), params![workspace, id], read)
}

/// The claims that wait for a person, the oldest moment first.
pub fn list_waiting(tx: &mut dyn Tx, workspace: WorkspaceId, limit: usize) -> Result<Vec<Claim>, StoreError> {
    let sql = format!("{SELECT} WHERE c.workspace_id = ?1 AND c.decided_at IS NULL ORDER BY c.at, c.id LIMIT ?2");
    list(tx, &sql, params![workspace, limit], read)
}

/// How many claims wait for a person.
pub fn count_waiting(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(*) FROM claim WHERE workspace_id = ?1 AND decided_at IS NULL";
    Ok(find_one(tx, SQL, params![workspace], |row| row.get(0))?.unwrap_or_default())
}

/// The claims that were decided, the latest first.
pub fn list_decided(tx: &mut dyn Tx, workspace: WorkspaceId, limit: usize) -> Result<Vec<Claim>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE c.workspace_id = ?1 AND c.decided_at IS NOT NULL ORDER BY c.decided_at DESC, c.id DESC LIMIT ?2"
    );
    list(tx, &sql, params![workspace, limit], read)
}

/// The claim on which a user has decided last since a moment.
pub fn find_last_decided(
    tx: &mut dyn Tx,
    (workspace, user): (WorkspaceId, UserId),
    since: Timestamp,
) -> Result<Option<Claim>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE c.workspace_id = ?1 AND c.decided_at IS NOT NULL AND c.decided_at >= ?3 AND c.decided_by = ?2 \
         ORDER BY c.decided_at DESC, c.id DESC LIMIT 1"
    );
    find_one(tx, &sql, params![workspace, user, since], read)
}

/// How many notes were left at a device since a moment; what it has kept is counted elsewhere.
pub fn count_of_device(tx: &mut dyn Tx, device: DeviceId, since: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(*) FROM claim WHERE device_id = ?1 AND made_at > ?2 \
                       AND made_by NOT LIKE 'kept punch %'";
    Ok(find_one(tx, SQL, params![device, since], |row| row.get(0))?.unwrap_or(0))
}

/// The claims that an employee left on their own page or at kiosks about moments since then, the latest first.
pub fn list_of_employee(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    since: Timestamp,
    limit: usize,
) -> Result<Vec<Claim>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE c.workspace_id = ?1 AND c.employee_id = ?2 AND c.at >= ?3 ORDER BY c.at DESC, c.id DESC LIMIT ?4"
    );
    list(tx, &sql, params![workspace, employee, since, limit], read)
}

/// How many claims an employee has left on their own page since a moment.
pub fn count_on_page(tx: &mut dyn Tx, employee: EmployeeId, since: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(*) FROM claim WHERE employee_id = ?1 AND made_at > ?2 AND source = 'worker page'";
    Ok(find_one(tx, SQL, params![employee, since], |row| row.get(0))?.unwrap_or(0))
}

/// How many claims of this kind were left for an employee by phone since a moment.
pub fn count_by_phone(
    tx: &mut dyn Tx,
    (employee, source): (EmployeeId, ClaimSource),
    since: Timestamp,
) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(*) FROM claim WHERE employee_id = ?1 AND made_at > ?2 AND by_phone = ?3 \
                       AND NOT EXISTS (SELECT 1 FROM missed_call m WHERE m.claim_id = claim.id)";
    Ok(find_one(tx, SQL, params![employee, since, source.name()], |row| row.get(0))?.unwrap_or(0))
}

/// Whether the same act has left its claim.
pub fn is_made(tx: &mut dyn Tx, made_by: &str) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM claim WHERE made_by = ?1", params![made_by], |_| Ok(()))?.is_some())
}

/// Notes who has called and which way, once somebody has heard a call that was missed.
pub fn set_caller(
    tx: &mut dyn Tx,
    (workspace, id): (WorkspaceId, ClaimId),
    (employee, way): (EmployeeId, Way),
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE claim SET employee_id = ?3, way = ?4 WHERE workspace_id = ?1 AND id = ?2";
    execute_one(tx, SQL, params![workspace, id, employee, way_name(way)])
}

/// A person's word on a claim.
#[derive(Debug, Clone, Copy)]
pub struct ClaimDecision<'a> {
    /// Whether it is accepted, or refused.
    pub accepted: bool,
    /// Whose it is, where it had no more than a name that was typed.
    pub employee: Option<EmployeeId>,
    /// Who decides; none for commands run on the machine itself.
    pub user: Option<UserId>,
    /// Who decides, as they are called now.
    pub decider: &'a str,
    /// Why.
    pub reason: Option<&'a str>,
    /// The entry that is made or changed by it.
    pub entry: Option<EntryId>,
    /// When it is.
    pub at: Timestamp,
}

/// Decides a claim; false where somebody has decided it before.
pub fn set_decided(
    tx: &mut dyn Tx,
    (workspace, id): (WorkspaceId, ClaimId),
    decided: &ClaimDecision<'_>,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE claim SET decided_at = ?3, decision = ?4, decided_by = ?5, decider = ?6, reason = ?7, \
                       entry_id = ?8, employee_id = coalesce(employee_id, ?9) \
                       WHERE workspace_id = ?1 AND id = ?2 AND decided_at IS NULL";
    let ClaimDecision { accepted, employee, user, decider, reason, entry, at } = *decided;
    let decision = if accepted { "accepted" } else { "refused" };
    Ok(tx.execute(SQL, params![workspace, id, at, decision, user, decider, reason, entry, employee])? == 1)
}

/// Lets a claim wait for a person again, whose it was said to be left off; false where it waits already.
pub fn set_waiting(tx: &mut dyn Tx, (workspace, id): (WorkspaceId, ClaimId)) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE claim SET decided_at = NULL, decision = NULL, decided_by = NULL, decider = NULL, \
                       reason = NULL, entry_id = NULL, \
                       employee_id = CASE WHEN said_name IS NULL THEN employee_id ELSE NULL END \
                       WHERE workspace_id = ?1 AND id = ?2 AND decided_at IS NOT NULL";
    Ok(tx.execute(SQL, params![workspace, id])? == 1)
}
