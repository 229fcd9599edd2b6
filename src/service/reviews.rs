//! Voice checks heard by people: whose turn each is, what reviewers see of it, verdicts, holds, and the audio itself.

pub mod audio;
mod lists;
pub mod turns;
mod verdicts;
pub mod views;
mod words;

use jiff::SignedDuration;

use super::{audit::Actor, gateway::Gateway, recordings::RecordingsError};
use crate::{
    domain::{
        ids::{UserId, VoiceCheckId, WorkspaceId},
        text::cleaned,
        voice_check::Verdict,
    },
    store::{
        StoreError, Tx, payroll_policies, retention,
        reviews::{self, queue::Wanted},
    },
};

pub use crate::store::reviews::{Narrowed, Place};
pub use lists::{CheckPage, Counts, Row, Status};
pub use turns::{Next, Turn};
pub use verdicts::Judged;
pub use views::{CheckDetail, CheckView};

/// How long a voice check is one reviewer's alone without a sign of life.
pub const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// The longest note on a verdict, and the longest reason for a hold, in characters.
pub const NOTE_MAX_CHARS: usize = 500;

/// Why something cannot be done to a voice check; in words for the reviewer.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    #[error("there is no such voice check in this workspace")]
    NotFound,
    #[error("{who} judged this one “{verdict}” on {at}. Nothing was changed.")]
    AlreadyJudged { verdict: &'static str, who: String, at: String },
    #[error("{0} is hearing this one now. Nothing was changed.")]
    HeardByAnother(String),
    #[error("There is no recording to be heard, so there is nothing to judge.")]
    NothingToHear,
    #[error("The recording is damaged or missing, so nobody can hear who it was. Judge: cannot tell.")]
    CannotBeHeard,
    #[error("The verdict has changed in the meantime. See below how it stands; nothing was changed.")]
    Changed,
    #[error("A note has at most {NOTE_MAX_CHARS} characters.")]
    NoteTooLong,
    #[error("Say why it has to be kept, in at most {NOTE_MAX_CHARS} characters.")]
    NoReason,
    #[error("The period of this recording is over, or there is none: it cannot be held any more.")]
    CannotBeHeld,
    #[error("The hold has changed in the meantime. See below how it stands; nothing was changed.")]
    HoldChanged,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Recordings(#[from] RecordingsError),
}

/// Verdicts and listens are always somebody's.
fn user_of(actor: &Actor) -> Result<UserId, ReviewError> {
    actor.user.ok_or(ReviewError::NotFound)
}

/// What of the queue is to be heard in a workspace.
fn wanted(tx: &mut dyn Tx, workspace: WorkspaceId, narrowed: Narrowed) -> Result<Wanted, StoreError> {
    Ok(Wanted { narrowed, share: payroll_policies::get_policy(tx, workspace)?.review_share })
}

fn in_words(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("none", Verdict::name)
}

impl Gateway {
    /// Keeps a recording, however old, until it is released.
    ///
    /// # Errors
    /// When there is no reason, or nothing to hold.
    pub async fn hold_recording(
        self: &std::sync::Arc<Self>,
        actor: Actor,
        id: VoiceCheckId,
        because: String,
    ) -> Result<(), ReviewError> {
        let because = cleaned(&because).trim().to_owned();
        let (gateway, now) = (std::sync::Arc::clone(self), self.now());
        self.db
            .write(move |tx| {
                let check = reviews::find_check(tx, actor.workspace, id)?.ok_or(ReviewError::NotFound)?;
                if because.is_empty() || because.chars().count() > NOTE_MAX_CHARS {
                    return Err(ReviewError::NoReason);
                }
                if !check.can_be_heard() {
                    return Err(ReviewError::CannotBeHeld);
                }
                if !retention::set_held(tx, actor.workspace, id, &because, now)? {
                    return Err(ReviewError::HoldChanged);
                }
                let after = serde_json::json!({ "recorded": words::recorded(&check), "held_because": because });
                Ok(gateway.note(tx, &actor, words::change("hold recording", &check, None, Some(after)))?)
            })
            .await
    }

    /// Ends a hold: the recording goes when its period is over.
    ///
    /// # Errors
    /// When it is not held.
    pub async fn release_recording(
        self: &std::sync::Arc<Self>,
        actor: Actor,
        id: VoiceCheckId,
    ) -> Result<(), ReviewError> {
        let gateway = std::sync::Arc::clone(self);
        self.db
            .write(move |tx| {
                let check = reviews::find_check(tx, actor.workspace, id)?.ok_or(ReviewError::NotFound)?;
                if !retention::set_released(tx, actor.workspace, id)? {
                    return Err(ReviewError::HoldChanged);
                }
                let because = check.held.as_ref().map(|held| held.because.clone());
                let before = serde_json::json!({ "recorded": words::recorded(&check), "held_because": because });
                Ok(gateway.note(tx, &actor, words::change("release recording", &check, Some(before), None))?)
            })
            .await
    }
}
