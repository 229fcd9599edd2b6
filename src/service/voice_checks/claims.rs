//! Who claims a voice check: the next one for a reviewer, and theirs for as long as they are at it.

use jiff::SignedDuration;

use super::{
    CheckForReview, ReviewError, ReviewFilter,
    detail::{self, CheckWithRecording, EarlierRecording},
    queue_of, start_of_today, user_of,
};
use crate::{
    domain::ids::VoiceCheckId,
    service::{
        audit::Actor,
        kernel::{Store, Unit, recordings::Recordings},
    },
    store::{
        Hold, StoreError,
        reviews::{self, queue, verdicts},
        workspaces,
    },
};

pub use crate::store::reviews::verdicts::VerdictRecord;

/// How long a voice check stays with a reviewer who gives no sign of life.
pub const CLAIM_TTL: SignedDuration = SignedDuration::from_mins(5);
/// The last verdict can be undone by one key for so long; later, on the page of the voice check.
const UNDO_WINDOW: SignedDuration = SignedDuration::from_mins(30);

/// What a reviewer gets to hear.
#[derive(Debug)]
pub struct ReviewClaim {
    /// `None` where nothing is left, or colleagues are hearing what is.
    pub next: Option<Box<(CheckWithRecording, Vec<EarlierRecording>)>>,
    /// To be heard, this one included.
    pub left: usize,
    /// Heard today by anybody, in the workspace's zone.
    pub heard: usize,
    /// The reviewer's last verdict, while one key takes it back.
    pub undo: Option<Box<(VerdictRecord, CheckForReview)>>,
}

/// The voice check that is this reviewer's to hear: the one they have already, or the next of the queue, which is theirs
/// alone from here on.
///
/// # Errors
/// When the recordings' folder cannot be read.
pub async fn claim_next(
    store: &Store,
    recordings: &Recordings,
    actor: &Actor,
    filter: ReviewFilter,
) -> Result<ReviewClaim, ReviewError> {
    let (user, workspace, now) = (user_of(actor)?, actor.workspace, store.now());
    let leased = store.write(Hold::Workspace(workspace), move |u| {
        let id = match queue::find_leased(u.tx, workspace, filter, user)? {
            Some(id) => Some(id),
            None => {
                let wanted = queue_of(u.tx, workspace, filter)?;
                queue::find_next(u.tx, workspace, wanted, user, now)?
            }
        };
        match id {
            Some(id) => queue::set_lease(u.tx, id, user, now.saturating_add(CLAIM_TTL).unwrap_or(now))?,
            None => queue::end_leases(u.tx, user)?,
        }
        Ok::<_, StoreError>(id)
    });
    let id = leased.await?;
    let read = store.read(move |tx| {
        let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
        let wanted = queue_of(tx, workspace, filter)?;
        let left = queue::count_wanted(tx, workspace, wanted)?;
        let heard = reviews::count_heard(tx, workspace, filter, start_of_today(&zone, now))?;
        let since = now.saturating_sub(UNDO_WINDOW).unwrap_or(now);
        let undo = match verdicts::find_standing_of(tx, user, since)? {
            Some(given) => reviews::find_check(tx, workspace, given.check)?.map(|check| Box::new((given, check))),
            None => None,
        };
        let check = match id {
            Some(id) => reviews::find_check(tx, workspace, id)?,
            None => None,
        };
        let known = check.map(|check| detail::known(tx, check, user, now)).transpose()?;
        Ok::<_, StoreError>((known, left, heard, undo))
    });
    let (known, left, heard, undo) = read.await?;
    let next = match known {
        Some(known) => Some(Box::new(detail::draw_all(store, recordings, known).await?)),
        None => None,
    };
    Ok(ReviewClaim { next, left, heard, undo })
}

/// Lengthens a reviewer's claim; whether the voice check was still theirs to hear.
///
/// # Errors
/// When there is no such voice check in the workspace.
pub fn renew(u: &mut Unit<'_>, actor: &Actor, id: VoiceCheckId) -> Result<bool, ReviewError> {
    let user = user_of(actor)?;
    reviews::find_check(u.tx, actor.workspace, id)?.ok_or(ReviewError::NotFound)?;
    Ok(queue::renew_lease(u.tx, id, user, u.now.saturating_add(CLAIM_TTL).unwrap_or(u.now))?)
}
