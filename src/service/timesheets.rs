//! Timesheets: the hours of people in a pay period, and what stands between them and pay.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use jiff::civil::Date;

use super::gateway::Gateway;
pub use crate::store::{
    approvals::Approval,
    timesheets::{EntryRow, Person, Standing},
};
use crate::{
    domain::{
        ids::{EmployeeId, EntryId, JobId, WorkspaceId},
        payroll::{
            Pay, Period, Policy, Rounding, Sheet, Worked,
            hours::{self, count},
        },
        workspace::Zone,
    },
    store::{StoreError, Tx, approvals, jobs, payroll_policies, timesheets as store, workspaces},
};

/// People on one page of the list.
const PAGE: usize = 50;
/// People who are read at once where everybody is counted.
const PIECE: usize = 200;

/// The hours of one employee in a period.
#[derive(Debug, Clone)]
pub struct Timesheet {
    pub person: Person,
    pub period: Period,
    pub sheet: Sheet,
    /// What rounding gave since 1 January of the year in which the period ends, to its end; taken where negative.
    /// Not counted, 0, where everybody is counted at once.
    pub balance_of_year_secs: i64,
    /// Entries that are part of the period, oldest first, open and unfinished ones among them.
    pub entries: Vec<EntryRow>,
    /// Entries that are still open and began in the period or before.
    pub open: Vec<EntryRow>,
    /// Exceptions about those entries, and about the employee alone in those days, worst first.
    pub standing: Vec<Standing>,
    /// Every approval of days of the period, oldest first.
    pub approvals: Vec<Approval>,
}

/// How far a timesheet has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State<'a> {
    Open,
    Approved(&'a Approval),
    /// Approved once, and taken back.
    Reopened(&'a Approval),
}

impl Timesheet {
    #[must_use]
    pub fn state(&self) -> State<'_> {
        if let Some(approval) = self.approvals.iter().find(|approval| approval.reopened.is_none()) {
            return State::Approved(approval);
        }
        self.approvals.last().map_or(State::Open, State::Reopened)
    }

    #[must_use]
    pub fn regular_secs(&self) -> i64 {
        self.sheet.secs(Pay::Regular)
    }

    #[must_use]
    pub fn overtime_secs(&self) -> i64 {
        self.sheet.secs(Pay::Overtime)
    }

    /// The exceptions that must be settled before the hours are approved.
    pub fn blocking(&self) -> impl Iterator<Item = &Standing> {
        self.standing.iter().filter(|standing| standing.kind.blocks_approval())
    }

    /// Whether something must be settled or clocked out before the hours can be approved.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        !self.open.is_empty() || self.blocking().next().is_some()
    }

    /// Whether there is something to approve that is not approved yet, and nothing stands against it.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        match self.state() {
            State::Approved(_) => false,
            State::Open | State::Reopened(_) => !self.is_blocked() && !self.entries.is_empty(),
        }
    }

    /// Whether there is anything in the period at all.
    fn is_empty(&self) -> bool {
        self.sheet == Sheet::default() && self.entries.is_empty() && self.open.is_empty() && self.approvals.is_empty()
    }
}

/// The timesheet of one employee as it is at this moment. `None` when there is no such employee in the workspace.
///
/// # Errors
/// When the database cannot be read.
pub fn timesheet(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
    period: Period,
) -> Result<Option<Timesheet>, StoreError> {
    let Some(person) = store::find_person(tx, workspace, employee)? else { return Ok(None) };
    Ok(Counting::begin(tx, workspace, period)?.with_year().sheets_of(tx, vec![person])?.pop())
}

/// The timesheets of everybody who has anything in a period, in the order of lists.
///
/// # Errors
/// When the database cannot be read.
pub fn list_all(tx: &mut dyn Tx, workspace: WorkspaceId, period: Period) -> Result<Vec<Timesheet>, StoreError> {
    let counting = Counting::begin(tx, workspace, period)?;
    let (mut sheets, mut after) = (Vec::new(), None);
    loop {
        let people = store::list_people_of(tx, workspace, period, after, PIECE)?;
        let last = people.last().filter(|_| people.len() == PIECE).map(|last| last.id);
        sheets.extend(counting.sheets_of(tx, people)?);
        if last.is_none() {
            sheets.retain(|sheet: &Timesheet| !sheet.is_empty());
            return Ok(sheets);
        }
        after = last;
    }
}

