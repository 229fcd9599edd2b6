//! Counting hours from entries: of one employee, or of everybody in a period.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::{
    SheetEmployee, SheetEntry, SheetException,
    reading::{Beside, BesideOne, by_employee},
    timesheet::Timesheet,
};
use crate::{
    domain::{
        entry::EntryStatus,
        ids::{EmployeeId, EntryId, WorkspaceId},
        payroll::{
            Pay, Period, Policy, Rounding, Sheet, WorkedEntry,
            hours::{self, count},
        },
        workspace::{Workspace, Zone},
    },
    store::{StoreError, Tx, payroll_policies, timesheets as store, whose::Whose, workspaces},
};

/// People who are read at once where many are counted.
const EMPLOYEE_BATCH: usize = 200;

/// The timesheet of one employee as it is at this moment, without the balance of the year. `None` when there is no such employee in the workspace.
pub fn count_one(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
    period: Period,
) -> Result<Option<Timesheet>, StoreError> {
    let Some(person) = store::find_person(tx, workspace, employee)? else { return Ok(None) };
    Ok(SheetCounter::new(tx, workspace, period)?.sheets_of(tx, vec![person])?.pop())
}

/// The timesheets of everybody who has anything in a period, in the order of lists.
pub fn list_all(tx: &mut dyn Tx, workspace: WorkspaceId, period: Period) -> Result<Vec<Timesheet>, StoreError> {
    let people = store::list_everybody(tx, workspace)?;
    let mut sheets = SheetCounter::new(tx, workspace, period)?.sheets(tx, Whose::Everybody, people)?;
    sheets.retain(|sheet| !sheet.is_empty());
    Ok(sheets)
}

/// The hours of everybody who has any in these days, in the order of lists; without what stands against them.
pub fn list_sheets(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    days: Period,
) -> Result<Vec<(SheetEmployee, Sheet)>, StoreError> {
    let counting = SheetCounter::new(tx, workspace, days)?;
    let people = store::list_everybody(tx, workspace)?;
    let mut entries = counting.entries_of(tx, Whose::Everybody)?;
    let counted = people.into_iter().map(|person| {
        let worked: Vec<_> = entries.remove(&person.id).iter().flatten().filter_map(SheetEntry::worked).collect();
        (person, count(&counting.policy, days, &worked))
    });
    Ok(counted.filter(|(_, sheet)| *sheet != Sheet::default()).collect())
}

/// Hours of one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryHours {
    /// The entry.
    pub entry: EntryId,
    /// Whose it is.
    pub employee: EmployeeId,
    /// How they are paid.
    pub pay: Pay,
    /// Never 0.
    pub secs: i64,
}

/// The hours of [`list_sheets`], entry by entry.
pub fn list_entry_hours(tx: &mut dyn Tx, workspace: WorkspaceId, days: Period) -> Result<Vec<EntryHours>, StoreError> {
    let counting = SheetCounter::new(tx, workspace, days)?;
    let mut all = Vec::new();
    for (employee, entries) in counting.entries_of(tx, Whose::Everybody)? {
        let worked: Vec<_> = entries.iter().filter_map(SheetEntry::worked).collect();
        let counted = hours::count_entries(&counting.policy, days, &worked).into_iter();
        all.extend(counted.map(|(entry, pay, secs)| EntryHours { entry, employee, pay, secs }));
    }
    Ok(all)
}

/// The hours of these people in these days up to now, as far as they are active: whoever is clocked in has worked until
/// now, unless since so long ago that nobody knows when it ended.
pub fn list_sheets_so_far(
    tx: &mut dyn Tx,
    (workspace, policy): (&Workspace, Policy),
    days: Period,
    people: &[EmployeeId],
    now: Timestamp,
) -> Result<Vec<(EmployeeId, Sheet)>, StoreError> {
    let forgotten = SignedDuration::from_secs(workspace.settings.forgotten_after_secs);
    let counting = SheetCounter::of(workspace, policy, days).with_open_until(now, forgotten);
    let mut sheets = Vec::with_capacity(people.len());
    for batch in people.chunks(EMPLOYEE_BATCH) {
        let mut entries = counting.entries_of(tx, Whose::These(batch))?;
        sheets.extend(batch.iter().map(|id| {
            let entries = entries.remove(id).unwrap_or_default();
            let worked: Vec<_> = entries.iter().filter_map(|entry| counting.worked(entry)).collect();
            (*id, count(&counting.policy, days, &worked))
        }));
    }
    Ok(sheets)
}

/// What is the same for everybody who is counted.
pub(super) struct SheetCounter {
    workspace: WorkspaceId,
    policy: Policy,
    zone: Zone,
    period: Period,
    year: Option<Period>,
    /// Until when open entries count, and how long they may be; none where they do not count.
    open_until: Option<(Timestamp, SignedDuration)>,
}

