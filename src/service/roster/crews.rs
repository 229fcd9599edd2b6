//! Crews: who clocks whom by phone. Whoever has a crew supervises it.

use serde_json::json;

use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, WorkspaceId},
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
    },
    store::{StoreError, Tx, crews, employees},
};

/// People in one crew; nobody clocks more of them in one call.
pub const MAX_MEMBERS: usize = 40;

/// Why a crew was not changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum CrewError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is no such employee in the workspace")]
    NotFound,
    #[error("nobody is in their own crew")]
    Own,
    #[error("whoever cannot clock is put into no crew, and has none")]
    Inactive,
    #[error("a crew has at most {MAX_MEMBERS} people")]
    TooMany,
}

/// A supervisor's crew, and who supervises them.
#[derive(Debug, Clone)]
pub struct Crew {
    /// Whose crew it is.
    pub lead: Employee,
    /// The people in it, by name.
    pub members: Vec<(EmployeeId, String)>,
    /// Those in whose crews the supervisor is.
    pub leads: Vec<(EmployeeId, String)>,
}

/// The crew of an employee, which may be empty.
pub fn find(tx: &mut dyn Tx, workspace: WorkspaceId, lead: EmployeeId) -> Result<Option<Crew>, StoreError> {
    let Some(lead) = employees::find_employee(tx, workspace, lead)? else { return Ok(None) };
    let members = crews::list_members(tx, workspace, lead.id)?;
    let leads = crews::list_leads(tx, workspace, lead.id)?;
    Ok(Some(Crew { lead, members, leads }))
}

/// Puts somebody into a crew; the name of whom. Doing it twice changes nothing.
///
/// # Errors
/// When one of them is not in the workspace or cannot clock, or the crew is full.
pub fn add(u: &mut Unit<'_>, actor: &Actor, (lead, employee): (EmployeeId, EmployeeId)) -> Result<String, CrewError> {
    if lead == employee {
        return Err(CrewError::Own);
    }
    let (lead, member) = find_both(u.tx, actor.workspace, (lead, employee))?;
    if !lead.active || !member.active {
        return Err(CrewError::Inactive);
    }
    let pair = (lead.id, member.id);
    if crews::is_member(u.tx, actor.workspace, pair)? {
        return Ok(member.details.name);
    }
    if crews::list_members(u.tx, actor.workspace, lead.id)?.len() >= MAX_MEMBERS {
        return Err(CrewError::TooMany);
    }
    crews::insert_member(u.tx, actor.workspace, pair, u.now)?;
    note(u, actor, "add to crew", (&lead, &member))?;
    Ok(member.details.name)
}

/// Takes somebody out of a crew; the name of whom. Doing it twice changes nothing.
///
/// # Errors
/// When one of them is not in the workspace.
pub fn remove(
    u: &mut Unit<'_>,
    actor: &Actor,
    (lead, employee): (EmployeeId, EmployeeId),
) -> Result<String, CrewError> {
    let (lead, member) = find_both(u.tx, actor.workspace, (lead, employee))?;
    if crews::delete_member(u.tx, actor.workspace, (lead.id, member.id))? {
        note(u, actor, "take out of crew", (&lead, &member))?;
    }
    Ok(member.details.name)
}

fn find_both(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    (lead, employee): (EmployeeId, EmployeeId),
) -> Result<(Employee, Employee), CrewError> {
    let lead = employees::find_employee(tx, workspace, lead)?.ok_or(CrewError::NotFound)?;
    let member = employees::find_employee(tx, workspace, employee)?.ok_or(CrewError::NotFound)?;
    Ok((lead, member))
}

fn note(
    u: &mut Unit<'_>,
    actor: &Actor,
    action: &str,
    (lead, member): (&Employee, &Employee),
) -> Result<(), StoreError> {
    let after = Some(json!({ "crew_of": lead.details.name }));
    let subject = &member.details.name;
    audit::note(u, actor, AuditChange { action, subject, employee: Some(member.id), before: NO_FIELDS, after })
}
