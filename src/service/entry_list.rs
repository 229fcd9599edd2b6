//! Time entries by pay period, as their page lists them.

use jiff::{Timestamp, civil::Date};

use super::gateway::Gateway;
pub use crate::store::entry_list::{Place, Stage};
use crate::{
    domain::{
        entry::EntryStatus,
        ids::{EmployeeId, EntryId, JobId, WorkspaceId},
        payroll::Period,
        voice_check::VoiceCheckStatus,
    },
    store::{
        StoreError, Tx, employees,
        entry_list::{self, Check, Filter, Listed},
        jobs, payroll_policies, workspaces,
    },
};

/// Entries on one page.
const PAGE: usize = 50;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// A day of the pay period; today where absent.
    pub day: Option<Date>,
    pub employee: Option<EmployeeId>,
    /// A part of the employee's name, number or e-mail address.
    pub search: String,
    pub job: Option<JobId>,
    pub stage: Stage,
    pub after: Option<Place>,
}

/// A page of entries, latest first, and what it can be narrowed to.
#[derive(Debug, Clone)]
pub struct EntryPage {
    pub period: Period,
    /// The days by which the periods beside it are asked for.
    pub previous: Date,
    pub next: Date,
    /// Whether today lies in it.
    pub is_current: bool,
    pub lines: Vec<EntryLine>,
    /// The last entry shown, where there are more.
    pub after: Option<Place>,
    /// Every job of the workspace, by name; archived ones too, as hours are on them.
    pub jobs: Vec<(JobId, String)>,
    /// The name of the employee asked for.
    pub employee: Option<String>,
    /// Whether the workspace has any entry at all.
    pub any: bool,
}

#[derive(Debug, Clone)]
pub struct EntryLine {
    pub id: EntryId,
    pub employee: EmployeeId,
    pub name: String,
    pub status: EntryStatus,
    pub voided: bool,
    /// Whether a person has changed or added it.
    pub edited: bool,
    /// On the entry's wall clock.
    pub clocked_in: String,
    pub clocked_out: Option<String>,
    /// Hours and minutes between in and out; so far, for an open one.
    pub worked: Option<String>,
    pub job: Option<String>,
    pub exceptions: Vec<&'static str>,
    pub checks: Vec<CheckState>,
}

/// What became of one voice check, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckState {
    /// `in` or `out`.
    pub way: String,
    pub words: String,
    pub look: &'static str,
}

impl CheckState {
    /// A verdict says more than the state of the recording. `look` is a class of badges.
    pub(super) fn of(way: String, status: VoiceCheckStatus, verdict: Option<&str>) -> Self {
        let (words, look) = match (status, verdict) {
            (_, Some(verdict)) => {
                let look = match verdict {
                    "same person" => "good",
                    "not this person" => "bad",
                    _ => "warn",
                };
                (verdict, look)
            }
            (VoiceCheckStatus::Expected | VoiceCheckStatus::Fetching, None) => ("on its way", ""),
            (VoiceCheckStatus::Stored, None) => ("not heard yet", ""),
            (VoiceCheckStatus::Missing, None) => ("missing", "warn"),
            (VoiceCheckStatus::Refused, None) => ("unreadable", "warn"),
        };
        Self { way, words: words.to_owned(), look }
    }
}

impl Gateway {
    /// One page of a pay period's entries. `None` when the employee asked for is not of the workspace.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_entry_page(
        &self,
        workspace: WorkspaceId,
        wanted: Wanted,
    ) -> Result<Option<EntryPage>, StoreError> {
        let now = self.now();
        self.db.read(move |tx| page(tx, workspace, &wanted, now)).await
    }
}

