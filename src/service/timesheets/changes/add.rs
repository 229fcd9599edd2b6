//! Adding an entry that nobody clocked, or clocking somebody in.

use jiff::Timestamp;

use super::{
    EntryError,
    writer::{EntryWriter, RevisionDetails},
};
use crate::{
    dialog::utterance::Way,
    domain::{
        employee::Employee,
        entry::EntryStatus,
        entry_change::{ChangeReason, RevisionKind},
        ids::{EmployeeId, EntryId, JobId, PunchId, WorkspaceId},
        workspace::Zone,
    },
    service::{audit::Actor, kernel::Unit},
    store::{
        StoreError, Tx, employees,
        entries::Entry,
        entry_record::{self, DecidedEntry},
        workspaces,
    },
};

/// An entry to be added.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// Drawn before, so that a form that is sent twice adds one entry.
    pub id: EntryId,
    /// Whose it is.
    pub employee: EmployeeId,
    /// When it begins.
    pub in_at: Timestamp,
    /// When it ends; without it the employee is clocked in.
    pub out_at: Option<Timestamp>,
    /// The job that was worked on.
    pub job: Option<JobId>,
}

/// An employee with the zone that their entries are in, if they are of the workspace.
pub fn find_clocking_employee(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: EmployeeId,
) -> Result<Option<(Employee, Zone)>, StoreError> {
    let Some(employee) = employees::find_employee(tx, workspace, id)? else { return Ok(None) };
    let zone = match &employee.details.zone {
        Some(zone) => zone.clone(),
        None => workspaces::get_workspace(tx, workspace)?.settings.zone,
    };
    Ok(Some((employee, zone)))
}

/// Adds an entry; one that is there under its id already is left as it is.
///
/// # Errors
/// When the entry cannot be added; see [`EntryError`].
pub fn add(u: &mut Unit<'_>, actor: &Actor, new: &NewEntry, why: &ChangeReason) -> Result<(), EntryError> {
    let mut writer = EntryWriter::new(u, actor);
    let NewEntry { id, employee, in_at, out_at, job } = *new;
    if entry_record::find_decided(writer.u.tx, actor.workspace, id)?.is_some() {
        return Ok(());
    }
    let found = find_clocking_employee(writer.u.tx, actor.workspace, employee)?;
    let (employee, zone) = found.ok_or(EntryError::NotFound)?;
    if entry_record::is_id_taken(writer.u.tx, id)? {
        return Err(EntryError::NotFound);
    }
    writer.check_times(in_at, out_at)?;
    writer.check_job(job, None)?;
    let status = if out_at.is_some() { EntryStatus::Closed } else { EntryStatus::Open };
    let entry = Entry { id, workspace: actor.workspace, employee: employee.id, status, in_at, out_at, zone, job };
    writer.check_open(&entry, &employee)?;
    writer.check_locks(&[&entry])?;
    entry_record::insert_entry(writer.u.tx, &entry)?;
    writer.punch(&entry)?;
    if entry.status == EntryStatus::Open {
        writer.notify_boards();
    }
    let decided = DecidedEntry { entry, revision: 0, voided_at: None };
    writer.write(&decided, &RevisionDetails::plain(RevisionKind::Added, why))?;
    writer.flag_reopened(&[&decided.entry], &decided.entry)?;
    Ok(writer.note("add time entry", (None, &decided), &employee, why)?)
}

impl EntryWriter<'_, '_> {
    /// The punches of an entry that a person made.
    pub(super) fn punch(&mut self, entry: &Entry) -> Result<(), StoreError> {
        for (way, name, at) in [(Way::In, "in", Some(entry.in_at)), (Way::Out, "out", entry.out_at)] {
            let Some(at) = at else { continue };
            let id = PunchId::generate(&self.u.ids);
            entry_record::insert_admin_punch(self.u.tx, id, entry, (way, at), &format!("entry {} {name}", entry.id))?;
        }
        Ok(())
    }
}
