//! One time entry, whole: what was clocked, what people made of it, and everything that speaks for it.

use jiff::{Timestamp, civil::Date};

use super::{
    audit::moment,
    call_log::{self, CallView},
    entry_changes::{days, says},
    entry_list::{CheckState, worked},
    gateway::Gateway,
};
pub use crate::store::approvals::Lock;
use crate::{
    domain::{
        entry::EntryStatus,
        entry_change::RevisionKind,
        ids::{CallId, EmployeeId, EntryId, JobId, VoiceCheckId, WorkspaceId},
        workspace::Zone,
    },
    store::{
        StoreError, Tx, approvals, calls, employees,
        entry_exceptions::{self, Noted},
        entry_record::{self, Decided},
        entry_revisions::{self, Revision},
        jobs,
        reviews::verdicts,
        voice_checks,
    },
};

/// A time entry as its page shows it.
#[derive(Debug, Clone)]
pub struct EntryRecord {
    pub id: EntryId,
    pub employee: EmployeeId,
    pub name: String,
    /// The zone that all its times are in.
    pub zone: Zone,
    pub status: EntryStatus,
    pub voided: bool,
    /// The local day on which it began.
    pub day: Date,
    pub in_at: Timestamp,
    pub out_at: Option<Timestamp>,
    pub job: Option<JobId>,
    /// Real time between in and out; so far, for an open one.
    pub worked: Option<String>,
    /// What a form sends back, so that nobody changes what they have not seen.
    pub mark: String,
    /// What was clocked, or added.
    pub original: State,
    /// What the employee says, the last time that was written down.
    pub claimed: Option<(Option<String>, Option<String>)>,
    pub decided: State,
    /// Every state that the entry had, the first one first.
    pub trail: Vec<TrailStep>,
    pub punches: Vec<PunchLine>,
    pub calls: Vec<CallLine>,
    pub checks: Vec<CheckLine>,
    pub exceptions: Vec<ExceptionLine>,
    /// The jobs that it can be given: those in use, and its own.
    pub jobs: Vec<(JobId, String)>,
    /// Why it cannot be changed.
    pub locked: Option<String>,
}

/// Times and job at one moment, on the wall clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    pub clocked_in: String,
    pub clocked_out: Option<String>,
    pub job: Option<String>,
    pub status: &'static str,
}

/// One revision.
#[derive(Debug, Clone)]
pub struct TrailStep {
    pub kind: RevisionKind,
    pub state: State,
    pub claimed_in: Option<String>,
    pub claimed_out: Option<String>,
    pub other_entry: Option<EntryId>,
    pub reason: Option<String>,
    pub note: Option<String>,
    pub at: String,
    pub actor: String,
}

#[derive(Debug, Clone)]
pub struct PunchLine {
    pub way: &'static str,
    pub at: String,
    pub channel: String,
}

/// A call that punched, with the place before which the list of the employee's calls begins with it.
#[derive(Debug, Clone)]
pub struct CallLine {
    pub id: CallId,
    pub view: CallView,
    pub list_after: String,
}

#[derive(Debug, Clone)]
pub struct CheckLine {
    pub id: VoiceCheckId,
    pub state: CheckState,
    /// Seconds, to a tenth.
    pub secs: Option<String>,
    pub verdict_at: Option<String>,
    /// By whom it was judged, and what they noted.
    pub reviewer: Option<String>,
    pub note: Option<String>,
}

#[derive(Debug, Clone)]
pub struct ExceptionLine {
    pub kind: &'static str,
    pub at: String,
    pub note: Option<String>,
    /// None while it stands.
    pub settled: Option<String>,
}

impl Gateway {
    /// # Errors
    /// When the store fails.
    pub async fn find_entry_record(
        &self,
        workspace: WorkspaceId,
        id: EntryId,
    ) -> Result<Option<EntryRecord>, StoreError> {
        let now = self.now();
        self.db
            .read(move |tx| match entry_record::find_decided(tx, workspace, id)? {
                Some(decided) => record(tx, &decided, now).map(Some),
                None => Ok(None),
            })
            .await
    }

    /// The jobs that a new entry can be given.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_jobs_in_use(&self, workspace: WorkspaceId) -> Result<Vec<(JobId, String)>, StoreError> {
        self.db.read(move |tx| Ok(in_use(&jobs::list_jobs(tx, workspace)?, None))).await
    }
}

fn in_use(jobs: &[crate::domain::job::Job], own: Option<JobId>) -> Vec<(JobId, String)> {
    let usable = jobs.iter().filter(|job| job.archived_at.is_none() || Some(job.id) == own);
    usable.map(|job| (job.id, job.name.clone())).collect()
}

