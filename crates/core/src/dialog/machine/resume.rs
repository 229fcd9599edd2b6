//! A call whose last answer the provider has lost: it goes on at the question that waits.

use super::{gather_at, hold_on, out_of_time, record};
use crate::dialog::{
    action::{Action, Reply},
    event::Deadline,
    session::{Session, State},
    utterance::{Line, Utterance},
};

/// The question that waits, put once more. Asking changes nothing, so it may be asked any number of times.
#[must_use]
pub fn resume(session: &Session, deadline: Deadline) -> Reply {
    if session.hung_up || session.heard.is_empty() {
        return last_words(session, vec![Utterance::CallAgain]);
    }
    if deadline == Deadline::Passed {
        return last_words(session, out_of_time(&session.state));
    }
    let heard = session.heard.clone();
    let actions = match &session.state {
        state @ (State::AskId { .. }
        | State::AskPin { .. }
        | State::AskNewPin { .. }
        | State::AskNewPinAgain { .. }
        | State::AskForgotten { .. }
        | State::AskJustClocked { .. }
        | State::AskJob { .. }
        | State::AskNextJob { .. }) => vec![Action::Gather(gather_at(state, heard))],
        State::AskName => heard.into_iter().map(Action::Say).chain([record()]).collect(),
        State::CheckPin { .. } => heard.into_iter().flat_map(hold_on).collect(),
        // Between two effects of one step no call is ever kept.
        State::Ringing
        | State::OpenCode { .. }
        | State::KeepPin { .. }
        | State::ChoosePin { .. }
        | State::Clock
        | State::FindJob { .. }
        | State::SetJob { .. }
        | State::FindNextJob { .. }
        | State::ClockNextJob { .. }
        | State::Over => return last_words(session, vec![Utterance::CallAgain]),
    };
    Reply { actions }
}

fn last_words(session: &Session, said: Vec<Utterance>) -> Reply {
    let line = |utterance| Action::Say(Line { language: session.language, utterance });
    Reply { actions: said.into_iter().map(line).chain([Action::HangUp]).collect() }
}
