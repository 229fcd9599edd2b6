//! Payroll systems, what they were told, and what an entry-by-entry file says of each entry.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use super::{
    approvals::earliest_period,
    entry_record::{HOW_COLUMNS, read_how},
    tx::{Row, StoreError, Tx, Value, execute_one, find_one, list, params, placeholders},
};
use crate::domain::{
    export::{ExportedHours, LineKey, Profile},
    how_punched::HowPunched,
    ids::{EmployeeId, EntryId, ExportBatchId, ExportProfileId, UserId, WorkspaceId},
    payroll::{Pay, Period},
};

/// A payroll system of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportProfile {
    /// Its own id.
    pub id: ExportProfileId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// What its files look like.
    pub profile: Profile,
    /// When it was put away; none while it is in use.
    pub archived_at: Option<Timestamp>,
}

const PROFILE: &str = "id, workspace_id, settings, archived_at";

fn read_profile(row: &Row) -> Result<ExportProfile, StoreError> {
    let settings: String = row.get(2)?;
    let profile = serde_json::from_str(&settings).map_err(|_| StoreError::Unreadable("a payroll system"))?;
    Ok(ExportProfile { id: row.get(0)?, workspace: row.get(1)?, profile, archived_at: row.get(3)? })
}

fn settings(profile: &Profile) -> Result<String, StoreError> {
    serde_json::to_string(profile).map_err(|_| StoreError::Unreadable("a payroll system cannot be written"))
}

/// Adds a payroll system.
pub fn insert_profile(tx: &mut dyn Tx, profile: &ExportProfile, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO export_profile (id, workspace_id, name, format, settings, created_at) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let ExportProfile { id, workspace, profile, archived_at: _ } = profile;
    execute_one(tx, SQL, params![*id, *workspace, &profile.name, profile.format.name(), settings(profile)?, now])
}

/// Changes a payroll system.
///
/// # Errors
/// When there is no such profile in the workspace.
pub fn set_profile(tx: &mut dyn Tx, profile: &ExportProfile) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE export_profile SET name = ?3, format = ?4, settings = ?5, archived_at = ?6 \
                       WHERE workspace_id = ?1 AND id = ?2";
    let ExportProfile { id, workspace, profile, archived_at } = profile;
    let name = profile.format.name();
    execute_one(tx, SQL, params![*workspace, *id, &profile.name, name, settings(profile)?, *archived_at])
}

/// A payroll system of the workspace.
pub fn find_profile(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: ExportProfileId,
) -> Result<Option<ExportProfile>, StoreError> {
    let sql = format!("SELECT {PROFILE} FROM export_profile WHERE workspace_id = ?1 AND id = ?2");
    find_one(tx, &sql, params![workspace, id], read_profile)
}

/// Whether an id is a profile's, in whatever workspace.
pub fn is_profile_id_taken(tx: &mut dyn Tx, id: ExportProfileId) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM export_profile WHERE id = ?1", params![id], |_| Ok(()))?.is_some())
}

