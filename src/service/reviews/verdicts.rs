//! Giving a verdict, and taking it back.

use std::sync::Arc;

use super::{LEASE, NOTE_MAX_CHARS, Narrowed, ReviewError, in_words, user_of, words};
use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{ExceptionId, VerdictId, VoiceCheckId},
        text::cleaned,
        voice_check::Verdict,
    },
    service::{
        Gateway,
        audit::{Actor, moment},
    },
    store::{
        exceptions::{self, Exception},
        reviews::{
            self, queue,
            verdicts::{self, Given},
        },
        workspaces,
    },
};

/// A verdict that was given or taken back.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Of the employee.
    pub name: String,
    /// Whether it is the reviewer's to hear once more, and fits what their queue is narrowed to.
    pub to_hear_again: bool,
}

impl Gateway {
    /// Gives a verdict. “Not this person” becomes an exception on the entry, which blocks its approval.
    ///
    /// # Errors
    /// When there is nothing to hear, it is judged already, or a colleague is hearing it.
    pub async fn judge_voice_check(
        self: &Arc<Self>,
        actor: Actor,
        id: VoiceCheckId,
        verdict: Verdict,
        note: String,
    ) -> Result<Judged, ReviewError> {
        let (user, now, gateway) = (user_of(&actor)?, self.now(), Arc::clone(self));
        let note = Some(cleaned(&note).trim().to_owned()).filter(|note| !note.is_empty());
        self.db
            .write(move |tx| {
                let check = reviews::find_check(tx, actor.workspace, id)?.ok_or(ReviewError::NotFound)?;
                if let Some(standing) = check.verdict {
                    let given = verdicts::find_last(tx, id)?.ok_or(ReviewError::Changed)?;
                    let zone = workspaces::get_workspace(tx, actor.workspace)?.settings.zone;
                    let who = if given.user == user { "You yourself".to_owned() } else { given.reviewer };
                    let at = moment(given.at, &zone);
                    return Err(ReviewError::AlreadyJudged { verdict: standing.name(), who, at });
                }
                if !check.can_be_heard() {
                    return Err(ReviewError::NothingToHear);
                }
                if let Some(lease) = queue::find_lease(tx, id, now)?.filter(|lease| lease.user != user) {
                    return Err(ReviewError::HeardByAnother(lease.name));
                }
                if check.amiss.is_some() && verdict != Verdict::CannotTell {
                    return Err(ReviewError::CannotBeHeard);
                }
                if note.as_ref().is_some_and(|note| note.chars().count() > NOTE_MAX_CHARS) {
                    return Err(ReviewError::NoteTooLong);
                }
                let given = Given {
                    id: VerdictId::mint(&gateway.ids()),
                    workspace: actor.workspace,
                    check: id,
                    verdict: Some(verdict),
                    note: note.clone(),
                    at: now,
                    user,
                    reviewer: actor.name.clone(),
                };
                verdicts::insert_verdict(tx, &given)?;
                if verdict == Verdict::NotThisPerson {
                    let exception = Exception {
                        id: ExceptionId::mint(&gateway.ids()),
                        workspace: check.workspace,
                        employee: check.employee,
                        entry: Some(check.entry),
                        call: Some(check.call),
                        kind: ExceptionKind::NotThisPerson,
                        at: check.answered_at,
                        note: note.as_deref(),
                    };
                    exceptions::insert_exception(tx, &exception)?;
                }
                let side = |verdict, note: Option<&String>| {
                    serde_json::json!({ "recorded": words::recorded(&check), "verdict": verdict, "note": note })
                };
                let (before, after) = (side(in_words(None), None), side(verdict.name(), note.as_ref()));
                let change = words::change("judge voice check", &check, Some(before), Some(after));
                gateway.note(tx, &actor, change)?;
                Ok(Judged { name: check.employee_name.clone(), to_hear_again: false })
            })
            .await
    }

    /// Takes back the verdict that the page has shown, `given`: the voice check is to be heard again, and is the
    /// reviewer's own to hear where `to_hear_again` says
    /// with what their queue is narrowed to. The exception that it was is settled.
    ///
    /// # Errors
    /// When another verdict stands by now, or none.
    pub async fn take_back_verdict(
        self: &Arc<Self>,
        actor: Actor,
        id: VoiceCheckId,
        given: Option<VerdictId>,
        to_hear_again: Option<Narrowed>,
    ) -> Result<Judged, ReviewError> {
        let (user, now, gateway) = (user_of(&actor)?, self.now(), Arc::clone(self));
        self.db
            .write(move |tx| {
                let check = reviews::find_check(tx, actor.workspace, id)?.ok_or(ReviewError::NotFound)?;
                let last = verdicts::find_last(tx, id)?.filter(|last| last.verdict.is_some() && Some(last.id) == given);
                let last = last.ok_or(ReviewError::Changed)?;
                let taken_back = Given {
                    id: VerdictId::mint(&gateway.ids()),
                    workspace: actor.workspace,
                    check: id,
                    verdict: None,
                    note: None,
                    at: now,
                    user,
                    reviewer: actor.name.clone(),
                };
                verdicts::insert_verdict(tx, &taken_back)?;
                if last.verdict == Some(Verdict::NotThisPerson) {
                    let because = format!("the verdict was taken back by {}", actor.name);
                    let raised = (check.entry, Some(check.call));
                    exceptions::settle(tx, raised, ExceptionKind::NotThisPerson, &because, now)?;
                }
                let mut fits = false;
                if let Some(narrowed) = to_hear_again.filter(|_| check.can_be_heard()) {
                    queue::set_lease(tx, id, user, now.saturating_add(LEASE).unwrap_or(now))?;
                    fits = queue::find_leased(tx, actor.workspace, narrowed, user)? == Some(id);
                }
                let side =
                    |verdict| serde_json::json!({ "recorded": words::recorded(&check), "verdict": in_words(verdict) });
                let (before, after) = (side(last.verdict), side(None));
                let change = words::change("take back verdict", &check, Some(before), Some(after));
                gateway.note(tx, &actor, change)?;
                Ok(Judged { name: check.employee_name.clone(), to_hear_again: fits })
            })
            .await
    }
}
