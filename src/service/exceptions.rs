//! The queue of exceptions as people read it.

mod decide;
pub mod words;

use std::sync::Arc;

use jiff::Timestamp;

use super::{audit::moment, gateway::Gateway};
use crate::{
    domain::{
        caller::Caller,
        entry::EntryStatus,
        exception::ExceptionKind,
        ids::{EmployeeId, EntryId, ExceptionId, VoiceCheckId, WorkspaceId},
        workspace::Zone,
    },
    store::{
        Tx, board,
        exception_queue::{self, AboutEntry, Queued},
        workspaces,
    },
};

pub use crate::store::{
    StoreError,
    exception_queue::{Narrowed, Place},
};
pub use decide::{Accepted, LastAccepted, ReopenError, SettleError};

/// Rows on one page.
const PAGE: usize = 50;

/// Which part of which list is wanted.
#[derive(Debug, Clone, Copy)]
pub enum Wanted {
    /// Behind this place.
    Standing(Option<Place>),
    /// Before this moment.
    Settled(Option<(Timestamp, ExceptionId)>),
}

/// One page of the queue, or of what was settled.
#[derive(Debug, Clone)]
pub struct Queue {
    pub rows: Vec<ExceptionView>,
    /// Where the next page goes on, where there is one.
    pub next: Option<Wanted>,
    /// How many stand of each kind, worst first, whatever the list is narrowed to.
    pub counts: Vec<(ExceptionKind, usize)>,
    /// The workspace's.
    pub zone: String,
}

/// An exception in words. Times are local, with the zone.
#[derive(Debug, Clone)]
pub struct ExceptionView {
    pub id: ExceptionId,
    pub kind: ExceptionKind,
    pub happened: &'static str,
    /// What follows when it is accepted.
    pub accepting: &'static str,
    pub employee: EmployeeId,
    pub name: String,
    pub at: String,
    pub note: Option<String>,
    /// The caller's number, all but its end masked.
    pub caller: Option<String>,
    pub entry: Option<EntryId>,
    pub entry_words: Option<String>,
    pub voice_check: Option<VoiceCheckId>,
    pub settled: Option<SettledView>,
}

/// How it was settled, when, and by whom.
#[derive(Debug, Clone)]
pub struct SettledView {
    pub at: String,
    /// None where it resolved itself.
    pub by: Option<String>,
    pub decision: Option<String>,
    pub because: String,
}

impl SettledView {
    /// Whether a person's acceptance can be taken back here.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.decision.as_deref() == Some("accepted")
    }
}

impl ExceptionView {
    fn of(queued: Queued, workspace: &Zone) -> Self {
        let Queued { id, kind, at, note, employee, name, caller, entry, zone, voice_check, settled, call: _ } = queued;
        let local = entry.as_ref().map_or(zone.as_ref().unwrap_or(workspace), |entry| &entry.zone);
        Self {
            id,
            kind,
            happened: words::happened(kind),
            accepting: words::accepting(kind, entry.as_ref().map(|entry| entry.status)),
            employee,
            name,
            at: moment(at, local),
            note,
            caller: caller.map(|caller| match caller {
                Caller::Number(number) => number.masked(),
                Caller::Withheld => "a withheld number".to_owned(),
            }),
            entry: entry.as_ref().map(|entry| entry.id),
            entry_words: entry.as_ref().map(entry_words),
            voice_check,
            settled: settled.map(|settled| SettledView {
                at: moment(settled.at, workspace),
                by: settled.settler,
                decision: settled.decision,
                because: settled.because,
            }),
        }
    }
}

fn entry_words(entry: &AboutEntry) -> String {
    let from = moment(entry.in_at, &entry.zone);
    let to = match (entry.status, entry.out_at) {
        (EntryStatus::Open, _) => "still open".to_owned(),
        (EntryStatus::Closed, Some(out_at)) => format!("out {}", moment(out_at, &entry.zone)),
        (EntryStatus::Closed | EntryStatus::Unfinished, _) => "end unknown".to_owned(),
    };
    format!("in {from}, {to}{}", if entry.voided { ", voided" } else { "" })
}

impl Gateway {
    /// A page of the queue. `None` when the employee asked for is not of the workspace.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_exceptions(
        self: &Arc<Self>,
        workspace: WorkspaceId,
        narrowed: Narrowed,
        wanted: Wanted,
    ) -> Result<Option<Queue>, StoreError> {
        self.db.read(move |tx| queue(tx, workspace, narrowed, wanted)).await
    }
}

fn queue(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    narrowed: Narrowed,
    wanted: Wanted,
) -> Result<Option<Queue>, StoreError> {
    if let Some(id) = narrowed.employee
        && !board::is_employee(tx, workspace, id)?
    {
        return Ok(None);
    }
    let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
    let mut listed = match wanted {
        Wanted::Standing(after) => exception_queue::list_standing(tx, workspace, narrowed, after, PAGE + 1)?,
        Wanted::Settled(before) => exception_queue::list_settled(tx, workspace, narrowed, before, PAGE + 1)?,
    };
    let more = listed.len() > PAGE;
    listed.truncate(PAGE);
    let next = listed.last().filter(|_| more).map(|last| match (wanted, &last.settled) {
        (Wanted::Settled(_), Some(settled)) => Wanted::Settled(Some((settled.at, last.id))),
        (Wanted::Settled(_) | Wanted::Standing(_), _) => Wanted::Standing(Some((last.kind.rank(), last.at, last.id))),
    });
    Ok(Some(Queue {
        rows: listed.into_iter().map(|queued| ExceptionView::of(queued, &zone)).collect(),
        next,
        counts: exception_queue::count_standing(tx, workspace)?,
        zone: zone.name().to_owned(),
    }))
}
