//! Which user is which employee, and how each user signs in: decided by owners.

use super::{AccountError, users};
pub use crate::store::user_links::UserLink;
use crate::{
    domain::{
        ids::{EmployeeId, UserId, WorkspaceId},
        login_method::LoginMethod,
        user::{Role, User},
    },
    service::{
        audit::{self, Actor, AuditChange},
        kernel::Unit,
    },
    store::{StoreError, Tx, employees, known_browsers, user_links, user_pins, users as rows},
};

/// The employee and the login method of a user of the workspace.
pub fn find(tx: &mut dyn Tx, workspace: WorkspaceId, user: UserId) -> Result<Option<UserLink>, StoreError> {
    user_links::find_link(tx, workspace, user)
}

/// What an employee may do as an active user, so that it holds at the clock as well; none where they are none.
pub fn role_of_employee(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
) -> Result<Option<Role>, StoreError> {
    Ok(user_links::find_user_of_employee(tx, workspace, employee)?.map(|(_, role)| role))
}

/// The employee who a user is.
pub fn employee_of_user(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<Option<EmployeeId>, StoreError> {
    Ok(user_links::find_link(tx, workspace, user)?.and_then(|link| link.employee))
}

/// Says which employee a user is, or that they are none, under [`users::holds_to_change`]; the user, and the name of the
/// employee.
///
/// # Errors
/// When the actor is no owner, there is no such user or employee, or the employee is another user.
pub fn link(
    u: &mut Unit<'_>,
    actor: &Actor,
    user: UserId,
    employee: Option<EmployeeId>,
) -> Result<(User, Option<String>), AccountError> {
    users::owners_only(actor)?;
    let user = rows::find_user(u.tx, actor.workspace, user)?.ok_or(AccountError::NoUser)?;
    let before = find(u.tx, actor.workspace, user.id)?.ok_or(AccountError::NoUser)?;
    let after = match employee {
        Some(id) => Some(employees::find_employee(u.tx, actor.workspace, id)?.ok_or(AccountError::NoEmployee)?),
        None => None,
    };
    let name = after.map(|after| after.details.name);
    if before.employee == employee {
        return Ok((user, name));
    }
    if let Some(employee) = employee
        && user_links::find_linked(u.tx, actor.workspace, employee)?.is_some()
    {
        return Err(AccountError::EmployeeTaken);
    }
    user_links::set_employee(u.tx, &user, employee)?;
    let written = |name: Option<String>| Some(serde_json::json!({ "employee": name }));
    let change = AuditChange {
        action: if employee.is_some() { "link user to employee" } else { "unlink user from employee" },
        subject: &user.name,
        employee: employee.or(before.employee),
        before: written(before.employee_name),
        after: written(name.clone()),
    };
    audit::note(u, actor, change)?;
    Ok((user, name))
}

/// Changes how a user signs in, under [`users::holds_to_change`]. What the new method does not let in is signed out at
/// once.
///
/// # Errors
/// When the actor is no owner, there is no such user, PIN only was chosen for somebody without a PIN, or no owner with a
/// password would be left.
pub fn set_login_method(
    u: &mut Unit<'_>,
    actor: &Actor,
    user: UserId,
    method: LoginMethod,
) -> Result<User, AccountError> {
    users::owners_only(actor)?;
    let user = rows::find_user(u.tx, actor.workspace, user)?.ok_or(AccountError::NoUser)?;
    let before = user_links::get_login_method(u.tx, user.id)?;
    if before == method {
        return Ok(user);
    }
    if !method.takes_password() && user_pins::find_pin(u.tx, actor.workspace, user.id)?.is_none() {
        return Err(AccountError::NoPin);
    }
    user_links::set_login_method(u.tx, &user, method)?;
    if !users::has_owner(u.tx, actor.workspace)? {
        return Err(AccountError::LastOwner);
    }
    if !method.takes_password() {
        rows::delete_sessions_begun(u.tx, user.id, false)?;
        rows::end_password_links(u.tx, user.id, u.now)?;
        known_browsers::delete_of_user(u.tx, user.id)?;
    }
    if !method.takes_pin() {
        rows::delete_sessions_begun(u.tx, user.id, true)?;
    }
    let written = |method: LoginMethod| Some(serde_json::json!({ "login_method": method.name() }));
    let (before, after) = (written(before), written(method));
    let action = "change login method";
    audit::note(u, actor, AuditChange { action, subject: &user.name, employee: None, before, after })?;
    Ok(user)
}
