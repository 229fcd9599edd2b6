//! Legal holds: a recording that stays, however old.

use serde_json::json;

use super::{NOTE_MAX_CHARS, ReviewError, change, recorded};
use crate::{
    domain::{ids::VoiceCheckId, text::cleaned},
    service::{
        audit::{self, Actor},
        kernel::Unit,
    },
    store::{retention, reviews},
};

/// Keeps a recording, however old, until it is released.
///
/// # Errors
/// When there is no reason, or nothing to hold.
pub fn hold(u: &mut Unit<'_>, actor: &Actor, id: VoiceCheckId, because: &str) -> Result<(), ReviewError> {
    let because = cleaned(because).trim().to_owned();
    let check = reviews::find_check(u.tx, actor.workspace, id)?.ok_or(ReviewError::NotFound)?;
    if because.is_empty() || because.chars().count() > NOTE_MAX_CHARS {
        return Err(ReviewError::NoReason);
    }
    if !check.can_be_heard() {
        return Err(ReviewError::CannotBeHeld);
    }
    if !retention::set_held(u.tx, actor.workspace, id, &because, u.now)? {
        return Err(ReviewError::HoldChanged);
    }
    let after = json!({ "recorded": recorded(&check), "held_because": because });
    Ok(audit::note(u, actor, change("hold recording", &check, None, Some(after)))?)
}

/// Ends a hold: the recording goes when its period is over.
///
/// # Errors
/// When it is not held.
pub fn release(u: &mut Unit<'_>, actor: &Actor, id: VoiceCheckId) -> Result<(), ReviewError> {
    let check = reviews::find_check(u.tx, actor.workspace, id)?.ok_or(ReviewError::NotFound)?;
    if !retention::set_released(u.tx, actor.workspace, id)? {
        return Err(ReviewError::HoldChanged);
    }
    let because = check.held.as_ref().map(|held| held.because.clone());
    let before = json!({ "recorded": recorded(&check), "held_because": because });
    Ok(audit::note(u, actor, change("release recording", &check, Some(before), None))?)
}
