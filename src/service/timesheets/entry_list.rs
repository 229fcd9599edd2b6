//! Time entries by pay period, as their page lists them.

use jiff::{Timestamp, civil::Date};

pub use crate::store::entry_list::{EntryCursor as Cursor, EntryStage, PlaceFilter};
use crate::{
    domain::{
        breaks::secs_without,
        entry::EntryStatus,
        exception::ExceptionKind,
        how_punched::HowPunched,
        ids::{EmployeeId, EntryId, JobId, LocationId, WorkspaceId},
        voice_check::{Verdict, VoiceCheckStatus},
        workspace::Zone,
    },
    service::timesheets::sheets::{PayPeriod, PeriodChoice, pay_period},
    store::{
        StoreError, Tx, employees,
        entry_breaks::{self, UnpaidBreak},
        entry_list::{self, EntryListFilter, EntryRow},
        jobs, locations,
        punch_places::{self, EntryPlace},
    },
};

/// Entries on one page.
const PAGE: usize = 50;

/// Which entries a page lists.
#[derive(Debug, Clone)]
pub struct EntryFilter {
    /// The pay period.
    pub period: PeriodChoice,
    /// Only those of this employee.
    pub employee: Option<EmployeeId>,
    /// A part of the employee's name, number or email address.
    pub search: String,
    /// Only those with this job.
    pub job: Option<JobId>,
    /// Only those of which a punch came from there.
    pub place: Option<PlaceFilter>,
    /// Only those at this stage.
    pub stage: EntryStage,
    /// Whether the first one comes first; the latest where not.
    pub earliest_first: bool,
    /// The last entry of the page before.
    pub after: Option<Cursor>,
}

/// A page of entries, and what it can be narrowed to.
#[derive(Debug, Clone)]
pub struct EntryListPage {
    /// The pay period.
    pub period: PayPeriod,
    /// The entries of this page.
    pub lines: Vec<EntryLine>,
    /// The last entry shown, where there are more.
    pub after: Option<Cursor>,
    /// Every job of the workspace, by name; archived ones too, as hours are on them.
    pub jobs: Vec<(JobId, String)>,
    /// Every location of the workspace, by name; archived ones too, as punches came from them.
    pub locations: Vec<(LocationId, String)>,
    /// The name of the employee asked for.
    pub employee: Option<String>,
    /// Whether the workspace has any entry at all.
    pub any: bool,
}

/// One entry of the list.
#[derive(Debug, Clone)]
pub struct EntryLine {
    /// The entry.
    pub id: EntryId,
    /// Whose it is.
    pub employee: EmployeeId,
    /// Their name.
    pub name: String,
    /// How far it has come.
    pub status: EntryStatus,
    /// Whether it counts no more.
    pub voided: bool,
    /// Whether a person has changed or added it.
    pub edited: bool,
    /// When it began.
    pub clocked_in: Timestamp,
    /// When it ended; none while it is open or where nobody knows.
    pub clocked_out: Option<Timestamp>,
    /// The entry's own.
    pub zone: Zone,
    /// Seconds between in and out, as both are shown, without unpaid breaks; so far, for an open one.
    pub worked_secs: Option<i64>,
    /// Seconds that its unpaid breaks took, or have taken so far.
    pub unpaid_secs: i64,
    /// The job that was worked on, where one was named.
    pub job_id: Option<JobId>,
    /// Its name.
    pub job: Option<String>,
    /// Punches that have a mark, as lists show it: by name only, by the Universal PIN, by somebody else. One of each.
    pub marked: Vec<HowPunched>,
    /// The exceptions that stand on it.
    pub exceptions: Vec<ExceptionKind>,
    /// The voice checks of its punches, in before out.
    pub checks: Vec<CheckState>,
    /// Where it was clocked, in the order of the punches.
    pub places: Vec<EntryPlace>,
}

/// What became of one voice check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckState {
    /// `in` or `out`.
    pub way: String,
    /// How far it has come.
    pub status: VoiceCheckStatus,
    /// The verdict, which says more than the status, where somebody has given one.
    pub verdict: Option<Verdict>,
}

impl CheckState {
    pub(super) fn read(way: String, status: VoiceCheckStatus, verdict: Option<&str>) -> Result<Self, StoreError> {
        let verdict =
            verdict.map(|name| Verdict::parse(name).ok_or(StoreError::Unreadable("a verdict"))).transpose()?;
        Ok(Self { way, status, verdict })
    }
}

/// Which entries other programs list.
#[derive(Debug, Clone)]
pub struct DaysFilter {
    /// The days on which entries began, both included.
    pub days: (Date, Date),
    /// Only those of this employee.
    pub employee: Option<EmployeeId>,
    /// Only those with this job.
    pub job: Option<JobId>,
    /// The last entry of the page before.
    pub after: Option<Cursor>,
}

/// One page of the entries that began on some days, the first one first, and the last of them where there are more.
pub fn list_in_days(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: &DaysFilter,
    now: Timestamp,
) -> Result<(Vec<EntryLine>, Option<Cursor>), StoreError> {
    let DaysFilter { days: (from, to), employee, job, after } = *filter;
    let (search, place, stage) = (String::new(), None, EntryStage::All);
    let filter = EntryListFilter { from, to, employee, search, job, place, stage, earliest_first: true, after };
    let mut listed = entry_list::list_page(tx, workspace, &filter, PAGE + 1)?;
    let more = listed.len() > PAGE;
    listed.truncate(PAGE);
    let after = listed.last().filter(|_| more).map(EntryRow::cursor);
    Ok((lines(tx, workspace, listed, now)?, after))
}

