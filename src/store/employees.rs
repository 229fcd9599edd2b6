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
                       payroll_id, last_name";

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
                       zone, voice_check, active, created_at, payroll_id, last_name, search_key) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    let Details { name, last_name, email, phone, employee_number, payroll_id, language, zone, voice_check } =
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
                       last_name = ?12, search_key = ?13 WHERE workspace_id = ?1 AND id = ?2";
    let Details { name, last_name, email, phone, employee_number, payroll_id, language, zone, voice_check } = details;
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
                      e.voice_check, e.active, e.payroll_id, e.last_name, i.digits, p.employee_id IS NOT NULL \
                      FROM employee e \
                      LEFT JOIN phone_clock_id i ON i.employee_id = e.id AND i.retired_at IS NULL \
                      LEFT JOIN pin p ON p.employee_id = e.id";

pub(super) fn read_row(row: &Row) -> Result<EmployeeRow, StoreError> {
    Ok(EmployeeRow { employee: read(row)?, phone_clock_id: row.get(12)?, has_pin: row.get(13)? })
}

/// Everybody, in the order of lists.
pub fn list_employees(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<EmployeeRow>, StoreError> {
    let sql = format!("{ROW_COLUMNS} WHERE e.workspace_id = ?1 ORDER BY e.sort_name, e.id");
    list(tx, &sql, params![workspace], read_row)
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
