//! Decisions on exceptions, and taking them back. Each is written down with a name.

use std::{collections::BTreeSet, sync::Arc};

use jiff::Timestamp;
use serde_json::json;

use super::words;
use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{ExceptionId, WorkspaceId},
        text::cleaned,
        workspace::Zone,
    },
    service::{
        audit::{Actor, Change, moment},
        gateway::Gateway,
    },
    store::{
        StoreError, Tx, approvals,
        exception_queue::{self, Decided, Queued, Settled},
        workspaces,
    },
};

/// The longest note, in characters.
const NOTE: usize = 500;

/// Why an exception was not settled; nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum SettleError {
    #[error("there is no such exception in the workspace")]
    NoSuch,
    #[error("Say why: nobody accepts “not this person” without a reason.")]
    NoteNeeded,
    #[error("A note has at most {NOTE} characters.")]
    NoteTooLong,
    /// By whom, when and how.
    #[error("{0}")]
    Already(String),
    #[error("Several are accepted at once only where all are of one kind that blocks nothing.")]
    NotTogether,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a decision was not taken back; nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum ReopenError {
    #[error("there is no such exception in the workspace")]
    NoSuch,
    #[error("This one stands already.")]
    Standing,
    #[error("Only what a person accepted is taken back here; a change to an entry is undone on the entry's page.")]
    NotAccepted,
    #[error("The same stands again already, as an exception of its own.")]
    Again,
    /// By whom and when.
    #[error("{0}")]
    Approved(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What came of accepting several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    pub kind: ExceptionKind,
    pub count: usize,
    /// Somebody else had settled these meanwhile.
    pub already: usize,
}

impl Gateway {
    /// Accepts one exception as it is; which kind, of whom.
    ///
    /// # Errors
    /// When somebody else has settled it meanwhile, or a note is needed.
    pub async fn accept_exception(
        self: &Arc<Self>,
        actor: Actor,
        id: ExceptionId,
        note: &str,
    ) -> Result<(ExceptionKind, String), SettleError> {
        let (gateway, now, note) = (Arc::clone(self), self.now(), tidy(note)?);
        self.db
            .write(move |tx| {
                let found = exception_queue::find_exception(tx, actor.workspace, id)?.ok_or(SettleError::NoSuch)?;
                if let Some(settled) = &found.settled {
                    let zone = workspaces::get_workspace(tx, actor.workspace)?.settings.zone;
                    return Err(SettleError::Already(already(settled, &zone)));
                }
                gateway.accept(tx, &actor, &found, note.as_deref(), now)?;
                Ok((found.kind, found.name))
            })
            .await
    }

    /// Accepts several of one kind that blocks nothing. Those settled meanwhile are passed over.
    ///
    /// # Errors
    /// When they are of several kinds, of one that blocks approval, or there is no such exception; none is
    /// accepted then.
    pub async fn accept_exceptions(
        self: &Arc<Self>,
        actor: Actor,
        ids: BTreeSet<ExceptionId>,
        note: &str,
    ) -> Result<Accepted, SettleError> {
        let (gateway, now, note) = (Arc::clone(self), self.now(), tidy(note)?);
        self.db
            .write(move |tx| {
                let find = |id| exception_queue::find_exception(tx, actor.workspace, id)?.ok_or(SettleError::NoSuch);
                let found = ids.into_iter().map(find).collect::<Result<Vec<_>, _>>()?;
                let kind = found.first().ok_or(SettleError::NoSuch)?.kind;
                if kind.blocks_approval() || found.iter().any(|other| other.kind != kind) {
                    return Err(SettleError::NotTogether);
                }
                let standing: Vec<_> = found.iter().filter(|exception| exception.settled.is_none()).collect();
                for exception in &standing {
                    gateway.accept(tx, &actor, exception, note.as_deref(), now)?;
                }
                Ok(Accepted { kind, count: standing.len(), already: found.len() - standing.len() })
            })
            .await
    }

    fn accept(
        &self,
        tx: &mut dyn Tx,
        actor: &Actor,
        exception: &Queued,
        note: Option<&str>,
        now: Timestamp,
    ) -> Result<(), SettleError> {
        if note.is_none() && words::needs_note(exception.kind) {
            return Err(SettleError::NoteNeeded);
        }
        let status = exception.entry.as_ref().map(|entry| entry.status);
        let meaning = words::accepting(exception.kind, status);
        let because = note.map_or_else(|| meaning.to_owned(), |note| format!("{meaning}: {note}"));
        let decided =
            Decided { decision: "accepted", because: &because, user: actor.user, settler: actor.name.as_str() };
        if !exception_queue::set_decided(tx, (actor.workspace, exception.id), &decided, now)? {
            return Err(SettleError::Store(StoreError::Unreadable("an exception that stands and does not")));
        }
        let after = json!({ "state": "accepted", "meaning": meaning, "note": note });
        Ok(self.note_decision(tx, actor, exception, "accept exception", after)?)
    }

    /// Takes an acceptance back: the exception stands again. Which kind, of whom.
    ///
    /// # Errors
    /// When it was not accepted by a person, or blocks approval and its day is approved.
    pub async fn reopen_exception(
        self: &Arc<Self>,
        actor: Actor,
        id: ExceptionId,
    ) -> Result<(ExceptionKind, String), ReopenError> {
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let key = (actor.workspace, id);
                let found = exception_queue::find_exception(tx, actor.workspace, id)?.ok_or(ReopenError::NoSuch)?;
                let settled = found.settled.as_ref().ok_or(ReopenError::Standing)?;
                if settled.decision.as_deref() != Some("accepted") {
                    return Err(ReopenError::NotAccepted);
                }
                if let Some(approved) = approved(tx, actor.workspace, &found)? {
                    return Err(ReopenError::Approved(approved));
                }
                if !exception_queue::set_reopened(tx, key)? {
                    return Err(ReopenError::Again);
                }
                let before = json!({
                    "state": "accepted",
                    "because": settled.because,
                    "by": settled.settler,
                });
                let after = json!({ "state": "standing" });
                let subject = subject(&found);
                let employee = Some(found.employee);
                let change = Change {
                    action: "reopen exception",
                    subject: &subject,
                    employee,
                    before: Some(before),
                    after: Some(after),
                };
                gateway.note(tx, &actor, change)?;
                Ok((found.kind, found.name))
            })
            .await
    }

    fn note_decision(
        &self,
        tx: &mut dyn Tx,
        actor: &Actor,
        exception: &Queued,
        action: &str,
        after: serde_json::Value,
    ) -> Result<(), StoreError> {
        let (subject, employee) = (subject(exception), Some(exception.employee));
        let before = Some(json!({ "state": "standing" }));
        self.note(tx, actor, Change { action, subject: &subject, employee, before, after: Some(after) })
    }
}

