//! The queue of exceptions: what stands, and what was settled.

mod accept;
mod detail;
mod last_act;
mod meaning;
mod reopen;
mod repair;

use jiff::Timestamp;

pub use self::{
    accept::{AcceptOutcome, NOTE_MAX_CHARS, SettleError, accept, accept_several},
    detail::{EntryToRepair, ExceptionDetail, UsualTime, find_detail},
    last_act::{LastAct, LastActKind, find_last_act},
    meaning::meaning,
    reopen::{ReopenError, reopen},
    repair::{RepairError, RepairOutcome, repair, take_back},
};
pub use crate::store::exception_queue::{ExceptionEntry, ExceptionFilter, QueuedException, Settlement, StandingCursor};
use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{ExceptionId, WorkspaceId},
        workspace::Zone,
    },
    store::{StoreError, Tx, board, exception_queue, workspaces},
};

/// Rows on one page.
const PAGE: usize = 50;

/// By what names a person's acceptance and the correction of an entry are kept.
const ACCEPTED: &str = "accepted";
const CORRECTED: &str = "corrected";

/// Whether a page is of what stands or of what was settled, and where it begins.
#[derive(Debug, Clone, Copy)]
pub enum QueueCursor {
    /// Behind this place.
    Standing(Option<StandingCursor>),
    /// Before this moment.
    Settled(Option<(Timestamp, ExceptionId)>),
}

/// One page of the queue, or of what was settled.
#[derive(Debug, Clone)]
pub struct QueuePage {
    /// Those of this page.
    pub exceptions: Vec<QueuedException>,
    /// Where the next page goes on, where there is one.
    pub next: Option<QueueCursor>,
    /// How many stand of each kind, worst first, whatever the list is narrowed to.
    pub counts: Vec<(ExceptionKind, usize)>,
    /// The workspace's.
    pub zone: Zone,
}

/// Whether a person's acceptance can be taken back.
#[must_use]
pub fn is_accepted(settled: &Settlement) -> bool {
    settled.decision.as_deref() == Some(ACCEPTED)
}

/// Whether a correction of its entry has resolved it.
fn is_corrected(settled: &Settlement) -> bool {
    settled.decision.as_deref() == Some(CORRECTED)
}

/// What the audit log says that a record is about.
fn subject(exception: &QueuedException) -> String {
    format!("{} of {}", exception.kind.words(), exception.name)
}

/// A page of the queue. `None` when the employee asked for is not of the workspace.
pub fn list(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: ExceptionFilter,
    cursor: QueueCursor,
) -> Result<Option<QueuePage>, StoreError> {
    if let Some(id) = filter.employee
        && !board::is_employee(tx, workspace, id)?
    {
        return Ok(None);
    }
    let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
    let mut exceptions = match cursor {
        QueueCursor::Standing(after) => exception_queue::list_standing(tx, workspace, filter, after, PAGE + 1)?,
        QueueCursor::Settled(before) => exception_queue::list_settled(tx, workspace, filter, before, PAGE + 1)?,
    };
    let more = exceptions.len() > PAGE;
    exceptions.truncate(PAGE);
    let next = exceptions.last().filter(|_| more).map(|last| match (cursor, &last.settled) {
        (QueueCursor::Settled(_), Some(settled)) => QueueCursor::Settled(Some((settled.at, last.id))),
        (QueueCursor::Settled(_) | QueueCursor::Standing(_), _) => {
            QueueCursor::Standing(Some((last.kind.rank(), last.at, last.id)))
        }
    });
    Ok(Some(QueuePage { exceptions, next, counts: exception_queue::count_standing(tx, workspace)?, zone }))
}
