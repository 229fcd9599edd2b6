//! A worker's own page, behind a link that lives 30 days: their hours, what they clocked, what waits for somebody, and what
//! they say of it. Opening it changes nothing.

mod answer;
mod claim;
mod opened;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};

pub use self::{
    answer::{AnswerError, GivenAnswer, answer},
    claim::{MissedPunch, MissedPunchError, report},
    opened::Opened,
};
pub use crate::store::claims::Claim;
use crate::{
    domain::{
        breaks::secs_without,
        ids::{EmployeeId, WorkspaceId},
    },
    service::timesheets::sheets::{PayPeriod, PeriodChoice, SheetException, Timesheet, count_one, pay_period},
    store::{
        StoreError, Tx,
        claims::{self, ClaimSource},
        entry_breaks,
        entry_list::{self, EntryListFilter, EntryRow, EntryStage},
        entry_record::{self, EntryPunch},
        entry_revisions::{self, Revision},
        timesheets,
    },
};

/// Characters of a note.
pub const NOTE_MAX_CHARS: usize = 500;
/// Entries that are shown.
const ENTRIES: usize = 12;
/// Claims that are shown.
const CLAIMS: usize = 10;
/// How far back entries and claims are shown.
const DAYS_BACK: i32 = 28;
/// Periods that are over and can be confirmed.
const PERIODS: usize = 2;

/// What a worker's own page shows.
#[derive(Debug, Clone)]
pub struct WorkerPage {
    /// Whose page it is.
    pub opened: Opened,
    /// Today, where they are.
    pub today: Date,
    /// The hours of this workweek.
    pub week: Timesheet,
    /// The hours of this pay period; none where it is the workweek.
    pub period: Option<Timesheet>,
    /// What they clocked last, latest first.
    pub entries: Vec<WorkerEntry>,
    /// What the office has yet to look at, worst first.
    pub standing: Vec<SheetException>,
    /// What they have reported themselves, latest first.
    pub claims: Vec<Claim>,
    /// Periods that are over, the last one first.
    pub over: Vec<Timesheet>,
}

/// An entry with how it came about.
#[derive(Debug, Clone)]
pub struct WorkerEntry {
    /// The entry, with the name of its job.
    pub row: EntryRow,
    /// Seconds from in to out without unpaid breaks; none while it has no end.
    pub worked_secs: Option<i64>,
    /// Its punches, in the order in which they were made.
    pub punches: Vec<EntryPunch>,
    /// What a person made of it last; none where nobody has changed it.
    pub changed: Option<Revision>,
}

/// The hours of one period, day by day, to be confirmed.
#[derive(Debug, Clone)]
pub struct PeriodToConfirm {
    /// Whose page it is.
    pub opened: Opened,
    /// The hours.
    pub sheet: Timesheet,
    /// Whether its last day is past.
    pub is_over: bool,
}

/// What the link of this token shows at `now`, links judged by `ends`; nothing for one that opens nothing.
pub fn find(
    tx: &mut dyn Tx,
    token: &str,
    (now, ends): (Timestamp, Timestamp),
) -> Result<Option<WorkerPage>, StoreError> {
    let Some(opened) = Opened::find(tx, token, ends)? else { return Ok(None) };
    let (workspace, employee) = (opened.employee.workspace, opened.employee.id);
    let current = pay_period(tx, workspace, PeriodChoice::Current, now)?;
    let week = current.policy.workweek_of(current.today);
    let Some(in_week) = count_one(tx, workspace, employee, week)? else { return Ok(None) };
    let period = if current.days == week { None } else { count_one(tx, workspace, employee, current.days)? };
    let today = opened.zone.local(now).date();
    let since = today.saturating_sub(DAYS_BACK.days());
    let standing = timesheets::list_standing_of(tx, workspace, &[employee], (since, today))?;
    let claims_since = now.saturating_sub(SignedDuration::from_hours(i64::from(DAYS_BACK) * 24));
    Ok(Some(WorkerPage {
        entries: entries(tx, workspace, employee, (since, today))?,
        claims: own_claims(tx, (workspace, employee), claims_since.unwrap_or(Timestamp::MIN))?,
        over: periods_over(tx, (workspace, employee), current)?,
        week: in_week,
        opened,
        today,
        period,
        standing,
    }))
}

/// What they have said themselves. A missed call is theirs once somebody has heard that it was.
fn own_claims(tx: &mut dyn Tx, of: (WorkspaceId, EmployeeId), since: Timestamp) -> Result<Vec<Claim>, StoreError> {
    let mut claims = claims::list_of_employee(tx, of, since, CLAIMS)?;
    let is_accepted = |claim: &Claim| claim.decision.as_ref().is_some_and(|decision| decision.accepted);
    claims.retain(|claim| claim.source != ClaimSource::MissedCall || is_accepted(claim));
    Ok(claims)
}

/// The periods that are over, the last one first, where there is anything in them.
fn periods_over(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    current: PayPeriod,
) -> Result<Vec<Timesheet>, StoreError> {
    let (mut over, mut days) = (Vec::new(), current.previous);
    for _ in 0..PERIODS {
        let sheet = count_one(tx, workspace, employee, days)?;
        over.extend(sheet.filter(|sheet| !sheet.entries.is_empty()));
        days = current.policy.period_of(days.from.yesterday().unwrap_or(days.from));
    }
    Ok(over)
}

fn entries(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    employee: EmployeeId,
    (from, to): (Date, Date),
) -> Result<Vec<WorkerEntry>, StoreError> {
    // An entry of tomorrow's date, in a zone ahead, is one of the last as well.
    let to = to.tomorrow().unwrap_or(to);
    let filter = EntryListFilter {
        from,
        to,
        employee: Some(employee),
        search: String::new(),
        job: None,
        place: None,
        stage: EntryStage::All,
        earliest_first: false,
        after: None,
    };
    let rows = entry_list::list_page(tx, workspace, &filter, ENTRIES)?;
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let id = row.decided.entry.id;
        let changed = entry_revisions::list_revisions(tx, id)?.pop();
        let changed = changed.filter(|last| last.reason.is_some());
        let entry = &row.decided.entry;
        let worked_secs = match entry.out_at {
            Some(out) => Some(secs_without(entry.in_at, out, entry_breaks::list_unpaid_spans(tx, id, out)?)),
            None => None,
        };
        entries.push(WorkerEntry { worked_secs, punches: entry_record::list_punches(tx, id)?, changed, row });
    }
    Ok(entries)
}

/// The hours of the period that a day lies in, for the holder of a link; nothing for a link that opens nothing.
pub fn find_period(
    tx: &mut dyn Tx,
    token: &str,
    day: Date,
    (now, ends): (Timestamp, Timestamp),
) -> Result<Option<PeriodToConfirm>, StoreError> {
    let Some(opened) = Opened::find(tx, token, ends)? else { return Ok(None) };
    let (workspace, employee) = (opened.employee.workspace, opened.employee.id);
    let period = pay_period(tx, workspace, PeriodChoice::Of(day), now)?;
    let Some(sheet) = count_one(tx, workspace, employee, period.days)? else { return Ok(None) };
    Ok(Some(PeriodToConfirm { is_over: period.is_over(), sheet, opened }))
}
