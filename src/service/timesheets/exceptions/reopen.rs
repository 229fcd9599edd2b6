//! Taking the acceptance of an exception back.

use jiff::Timestamp;
use serde_json::json;

use super::{ACCEPTED, QueuedException, is_accepted, subject};
use crate::{
    domain::{exception::ExceptionKind, ids::ExceptionId, workspace::Zone},
    service::{
        audit::{self, Actor, AuditChange},
        kernel::Unit,
    },
    store::{
        StoreError, Tx,
        approvals::{self, ApprovalLock},
        exception_queue, workspaces,
    },
};

/// Why a decision was not taken back; nothing has changed then.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum ReopenError {
    #[error("there is no such exception in the workspace")]
    NotFound,
    #[error("it stands already")]
    Standing,
    #[error("it was not accepted by a person")]
    NotAccepted,
    #[error("the same stands again already, as an exception of its own")]
    Again,
    /// The approval of its day, with the workspace's zone.
    #[error("the hours of that day are approved")]
    Approved(ApprovalLock, Zone),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes an acceptance back, so that the exception stands again; of which kind it is, and the employee's name.
///
/// # Errors
/// When it was not accepted by a person, or blocks approval and its day is approved.
pub fn reopen(u: &mut Unit<'_>, actor: &Actor, id: ExceptionId) -> Result<(ExceptionKind, String), ReopenError> {
    let found = exception_queue::find_exception(u.tx, actor.workspace, id)?.ok_or(ReopenError::NotFound)?;
    let settled = found.settled.as_ref().ok_or(ReopenError::Standing)?;
    if !is_accepted(settled) {
        return Err(ReopenError::NotAccepted);
    }
    if let Some(lock) = find_lock(u.tx, &found)? {
        let zone = workspaces::get_workspace(u.tx, actor.workspace)?.settings.zone;
        return Err(ReopenError::Approved(lock, zone));
    }
    if !exception_queue::set_reopened(u.tx, (actor.workspace, id))? {
        return Err(ReopenError::Again);
    }
    let change = AuditChange {
        action: "reopen exception",
        subject: &subject(&found),
        employee: Some(found.employee),
        before: Some(json!({ "state": ACCEPTED, "because": settled.because, "by": settled.settler })),
        after: Some(json!({ "state": "standing" })),
    };
    audit::note(u, actor, change)?;
    Ok((found.kind, found.name))
}

/// The approval of the day of an exception that blocks approval: approved hours are clean, so nothing of the kind comes
/// to stand on them again.
fn find_lock(tx: &mut dyn Tx, exception: &QueuedException) -> Result<Option<ApprovalLock>, StoreError> {
    let Some(entry) = exception.entry.as_ref().filter(|_| exception.kind.blocks_approval()) else { return Ok(None) };
    let day = |at: Timestamp| entry.zone.local(at).date();
    let (from, to) = (day(entry.in_at), day(entry.out_at.unwrap_or(entry.in_at)));
    approvals::find_lock(tx, exception.employee, from, to)
}
