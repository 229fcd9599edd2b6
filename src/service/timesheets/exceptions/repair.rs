//! Repairing an exception by a correction of its entry, and taking that back.

use super::{CORRECTED, Settlement, is_corrected};
use crate::{
    domain::{
        entry_change::ChangeReason,
        exception::ExceptionKind,
        ids::{EntryId, ExceptionId},
        workspace::Zone,
    },
    service::{
        audit::Actor,
        kernel::Unit,
        timesheets::changes::{self, Correction, EntryError, ExpectedEntry},
    },
    store::{
        StoreError,
        entry_exceptions::{self, EntryChangeDecision},
        exception_queue, exceptions, workspaces,
    },
};

/// Why an exception was not repaired; nothing has changed then.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum RepairError {
    #[error("there is no such exception in the workspace")]
    NotFound,
    /// How, when and by whom, with the workspace's zone.
    #[error("it is settled already")]
    Already(Box<Settlement>, Zone),
    #[error(transparent)]
    Entry(EntryError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<EntryError> for RepairError {
    fn from(error: EntryError) -> Self {
        if let EntryError::Store(error) = error { Self::Store(error) } else { Self::Entry(error) }
    }
}

/// What came of a repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairOutcome {
    /// Of what kind the exception is.
    pub kind: ExceptionKind,
    /// The name of the employee.
    pub name: String,
    /// Whether the corrected entry has an exception of the kind all the same.
    pub is_open: bool,
}

/// Corrects the entry of an exception, which resolves it.
///
/// # Errors
/// When somebody else has settled it meanwhile, or the entry cannot be corrected.
pub fn repair(
    u: &mut Unit<'_>,
    actor: &Actor,
    (id, expected): (ExceptionId, &ExpectedEntry),
    correction: &Correction,
    why: &ChangeReason,
) -> Result<RepairOutcome, RepairError> {
    let found = exception_queue::find_exception(u.tx, actor.workspace, id)?.ok_or(RepairError::NotFound)?;
    if let Some(settled) = found.settled {
        let zone = workspaces::get_workspace(u.tx, actor.workspace)?.settings.zone;
        return Err(RepairError::Already(Box::new(settled), zone));
    }
    if found.entry.is_none_or(|entry| entry.id != expected.id) {
        return Err(RepairError::NotFound);
    }
    // The correction itself looks at the times again: where they still cannot be, it is raised again.
    if matches!(found.kind, ExceptionKind::Overlapping | ExceptionKind::ImpossiblyLong) {
        let because = why.note().unwrap_or_else(|| why.reason().name());
        let Actor { user, name: settler, .. } = actor;
        let decision = EntryChangeDecision { name: CORRECTED, because, user: *user, settler, at: u.now };
        entry_exceptions::settle_by_change(u.tx, expected.id, found.kind, decision)?;
    }
    changes::correct(u, actor, expected, correction, why)?;
    let is_open = exceptions::find_standing(u.tx, expected.id, found.kind)?.is_some();
    Ok(RepairOutcome { kind: found.kind, name: found.name, is_open })
}

/// Takes the user's own correction back by which an exception was resolved, so that it is open again; of which kind it
/// is, and the employee's name.
///
/// # Errors
/// When the entry was changed since, or its days are approved.
pub fn take_back(u: &mut Unit<'_>, actor: &Actor, id: ExceptionId) -> Result<(ExceptionKind, String), RepairError> {
    let found = exception_queue::find_exception(u.tx, actor.workspace, id)?.ok_or(RepairError::NotFound)?;
    let corrected = found.settled.as_ref().is_some_and(is_corrected);
    let entry: Option<EntryId> = found.entry.as_ref().map(|entry| entry.id);
    let entry = entry.filter(|_| corrected).ok_or(RepairError::Entry(EntryError::ChangedMeanwhile))?;
    changes::take_back(u, actor, entry)?;
    Ok((found.kind, found.name))
}
