//! Importing a list that was looked over: once, all of it or nothing.

use std::collections::HashSet;

use jiff::Timestamp;
use serde_json::json;

use super::{
    AssessedLines, DRAFT_TTL, ImportError, Kept, Upload,
    assess::{Assessment, UpdateLine},
    changes::{self, FieldChange},
    columns::ListKind,
    day_of, find,
    jobs::{self, JobAssessment, JobUpdate},
    receipt::{AddedRow, ChangedRow, Receipt},
    sorted,
    versions::{person_version, update_token},
};
use crate::{
    domain::{
        ids::{EmployeeId, ImportDraftId, JobId},
        workspace::Languages,
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
        roster::{self, employees::EmployeeError, jobs::JobError},
    },
    store::{self, StoreError, employees, import_drafts, workspaces},
};

/// Which of those who are there are changed.
#[derive(Debug, Clone, Default)]
pub struct UpdateChoice {
    /// The tokens of those that were shown and chosen.
    pub tokens: HashSet<String>,
    /// From which place on those were not shown, where all of them are wanted that are beyond doubt.
    pub beyond: Option<usize>,
}

/// What came of a confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportOutcome {
    /// How many were added.
    pub added: usize,
    /// How many were changed.
    pub changed: usize,
    /// Whether this very confirmation did it.
    pub now: bool,
}

/// Adds everybody on an upload whose line is good and who is not there yet, and changes those of the others who were
/// chosen; all or none. Confirming it again does nothing.
///
/// # Errors
/// When there is no such upload of this kind, it has run out, or its columns are not known.
pub fn confirm(
    u: &mut Unit<'_>,
    actor: &Actor,
    kind: ListKind,
    id: ImportDraftId,
    updates: &UpdateChoice,
) -> Result<ImportOutcome, ImportError> {
    let upload = match find(u.tx, actor.workspace, kind, id, u.now)? {
        Kept::Waiting(upload) => upload,
        Kept::Imported(receipt, _) => {
            return Ok(ImportOutcome { added: receipt.added.len(), changed: receipt.changed.len(), now: false });
        }
    };
    let (lines, _) = sorted(u.tx, actor.workspace, &upload, day_of(u.now))?;
    let Upload { file, .. } = *upload;
    let mut receipt = Receipt {
        kind,
        file,
        at: u.now,
        by: actor.name.clone(),
        added: Vec::new(),
        changed: Vec::new(),
        unchanged: 0,
        overtaken: 0,
        bad: 0,
        undone: None,
    };
    match lines {
        AssessedLines::Employees(lines) => import_people(u, actor, &mut receipt, lines, updates)?,
        AssessedLines::Jobs(lines) => import_jobs(u, actor, &mut receipt, lines, updates)?,
    }
    let ends_at = u.now.saturating_add(DRAFT_TTL).unwrap_or(Timestamp::MAX);
    import_drafts::set_imported(u.tx, id, receipt.added.len(), &serde_json::to_string(&receipt)?, ends_at)?;
    note(u, actor, &receipt)?;
    Ok(ImportOutcome { added: receipt.added.len(), changed: receipt.changed.len(), now: true })
}

fn note(u: &mut Unit<'_>, actor: &Actor, receipt: &Receipt) -> Result<(), StoreError> {
    let action = match receipt.kind {
        ListKind::Employees => "import employees",
        ListKind::Jobs => "import jobs",
    };
    let after = json!({
        "added": receipt.added.len(),
        "changed": receipt.changed.len(),
        "unchanged": receipt.unchanged,
        "bad_lines": receipt.bad,
    });
    let change = AuditChange { action, subject: &receipt.file, employee: None, before: NO_FIELDS, after: Some(after) };
    audit::note(u, actor, change)
}

fn import_people(
    u: &mut Unit<'_>,
    actor: &Actor,
    receipt: &mut Receipt,
    lines: Assessment,
    updates: &UpdateChoice,
) -> Result<(), ImportError> {
    let Assessment { good, there, updates: found, bad, gone: _, looks: _ } = lines;
    (receipt.unchanged, receipt.bad) = (there.len(), bad.len());
    let wanted = wanted(&found, updates, receipt, |line| (line.id.to_string(), &line.changes, line.doubtful));
    // Whose number becomes free gives it up before somebody else takes it.
    for line in wanted {
        match change_person(u, actor, line)? {
            Some(changed) => receipt.changed.push(changed),
            None => receipt.overtaken += 1,
        }
    }
    for (_, details) in good {
        let id = EmployeeId::generate(&u.ids);
        let (name, version) = (details.name.clone(), person_version(&details));
        roster::employees::insert(u, actor, id, details)?;
        receipt.added.push(AddedRow { id: id.to_string(), name, version });
    }
    Ok(())
}

