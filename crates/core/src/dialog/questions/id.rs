//! The phone clock ID, a language key in its place, or the one-time code of a card.

use super::Question;
use crate::{
    dialog::{
        effect::Effect,
        event::{CodeResult, Event, Keys},
        machine::{DialogRun, MAX_TRIES, Next},
        session::Pending,
        utterance::Utterance,
    },
    domain::{phone_clock_id::PhoneClockId, setup_code::SetupCode},
};

#[expect(clippy::wildcard_enum_match_arm, reason = "as in `on`: what does not fit is stray")]
impl DialogRun {
    pub(in crate::dialog) fn id_answered(&mut self, event: Event, tries: u8) -> Next {
        match event {
            Event::Keys(keys) => self.id_keyed(&keys, tries),
            Event::Pound | Event::Nothing => self.id_missed(Utterance::NothingHeard, tries),
            other => self.stray(&other),
        }
    }

    fn id_keyed(&mut self, keys: &Keys, tries: u8) -> Next {
        if let Some(language) = keys.only().and_then(|key| self.session.offered.by_key(key)) {
            self.session.language = language;
            self.session.heard = vec![self.line(Utterance::AskId)];
            return self.repeat(&Question::Id);
        }
        if let Ok(clock_id) = PhoneClockId::parse(keys.as_str()) {
            return self.ask(vec![], Question::Pin { clock_id }, 0);
        }
        // No phone clock ID is as long as a code.
        match SetupCode::parse(keys.as_str()) {
            Ok(code) => self.wait_for(Pending::Code { tries }, Effect::OpenCode { code }),
            Err(_) => self.id_missed(Utterance::IdNotUnderstood, tries),
        }
    }

    fn id_missed(&mut self, why: Utterance, tries: u8) -> Next {
        if tries + 1 >= MAX_TRIES {
            return self.end(vec![why, Utterance::Goodbye]);
        }
        self.ask(vec![why], Question::Id, tries + 1)
    }

    pub(in crate::dialog) fn code_opened(&mut self, event: Event, tries: u8) -> Next {
        match event {
            Event::CodeOpened(CodeResult::Opened { choice, language }) => {
                self.session.language = language;
                self.ask(vec![], Question::NewPin { choice }, 0)
            }
            Event::CodeOpened(CodeResult::Refused { throttled }) => {
                self.refused(Utterance::CodeRefused, throttled, tries)
            }
            other => self.stray(&other),
        }
    }

    /// A sign-in or code that was refused leads back to the ID; so many of them end the call.
    pub(super) fn refused(&mut self, why: Utterance, throttled: bool, tries: u8) -> Next {
        self.session.failures = self.session.failures.saturating_add(1);
        if throttled {
            return self.end(vec![why, Utterance::TooManyFailures]);
        }
        if self.session.failures >= MAX_TRIES {
            return self.end(vec![why, Utterance::Goodbye]);
        }
        self.ask(vec![why], Question::Id, tries)
    }
}
