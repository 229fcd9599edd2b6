//! What an answer needs before its step can be taken: the call as it is, and slow work on a PIN.

use std::time::Duration;

use super::{
    CallError, Calls, crew,
    held_checks::HeldCheckResult,
    input, new_pin,
    prepared::{PinCheckResult, PreparedPin},
    reply::StepKey,
    session_of,
    step::{FoundStep, find_step, run},
};
use crate::{
    dialog::{PinWork, event::Event, needs, questions::Question, session::State},
    domain::{phone_clock_id::PhoneClockId, pin::Pin},
    provider::{Answer, CallerInput, Provider},
    service::{
        Unit,
        credentials::{
            gate::{CheckError, RunningCheck},
            verify::PinVerdict,
        },
        pin_hash::{HashError, Lane},
    },
    store::{StoreError, calls::Call, new_pins, phone_clock_ids::Credential},
};

/// How long a webhook waits for a PIN check before the caller is asked to hold on; with everything else that it
/// needs it is answered within two seconds.
const PIN_CHECK_TIMEOUT: Duration = Duration::from_millis(1_500);

/// A call as an answer finds it.
pub(super) enum LoadedStep {
    /// The step is taken, now or before; this is its answer.
    Answered(String),
    Waiting(Box<WaitingStep>),
}

/// A step that waits for slow work on a PIN.
pub(super) struct WaitingStep {
    /// The call, as it was read.
    pub call: Call,
    /// What the dialog is to learn.
    pub event: Event,
    /// The work.
    pub lookup: PinLookup,
}

/// Slow work with all that it needs from the database.
pub(super) enum PinLookup {
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

/// Reads a step, and takes it at once unless a PIN has to be checked or hashed before.
pub(super) fn begin_step(
    handler: &Calls,
    u: &mut Unit<'_>,
    provider: &dyn Provider,
    key: &StepKey,
    Answer { call, input }: Answer,
) -> Result<LoadedStep, CallError> {
    let mut call = match find_step(handler, u, provider, &call, (key, input::keys_of(&input)))? {
        FoundStep::Answered(reply) => return Ok(LoadedStep::Answered(reply)),
        FoundStep::Waiting(call) => *call,
    };
    let mut session = session_of(&call)?;
    if let (CallerInput::Recorded { recording: Some(recording), .. }, State::Asking { question, .. }) =
        (&input, &session.state)
        && matches!(question, Question::CrewName { .. })
    {
        crew::note_recording(u, &call, recording)?;
    }
    let event = input::event(u.tx, &call, &session.state, input, u.now)?;
    let lookup = match needs(&session, &event) {
        PinWork::Nothing => None,
        PinWork::CheckPin { clock_id, pin } => {
            let origin = handler.origin_of(&call);
            let credential = origin.find_checkable(u.tx, &clock_id, u.now)?;
            Some(PinLookup::Check { clock_id, pin, credential })
        }
        PinWork::Verdict => session.state.clock_id_mut().map(|id| PinLookup::Verdict { clock_id: id.clone() }),
        PinWork::HashNewPin { choice, pin } => {
            let will_do = new_pin::will_do(u.tx, (&call, choice), &pin, (u.now, u.clock.time_for_ends()))?;
            will_do.then_some(PinLookup::FirstEntry(pin))
        }
        PinWork::VerifyNewPin { pin } => {
            Some(PinLookup::SecondEntry { pin, first: new_pins::find_new_pin(u.tx, call.id)? })
        }
    };
    Ok(match lookup {
        Some(lookup) => LoadedStep::Waiting(Box::new(WaitingStep { call, event, lookup })),
        None => LoadedStep::Answered(run(handler, u, provider, &mut call, event, PreparedPin::Nothing)?),
    })
}

impl Calls {
    /// Does the slow work. A check for which the caller has to hold on is handed back, to be kept once the step says so.
    pub(super) async fn prepare(
        &self,
        call: &Call,
        lookup: PinLookup,
    ) -> Result<(PreparedPin, Option<RunningCheck>), CallError> {
        let prepared = match lookup {
            PinLookup::Check { clock_id, pin, credential } => {
                let (checked, held) = self.check_pin(call, &clock_id, (pin, credential)).await?;
                return Ok((PreparedPin::Checked(checked), held));
            }
            PinLookup::Verdict { clock_id } => {
                PreparedPin::Checked(match self.held_checks.find_verdict(&self.store, call).await? {
                    HeldCheckResult::Done(verdict) => self.decide(call, &clock_id, verdict).await?,
                    HeldCheckResult::Pending => PinCheckResult::Pending { has_just_begun: false },
                    HeldCheckResult::Lost => PinCheckResult::Lost,
                })
            }
            PinLookup::FirstEntry(pin) => {
                let hash = self.pins.hash_pin(Lane::Telephone, pin.clone(), self.store.entropy().as_ref()).await?;
                PreparedPin::FirstEntry { pin, hash }
            }
            PinLookup::SecondEntry { first: None, .. } => PreparedPin::NoFirstEntry,
            PinLookup::SecondEntry { pin, first: Some(hash) } => {
                let verdict = self.pins.verify_pin(Lane::Telephone, Some(pin.clone()), Some(hash.clone()))?;
                let matched = verdict.await.map_err(|_| HashError::Failed)??;
                PreparedPin::SecondEntry { pin, hash, matched }
            }
        };
        Ok((prepared, None))
    }

    async fn check_pin(
        &self,
        call: &Call,
        clock_id: &PhoneClockId,
        (pin, credential): (Option<Pin>, Option<Credential>),
    ) -> Result<(PinCheckResult, Option<RunningCheck>), StoreError> {
        let mut check = match self.gate.check(clock_id, pin, credential).await {
            Ok(check) => check,
            Err(CheckError::Store(error)) => return Err(error),
            Err(CheckError::Hash(_)) => return Ok((PinCheckResult::Lost, None)),
        };
        match tokio::time::timeout(PIN_CHECK_TIMEOUT, &mut check.verdict).await {
            Ok(Ok(Ok(matched))) => {
                let verdict = PinVerdict::Fresh { credential: check.credential, matched };
                Ok((self.decide(call, clock_id, verdict).await?, None))
            }
            Ok(Ok(Err(HashError::Full | HashError::Unreadable | HashError::Failed)) | Err(_)) => {
                tracing::error!(call.id = %call.id, "a PIN could not be checked; the caller is asked once more");
                Ok((PinCheckResult::Lost, None))
            }
            Err(_) => {
                metrics::counter!("phoneclock_pin_checks_held_total").increment(1);
                Ok((PinCheckResult::Pending { has_just_begun: true }, Some(check)))
            }
        }
    }

    async fn decide(
        &self,
        call: &Call,
        clock_id: &PhoneClockId,
        verdict: PinVerdict,
    ) -> Result<PinCheckResult, StoreError> {
        let decided = self.gate.decide(call, clock_id, &verdict).await?;
        Ok(decided.map_or(PinCheckResult::Done(verdict), PinCheckResult::Decided))
    }
}

/// Whether what came was a recording that the hang-up has ended.
pub(super) fn has_hung_up(input: &CallerInput) -> bool {
    matches!(input, CallerInput::Recorded { hung_up: true, .. })
}