impl SheetCounter {
    pub(super) fn new(tx: &mut dyn Tx, workspace: WorkspaceId, period: Period) -> Result<Self, StoreError> {
        let policy = payroll_policies::get_policy(tx, workspace)?;
        Ok(Self::of(&workspaces::get_workspace(tx, workspace)?, policy, period))
    }

    pub(super) fn of(workspace: &Workspace, policy: Policy, period: Period) -> Self {
        let zone = workspace.settings.zone.clone();
        Self { workspace: workspace.id, policy, zone, period, year: None, open_until: None }
    }

    /// Counts the balance of the year as well, where rounding makes a difference.
    pub(super) fn with_year(self) -> Self {
        let year = Period { from: self.period.to.first_of_year(), to: self.period.to };
        let year = match self.policy.rounding {
            Rounding::None => None,
            Rounding::Five | Rounding::Six | Rounding::Fifteen => Some(year),
        };
        Self { year, ..self }
    }

    /// Counts open entries as if they ended at this moment; not those that are open for longer than this, where somebody
    /// has forgotten to clock out.
    pub(super) fn with_open_until(self, now: Timestamp, longest: SignedDuration) -> Self {
        Self { open_until: Some((now, longest)), ..self }
    }

    /// Whether an open entry counts so far.
    pub(super) fn is_counted_open(&self, entry: &SheetEntry) -> bool {
        let is_short = |(until, longest): (Timestamp, SignedDuration)| {
            until > entry.in_at && until.duration_since(entry.in_at) <= longest
        };
        entry.status == EntryStatus::Open && self.open_until.is_some_and(is_short)
    }

    fn worked(&self, entry: &SheetEntry) -> Option<WorkedEntry> {
        match self.open_until.filter(|_| self.is_counted_open(entry)) {
            Some((until, _)) => SheetEntry { out_at: Some(until), ..entry.clone() }.worked(),
            None => entry.worked(),
        }
    }

    /// The entries that these people's hours are counted from.
    fn entries_of(
        &self,
        tx: &mut dyn Tx,
        whose: Whose<'_>,
    ) -> Result<HashMap<EmployeeId, Vec<SheetEntry>>, StoreError> {
        let first = self.policy.week_of(self.period.from);
        let first = self.year.map_or(first, |year| first.min(year.from));
        let entries = store::list_entries_of(tx, self.workspace, whose, (first, self.period.to))?;
        Ok(by_employee(entries, |entry| entry.employee))
    }

    /// Reads what all these people need at once.
    pub(super) fn sheets_of(&self, tx: &mut dyn Tx, people: Vec<SheetEmployee>) -> Result<Vec<Timesheet>, StoreError> {
        let ids: Vec<_> = people.iter().map(|person| person.id).collect();
        self.sheets(tx, Whose::These(&ids), people)
    }

    /// The timesheets of these people; of everybody only those whom a list of the period has.
    fn sheets(
        &self,
        tx: &mut dyn Tx,
        whose: Whose<'_>,
        people: Vec<SheetEmployee>,
    ) -> Result<Vec<Timesheet>, StoreError> {
        let period = self.period;
        let mut entries = self.entries_of(tx, whose)?;
        let mut beside = Beside::read(tx, self.workspace, whose, period)?;
        let mut sheets = Vec::with_capacity(people.len());
        for person in people {
            let entries = entries.remove(&person.id).unwrap_or_default();
            let theirs = beside.take(person.id);
            if matches!(whose, Whose::These(_)) || theirs.is_of_the_period(period, &entries) {
                sheets.push(self.sheet(person, entries, theirs));
            }
        }
        Ok(sheets)
    }

    fn sheet(&self, person: SheetEmployee, entries: Vec<SheetEntry>, beside: BesideOne) -> Timesheet {
        let BesideOne { open, mut standing, approvals, answers } = beside;
        let worked: Vec<_> = entries.iter().filter_map(|entry| self.worked(entry)).collect();
        let entries: Vec<_> = entries.into_iter().filter(|entry| self.is_part(entry)).collect();
        standing.retain(|standing| self.is_about(standing, &entries));
        Timesheet {
            sheet: count(&self.policy, self.period, &worked),
            balance_of_year_secs: self.year.map_or(0, |year| hours::balance(self.policy.rounding, year, &worked)),
            period: self.period,
            entries,
            open,
            standing,
            approvals,
            answers,
            person,
        }
    }

    /// Whether an entry began in the period or has hours in it.
    fn is_part(&self, entry: &SheetEntry) -> bool {
        let has_hours_in_it = || {
            let days = self.worked(entry).map(|worked| hours::by_day(self.policy.rounding, &worked));
            days.is_some_and(|days| days.iter().any(|(day, _)| self.period.contains(*day)))
        };
        self.period.contains(entry.work_date) || has_hours_in_it()
    }

    fn is_about(&self, standing: &SheetException, shown: &[SheetEntry]) -> bool {
        match standing.entry {
            Some(entry) => shown.iter().any(|one| one.id == entry),
            None => self.period.contains(self.zone.local(standing.at).date()),
        }
    }
}
