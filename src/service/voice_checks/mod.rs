//! Voice checks: from the punch that asks for one to the recording that is kept, and on to the verdict of whoever hears
//! it.

pub mod audio;
pub mod claim_recordings;
pub mod claims;
pub mod detail;
pub mod expect;
pub mod fetch;
pub mod holds;
pub mod lists;
pub mod retention;
pub mod verdicts;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{
    audit::{Actor, AuditChange},
    kernel::recordings::RecordingsError,
};
use crate::{
    audio::measure,
    domain::{
        ids::{UserId, WorkspaceId},
        time_text::moment,
        voice_check::{AudioProblem, Verdict},
        workspace::Zone,
    },
    store::{StoreError, Tx, payroll_policies, reviews::queue::ReviewQueue},
};

pub use crate::store::reviews::{
    CheckForReview, ReviewCursor, ReviewFilter, Risk,
    listens::{Listen, ListenProgress, Reach},
    verdicts::VerdictRecord,
};

/// How long after a play has come to its end the verdict may be given.
const HEARD_TTL: SignedDuration = SignedDuration::from_hours(12);
/// The longest note on a verdict, and the longest reason for a hold, in characters.
pub const NOTE_MAX_CHARS: usize = 500;

/// Why something cannot be done to a voice check. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum ReviewError {
    #[error("there is no such voice check in this workspace")]
    NotFound,
    #[error("it is judged already")]
    AlreadyJudged {
        verdict: Verdict,
        /// Who gave the verdict; `None` where it was whoever asks.
        by: Option<String>,
        at: Timestamp,
        /// Of the workspace.
        zone: Zone,
    },
    #[error("a colleague is hearing it")]
    HeardByAnother(String),
    #[error("there is no recording to be heard")]
    NothingToHear,
    #[error("the recording is damaged or missing")]
    CannotBeHeard,
    #[error("the recording was not played to its end yet")]
    NotPlayed,
    #[error("nobody speaks on the recording")]
    Silent,
    #[error("the verdict has changed in the meantime")]
    Changed,
    #[error("a note has at most {NOTE_MAX_CHARS} characters")]
    NoteTooLong,
    #[error("a hold needs a reason of at most {NOTE_MAX_CHARS} characters")]
    NoReason,
    #[error("there is no recording, or its period is over")]
    CannotBeHeld,
    #[error("the hold has changed in the meantime")]
    HoldChanged,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Recordings(#[from] RecordingsError),
}

/// The user who acts: nobody gives a verdict or listens at the machine.
fn user_of(actor: &Actor) -> Result<UserId, ReviewError> {
    actor.user.ok_or(ReviewError::NotFound)
}

/// What of the queue is to be heard in a workspace.
fn queue_of(tx: &mut dyn Tx, workspace: WorkspaceId, filter: ReviewFilter) -> Result<ReviewQueue, StoreError> {
    Ok(ReviewQueue { filter, share: payroll_policies::get_policy(tx, workspace)?.review_share })
}

/// Whether nobody can be heard on the recording.
#[must_use]
pub fn is_silent(check: &CheckForReview) -> bool {
    check.measures.as_ref().is_some_and(|measures| measure::audio_problems(measures).contains(&AudioProblem::Silent))
}

/// When the day began, in a zone.
fn start_of_today(zone: &Zone, now: Timestamp) -> Timestamp {
    zone.start_of(zone.local(now).date())
}

/// What the audit log keeps of a change to a voice check.
const fn change<'a>(
    action: &'a str,
    check: &'a CheckForReview,
    before: Option<Value>,
    after: Option<Value>,
) -> AuditChange<'a, Value, Value> {
    AuditChange { action, subject: check.employee_name.as_str(), employee: Some(check.employee), before, after }
}

/// When it was recorded, as the audit log keeps it: the wall clock of the call, in the zone of the entry.
fn recorded(check: &CheckForReview) -> String {
    moment(check.answered_at, &check.zone)
}

/// A verdict, as the audit log keeps it.
fn written(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("none", Verdict::name)
}
