//! What a call hears whose last answer was lost on its way.

use super::driver::*;
use crate::dialog::{
    action::{Action, Reply},
    event::{CallingEmployee, Deadline, Event, SignInResult},
    machine::resume,
    session::Session,
    utterance::Utterance::{self, *},
};

fn said(reply: &Reply) -> Vec<Utterance> {
    let lines = reply.actions.iter().flat_map(|action| match action {
        Action::Say(line) => vec![line.utterance.clone()],
        Action::Gather(gather) => gather.prompt.iter().map(|line| line.utterance.clone()).collect(),
        Action::Drain { .. } | Action::Record(_) | Action::Pause { .. } | Action::Continue | Action::HangUp => vec![],
    });
    lines.collect()
}

#[test]
fn the_question_that_waits_is_put_once_more_as_it_was() {
    for question in Question::ALL {
        let mut call = question.reached();
        assert_eq!(Some(resume(&call.session(), Deadline::Ahead)), call.reply, "{question:?}");
        call.silence();
        let again = resume(&call.session(), Deadline::Ahead);
        assert_eq!(said(&again), [question.words()], "{question:?}: the question alone");
        assert!(matches!(again.actions.as_slice(), [Action::Gather(_)]), "{question:?}");
        assert_eq!(said(&resume(&call.session(), Deadline::Passed)), question.out_of_time(), "{question:?}");
    }
}

#[test]
fn a_name_that_was_to_be_recorded_is_asked_for_again_after_the_time() {
    let call = Call::by(CallingEmployee { voice_check: true, ..person() });
    let again = resume(&call.session(), Deadline::Ahead);
    assert_eq!(Some(&again), call.reply.as_ref());
    assert_eq!(said(&again), [CLOCKED_IN, AskName]);
    assert!(matches!(again.actions.last(), Some(Action::Record(_))));
}

#[test]
fn a_pin_that_is_still_checked_is_waited_for() {
    let mut call = Call::answered(World::of([SignInResult::Pending]));
    call.sign_in();
    assert_eq!(Some(resume(&call.session(), Deadline::Ahead)), call.reply);
}

#[test]
fn where_nothing_waits_the_caller_is_asked_to_call_again_and_hears_no_time() {
    let mut hung_up = Question::RequiredJob.reached();
    hung_up.happens(Event::HungUp);
    for session in [Call::by(person()).session(), hung_up.session(), Session::default()] {
        let reply = resume(&session, Deadline::Ahead);
        assert_eq!(said(&reply), [CallAgain], "{session:?}");
        assert_eq!(reply.actions.last(), Some(&Action::HangUp));
    }
}
