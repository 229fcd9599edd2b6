//! The employees of a workspace: listed, added, changed, and no longer active.

use serde_json::{Map, Value, json};

pub use crate::store::{cursor::Cursor, employees::EmployeeRow, people::EmployeeFilter};
use crate::{
    domain::{
        employee::{Details, Employee},
        ids::{EmployeeId, WorkspaceId},
        user::{Email, EmailError},
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::{Unit, lacking},
    },
    store::{StoreError, Tx, board, employees, people, worker_links},
};

/// Employees on one page.
pub const PAGE: usize = 50;

/// Why an employee was not found, added or changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum EmployeeError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the employee has no name")]
    NoName,
    #[error(transparent)]
    Email(#[from] EmailError),
    #[error("the employee number is another employee's")]
    NumberTaken { number: String, holder: String },
    #[error("nobody in the workspace is known so")]
    Unknown(String),
    #[error("several employees are known so")]
    Several(String),
    #[error("there is no such employee in the workspace")]
    NotFound,
    /// With the name of whoever it is.
    #[error("the employee is clocked in")]
    ClockedIn(String),
}

/// A page of employees, with what lies before and behind it.
#[derive(Debug, Clone)]
pub struct EmployeePage {
    /// Those of this page, in the order of lists.
    pub employees: Vec<EmployeeRow>,
    /// The first one here, where there are others before.
    pub before: Option<EmployeeId>,
    /// The last one here, where there are others behind.
    pub after: Option<EmployeeId>,
    /// How many there are on all pages.
    pub count: usize,
}

/// Adds an employee under an id drawn before, so that sending a form twice adds one person; the phone clock ID comes with
/// the first PIN. Whoever is there under the id already is left as they are.
///
/// # Errors
/// When the name is missing, the email address cannot be one, the employee number is taken, or the id is
/// another workspace's.
pub fn add(u: &mut Unit<'_>, actor: &Actor, id: EmployeeId, details: Details) -> Result<Employee, EmployeeError> {
    let details = checked(details)?;
    if let Some(known) = employees::find_employee(u.tx, actor.workspace, id)? {
        return Ok(known);
    }
    if employees::is_id_taken(u.tx, id)? {
        return Err(EmployeeError::NotFound);
    }
    refuse_taken_number(u.tx, actor, id, &details)?;
    Ok(insert(u, actor, id, details)?)
}

/// Inserts somebody who was checked, and writes it down.
pub(super) fn insert(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: EmployeeId,
    details: Details,
) -> Result<Employee, StoreError> {
    let employee = Employee { id, workspace: actor.workspace, details, active: true };
    employees::insert_employee(u.tx, &employee, u.now)?;
    let change = AuditChange {
        action: "add employee",
        subject: &employee.details.name,
        employee: Some(employee.id),
        before: NO_FIELDS,
        after: Some(written(&employee.details)),
    };
    audit::note(u, actor, change)?;
    lacking::queue(u, actor.workspace)?;
    Ok(employee)
}

/// Changes what is known of an employee. The last one to change it wins; the audit log has what was there before.
///
/// # Errors
/// As when adding; and when there is no such employee.
pub fn change(u: &mut Unit<'_>, actor: &Actor, id: EmployeeId, details: Details) -> Result<Employee, EmployeeError> {
    let details = checked(details)?;
    let known = employees::find_employee(u.tx, actor.workspace, id)?.ok_or(EmployeeError::NotFound)?;
    if known.details == details {
        return Ok(known);
    }
    refuse_taken_number(u.tx, actor, id, &details)?;
    employees::set_details(u.tx, actor.workspace, id, &details)?;
    let (before, after) = differing(written(&known.details), written(&details));
    let change = AuditChange {
        action: "change employee",
        subject: &details.name,
        employee: Some(id),
        before: Some(before),
        after: Some(after),
    };
    audit::note(u, actor, change)?;
    Ok(Employee { details, ..known })
}

/// Reactivates an employee, or deactivates one who is not clocked in. One who is clocked in is deactivated with an
/// answer to what becomes of the open entry. Hours, PIN and phone clock ID stay.
///
/// # Errors
/// When there is no such employee, or they are clocked in.
pub fn set_active(u: &mut Unit<'_>, actor: &Actor, id: EmployeeId, active: bool) -> Result<Employee, EmployeeError> {
    let known = employees::find_employee(u.tx, actor.workspace, id)?.ok_or(EmployeeError::NotFound)?;
    if !active && board::find_present(u.tx, actor.workspace, id)?.is_some() {
        return Err(EmployeeError::ClockedIn(known.details.name));
    }
    Ok(set_known_active(u, actor, known, active)?)
}

/// The same for an employee who was looked up before, whether or not they are clocked in.
pub(in crate::service) fn set_known_active(
    u: &mut Unit<'_>,
    actor: &Actor,
    known: Employee,
    active: bool,
) -> Result<Employee, StoreError> {
    if known.active == active {
        return Ok(known);
    }
    employees::set_active(u.tx, actor.workspace, known.id, active)?;
    let change = AuditChange {
        action: if active { "reactivate employee" } else { "deactivate employee" },
        subject: &known.details.name,
        employee: Some(known.id),
        before: Some(json!({ "active": known.active })),
        after: Some(json!({ "active": active })),
    };
    audit::note(u, actor, change)?;
    if active {
        lacking::queue(u, actor.workspace)?;
    } else {
        worker_links::end_worker_link(u.tx, known.id, u.now)?;
    }
    Ok(Employee { active, ..known })
}

