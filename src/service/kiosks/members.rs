//! Who may clock at which kiosk.

use jiff::Timestamp;

use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, WorkspaceId},
    },
    store::{
        StoreError, Tx, employees,
        kiosks::{self, Kiosk},
        people::{self, EmployeeFilter},
        workspaces,
    },
};

/// Whether a kiosk is for somebody of the workspace, once they are active and have started.
pub fn covers(tx: &mut dyn Tx, kiosk: &Kiosk, employee: EmployeeId) -> Result<bool, StoreError> {
    Ok(kiosk.everybody || kiosks::is_member(tx, kiosk.id, employee)?)
}

/// Whether somebody of the workspace may clock at a kiosk now: it is for them, they are active, and have started.
pub fn may_clock(tx: &mut dyn Tx, kiosk: &Kiosk, employee: EmployeeId, now: Timestamp) -> Result<bool, StoreError> {
    let Some(person) = employees::find_employee(tx, kiosk.workspace, employee)? else { return Ok(false) };
    let zone = workspaces::get_workspace(tx, kiosk.workspace)?.settings.zone;
    Ok(person.active && !person.is_pending(&zone, now) && covers(tx, kiosk, employee)?)
}

/// Whether any of these kiosks is for somebody of the workspace.
pub fn is_at_any(tx: &mut dyn Tx, kiosks: &[Kiosk], employee: EmployeeId) -> Result<bool, StoreError> {
    for kiosk in kiosks {
        if covers(tx, kiosk, employee)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The kiosks that are for somebody of the workspace, switched off or not, by name.
pub fn list_kiosks_of(tx: &mut dyn Tx, workspace: WorkspaceId, employee: EmployeeId) -> Result<Vec<Kiosk>, StoreError> {
    let mut theirs = Vec::new();
    for kiosk in kiosks::list_kiosks(tx, workspace)? {
        if covers(tx, &kiosk, employee)? {
            theirs.push(kiosk);
        }
    }
    Ok(theirs)
}

/// Everybody active whom some kiosk of the workspace is for, switched off or not, in the order of lists. Whoever has a
/// start date to come is among them.
pub fn list_people(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<EmployeeId>, StoreError> {
    Ok(list_employees(tx, workspace)?.into_iter().map(|one| one.id).collect())
}

/// The same with what is known of them.
pub fn list_employees(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<Employee>, StoreError> {
    let mut members = Vec::new();
    let mut everybody = false;
    for kiosk in kiosks::list_kiosks(tx, workspace)? {
        everybody |= kiosk.everybody;
        members.extend(kiosks::list_members(tx, kiosk.id)?);
    }
    let people = employees::list_employees(tx, workspace)?.into_iter().map(|row| row.employee);
    Ok(people.filter(|one| one.active && (everybody || members.contains(&one.id))).collect())
}

/// How many people are active in the workspace.
pub fn count_active(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<usize, StoreError> {
    people::count_filtered(tx, workspace, &EmployeeFilter { active: Some(true), ..EmployeeFilter::default() })
}