/// The payroll systems in use, by name.
pub fn list_profiles(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<ExportProfile>, StoreError> {
    let sql = format!(
        "SELECT {PROFILE} FROM export_profile WHERE workspace_id = ?1 AND archived_at IS NULL ORDER BY name, id"
    );
    list(tx, &sql, params![workspace], read_profile)
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportBatch {
    /// Its own id.
    pub id: ExportBatchId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// The payroll system that it was made for.
    pub profile: ExportProfileId,
    /// As the payroll system knows it.
    pub batch: String,
    /// The days that it covers.
    pub period: Period,
    /// When it was made.
    pub made_at: Timestamp,
    /// The user who made it; none for commands run on the machine itself.
    pub made_by: Option<UserId>,
    /// Who made it, as they were called then.
    pub maker: String,
    /// The name with which somebody has confirmed that people are left out; none where nobody was.
    pub signature: Option<String>,
    /// The name of its file.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: Vec<u8>,
    /// JSON.
    pub manifest: String,
}

const BATCH: &str = "b.id, b.workspace_id, b.profile_id, b.batch, b.from_date, b.to_date, b.made_at, b.made_by, \
                     b.maker, b.signature, b.file_name, b.sha256, b.manifest";

fn read_batch(row: &Row) -> Result<ExportBatch, StoreError> {
    Ok(ExportBatch {
        id: row.get(0)?,
        workspace: row.get(1)?,
        profile: row.get(2)?,
        batch: row.get(3)?,
        period: Period { from: row.get(4)?, to: row.get(5)? },
        made_at: row.get(6)?,
        made_by: row.get(7)?,
        maker: row.get(8)?,
        signature: row.get(9)?,
        file_name: row.get(10)?,
        sha256: row.get(11)?,
        manifest: row.get(12)?,
    })
}

/// Writes down an export with its file.
pub fn insert_batch(tx: &mut dyn Tx, batch: &ExportBatch, content: &[u8]) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO export_batch (id, workspace_id, profile_id, batch, from_date, to_date, made_at, \
                       made_by, maker, signature, file_name, content, sha256, manifest) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    let params = params![
        batch.id,
        batch.workspace,
        batch.profile,
        &batch.batch,
        batch.period.from,
        batch.period.to,
        batch.made_at,
        batch.made_by,
        &batch.maker,
        batch.signature.as_ref(),
        &batch.file_name,
        content,
        batch.sha256.as_slice(),
        &batch.manifest,
    ];
    execute_one(tx, SQL, params)
}

/// What a batch tells of one person.
#[derive(Debug, Clone, Copy)]
pub struct BatchLine {
    /// Whose hours they are.
    pub employee: EmployeeId,
    /// The day, the job and the kind of pay.
    pub key: LineKey,
    /// What the file says of them.
    pub told: ExportedHours,
}

/// Writes down a line of an export.
pub fn insert_line(tx: &mut dyn Tx, batch: ExportBatchId, number: usize, line: &BatchLine) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO export_line (batch_id, line, employee_id, work_date, job_id, entry_id, pay, secs, \
                       hundredths) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let BatchLine { employee, key: LineKey { day, job, pay, entry }, told: ExportedHours { secs, hundredths } } = line;
    execute_one(tx, SQL, params![batch, number, *employee, *day, *job, *entry, pay.name(), *secs, *hundredths])
}

/// Everything that a payroll system was told about the days of a period.
pub fn list_told(
    tx: &mut dyn Tx,
    profile: ExportProfileId,
    period: Period,
) -> Result<BTreeMap<EmployeeId, BTreeMap<LineKey, ExportedHours>>, StoreError> {
    const SQL: &str = "SELECT l.employee_id, l.work_date, l.job_id, l.entry_id, l.pay, l.secs, l.hundredths \
                       FROM export_batch b JOIN export_line l ON l.batch_id = b.id \
                       WHERE b.profile_id = ?1 AND b.from_date >= ?4 AND b.from_date <= ?3 AND b.to_date >= ?2 \
                       AND l.work_date >= ?2 AND l.work_date <= ?3";
    let lines = list(tx, SQL, params![profile, period.from, period.to, earliest_period(period.from)], |row| {
        let pay: String = row.get(4)?;
        let pay = Pay::parse(&pay).ok_or(StoreError::Unreadable("how hours are paid"))?;
        let key = LineKey { day: row.get(1)?, job: row.get(2)?, entry: row.get(3)?, pay };
        Ok((row.get::<EmployeeId>(0)?, key, ExportedHours { secs: row.get(5)?, hundredths: row.get(6)? }))
    })?;
    let mut told: BTreeMap<EmployeeId, BTreeMap<LineKey, ExportedHours>> = BTreeMap::new();
    for (employee, key, line) in lines {
        let sum = told.entry(employee).or_default().entry(key).or_default();
        sum.secs += line.secs;
        sum.hundredths += line.hundredths;
    }
    Ok(told)
}

/// The hundredths of an hour of all of it.
pub fn sum_told(tx: &mut dyn Tx, profile: ExportProfileId, period: Period) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT CAST(coalesce(sum(l.hundredths), 0) AS BIGINT) \
                       FROM export_batch b JOIN export_line l ON l.batch_id = b.id \
                       WHERE b.profile_id = ?1 AND b.from_date >= ?4 AND b.from_date <= ?3 AND b.to_date >= ?2 \
                       AND l.work_date >= ?2 AND l.work_date <= ?3";
    let params = params![profile, period.from, period.to, earliest_period(period.from)];
    Ok(find_one(tx, SQL, params, |row| row.get(0))?.unwrap_or_default())
}

