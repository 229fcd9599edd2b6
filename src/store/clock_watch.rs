//! The clock as it was seen last, and what is stored of times by which it can be judged.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    clock::ClockReading,
    clock_watch::{BelievedSpan, ClockDoubt, DoubtCause, EarlierRun, StoredTimes},
    exception::ExceptionKind,
    ids::{EmployeeId, EntryId, WorkspaceId},
    workspace::Zone,
};

/// What was kept of the clock, and what somebody has said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptClock {
    /// What is known of the clock.
    pub kept: EarlierRun,
    /// The newest stored moment that somebody has said is right.
    pub believed_newest: Option<Timestamp>,
    /// How often somebody has said that it is right.
    pub said_right: u32,
    /// Whose clock it is; not known of one that an older program has written down.
    pub machine: Option<String>,
}

/// What was last written down of the clock.
pub fn find_kept(tx: &mut dyn Tx) -> Result<Option<KeptClock>, StoreError> {
    const SQL: &str = "SELECT wall_at, uptime_millis, boot, stretch_before_at, stretch_from_at, believed_newest_at, \
                       said_right, cause, by_millis, noticed_at, steady_since_millis, undisturbed_at, \
                       undisturbed_uptime_millis, put_right, machine FROM clock_watch WHERE id = 1";
    find_one(tx, SQL, &[], |row| {
        let at = ClockReading { wall: row.get(0)?, uptime: millis(row, 1)? };
        let stretch = BelievedSpan { before: row.get(3)?, from: row.get(4)? };
        let cause: Option<String> = row.get(7)?;
        let doubt = cause.map(|cause| read_doubt(row, &cause)).transpose()?;
        let kept = EarlierRun { at, boot: row.get(2)?, stretch, doubt };
        Ok(KeptClock { kept, believed_newest: row.get(5)?, said_right: row.get(6)?, machine: row.get(14)? })
    })
}

fn read_doubt(row: &Row, cause: &str) -> Result<ClockDoubt, StoreError> {
    Ok(ClockDoubt {
        cause: DoubtCause::parse(cause).ok_or(StoreError::Unreadable("what speaks against the clock"))?,
        by: millis(row, 8)?,
        noticed_at: row.get(9)?,
        steady_since: millis(row, 10)?,
        undisturbed: ClockReading { wall: row.get(11)?, uptime: millis(row, 12)? },
        put_right: row.get(13)?,
    })
}

fn millis(row: &Row, column: usize) -> Result<SignedDuration, StoreError> {
    Ok(SignedDuration::from_millis(row.get(column)?))
}

/// Writes down what is known of the clock.
pub fn set_kept(tx: &mut dyn Tx, clock: &KeptClock) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO clock_watch (id, wall_at, uptime_millis, boot, stretch_before_at, stretch_from_at, \
                       believed_newest_at, said_right, cause, by_millis, noticed_at, steady_since_millis, \
                       undisturbed_at, undisturbed_uptime_millis, put_right, machine) \
                       VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) \
                       ON CONFLICT (id) DO UPDATE SET wall_at = excluded.wall_at, \
                       uptime_millis = excluded.uptime_millis, boot = excluded.boot, \
                       stretch_before_at = excluded.stretch_before_at, stretch_from_at = excluded.stretch_from_at, \
                       believed_newest_at = excluded.believed_newest_at, said_right = excluded.said_right, \
                       cause = excluded.cause, by_millis = excluded.by_millis, noticed_at = excluded.noticed_at, \
                       steady_since_millis = excluded.steady_since_millis, undisturbed_at = excluded.undisturbed_at, \
                       undisturbed_uptime_millis = excluded.undisturbed_uptime_millis, put_right = excluded.put_right, \
                       machine = excluded.machine";
    let KeptClock { kept: EarlierRun { at, boot, stretch, doubt }, believed_newest, said_right, machine } = clock;
    let params = params![
        at.wall,
        in_millis(at.uptime),
        boot,
        stretch.before,
        stretch.from,
        *believed_newest,
        *said_right,
        doubt.map(|doubt| doubt.cause.name()),
        doubt.map(|doubt| in_millis(doubt.by)),
        doubt.map(|doubt| doubt.noticed_at),
        doubt.map(|doubt| in_millis(doubt.steady_since)),
        doubt.map(|doubt| doubt.undisturbed.wall),
        doubt.map(|doubt| in_millis(doubt.undisturbed.uptime)),
        doubt.map(|doubt| doubt.put_right),
        machine.as_deref(),
    ];
    execute_one(tx, SQL, params)
}

