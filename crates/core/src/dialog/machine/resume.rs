//! A call whose last answer the provider has lost: it goes on at the question that waits.

use super::hold_on;
use crate::dialog::{
    action::{Action, Reply},
    event::Deadline,
    session::{Pending, Session, State},
    utterance::{Line, Utterance},
};

/// The question that waits, put once more. Asking changes nothing, so it may be asked any number of times.
#[must_use]
pub fn resume(session: &Session, deadline: Deadline) -> Reply {
    let call_again = || last_words(session, vec![Utterance::CallAgain]);
    if session.hung_up || session.heard.is_empty() {
        return call_again();
    }
    let out_of_time = deadline == Deadline::Passed;
    let heard = session.heard.clone();
    match &session.state {
        State::Asking { question, .. } if out_of_time => last_words(session, question.out_of_time()),
        State::Ringing | State::Waiting(_) | State::Over if out_of_time => {
            last_words(session, vec![Utterance::TimeIsUp])
        }
        State::Asking { question, .. } => Reply { actions: question.put(heard) },
        State::Waiting(Pending::PinCheck { .. }) => Reply { actions: heard.into_iter().flat_map(hold_on).collect() },
        // Between two effects of one step no call is ever kept.
        State::Ringing | State::Waiting(_) | State::Over => call_again(),
    }
}

fn last_words(session: &Session, said: Vec<Utterance>) -> Reply {
    let line = |utterance| Action::Say(Line { language: session.language, utterance });
    Reply { actions: said.into_iter().map(line).chain([Action::HangUp]).collect() }
}
