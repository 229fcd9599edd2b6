//! Voiding an entry, so that it counts nowhere, and taking that back.

use std::sync::Arc;

use super::{Changing, EntryError, Written};
use crate::{
    domain::{
        entry::EntryStatus,
        entry_change::{RevisionKind, Why},
        exception::ExceptionKind,
        ids::EntryId,
    },
    service::{audit::Actor, gateway::Gateway},
    store::{entry_exceptions, entry_revisions},
};

/// What no longer matters of an entry that counts nowhere. Who spoke on the call still does.
const VOIDED_WITH_IT: [ExceptionKind; 4] = [
    ExceptionKind::TimeInDoubt,
    ExceptionKind::MissingClockOut,
    ExceptionKind::UnansweredQuestion,
    ExceptionKind::JobMissing,
];

impl Gateway {
    /// Voids an entry that is as the form with the mark `shown` has shown it. It stays to be seen.
    ///
    /// # Errors
    /// When it cannot be; see [`EntryError`].
    pub async fn void_entry(
        self: &Arc<Self>,
        actor: Actor,
        (id, shown): (EntryId, String),
        why: Why,
    ) -> Result<(), EntryError> {
        let (gateway, workspace) = (Arc::clone(self), actor.workspace);
        let was_open = self.db.write(move |tx| Changing::new(&gateway, tx, &actor).void((id, &shown), &why)).await?;
        if was_open {
            self.tell_boards(workspace);
        }
        Ok(())
    }

    /// Puts a voided entry back to what it was; one that was open then is open again.
    ///
    /// # Errors
    /// When it cannot be; see [`EntryError`].
    pub async fn restore_entry(
        self: &Arc<Self>,
        actor: Actor,
        (id, shown): (EntryId, String),
        why: Why,
    ) -> Result<(), EntryError> {
        let (gateway, workspace) = (Arc::clone(self), actor.workspace);
        let is_open = self.db.write(move |tx| Changing::new(&gateway, tx, &actor).restore((id, &shown), &why)).await?;
        if is_open {
            self.tell_boards(workspace);
        }
        Ok(())
    }
}

impl Changing<'_> {
    /// Whether it was open.
    fn void(&mut self, (id, shown): (EntryId, &str), why: &Why) -> Result<bool, EntryError> {
        let (before, employee) = self.find(id, shown)?;
        if before.voided_at.is_some() {
            return Err(EntryError::Voided);
        }
        self.check_locks(&[&before.entry])?;
        let was_open = before.entry.status == EntryStatus::Open;
        let mut after = before.clone();
        after.voided_at = Some(self.now);
        if was_open {
            after.entry.status = EntryStatus::Unfinished;
        }
        self.put(&before, &mut after, &employee)?;
        self.write(&after, &Written::plain(RevisionKind::Voided, why))?;
        self.flag_reopened(&[&before.entry], &after.entry)?;
        self.settle(id, &VOIDED_WITH_IT, "voided", why)?;
        self.note("void time entry", (Some(&before), &after), &employee, why)?;
        Ok(was_open)
    }

    /// Whether it is open.
    fn restore(&mut self, (id, shown): (EntryId, &str), why: &Why) -> Result<bool, EntryError> {
        let (before, employee) = self.find(id, shown)?;
        if before.voided_at.is_none() {
            return Err(EntryError::NotVoided);
        }
        let revisions = entry_revisions::list_revisions(self.tx, id)?;
        let was_open = revisions.iter().rev().find(|revision| !revision.voided).map(|revision| revision.status)
            == Some(EntryStatus::Open);
        let mut after = before.clone();
        after.voided_at = None;
        if was_open {
            after.entry.status = EntryStatus::Open;
        }
        if was_open && !employee.active {
            return Err(EntryError::Deactivated(employee.details.name));
        }
        self.check_open_once(&after.entry, &employee)?;
        self.check_locks(&[&after.entry])?;
        self.put(&before, &mut after, &employee)?;
        self.write(&after, &Written::plain(RevisionKind::Restored, why))?;
        self.flag_reopened(&[&after.entry], &after.entry)?;
        for exception in entry_exceptions::list_exceptions(self.tx, id)? {
            // What was settled by voiding stands again.
            let with_it = exception.settled_at == before.voided_at && VOIDED_WITH_IT.contains(&exception.kind);
            if with_it && exception.decision.as_deref() == Some("voided") {
                self.raise(&after.entry, exception.kind, exception.at, exception.note.as_deref())?;
            }
        }
        self.note("restore time entry", (Some(&before), &after), &employee, why)?;
        Ok(was_open)
    }
}
