//! Adding an entry that nobody clocked, or clocking somebody in.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Changing, EntryError, Written};
use crate::{
    dialog::utterance::Way,
    domain::{
        employee::Employee,
        entry::EntryStatus,
        entry_change::{RevisionKind, Why},
        ids::{EmployeeId, EntryId, JobId, PunchId, WorkspaceId},
        workspace::Zone,
    },
    service::{audit::Actor, gateway::Gateway},
    store::{
        StoreError, employees,
        entries::Entry,
        entry_record::{self, Decided},
        workspaces,
    },
};

/// An entry to be added.
#[derive(Debug, Clone)]
pub struct Added {
    /// Drawn before, so that a form that is sent twice adds one.
    pub id: EntryId,
    pub employee: EmployeeId,
    pub in_at: Timestamp,
    /// None clocks in.
    pub out_at: Option<Timestamp>,
    pub job: Option<JobId>,
}

impl Gateway {
    /// The id that a form for a new entry carries.
    #[must_use]
    pub fn new_entry_id(&self) -> EntryId {
        EntryId::mint(&self.ids())
    }

    /// An employee with the zone that their entries are in.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_clocking_employee(
        &self,
        workspace: WorkspaceId,
        id: EmployeeId,
    ) -> Result<Option<(Employee, Zone)>, StoreError> {
        self.db
            .read(move |tx| {
                let Some(employee) = employees::find_employee(tx, workspace, id)? else { return Ok(None) };
                let zone = match &employee.details.zone {
                    Some(zone) => zone.clone(),
                    None => workspaces::get_workspace(tx, workspace)?.settings.zone,
                };
                Ok(Some((employee, zone)))
            })
            .await
    }

    /// Adds an entry; one that is there under its id already is left as it is.
    ///
    /// # Errors
    /// When it cannot be; see [`EntryError`].
    pub async fn add_entry(self: &Arc<Self>, actor: Actor, added: Added, why: Why) -> Result<EntryId, EntryError> {
        let (gateway, workspace, id) = (Arc::clone(self), actor.workspace, added.id);
        let opened = added.out_at.is_none();
        self.db.write(move |tx| Changing::new(&gateway, tx, &actor).add(&added, &why)).await?;
        if opened {
            self.tell_boards(workspace);
        }
        Ok(id)
    }
}

impl Changing<'_> {
    fn add(&mut self, added: &Added, why: &Why) -> Result<(), EntryError> {
        let workspace = self.actor.workspace;
        let Added { id, employee, in_at, out_at, job } = *added;
        if entry_record::find_decided(self.tx, workspace, id)?.is_some() {
            return Ok(());
        }
        let employee = employees::find_employee(self.tx, workspace, employee)?.ok_or(EntryError::NotFound)?;
        if entry_record::is_id_taken(self.tx, id)? {
            return Err(EntryError::NotFound);
        }
        self.check_times(in_at, out_at)?;
        self.check_job(job, None)?;
        let settings = workspaces::get_workspace(self.tx, workspace)?.settings;
        let entry = Entry {
            id,
            workspace,
            employee: employee.id,
            status: if out_at.is_some() { EntryStatus::Closed } else { EntryStatus::Open },
            in_at,
            out_at,
            zone: employee.details.zone.clone().unwrap_or(settings.zone),
            job,
        };
        if entry.status == EntryStatus::Open && !employee.active {
            return Err(EntryError::Deactivated(employee.details.name));
        }
        self.check_open_once(&entry, &employee)?;
        self.check_locks(&[&entry])?;
        entry_record::insert_entry(self.tx, &entry)?;
        self.punch(&entry)?;
        let decided = Decided { entry, revision: 0, voided_at: None };
        self.write(&decided, &Written::plain(RevisionKind::Added, why))?;
        self.flag_reopened(&[&decided.entry], &decided.entry)?;
        self.note("add time entry", (None, &decided), &employee, why)?;
        Ok(())
    }

    /// The punches of an entry that a person made.
    pub(super) fn punch(&mut self, entry: &Entry) -> Result<(), StoreError> {
        for (way, name, at) in [(Way::In, "in", Some(entry.in_at)), (Way::Out, "out", entry.out_at)] {
            let Some(at) = at else { continue };
            let id = PunchId::mint(&self.gateway.ids());
            entry_record::insert_admin_punch(self.tx, id, entry, (way, at), &format!("entry {} {name}", entry.id))?;
        }
        Ok(())
    }
}
