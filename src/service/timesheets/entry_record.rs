//! One time entry, whole: what was clocked, what people made of it, and everything that speaks for it.

use jiff::{Timestamp, civil::Date};

use super::{
    changes::{days, says, who_clocked_since},
    entry_list::{CheckState, worked_secs},
};
pub use crate::store::{
    approvals::ApprovalLock,
    calls::Call,
    entries::{parse_way, way_name},
    entry_breaks::{BreakDeed, BreakStep, EntryBreak},
    entry_exceptions::EntryException,
    entry_record::EntryPunch,
    kept_punches::{BecameOf, KeptPunch},
};
use crate::{
    domain::{
        breaks::BreakKind,
        entry::EntryStatus,
        entry_change::RevisionKind,
        ids::{EmployeeId, EntryId, JobId, VoiceCheckId, WorkspaceId},
        job::Job,
        workspace::{JobPolicy, Zone},
    },
    store::{
        StoreError, Tx, approvals, break_kinds, calls, employees, entry_breaks, entry_exceptions,
        entry_record::{self, DecidedEntry},
        entry_revisions::{self, Revision},
        jobs, kept_punches,
        photo_reviews::{self, PhotoForReview},
        reviews::verdicts,
        voice_checks, workspaces,
    },
};

/// A time entry as its page shows it.
#[derive(Debug, Clone)]
pub struct EntryRecord {
    /// The entry.
    pub id: EntryId,
    /// Whose it is.
    pub employee: EmployeeId,
    /// Their name.
    pub name: String,
    /// The zone that all its times are in.
    pub zone: Zone,
    /// How far it has come.
    pub status: EntryStatus,
    /// Whether it counts no more.
    pub voided: bool,
    /// The local day on which it began.
    pub day: Date,
    /// When it began.
    pub in_at: Timestamp,
    /// When it ended; none while it is open or where nobody knows.
    pub out_at: Option<Timestamp>,
    /// The job that was worked on, where one was named.
    pub job: Option<JobId>,
    /// Real seconds between in and out; so far, for an open one.
    pub worked_secs: Option<i64>,
    /// What a form sends back, so that nobody changes what they have not seen.
    pub version: String,
    /// What was clocked, or added.
    pub original: EntryState,
    /// What the employee says about in and out, the last time that was written down.
    pub claimed: Option<(Option<Timestamp>, Option<Timestamp>)>,
    /// What it says now.
    pub decided: EntryState,
    /// Every state that the entry had, the first one first.
    pub trail: Vec<TrailStep>,
    /// Every punch, in the order in which they were made.
    pub punches: Vec<EntryPunch>,
    /// What kiosks have kept of it while their network was gone, in the order in which it came.
    pub kept: Vec<KeptPunch>,
    /// The calls that punched, each once.
    pub calls: Vec<Call>,
    /// The voice checks of its punches, in before out.
    pub checks: Vec<CheckLine>,
    /// The photos of its punches at kiosks, in their order.
    pub photos: Vec<PhotoForReview>,
    /// Every exception of it, settled or not, in the order they arose.
    pub exceptions: Vec<EntryException>,
    /// The jobs that it can be given: those in use, and its own.
    pub jobs: JobChoices,
    /// The approval that keeps it from being changed.
    pub lock: Option<ApprovalLock>,
    /// Its breaks that count, in the order in which they began.
    pub breaks: Vec<EntryBreak>,
    /// What was done with its breaks, removed ones too.
    pub break_trail: Vec<BreakStep>,
    /// The kinds of breaks of the workspace, archived ones too.
    pub break_kinds: Vec<BreakKind>,
}

/// Times and job at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryState {
    /// When it began.
    pub in_at: Timestamp,
    /// When it ended; none while it was open or where nobody knew.
    pub out_at: Option<Timestamp>,
    /// The job's name, where one was named.
    pub job: Option<String>,
    /// How far it had come.
    pub status: EntryStatus,
    /// Whether it counted no more.
    pub voided: bool,
}

/// One revision, or what was clocked where nobody has changed the entry.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of Revision, with times and job as a state")]
pub struct TrailStep {
    pub kind: RevisionKind,
    pub state: EntryState,
    pub claimed_in_at: Option<Timestamp>,
    pub claimed_out_at: Option<Timestamp>,
    pub other_entry: Option<EntryId>,
    pub reason: Option<String>,
    pub note: Option<String>,
    pub at: Timestamp,
    pub actor: String,
}

/// One voice check, and what was heard in it.
#[derive(Debug, Clone)]
pub struct CheckLine {
    /// Its own id.
    pub id: VoiceCheckId,
    /// Which punch it is of, and what became of it.
    pub state: CheckState,
    /// Length of the recording in seconds; none before it was measured.
    pub secs: Option<f64>,
    /// When the verdict was given.
    pub verdict_at: Option<Timestamp>,
    /// By whom it was judged, and what they noted.
    pub reviewer: Option<String>,
    /// What they noted, where they did.
    pub note: Option<String>,
}

/// One entry of the workspace, if it is there.
pub fn find(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: EntryId,
    now: Timestamp,
) -> Result<Option<EntryRecord>, StoreError> {
    match entry_record::find_decided(tx, workspace, id)? {
        Some(decided) => record(tx, &decided, now).map(Some),
        None => Ok(None),
    }
}

/// The jobs that an entry can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobChoices {
    /// Each with its name.
    pub jobs: Vec<(JobId, String)>,
    /// Whether the workspace takes no entry without one.
    pub required: bool,
}