pub(super) fn in_millis(length: SignedDuration) -> i64 {
    i64::try_from(length.as_millis()).unwrap_or(i64::MAX)
}

/// The oldest and the newest moment that is known without looking far: of workspaces, calls, failures, audit records.
pub fn find_stored(tx: &mut dyn Tx) -> Result<StoredTimes, StoreError> {
    const OLDEST: &str = "SELECT created_at FROM workspace ORDER BY name";
    const CALL: &str = "SELECT max(answered_at) FROM call";
    const FAILURE: &str = "SELECT max(at) FROM failed_sign_in";
    const AUDIT: &str = "SELECT at FROM audit_record WHERE workspace_id = ?1 ORDER BY at DESC, id DESC LIMIT 1";
    let made: Vec<Timestamp> = list(tx, OLDEST, &[], |row| row.get(0))?;
    let workspaces: Vec<WorkspaceId> = list(tx, "SELECT id FROM workspace ORDER BY name", &[], |row| row.get(0))?;
    let mut found = Vec::new();
    for sql in [CALL, FAILURE] {
        found.extend(find_one(tx, sql, &[], |row| row.get::<Option<Timestamp>>(0))?.flatten());
    }
    for workspace in workspaces {
        found.extend(find_one(tx, AUDIT, params![workspace], |row| row.get::<Timestamp>(0))?);
    }
    Ok(StoredTimes { oldest: made.into_iter().min(), newest: found.into_iter().max(), believed_newest: None })
}

/// An entry with a punch that is still to come.
#[derive(Debug, Clone)]
pub struct FutureEntry {
    /// Its own id.
    pub entry: EntryId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Whose it is.
    pub employee: EmployeeId,
    /// When it began.
    pub in_at: Timestamp,
    /// When it ended; none while it is open or where nobody knows.
    pub out_at: Option<Timestamp>,
    /// The employee's time zone when it began.
    pub zone: Zone,
}

/// Whoever has called later than that moment, and so may have punches there.
pub fn list_callers_ahead(tx: &mut dyn Tx, of: Timestamp, calls: usize) -> Result<Vec<EmployeeId>, StoreError> {
    const SQL: &str = "SELECT employee_id FROM call WHERE answered_at > ?1 ORDER BY answered_at DESC, id DESC LIMIT ?2";
    let callers = list(tx, SQL, params![of, calls], |row| row.get::<Option<EmployeeId>>(0))?;
    Ok(BTreeSet::from_iter(callers.into_iter().flatten()).into_iter().collect())
}

/// The same of whoever was found at a kiosk.
pub fn list_at_kiosks_ahead(tx: &mut dyn Tx, of: Timestamp, most: usize) -> Result<Vec<EmployeeId>, StoreError> {
    const SQL: &str = "SELECT employee_id FROM identification WHERE at > ?1 ORDER BY at DESC LIMIT ?2";
    let found = list(tx, SQL, params![of, most], |row| row.get::<Option<EmployeeId>>(0))?;
    Ok(BTreeSet::from_iter(found.into_iter().flatten()).into_iter().collect())
}

/// An employee's entries with a punch later than that moment, of which nobody was told yet.
pub fn list_ahead(
    tx: &mut dyn Tx,
    employee: EmployeeId,
    (of, limit): (Timestamp, usize),
) -> Result<Vec<FutureEntry>, StoreError> {
    const SQL: &str = "SELECT DISTINCT t.id, t.workspace_id, t.employee_id, t.in_at, t.out_at, t.zone FROM punch p \
                       JOIN time_entry t ON t.id = p.entry_id WHERE p.employee_id = ?1 AND p.at > ?2 \
                       AND t.voided_at IS NULL AND (t.in_at > ?2 OR t.out_at > ?2) \
                       AND NOT EXISTS (SELECT 1 FROM exception x WHERE x.entry_id = t.id AND x.kind = ?3) LIMIT ?4";
    list(tx, SQL, params![employee, of, ExceptionKind::TimeInDoubt.name(), limit], |row| {
        Ok(FutureEntry {
            entry: row.get(0)?,
            workspace: row.get(1)?,
            employee: row.get(2)?,
            in_at: row.get(3)?,
            out_at: row.get(4)?,
            zone: row.get(5)?,
        })
    })
}
