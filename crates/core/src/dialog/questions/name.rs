//! The voice check: the caller says their name, and the call ends.

use super::Question;
use crate::dialog::{
    event::{Deadline, Event},
    machine::{DialogRun, Next, reply},
    session::State,
    utterance::Utterance,
};

#[expect(clippy::wildcard_enum_match_arm, reason = "as in `on`: what does not fit is stray")]
impl DialogRun {
    /// Asks for the name where this person says one; otherwise the goodbye.
    pub(super) fn voice_check(&mut self, said: Vec<Utterance>) -> Next {
        if !self.session.person.is_some_and(|person| person.voice_check) {
            return self.end([said, vec![Utterance::ThankYou, Utterance::Goodbye]].concat());
        }
        if self.deadline == Deadline::Passed {
            return self.end([said, vec![Utterance::TimeIsUp]].concat());
        }
        self.session.state = State::Asking { question: Question::Name, tries: 0 };
        let notice = self.session.notice.clone().map(|text| Utterance::Notice { text });
        let asked = notice.into_iter().chain([Utterance::AskName]).collect();
        let lines = self.lines([said, asked].concat());
        self.session.heard.clone_from(&lines);
        reply(Question::Name.put(lines))
    }

    pub(in crate::dialog) fn name_answered(&mut self, event: &Event) -> Next {
        match event {
            Event::Recorded => self.end(vec![Utterance::ThankYou, Utterance::Goodbye]),
            Event::Keys(_) | Event::Pound | Event::Nothing => self.end(vec![Utterance::Goodbye]),
            other => self.stray(other),
        }
    }
}