/// Everybody, in the order of lists.
pub fn list(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<EmployeeRow>, StoreError> {
    employees::list_employees(tx, workspace)
}

/// One page of the employees that the filter lets through.
pub fn list_page(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: &EmployeeFilter,
    cursor: Cursor<EmployeeId>,
) -> Result<EmployeePage, StoreError> {
    let count = people::count_filtered(tx, workspace, filter)?;
    let mut found = people::list_filtered(tx, workspace, filter, cursor, PAGE + 1)?;
    let (is_before, is_after) = cursor.trim(&mut found, PAGE);
    let before = found.first().filter(|_| is_before).map(|first| first.employee.id);
    let after = found.last().filter(|_| is_after).map(|last| last.employee.id);
    Ok(EmployeePage { employees: found, before, after, count })
}

/// All of the employees that the filter lets through, for an export.
pub fn list_all(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: &EmployeeFilter,
) -> Result<Vec<EmployeeRow>, StoreError> {
    people::list_filtered(tx, workspace, filter, Cursor::Start, usize::MAX)
}

/// Who else has this email address, active or not.
pub fn list_others_with_email(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    email: &str,
    but: EmployeeId,
) -> Result<Vec<Employee>, StoreError> {
    let mut found = employees::list_with_email(tx, workspace, email)?;
    found.retain(|known| known.id != but);
    Ok(found)
}

/// Who has this employee number but for zeros in front, which spreadsheets drop.
pub fn find_number_but_for_zeros(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    number: &str,
) -> Result<Option<Employee>, StoreError> {
    employees::find_but_for_zeros(tx, workspace, number)
}

/// An employee as lists have them.
///
/// # Errors
/// When there is no such employee in the workspace.
pub fn get_row(tx: &mut dyn Tx, workspace: WorkspaceId, id: EmployeeId) -> Result<EmployeeRow, EmployeeError> {
    employees::find_row(tx, workspace, id)?.ok_or(EmployeeError::NotFound)
}

/// What somebody is called; `None` where the workspace has nobody with this id.
pub fn find_name(tx: &mut dyn Tx, workspace: WorkspaceId, id: EmployeeId) -> Result<Option<String>, StoreError> {
    Ok(employees::find_employee(tx, workspace, id)?.map(|employee| employee.details.name))
}

/// The one employee known by that name, number, email address, phone clock ID or id.
///
/// # Errors
/// When there is none, or several.
pub fn get_known_as(tx: &mut dyn Tx, workspace: WorkspaceId, known_as: &str) -> Result<Employee, EmployeeError> {
    if let Some(id) = EmployeeId::parse(known_as)
        && let Some(known) = employees::find_employee(tx, workspace, id)?
    {
        return Ok(known);
    }
    let mut found = employees::find_employees_known_as(tx, workspace, known_as)?;
    match (found.pop(), found.is_empty()) {
        (None, _) => Err(EmployeeError::Unknown(known_as.to_owned())),
        (Some(only), true) => Ok(only),
        (Some(_), false) => Err(EmployeeError::Several(known_as.to_owned())),
    }
}

fn checked(details: Details) -> Result<Details, EmployeeError> {
    let details = details.cleaned();
    if details.name.is_empty() {
        return Err(EmployeeError::NoName);
    }
    let email = details.email.as_deref().map(Email::parse).transpose()?;
    Ok(Details { email: email.map(|email| email.to_string()), ..details })
}

fn refuse_taken_number(tx: &mut dyn Tx, actor: &Actor, id: EmployeeId, details: &Details) -> Result<(), EmployeeError> {
    let Some(number) = &details.employee_number else { return Ok(()) };
    match employees::find_by_number(tx, actor.workspace, number)? {
        Some(holder) if holder.id != id => {
            Err(EmployeeError::NumberTaken { number: number.clone(), holder: holder.details.name })
        }
        Some(_) | None => Ok(()),
    }
}

/// What the audit log keeps of a person.
pub(super) fn written(details: &Details) -> Map<String, Value> {
    let Details { name, last_name, email, phone, employee_number, payroll_id, language, zone, voice_check, starts_on } =
        details;
    let pairs = [
        ("name", json!(name)),
        ("last_name", json!(last_name)),
        ("email", json!(email)),
        ("phone", json!(phone.as_ref().map(crate::domain::caller::E164::as_str))),
        ("number", json!(employee_number)),
        ("payroll_id", json!(payroll_id)),
        ("language", json!(language.code())),
        ("time_zone", json!(zone.as_ref().map(crate::domain::workspace::Zone::name))),
        ("voice_check", json!(voice_check)),
        ("starts_on", json!(starts_on)),
    ];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// Both sides without what is the same on them.
fn differing(
    mut before: Map<String, Value>,
    mut after: Map<String, Value>,
) -> (Map<String, Value>, Map<String, Value>) {
    before.retain(|key, was| after.get(key) != Some(&*was));
    after.retain(|key, _| before.contains_key(key));
    (before, after)
}
