//! Accepting exceptions as they are: one, or several of one kind. Each decision is written down with a name.

use std::collections::BTreeSet;

use serde_json::json;

use super::{ACCEPTED, QueuedException, Settlement, meaning, subject};
use crate::{
    domain::{exception::ExceptionKind, ids::ExceptionId, text::cleaned, workspace::Zone},
    service::{
        audit::{self, Actor, AuditChange},
        kernel::Unit,
    },
    store::{
        StoreError,
        exception_queue::{self, ExceptionDecision},
        workspaces,
    },
};

/// The longest note, in characters.
pub const NOTE_MAX_CHARS: usize = 500;

/// Why an exception was not settled; nothing has changed then.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum SettleError {
    #[error("there is no such exception in the workspace")]
    NotFound,
    #[error("this kind is not accepted without a note")]
    NoteNeeded,
    #[error("a note has at most {NOTE_MAX_CHARS} characters")]
    NoteTooLong,
    /// How, when and by whom, with the workspace's zone.
    #[error("it is settled already")]
    Already(Box<Settlement>, Zone),
    #[error("the exceptions are not all of one kind that blocks nothing")]
    NotTogether,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What came of accepting several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AcceptOutcome {
    /// Of what kind they are.
    pub kind: ExceptionKind,
    /// How many were accepted now.
    pub count: usize,
    /// How many of them somebody else had settled meanwhile.
    pub already: usize,
}

/// Accepts one exception as it is; of which kind it is, and the employee's name.
///
/// # Errors
/// When somebody else has settled it meanwhile, or a note is needed.
pub fn accept(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: ExceptionId,
    note: &str,
) -> Result<(ExceptionKind, String), SettleError> {
    let note = tidy(note)?;
    let found = exception_queue::find_exception(u.tx, actor.workspace, id)?.ok_or(SettleError::NotFound)?;
    if let Some(settled) = found.settled {
        let zone = workspaces::get_workspace(u.tx, actor.workspace)?.settings.zone;
        return Err(SettleError::Already(Box::new(settled), zone));
    }
    accept_found(u, actor, &found, note.as_deref())?;
    Ok((found.kind, found.name))
}

/// Accepts several of one kind that blocks nothing. Those settled meanwhile are passed over.
///
/// # Errors
/// When they are of several kinds, of one that blocks approval, or there is no such exception; none is
/// accepted then.
pub fn accept_several(
    u: &mut Unit<'_>,
    actor: &Actor,
    ids: BTreeSet<ExceptionId>,
    note: &str,
) -> Result<AcceptOutcome, SettleError> {
    let note = tidy(note)?;
    let find = |id| exception_queue::find_exception(u.tx, actor.workspace, id)?.ok_or(SettleError::NotFound);
    let found = ids.into_iter().map(find).collect::<Result<Vec<_>, _>>()?;
    let kind = found.first().ok_or(SettleError::NotFound)?.kind;
    if kind.blocks_approval() || found.iter().any(|other| other.kind != kind) {
        return Err(SettleError::NotTogether);
    }
    let standing: Vec<_> = found.iter().filter(|exception| exception.settled.is_none()).collect();
    for exception in &standing {
        accept_found(u, actor, exception, note.as_deref())?;
    }
    Ok(AcceptOutcome { kind, count: standing.len(), already: found.len() - standing.len() })
}

fn accept_found(
    u: &mut Unit<'_>,
    actor: &Actor,
    exception: &QueuedException,
    note: Option<&str>,
) -> Result<(), SettleError> {
    if note.is_none() && exception.kind.needs_note() {
        return Err(SettleError::NoteNeeded);
    }
    let status = exception.entry.as_ref().map(|entry| entry.status);
    let meaning = meaning(exception.kind, status);
    let because = note.map_or_else(|| meaning.to_owned(), |note| format!("{meaning}: {note}"));
    let decided =
        ExceptionDecision { decision: ACCEPTED, because: &because, user: actor.user, settler: actor.name.as_str() };
    if !exception_queue::set_decided(u.tx, (actor.workspace, exception.id), &decided, u.now)? {
        return Err(SettleError::Store(StoreError::Unreadable("an exception that stands and does not")));
    }
    let change = AuditChange {
        action: "accept exception",
        subject: &subject(exception),
        employee: Some(exception.employee),
        before: Some(json!({ "state": "open" })),
        after: Some(json!({ "state": ACCEPTED, "meaning": meaning, "note": note })),
    };
    Ok(audit::note(u, actor, change)?)
}

/// A note without the blanks around it; none where nothing is left.
fn tidy(note: &str) -> Result<Option<String>, SettleError> {
    let note = cleaned(note);
    let note = note.trim();
    if note.chars().count() > NOTE_MAX_CHARS {
        return Err(SettleError::NoteTooLong);
    }
    Ok(Some(note.to_owned()).filter(|note| !note.is_empty()))
}