/// The batches of a profile that touch a period, oldest first.
pub fn list_batches_of(
    tx: &mut dyn Tx,
    profile: ExportProfileId,
    period: Period,
) -> Result<Vec<ExportBatch>, StoreError> {
    let sql = format!(
        "SELECT {BATCH} FROM export_batch b WHERE b.profile_id = ?1 AND b.from_date >= ?4 AND b.from_date <= ?3 \
         AND b.to_date >= ?2 ORDER BY b.made_at, b.id"
    );
    list(tx, &sql, params![profile, period.from, period.to, earliest_period(period.from)], read_batch)
}

/// Whose hours of a period a batch of another profile has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldElsewhere {
    /// The batch.
    pub id: ExportBatchId,
    /// As its payroll system knows it.
    pub batch: String,
    /// What the workspace calls that system.
    pub profile: String,
    /// The person.
    pub employee: EmployeeId,
}

/// Whose hours of a period other profiles of the workspace have told, batch by batch, oldest first.
pub fn list_told_elsewhere(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    but: ExportProfileId,
    period: Period,
) -> Result<Vec<ToldElsewhere>, StoreError> {
    const SQL: &str = "SELECT b.id, b.batch, p.name, l.employee_id \
                       FROM export_profile p JOIN export_batch b ON b.profile_id = p.id \
                       JOIN export_line l ON l.batch_id = b.id \
                       WHERE p.workspace_id = ?1 AND p.id <> ?2 AND b.from_date >= ?5 AND b.from_date <= ?4 \
                       AND b.to_date >= ?3 AND l.work_date >= ?3 AND l.work_date <= ?4 \
                       GROUP BY b.made_at, b.id, b.batch, p.name, l.employee_id \
                       HAVING CAST(sum(l.secs) AS BIGINT) <> 0 ORDER BY b.made_at, b.id";
    let params = params![workspace, but, period.from, period.to, earliest_period(period.from)];
    list(tx, SQL, params, |row| {
        Ok(ToldElsewhere { id: row.get(0)?, batch: row.get(1)?, profile: row.get(2)?, employee: row.get(3)? })
    })
}

/// Whether a profile has told its payroll system anything.
pub fn has_batches(tx: &mut dyn Tx, profile: ExportProfileId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM export_batch WHERE profile_id = ?1 LIMIT 1";
    Ok(find_one(tx, sql, params![profile], |_| Ok(()))?.is_some())
}

/// An export of the workspace.
pub fn find_batch(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: ExportBatchId,
) -> Result<Option<ExportBatch>, StoreError> {
    let sql = format!("SELECT {BATCH} FROM export_batch b WHERE b.workspace_id = ?1 AND b.id = ?2");
    find_one(tx, &sql, params![workspace, id], read_batch)
}

/// The file of a batch as it is stored, and what says how it is given out.
#[derive(Debug, Clone)]
pub struct StoredFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
    /// The export's number.
    pub batch: String,
    /// JSON.
    pub manifest: String,
}

/// The file of a batch.
pub fn find_file(tx: &mut dyn Tx, workspace: WorkspaceId, id: ExportBatchId) -> Result<Option<StoredFile>, StoreError> {
    const SQL: &str =
        "SELECT file_name, content, batch, manifest FROM export_batch WHERE workspace_id = ?1 AND id = ?2";
    find_one(tx, SQL, params![workspace, id], |row| {
        Ok(StoredFile { name: row.get(0)?, content: row.get(1)?, batch: row.get(2)?, manifest: row.get(3)? })
    })
}

/// At most `limit` batches made before that place, latest first.
pub fn list_batches(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    before: Option<(Timestamp, ExportBatchId)>,
    limit: usize,
) -> Result<Vec<ExportBatch>, StoreError> {
    let (at, id) = before.unwrap_or((Timestamp::MAX, ExportBatchId::from_bytes([0xFF; 16])));
    let sql = format!(
        "SELECT {BATCH} FROM export_batch b WHERE b.workspace_id = ?1 AND (b.made_at, b.id) < (?2, ?3) \
         ORDER BY b.made_at DESC, b.id DESC LIMIT ?4"
    );
    list(tx, &sql, params![workspace, at, id, limit], read_batch)
}

