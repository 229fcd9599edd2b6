//! Keys that were keyed ahead of a refusal, or of a question that nobody expects, are no answer to what comes now: they
//! are taken and dropped.

use super::Question;
use crate::dialog::{
    event::{Deadline, Event},
    machine::{DialogRun, Next, reply},
    session::State,
    utterance::{MenuLine, Utterance},
};

impl DialogRun {
    /// Says this, drops what was keyed ahead, and only then puts the question.
    pub(in crate::dialog) fn ask_anew(&mut self, said: Vec<Utterance>, question: Question, tries: u8) -> Next {
        if self.deadline == Deadline::Passed {
            return self.ask(said, question, tries);
        }
        let dropped = Question::Dropped { next: Box::new(question) };
        let lines = self.lines(said);
        self.session.heard.clone_from(&lines);
        let next = reply(dropped.put(lines));
        self.session.state = State::Asking { question: dropped, tries };
        next
    }

    /// The same for a question that nobody expects, and that keys meant for another one must not answer.
    pub(in crate::dialog) fn ask_by_surprise(&mut self, question: Question) -> Next {
        if self.deadline == Deadline::Passed {
            return self.ask(vec![], question, 0);
        }
        self.ask_anew(vec![Utterance::Menu(MenuLine::PleaseListen)], question, 0)
    }

    pub(in crate::dialog) fn keys_dropped(&mut self, event: &Event, next: Question, tries: u8) -> Next {
        match event {
            Event::Keys(_) | Event::Pound | Event::Nothing | Event::Recorded => self.ask(vec![], next, tries),
            Event::Rang { .. }
            | Event::HungUp
            | Event::SignedIn(_)
            | Event::CodeOpened(_)
            | Event::PinKept(_)
            | Event::PinChosen(_)
            | Event::Clocked(_)
            | Event::JobFound(_)
            | Event::JobSet
            | Event::Menu(_)
            | Event::Claimed(_)
            | Event::Crew(_) => self.stray(event),
        }
    }
}
