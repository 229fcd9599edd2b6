//! One exception with all that a person needs to repair it where it stands.

use jiff::{SignedDuration, Timestamp, civil::Weekday};

use super::QueuedException;
use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{EntryId, ExceptionId, JobId, WorkspaceId},
        usual_end::{ClockedShift, usual_end},
        workspace::Zone,
    },
    service::timesheets::{
        changes::days,
        entry_record::{JobChoices, list_jobs_in_use},
    },
    store::{
        StoreError, Tx,
        approvals::{self, ApprovalLock},
        entries::Entry,
        entry_habits,
        entry_record::{self, DecidedEntry},
        exception_queue, workspaces,
    },
};

/// What somebody has clocked in the weeks before says when they usually leave.
const HABIT_WINDOW: SignedDuration = SignedDuration::from_hours(8 * 7 * 24);
/// Shifts that are looked at, two a day.
const HABIT_SHIFTS: usize = 112;

/// An exception, and what can be done about it.
#[derive(Debug, Clone)]
pub struct ExceptionDetail {
    /// The exception.
    pub exception: QueuedException,
    /// Its entry, where a correction is what resolves it; none once it is resolved, or the entry is voided.
    pub entry: Option<EntryToRepair>,
    /// The workspace's.
    pub zone: Zone,
}

/// The entry whose times or job are in doubt.
#[derive(Debug, Clone)]
pub struct EntryToRepair {
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
    /// The jobs that it can be given.
    pub jobs: JobChoices,
    /// When this person usually leaves; a suggestion, and never more.
    pub usual: Option<UsualTime>,
    /// When their next entry begins, where the end of this one is asked for.
    pub next_in: Option<Timestamp>,
    /// The approval that keeps it from being changed.
    pub lock: Option<ApprovalLock>,
}

/// A time to be suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsualTime {
    /// The moment.
    pub at: Timestamp,
    /// The day of the week for which it is usual; none where it is so on any day.
    pub on: Option<Weekday>,
}

/// An exception of the workspace, if it is there.
pub fn find_detail(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: ExceptionId,
    now: Timestamp,
) -> Result<Option<ExceptionDetail>, StoreError> {
    let Some(exception) = exception_queue::find_exception(tx, workspace, id)? else { return Ok(None) };
    let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
    let repairable = exception.settled.is_none() && exception.kind.needs_correction();
    let decided = match exception.entry.as_ref().filter(|entry| repairable && !entry.voided) {
        Some(entry) => entry_record::find_decided(tx, workspace, entry.id)?,
        None => None,
    };
    let entry = decided.map(|decided| to_repair(tx, exception.kind, decided, now)).transpose()?;
    Ok(Some(ExceptionDetail { exception, entry, zone }))
}

fn to_repair(
    tx: &mut dyn Tx,
    kind: ExceptionKind,
    decided: DecidedEntry,
    now: Timestamp,
) -> Result<EntryToRepair, StoreError> {
    let version = decided.version();
    let entry = decided.entry;
    let next_in = entry_habits::find_next_begin(tx, (entry.workspace, entry.employee), entry.in_at)?;
    let asks_for_end = matches!(
        kind,
        ExceptionKind::MissingClockOut | ExceptionKind::UnansweredQuestion | ExceptionKind::ImpossiblyLong
    );
    let usual = if asks_for_end { find_usual(tx, &entry, next_in.unwrap_or(now).min(now))? } else { None };
    let next_in = next_in.filter(|_| asks_for_end);
    let (from, to) = days(&entry, now);
    Ok(EntryToRepair {
        id: entry.id,
        version,
        in_at: entry.in_at,
        out_at: entry.out_at,
        job: entry.job,
        jobs: list_jobs_in_use(tx, entry.workspace)?,
        usual,
        next_in,
        lock: approvals::find_lock(tx, entry.employee, from, to)?,
        zone: entry.zone,
    })
}

/// The end that is usual for the entry, where it lies before `until`: what is still to come, or in the next shift, is no
/// suggestion.
fn find_usual(tx: &mut dyn Tx, entry: &Entry, until: Timestamp) -> Result<Option<UsualTime>, StoreError> {
    let since = entry.in_at.saturating_sub(HABIT_WINDOW).unwrap_or(Timestamp::MIN);
    let whose = (entry.workspace, entry.employee);
    let clocked = entry_habits::list_clocked(tx, whose, (since, entry.in_at), HABIT_SHIFTS)?;
    let shifts: Vec<_> = clocked
        .iter()
        .map(|shift| ClockedShift {
            began: shift.zone.local(shift.in_at).datetime(),
            ended: shift.zone.local(shift.out_at).datetime(),
        })
        .collect();
    let Some(usual) = usual_end(entry.zone.local(entry.in_at).datetime(), &shifts) else { return Ok(None) };
    let at = entry.zone.moment(usual.at, None).ok();
    Ok(at.filter(|at| entry.in_at < *at && *at <= until).map(|at| UsualTime { at, on: usual.on }))
}
