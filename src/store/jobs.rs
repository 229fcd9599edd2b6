//! Jobs: what is worked on, and by whom.

use jiff::Timestamp;

use super::{
    cursor::Cursor,
    tx::{Row, StoreError, Tx, execute_one, find_one, list, params},
};
use crate::domain::{
    ids::{EmployeeId, JobId, WorkspaceId},
    job::{Job, PhoneCode},
};

const COLUMNS: &str = "id, workspace_id, name, accounting_code, phone_code, everyone, archived_at";

fn read(row: &Row) -> Result<Job, StoreError> {
    let phone_code: Option<String> = row.get(4)?;
    let phone_code = phone_code.map(|code| PhoneCode::parse(&code)).transpose();
    Ok(Job {
        id: row.get(0)?,
        workspace: row.get(1)?,
        name: row.get(2)?,
        accounting_code: row.get(3)?,
        phone_code: phone_code.map_err(|_| StoreError::Unreadable("a phone code"))?,
        everyone: row.get(5)?,
        archived_at: row.get(6)?,
    })
}

/// Adds a job.
///
/// # Errors
/// When an active job has the phone code already.
pub fn insert_job(tx: &mut dyn Tx, job: &Job, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO job (id, workspace_id, name, accounting_code, phone_code, everyone, created_at, \
                       archived_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let Job { id, workspace, name, accounting_code, phone_code, everyone, archived_at } = job;
    let code = phone_code.as_ref().map(PhoneCode::as_str);
    let params = params![*id, *workspace, name, accounting_code.as_ref(), code, *everyone, now, *archived_at];
    execute_one(tx, SQL, params)
}

/// Changes everything but whom the job is assigned to.
///
/// # Errors
/// When there is no such job in the workspace, or an active job has the phone code already.
pub fn set_job(tx: &mut dyn Tx, job: &Job) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE job SET name = ?3, accounting_code = ?4, phone_code = ?5, everyone = ?6, \
                       archived_at = ?7 WHERE workspace_id = ?1 AND id = ?2";
    let Job { id, workspace, name, accounting_code, phone_code, everyone, archived_at } = job;
    let code = phone_code.as_ref().map(PhoneCode::as_str);
    let params = params![*workspace, *id, name, accounting_code.as_ref(), code, *everyone, *archived_at];
    execute_one(tx, SQL, params)
}

/// A job of the workspace.
pub fn find_job(tx: &mut dyn Tx, workspace: WorkspaceId, id: JobId) -> Result<Option<Job>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE workspace_id = ?1 AND id = ?2");
    find_one(tx, &sql, params![workspace, id], read)
}

/// Whether an id is a job's, in whatever workspace.
pub fn is_id_taken(tx: &mut dyn Tx, id: JobId) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM job WHERE id = ?1", params![id], |_| Ok(()))?.is_some())
}

/// Every job of the workspace, in the order of their names.
pub fn list_jobs(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<Job>, StoreError> {
    list(tx, &format!("SELECT {COLUMNS} FROM job WHERE workspace_id = ?1 ORDER BY name, id"), params![workspace], read)
}

/// At most `limit` jobs from `place` on, active or archived ones alone where asked for; how many people each is
/// assigned to.
pub fn list_page(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    active: Option<bool>,
    place: Cursor<JobId>,
    limit: usize,
) -> Result<Vec<(Job, usize)>, StoreError> {
    // A place that is gone, or another workspace's, is the start.
    let (from, backwards) = match place {
        Cursor::Start => (None, false),
        Cursor::After(id) => (find_job(tx, workspace, id)?, false),
        Cursor::Before(id) => (find_job(tx, workspace, id)?, true),
    };
    let backwards = backwards && from.is_some();
    let (than, order) = if backwards { ("<", " DESC") } else { (">", "") };
    let (name, id) = from.map_or((String::new(), JobId::from_bytes([0; 16])), |from| (from.name, from.id));
    let sql = format!(
        "SELECT {COLUMNS}, (SELECT count(*) FROM job_assignment a WHERE a.job_id = j.id) FROM job j \
         WHERE workspace_id = ?1 AND ((archived_at IS NULL) = ?2 OR ?2 IS NULL) AND (name, id) {than} (?3, ?4) \
         ORDER BY name{order}, id{order} LIMIT ?5"
    );
    let mut found = list(tx, &sql, params![workspace, active, name, id, limit], |row| Ok((read(row)?, row.get(7)?)))?;
    if backwards {
        found.reverse();
    }
    Ok(found)
}

/// The active job that holds this phone code, whoever may work on it.
pub fn find_code_holder(tx: &mut dyn Tx, workspace: WorkspaceId, code: &str) -> Result<Option<Job>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE workspace_id = ?1 AND phone_code = ?2 AND archived_at IS NULL");
    find_one(tx, &sql, params![workspace, code], read)
}