/// How an entry was clocked, what became of its voice checks and exceptions, and how it was changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryHistory {
    /// How it was clocked in, and how that was proven; none where nobody did.
    pub punch_in: Option<HowPunched>,
    /// How it was clocked out.
    pub punch_out: Option<HowPunched>,
    /// The verdict on the clock-in's voice check, or else its status; empty where there is none.
    pub voice_in: String,
    /// The same of the clock-out's.
    pub voice_out: String,
    /// The exceptions that stand, by name.
    pub exceptions: Vec<String>,
    /// How many times it was changed.
    pub revision: i64,
    /// The reason for the last change; empty where there was none.
    pub edit_reason: String,
    /// The location where it was clocked in, where one was recognized.
    pub location_in: Option<String>,
    /// The location where it was clocked out.
    pub location_out: Option<String>,
}

/// Entries asked for at a time.
const PIECE: usize = 200;

/// What an entry-by-entry file says of each entry, by entry.
pub fn list_histories(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    entries: &[EntryId],
) -> Result<BTreeMap<EntryId, EntryHistory>, StoreError> {
    let mut histories: BTreeMap<EntryId, EntryHistory> = BTreeMap::new();
    for piece in entries.chunks(PIECE) {
        let ids = placeholders(2, piece.len());
        let mut params = params![workspace].to_vec();
        params.extend(piece.iter().copied().map(Value::from));
        let sql = format!(
            "SELECT t.id, t.revision, coalesce(r.reason, '') FROM time_entry t \
             LEFT JOIN entry_revision r ON r.entry_id = t.id AND r.revision = t.revision \
             WHERE t.workspace_id = ?1 AND t.id IN ({ids})"
        );
        let found = list(tx, &sql, &params, |row| {
            Ok((
                row.get::<EntryId>(0)?,
                EntryHistory { revision: row.get(1)?, edit_reason: row.get(2)?, ..EntryHistory::default() },
            ))
        })?;
        histories.extend(found);
        let sql = format!(
            "SELECT p.entry_id, p.way, coalesce(v.verdict, v.status, ''), {HOW_COLUMNS}, l.name FROM punch p \
             LEFT JOIN voice_check v ON v.call_id = p.call_id AND v.entry_id = p.entry_id \
             LEFT JOIN kiosk k ON k.id = p.kiosk_id LEFT JOIN clock_location l ON l.id = p.location_id \
             WHERE p.workspace_id = ?1 AND p.entry_id IN ({ids}) ORDER BY p.at, p.id"
        );
        let read = |row: &Row| {
            Ok((row.get::<EntryId>(0)?, row.get::<String>(1)?, row.get(2)?, read_how(row, 3)?, row.get(7)?))
        };
        // Of several clock-outs, where some were undone, the last one counts.
        for (entry, way, voice, how, location) in list(tx, &sql, &params, read)? {
            let Some(history) = histories.get_mut(&entry) else { continue };
            if way == "in" {
                (history.punch_in, history.voice_in, history.location_in) = (Some(how), voice, location);
            } else {
                (history.punch_out, history.voice_out, history.location_out) = (Some(how), voice, location);
            }
        }
        let sql = format!(
            "SELECT entry_id, kind FROM exception WHERE workspace_id = ?1 AND entry_id IN ({ids}) ORDER BY rank, at, id"
        );
        for (entry, kind) in list(tx, &sql, &params, |row| Ok((row.get::<EntryId>(0)?, row.get::<String>(1)?)))? {
            if let Some(history) = histories.get_mut(&entry).filter(|history| !history.exceptions.contains(&kind)) {
                history.exceptions.push(kind);
            }
        }
    }
    Ok(histories)
}

/// Whether anybody of a workspace began to work on one of these days.
pub fn any_work(tx: &mut dyn Tx, workspace: WorkspaceId, days: Period) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM time_entry WHERE workspace_id = ?1 AND work_date >= ?2 AND work_date <= ?3 \
                       AND voided_at IS NULL LIMIT 1";
    Ok(find_one(tx, SQL, params![workspace, days.from, days.to], |_| Ok(()))?.is_some())
}

/// The first day on which anybody of a workspace worked.
pub fn find_first_work_date(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Option<Date>, StoreError> {
    const SQL: &str = "SELECT work_date FROM time_entry WHERE workspace_id = ?1 AND work_date > '' \
                       ORDER BY work_date LIMIT 1";
    find_one(tx, SQL, params![workspace], |row| row.get(0))
}