/// The hours of everybody who has any in these days, in the order of lists; without what stands against them.
///
/// # Errors
/// When the database cannot be read.
pub fn list_sheets(tx: &mut dyn Tx, workspace: WorkspaceId, days: Period) -> Result<Vec<(Person, Sheet)>, StoreError> {
    let counting = Counting::begin(tx, workspace, days)?;
    let (mut sheets, mut after) = (Vec::new(), None);
    loop {
        let people = store::list_people_of(tx, workspace, days, after, PIECE)?;
        let last = people.last().filter(|_| people.len() == PIECE).map(|last| last.id);
        let mut entries = counting.entries_of(tx, &people)?;
        let counted = people.into_iter().map(|person| {
            let worked: Vec<_> = entries.remove(&person.id).iter().flatten().filter_map(worked).collect();
            (person, count(&counting.policy, days, &worked))
        });
        sheets.extend(counted.filter(|(_, sheet)| *sheet != Sheet::default()));
        if last.is_none() {
            return Ok(sheets);
        }
        after = last;
    }
}

/// What is the same for everybody who is counted.
struct Counting {
    workspace: WorkspaceId,
    policy: Policy,
    zone: Zone,
    period: Period,
    year: Option<Period>,
}

impl Counting {
    fn begin(tx: &mut dyn Tx, workspace: WorkspaceId, period: Period) -> Result<Self, StoreError> {
        let policy = payroll_policies::get_policy(tx, workspace)?;
        let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
        Ok(Self { workspace, policy, zone, period, year: None })
    }

    /// Counts the balance of the year as well, where rounding makes a difference.
    fn with_year(self) -> Self {
        let year = Period { from: self.period.to.first_of_year(), to: self.period.to };
        let year = match self.policy.rounding {
            Rounding::None => None,
            Rounding::Five | Rounding::Six | Rounding::Fifteen => Some(year),
        };
        Self { year, ..self }
    }

    /// The entries that these people's hours are counted from.
    fn entries_of(&self, tx: &mut dyn Tx, people: &[Person]) -> Result<HashMap<EmployeeId, Vec<EntryRow>>, StoreError> {
        if people.is_empty() {
            return Ok(HashMap::new());
        }
        let ids: Vec<_> = people.iter().map(|person| person.id).collect();
        let first = self.policy.week_of(self.period.from);
        let first = self.year.map_or(first, |year| first.min(year.from));
        let entries = store::list_entries_of(tx, self.workspace, &ids, (first, self.period.to))?;
        Ok(by_employee(entries, |entry| entry.employee))
    }

    /// Reads what all these people need at once.
    fn sheets_of(&self, tx: &mut dyn Tx, people: Vec<Person>) -> Result<Vec<Timesheet>, StoreError> {
        let ids: Vec<_> = people.iter().map(|person| person.id).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let Self { workspace, period, .. } = *self;
        let mut entries = self.entries_of(tx, &people)?;
        let mut open = by_employee(store::list_open_of(tx, &ids, period.to)?, |entry| entry.employee);
        let standing = store::list_standing_of(tx, workspace, &ids, (period.from, period.to))?;
        let mut standing = by_employee(standing, |standing| standing.employee);
        let approvals = approvals::list_approvals_of(tx, workspace, &ids, period)?;
        let mut approvals = by_employee(approvals, |approval| approval.employee);
        let mut take = |person: Person| {
            let id = person.id;
            let entries = entries.remove(&id).unwrap_or_default();
            let worked: Vec<_> = entries.iter().filter_map(worked).collect();
            let entries: Vec<_> = entries.into_iter().filter(|entry| self.is_part(entry)).collect();
            let mut standing = standing.remove(&id).unwrap_or_default();
            let shown: HashSet<EntryId> = entries.iter().map(|entry| entry.id).collect();
            standing.retain(|standing| self.is_about(standing, &shown));
            Timesheet {
                sheet: count(&self.policy, period, &worked),
                balance_of_year_secs: self.year.map_or(0, |year| hours::balance(self.policy.rounding, year, &worked)),
                period,
                entries,
                open: open.remove(&id).unwrap_or_default(),
                standing,
                approvals: approvals.remove(&id).unwrap_or_default(),
                person,
            }
        };
        Ok(people.into_iter().map(&mut take).collect())
    }