/// Those that were chosen as they were shown, and all that were not shown where they are wanted. The others are counted.
fn wanted<'a, T>(
    found: &'a [T],
    choice: &UpdateChoice,
    receipt: &mut Receipt,
    whose: impl Fn(&T) -> (String, &Vec<FieldChange>, bool),
) -> Vec<&'a T> {
    let ids: HashSet<&str> = choice.tokens.iter().filter_map(|token| Some(token.split_once('.')?.0)).collect();
    let is_wanted = |(at, one): &(usize, &T)| {
        let (id, changes, doubtful) = whose(one);
        let is_beyond = choice.beyond.is_some_and(|beyond| *at >= beyond) && !doubtful;
        choice.tokens.contains(&update_token(&id, changes)) || is_beyond
    };
    let wanted: Vec<&T> = found.iter().enumerate().filter(is_wanted).map(|(_, one)| one).collect();
    let chosen = found.iter().filter(|one| ids.contains(whose(one).0.as_str())).count();
    // Of those who were chosen, some are the same by now, or other than was shown.
    let of_tokens = wanted.iter().filter(|one| ids.contains(whose(one).0.as_str())).count();
    receipt.overtaken += ids.len().saturating_sub(of_tokens);
    receipt.unchanged += found.len().saturating_sub(chosen).saturating_sub(wanted.len() - of_tokens);
    wanted
}

fn change_person(u: &mut Unit<'_>, actor: &Actor, line: &UpdateLine) -> Result<Option<ChangedRow>, ImportError> {
    let Some(known) = employees::find_employee(u.tx, actor.workspace, line.id)? else { return Ok(None) };
    let default = workspaces::get_workspace(u.tx, actor.workspace)?.settings.language;
    let Ok(details) = changes::changed(&known.details, &line.changes).parse(&Languages::all(), default) else {
        return Ok(None);
    };
    match roster::employees::change(u, actor, line.id, details) {
        Ok(_) => Ok(Some(ChangedRow {
            id: line.id.to_string(),
            name: known.details.name,
            changes: line.changes.clone(),
            reactivated: false,
        })),
        Err(EmployeeError::Store(error)) => Err(error.into()),
        // The number is that of somebody else who was not on the list.
        Err(
            EmployeeError::NoName
            | EmployeeError::Email(_)
            | EmployeeError::NumberTaken { .. }
            | EmployeeError::Unknown(_)
            | EmployeeError::Several(_)
            | EmployeeError::NotFound
            | EmployeeError::ClockedIn(_),
        ) => Ok(None),
    }
}

fn import_jobs(
    u: &mut Unit<'_>,
    actor: &Actor,
    receipt: &mut Receipt,
    lines: JobAssessment,
    updates: &UpdateChoice,
) -> Result<(), ImportError> {
    let JobAssessment { good, there, updates: found, bad } = lines;
    (receipt.unchanged, receipt.bad) = (there.len(), bad.len());
    for line in wanted(&found, updates, receipt, |line| (line.id.to_string(), &line.changes, false)) {
        match change_job(u, actor, line)? {
            Some(changed) => receipt.changed.push(changed),
            None => receipt.overtaken += 1,
        }
    }
    for (_, details) in good {
        let id = JobId::generate(&u.ids);
        match roster::jobs::add(u, actor, id, &details) {
            Ok(job) => {
                receipt.added.push(AddedRow { id: id.to_string(), version: jobs::version(&job), name: job.name })
            }
            Err(JobError::Store(error)) => return Err(error.into()),
            // A change that nobody wanted leaves its phone code with another job.
            Err(
                JobError::CodeTaken(..)
                | JobError::NoName
                | JobError::Nobody
                | JobError::Unknown(_)
                | JobError::NotFound,
            ) => receipt.bad += 1,
        }
    }
    Ok(())
}

fn change_job(u: &mut Unit<'_>, actor: &Actor, line: &JobUpdate) -> Result<Option<ChangedRow>, ImportError> {
    let known = match roster::jobs::get(u.tx, actor.workspace, line.id) {
        Ok(known) => known,
        Err(JobError::Store(error)) => return Err(error.into()),
        Err(
            JobError::CodeTaken(..) | JobError::NoName | JobError::Nobody | JobError::Unknown(_) | JobError::NotFound,
        ) => return Ok(None),
    };
    let name = known.job.name.clone();
    let Some(details) = jobs::changed(&known, &line.changes) else { return Ok(None) };
    // Nothing is changed by halves: an archived job may have any code, until it is back in use.
    if let Some(code) = details.phone_code.as_ref().filter(|_| line.archived)
        && store::jobs::find_code_holder(u.tx, actor.workspace, code.as_str())?.is_some()
    {
        return Ok(None);
    }
    let changed = roster::jobs::change(u, actor, line.id, &details)
        .and_then(|job| if line.archived { roster::jobs::reactivate(u, actor, job.id) } else { Ok(job) });
    match changed {
        Ok(_) => Ok(Some(ChangedRow {
            id: line.id.to_string(),
            name,
            changes: line.changes.clone(),
            reactivated: line.archived,
        })),
        Err(JobError::Store(error)) => Err(error.into()),
        Err(
            JobError::CodeTaken(..) | JobError::NoName | JobError::Nobody | JobError::Unknown(_) | JobError::NotFound,
        ) => Ok(None),
    }
}
