//! A call through the gateway. Each answer goes one way: one transaction loads what the call waits for, takes the step
//! and keeps its reply for redeliveries. Only where a PIN has to be checked or hashed does that come between the two, and
//! a second transaction takes the step.

mod claims;
mod crew;
mod end;
mod handler;
mod held;
mod held_checks;
mod input;
mod job_rule;
pub mod list_parts;
mod locks;
pub mod log;
mod menu;
pub mod missed;
mod new_pin;
pub mod numbers;
mod prepare;
mod prepared;
mod reply;
mod step;

use std::sync::{Arc, OnceLock};

use url::Url;

pub(super) use self::{
    end::end_call,
    prepared::{PinCheckResult, PreparedPin},
    step::{answer_call, run},
};
pub use self::{held::HeldWebhook, reply::StepKey};
use self::{
    held_checks::HeldChecks,
    locks::CallLocks,
    numbers::{NumberBook, NumberRule},
};
use super::{
    Store,
    credentials::{gate::PinGate, throttle::SignInOrigin},
    pin_hash::{HashError, PinHasher},
};
use crate::{
    dialog::{
        action::Action,
        questions::AnswerForm,
        script::Script,
        session::{Session, VERSION},
        utterance::{Line, Utterance},
    },
    domain::{
        caller::E164,
        ids::{ReplicaId, WorkspaceId},
        language::Language,
        offered::OfferedLanguages,
    },
    provider::{Provider, RenderError, Ring, WebhookError},
    store::{StoreError, calls::Call},
};

/// Answers the webhooks of calls.
pub struct Calls {
    store: Store,
    /// Where PINs are checked.
    gate: Arc<dyn PinGate>,
    /// Where new PINs are hashed.
    pins: PinHasher,
    script: Script,
    /// Where the provider reaches this gateway; no slash at the end of its path.
    public_url: Url,
    /// Spoken to callers nobody knows yet.
    default_language: Language,
    /// What callers can choose by a key.
    offered: OfferedLanguages,
    /// What is different about calls to some numbers.
    numbers: OnceLock<NumberBook>,
    call_locks: CallLocks,
    held_checks: HeldChecks,
}

impl Calls {
    pub(super) fn new(
        store: Store,
        (gate, pins): (Arc<dyn PinGate>, PinHasher),
        (script, public_url): (Script, Url),
        (default_language, offered): (Language, OfferedLanguages),
        replica: ReplicaId,
    ) -> Self {
        let (call_locks, held_checks) = (CallLocks::default(), HeldChecks::new(replica));
        let numbers = OnceLock::new();
        Self { store, gate, pins, script, public_url, default_language, offered, numbers, call_locks, held_checks }
    }

    /// Says once, before any call is answered, what is different about calls to some numbers.
    pub fn set_numbers(&self, book: NumberBook) {
        // Whoever comes second comes too late.
        let _ = self.numbers.set(book);
    }

    /// Whether a number is one of ours, by the settings: the list of numbers, or `dial_in`. An account may have others that
    /// are answered elsewhere. Inside is the workspace that it is bound to, if any.
    #[must_use]
    pub fn whose_number(&self, provider: &str, dialed: &str, dial_in: Option<&E164>) -> Option<Option<WorkspaceId>> {
        let rule = self.numbers.get().and_then(|book| book.find(provider, dialed));
        let is_dial_in = dial_in.is_some_and(|dial_in| dial_in.as_str() == dialed);
        rule.map(|rule| rule.workspace).or_else(|| is_dial_in.then_some(None))
    }

    fn rule(&self, provider: &dyn Provider, ring: &Ring) -> Option<&NumberRule> {
        self.numbers.get()?.find(provider.name(), &ring.dialed)
    }

    fn rule_of(&self, call: &Call) -> Option<&NumberRule> {
        self.numbers.get()?.of_call(call)
    }

    /// Who tries to sign in with a call, and whose people alone are let in.
    fn origin_of(&self, call: &Call) -> SignInOrigin {
        let only = self.rule_of(call).and_then(|rule| rule.workspace);
        SignInOrigin::Caller { caller: call.caller.clone(), only }
    }

    /// The language of what callers hear whom nobody knows yet.
    #[must_use]
    pub const fn default_language(&self) -> Language {
        self.default_language
    }

    /// The languages that callers can choose, in the order of their keys.
    #[must_use]
    pub const fn offered(&self) -> &OfferedLanguages {
        &self.offered
    }

    /// What is said to callers of whom nobody knows which language they speak: in every one that is offered.
    fn to_everybody(&self, utterance: &Utterance) -> Vec<Action> {
        let languages = self.offered.beginning_with(self.default_language);
        languages.map(|language| Action::Say(Line { language, utterance: utterance.clone() })).collect()
    }

    /// What is said in the calls.
    #[must_use]
    pub const fn script(&self) -> &Script {
        &self.script
    }
}

/// Why a webhook of a call could not be answered as it should be.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum CallError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the reply could not be written")]
    Render(#[from] RenderError),
    #[error("what is remembered of the call cannot be read")]
    Session(#[from] serde_json::Error),
    #[error("the call was begun by another version of this program")]
    OtherVersion,
    #[error("the call is unknown, or the step is not one that waits")]
    NotWaiting,
    #[error("a new PIN could not be hashed")]
    Hash(#[from] HashError),
    #[error("the dialog does not come to an end")]
    Endless,
    #[error("the webhook cannot be understood")]
    Misunderstood(#[from] WebhookError),
    #[error("the work on a webhook takes too long for whoever is on the line")]
    TooLate,
    #[error("the work on a webhook broke off")]
    Panicked(#[from] tokio::task::JoinError),
}

impl CallError {
    /// Whether the same webhook may be worked on when it is run again in a moment.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        match self {
            Self::Store(error) => error.is_passing(),
            Self::Render(_)
            | Self::Session(_)
            | Self::OtherVersion
            | Self::NotWaiting
            | Self::Hash(_)
            | Self::Endless
            | Self::Misunderstood(_)
            | Self::TooLate
            | Self::Panicked(_) => false,
        }
    }

    /// Whether it may have been worked on although it failed.
    #[must_use]
    pub const fn is_unknown(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_unknown())
    }
}

/// Whether a call takes keys that it drops, and goes on by itself once no more come.
pub(super) fn drops_keys(call: &Call) -> Result<bool, CallError> {
    Ok(session_of(call)?.state.answer_form() == Some(AnswerForm::Dropped))
}

/// What is remembered of a call, where this version of the program has written it.
fn session_of(call: &Call) -> Result<Session, CallError> {
    #[derive(serde::Deserialize)]
    struct Written {
        version: u8,
    }
    let Written { version } = serde_json::from_str(&call.session)?;
    if version != VERSION {
        return Err(CallError::OtherVersion);
    }
    Ok(serde_json::from_str(&call.session)?)
}
