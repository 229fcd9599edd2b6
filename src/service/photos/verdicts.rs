//! Giving a verdict on a photo, and taking it back.

use serde_json::json;

use super::{NOTE_MAX_CHARS, PhotoError, PhotoVerdict, change, detail::seen_since, taken, user_of, written};
use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{ExceptionId, PhotoId, VerdictId},
        photo::VERDICTS,
        text::cleaned,
        voice_check::Verdict,
    },
    service::{
        audit::{self, Actor},
        kernel::Unit,
    },
    store::{
        exceptions::{self, Exception},
        photo_reviews::{self, looks, queue, verdicts},
        workspaces,
    },
};

/// Gives a verdict on a photo that the reviewer was shown; the employee's name. “Not this person” becomes an exception on
/// the entry, which blocks its approval.
///
/// # Errors
/// When there is nothing to see, the reviewer was not shown it, it is judged already, or a colleague has it before them.
pub fn judge(u: &mut Unit<'_>, actor: &Actor, id: PhotoId, verdict: Verdict, note: &str) -> Result<String, PhotoError> {
    let (user, now) = (user_of(actor)?, u.now);
    let note = Some(cleaned(note).trim().to_owned()).filter(|note| !note.is_empty());
    let photo = photo_reviews::find_photo(u.tx, actor.workspace, id)?.ok_or(PhotoError::NotFound)?;
    if !VERDICTS.contains(&verdict) {
        return Err(PhotoError::NoVerdictForPhotos);
    }
    if let Some(standing) = photo.verdict {
        let given = verdicts::find_last(u.tx, id)?.ok_or(PhotoError::Changed)?;
        let zone = workspaces::get_workspace(u.tx, actor.workspace)?.settings.zone;
        let by = (given.user != user).then_some(given.reviewer);
        return Err(PhotoError::AlreadyJudged { verdict: standing, by, at: given.at, zone });
    }
    if !photo.can_be_seen() {
        return Err(PhotoError::NothingToSee);
    }
    if let Some(colleague) = queue::find_other_turn(u.tx, id, user, now)? {
        return Err(PhotoError::SeenByAnother(colleague));
    }
    if photo.file_problem.is_some() && verdict != Verdict::CannotTell {
        return Err(PhotoError::CannotBeSeen);
    }
    if note.as_ref().is_some_and(|note| note.chars().count() > NOTE_MAX_CHARS) {
        return Err(PhotoError::NoteTooLong);
    }
    if photo.file_problem.is_none() && !looks::is_seen(u.tx, id, user, seen_since(now))? {
        return Err(PhotoError::NotSeen);
    }
    let given = PhotoVerdict {
        id: VerdictId::generate(&u.ids),
        workspace: actor.workspace,
        photo: id,
        verdict: Some(verdict),
        note: note.clone(),
        at: now,
        user,
        reviewer: actor.name.clone(),
    };
    verdicts::insert_verdict(u.tx, &given)?;
    if verdict == Verdict::NotThisPerson {
        let exception = Exception {
            id: ExceptionId::generate(&u.ids),
            workspace: photo.workspace,
            employee: photo.employee,
            entry: Some(photo.entry),
            call: None,
            kind: ExceptionKind::NotThisPerson,
            at: photo.at,
            note: note.as_deref(),
        };
        exceptions::insert_exception(u.tx, &exception)?;
    }
    let side = |verdict, note: Option<&String>| json!({ "taken": taken(&photo), "verdict": verdict, "note": note });
    let (before, after) = (side(written(None), None), side(verdict.name(), note.as_ref()));
    audit::note(u, actor, change("judge photo", &photo, Some(before), Some(after)))?;
    Ok(photo.employee_name)
}

/// Takes back the verdict that the page has shown, `given`; the employee's name. The exception that it was is settled,
/// unless another photo of the entry shows somebody else, too.
///
/// # Errors
/// When another verdict stands by now, or none.
pub fn take_back(u: &mut Unit<'_>, actor: &Actor, id: PhotoId, given: Option<VerdictId>) -> Result<String, PhotoError> {
    let (user, now) = (user_of(actor)?, u.now);
    let photo = photo_reviews::find_photo(u.tx, actor.workspace, id)?.ok_or(PhotoError::NotFound)?;
    let last = verdicts::find_last(u.tx, id)?.filter(|last| last.verdict.is_some() && Some(last.id) == given);
    let last = last.ok_or(PhotoError::Changed)?;
    let taken_back = PhotoVerdict {
        id: VerdictId::generate(&u.ids),
        workspace: actor.workspace,
        photo: id,
        verdict: None,
        note: None,
        at: now,
        user,
        reviewer: actor.name.clone(),
    };
    verdicts::insert_verdict(u.tx, &taken_back)?;
    if last.verdict == Some(Verdict::NotThisPerson) && !photo_reviews::any_other_not_this_person(u.tx, photo.entry, id)?
    {
        let because = format!("the verdict was taken back by {}", actor.name);
        exceptions::settle_without_call(u.tx, photo.entry, ExceptionKind::NotThisPerson, &because, now)?;
    }
    let side = |verdict| json!({ "taken": taken(&photo), "verdict": verdict });
    let (before, after) = (side(written(last.verdict)), side(written(None)));
    audit::note(u, actor, change("take back verdict on photo", &photo, Some(before), Some(after)))?;
    Ok(photo.employee_name)
}
