//! Who is in: the board, and telling those who watch it that it has changed.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::broadcast::{self, error::RecvError};

use crate::{
    domain::{
        ids::{EmployeeId, EntryId, UserId, WorkspaceId},
        location::Whereabouts,
        workspace::Zone,
    },
    service::kernel::Store,
    store::{
        ChangedBoard, StoreError, Tx,
        board::{self, BoardRow},
        workspaces,
    },
};

/// Boards that one user may watch at once; browsers open six connections to a site at most.
const WATCHERS_PER_USER: usize = 4;
/// People on one page.
const PAGE: usize = 100;

/// How many boards each user watches.
type Watching = Arc<Mutex<HashMap<UserId, usize>>>;

/// Who watches a board, and how they are told. Cheap to clone.
#[derive(Clone)]
pub struct Boards {
    store: Store,
    watching: Watching,
}

impl Boards {
    /// Boards over a store that tells what has changed.
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self { store, watching: Watching::default() }
    }

    /// Watches the board of a workspace for a user; `None` when they watch too many already.
    #[must_use]
    pub fn watch(&self, workspace: WorkspaceId, user: UserId) -> Option<BoardWatcher> {
        let mut watching = self.watching.lock().unwrap_or_else(PoisonError::into_inner);
        let count = watching.entry(user).or_default();
        if *count >= WATCHERS_PER_USER {
            return None;
        }
        *count += 1;
        drop(watching);
        let (changes, watching) = (self.store.board_changes(), Arc::clone(&self.watching));
        Some(BoardWatcher { watching, changes, workspace, user })
    }
}

/// One watched board; gives its place back when dropped.
pub struct BoardWatcher {
    watching: Watching,
    changes: broadcast::Receiver<ChangedBoard>,
    workspace: WorkspaceId,
    user: UserId,
}

impl BoardWatcher {
    /// Returns when somebody has clocked since the last time; several changes count as one.
    pub async fn changed(&mut self) {
        loop {
            match self.changes.recv().await {
                Ok(ChangedBoard::Of(workspace)) if workspace != self.workspace => {}
                Ok(ChangedBoard::Of(_) | ChangedBoard::Any) | Err(RecvError::Lagged(_) | RecvError::Closed) => break,
            }
        }
        self.changes = self.changes.resubscribe();
    }
}

impl Drop for BoardWatcher {
    fn drop(&mut self) {
        let mut watching = self.watching.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = watching.get_mut(&self.user) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                watching.remove(&self.user);
            }
        }
    }
}

/// Who is in at one moment.
#[derive(Debug, Clone)]
pub struct Board {
    /// When it was looked up.
    pub as_of: Timestamp,
    /// The workspace's.
    pub zone: Zone,
    /// How many are in, on all the pages.
    pub count: usize,
    /// How many of them for longer than the workspace's limit.
    pub late: usize,
    /// After how long somebody counts as late.
    pub late_after: SignedDuration,
    /// By name.
    pub present: Vec<BoardEntry>,
    /// The last one here, where there are others behind.
    pub next: Option<EmployeeId>,
}

/// Somebody who is in.
#[derive(Debug, Clone)]
pub struct BoardEntry {
    /// The employee.
    pub employee: EmployeeId,
    /// Their name.
    pub name: String,
    /// The job's name, where one was named.
    pub job: Option<String>,
    /// When they clocked in.
    pub since: Timestamp,
    /// The zone of the entry.
    pub zone: Zone,
    /// How they clocked in: `phone`, `kiosk` or `admin`.
    pub channel: String,
    /// In for longer than the workspace's limit: a forgotten clock-out, perhaps.
    pub late: bool,
    /// The open entry.
    pub entry: EntryId,
    /// Whether they can end the entry by phone.
    pub can_call: bool,
    /// Where they clocked in.
    pub whereabouts: Whereabouts,
    /// What that location is called, where one was found.
    pub location: Option<String>,
    /// The break that they are on: when it began, and what its kind is called.
    pub on_break: Option<(Timestamp, String)>,
}

/// One page of who is in; those behind an employee where one is given.
pub fn list(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    after: Option<EmployeeId>,
    now: Timestamp,
) -> Result<Board, StoreError> {
    let settings = workspaces::get_workspace(tx, workspace)?.settings;
    let late_after = SignedDuration::from_secs(settings.forgotten_after_secs);
    let late_before = now.saturating_sub(late_after).unwrap_or(Timestamp::MIN);
    let (count, late) = board::count_present(tx, workspace, late_before)?;
    let mut listed = board::list_present(tx, workspace, after, PAGE + 1)?;
    let more = listed.len() > PAGE;
    listed.truncate(PAGE);
    let next = listed.last().filter(|_| more).map(|last| last.employee);
    let present = listed.into_iter().map(|present| {
        let BoardRow { employee, name, entry, job, in_at, zone, channel, can_call, whereabouts, location, on_break } =
            present;
        BoardEntry {
            employee,
            name,
            job,
            since: in_at,
            zone,
            channel,
            late: in_at < late_before,
            entry,
            can_call,
            whereabouts,
            location,
            on_break,
        }
    });
    Ok(Board { as_of: now, zone: settings.zone, count, late, late_after, present: present.collect(), next })
}