fn page(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    wanted: &Wanted,
    now: Timestamp,
) -> Result<Option<EntryPage>, StoreError> {
    let employee = match wanted.employee {
        Some(id) => match employees::find_employee(tx, workspace, id)? {
            Some(employee) => Some(employee.details.name),
            None => return Ok(None),
        },
        None => None,
    };
    let policy = payroll_policies::get_policy(tx, workspace)?;
    let today = workspaces::get_workspace(tx, workspace)?.settings.zone.local(now).date();
    let period = policy.period_of(wanted.day.unwrap_or(today));
    let filter = Filter {
        from: period.from,
        to: period.to,
        employee: wanted.employee,
        search: wanted.search.clone(),
        job: wanted.job,
        stage: wanted.stage,
        after: wanted.after,
    };
    let mut listed = entry_list::list_page(tx, workspace, &filter, PAGE + 1)?;
    let more = listed.len() > PAGE;
    listed.truncate(PAGE);
    let after = listed.last().filter(|_| more).map(Listed::place);
    let any = !listed.is_empty() || entry_list::any_entry(tx, workspace)?;
    let jobs = jobs::list_jobs(tx, workspace)?.into_iter().map(|job| (job.id, job.name)).collect();
    Ok(Some(EntryPage {
        previous: period.from.yesterday().unwrap_or(period.from),
        next: period.to.tomorrow().unwrap_or(period.to),
        is_current: period.contains(today),
        period,
        lines: lines(tx, listed, now)?,
        after,
        jobs,
        employee,
        any,
    }))
}

fn lines(tx: &mut dyn Tx, listed: Vec<Listed>, now: Timestamp) -> Result<Vec<EntryLine>, StoreError> {
    let ids: Vec<_> = listed.iter().map(|listed| listed.decided.entry.id).collect();
    let standing = entry_list::list_standing_of(tx, &ids)?;
    let checks = entry_list::list_checks_of(tx, &ids)?;
    let added = entry_list::list_added_of(tx, &ids)?;
    let lines = listed.into_iter().map(|listed| {
        let entry = &listed.decided.entry;
        let (id, voided) = (entry.id, listed.decided.voided_at.is_some());
        let of_entry = |check: &&Check| check.entry == id;
        let state = |check: &Check| CheckState::of(check.way.clone(), check.status, check.verdict.as_deref());
        EntryLine {
            id,
            employee: entry.employee,
            status: entry.status,
            voided,
            edited: listed.decided.revision > 0 || added.contains(&id),
            clocked_in: wall_clock(&entry.zone.local(entry.in_at)),
            clocked_out: entry.out_at.map(|out| {
                let (from, to) = (entry.zone.local(entry.in_at), entry.zone.local(out));
                if from.date() == to.date() { to.strftime("%H:%M:%S %Z").to_string() } else { wall_clock(&to) }
            }),
            worked: worked(entry.status, entry.in_at, entry.out_at, now).filter(|_| !voided),
            exceptions: standing.iter().filter(|(of, _)| *of == id).map(|(_, kind)| kind.name()).collect(),
            checks: checks.iter().filter(of_entry).map(state).collect(),
            name: listed.employee_name,
            job: listed.job_name,
        }
    });
    Ok(lines.collect())
}

fn wall_clock(local: &jiff::Zoned) -> String {
    local.strftime("%Y-%m-%d %H:%M:%S %Z").to_string()
}

/// Real time between in and out as `8:32:07`; so far, for an open entry. An unfinished one has none.
pub(super) fn worked(
    status: EntryStatus,
    in_at: Timestamp,
    out_at: Option<Timestamp>,
    now: Timestamp,
) -> Option<String> {
    let end = match status {
        EntryStatus::Open => now,
        EntryStatus::Closed => out_at?,
        EntryStatus::Unfinished => return None,
    };
    // Both are shown to the second, and so is what lies between them.
    let secs = end.as_second().saturating_sub(in_at.as_second()).max(0);
    Some(format!("{}:{:02}:{:02}", secs / 3600, secs / 60 % 60, secs % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_those_between_what_is_shown() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        // 06:59:12 to 15:31:02 over the end of daylight-saving time.
        let (from, to) = (at("2026-11-01T05:59:12.900Z"), at("2026-11-01T15:31:02.100Z"));
        assert_eq!(worked(EntryStatus::Closed, from, Some(to), to).as_deref(), Some("9:31:50"));
        assert_eq!(worked(EntryStatus::Open, from, None, at("2026-11-01T06:59:12Z")).as_deref(), Some("1:00:00"));
        assert_eq!(worked(EntryStatus::Unfinished, from, None, to), None);
    }

    #[test]
    fn a_verdict_says_more_than_the_recording() {
        let words = |status, verdict| CheckState::of("in".to_owned(), status, verdict).words;
        assert_eq!(words(VoiceCheckStatus::Stored, None), "not heard yet");
        assert_eq!(words(VoiceCheckStatus::Stored, Some("same person")), "same person");
        assert_eq!(words(VoiceCheckStatus::Missing, None), "missing");
    }
}
