//! What an answer needs before its step can be taken: the call as it is, and slow work on a PIN.

use std::{sync::Arc, time::Duration};

use super::{
    CallError, Calls,
    held_checks::Held,
    input, new_pin,
    reply::{StepKey, answer_again},
    session_of,
};
use crate::{
    dialog::{Needs, event::Event, needs},
    domain::{phone_clock_id::PhoneClockId, pin::Pin},
    provider::{Answer, CallerInput, Provider},
    service::{
        credentials::{
            gate::{CheckError, RunningCheck},
            throttle::SignInOrigin,
            verify::{Decision, PinVerdict},
        },
        pin_hash::{HashError, Lane},
    },
    store::{
        StoreError,
        calls::{self, Call},
        new_pins,
        phone_clock_ids::Credential,
    },
};

/// How long a webhook waits for a PIN check before the caller is asked to hold on; with everything else that it
/// needs it is answered within two seconds.
const PIN_CHECK_TIMEOUT: Duration = Duration::from_millis(1_500);

/// A call as an answer finds it.
pub(super) enum Loaded {
    /// The step was taken before; this is its answer.
    Answered(String),
    Waiting(Box<Waiting>),
}

/// A step that waits, what came, and what that needs.
pub(super) struct Waiting {
    pub call: Call,
    pub event: Event,
    lookup: Lookup,
}

/// Slow work with all that it needs from the database.
pub(super) enum Lookup {
    Nothing,
    Check {
        clock_id: PhoneClockId,
        pin: Option<Pin>,
        credential: Option<Credential>,
    },
    Verdict {
        clock_id: PhoneClockId,
    },
    /// A new PIN that is not too easy to guess.
    FirstEntry(Pin),
    SecondEntry {
        pin: Pin,
        first: Option<String>,
    },
}

/// What was done ahead of a step's transaction.
pub(in crate::service) enum Prepared {
    Nothing,
    Checked(Checked),
    /// The first entry of a new PIN, and its hash.
    FirstEntry {
        pin: Pin,
        hash: String,
    },
    /// The second entry, the hash of the first, and whether they are the same.
    SecondEntry {
        pin: Pin,
        hash: String,
        matched: bool,
    },
    /// The first entry is not there any more.
    NoFirstEntry,
}

/// What came of a PIN check by the time the webhook has to be answered.
pub(in crate::service) enum Checked {
    Done(PinVerdict),
    /// Decided already by the gate, and counted there.
    Decided(Decision),
    Pending {
        has_just_begun: bool,
    },
    Lost,
}

impl Calls {
    /// Reads what an answer is for.
    pub(super) async fn load(
        self: &Arc<Self>,
        provider: &Arc<dyn Provider>,
        key: StepKey,
        answer: Answer,
    ) -> Result<Loaded, CallError> {
        let (handler, provider, now) = (Arc::clone(self), Arc::clone(provider), self.store.now());
        self.store
            .read(move |tx| {
                let Answer { call, input } = answer;
                let call = calls::find_call(tx, provider.name(), &call)?.ok_or(CallError::NotWaiting)?;
                if key.is_past(&call)? {
                    let keys = input::keys_of(&input);
                    let reply = answer_again(&handler, tx, provider.as_ref(), &call, (&key, keys), now)?;
                    return Ok(Loaded::Answered(reply));
                }
                let mut session = session_of(&call)?;
                let event = input::event(tx, &call, &session.state, input, now)?;
                let lookup = match needs(&session, &event) {
                    Needs::Nothing => Lookup::Nothing,
                    Needs::CheckPin { clock_id, pin } => {
                        let origin = SignInOrigin::Caller(call.caller.clone());
                        let credential = origin.find_checkable(tx, &clock_id, now)?;
                        Lookup::Check { clock_id, pin, credential }
                    }
                    Needs::Verdict => match session.state.clock_id_mut() {
                        Some(clock_id) => Lookup::Verdict { clock_id: clock_id.clone() },
                        None => Lookup::Nothing,
                    },
                    Needs::HashNewPin { choice, pin } => {
                        if new_pin::will_do(
                            tx,
                            choice,
                            &pin,
                            (handler.store.now(), handler.store.clock().time_for_ends()),
                        )? {
                            Lookup::FirstEntry(pin)
                        } else {
                            Lookup::Nothing
                        }
                    }
                    Needs::VerifyNewPin { pin } => {
                        Lookup::SecondEntry { pin, first: new_pins::find_new_pin(tx, call.id)? }
                    }
                };
                Ok(Loaded::Waiting(Box::new(Waiting { call, event, lookup })))
            })
            .await
    }

