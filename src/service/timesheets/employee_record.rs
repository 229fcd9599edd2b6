//! One employee: what they clocked lately, and their last calls.

use jiff::{SignedDuration, Timestamp};

use crate::{
    domain::{
        breaks::secs_without,
        employee::Employee,
        entry::EntryStatus,
        exception::ExceptionKind,
        ids::{CallId, EmployeeId, EntryId, WorkspaceId},
        phone_clock_id::PhoneClockId,
        workspace::Zone,
    },
    store::{
        StoreError, Tx,
        board::{self, RecentEntryRow},
        calls::{self, Call},
        employees, entry_breaks, exceptions, phone_clock_ids, workspaces,
    },
};

/// The latest entries that are shown.
const MAX_ENTRIES_SHOWN: usize = 20;
/// Calls on one page.
const MAX_CALLS_SHOWN: usize = 10;

/// One employee: who they are, what they clocked, and on which calls they signed in.
#[derive(Debug, Clone)]
pub struct EmployeeRecord {
    /// The employee.
    pub employee: Employee,
    /// The ID that works now.
    pub phone_clock_id: Option<PhoneClockId>,
    /// The employee's zone; the workspace's where they have none.
    pub zone: Zone,
    /// Latest first.
    pub entries: Vec<RecentEntry>,
    /// Latest first.
    pub calls: Vec<Call>,
    /// The last call shown, where there are older ones.
    pub older: Option<(Timestamp, CallId)>,
}

/// A time entry of the last days.
#[derive(Debug, Clone)]
pub struct RecentEntry {
    /// The entry.
    pub id: EntryId,
    /// Whether it counts no more.
    pub voided: bool,
    /// How far it has come.
    pub status: EntryStatus,
    /// When it began.
    pub clocked_in: Timestamp,
    /// When it ended; none while it is open or where nobody knows.
    pub clocked_out: Option<Timestamp>,
    /// The zone that it was clocked in.
    pub zone: Zone,
    /// How long it lasted, so far for an open one; none where the end is unknown.
    pub worked: Option<SignedDuration>,
    /// The job's name, where one was named.
    pub job: Option<String>,
    /// How they clocked in: `phone`, `kiosk` or `admin`.
    pub channel: String,
    /// The exceptions that stand on it.
    pub exceptions: Vec<ExceptionKind>,
}

/// One employee with their latest entries and calls; the calls before one where it is given. `None` when there is no such
/// employee in the workspace.
pub fn find(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: EmployeeId,
    before: Option<(Timestamp, CallId)>,
    now: Timestamp,
) -> Result<Option<EmployeeRecord>, StoreError> {
    if !board::is_employee(tx, workspace, id)? {
        return Ok(None);
    }
    let employee = employees::get_employee(tx, workspace, id)?;
    let settings = workspaces::get_workspace(tx, workspace)?.settings;
    let zone = employee.details.zone.clone().unwrap_or(settings.zone);
    let worked = board::list_entries_of(tx, workspace, id, MAX_ENTRIES_SHOWN)?;
    let entries = worked.into_iter().map(|worked| recent(tx, worked, now)).collect::<Result<_, _>>()?;
    let mut calls = calls::list_calls_of(tx, workspace, id, before, MAX_CALLS_SHOWN + 1)?;
    let more = calls.len() > MAX_CALLS_SHOWN;
    calls.truncate(MAX_CALLS_SHOWN);
    let older = calls.last().filter(|_| more).map(|call| (call.answered_at, call.id));
    let phone_clock_id = phone_clock_ids::find_of_employee(tx, id)?;
    Ok(Some(EmployeeRecord { employee, phone_clock_id, zone, entries, calls, older }))
}

fn recent(tx: &mut dyn Tx, worked: RecentEntryRow, now: Timestamp) -> Result<RecentEntry, StoreError> {
    let end = match worked.status {
        EntryStatus::Open => Some(now),
        EntryStatus::Closed | EntryStatus::Unfinished => worked.out_at,
    };
    Ok(RecentEntry {
        id: worked.entry,
        voided: worked.voided,
        status: worked.status,
        clocked_in: worked.in_at,
        clocked_out: worked.out_at,
        worked: match end.filter(|_| !worked.voided) {
            Some(end) => {
                let unpaid = entry_breaks::list_unpaid_spans(tx, worked.entry, end)?;
                Some(SignedDuration::from_secs(secs_without(worked.in_at, end, unpaid)))
            }
            None => None,
        },
        exceptions: exceptions::list_standing(tx, worked.entry)?,
        zone: worked.zone,
        job: worked.job,
        channel: worked.channel,
    })
}
