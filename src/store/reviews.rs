//! Voice checks as reviewers see them: one with all that is known of it, and lists of them.

pub mod listens;
pub mod plays;
pub mod queue;
pub mod verdicts;

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    caller::Caller,
    exception::ExceptionKind,
    ids::{CallId, EmployeeId, EntryId, JobId, VoiceCheckId, WorkspaceId},
    voice_check::{FileProblem, Measures, Verdict, VoiceCheckStatus},
    workspace::Zone,
};

/// A voice check with its call, entry and employee.
#[derive(Debug, Clone)]
pub struct CheckForReview {
    /// Its own id.
    pub id: VoiceCheckId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Whose voice it should be.
    pub employee: EmployeeId,
    /// The employee's name.
    pub employee_name: String,
    /// The call that it was recorded in.
    pub call: CallId,
    /// The entry that was clocked.
    pub entry: EntryId,
    /// How far it has come.
    pub status: VoiceCheckStatus,
    /// Why what came was no recording, where it was refused.
    pub refused_because: Option<String>,
    /// What is wrong with it.
    pub risk: Risk,
    /// Its place in the queue: when the punch asked for it.
    pub expected_at: Timestamp,
    /// Where the WAV is, or was, below the recordings' folder.
    pub recording: Option<String>,
    /// SHA-256 of the file.
    pub sha256: Option<Vec<u8>>,
    /// What was measured of the sound.
    pub measures: Option<Measures>,
    /// What was found when the file was opened.
    pub file_problem: Option<FileProblem>,
    /// What the reviewer said, where somebody has.
    pub verdict: Option<Verdict>,
    /// When they did.
    pub verdict_at: Option<Timestamp>,
    /// A legal hold, where there is one.
    pub held: Option<LegalHold>,
    /// Set once its period is over: the file is deleted, or about to be.
    pub doomed_at: Option<Timestamp>,
    /// The number that the call came from.
    pub caller: Caller,
    /// When the call was answered.
    pub answered_at: Timestamp,
    /// Whether the employee had signed in from this number before this call.
    pub known_caller: bool,
    /// The zone of the entry.
    pub zone: Zone,
    /// `in` or `out`.
    pub way: Option<String>,
    /// The job's name, where one was named.
    pub job: Option<String>,
    /// Whether the entry counts no more.
    pub voided: bool,
}

impl CheckForReview {
    /// Whether there is a recording that may be heard.
    #[must_use]
    pub fn can_be_heard(&self) -> bool {
        self.status == VoiceCheckStatus::Stored && self.doomed_at.is_none()
    }
}

/// What is wrong with a voice check: in what order they are heard, the last one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// Nothing is.
    None,
    /// Its sound has an open exception.
    Sound,
    /// Who called has one: another number than before, or another voice.
    Caller,
}

impl Risk {
    /// All of them, the smallest first.
    pub const ALL: [Self; 3] = [Self::None, Self::Sound, Self::Caller];

    const fn new(is_flagged: bool, doubts_caller: bool) -> Self {
        match (is_flagged, doubts_caller) {
            (true, true) => Self::Caller,
            (true, false) => Self::Sound,
            (false, _) => Self::None,
        }
    }

    /// How it is written in the address of a page.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Sound => 1,
            Self::Caller => 2,
        }
    }

    const fn is_flagged(self) -> bool {
        match self {
            Self::Sound | Self::Caller => true,
            Self::None => false,
        }
    }

    /// What holds for those of this risk beside the flag.
    const fn condition(self) -> &'static str {
        match self {
            Self::Caller => {
                " AND EXISTS (SELECT 1 FROM exception x WHERE x.call_id = v.call_id AND x.settled_at IS NULL \
                 AND x.kind IN ('not this person', 'unrecognised caller'))"
            }
            Self::Sound => {
                " AND NOT EXISTS (SELECT 1 FROM exception x WHERE x.call_id = v.call_id AND x.settled_at IS NULL \
                 AND x.kind IN ('not this person', 'unrecognised caller'))"
            }
            Self::None => "",
        }
    }
}

/// A legal hold: the recording stays, however old.
#[derive(Debug, Clone)]
pub struct LegalHold {
    /// Since when.
    pub at: Timestamp,
    /// Why.
    pub because: String,
}