/// One page of a pay period's entries. `None` when the employee asked for is not of the workspace.
pub fn list(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: EntryFilter,
    now: Timestamp,
) -> Result<Option<EntryListPage>, StoreError> {
    let EntryFilter { period, employee, search, job, place, stage, earliest_first, after } = filter;
    let name = match employee {
        Some(id) => match employees::find_employee(tx, workspace, id)? {
            Some(employee) => Some(employee.details.name),
            None => return Ok(None),
        },
        None => None,
    };
    let period = pay_period(tx, workspace, period, now)?;
    let (from, to) = (period.days.from, period.days.to);
    let filter = EntryListFilter { from, to, employee, search, job, place, stage, earliest_first, after };
    let mut listed = entry_list::list_page(tx, workspace, &filter, PAGE + 1)?;
    let more = listed.len() > PAGE;
    listed.truncate(PAGE);
    let after = listed.last().filter(|_| more).map(EntryRow::cursor);
    let any = !listed.is_empty() || entry_list::any_entry(tx, workspace)?;
    let jobs = jobs::list_jobs(tx, workspace)?.into_iter().map(|job| (job.id, job.name)).collect();
    let locations = locations::list_locations(tx, workspace)?.into_iter();
    let locations = locations.map(|location| (location.id, location.name)).collect();
    Ok(Some(EntryListPage {
        period,
        lines: lines(tx, workspace, listed, now)?,
        after,
        jobs,
        locations,
        employee: name,
        any,
    }))
}

fn lines(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    listed: Vec<EntryRow>,
    now: Timestamp,
) -> Result<Vec<EntryLine>, StoreError> {
    if listed.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = listed.iter().map(|listed| listed.decided.entry.id).collect();
    let standing = entry_list::list_standing_of(tx, &ids)?;
    let checks = entry_list::list_checks_of(tx, &ids)?;
    let added = entry_list::list_added_of(tx, &ids)?;
    let at_kiosks = entry_list::list_kiosk_punches_of(tx, &ids)?;
    let places = punch_places::list_places_of(tx, workspace, &ids)?;
    let unpaid = entry_breaks::list_unpaid_of(tx, &ids)?;
    let lines = listed.into_iter().map(|listed| {
        let entry = listed.decided.entry;
        let (id, voided) = (entry.id, listed.decided.voided_at.is_some());
        let of_entry = checks.iter().filter(|check| check.entry == id);
        let states = of_entry.map(|check| CheckState::read(check.way.clone(), check.status, check.verdict.as_deref()));
        let times = (entry.status, entry.in_at, entry.out_at);
        let worked_of = |unpaid| worked_secs(times, unpaid, now).filter(|_| !voided);
        let worked = worked_of(unpaid.get(&id));
        Ok(EntryLine {
            id,
            employee: entry.employee,
            status: entry.status,
            voided,
            edited: listed.decided.revision > 0 || added.contains(&id),
            clocked_in: entry.in_at,
            clocked_out: entry.out_at,
            worked_secs: worked,
            unpaid_secs: worked_of(None).zip(worked).map_or(0, |(whole, worked)| whole - worked),
            marked: marked(at_kiosks.iter().filter(|(of, _)| *of == id).map(|(_, how)| how)),
            exceptions: standing.iter().filter(|(of, _)| *of == id).map(|(_, kind)| *kind).collect(),
            checks: states.collect::<Result<_, _>>()?,
            places: places.iter().filter(|place| place.entry == id).cloned().collect(),
            zone: entry.zone,
            name: listed.employee_name,
            job_id: entry.job,
            job: listed.job_name,
        })
    });
    lines.collect()
}

/// One punch of each mark.
fn marked<'a>(punches: impl Iterator<Item = &'a HowPunched>) -> Vec<HowPunched> {
    let mut marked: Vec<HowPunched> = Vec::new();
    for how in punches.filter(|how| how.mark().is_some()) {
        if !marked.iter().any(|other| other.mark() == how.mark()) {
            marked.push(how.clone());
        }
    }
    marked
}

/// Real seconds between in and out without unpaid breaks; so far, for an open entry. An unfinished one has none.
pub(super) fn worked_secs(
    (status, in_at, out_at): (EntryStatus, Timestamp, Option<Timestamp>),
    unpaid: Option<&Vec<UnpaidBreak>>,
    now: Timestamp,
) -> Option<i64> {
    let end = match status {
        EntryStatus::Open => now,
        EntryStatus::Closed => out_at?,
        EntryStatus::Unfinished => return None,
    };
    let unpaid = entry_breaks::spans(unpaid.map_or(&[], Vec::as_slice), end);
    Some(secs_without(in_at, end, unpaid))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_those_between_what_is_shown() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        // 06:59:12 to 15:31:02 over the end of daylight-saving time.
        let (from, to) = (at("2026-11-01T05:59:12.900Z"), at("2026-11-01T15:31:02.100Z"));
        assert_eq!(worked_secs((EntryStatus::Closed, from, Some(to)), None, to), Some(9 * 3600 + 31 * 60 + 50));
        assert_eq!(worked_secs((EntryStatus::Open, from, None), None, at("2026-11-01T06:59:12Z")), Some(3600));
        assert_eq!(worked_secs((EntryStatus::Unfinished, from, None), None, to), None);
    }
}