const IS_ASSIGNED: &str =
    "(j.everyone = 1 OR EXISTS (SELECT 1 FROM job_assignment a WHERE a.job_id = j.id AND a.employee_id = ?2))";

/// The active job with this phone code, where this employee may work on it.
pub fn find_active_by_code(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
    code: &str,
) -> Result<Option<Job>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM job j \
         WHERE workspace_id = ?1 AND phone_code = ?3 AND archived_at IS NULL AND {IS_ASSIGNED}"
    );
    find_one(tx, &sql, params![workspace, employee, code], read)
}

/// Whether this employee may work on any active job that can be named on the phone.
pub fn any_with_code(tx: &mut dyn Tx, workspace: WorkspaceId, employee: EmployeeId) -> Result<bool, StoreError> {
    let sql = format!(
        "SELECT 1 FROM job j WHERE workspace_id = ?1 AND phone_code IS NOT NULL AND archived_at IS NULL \
         AND {IS_ASSIGNED} LIMIT 1"
    );
    Ok(find_one(tx, &sql, params![workspace, employee], |_| Ok(()))?.is_some())
}

/// The active jobs that this employee may work on, in the order of their names.
pub fn list_workable(tx: &mut dyn Tx, workspace: WorkspaceId, employee: EmployeeId) -> Result<Vec<Job>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM job j WHERE workspace_id = ?1 AND archived_at IS NULL AND {IS_ASSIGNED} ORDER BY name, id"
    );
    list(tx, &sql, params![workspace, employee], read)
}

/// Whether an employee may work on a job: it is in use, and theirs or everybody's.
pub fn is_workable(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    job: JobId,
) -> Result<bool, StoreError> {
    let sql =
        format!("SELECT 1 FROM job j WHERE workspace_id = ?1 AND id = ?3 AND archived_at IS NULL AND {IS_ASSIGNED}");
    Ok(find_one(tx, &sql, params![workspace, employee, job], |_| Ok(()))?.is_some())
}

/// The job that an employee has worked on last, as far as their last entries say.
pub fn find_last_of(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Option<JobId>, StoreError> {
    const SQL: &str = "SELECT job_id FROM time_entry WHERE workspace_id = ?1 AND employee_id = ?2 \
                       AND voided_at IS NULL ORDER BY in_at DESC, id DESC LIMIT 20";
    let last = list(tx, SQL, params![workspace, employee], |row| row.get::<Option<JobId>>(0))?;
    Ok(last.into_iter().flatten().next())
}

/// Whether the workspace has any job in use.
pub fn any_active(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM job WHERE workspace_id = ?1 AND archived_at IS NULL LIMIT 1";
    Ok(find_one(tx, SQL, params![workspace], |_| Ok(()))?.is_some())
}

/// Whom a job is assigned to, in the order of lists; nobody in particular where it is for everyone.
pub fn list_assigned(tx: &mut dyn Tx, job: JobId) -> Result<Vec<EmployeeId>, StoreError> {
    const SQL: &str = "SELECT a.employee_id FROM job_assignment a JOIN employee e ON e.id = a.employee_id \
                       WHERE a.job_id = ?1 ORDER BY e.sort_name, e.id";
    list(tx, SQL, params![job], |row| row.get(0))
}

/// Assigns a job to these people and to nobody else.
///
/// # Errors
/// When one of them is not of the job's workspace.
pub fn set_assigned(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    job: JobId,
    people: &[EmployeeId],
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO job_assignment (job_id, employee_id) \
                       SELECT j.id, e.id FROM job j JOIN employee e ON e.workspace_id = j.workspace_id \
                       WHERE j.workspace_id = ?1 AND j.id = ?2 AND e.id = ?3";
    tx.execute("DELETE FROM job_assignment WHERE job_id = ?1", params![job])?;
    people.iter().try_for_each(|employee| execute_one(tx, SQL, params![workspace, job, *employee]))
}

/// Whether time was ever clocked to a job.
pub fn is_clocked(tx: &mut dyn Tx, workspace: WorkspaceId, id: JobId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM time_entry WHERE workspace_id = ?1 AND job_id = ?2 LIMIT 1";
    Ok(find_one(tx, SQL, params![workspace, id], |_| Ok(()))?.is_some())
}

/// Archives a job; whether there was an active one.
pub fn archive_job(tx: &mut dyn Tx, workspace: WorkspaceId, id: JobId, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE job SET archived_at = ?3 WHERE workspace_id = ?1 AND id = ?2 AND archived_at IS NULL";
    Ok(tx.execute(SQL, params![workspace, id, now])? == 1)
}
