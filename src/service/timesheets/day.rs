//! One day of one person, with what a form needs to change its entries.

use jiff::{Timestamp, civil::Date};

use super::{
    changes::{days, find_clocking_employee},
    entry_record::{JobChoices, list_jobs_in_use},
};
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, EntryId, JobId, WorkspaceId},
        payroll::{Rounding, hours::unpaid_by_day},
        workspace::Zone,
    },
    store::{
        StoreError, Tx,
        approvals::{self, ApprovalLock},
        entry_record, timesheets as store,
    },
};

/// A day of somebody, and the jobs that its entries can be given.
#[derive(Debug, Clone)]
pub struct EmployeeDay {
    /// Whose day it is.
    pub employee: Employee,
    /// The zone that their next entry would be in.
    pub zone: Zone,
    /// The day.
    pub day: Date,
    /// What was worked on it, oldest first; without what is voided.
    pub entries: Vec<DayEntry>,
    /// The jobs in use.
    pub jobs: JobChoices,
    /// The approval that keeps entries of this day from being added.
    pub lock: Option<ApprovalLock>,
}

/// An entry that has a part in the day.
#[derive(Debug, Clone)]
pub struct DayEntry {
    /// Its own id.
    pub id: EntryId,
    /// What a form sends back, so that nobody changes what they have not seen.
    pub version: String,
    /// When it began.
    pub in_at: Timestamp,
    /// When it ended; none while it is open or where nobody knows.
    pub out_at: Option<Timestamp>,
    /// The zone that its times are in.
    pub zone: Zone,
    /// The job that was worked on, where one was named.
    pub job: Option<JobId>,
    /// The approval that keeps it from being changed.
    pub lock: Option<ApprovalLock>,
    /// Seconds of its unpaid breaks; 0 while it has no end.
    pub unpaid_secs: i64,
}

/// A day of an employee of the workspace, if they are there.
pub fn find_day(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    day: Date,
    now: Timestamp,
) -> Result<Option<EmployeeDay>, StoreError> {
    let Some((employee, zone)) = find_clocking_employee(tx, workspace, employee)? else { return Ok(None) };
    let mut entries = Vec::new();
    for listed in store::list_entries_of(tx, workspace, &[employee.id], (day, day))? {
        let Some(decided) = entry_record::find_decided(tx, workspace, listed.id)? else { continue };
        let (from, to) = days(&decided.entry, now);
        if !(from..=to).contains(&day) {
            continue;
        }
        let version = decided.version();
        let entry = decided.entry;
        let unpaid = listed.worked().map(|worked| unpaid_by_day(Rounding::None, &worked)).unwrap_or_default();
        entries.push(DayEntry {
            unpaid_secs: unpaid.into_iter().map(|(_, secs)| secs).sum(),
            id: entry.id,
            version,
            in_at: entry.in_at,
            out_at: entry.out_at,
            job: entry.job,
            lock: approvals::find_lock(tx, entry.employee, from, to)?,
            zone: entry.zone,
        });
    }
    let lock = approvals::find_lock(tx, employee.id, day, day)?;
    Ok(Some(EmployeeDay { zone, day, entries, jobs: list_jobs_in_use(tx, workspace)?, lock, employee }))
}
