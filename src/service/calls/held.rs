//! What a caller hears while the database does not answer, and how the call then goes on where it was. Nothing of it is
//! kept here: the address to which the provider comes back says all.

use std::sync::Arc;

use jiff::Timestamp;
use subtle::ConstantTimeEq;

use super::{
    CallError, Calls,
    reply::{StepKey, find_answered, language_of, resume},
};
use crate::{
    dialog::{
        action::Action,
        utterance::{Line, Utterance},
    },
    domain::{
        ids::{ProviderCallId, ProviderRecordingId},
        language::Language,
    },
    provider::{CallerInput, Provider},
    store::{Hold, calls},
};

/// How long the line is silent between two tries, in seconds.
const PAUSE_SECS: u32 = 5;
/// Keys that were pressed meanwhile are dropped until none has come for so long, in seconds: they were meant for other
/// questions than the one that is put again.
const DRAIN_SECS: u32 = 1;

/// Stands before the proof that an address is ours, where the provider's signature does not cover it.
const SEAL: &str = "&seal=";

/// A webhook that could not be worked on, as its address says it when the provider comes back. Keys are not in it: they
/// may be a PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeldWebhook {
    /// The call rings.
    Ring {
        /// When it came in: the time of its punch.
        came_at: Timestamp,
    },
    /// A step that was answered by keys. Unless it was taken after all, its question is put again.
    Keys(StepKey),
    /// A step at which nothing was keyed.
    Silence(StepKey),
    /// A step that was answered by a recording.
    Recording(StepKey, Option<ProviderRecordingId>),
}

impl HeldWebhook {
    /// What came at a step, without keys.
    #[must_use]
    pub fn at(step: StepKey, input: &CallerInput) -> Self {
        match input {
            CallerInput::Keys(_) | CallerInput::Pound | CallerInput::Empty { .. } => Self::Keys(step),
            CallerInput::Nothing => Self::Silence(step),
            CallerInput::Recorded { recording, .. } => Self::Recording(step, recording.clone()),
        }
    }

    /// Path and query to which the provider comes back for the `count`th time.
    fn target(&self, provider: &str, count: u32) -> String {
        let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let address = |StepKey { step, token }: &StepKey| format!("/voice/{provider}/step/{step}/{}", encoded(token));
        match self {
            Self::Ring { came_at } => format!("/voice/{provider}?held={count}&came={}", came_at.as_second()),
            Self::Keys(step) => format!("{}?held={count}", address(step)),
            Self::Silence(step) => format!("{}/silence?held={count}", address(step)),
            Self::Recording(step, recording) => {
                let recording = encoded(recording.as_ref().map_or("", ProviderRecordingId::as_str));
                format!("{}?held={count}&recording={recording}", address(step))
            }
        }
    }

    /// The language of the call, where anything says it.
    fn language(&self) -> Option<Language> {
        match self {
            Self::Ring { .. } => None,
            Self::Keys(step) | Self::Silence(step) | Self::Recording(step, _) => language_of(&step.token),
        }
    }
}

impl Calls {
    /// Asks a caller for a moment, after which the provider comes back. Needs no database, and promises nothing.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn one_moment(&self, provider: &dyn Provider, held: &HeldWebhook, count: u32) -> Result<String, CallError> {
        let said = match held.language() {
            Some(language) => vec![Action::Say(Line { language, utterance: Utterance::Held })],
            None => self.to_everybody(&Utterance::Held),
        };
        let wait = [Action::Pause { secs: PAUSE_SECS }, Action::Drain { secs: DRAIN_SECS }];
        let base = self.public_url.as_str().trim_end_matches('/');
        let target = held.target(provider.name(), count);
        let seal = if provider.signs_addresses() { String::new() } else { format!("{SEAL}{}", self.seal(&target)) };
        let address = format!("{base}{target}{seal}");
        self.render_leading_to(provider, said.into_iter().chain(wait).collect(), &address)
    }

    /// Whether an address to which a provider comes back is as [`Calls::one_moment`] has written it: its signature says so,
    /// or where that leaves the address out, the seal.
    #[must_use]
    pub fn has_written(&self, provider: &dyn Provider, target: &str) -> bool {
        let sealed = || {
            target
                .split_once(SEAL)
                .is_some_and(|(target, seal)| self.seal(target).as_bytes().ct_eq(seal.as_bytes()).into())
        };
        provider.signs_addresses() || sealed()
    }

    fn seal(&self, target: &str) -> String {
        base16ct::lower::encode_string(&self.store.keys().address_seal(target))
    }

    /// Answers a caller whose keys were lost: with the reply that the step had, where it was taken after all, and
    /// otherwise with its question once more. Changes nothing.
    ///
    /// # Errors
    /// When the step is none of the call's.
    pub async fn come_back(
        self: &Arc<Self>,
        provider: &Arc<dyn Provider>,
        key: StepKey,
        call: ProviderCallId,
    ) -> Result<String, CallError> {
        let lock = self.call_locks.of(&call);
        let _lock = lock.lock().await;
        let (handler, provider) = (Arc::clone(self), Arc::clone(provider));
        // Nothing is written, but whoever cannot write had better not put the question.
        self.store
            .write(Hold::call(provider.name(), &call), move |u| {
                let call = calls::find_call(u.tx, provider.name(), &call)?.ok_or(CallError::NotWaiting)?;
                if !key.is_past(&call)? {
                    return resume(&handler, provider.as_ref(), &call, u.now);
                }
                find_answered(u.tx, &call, &key)?.reply.ok_or(CallError::NotWaiting)
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialog::event::Keys;

    fn step() -> StepKey {
        StepKey { step: 2, token: "A-b_c.es".to_owned() }
    }

    #[test]
    fn the_way_back_says_what_came_and_no_key_of_it() {
        let pin = CallerInput::Keys(Keys::new("8352".to_owned()));
        let spoken = CallerInput::Recorded { recording: ProviderRecordingId::parse("RE1&x=/").ok(), hung_up: false };
        for (input, target) in [
            (pin, "/voice/twilio/step/2/A-b_c.es?held=3"),
            (CallerInput::Pound, "/voice/twilio/step/2/A-b_c.es?held=3"),
            (CallerInput::Empty { pound_likely: false }, "/voice/twilio/step/2/A-b_c.es?held=3"),
            (CallerInput::Nothing, "/voice/twilio/step/2/A-b_c.es/silence?held=3"),
            (spoken, "/voice/twilio/step/2/A-b_c.es?held=3&recording=RE1%26x%3D%2F"),
        ] {
            assert_eq!(HeldWebhook::at(step(), &input).target("twilio", 3), target);
        }
        let ring = HeldWebhook::Ring { came_at: Timestamp::from_second(1_800_000_000).unwrap() };
        assert_eq!(ring.target("twilio", 1), "/voice/twilio?held=1&came=1800000000");
        let odd = StepKey { step: 2, token: "?held=9&\"<>".to_owned() };
        assert_eq!(HeldWebhook::Keys(odd).target("twilio", 1), "/voice/twilio/step/2/%3Fheld%3D9%26%22%3C%3E?held=1");
    }

    #[test]
    fn a_call_whose_language_is_known_is_spoken_to_in_it_alone() {
        assert_eq!(HeldWebhook::Keys(step()).language(), Some(Language::Es));
        assert_eq!(HeldWebhook::Silence(StepKey { token: "older".to_owned(), ..step() }).language(), None);
        assert_eq!(HeldWebhook::Ring { came_at: Timestamp::UNIX_EPOCH }.language(), None);
    }
}
