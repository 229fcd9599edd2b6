//! Undoing an import within a day: those who were added are taken back where nothing was done with them since, and what
//! was changed is as it was before, unless it was changed again.

use serde_json::json;

use super::{
    ImportError, Kept, changes,
    columns::ListKind,
    find, jobs,
    receipt::{AddedRow, ChangedRow, KeptReason, KeptRow, Receipt, Undone},
    versions::person_version,
};
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, ImportDraftId, JobId},
        workspace::Languages,
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
        roster::{
            self,
            employees::EmployeeError,
            jobs::{AssignedJob, JobError},
        },
    },
    store::{
        self, StoreError,
        employees::{self, EmployeeTrace},
        import_drafts, workspaces,
    },
};

/// Undoes an import. Undoing it again does nothing: what came of it is in its receipt.
///
/// # Errors
/// When there is no such import of this kind, or its day is over.
pub fn undo(u: &mut Unit<'_>, actor: &Actor, kind: ListKind, id: ImportDraftId) -> Result<(), ImportError> {
    let Kept::Imported(mut receipt, _) = find(u.tx, actor.workspace, kind, id, u.now)? else {
        return Err(ImportError::NotFound);
    };
    if receipt.undone.is_some() {
        return Ok(());
    }
    let mut undone = Undone { at: u.now, by: actor.name.clone(), removed: 0, restored: 0, kept: Vec::new() };
    // What was freed by a change may be needed for what was there before: the last change goes first.
    for row in &receipt.added {
        let kept = match kind {
            ListKind::Employees => take_back_person(u, actor, row)?,
            ListKind::Jobs => take_back_job(u, actor, row)?,
        };
        undone.removed += usize::from(kept.is_none());
        undone.kept.extend(kept);
    }
    for row in receipt.changed.iter().rev() {
        let kept = match kind {
            ListKind::Employees => restore_person(u, actor, row)?,
            ListKind::Jobs => restore_job(u, actor, row)?,
        };
        undone.restored += usize::from(kept.is_none());
        undone.kept.extend(kept);
    }
    note(u, actor, &receipt, &undone)?;
    receipt.undone = Some(undone);
    Ok(import_drafts::set_undone(u.tx, id, &serde_json::to_string(&receipt)?)?)
}

fn note(u: &mut Unit<'_>, actor: &Actor, receipt: &Receipt, undone: &Undone) -> Result<(), StoreError> {
    let action = match receipt.kind {
        ListKind::Employees => "undo import of employees",
        ListKind::Jobs => "undo import of jobs",
    };
    let after = json!({
        "taken_back": undone.removed,
        "changed_back": undone.restored,
        "not_undone": undone.kept.len(),
    });
    let change = AuditChange { action, subject: &receipt.file, employee: None, before: NO_FIELDS, after: Some(after) };
    audit::note(u, actor, change)
}

fn kept(id: &str, name: &str, why: KeptReason) -> Option<KeptRow> {
    Some(KeptRow { id: id.to_owned(), name: name.to_owned(), why })
}

fn find_person(u: &mut Unit<'_>, actor: &Actor, id: &str) -> Result<Option<Employee>, StoreError> {
    let Some(id) = EmployeeId::parse(id) else { return Ok(None) };
    employees::find_employee(u.tx, actor.workspace, id)
}

fn take_back_person(u: &mut Unit<'_>, actor: &Actor, row: &AddedRow) -> Result<Option<KeptRow>, ImportError> {
    let Some(person) = find_person(u, actor, &row.id)? else { return Ok(kept(&row.id, &row.name, KeptReason::Gone)) };
    let name = &person.details.name;
    if let Some(trace) = employees::find_trace(u.tx, actor.workspace, person.id)? {
        return Ok(kept(&row.id, name, reason(trace)));
    }
    if person_version(&person.details) != row.version {
        return Ok(kept(&row.id, name, KeptReason::Changed));
    }
    employees::delete_employee(u.tx, actor.workspace, person.id)?;
    let change = AuditChange {
        action: "take back employee",
        subject: name,
        employee: Some(person.id),
        before: Some(roster::employees::written(&person.details)),
        after: NO_FIELDS,
    };
    audit::note(u, actor, change)?;
    Ok(None)
}

const fn reason(trace: EmployeeTrace) -> KeptReason {
    match trace {
        EmployeeTrace::Clocked => KeptReason::Clocked,
        EmployeeTrace::SetUp => KeptReason::SetUp,
        EmployeeTrace::Called => KeptReason::Called,
        EmployeeTrace::Assigned => KeptReason::Assigned,
        EmployeeTrace::Linked => KeptReason::Linked,
        EmployeeTrace::Claimed => KeptReason::Claimed,
        EmployeeTrace::AtKiosks => KeptReason::AtKiosks,
        EmployeeTrace::Approved => KeptReason::Approved,
    }
}