/// As the audit log names it.
fn subject(exception: &Queued) -> String {
    format!("{} of {}", exception.kind.name(), exception.name)
}

/// A note without the blanks around it; none where nothing is left.
fn tidy(note: &str) -> Result<Option<String>, SettleError> {
    let note = cleaned(note);
    let note = note.trim();
    if note.chars().count() > NOTE {
        return Err(SettleError::NoteTooLong);
    }
    Ok(Some(note.to_owned()).filter(|note| !note.is_empty()))
}

fn already(settled: &Settled, zone: &Zone) -> String {
    let by = settled.settler.as_deref().unwrap_or("itself");
    let decision = settled.decision.as_ref().map_or(String::new(), |decision| format!("{decision}, "));
    format!("Settled already by {by} at {}: {decision}{}.", moment(settled.at, zone), settled.because)
}

/// Hours that are approved are clean, so nothing that blocks approval comes to stand on them again.
fn approved(tx: &mut dyn Tx, workspace: WorkspaceId, exception: &Queued) -> Result<Option<String>, StoreError> {
    let Some(entry) = exception.entry.as_ref().filter(|_| exception.kind.blocks_approval()) else { return Ok(None) };
    let day = |at: Timestamp| entry.zone.local(at).date();
    let (from, to) = (day(entry.in_at), day(entry.out_at.unwrap_or(entry.in_at)));
    let Some(lock) = approvals::find_lock(tx, exception.employee, from, to)? else { return Ok(None) };
    let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
    let (approver, at) = (lock.approver, moment(lock.approved_at, &zone));
    Ok(Some(format!("The hours of that day were approved by {approver} at {at}; reopen the approval first.")))
}
