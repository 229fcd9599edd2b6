//! Kiosks, and who may clock at each.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    ids::{EmployeeId, JobId, KioskId, WorkspaceId},
    language::Language,
    workspace::Zone,
};

/// A place with a shared device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kiosk {
    /// Its own id.
    pub id: KioskId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// What people call the place.
    pub name: String,
    /// The zone of the place; the workspace's where there is none.
    pub zone: Option<Zone>,
    /// The language of its screen while nobody is known; the workspace's where there is none.
    pub language: Option<Language>,
    /// Whether everybody may clock here, or its members alone.
    pub everybody: bool,
    /// The job that is offered first.
    pub default_job: Option<JobId>,
    /// Whether anything is asked behind a name.
    pub authentication_required: bool,
    /// Whether a photo is taken after each punch.
    pub photos: bool,
    /// When it was switched off.
    pub disabled_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its Universal PIN was set; none without one.
    pub universal_set_at: Option<Timestamp>,
}

const COLUMNS: &str = "k.id, k.workspace_id, k.name, k.zone, k.language, k.everybody, k.default_job_id, \
                       k.authentication_required, k.disabled_at, k.created_at, k.universal_set_at, k.photos";

fn read(row: &Row) -> Result<Kiosk, StoreError> {
    let language: Option<String> = row.get(4)?;
    Ok(Kiosk {
        id: row.get(0)?,
        workspace: row.get(1)?,
        name: row.get(2)?,
        zone: row.get(3)?,
        language: language.as_deref().and_then(Language::parse),
        everybody: row.get(5)?,
        default_job: row.get(6)?,
        authentication_required: row.get(7)?,
        disabled_at: row.get(8)?,
        created_at: row.get(9)?,
        universal_set_at: row.get(10)?,
        photos: row.get(11)?,
    })
}

/// Adds a kiosk.
///
/// # Errors
/// When there is one with the id.
pub fn insert_kiosk(tx: &mut dyn Tx, kiosk: &Kiosk) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO kiosk (id, workspace_id, name, zone, language, everybody, default_job_id, \
                       authentication_required, disabled_at, created_at, photos) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let Kiosk { id, workspace, name, zone, language, everybody, default_job, authentication_required, .. } = kiosk;
    let (language, disabled_at, created_at) = (language.map(Language::code), kiosk.disabled_at, kiosk.created_at);
    let params = params![
        *id,
        *workspace,
        name,
        zone.as_ref(),
        language,
        *everybody,
        *default_job,
        *authentication_required,
        disabled_at,
        created_at,
        kiosk.photos
    ];
    execute_one(tx, SQL, params)
}

/// Changes what an admin enters about a kiosk, and whether it is switched off.
///
/// # Errors
/// When there is no such kiosk in the workspace.
pub fn set_kiosk(tx: &mut dyn Tx, kiosk: &Kiosk) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE kiosk SET name = ?3, zone = ?4, language = ?5, everybody = ?6, default_job_id = ?7, \
                       authentication_required = ?8, disabled_at = ?9, photos = ?10 \
                       WHERE workspace_id = ?1 AND id = ?2 AND deleted_at IS NULL";
    let Kiosk { id, workspace, name, zone, language, everybody, default_job, authentication_required, .. } = kiosk;
    let (language, disabled_at) = (language.map(Language::code), kiosk.disabled_at);
    let params = params![
        *workspace,
        *id,
        name,
        zone.as_ref(),
        language,
        *everybody,
        *default_job,
        *authentication_required,
        disabled_at,
        kiosk.photos
    ];
    execute_one(tx, SQL, params)
}

/// Takes a kiosk off every list; its punches keep its name.
///
/// # Errors
/// When there is no such kiosk in the workspace.
pub fn delete_kiosk(tx: &mut dyn Tx, workspace: WorkspaceId, id: KioskId, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE kiosk SET deleted_at = ?3 WHERE workspace_id = ?1 AND id = ?2 AND deleted_at IS NULL";
    execute_one(tx, SQL, params![workspace, id, now])
}

/// A kiosk of the workspace that is not deleted.
pub fn find_kiosk(tx: &mut dyn Tx, workspace: WorkspaceId, id: KioskId) -> Result<Option<Kiosk>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM kiosk k WHERE k.workspace_id = ?1 AND k.id = ?2 AND k.deleted_at IS NULL");
    find_one(tx, &sql, params![workspace, id], read)
}

/// The name of a kiosk of the workspace, deleted or not.
pub fn find_name(tx: &mut dyn Tx, workspace: WorkspaceId, id: KioskId) -> Result<Option<String>, StoreError> {
    const SQL: &str = "SELECT name FROM kiosk WHERE workspace_id = ?1 AND id = ?2";
    find_one(tx, SQL, params![workspace, id], |row| row.get(0))
}

/// Whether an id is a kiosk's, in whatever workspace, deleted or not.
pub fn is_id_taken(tx: &mut dyn Tx, id: KioskId) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM kiosk WHERE id = ?1", params![id], |_| Ok(()))?.is_some())
}

/// The kiosks of the workspace that are not deleted, by name.
pub fn list_kiosks(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<Kiosk>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM kiosk k WHERE k.workspace_id = ?1 AND k.deleted_at IS NULL ORDER BY k.name, k.id"
    );
    list(tx, &sql, params![workspace], read)
}

/// Who may clock at a kiosk that is not for everybody.
pub fn list_members(tx: &mut dyn Tx, kiosk: KioskId) -> Result<Vec<EmployeeId>, StoreError> {
    list(tx, "SELECT employee_id FROM kiosk_member WHERE kiosk_id = ?1", params![kiosk], |row| row.get(0))
}

/// Whether somebody is among the members of a kiosk.
pub fn is_member(tx: &mut dyn Tx, kiosk: KioskId, employee: EmployeeId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM kiosk_member WHERE kiosk_id = ?1 AND employee_id = ?2";
    Ok(find_one(tx, SQL, params![kiosk, employee], |_| Ok(()))?.is_some())
}

/// Sets the members of a kiosk.
pub fn set_members(tx: &mut dyn Tx, kiosk: KioskId, members: &[EmployeeId]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM kiosk_member WHERE kiosk_id = ?1", params![kiosk])?;
    for member in members {
        let sql = "INSERT INTO kiosk_member (kiosk_id, employee_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        tx.execute(sql, params![kiosk, *member])?;
    }
    Ok(())
}
