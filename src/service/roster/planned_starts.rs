//! When an employee is to start, weekday by weekday, where the office plans it. It wins over what was learned.

use std::collections::BTreeMap;

use jiff::civil::Weekday;

pub use crate::domain::attendance::PlannedStart;
use crate::{
    domain::ids::{EmployeeId, WorkspaceId},
    service::{
        audit::{self, Actor, AuditChange},
        kernel::Unit,
    },
    store::{StoreError, Tx, employees, planned_starts},
};

/// What is planned, by weekday from Monday on; weekdays that nothing is planned for are not in it.
pub type PlannedWeek = Vec<(Weekday, PlannedStart)>;

/// What is planned for an employee.
pub fn get(tx: &mut dyn Tx, workspace: WorkspaceId, employee: EmployeeId) -> Result<PlannedWeek, StoreError> {
    planned_starts::list_of_employee(tx, workspace, employee)
}

/// Plans an employee's week, in the place of what was planned before; their name. `None` when there is no such employee
/// in the workspace.
pub fn set(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: EmployeeId,
    planned: &PlannedWeek,
) -> Result<Option<String>, StoreError> {
    let Some(employee) = employees::find_employee(u.tx, actor.workspace, id)? else { return Ok(None) };
    let name = employee.details.name;
    let before = planned_starts::list_of_employee(u.tx, actor.workspace, id)?;
    if before == *planned {
        return Ok(Some(name));
    }
    planned_starts::set_of_employee(u.tx, (actor.workspace, id), planned)?;
    let change = AuditChange {
        action: "plan starts",
        subject: &name,
        employee: Some(id),
        before: Some(named(&before)),
        after: Some(named(planned)),
    };
    audit::note(u, actor, change)?;
    Ok(Some(name))
}

/// By the names that the audit log calls them.
fn named(planned: &PlannedWeek) -> BTreeMap<&'static str, String> {
    let of = |planned: PlannedStart| match planned {
        PlannedStart::At(time) => time.strftime("%H:%M").to_string(),
        PlannedStart::DayOff => "day off".to_owned(),
    };
    planned.iter().map(|(weekday, planned)| (weekday_name(*weekday), of(*planned))).collect()
}

/// What a weekday is called.
#[must_use]
pub const fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
