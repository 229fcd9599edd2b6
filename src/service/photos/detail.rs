//! One photo with all that is known of it.

use jiff::Timestamp;

use super::{PhotoError, PhotoForReview, PhotoLook, PhotoVerdict, SEEN_TTL, look, user_of};
use crate::{
    domain::{
        ids::{EntryId, PhotoId, VerdictId, WorkspaceId},
        voice_check::FileProblem,
        workspace::Zone,
    },
    service::{
        audit::Actor,
        kernel::{Store, recordings::Recordings},
    },
    store::{
        StoreError, Tx,
        photo_reviews::{self, looks, queue, verdicts},
        workspaces,
    },
};

/// Earlier photos beside the one to be judged.
const MAX_EARLIER: usize = 3;
/// Looks shown of one photo.
const MAX_LOOKS_SHOWN: usize = 50;

/// A photo with what it is judged by.
#[derive(Debug, Clone)]
pub struct SeenPhoto {
    /// The photo.
    pub photo: PhotoForReview,
    /// Why the file is not what was stored, so that nobody can tell who it was.
    pub file_problem: Option<FileProblem>,
    /// Earlier photos of the same employee that were judged to be them, latest first.
    pub earlier: Vec<PhotoForReview>,
}

/// A photo with its whole history.
#[derive(Debug, Clone)]
pub struct PhotoDetail {
    /// The photo.
    pub seen: SeenPhoto,
    /// Verdicts given and taken back, oldest first.
    pub history: Vec<PhotoVerdict>,
    /// The latest looks, latest first.
    pub looks: Vec<PhotoLook>,
    /// The colleague who has it before them now.
    pub seen_by: Option<String>,
    /// Of the workspace.
    pub zone: Zone,
}

impl PhotoDetail {
    /// What a form that takes the verdict back must show.
    #[must_use]
    pub fn last(&self) -> Option<VerdictId> {
        self.history.last().filter(|last| last.verdict.is_some()).map(|last| last.id)
    }

    /// Whether there is a photo that is not held yet.
    #[must_use]
    pub fn can_be_held(&self) -> bool {
        self.seen.photo.can_be_seen() && self.seen.photo.held.is_none()
    }

    /// Whether it waits for a verdict.
    #[must_use]
    pub fn can_be_judged(&self) -> bool {
        self.seen.photo.verdict.is_none() && self.seen.photo.can_be_seen()
    }
}

pub(super) fn list_earlier(tx: &mut dyn Tx, photo: &PhotoForReview) -> Result<Vec<PhotoForReview>, StoreError> {
    let mut found = photo_reviews::list_same_person(tx, photo.employee, (photo.at, photo.id), MAX_EARLIER)?;
    found.retain(|earlier| earlier.file_problem.is_none());
    Ok(found)
}

/// Looks at the file, so that a page says at once where there is none.
pub(super) async fn examine(
    store: &Store,
    recordings: &Recordings,
    (photo, earlier): (PhotoForReview, Vec<PhotoForReview>),
) -> Result<SeenPhoto, PhotoError> {
    let file_problem = look::open(store, recordings, &photo).await?.and_then(Result::err);
    Ok(SeenPhoto { photo, file_problem, earlier })
}

/// A photo with its history; `None` where the workspace has none of this id.
///
/// # Errors
/// When the recordings' folder cannot be read.
pub async fn find(
    store: &Store,
    recordings: &Recordings,
    actor: &Actor,
    id: PhotoId,
) -> Result<Option<PhotoDetail>, PhotoError> {
    let (user, workspace, now) = (user_of(actor)?, actor.workspace, store.now());
    let read = store.read(move |tx| {
        let Some(photo) = photo_reviews::find_photo(tx, workspace, id)? else { return Ok(None) };
        let earlier = list_earlier(tx, &photo)?;
        let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
        let history = verdicts::list_of_photo(tx, id)?;
        let looks = looks::list_of_photo(tx, id, MAX_LOOKS_SHOWN)?;
        let seen_by = queue::find_other_turn(tx, id, user, now)?;
        Ok::<_, StoreError>(Some(((photo, earlier), history, looks, seen_by, zone)))
    });
    let Some((known, history, looks, seen_by, zone)) = read.await? else { return Ok(None) };
    let seen = examine(store, recordings, known).await?;
    Ok(Some(PhotoDetail { seen, history, looks, seen_by, zone }))
}

/// The photos of an entry's punches, in their order.
pub fn list_of_entry(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    entry: EntryId,
) -> Result<Vec<PhotoForReview>, StoreError> {
    photo_reviews::list_of_entry(tx, workspace, entry)
}

/// Since when a photo must have been given out for a verdict at `now`.
pub(super) fn seen_since(now: Timestamp) -> Timestamp {
    now.saturating_sub(SEEN_TTL).unwrap_or(now)
}
