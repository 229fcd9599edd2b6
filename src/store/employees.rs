//! People who clock, and their PINs.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    employee::{Details, Employee},
    ids::{EmployeeId, WorkspaceId},
    search::{search_key, sort_name},
    text::cleaned,
};

const COLUMNS: &str = "id, workspace_id, name, email, phone, employee_number, language, zone, voice_check, active, \
                       payroll_id, last_name, starts_on";

pub(super) fn read(row: &Row) -> Result<Employee, StoreError> {
    Ok(Employee {
        id: row.get(0)?,
        workspace: row.get(1)?,
        details: Details {
            name: row.get(2)?,
            last_name: row.get(11)?,
            email: row.get(3)?,
            phone: row.get(4)?,
            employee_number: row.get(5)?,
            language: row.get(6)?,
            zone: row.get(7)?,
            voice_check: row.get(8)?,
            payroll_id: row.get(10)?,
            starts_on: row.get(12)?,
        },
        active: row.get(9)?,
    })
}

/// Adds an employee.
///
/// # Errors
/// When the employee number is taken.
pub fn insert_employee(tx: &mut dyn Tx, employee: &Employee, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO employee (id, workspace_id, name, sort_name, email, phone, employee_number, language, \
                       zone, voice_check, active, created_at, payroll_id, last_name, search_key, starts_on) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
    let Details { name, last_name, email, phone, employee_number, payroll_id, language, zone, voice_check, starts_on } =
        &employee.details;
    let params = params![
        employee.id,
        employee.workspace,
        name,
        sort_name(name),
        email.as_ref(),
        phone.as_ref(),
        employee_number.as_ref(),
        language,
        zone.as_ref(),
        *voice_check,
        employee.active,
        now,
        payroll_id.as_ref(),
        last_name.as_ref(),
        search_key(&employee.details),
        *starts_on,
    ];
    execute_one(tx, SQL, params)
}

/// Changes what is known of an employee.
///
/// # Errors
/// When there is no such employee in the workspace, or the employee number is taken.
pub fn set_details(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: EmployeeId,
    details: &Details,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE employee SET name = ?3, sort_name = ?4, email = ?5, phone = ?6, employee_number = ?7, \
                       language = ?8, zone = ?9, voice_check = ?10, payroll_id = ?11, \
                       last_name = ?12, search_key = ?13, starts_on = ?14 \
                       WHERE workspace_id = ?1 AND id = ?2";
    let Details { name, last_name, email, phone, employee_number, payroll_id, language, zone, voice_check, starts_on } =
        details;
    let params = params![
        workspace,
        id,
        name,
        sort_name(name),
        email.as_ref(),
        phone.as_ref(),
        employee_number.as_ref(),
        language,
        zone.as_ref(),
        *voice_check,
        payroll_id.as_ref(),
        last_name.as_ref(),
        search_key(details),
        *starts_on,
    ];
    execute_one(tx, SQL, params)
}

/// Lets an employee clock, or no longer.
///
/// # Errors
/// When there is no such employee in the workspace.
pub fn set_active(tx: &mut dyn Tx, workspace: WorkspaceId, id: EmployeeId, active: bool) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE employee SET active = ?3 WHERE workspace_id = ?1 AND id = ?2";
    execute_one(tx, SQL, params![workspace, id, active])
}

/// What was done with an employee since they were added, of which something would be lost without them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum EmployeeTrace {
    Clocked,
    SetUp,
    Called,
    Assigned,
    Linked,
    Claimed,
    AtKiosks,
    Approved,
}