// Rows are to be found in the order of the joins: the voice check by an index, the others by their ids (tests::plans_reviews).
const SELECT: &str = "SELECT v.id, v.workspace_id, v.employee_id, e.name, v.call_id, v.entry_id, v.status, \
    v.refused_because, v.flagged, v.expected_at, v.recording, v.sha256, v.secs, v.level_dbfs, v.peak_dbfs, \
    v.speech_share, v.clipped_share, v.audio_amiss, v.verdict, v.verdict_at, v.held_at, v.held_because, \
    v.audio_doomed_at, c.caller, c.answered_at, EXISTS (SELECT 1 FROM known_phone k WHERE \
    k.employee_id = v.employee_id AND k.caller = c.caller AND k.first_at < c.answered_at), t.zone, \
    (SELECT min(p.way) FROM punch p WHERE p.entry_id = v.entry_id AND p.call_id = v.call_id), j.name, \
    t.voided_at IS NOT NULL, EXISTS (SELECT 1 FROM exception x WHERE x.call_id = v.call_id AND x.settled_at IS NULL \
    AND x.kind IN ('not this person', 'unrecognised caller')) \
    FROM voice_check v JOIN employee e ON e.id = v.employee_id JOIN call c ON c.id = v.call_id \
    JOIN time_entry t ON t.id = v.entry_id LEFT JOIN job j ON j.id = v.job_id";

/// What is stored and was not judged; the same words as in the indexes of the queue.
const UNHEARD: &str = "v.status = 'stored' AND v.verdict IS NULL AND v.audio_doomed_at IS NULL";

fn read(row: &Row) -> Result<CheckForReview, StoreError> {
    let measures = match row.get::<Option<f64>>(12)? {
        Some(secs) => Some(Measures {
            secs,
            level_dbfs: row.get(13)?,
            peak_dbfs: row.get(14)?,
            speech_share: row.get(15)?,
            clipped_share: row.get(16)?,
        }),
        None => None,
    };
    let file_problem: Option<String> = row.get(17)?;
    let held = match row.get(20)? {
        Some(at) => Some(LegalHold { at, because: row.get::<Option<String>>(21)?.unwrap_or_default() }),
        None => None,
    };
    Ok(CheckForReview {
        id: row.get(0)?,
        workspace: row.get(1)?,
        employee: row.get(2)?,
        employee_name: row.get(3)?,
        call: row.get(4)?,
        entry: row.get(5)?,
        status: row.get(6)?,
        refused_because: row.get(7)?,
        risk: Risk::new(row.get(8)?, row.get(30)?),
        expected_at: row.get(9)?,
        recording: row.get(10)?,
        sha256: row.get(11)?,
        measures,
        file_problem: file_problem.as_deref().and_then(FileProblem::parse),
        verdict: row.get(18)?,
        verdict_at: row.get(19)?,
        held,
        doomed_at: row.get(22)?,
        caller: row.get(23)?,
        answered_at: row.get(24)?,
        known_caller: row.get(25)?,
        zone: row.get(26)?,
        way: row.get(27)?,
        job: row.get(28)?,
        voided: row.get(29)?,
    })
}

/// A voice check of the workspace.
pub fn find_check(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: VoiceCheckId,
) -> Result<Option<CheckForReview>, StoreError> {
    find_one(tx, &format!("{SELECT} WHERE v.workspace_id = ?1 AND v.id = ?2"), params![workspace, id], read)
}

/// Which voice checks a reviewer wants; all where absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReviewFilter {
    /// Only those that something is wrong with.
    pub flagged_only: bool,
    /// Only those of this employee.
    pub employee: Option<EmployeeId>,
    /// Only those of punches with this job.
    pub job: Option<JobId>,
}

impl ReviewFilter {
    /// Further conditions on `voice_check v`, for the parameters `?2` and `?3`.
    fn conditions(self) -> String {
        let mut conditions = String::new();
        if self.employee.is_some() {
            conditions.push_str(" AND v.employee_id = ?2");
        }
        if self.job.is_some() {
            conditions.push_str(" AND v.job_id = ?3");
        }
        conditions
    }
}

