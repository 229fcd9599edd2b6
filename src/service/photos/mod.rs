//! Photos taken at kiosks: from the punch that asks for one to the file that is kept, and on to the verdict of whoever
//! looks at it. Nothing here compares faces, and nothing ever will: a person looks.

pub mod detail;
pub mod expect;
pub mod holds;
pub mod lists;
pub mod look;
pub mod receive;
pub mod retention;
pub mod turns;
pub mod verdicts;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{
    audit::{Actor, AuditChange},
    kernel::recordings::RecordingsError,
};
use crate::{
    domain::{
        ids::{EmployeeId, UserId, WorkspaceId},
        time_text::moment,
        voice_check::Verdict,
        workspace::Zone,
    },
    store::{StoreError, Tx, payroll_policies, photo_reviews::queue::PhotoQueue},
};

pub use crate::store::photo_reviews::{PhotoCursor, PhotoForReview, looks::PhotoLook, verdicts::PhotoVerdict};

/// How long after a photo was given to a reviewer the verdict may be given.
const SEEN_TTL: SignedDuration = SignedDuration::from_hours(12);
/// The longest note on a verdict, and the longest reason for a hold, in characters.
pub const NOTE_MAX_CHARS: usize = 500;

/// Why something cannot be done to a photo. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum PhotoError {
    #[error("there is no such photo in this workspace")]
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
    #[error("a colleague is looking at it")]
    SeenByAnother(String),
    #[error("there is no photo to be seen")]
    NothingToSee,
    #[error("the photo is damaged or missing")]
    CannotBeSeen,
    #[error("the photo was not shown yet")]
    NotSeen,
    #[error("the verdict is none for a photo")]
    NoVerdictForPhotos,
    #[error("the verdict has changed in the meantime")]
    Changed,
    #[error("a note has at most {NOTE_MAX_CHARS} characters")]
    NoteTooLong,
    #[error("a hold needs a reason of at most {NOTE_MAX_CHARS} characters")]
    NoReason,
    #[error("there is no photo, or its period is over")]
    CannotBeHeld,
    #[error("the hold has changed in the meantime")]
    HoldChanged,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Recordings(#[from] RecordingsError),
}

/// The user who acts: nobody gives a verdict or looks at the machine.
fn user_of(actor: &Actor) -> Result<UserId, PhotoError> {
    actor.user.ok_or(PhotoError::NotFound)
}

/// What of the queue is to be looked at in a workspace: as many in a hundred as of voice checks that nothing is wrong
/// with.
fn queue_of(tx: &mut dyn Tx, workspace: WorkspaceId, employee: Option<EmployeeId>) -> Result<PhotoQueue, StoreError> {
    Ok(PhotoQueue { workspace, employee, share: payroll_policies::get_policy(tx, workspace)?.review_share })
}

/// What the audit log keeps of a change to a photo.
const fn change<'a>(
    action: &'a str,
    photo: &'a PhotoForReview,
    before: Option<Value>,
    after: Option<Value>,
) -> AuditChange<'a, Value, Value> {
    AuditChange { action, subject: photo.employee_name.as_str(), employee: Some(photo.employee), before, after }
}

/// When it was taken, as the audit log keeps it: the wall clock of the punch, in the zone of the entry.
fn taken(photo: &PhotoForReview) -> String {
    moment(photo.at, &photo.zone)
}

/// A verdict, as the audit log keeps it.
fn written(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("none", Verdict::name)
}
