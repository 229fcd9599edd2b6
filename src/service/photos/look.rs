//! The photo itself: read, compared with what was stored, and logged for each who is given it.

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};

use super::{PhotoError, PhotoForReview, PhotoLook, user_of};
use crate::{
    domain::{
        ids::{PhotoId, PhotoLookId},
        voice_check::FileProblem,
    },
    service::{
        audit::Actor,
        kernel::{Store, recordings::Recordings},
    },
    store::{
        Hold,
        photo_reviews::{self, looks},
    },
};

/// Whoever was given a photo may be given it again for so long; after that the log says so again.
const LOOK_WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// What a reviewer gets who opens a photo.
#[derive(Debug)]
pub enum Picture {
    /// The JPEG.
    Jpeg(Bytes),
    /// There never was one.
    None,
    /// Its period is over.
    Over,
    /// The file is not what was stored.
    FileProblem(FileProblem),
}

/// A photo for a reviewer to see; that it is given out is noted before it is, unless `is_head`.
///
/// # Errors
/// When there is no such photo in the workspace, or the file cannot be read.
pub async fn see(
    store: &Store,
    recordings: &Recordings,
    actor: Actor,
    id: PhotoId,
    is_head: bool,
) -> Result<Picture, PhotoError> {
    let (user, workspace) = (user_of(&actor)?, actor.workspace);
    let photo = store.read(move |tx| photo_reviews::find_photo(tx, workspace, id)).await?;
    let photo = photo.ok_or(PhotoError::NotFound)?;
    if photo.doomed_at.is_some() && photo.sha256.is_some() {
        return Ok(Picture::Over);
    }
    let jpeg = match open(store, recordings, &photo).await? {
        Some(Ok(jpeg)) => jpeg,
        Some(Err(file_problem)) => return Ok(Picture::FileProblem(file_problem)),
        None => return Ok(Picture::None),
    };
    if !is_head {
        let note = store.write(Hold::Workspace(workspace), move |u| {
            let since = u.now.saturating_sub(LOOK_WINDOW).unwrap_or(Timestamp::MIN);
            if looks::is_seen(u.tx, id, user, since)? {
                return Ok(());
            }
            let look = PhotoLook {
                id: PhotoLookId::generate(&u.ids),
                workspace,
                photo: id,
                at: u.now,
                user,
                viewer: actor.name,
                address: actor.address,
            };
            looks::insert_look(u.tx, &look)
        });
        note.await?;
    }
    Ok(Picture::Jpeg(jpeg))
}

/// The file as it was stored, or what is wrong with it, which is noted; `None` where there is no photo.
pub(super) async fn open(
    store: &Store,
    recordings: &Recordings,
    photo: &PhotoForReview,
) -> Result<Option<Result<Bytes, FileProblem>>, PhotoError> {
    let (Some(file), Some(sha256), true) = (&photo.file, &photo.sha256, photo.can_be_seen()) else { return Ok(None) };
    let found = recordings.find_stored(file, sha256).await?;
    let file_problem = found.as_ref().err().copied();
    if file_problem != photo.file_problem {
        let id = photo.id;
        if let Some(file_problem) = file_problem {
            tracing::error!(photo.id = %id, problem = file_problem.name(), "a photo is not what was stored");
        }
        store
            .write(Hold::Workspace(photo.workspace), move |u| photo_reviews::set_file_problem(u.tx, id, file_problem))
            .await?;
    }
    Ok(Some(found))
}
