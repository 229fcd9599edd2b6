//! The webhooks of a call, each one transaction.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    CallError, Calls, crew,
    end::end_call,
    prepare::{LoadedStep, WaitingStep, begin_step, has_hung_up},
    prepared::PreparedPin,
    reply::{StepKey, answer_again, resume},
    step::{StepOutcome, advance_call, answer_call, run},
};
use crate::{
    dialog::event::Event,
    domain::ids::{CallId, ProviderCallId},
    provider::{Answer, CallStatus, Provider, RecordingStatus, Ring},
    service::{
        AfterCommit, Unit,
        voice_checks::{claim_recordings, expect},
    },
    store::{
        Hold, StoreError,
        calls::{self, Call, ProviderFault},
        sign_ins,
    },
};

/// A call of which nothing was heard for this long is over: the provider's last word was lost.
const SILENT_CALL_TIMEOUT: SignedDuration = SignedDuration::from_mins(10);
/// No call is held for longer before it is taken: whoever says so has another clock.
const LONGEST_HELD: SignedDuration = SignedDuration::from_mins(2);
/// Silent calls that are ended in one go.
const SILENT_CALL_BATCH: usize = 100;

impl Calls {
    /// Answers the first webhook of a call, which came in at `came_at`: before now where it had to wait.
    ///
    /// # Errors
    /// Nothing has happened then.
    pub async fn ring(
        self: &Arc<Self>,
        provider: &Arc<dyn Provider>,
        ring: Ring,
        came_at: Timestamp,
    ) -> Result<String, CallError> {
        // A call that is sent on again waits for the webhook before it, which may still be at work.
        let lock = self.call_locks.of(&ring.call);
        let _lock = lock.lock().await;
        let throttled = self.gate.is_throttled().await?;
        let (handler, provider) = (Arc::clone(self), Arc::clone(provider));
        self.store
            .write(Hold::call(provider.name(), &ring.call), move |u| {
                ring_in(&handler, u, provider.as_ref(), (ring, came_at), throttled)
            })
            .await
    }

    /// Answers what a caller has keyed or said at one step. A check for which the caller holds on goes on in the
    /// tracker, which is waited for at the stop.
    ///
    /// # Errors
    /// When the step does not wait; nothing has happened then.
    pub async fn answer(
        self: &Arc<Self>,
        provider: &Arc<dyn Provider>,
        key: StepKey,
        answer: Answer,
        goes_on: (&TaskTracker, &CancellationToken),
    ) -> Result<String, CallError> {
        let lock = self.call_locks.of(&answer.call);
        let _lock = lock.lock().await;
        let (call, hung_up) = (answer.call.clone(), has_hung_up(&answer.input));
        let reply = self.take_step(provider, key, answer, goes_on).await?;
        if hung_up {
            self.hang_up(provider.name(), call).await?;
        }
        Ok(reply)
    }

    async fn take_step(
        self: &Arc<Self>,
        provider: &Arc<dyn Provider>,
        key: StepKey,
        answer: Answer,
        goes_on: (&TaskTracker, &CancellationToken),
    ) -> Result<String, CallError> {
        let (name, id) = (provider.name(), answer.call.clone());
        let begun = {
            let (handler, provider, key) = (Arc::clone(self), Arc::clone(provider), key.clone());
            self.store.write(Hold::call(name, &id), move |u| begin_step(&handler, u, provider.as_ref(), &key, answer))
        };
        let WaitingStep { call, event, lookup } = match begun.await? {
            LoadedStep::Answered(reply) => return Ok(reply),
            LoadedStep::Waiting(waiting) => *waiting,
        };
        let (prepared, held) = self.prepare(&call, lookup).await?;
        let (handler, provider) = (Arc::clone(self), Arc::clone(provider));
        let (of, step) = (id.clone(), (call.id, key.step));
        let outcome = self
            .store
            .write(Hold::call(name, &id), move |u| {
                advance_call(&handler, u, provider.as_ref(), (&of, &key), event, prepared)
            })
            .await;
        // Also where nobody knows yet whether the step is taken: a verdict of none changes nothing.
        let may_wait = match &outcome {
            Ok(StepOutcome::Advanced(_)) => true,
            Ok(StepOutcome::Repeated(_)) => false,
            Err(error) => error.is_unknown(),
        };
        if let Some(check) = held.filter(|_| may_wait) {
            self.held_checks.keep(&self.store, goes_on, (name, id), step, check);
        }
        match outcome? {
            StepOutcome::Advanced(reply) | StepOutcome::Repeated(reply) => Ok(reply),
        }
    }

    /// Ends a call when the provider says that it is over.
    ///
    /// # Errors
    /// Nothing has happened then.
    pub async fn call_status(
        self: &Arc<Self>,
        provider: &Arc<dyn Provider>,
        status: CallStatus,
    ) -> Result<(), CallError> {
        if !status.over {
            return Ok(());
        }
        let lock = self.call_locks.of(&status.call);
        let _lock = lock.lock().await;
        self.hang_up(provider.name(), status.call).await
    }