    /// Whether an entry began in the period or has hours in it.
    fn is_part(&self, entry: &EntryRow) -> bool {
        let days = worked(entry).map(|worked| hours::by_day(self.policy.rounding, &worked)).unwrap_or_default();
        self.period.contains(entry.work_date) || days.iter().any(|(day, _)| self.period.contains(*day))
    }

    fn is_about(&self, standing: &Standing, shown: &HashSet<EntryId>) -> bool {
        match standing.entry {
            Some(entry) => shown.contains(&entry),
            None => self.period.contains(self.zone.local(standing.at).date()),
        }
    }
}

fn worked(entry: &EntryRow) -> Option<Worked> {
    let EntryRow { id, job, in_at, out_at, zone, .. } = entry;
    Some(Worked { entry: *id, job: *job, in_at: *in_at, out_at: (*out_at)?, zone: zone.clone() })
}

fn by_employee<T>(all: Vec<T>, employee: impl Fn(&T) -> EmployeeId) -> HashMap<EmployeeId, Vec<T>> {
    let mut by_employee: HashMap<_, Vec<T>> = HashMap::new();
    for one in all {
        by_employee.entry(employee(&one)).or_default().push(one);
    }
    by_employee
}

/// A pay period among its neighbours.
#[derive(Debug, Clone)]
pub struct Place {
    pub period: Period,
    pub previous: Period,
    pub next: Period,
    pub policy: Policy,
    /// Today in the workspace's zone.
    pub today: Date,
    /// The workspace's name.
    pub employer: String,
}

impl Place {
    /// Whether its last day is past.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.period.to < self.today
    }
}

/// Which pay period is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The one that a day lies in.
    Of(Date),
    Current,
    /// The last one that is over.
    LastOver,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct TimesheetPage {
    pub place: Place,
    pub sheets: Vec<Timesheet>,
    /// The last one looked at, where there are others behind.
    pub after: Option<EmployeeId>,
}

/// Hours on one job.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobTotal {
    /// None for hours without a job.
    pub name: Option<String>,
    pub regular_secs: i64,
    pub overtime_secs: i64,
    pub people: usize,
}

impl JobTotal {
    #[must_use]
    pub const fn secs(&self) -> i64 {
        self.regular_secs + self.overtime_secs
    }
}

/// Everything worked in a period, job by job, by name.
#[derive(Debug, Clone)]
pub struct Totals {
    pub place: Place,
    pub jobs: Vec<JobTotal>,
    pub people: usize,
    pub regular_secs: i64,
    pub overtime_secs: i64,
}

/// One timesheet with the names of its jobs.
#[derive(Debug, Clone)]
pub struct TimesheetView {
    pub place: Place,
    pub timesheet: Timesheet,
    pub jobs: HashMap<JobId, String>,
    /// The workspace's own, for what people did.
    pub zone: Zone,
}

impl Gateway {
    pub(super) fn place(&self, tx: &mut dyn Tx, workspace: WorkspaceId, wanted: Wanted) -> Result<Place, StoreError> {
        let policy = payroll_policies::get_policy(tx, workspace)?;
        let employer = workspaces::get_workspace(tx, workspace)?;
        let today = employer.settings.zone.local(self.now()).date();
        let before = |period: Period| policy.period_of(period.from.yesterday().unwrap_or(period.from));
        let period = match wanted {
            Wanted::Of(day) => policy.period_of(day),
            Wanted::Current => policy.period_of(today),
            Wanted::LastOver => before(policy.period_of(today)),
        };
        let next = policy.period_of(period.to.tomorrow().unwrap_or(period.to));
        Ok(Place { period, previous: before(period), next, policy, today, employer: employer.settings.name })
    }

