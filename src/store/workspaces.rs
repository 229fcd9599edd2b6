//! Workspaces and their settings.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    formats::{ClockStyle, DateStyle, Formats, HoursStyle},
    ids::WorkspaceId,
    lockout::LockoutPolicy,
    workspace::{JobPolicy, Settings, Workspace},
};

const COLUMNS: &str = "id, name, zone, language, job_policy, forgotten_after_secs, lockout, pin_min_digits, \
                       voice_check, delete_at_provider, languages, recording_notice, retention_days, second_factor, \
                       date_style, clock_style, hours_style, photo_retention_days";

fn read(row: &Row) -> Result<Workspace, StoreError> {
    let job_policy: String = row.get(4)?;
    let lockout: String = row.get(6)?;
    Ok(Workspace {
        id: row.get(0)?,
        settings: Settings {
            name: row.get(1)?,
            zone: row.get(2)?,
            language: row.get(3)?,
            job_policy: JobPolicy::parse(&job_policy).ok_or(StoreError::Unreadable("a job policy"))?,
            forgotten_after_secs: row.get(5)?,
            lockout: LockoutPolicy::parse(&lockout).ok_or(StoreError::Unreadable("a lockout policy"))?,
            pin_min_digits: row.get(7)?,
            voice_check: row.get(8)?,
            delete_at_provider: row.get(9)?,
            languages: row.get(10)?,
            recording_notice: row.get(11)?,
            retention_days: row.get(12)?,
            photo_retention_days: row.get(17)?,
            second_factor: row.get(13)?,
            formats: read_formats(row)?,
        },
    })
}

fn read_formats(row: &Row) -> Result<Formats, StoreError> {
    let [date, clock, hours]: [String; 3] = [row.get(14)?, row.get(15)?, row.get(16)?];
    Ok(Formats {
        date: DateStyle::parse(&date).ok_or(StoreError::Unreadable("a style of dates"))?,
        clock: ClockStyle::parse(&clock).ok_or(StoreError::Unreadable("a style of times"))?,
        hours: HoursStyle::parse(&hours).ok_or(StoreError::Unreadable("a style of hours"))?,
    })
}

/// Adds a workspace.
///
/// # Errors
/// When the name is taken.
pub fn insert_workspace(tx: &mut dyn Tx, workspace: &Workspace, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO workspace (id, name, zone, language, job_policy, forgotten_after_secs, lockout, \
                       pin_min_digits, voice_check, delete_at_provider, created_at, languages, recording_notice, \
                       retention_days, second_factor, date_style, clock_style, hours_style, photo_retention_days) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)";
    let Settings {
        name,
        zone,
        languages,
        language,
        job_policy,
        forgotten_after_secs,
        lockout,
        pin_min_digits,
        voice_check,
        recording_notice,
        retention_days,
        photo_retention_days,
        delete_at_provider,
        second_factor,
        formats,
    } = &workspace.settings;
    let params = params![
        workspace.id,
        name,
        zone,
        language,
        job_policy.name(),
        *forgotten_after_secs,
        lockout.name(),
        *pin_min_digits,
        *voice_check,
        *delete_at_provider,
        now,
        languages,
        recording_notice.as_ref(),
        *retention_days,
        *second_factor,
        formats.date.name(),
        formats.clock.name(),
        formats.hours.name(),
        *photo_retention_days,
    ];
    execute_one(tx, SQL, params)
}

/// Changes a workspace's settings.
///
/// # Errors
/// When there is no such workspace.
pub fn set_settings(tx: &mut dyn Tx, id: WorkspaceId, settings: &Settings) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE workspace SET name = ?2, zone = ?3, language = ?4, job_policy = ?5, \
                       forgotten_after_secs = ?6, lockout = ?7, pin_min_digits = ?8, voice_check = ?9, \
                       delete_at_provider = ?10, languages = ?11, recording_notice = ?12, retention_days = ?13, \
                       second_factor = ?14, date_style = ?15, clock_style = ?16, hours_style = ?17, \
                       photo_retention_days = ?18 WHERE id = ?1";
    let params = params![
        id,
        &settings.name,
        &settings.zone,
        &settings.language,
        settings.job_policy.name(),
        settings.forgotten_after_secs,
        settings.lockout.name(),
        settings.pin_min_digits,
        settings.voice_check,
        settings.delete_at_provider,
        &settings.languages,
        settings.recording_notice.as_ref(),
        settings.retention_days,
        settings.second_factor,
        settings.formats.date.name(),
        settings.formats.clock.name(),
        settings.formats.hours.name(),
        settings.photo_retention_days,
    ];
    execute_one(tx, SQL, params)
}

/// Every workspace, in the order of their names.
pub fn list_workspaces(tx: &mut dyn Tx) -> Result<Vec<Workspace>, StoreError> {
    list(tx, &format!("SELECT {COLUMNS} FROM workspace ORDER BY name"), &[], read)
}

/// Ids and names alone, which every schema so far has.
pub fn list_names(tx: &mut dyn Tx) -> Result<Vec<(WorkspaceId, String)>, StoreError> {
    list(tx, "SELECT id, name FROM workspace ORDER BY name", &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The workspace of that name.
pub fn find_workspace_named(tx: &mut dyn Tx, name: &str) -> Result<Option<Workspace>, StoreError> {
    find_one(tx, &format!("SELECT {COLUMNS} FROM workspace WHERE name = ?1"), params![name], read)
}

/// A workspace, where it is certain that there is one.
///
/// # Errors
/// When there is no such workspace.
pub fn get_workspace(tx: &mut dyn Tx, id: WorkspaceId) -> Result<Workspace, StoreError> {
    find_one(tx, &format!("SELECT {COLUMNS} FROM workspace WHERE id = ?1"), params![id], read)?
        .ok_or(StoreError::Unreadable("a workspace is missing"))
}
