//! Choosing a PIN by calling: the PIN twice, then the phone clock ID is read out.

use super::Question;
use crate::dialog::{
    choice::PinChoice,
    effect::Effect,
    event::{Event, NewPinResult},
    machine::{DialogRun, MAX_TRIES, Next},
    session::Pending,
    utterance::{MenuLine, Utterance},
};

#[expect(clippy::wildcard_enum_match_arm, reason = "as in `on`: what does not fit is stray")]
impl DialogRun {
    pub(in crate::dialog) fn new_pin_answered(&mut self, event: Event, choice: PinChoice, tries: u8) -> Next {
        match event {
            Event::Keys(_) => self.wait_for(Pending::NewPin { choice, tries }, Effect::KeepPin { choice }),
            Event::Pound | Event::Nothing => self.new_pin_missed(Utterance::NothingHeard, choice, tries),
            other => self.stray(&other),
        }
    }

    pub(in crate::dialog) fn new_pin_kept(&mut self, event: &Event, choice: PinChoice, tries: u8) -> Next {
        match event {
            Event::PinKept(true) => self.ask(vec![], Question::NewPinAgain { choice }, tries),
            Event::PinKept(false) => self.new_pin_missed(Utterance::NewPinRefused, choice, tries),
            other => self.stray(other),
        }
    }

    pub(in crate::dialog) fn new_pin_again_answered(&mut self, event: Event, choice: PinChoice, tries: u8) -> Next {
        match event {
            Event::Keys(_) => self.wait_for(Pending::NewPinAgain { choice, tries }, Effect::ChoosePin { choice }),
            Event::Pound | Event::Nothing if tries + 1 < MAX_TRIES => {
                self.ask(vec![Utterance::NothingHeard], Question::NewPinAgain { choice }, tries + 1)
            }
            Event::Pound | Event::Nothing => self.end(vec![Utterance::NothingHeard, Utterance::Goodbye]),
            other => self.stray(&other),
        }
    }

    pub(in crate::dialog) fn new_pin_chosen(&mut self, event: Event, choice: PinChoice, tries: u8) -> Next {
        match event {
            Event::PinChosen(NewPinResult::Set(clock_id)) => {
                self.end(vec![Utterance::NewPinSet { clock_id }, Utterance::Goodbye])
            }
            Event::PinChosen(NewPinResult::Changed) => {
                self.end(vec![Utterance::Menu(MenuLine::PinChanged), Utterance::Goodbye])
            }
            Event::PinChosen(NewPinResult::Differs) => self.new_pin_missed(Utterance::NewPinsDiffer, choice, tries),
            Event::PinChosen(NewPinResult::Lost) => self.ask(vec![], Question::NewPin { choice }, tries),
            Event::PinChosen(NewPinResult::Spent) if choice.code.is_none() => {
                self.end(vec![Utterance::Kept, Utterance::Goodbye])
            }
            Event::PinChosen(NewPinResult::Spent) => self.end(vec![Utterance::CodeRefused, Utterance::Goodbye]),
            other => self.stray(&other),
        }
    }

    fn new_pin_missed(&mut self, why: Utterance, choice: PinChoice, tries: u8) -> Next {
        if tries + 1 >= MAX_TRIES {
            return self.end(vec![why, Utterance::Goodbye]);
        }
        self.ask(vec![why], Question::NewPin { choice }, tries + 1)
    }
}
