//! Who is in: the board, and the word to those who watch it that it has changed. And one employee's own record.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::broadcast::{self, error::RecvError};

use super::{
    access::sessions,
    call_log::{self, CallView},
    gateway::Gateway,
};
use crate::{
    domain::{
        employee::Employee,
        entry::EntryStatus,
        ids::{CallId, EmployeeId, EntryId, UserId, WebSessionId, WorkspaceId},
        workspace::Zone,
    },
    store::{
        StoreError, Tx,
        board::{self, Worked},
        calls, employees, exceptions, phone_clock_ids, workspaces,
    },
};

/// Boards that one user may watch at once; browsers open six connections to a site at most.
const WATCHERS: usize = 4;
/// People on one page.
const PRESENT: usize = 100;
const ENTRIES: usize = 20;
const CALLS: usize = 10;

/// Who watches, and how they are told.
#[derive(Default)]
pub(super) struct Boards {
    watching: Mutex<HashMap<UserId, usize>>,
}

/// One watched board; gives its place back when dropped.
pub struct Watcher {
    gateway: Arc<Gateway>,
    changes: broadcast::Receiver<WorkspaceId>,
    workspace: WorkspaceId,
    user: UserId,
    session: WebSessionId,
}

impl Watcher {
    /// Comes back when somebody has clocked since the last time; several changes count as one.
    pub async fn changed(&mut self) {
        loop {
            match self.changes.recv().await {
                Ok(workspace) if workspace != self.workspace => {}
                Ok(_) | Err(RecvError::Lagged(_) | RecvError::Closed) => break,
            }
        }
        self.changes = self.changes.resubscribe();
    }

    /// Whether the session that watches still holds. Watching does not prolong it.
    pub async fn may_go_on(&self) -> bool {
        let (store, workspace, user) = (&self.gateway.store, self.workspace, self.user);
        let now = store.clock().time_for_ends();
        let sessions = store.read(move |tx| sessions::list(tx, workspace, Some(user), now)).await;
        sessions.is_ok_and(|sessions| sessions.iter().any(|session| session.id == self.session && session.user.active))
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let mut watching = self.gateway.boards.watching.lock().unwrap_or_else(PoisonError::into_inner);
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
    /// When it was looked up, on the workspace's wall clock.
    pub as_of: String,
    pub zone: String,
    /// How many are in, on all the pages.
    pub count: usize,
    /// How many of them for longer than the workspace's limit.
    pub late: usize,
    /// Hours after which somebody counts as late.
    pub late_after_hours: i64,
    /// By name.
    pub present: Vec<Present>,
    /// The last one here, where there are others behind.
    pub next: Option<EmployeeId>,
}

#[derive(Debug, Clone)]
pub struct Present {
    pub employee: EmployeeId,
    pub name: String,
    pub job: Option<String>,
    pub since: String,
    pub how_long: String,
    pub channel: String,
    /// In for longer than the workspace's limit: a forgotten clock-out, perhaps.
    pub late: bool,
    /// The entry, and whether its employee can end it by phone.
    pub entry: EntryId,
    pub can_call: bool,
}

/// One employee: who they are, what they clocked, and what was said on their calls.
#[derive(Debug, Clone)]
pub struct EmployeeRecord {
    pub employee: Employee,
    pub phone_clock_id: Option<String>,
    /// The employee's zone; the workspace's where they have none.
    pub zone: String,
    pub open: Option<EntryLine>,
    /// Latest first.
    pub entries: Vec<EntryLine>,
    /// Latest first.
    pub calls: Vec<CallView>,
    /// The last call shown, where there are older ones.
    pub older: Option<(Timestamp, CallId)>,
}

/// A time entry in the zone it was clocked in.
#[derive(Debug, Clone)]
pub struct EntryLine {
    pub id: EntryId,
    pub voided: bool,
    pub status: EntryStatus,
    pub clocked_in: String,
    pub clocked_out: Option<String>,
    /// So far, for an open one; none where the end is unknown.
    pub worked: Option<String>,
    pub job: Option<String>,
    pub channel: String,
    pub exceptions: Vec<&'static str>,
}

impl Gateway {
    /// Tells whoever watches the workspace's board that somebody's entry is another now. To be called
    /// after the commit.
    pub fn tell_boards(&self, workspace: WorkspaceId) {
        self.store.tell(super::AfterCommit::BoardChanged(workspace));
    }

    /// Watches a board for a user; `None` when they watch too many already.
    #[must_use]
    pub fn watch_board(
        self: &Arc<Self>,
        workspace: WorkspaceId,
        user: UserId,
        session: WebSessionId,
    ) -> Option<Watcher> {
        let mut watching = self.boards.watching.lock().unwrap_or_else(PoisonError::into_inner);
        let count = watching.entry(user).or_default();
        if *count >= WATCHERS {
            return None;
        }
        *count += 1;
        drop(watching);
        let changes = self.store.board_changes();
        Some(Watcher { gateway: Arc::clone(self), changes, workspace, user, session })
    }