/// The jobs that a new entry can be given.
pub fn list_jobs_in_use(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<JobChoices, StoreError> {
    let jobs = jobs::list_jobs(tx, workspace)?;
    in_use(tx, workspace, &jobs, None)
}

fn in_use(tx: &mut dyn Tx, workspace: WorkspaceId, jobs: &[Job], own: Option<JobId>) -> Result<JobChoices, StoreError> {
    let asks = match workspaces::get_workspace(tx, workspace)?.settings.job_policy {
        JobPolicy::Required => true,
        JobPolicy::Optional => false,
    };
    let required = asks && jobs.iter().any(|job| job.archived_at.is_none());
    let usable = jobs.iter().filter(|job| job.archived_at.is_none() || Some(job.id) == own);
    Ok(JobChoices { jobs: usable.map(|job| (job.id, job.name.clone())).collect(), required })
}

fn record(tx: &mut dyn Tx, decided: &DecidedEntry, now: Timestamp) -> Result<EntryRecord, StoreError> {
    let (entry, voided) = (&decided.entry, decided.voided_at.is_some());
    let employee = employees::get_employee(tx, entry.workspace, entry.employee)?;
    let all_jobs = jobs::list_jobs(tx, entry.workspace)?;
    let name_of =
        |job: Option<JobId>| all_jobs.iter().find(|known| Some(known.id) == job).map(|known| known.name.clone());
    let state =
        EntryState { in_at: entry.in_at, out_at: entry.out_at, job: name_of(entry.job), status: entry.status, voided };
    let revisions = entry_revisions::list_revisions(tx, entry.id)?;
    let punches = entry_record::list_punches(tx, entry.id)?;
    let mut trail: Vec<_> = revisions.iter().map(|revision| trail_step(revision, name_of(revision.job))).collect();
    // What was clocked and not written down yet, as no person has changed the entry since.
    if revisions.last().is_none_or(|last| !says(last, decided)) {
        trail.push(TrailStep {
            kind: RevisionKind::Clocked,
            state: state.clone(),
            claimed_in_at: None,
            claimed_out_at: None,
            other_entry: None,
            reason: None,
            note: None,
            at: punches.last().map_or(entry.in_at, |punch| punch.at),
            actor: who_clocked_since(&punches, revisions.last().map(|last| last.at), &employee.details.name),
        });
    }
    let unpaid = entry_breaks::list_unpaid_of(tx, &[entry.id])?;
    let claims = revisions.iter().rev().find(|past| past.claimed_in_at.is_some() || past.claimed_out_at.is_some());
    let (from, to) = days(entry, now);
    Ok(EntryRecord {
        id: entry.id,
        employee: entry.employee,
        name: employee.details.name,
        zone: entry.zone.clone(),
        status: entry.status,
        voided,
        day: entry.work_date(),
        in_at: entry.in_at,
        out_at: entry.out_at,
        job: entry.job,
        worked_secs: worked_secs((entry.status, entry.in_at, entry.out_at), unpaid.get(&entry.id), now)
            .filter(|_| !voided),
        version: decided.version(),
        original: trail.first().map_or_else(|| state.clone(), |first| first.state.clone()),
        claimed: claims.map(|past| (past.claimed_in_at, past.claimed_out_at)),
        decided: state,
        trail,
        calls: calls_of(tx, &punches)?,
        kept: kept_punches::list_of_entry(tx, entry.id)?,
        punches,
        checks: check_lines(tx, entry.id)?,
        photos: photo_reviews::list_of_entry(tx, entry.workspace, entry.id)?,
        exceptions: entry_exceptions::list_exceptions(tx, entry.id)?,
        jobs: in_use(tx, entry.workspace, &all_jobs, entry.job)?,
        lock: approvals::find_lock(tx, entry.employee, from, to)?,
        breaks: entry_breaks::list_breaks(tx, entry.id)?.into_iter().filter(|one| one.voided_at.is_none()).collect(),
        break_trail: entry_breaks::list_steps(tx, entry.id)?,
        break_kinds: break_kinds::list_kinds(tx, entry.workspace)?,
    })
}

fn trail_step(revision: &Revision, job: Option<String>) -> TrailStep {
    let Revision { status, in_at, out_at, voided, .. } = *revision;
    TrailStep {
        kind: revision.kind,
        state: EntryState { in_at, out_at, job, status, voided },
        claimed_in_at: revision.claimed_in_at,
        claimed_out_at: revision.claimed_out_at,
        other_entry: revision.other_entry,
        reason: revision.reason.clone(),
        note: revision.note.clone(),
        at: revision.at,
        actor: revision.actor.clone(),
    }
}

fn calls_of(tx: &mut dyn Tx, punches: &[EntryPunch]) -> Result<Vec<Call>, StoreError> {
    let mut found: Vec<Call> = Vec::new();
    for id in punches.iter().filter_map(|punch| punch.call) {
        if found.iter().all(|call| call.id != id) {
            found.push(calls::get_call(tx, id)?);
        }
    }
    Ok(found)
}

fn check_lines(tx: &mut dyn Tx, entry: EntryId) -> Result<Vec<CheckLine>, StoreError> {
    let found = voice_checks::list_judged_of_entry(tx, entry)?;
    let line = |check: voice_checks::JudgedVoiceCheck| {
        let given = match check.verdict {
            Some(_) => verdicts::find_last(tx, check.id)?,
            None => None,
        };
        Ok(CheckLine {
            id: check.id,
            state: CheckState::read(check.way, check.status, check.verdict.as_deref())?,
            secs: check.secs,
            verdict_at: check.verdict_at,
            reviewer: given.as_ref().map(|given| given.reviewer.clone()),
            note: given.and_then(|given| given.note),
        })
    };
    found.into_iter().map(line).collect()
}