    /// Does the slow work. A check for which the caller has to hold on is handed back, to be kept once the step says so.
    pub(super) async fn prepare(
        &self,
        call: &Call,
        lookup: Lookup,
    ) -> Result<(Prepared, Option<RunningCheck>), CallError> {
        let prepared = match lookup {
            Lookup::Nothing => Prepared::Nothing,
            Lookup::Check { clock_id, pin, credential } => {
                let (checked, held) = self.check_pin(call, &clock_id, (pin, credential)).await?;
                return Ok((Prepared::Checked(checked), held));
            }
            Lookup::Verdict { clock_id } => {
                Prepared::Checked(match self.held_checks.find_verdict(&self.store, call).await? {
                    Held::Done(verdict) => self.decide(call, &clock_id, verdict).await?,
                    Held::Pending => Checked::Pending { has_just_begun: false },
                    Held::Lost => Checked::Lost,
                })
            }
            Lookup::FirstEntry(pin) => {
                let hash = self.pins.hash_pin(Lane::Telephone, pin.clone(), self.store.entropy().as_ref()).await?;
                Prepared::FirstEntry { pin, hash }
            }
            Lookup::SecondEntry { first: None, .. } => Prepared::NoFirstEntry,
            Lookup::SecondEntry { pin, first: Some(hash) } => {
                let verdict = self.pins.verify_pin(Lane::Telephone, Some(pin.clone()), Some(hash.clone()))?;
                let matched = verdict.await.map_err(|_| HashError::Failed)??;
                Prepared::SecondEntry { pin, hash, matched }
            }
        };
        Ok((prepared, None))
    }

    async fn check_pin(
        &self,
        call: &Call,
        clock_id: &PhoneClockId,
        (pin, credential): (Option<Pin>, Option<Credential>),
    ) -> Result<(Checked, Option<RunningCheck>), StoreError> {
        let mut check = match self.gate.check(clock_id, pin, credential).await {
            Ok(check) => check,
            Err(CheckError::Store(error)) => return Err(error),
            Err(CheckError::Hash(_)) => return Ok((Checked::Lost, None)),
        };
        match tokio::time::timeout(PIN_CHECK_TIMEOUT, &mut check.verdict).await {
            Ok(Ok(Ok(matched))) => {
                let verdict = PinVerdict::Fresh { credential: check.credential, matched };
                Ok((self.decide(call, clock_id, verdict).await?, None))
            }
            Ok(Ok(Err(HashError::Full | HashError::Unreadable | HashError::Failed)) | Err(_)) => {
                tracing::error!(call.id = %call.id, "a PIN could not be checked; the caller is asked once more");
                Ok((Checked::Lost, None))
            }
            Err(_) => {
                metrics::counter!("phoneclock_pin_checks_held_total").increment(1);
                Ok((Checked::Pending { has_just_begun: true }, Some(check)))
            }
        }
    }

    async fn decide(&self, call: &Call, clock_id: &PhoneClockId, verdict: PinVerdict) -> Result<Checked, StoreError> {
        let decided = self.gate.decide(call, clock_id, &verdict).await?;
        Ok(decided.map_or(Checked::Done(verdict), Checked::Decided))
    }
}

impl Waiting {
    pub(super) fn into_parts(self) -> (Call, Event, Lookup) {
        (self.call, self.event, self.lookup)
    }
}

/// Whether what came was a recording that the hang-up has ended.
pub(super) fn has_hung_up(input: &CallerInput) -> bool {
    matches!(input, CallerInput::Recorded { hung_up: true, .. })
}