    /// Who is in; those behind an employee where one is given.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_present(&self, workspace: WorkspaceId, after: Option<EmployeeId>) -> Result<Board, StoreError> {
        let now = self.now();
        self.db
            .read(move |tx| {
                let settings = workspaces::get_workspace(tx, workspace)?.settings;
                let limit = SignedDuration::from_secs(settings.forgotten_after_secs);
                let late_before = now.saturating_sub(limit).unwrap_or(Timestamp::MIN);
                let (count, late) = board::count_present(tx, workspace, late_before)?;
                let mut listed = board::list_present(tx, workspace, after, PRESENT + 1)?;
                let more = listed.len() > PRESENT;
                listed.truncate(PRESENT);
                let present: Vec<_> = listed
                    .into_iter()
                    .map(|present| Present {
                        employee: present.employee,
                        name: present.name,
                        job: present.job,
                        since: since(&present.zone, present.in_at, now),
                        how_long: span(now.duration_since(present.in_at).as_secs()),
                        channel: present.channel,
                        late: present.in_at < late_before,
                        entry: present.entry,
                        can_call: present.can_call,
                    })
                    .collect();
                Ok(Board {
                    as_of: settings.zone.local(now).strftime("%Y-%m-%d %H:%M %Z").to_string(),
                    zone: settings.zone.name().to_owned(),
                    count,
                    late,
                    late_after_hours: settings.forgotten_after_secs / 3600,
                    next: present.last().filter(|_| more).map(|last| last.employee),
                    present,
                })
            })
            .await
    }

    /// One employee with their latest entries and calls; the calls before one where it is given.
    /// `None` when there is no such employee in the workspace.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_employee_record(
        &self,
        workspace: WorkspaceId,
        id: EmployeeId,
        before: Option<(Timestamp, CallId)>,
    ) -> Result<Option<EmployeeRecord>, StoreError> {
        let now = self.now();
        self.db
            .read(move |tx| {
                if !board::is_employee(tx, workspace, id)? {
                    return Ok(None);
                }
                let employee = employees::get_employee(tx, workspace, id)?;
                let settings = workspaces::get_workspace(tx, workspace)?.settings;
                let zone = employee.details.zone.clone().unwrap_or(settings.zone);
                let worked = board::list_entries_of(tx, workspace, id, ENTRIES)?;
                let lines = worked.into_iter().map(|worked| entry_line(tx, worked, now));
                let lines = lines.collect::<Result<Vec<_>, _>>()?;
                let open = lines.iter().find(|line| line.status == EntryStatus::Open).cloned();
                let mut listed = calls::list_calls_of(tx, workspace, id, before, CALLS + 1)?;
                let more = listed.len() > CALLS;
                listed.truncate(CALLS);
                let older = listed.last().filter(|_| more).map(|call| (call.answered_at, call.id));
                let shown = listed.iter().map(|call| call_log::view(tx, call, &zone)).collect::<Result<_, _>>()?;
                let phone_clock_id = phone_clock_ids::find_of_employee(tx, id)?.map(|id| id.as_str().to_owned());
                let zone = zone.name().to_owned();
                Ok(Some(EmployeeRecord { employee, phone_clock_id, zone, open, entries: lines, calls: shown, older }))
            })
            .await
    }
}

fn entry_line(tx: &mut dyn Tx, worked: Worked, now: Timestamp) -> Result<EntryLine, StoreError> {
    let local = |at: Timestamp| worked.zone.local(at).strftime("%Y-%m-%d %H:%M %Z").to_string();
    let end = match worked.status {
        EntryStatus::Open => Some(now),
        EntryStatus::Closed | EntryStatus::Unfinished => worked.out_at,
    };
    Ok(EntryLine {
        id: worked.entry,
        voided: worked.voided,
        status: worked.status,
        clocked_in: local(worked.in_at),
        clocked_out: worked.out_at.map(local),
        worked: end.filter(|_| !worked.voided).map(|end| span(end.duration_since(worked.in_at).as_secs())),
        exceptions: exceptions::list_standing(tx, worked.entry)?.into_iter().map(|kind| kind.name()).collect(),
        job: worked.job,
        channel: worked.channel,
    })
}

/// The wall clock, with the day where it is not today's.
pub(super) fn since(zone: &Zone, at: Timestamp, now: Timestamp) -> String {
    let (at, now) = (zone.local(at), zone.local(now));
    let format = if at.date() == now.date() { "%H:%M %Z" } else { "%a %Y-%m-%d %H:%M %Z" };
    at.strftime(format).to_string()
}

/// Hours and minutes, begun minutes left off.
pub(super) fn span(secs: i64) -> String {
    let minutes = secs.max(0) / 60;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_read_in_hours_and_minutes() {
        for (secs, words) in
            [(0, "0 min"), (-5, "0 min"), (59, "0 min"), (3_540, "59 min"), (3_600, "1 h"), (30_720, "8 h 32 min")]
        {
            assert_eq!(span(secs), words);
        }
    }

    #[test]
    fn the_day_is_named_where_it_is_not_today() {
        let zone = Zone::parse("America/Chicago").unwrap();
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let now = at("2026-11-17T13:00:00Z");
        assert_eq!(since(&zone, at("2026-11-17T06:30:00Z"), now), "00:30 CST");
        assert_eq!(since(&zone, at("2026-11-17T05:30:00Z"), now), "Mon 2026-11-16 23:30 CST");
    }
}