fn restore_person(u: &mut Unit<'_>, actor: &Actor, row: &ChangedRow) -> Result<Option<KeptRow>, ImportError> {
    let Some(person) = find_person(u, actor, &row.id)? else { return Ok(kept(&row.id, &row.name, KeptReason::Gone)) };
    let name = &person.details.name;
    let is_ours = row.changes.iter().all(|change| changes::present(&person.details, change.field) == change.after);
    if !is_ours {
        return Ok(kept(&row.id, name, KeptReason::Changed));
    }
    let before = row.changes.iter().map(|change| (change.field, change.before.as_str()));
    let default = workspaces::get_workspace(u.tx, actor.workspace)?.settings.language;
    let Ok(details) = changes::put(&person.details, before).parse(&Languages::all(), default) else {
        return Ok(kept(&row.id, name, KeptReason::Changed));
    };
    match roster::employees::change(u, actor, person.id, details) {
        Ok(_) => Ok(None),
        Err(EmployeeError::Store(error)) => Err(error.into()),
        Err(EmployeeError::NumberTaken { .. }) => Ok(kept(&row.id, name, KeptReason::Taken)),
        Err(
            EmployeeError::NoName
            | EmployeeError::Email(_)
            | EmployeeError::Unknown(_)
            | EmployeeError::Several(_)
            | EmployeeError::NotFound
            | EmployeeError::ClockedIn(_),
        ) => Ok(kept(&row.id, name, KeptReason::Changed)),
    }
}

fn find_job(u: &mut Unit<'_>, actor: &Actor, id: &str) -> Result<Option<AssignedJob>, StoreError> {
    let Some(id) = JobId::parse(id) else { return Ok(None) };
    match roster::jobs::get(u.tx, actor.workspace, id) {
        Ok(job) => Ok(Some(job)),
        Err(JobError::Store(error)) => Err(error),
        Err(
            JobError::NoName | JobError::CodeTaken(..) | JobError::Nobody | JobError::Unknown(_) | JobError::NotFound,
        ) => Ok(None),
    }
}

/// A job stays, out of use: reports of old may name it.
fn take_back_job(u: &mut Unit<'_>, actor: &Actor, row: &AddedRow) -> Result<Option<KeptRow>, ImportError> {
    let Some(AssignedJob { job, .. }) = find_job(u, actor, &row.id)? else {
        return Ok(kept(&row.id, &row.name, KeptReason::Gone));
    };
    if store::jobs::is_clocked(u.tx, actor.workspace, job.id)? {
        return Ok(kept(&row.id, &job.name, KeptReason::Clocked));
    }
    if jobs::version(&job) != row.version {
        return Ok(kept(&row.id, &job.name, KeptReason::Changed));
    }
    let name = job.name.clone();
    match roster::jobs::archive(u, actor, job) {
        Ok(_) => Ok(None),
        Err(JobError::Store(error)) => Err(error.into()),
        Err(
            JobError::NoName | JobError::CodeTaken(..) | JobError::Nobody | JobError::Unknown(_) | JobError::NotFound,
        ) => Ok(kept(&row.id, &name, KeptReason::Changed)),
    }
}

fn restore_job(u: &mut Unit<'_>, actor: &Actor, row: &ChangedRow) -> Result<Option<KeptRow>, ImportError> {
    let Some(known) = find_job(u, actor, &row.id)? else { return Ok(kept(&row.id, &row.name, KeptReason::Gone)) };
    let name = known.job.name.clone();
    let is_ours = row.changes.iter().all(|change| jobs::present(&known.job, change.field) == change.after);
    if !is_ours || row.reactivated && store::jobs::is_clocked(u.tx, actor.workspace, known.job.id)? {
        return Ok(kept(&row.id, &name, KeptReason::Changed));
    }
    let before = row.changes.iter().map(|change| (change.field, change.before.as_str()));
    let Some(details) = jobs::put(&known, before) else { return Ok(kept(&row.id, &name, KeptReason::Changed)) };
    let restored = roster::jobs::change(u, actor, known.job.id, &details)
        .and_then(|job| if row.reactivated { roster::jobs::archive(u, actor, job) } else { Ok(job) });
    match restored {
        Ok(_) => Ok(None),
        Err(JobError::Store(error)) => Err(error.into()),
        Err(JobError::CodeTaken(..)) => Ok(kept(&row.id, &name, KeptReason::Taken)),
        Err(JobError::NoName | JobError::Nobody | JobError::Unknown(_) | JobError::NotFound) => {
            Ok(kept(&row.id, &name, KeptReason::Changed))
        }
    }
}
