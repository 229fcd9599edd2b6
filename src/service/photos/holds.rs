//! Legal holds: a photo that stays, however old.

use serde_json::json;

use super::{NOTE_MAX_CHARS, PhotoError, change, taken};
use crate::{
    domain::{ids::PhotoId, text::cleaned},
    service::{
        audit::{self, Actor},
        kernel::Unit,
    },
    store::{photo_retention, photo_reviews},
};

/// Keeps a photo, however old, until it is released.
///
/// # Errors
/// When there is no reason, or nothing to hold.
pub fn hold(u: &mut Unit<'_>, actor: &Actor, id: PhotoId, because: &str) -> Result<(), PhotoError> {
    let because = cleaned(because).trim().to_owned();
    let photo = photo_reviews::find_photo(u.tx, actor.workspace, id)?.ok_or(PhotoError::NotFound)?;
    if because.is_empty() || because.chars().count() > NOTE_MAX_CHARS {
        return Err(PhotoError::NoReason);
    }
    if !photo.can_be_seen() {
        return Err(PhotoError::CannotBeHeld);
    }
    if !photo_retention::set_held(u.tx, actor.workspace, id, &because, u.now)? {
        return Err(PhotoError::HoldChanged);
    }
    let after = json!({ "taken": taken(&photo), "held_because": because });
    Ok(audit::note(u, actor, change("hold photo", &photo, None, Some(after)))?)
}

/// Ends a hold: the photo goes when its period is over.
///
/// # Errors
/// When it is not held.
pub fn release(u: &mut Unit<'_>, actor: &Actor, id: PhotoId) -> Result<(), PhotoError> {
    let photo = photo_reviews::find_photo(u.tx, actor.workspace, id)?.ok_or(PhotoError::NotFound)?;
    if !photo_retention::set_released(u.tx, actor.workspace, id)? {
        return Err(PhotoError::HoldChanged);
    }
    let because = photo.held.as_ref().map(|held| held.because.clone());
    let before = json!({ "taken": taken(&photo), "held_because": because });
    Ok(audit::note(u, actor, change("release photo", &photo, Some(before), None))?)
}
