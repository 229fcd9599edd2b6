//! Choosing a PIN by calling: the one-time code of a card, then the PIN twice, then the phone clock ID.

use super::{Call, Next, TRIES};
use crate::dialog::{
    effect::Effect,
    event::{CodeOpened, Event, PinChosen},
    session::{Choice, State},
    utterance::Utterance,
};

#[expect(clippy::wildcard_enum_match_arm, reason = "as in `on`: what does not fit is stray")]
impl Call {
    pub(super) fn code_opened(&mut self, event: Event, tries: u8) -> Next {
        match event {
            Event::CodeOpened(CodeOpened::Opened { choice, language }) => {
                self.session.language = language;
                self.ask_new_pin(vec![], choice, 0)
            }
            Event::CodeOpened(CodeOpened::Refused { barred }) => {
                self.session.failures = self.session.failures.saturating_add(1);
                if barred {
                    return self.end(vec![Utterance::CodeRefused, Utterance::TooManyFailures]);
                }
                if self.session.failures >= TRIES {
                    return self.end(vec![Utterance::CodeRefused, Utterance::Goodbye]);
                }
                self.session.state = State::AskId { tries };
                self.ask(vec![Utterance::CodeRefused], Utterance::AskId)
            }
            other => self.stray(&other),
        }
    }

    pub(super) fn new_pin(&mut self, event: Event, choice: Choice, tries: u8) -> Next {
        match event {
            Event::Keys(keys) => {
                self.session.state = State::KeepPin { choice, tries };
                Next::Await(Effect::KeepPin { choice, keys })
            }
            Event::Pound | Event::Nothing => self.new_pin_missed(Utterance::NothingHeard, choice, tries),
            other => self.stray(&other),
        }
    }

    pub(super) fn new_pin_kept(&mut self, event: &Event, choice: Choice, tries: u8) -> Next {
        match event {
            Event::PinKept(true) => {
                self.session.state = State::AskNewPinAgain { choice, tries };
                self.ask(vec![], Utterance::AskNewPinAgain)
            }
            Event::PinKept(false) => self.new_pin_missed(Utterance::NewPinRefused, choice, tries),
            other => self.stray(other),
        }
    }

    pub(super) fn new_pin_again(&mut self, event: Event, choice: Choice, tries: u8) -> Next {
        match event {
            Event::Keys(keys) => {
                self.session.state = State::ChoosePin { choice, tries };
                Next::Await(Effect::ChoosePin { choice, keys })
            }
            Event::Pound | Event::Nothing if tries + 1 < TRIES => {
                self.session.state = State::AskNewPinAgain { choice, tries: tries + 1 };
                self.ask(vec![Utterance::NothingHeard], Utterance::AskNewPinAgain)
            }
            Event::Pound | Event::Nothing => self.end(vec![Utterance::NothingHeard, Utterance::Goodbye]),
            other => self.stray(&other),
        }
    }

    pub(super) fn new_pin_chosen(&mut self, event: Event, choice: Choice, tries: u8) -> Next {
        match event {
            Event::PinChosen(PinChosen::Set(clock_id)) => {
                self.end(vec![Utterance::NewPinSet { clock_id }, Utterance::Goodbye])
            }
            Event::PinChosen(PinChosen::Differs) => self.new_pin_missed(Utterance::NewPinsDiffer, choice, tries),
            Event::PinChosen(PinChosen::Lost) => self.ask_new_pin(vec![], choice, tries),
            Event::PinChosen(PinChosen::Spent) => self.end(vec![Utterance::CodeRefused, Utterance::Goodbye]),
            other => self.stray(&other),
        }
    }

    fn new_pin_missed(&mut self, why: Utterance, choice: Choice, tries: u8) -> Next {
        if tries + 1 >= TRIES {
            return self.end(vec![why, Utterance::Goodbye]);
        }
        self.ask_new_pin(vec![why], choice, tries + 1)
    }

    fn ask_new_pin(&mut self, said: Vec<Utterance>, choice: Choice, tries: u8) -> Next {
        self.session.state = State::AskNewPin { choice, tries };
        self.ask(said, Utterance::AskNewPin { min_digits: choice.min_digits })
    }
}