/// The first trace that there is of an employee; `None` where they were only added.
pub fn find_trace(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: EmployeeId,
) -> Result<Option<EmployeeTrace>, StoreError> {
    const SQL: &str = "SELECT CASE \
        WHEN EXISTS (SELECT 1 FROM time_entry WHERE workspace_id = ?1 AND employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM punch WHERE employee_id = ?2) THEN 1 \
        WHEN EXISTS (SELECT 1 FROM phone_clock_id WHERE employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM setup_link WHERE employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM pin WHERE employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM mail WHERE employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM worker_link WHERE workspace_id = ?1 AND employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM text_message WHERE employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM text_consent WHERE workspace_id = ?1 AND employee_id = ?2) THEN 2 \
        WHEN EXISTS (SELECT 1 FROM call WHERE workspace_id = ?1 AND employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM voice_check WHERE workspace_id = ?1 AND employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM known_phone WHERE employee_id = ?2) THEN 3 \
        WHEN EXISTS (SELECT 1 FROM job_assignment WHERE employee_id = ?2) THEN 4 \
        WHEN EXISTS (SELECT 1 FROM web_user WHERE employee_id = ?2) THEN 5 \
        WHEN EXISTS (SELECT 1 FROM claim WHERE employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM exception WHERE workspace_id = ?1 AND employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM alert WHERE workspace_id = ?1 AND employee_id = ?2) THEN 6 \
        WHEN EXISTS (SELECT 1 FROM kiosk_member WHERE employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM crew_member WHERE workspace_id = ?1 AND lead_id = ?2) \
        OR EXISTS (SELECT 1 FROM crew_member WHERE workspace_id = ?1 AND employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM kiosk_guard WHERE employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM identification WHERE employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM badge_link WHERE employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM notice WHERE employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM kiosk_credential WHERE employee_id = ?2 \
        AND (origin <> 'derived' OR ended_at IS NOT NULL)) THEN 7 \
        WHEN EXISTS (SELECT 1 FROM approval WHERE employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM timesheet_answer WHERE workspace_id = ?1 AND employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM planned_start WHERE workspace_id = ?1 AND employee_id = ?2) \
        OR EXISTS (SELECT 1 FROM export_line WHERE employee_id = ?2) THEN 8 \
        ELSE 0 END";
    let found: i64 = find_one(tx, SQL, params![workspace, id], |row| row.get(0))?.unwrap_or(0);
    Ok(match found {
        1 => Some(EmployeeTrace::Clocked),
        2 => Some(EmployeeTrace::SetUp),
        3 => Some(EmployeeTrace::Called),
        4 => Some(EmployeeTrace::Assigned),
        5 => Some(EmployeeTrace::Linked),
        6 => Some(EmployeeTrace::Claimed),
        7 => Some(EmployeeTrace::AtKiosks),
        8 => Some(EmployeeTrace::Approved),
        _ => None,
    })
}

/// Takes back an employee of whom there is no trace, with what was made for kiosks by itself.
///
/// # Errors
/// When there is no such employee in the workspace, or there is a trace.
pub fn delete_employee(tx: &mut dyn Tx, workspace: WorkspaceId, id: EmployeeId) -> Result<(), StoreError> {
    const CREDENTIALS: &str = "DELETE FROM kiosk_credential WHERE workspace_id = ?1 AND employee_id = ?2 \
                               AND origin = 'derived'";
    tx.execute(CREDENTIALS, params![workspace, id])?;
    execute_one(tx, "DELETE FROM employee WHERE workspace_id = ?1 AND id = ?2", params![workspace, id])
}

/// Whether an id is an employee's, in whatever workspace.
pub fn is_id_taken(tx: &mut dyn Tx, id: EmployeeId) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM employee WHERE id = ?1", params![id], |_| Ok(()))?.is_some())
}

/// An employee of the workspace.
pub fn find_employee(tx: &mut dyn Tx, workspace: WorkspaceId, id: EmployeeId) -> Result<Option<Employee>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM employee WHERE workspace_id = ?1 AND id = ?2");
    find_one(tx, &sql, params![workspace, id], read)
}

/// The same, where it is certain that there is one.
///
/// # Errors
/// When there is no such employee in the workspace.
pub fn get_employee(tx: &mut dyn Tx, workspace: WorkspaceId, id: EmployeeId) -> Result<Employee, StoreError> {
    find_employee(tx, workspace, id)?.ok_or(StoreError::Unreadable("an employee is missing"))
}

/// An employee as lists show them.
#[derive(Debug, Clone)]
pub struct EmployeeRow {
    /// The employee.
    pub employee: Employee,
    /// The ID that works now, in digits.
    pub phone_clock_id: Option<String>,
    /// Whether a PIN was chosen.
    pub has_pin: bool,
}