    /// A page of the timesheets of a period, by employee.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_timesheets(
        self: &Arc<Self>,
        workspace: WorkspaceId,
        wanted: Wanted,
        after: Option<EmployeeId>,
    ) -> Result<TimesheetPage, StoreError> {
        let gateway = Arc::clone(self);
        self.db
            .read(move |tx| {
                let place = gateway.place(tx, workspace, wanted)?;
                let mut people = store::list_people_of(tx, workspace, place.period, after, PAGE + 1)?;
                let more = people.len() > PAGE;
                people.truncate(PAGE);
                let after = people.last().filter(|_| more).map(|last| last.id);
                let mut sheets = Counting::begin(tx, workspace, place.period)?.with_year().sheets_of(tx, people)?;
                sheets.retain(|sheet| !sheet.is_empty());
                Ok(TimesheetPage { place, sheets, after })
            })
            .await
    }

    /// What was worked in a period, job by job.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn get_totals(self: &Arc<Self>, workspace: WorkspaceId, wanted: Wanted) -> Result<Totals, StoreError> {
        let gateway = Arc::clone(self);
        self.db
            .read(move |tx| {
                let place = gateway.place(tx, workspace, wanted)?;
                let sheets = list_sheets(tx, workspace, place.period)?;
                let jobs = totals_of_jobs(&sheets, &names_of_jobs(tx, workspace)?);
                Ok(Totals {
                    place,
                    people: sheets.iter().filter(|(_, sheet)| sheet.counted_secs > 0).count(),
                    regular_secs: jobs.iter().map(|job| job.regular_secs).sum(),
                    overtime_secs: jobs.iter().map(|job| job.overtime_secs).sum(),
                    jobs,
                })
            })
            .await
    }

    /// The timesheet of one employee; `None` when there is no such employee in the workspace.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_timesheet(
        self: &Arc<Self>,
        workspace: WorkspaceId,
        employee: EmployeeId,
        wanted: Wanted,
    ) -> Result<Option<TimesheetView>, StoreError> {
        let gateway = Arc::clone(self);
        self.db
            .read(move |tx| {
                let place = gateway.place(tx, workspace, wanted)?;
                let Some(timesheet) = timesheet(tx, workspace, employee, place.period)? else { return Ok(None) };
                let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
                Ok(Some(TimesheetView { place, timesheet, jobs: names_of_jobs(tx, workspace)?, zone }))
            })
            .await
    }
}

/// Everything on each job, by name.
#[must_use]
pub fn totals_of_jobs(sheets: &[(Person, Sheet)], names: &HashMap<JobId, String>) -> Vec<JobTotal> {
    let mut by_job: BTreeMap<Option<JobId>, JobTotal> = BTreeMap::new();
    for (job, regular_secs, overtime_secs) in sheets.iter().flat_map(|(_, sheet)| totals_by_job(sheet)) {
        let sum = by_job.entry(job).or_default();
        sum.regular_secs += regular_secs;
        sum.overtime_secs += overtime_secs;
        sum.people += 1;
    }
    let named = |(job, total): (Option<JobId>, JobTotal)| JobTotal {
        name: job.map(|job| names.get(&job).cloned().unwrap_or_default()),
        ..total
    };
    let mut jobs: Vec<_> = by_job.into_iter().map(named).collect();
    jobs.sort_by(|one, other| one.name.cmp(&other.name));
    jobs
}

/// Regular and overtime seconds of each job.
#[must_use]
pub fn totals_by_job(sheet: &Sheet) -> Vec<(Option<JobId>, i64, i64)> {
    let mut by_job: BTreeMap<Option<JobId>, (i64, i64)> = BTreeMap::new();
    for line in &sheet.lines {
        let (regular, overtime) = by_job.entry(line.job).or_default();
        match line.pay {
            Pay::Regular => *regular += line.secs,
            Pay::Overtime => *overtime += line.secs,
        }
    }
    by_job.into_iter().map(|(job, (regular, overtime))| (job, regular, overtime)).collect()
}

pub(super) fn names_of_jobs(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<HashMap<JobId, String>, StoreError> {
    Ok(jobs::list_jobs(tx, workspace)?.into_iter().map(|job| (job.id, job.name)).collect())
}