/// A place in a list that is ordered by time.
pub type ReviewCursor = (Timestamp, VoiceCheckId);

/// Judged voice checks, the latest verdict first; all verdicts where `verdict` is absent.
pub fn list_heard(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: ReviewFilter,
    verdict: Option<Verdict>,
    (before, limit): (Option<ReviewCursor>, usize),
) -> Result<Vec<CheckForReview>, StoreError> {
    let of_verdict = if verdict.is_some() { " AND v.verdict = ?4" } else { "" };
    let flagged = if filter.flagged_only { " AND v.flagged = 1" } else { "" };
    let conditions = filter.conditions();
    let sql = format!(
        "{SELECT} WHERE v.workspace_id = ?1 AND v.verdict IS NOT NULL{conditions}{of_verdict}{flagged} \
         AND (v.verdict_at, v.id) < (?5, ?6) ORDER BY v.verdict_at DESC, v.id DESC LIMIT ?7"
    );
    let (at, id) = before.unwrap_or((Timestamp::MAX, VoiceCheckId::from_bytes([0xFF; 16])));
    let (employee, job) = (filter.employee, filter.job);
    list(tx, &sql, params![workspace, employee, job, verdict.map(Verdict::name), at, id, limit], read)
}

/// How many were judged from a moment on.
pub fn count_heard(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: ReviewFilter,
    since: Timestamp,
) -> Result<usize, StoreError> {
    let flagged = if filter.flagged_only { " AND v.flagged = 1" } else { "" };
    let sql = format!(
        "SELECT count(*) FROM voice_check v WHERE v.workspace_id = ?1 AND v.verdict IS NOT NULL{}{flagged} \
         AND v.verdict_at >= ?4",
        filter.conditions()
    );
    let params = params![workspace, filter.employee, filter.job, since];
    Ok(find_one(tx, &sql, params, |row| row.get(0))?.unwrap_or_default())
}

/// The latest recordings of an employee before a moment that were judged to be them and can be heard.
pub fn list_same_person(
    tx: &mut dyn Tx,
    employee: EmployeeId,
    before: ReviewCursor,
    limit: usize,
) -> Result<Vec<CheckForReview>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE v.employee_id = ?1 AND v.verdict = 'same person' AND v.status = 'stored' \
         AND v.audio_doomed_at IS NULL AND v.audio_amiss IS NULL AND (v.expected_at, v.id) < (?2, ?3) \
         ORDER BY v.expected_at DESC, v.id DESC LIMIT ?4"
    );
    list(tx, &sql, params![employee, before.0, before.1, limit], read)
}

/// The exceptions of a call or its entry that stand, the worst first.
pub fn list_standing(
    tx: &mut dyn Tx,
    entry: EntryId,
    call: CallId,
) -> Result<Vec<(ExceptionKind, Option<String>)>, StoreError> {
    const SQL: &str = "SELECT kind, note FROM exception WHERE (entry_id = ?1 OR call_id = ?2) AND settled_at IS NULL \
                       ORDER BY rank, id";
    list(tx, SQL, params![entry, call], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The exceptions of a call that are about the voice or the number and stand, the worst first: those that flag its
/// voice check.
pub fn list_flags(tx: &mut dyn Tx, call: CallId) -> Result<Vec<ExceptionKind>, StoreError> {
    const SQL: &str = "SELECT kind FROM exception WHERE call_id = ?1 AND settled_at IS NULL ORDER BY rank, id";
    let standing: Vec<ExceptionKind> = list(tx, SQL, params![call], |row| row.get(0))?;
    Ok(standing.into_iter().filter(|kind| kind.is_about_the_voice()).collect())
}

/// Notes what was found when the recording was opened; nothing, where it is sound again.
///
/// # Errors
/// When there is no such voice check.
pub fn set_file_problem(
    tx: &mut dyn Tx,
    id: VoiceCheckId,
    file_problem: Option<FileProblem>,
) -> Result<(), StoreError> {
    let name = file_problem.map(FileProblem::name);
    execute_one(tx, "UPDATE voice_check SET audio_amiss = ?2 WHERE id = ?1", params![id, name])
}
