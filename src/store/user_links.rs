//! Which user is which employee, and how each user signs in.

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    ids::{EmployeeId, UserId, WorkspaceId},
    login_method::LoginMethod,
    user::{Role, User},
};

/// How a user signs in, and who they are among the employees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserLink {
    /// The employee who the user is.
    pub employee: Option<EmployeeId>,
    /// The name of that employee.
    pub employee_name: Option<String>,
    /// How they sign in.
    pub method: LoginMethod,
}

fn read(row: &Row) -> Result<UserLink, StoreError> {
    Ok(UserLink { employee: row.get(0)?, employee_name: row.get(1)?, method: row.get(2)? })
}

/// The employee and the login method of a user of the workspace.
pub fn find_link(tx: &mut dyn Tx, workspace: WorkspaceId, user: UserId) -> Result<Option<UserLink>, StoreError> {
    const SQL: &str = "SELECT u.employee_id, e.name, u.login_method FROM web_user u \
                       LEFT JOIN employee e ON e.id = u.employee_id WHERE u.workspace_id = ?1 AND u.id = ?2";
    find_one(tx, SQL, params![workspace, user], read)
}

/// How a user signs in.
///
/// # Errors
/// When there is no such user.
pub fn get_login_method(tx: &mut dyn Tx, user: UserId) -> Result<LoginMethod, StoreError> {
    find_one(tx, "SELECT login_method FROM web_user WHERE id = ?1", params![user], |row| row.get(0))?
        .ok_or(StoreError::Unreadable("a user is missing"))
}

/// The users of the workspace who sign in with a password.
pub fn list_by_password(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<UserId>, StoreError> {
    const SQL: &str = "SELECT id FROM web_user WHERE workspace_id = ?1 AND login_method <> 'pin only'";
    list(tx, SQL, params![workspace], |row| row.get(0))
}

/// The user who is an employee, and what they may do; none where that user is not active.
pub fn find_user_of_employee(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Option<(UserId, Role)>, StoreError> {
    const SQL: &str = "SELECT id, role FROM web_user WHERE workspace_id = ?1 AND employee_id = ?2 AND active = 1";
    find_one(tx, SQL, params![workspace, employee], |row| {
        let role: String = row.get(1)?;
        Ok((row.get(0)?, Role::parse(&role).ok_or(StoreError::Unreadable("a role"))?))
    })
}

/// The user of the workspace who is this employee, active or not.
pub fn find_linked(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Option<UserId>, StoreError> {
    const SQL: &str = "SELECT id FROM web_user WHERE workspace_id = ?1 AND employee_id = ?2";
    find_one(tx, SQL, params![workspace, employee], |row| row.get(0))
}

/// Sets which employee a user is.
///
/// # Errors
/// When there is no such user, or the employee is another user already.
pub fn set_employee(tx: &mut dyn Tx, user: &User, employee: Option<EmployeeId>) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE web_user SET employee_id = ?3 WHERE workspace_id = ?1 AND id = ?2";
    execute_one(tx, SQL, params![user.workspace, user.id, employee])
}

/// Sets how a user signs in.
///
/// # Errors
/// When there is no such user.
pub fn set_login_method(tx: &mut dyn Tx, user: &User, method: LoginMethod) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE web_user SET login_method = ?3 WHERE workspace_id = ?1 AND id = ?2";
    execute_one(tx, SQL, params![user.workspace, user.id, &method])
}