    /// Notes what the provider says of a recording.
    ///
    /// # Errors
    /// Nothing has happened then.
    pub async fn recording_status(
        self: &Arc<Self>,
        provider: &Arc<dyn Provider>,
        status: RecordingStatus,
    ) -> Result<(), CallError> {
        let name = provider.name();
        let noted: Result<(), StoreError> = self
            .store
            .write(Hold::call(name, &status.call), move |u| {
                let Some(call) = calls::find_call(u.tx, name, &status.call)? else { return Ok(()) };
                if let Some(workspace) = call.workspace {
                    u.hold(Hold::WorkspaceShared(workspace))?;
                }
                u.after(AfterCommit::TasksQueued);
                if claim_recordings::on_recording_status(u, &call, &status.outcome)? {
                    return Ok(());
                }
                let part = crew::part_of_recording(u, &call, &status.outcome)?;
                expect::on_recording_status(u.tx, &u.ids, part.as_ref().unwrap_or(&call), &status.outcome, u.now)
            })
            .await;
        Ok(noted?)
    }

    async fn hang_up(self: &Arc<Self>, provider: &'static str, call: ProviderCallId) -> Result<(), CallError> {
        let ended: Result<Option<CallId>, CallError> = self
            .store
            .write(Hold::call(provider, &call), move |u| {
                let Some(call) = calls::find_call(u.tx, provider, &call)? else { return Ok(None) };
                let id = call.id;
                end_call(u, call).map(|()| Some(id))
            })
            .await;
        if let Some(id) = ended? {
            self.held_checks.forget(id);
        }
        Ok(())
    }

    /// Ends calls whose last word from the provider never came; how many there were.
    ///
    /// # Errors
    /// Those before the one that failed have ended.
    pub async fn end_silent_calls(self: &Arc<Self>) -> Result<usize, CallError> {
        // To a clock that was set ahead every call seems silent.
        if self.store.clock().is_in_doubt() {
            return Ok(0);
        }
        let since = self.store.now().saturating_sub(SILENT_CALL_TIMEOUT).unwrap_or(Timestamp::MIN);
        let silent: Result<Vec<Call>, StoreError> =
            self.store.read(move |tx| calls::list_silent_since(tx, since, SILENT_CALL_BATCH)).await;
        let mut count = 0;
        // Each by itself: one that cannot be ended keeps none of the others.
        for call in silent? {
            let id = call.id;
            let hold = Hold::call(&call.provider, &call.provider_call_id);
            let ended: Result<bool, CallError> = self
                .store
                .write(hold, move |u| {
                    // Looked at again: it may have been heard of meanwhile.
                    let call = calls::get_call(u.tx, id)?;
                    let is_silent = call.ended_at.is_none() && call.last_heard_at < since;
                    if is_silent {
                        end_call(u, call)?;
                    }
                    Ok(is_silent)
                })
                .await;
            count += usize::from(ended?);
            self.held_checks.forget(id);
        }
        Ok(count)
    }
}

/// A call that rings is answered; one that the provider sends on again goes on where it was.
fn ring_in(
    handler: &Calls,
    u: &mut Unit<'_>,
    provider: &dyn Provider,
    (ring, came_at): (Ring, Timestamp),
    throttled: Option<bool>,
) -> Result<String, CallError> {
    let fault = ring.fault;
    let mut call = match calls::find_call(u.tx, provider.name(), &ring.call)? {
        Some(call) => call,
        None => answer_call(handler, u, provider, (ring, answered_at(came_at, u.now)))?,
    };
    if let Some(code) = fault {
        note_fault(u, &call, code)?;
    }
    match (call.step, fault) {
        (0, _) => {}
        (1, None) => {
            let first = StepKey { step: 0, token: String::new() };
            return answer_again(handler, u.tx, provider, &call, (&first, ""), u.now);
        }
        (_, _) => return resume(handler, provider, &call, u.now),
    }
    let throttled = match throttled {
        Some(throttled) => throttled,
        None => handler.origin_of(&call).is_throttled(u.tx, u.now)?,
    };
    let language = sign_ins::find_language_of_caller(u.tx, &call.caller)?;
    let usual = handler.rule_of(&call).map_or(handler.default_language, |rule| rule.language);
    let rang = Event::Rang { language: language.unwrap_or(usual), throttled };
    run(handler, u, provider, &mut call, rang, PreparedPin::Nothing)
}

/// When a call was answered that came in then.
fn answered_at(came_at: Timestamp, now: Timestamp) -> Timestamp {
    let held = now.duration_since(came_at);
    if (SignedDuration::ZERO..=LONGEST_HELD).contains(&held) { came_at } else { now }
}

fn note_fault(u: &mut Unit<'_>, call: &Call, code: u32) -> Result<(), StoreError> {
    tracing::warn!(
        call.id = %call.id,
        call.step = call.step,
        provider.error = code,
        "the provider could not use an answer and sent the call on again"
    );
    calls::insert_fault(u.tx, call.id, ProviderFault { step: call.step, code, at: u.now })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_had_to_wait_was_answered_when_it_came_as_far_as_that_can_be() {
        let at = |secs: i64| Timestamp::from_second(1_800_000_000 + secs).unwrap();
        for (came, answered) in [(0, 0), (-1, -1), (-120, -120), (-121, 0), (1, 0), (-4_000, 0)] {
            assert_eq!(answered_at(at(came), at(0)), at(answered), "{came}");
        }
    }
}
