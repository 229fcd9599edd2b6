//! Giving a verdict, and taking it back.

use serde_json::json;

use super::{
    HEARD_TTL, NOTE_MAX_CHARS, ReviewError, ReviewFilter, audio::heard_by, change, claims::CLAIM_TTL, is_silent,
    recorded, user_of, written,
};
use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{ExceptionId, VerdictId, VoiceCheckId},
        text::cleaned,
        voice_check::Verdict,
    },
    service::{
        audit::{self, Actor},
        kernel::Unit,
    },
    store::{
        exceptions::{self, Exception},
        reviews::{
            self, plays, queue,
            verdicts::{self, VerdictRecord},
        },
        workspaces,
    },
};

/// The exceptions that any verdict settles: whoever has judged a recording has heard what is wrong with it.
const KINDS_SETTLED_BY_VERDICT: [ExceptionKind; 3] =
    [ExceptionKind::VoiceCheckSilent, ExceptionKind::VoiceCheckTooShort, ExceptionKind::VoiceCheckClipped];

/// A verdict that was given or taken back.
#[derive(Debug, Clone)]
pub struct VerdictChange {
    /// Of the employee.
    pub name: String,
    /// Whether it is the reviewer's to hear once more, and fits what their queue is narrowed to.
    pub to_hear_again: bool,
}

/// Gives a verdict on what was played to its end. It settles the exceptions that it answers; “not this person”
/// becomes one on the entry, which blocks its approval.
///
/// # Errors
/// When there is nothing to hear, the reviewer has not heard all of it, it is judged already, or a colleague is
/// hearing it.
pub fn judge(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: VoiceCheckId,
    verdict: Verdict,
    note: &str,
) -> Result<VerdictChange, ReviewError> {
    let (user, now) = (user_of(actor)?, u.now);
    let note = Some(cleaned(note).trim().to_owned()).filter(|note| !note.is_empty());
    let check = reviews::find_check(u.tx, actor.workspace, id)?.ok_or(ReviewError::NotFound)?;
    if let Some(standing) = check.verdict {
        let given = verdicts::find_last(u.tx, id)?.ok_or(ReviewError::Changed)?;
        let zone = workspaces::get_workspace(u.tx, actor.workspace)?.settings.zone;
        let by = (given.user != user).then_some(given.reviewer);
        return Err(ReviewError::AlreadyJudged { verdict: standing, by, at: given.at, zone });
    }
    if !check.can_be_heard() {
        return Err(ReviewError::NothingToHear);
    }
    if let Some(lease) = queue::find_lease(u.tx, id, now)?.filter(|lease| lease.user != user) {
        return Err(ReviewError::HeardByAnother(lease.name));
    }
    if check.file_problem.is_some() && verdict != Verdict::CannotTell {
        return Err(ReviewError::CannotBeHeard);
    }
    if note.as_ref().is_some_and(|note| note.chars().count() > NOTE_MAX_CHARS) {
        return Err(ReviewError::NoteTooLong);
    }
    if is_silent(&check) && verdict.is_about_a_voice() {
        return Err(ReviewError::Silent);
    }
    let since = now.saturating_sub(HEARD_TTL).unwrap_or(now);
    if check.file_problem.is_none() && !plays::is_heard(u.tx, id, user, (since, heard_by(now)))? {
        return Err(ReviewError::NotPlayed);
    }
    let given = VerdictRecord {
        id: VerdictId::generate(&u.ids),
        workspace: actor.workspace,
        check: id,
        verdict: Some(verdict),
        note: note.clone(),
        at: now,
        user,
        reviewer: actor.name.clone(),
    };
    verdicts::insert_verdict(u.tx, &given)?;
    let because = format!("the voice check was judged “{}” by {}", verdict.name(), actor.name);
    for kind in KINDS_SETTLED_BY_VERDICT {
        exceptions::settle(u.tx, (check.entry, Some(check.call)), kind, &because, now)?;
    }
    if verdict == Verdict::NotThisPerson {
        let exception = Exception {
            id: ExceptionId::generate(&u.ids),
            workspace: check.workspace,
            employee: check.employee,
            entry: Some(check.entry),
            call: Some(check.call),
            kind: ExceptionKind::NotThisPerson,
            at: check.answered_at,
            note: note.as_deref(),
        };
        exceptions::insert_exception(u.tx, &exception)?;
    }
    let side =
        |verdict, note: Option<&String>| json!({ "recorded": recorded(&check), "verdict": verdict, "note": note });
    let (before, after) = (side(written(None), None), side(verdict.name(), note.as_ref()));
    let judged = change("judge voice check", &check, Some(before), Some(after));
    audit::note(u, actor, judged)?;
    Ok(VerdictChange { name: check.employee_name.clone(), to_hear_again: false })
}

/// Takes back the verdict that the page has shown, `given`: the voice check is to be heard again. The reviewer gets it
/// to hear where it fits `to_hear_again`, which their queue is narrowed to. The exception that it was is settled, and
/// those that it settled stand again.
///
/// # Errors
/// When another verdict stands by now, or none.
pub fn take_back(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: VoiceCheckId,
    given: Option<VerdictId>,
    to_hear_again: Option<ReviewFilter>,
) -> Result<VerdictChange, ReviewError> {
    let (user, now) = (user_of(actor)?, u.now);
    let check = reviews::find_check(u.tx, actor.workspace, id)?.ok_or(ReviewError::NotFound)?;
    let last = verdicts::find_last(u.tx, id)?.filter(|last| last.verdict.is_some() && Some(last.id) == given);
    let last = last.ok_or(ReviewError::Changed)?;
    let taken_back = VerdictRecord {
        id: VerdictId::generate(&u.ids),
        workspace: actor.workspace,
        check: id,
        verdict: None,
        note: None,
        at: now,
        user,
        reviewer: actor.name.clone(),
    };
    verdicts::insert_verdict(u.tx, &taken_back)?;
    if last.verdict == Some(Verdict::NotThisPerson) {
        let because = format!("the verdict was taken back by {}", actor.name);
        let raised = (check.entry, Some(check.call));
        exceptions::settle(u.tx, raised, ExceptionKind::NotThisPerson, &because, now)?;
    }
    for kind in KINDS_SETTLED_BY_VERDICT {
        exceptions::unsettle(u.tx, check.call, kind, last.at)?;
    }
    let mut fits = false;
    if let Some(narrowed) = to_hear_again.filter(|_| check.can_be_heard()) {
        queue::set_lease(u.tx, id, user, now.saturating_add(CLAIM_TTL).unwrap_or(now))?;
        fits = queue::find_leased(u.tx, actor.workspace, narrowed, user)? == Some(id);
    }
    let side = |verdict| json!({ "recorded": recorded(&check), "verdict": written(verdict) });
    let (before, after) = (side(last.verdict), side(None));
    let judged = change("take back verdict", &check, Some(before), Some(after));
    audit::note(u, actor, judged)?;
    Ok(VerdictChange { name: check.employee_name.clone(), to_hear_again: fits })
}
