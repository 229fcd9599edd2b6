//! Jobs: what is worked on.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    ids::{JobId, WorkspaceId},
    job::{Job, PhoneCode},
};

const COLUMNS: &str = "id, workspace_id, name, accounting_code, phone_code, archived_at";

fn read(row: &Row) -> Result<Job, StoreError> {
    let phone_code: Option<String> = row.get(4)?;
    let phone_code = phone_code.map(|code| PhoneCode::parse(&code)).transpose();
    Ok(Job {
        id: row.get(0)?,
        workspace: row.get(1)?,
        name: row.get(2)?,
        accounting_code: row.get(3)?,
        phone_code: phone_code.map_err(|_| StoreError::Unreadable("a phone code"))?,
        archived_at: row.get(5)?,
    })
}

/// # Errors
/// When an active job has the phone code already.
pub fn insert_job(tx: &mut dyn Tx, job: &Job, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO job (id, workspace_id, name, accounting_code, phone_code, created_at, archived_at) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let code = job.phone_code.as_ref().map(PhoneCode::as_str);
    let params = params![job.id, job.workspace, &job.name, job.accounting_code.as_ref(), code, now, job.archived_at];
    execute_one(tx, SQL, params)
}

/// # Errors
/// When the database cannot be read.
pub fn list_jobs(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<Job>, StoreError> {
    list(tx, &format!("SELECT {COLUMNS} FROM job WHERE workspace_id = ?1 ORDER BY name, id"), params![workspace], read)
}

/// The active job with this phone code.
///
/// # Errors
/// When the database cannot be read.
pub fn find_active_by_code(tx: &mut dyn Tx, workspace: WorkspaceId, code: &str) -> Result<Option<Job>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE workspace_id = ?1 AND phone_code = ?2 AND archived_at IS NULL");
    find_one(tx, &sql, params![workspace, code], read)
}

/// Whether any active job can be named on the phone.
///
/// # Errors
/// When the database cannot be read.
pub fn any_with_code(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<bool, StoreError> {
    const SQL: &str =
        "SELECT 1 FROM job WHERE workspace_id = ?1 AND phone_code IS NOT NULL AND archived_at IS NULL LIMIT 1";
    Ok(find_one(tx, SQL, params![workspace], |_| Ok(()))?.is_some())
}

/// Whether there was an active job to archive.
///
/// # Errors
/// When the database cannot be written.
pub fn archive_job(tx: &mut dyn Tx, workspace: WorkspaceId, id: JobId, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE job SET archived_at = ?3 WHERE workspace_id = ?1 AND id = ?2 AND archived_at IS NULL";
    Ok(tx.execute(SQL, params![workspace, id, now])? == 1)
}
