//! Whose page a link opens: of one workspace and one person only.

use jiff::Timestamp;

use crate::{
    domain::{employee::Employee, workspace::Zone},
    service::{credentials::worker_links, kernel::Unit},
    store::{Hold, StoreError, Tx, employees, workspaces},
};

/// Whoever holds a link that works.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The employee.
    pub employee: Employee,
    /// The workspace's name.
    pub employer: String,
    /// The employee's zone; the workspace's where they have none.
    pub zone: Zone,
    /// When the link ceases to work.
    pub ends_at: Timestamp,
}

impl Opened {
    /// The holder of a link at `now`; nobody, for one that is unknown, replaced, ended or over.
    ///
    /// # Errors
    /// When the store fails.
    pub fn find(tx: &mut dyn Tx, token: &str, now: Timestamp) -> Result<Option<Self>, StoreError> {
        let Some(link) = worker_links::open(tx, token, now)? else { return Ok(None) };
        let employee = employees::get_employee(tx, link.workspace, link.employee)?;
        let settings = workspaces::get_workspace(tx, link.workspace)?.settings;
        let zone = employee.details.zone.clone().unwrap_or(settings.zone);
        Ok(Some(Self { employee, employer: settings.name, zone, ends_at: link.ends_at }))
    }

    /// The same for a change: the employee's holds are had, and the link still works under them.
    pub(super) fn hold(u: &mut Unit<'_>, token: &str) -> Result<Option<Self>, StoreError> {
        let now = u.time_for_ends();
        let Some(before) = Self::find(u.tx, token, now)? else { return Ok(None) };
        u.hold(Hold::WorkspaceShared(before.employee.workspace))?;
        u.hold(Hold::Employee(before.employee.id))?;
        Self::find(u.tx, token, now)
    }
}