pub(super) const ROW_COLUMNS: &str = "SELECT e.id, e.workspace_id, e.name, e.email, e.phone, e.employee_number, e.language, e.zone, \
                      e.voice_check, e.active, e.payroll_id, e.last_name, e.starts_on, i.digits, p.employee_id IS NOT NULL \
                      FROM employee e \
                      LEFT JOIN phone_clock_id i ON i.employee_id = e.id AND i.retired_at IS NULL \
                      LEFT JOIN pin p ON p.employee_id = e.id";

pub(super) fn read_row(row: &Row) -> Result<EmployeeRow, StoreError> {
    Ok(EmployeeRow { employee: read(row)?, phone_clock_id: row.get(13)?, has_pin: row.get(14)? })
}

/// Everybody, in the order of lists.
pub fn list_employees(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<EmployeeRow>, StoreError> {
    let sql = format!("{ROW_COLUMNS} WHERE e.workspace_id = ?1 ORDER BY e.sort_name, e.id");
    list(tx, &sql, params![workspace], read_row)
}

/// All employees of a workspace, in the order of lists, without how they clock.
pub fn list_all(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<Employee>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM employee WHERE workspace_id = ?1 ORDER BY sort_name, id");
    list(tx, &sql, params![workspace], read)
}

/// One employee as lists show them.
pub fn find_row(tx: &mut dyn Tx, workspace: WorkspaceId, id: EmployeeId) -> Result<Option<EmployeeRow>, StoreError> {
    find_one(tx, &format!("{ROW_COLUMNS} WHERE e.workspace_id = ?1 AND e.id = ?2"), params![workspace, id], read_row)
}

/// Who has this employee number.
pub fn find_by_number(tx: &mut dyn Tx, workspace: WorkspaceId, number: &str) -> Result<Option<Employee>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM employee WHERE workspace_id = ?1 AND employee_number = ?2");
    find_one(tx, &sql, params![workspace, number], read)
}

/// Employees by name, employee number, email address or phone clock ID; where nobody has it to the letter, by a name
/// that differs in accents and case alone.
pub fn find_employees_known_as(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    known_as: &str,
) -> Result<Vec<Employee>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM employee WHERE workspace_id = ?1 AND (name = ?2 OR employee_number = ?2 OR email = ?3 \
         OR id IN (SELECT employee_id FROM phone_clock_id WHERE digits = ?2 AND retired_at IS NULL))"
    );
    let known_as = cleaned(known_as);
    let known_as = known_as.trim();
    let found = list(tx, &sql, params![workspace, known_as, known_as.to_lowercase()], read)?;
    if !found.is_empty() {
        return Ok(found);
    }
    let sql = format!("SELECT {COLUMNS} FROM employee WHERE workspace_id = ?1 AND sort_name = ?2");
    list(tx, &sql, params![workspace, sort_name(known_as)], read)
}

/// Who has this email address, active or not, in the order of lists.
pub fn list_with_email(tx: &mut dyn Tx, workspace: WorkspaceId, email: &str) -> Result<Vec<Employee>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM employee WHERE workspace_id = ?1 AND email = ?2 ORDER BY sort_name, id");
    list(tx, &sql, params![workspace, email], read)
}

/// Who has an employee number that differs from this one in zeros in front alone.
pub fn find_but_for_zeros(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    number: &str,
) -> Result<Option<Employee>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM employee WHERE workspace_id = ?1 AND employee_number <> ?2 \
         AND ltrim(employee_number, '0') = ltrim(?2, '0') AND ltrim(?2, '0') <> '' LIMIT 1"
    );
    find_one(tx, &sql, params![workspace, number], read)
}

/// Sets the PIN of an employee, in the place of any before it.
pub fn set_pin(tx: &mut dyn Tx, employee: EmployeeId, hash: &str, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO pin (employee_id, hash, set_at) VALUES (?1, ?2, ?3) \
                       ON CONFLICT (employee_id) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at";
    execute_one(tx, SQL, params![employee, hash, now])
}

/// Whether there was a PIN to remove.
pub fn remove_pin(tx: &mut dyn Tx, employee: EmployeeId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM pin WHERE employee_id = ?1", params![employee])? > 0)
}
