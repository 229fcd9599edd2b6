//! Whose turn a photo is: the next one for a reviewer, which is theirs for as long as they are at it.

use jiff::SignedDuration;

use super::{
    PhotoError, PhotoForReview, PhotoVerdict,
    detail::{self, SeenPhoto},
    queue_of, user_of,
};
use crate::{
    domain::ids::EmployeeId,
    service::{
        audit::Actor,
        kernel::{Store, recordings::Recordings},
    },
    store::{
        Hold, StoreError,
        photo_reviews::{self, queue, verdicts},
    },
};

/// How long a photo stays with a reviewer who gives no verdict.
const TURN_TTL: SignedDuration = SignedDuration::from_mins(5);
/// The last verdict can be undone by one key for so long; later, on the page of the photo.
const UNDO_WINDOW: SignedDuration = SignedDuration::from_mins(30);

/// What a reviewer gets to see.
#[derive(Debug)]
pub struct PhotoTurn {
    /// `None` where nothing is left, or colleagues are looking at what is.
    pub next: Option<Box<SeenPhoto>>,
    /// To be looked at, this one included.
    pub left: usize,
    /// The reviewer's last verdict, while one key takes it back.
    pub undo: Option<Box<(PhotoVerdict, PhotoForReview)>>,
}

/// The photo that is this reviewer's to judge, which is theirs alone from here on.
///
/// # Errors
/// When the recordings' folder cannot be read.
pub async fn take_next(
    store: &Store,
    recordings: &Recordings,
    actor: &Actor,
    employee: Option<EmployeeId>,
) -> Result<PhotoTurn, PhotoError> {
    let (user, workspace, now) = (user_of(actor)?, actor.workspace, store.now());
    let taken = store.write(Hold::Workspace(workspace), move |u| {
        let wanted = queue_of(u.tx, workspace, employee)?;
        let id = queue::find_next(u.tx, wanted, user, now)?;
        match id {
            Some(id) => queue::set_turn(u.tx, id, user, now.saturating_add(TURN_TTL).unwrap_or(now))?,
            None => queue::end_turns(u.tx, user)?,
        }
        Ok::<_, StoreError>(id)
    });
    let id = taken.await?;
    let read = store.read(move |tx| {
        let wanted = queue_of(tx, workspace, employee)?;
        let left = queue::count_wanted(tx, wanted)?;
        let since = now.saturating_sub(UNDO_WINDOW).unwrap_or(now);
        let undo = match verdicts::find_standing_of(tx, user, since)? {
            Some(given) => photo_reviews::find_photo(tx, workspace, given.photo)?.map(|photo| Box::new((given, photo))),
            None => None,
        };
        let photo = match id {
            Some(id) => photo_reviews::find_photo(tx, workspace, id)?,
            None => None,
        };
        let known = match photo {
            Some(photo) => {
                let earlier = detail::list_earlier(tx, &photo)?;
                Some((photo, earlier))
            }
            None => None,
        };
        Ok::<_, StoreError>((known, left, undo))
    });
    let (known, left, undo) = read.await?;
    let next = match known {
        Some(known) => Some(Box::new(detail::examine(store, recordings, known).await?)),
        None => None,
    };
    Ok(PhotoTurn { next, left, undo })
}
