//! What a webhook is answered with: a new reply, the one it had, or the question that waits.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use subtle::ConstantTimeEq;

use super::{CallError, Calls, session_of};
use crate::{
    dialog::{
        action::{Action, Reply},
        event::Deadline,
        machine,
        session::Session,
        utterance::Utterance,
    },
    domain::{entropy::Entropy, language::Language},
    provider::{Addresses, Provider},
    service::kernel::clock_watcher::ClockWatcher,
    store::{
        Tx,
        calls::{self, Call, Step},
    },
};

/// The longest a call may last, but for those whom a supervisor clocks in it.
const CALL_CAP: SignedDuration = SignedDuration::from_mins(3);

/// The step that a webhook answers, and the token that proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepKey {
    /// Its number.
    pub step: u32,
    /// As the address of the webhook has it.
    pub token: String,
}

impl StepKey {
    /// Whether it is an earlier step than the one that waits.
    pub(super) fn is_past(&self, call: &Call) -> Result<bool, CallError> {
        if self.step < call.step {
            return Ok(true);
        }
        if self.step > call.step || !same_token(&self.token, &call.token) {
            return Err(CallError::NotWaiting);
        }
        Ok(false)
    }
}

/// The answer that this step got the first time, where the same was answered; otherwise the question that waits now.
/// Changes nothing.
pub(super) fn answer_again(
    handler: &Calls,
    tx: &mut dyn Tx,
    provider: &dyn Provider,
    call: &Call,
    (key, keys): (&StepKey, &str),
    now: Timestamp,
) -> Result<String, CallError> {
    let answered = find_answered(tx, call, key)?;
    let hash = handler.store.keys().input_hash(call.id.as_bytes(), key.step, keys);
    if answered.input_hash.is_some_and(|known| !bool::from(known.ct_eq(&hash))) {
        tracing::warn!(call.id = %call.id, "a step came again with another answer; the call goes on where it waits");
        return resume(handler, provider, call, now);
    }
    answered.reply.ok_or(CallError::NotWaiting)
}

/// A step that was taken, as this key proves it.
pub(super) fn find_answered(tx: &mut dyn Tx, call: &Call, key: &StepKey) -> Result<Step, CallError> {
    let answered = calls::find_step(tx, call.id, key.step)?.filter(|known| same_token(&key.token, &known.token));
    metrics::counter!("phoneclock_redeliveries_total").increment(1);
    answered.ok_or(CallError::NotWaiting)
}

/// The question that waits, for a call whose last answer the provider has lost. Changes nothing.
pub(super) fn resume(
    handler: &Calls,
    provider: &dyn Provider,
    call: &Call,
    now: Timestamp,
) -> Result<String, CallError> {
    let session = session_of(call)?;
    let reply = machine::resume(&session, deadline_of(handler.store.clock(), (call, &session), now));
    render(handler, provider, call, &reply)
}

/// Whether a call has lasted too long. While the clock is in doubt none has: to a clock that was set ahead every call
/// seems too long.
pub(super) fn deadline_of(clock: &ClockWatcher, (call, session): (&Call, &Session), now: Timestamp) -> Deadline {
    let cap = CALL_CAP.saturating_add(SignedDuration::from_secs(i64::from(session.longer_secs)));
    let passed = now.duration_since(call.answered_at) > cap && !clock.is_in_doubt();
    if passed { Deadline::Passed } else { Deadline::Ahead }
}

/// The reply as the provider reads it, leading to the step that the call waits for.
pub(super) fn render(
    handler: &Calls,
    provider: &dyn Provider,
    call: &Call,
    reply: &Reply,
) -> Result<String, CallError> {
    let base = handler.public_url.as_str().trim_end_matches('/');
    let voice = format!("{base}/voice/{}", provider.name());
    let answer = format!("{voice}/step/{}/{}", call.step, call.token);
    let addresses = Addresses {
        silence: format!("{answer}/silence"),
        answer,
        recording_status: format!("{voice}/recording"),
        clips: format!("{base}/prompts/"),
    };
    Ok(provider.render(reply, &handler.script, &addresses)?)
}

/// A token of 128 random bits: provider signatures carry no nonce, so each step's address does. Behind it stands the
/// language of the call, for what is said while the database does not answer.
pub(super) fn new_token(entropy: &dyn Entropy, language: Language) -> String {
    let mut bytes = [0_u8; 16];
    entropy.fill(&mut bytes);
    format!("{}.{language}", URL_SAFE_NO_PAD.encode(bytes))
}

/// The language that a token names.
pub(super) fn language_of(token: &str) -> Option<Language> {
    token.rsplit_once('.').and_then(|(_, code)| Language::parse(code))
}

fn same_token(shown: &str, known: &str) -> bool {
    shown.as_bytes().ct_eq(known.as_bytes()).into()
}

impl Calls {
    /// What a caller hears when the gateway itself has failed.
    ///
    /// # Errors
    /// When even this cannot be written.
    pub fn apology(&self, provider: &dyn Provider) -> Result<String, CallError> {
        let actions = self.to_everybody(&Utterance::Apology).into_iter().chain([Action::HangUp]).collect();
        // Nothing in it comes back, so the addresses only have to be addresses.
        self.render_leading_to(provider, actions, self.public_url.as_str())
    }

    /// A reply from which every way leads to the same address.
    pub(super) fn render_leading_to(
        &self,
        provider: &dyn Provider,
        actions: Vec<Action>,
        address: &str,
    ) -> Result<String, CallError> {
        let clips = format!("{}/prompts/", self.public_url.as_str().trim_end_matches('/'));
        let (answer, silence, recording_status) = (address.to_owned(), address.to_owned(), address.to_owned());
        let addresses = Addresses { answer, silence, recording_status, clips };
        Ok(provider.render(&Reply { actions }, &self.script, &addresses)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entropy::SeededEntropy;

    #[test]
    fn a_token_names_the_language_and_an_older_one_names_none() {
        for language in Language::ALL {
            let token = new_token(&SeededEntropy::new(1), language);
            assert_eq!(language_of(&token), Some(language));
            assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)), "{token}");
        }
        for token in ["", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA.fr", "AAAAAAAAAAAAAAAAAAAAAA."] {
            assert_eq!(language_of(token), None, "{token}");
        }
    }
}