fn record(tx: &mut dyn Tx, decided: &Decided, now: Timestamp) -> Result<EntryRecord, StoreError> {
    let entry = &decided.entry;
    let employee = employees::get_employee(tx, entry.workspace, entry.employee)?;
    let all_jobs = jobs::list_jobs(tx, entry.workspace)?;
    let name_of =
        |job: Option<JobId>| all_jobs.iter().find(|known| Some(known.id) == job).map(|known| known.name.clone());
    let zone = entry.zone.clone();
    let local = |at: Timestamp| moment(at, &zone);
    let state_of =
        |status: EntryStatus, in_at: Timestamp, out_at: Option<Timestamp>, job: Option<JobId>, voided: bool| State {
            clocked_in: local(in_at),
            clocked_out: out_at.map(local),
            job: name_of(job),
            status: if voided { "voided" } else { status.name() },
        };
    let voided = decided.voided_at.is_some();
    let now_decided = state_of(entry.status, entry.in_at, entry.out_at, entry.job, voided);
    let revisions = entry_revisions::list_revisions(tx, entry.id)?;
    let step = |revision: &Revision| TrailStep {
        kind: revision.kind,
        state: state_of(revision.status, revision.in_at, revision.out_at, revision.job, revision.voided),
        claimed_in: revision.claimed_in_at.map(local),
        claimed_out: revision.claimed_out_at.map(local),
        other_entry: revision.other_entry,
        reason: revision.reason.clone(),
        note: revision.note.clone(),
        at: local(revision.at),
        actor: revision.actor.clone(),
    };
    let mut trail: Vec<_> = revisions.iter().map(step).collect();
    let punches = entry_record::list_punches(tx, entry.id)?;
    // What was clocked and not written down yet, as no person has changed the entry since.
    if revisions.last().is_none_or(|last| !says(last, decided)) {
        trail.push(TrailStep {
            kind: RevisionKind::Clocked,
            state: now_decided.clone(),
            claimed_in: None,
            claimed_out: None,
            other_entry: None,
            reason: None,
            note: None,
            at: local(punches.last().map_or(entry.in_at, |punch| punch.at)),
            actor: employee.details.name.clone(),
        });
    }
    let claims = revisions.iter().rev().find(|past| past.claimed_in_at.is_some() || past.claimed_out_at.is_some());
    let (from, to) = days(entry, now);
    let lock = approvals::find_lock(tx, entry.employee, from, to)?;
    Ok(EntryRecord {
        id: entry.id,
        employee: entry.employee,
        status: entry.status,
        voided,
        day: entry.work_date(),
        in_at: entry.in_at,
        out_at: entry.out_at,
        job: entry.job,
        worked: worked(entry.status, entry.in_at, entry.out_at, now).filter(|_| !voided),
        mark: decided.mark(),
        original: trail.first().map_or_else(|| now_decided.clone(), |first| first.state.clone()),
        claimed: claims.map(|past| (past.claimed_in_at.map(local), past.claimed_out_at.map(local))),
        decided: now_decided,
        trail,
        calls: call_lines(tx, &punches, &zone)?,
        punches: punches
            .iter()
            .map(|punch| PunchLine {
                way: crate::store::entries::way_name(punch.way),
                at: local(punch.at),
                channel: punch.channel.clone(),
            })
            .collect(),
        checks: check_lines(tx, entry.id, &zone)?,
        exceptions: entry_exceptions::list_exceptions(tx, entry.id)?
            .iter()
            .map(|noted| exception_line(noted, &zone))
            .collect(),
        jobs: in_use(&all_jobs, entry.job),
        locked: lock.map(|lock| super::entry_changes::locked(&lock, &zone)),
        name: employee.details.name,
        zone,
    })
}

/// The calls that punched, each once.
fn call_lines(tx: &mut dyn Tx, punches: &[entry_record::EntryPunch], zone: &Zone) -> Result<Vec<CallLine>, StoreError> {
    let mut lines: Vec<CallLine> = Vec::new();
    for id in punches.iter().filter_map(|punch| punch.call) {
        if lines.iter().any(|line| line.id == id) {
            continue;
        }
        let call = calls::get_call(tx, id)?;
        let list_after = format!("{}.{id}", call.answered_at.as_millisecond().saturating_add(1));
        lines.push(CallLine { id, view: call_log::view(tx, &call, zone)?, list_after });
    }
    Ok(lines)
}

fn check_lines(tx: &mut dyn Tx, entry: EntryId, zone: &Zone) -> Result<Vec<CheckLine>, StoreError> {
    let found = voice_checks::list_judged_of_entry(tx, entry)?;
    let line = |check: voice_checks::Judged| {
        let given = match check.verdict {
            Some(_) => verdicts::find_last(tx, check.id)?,
            None => None,
        };
        Ok(CheckLine {
            id: check.id,
            state: CheckState::of(check.way, check.status, check.verdict.as_deref()),
            secs: check.secs.map(|secs| format!("{secs:.1}")),
            verdict_at: check.verdict_at.map(|at| moment(at, zone)),
            reviewer: given.as_ref().map(|given| given.reviewer.clone()),
            note: given.and_then(|given| given.note),
        })
    };
    found.into_iter().map(line).collect()
}

fn exception_line(noted: &Noted, zone: &Zone) -> ExceptionLine {
    let because = noted.settled_because.clone().unwrap_or_default();
    let settled = noted.settled_at.map(|at| match (&noted.decision, &noted.settler) {
        (Some(decision), Some(settler)) => format!("{decision} by {settler}, {}: {because}", moment(at, zone)),
        (Some(_) | None, _) => format!("settled {}: {because}", moment(at, zone)),
    });
    ExceptionLine { kind: noted.kind.name(), at: moment(noted.at, zone), note: noted.note.clone(), settled }
}
