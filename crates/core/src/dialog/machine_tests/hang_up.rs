//! The line is dropped, and webhooks that come after the word of it.

use super::driver::*;
use crate::dialog::{
    effect::{Effect, PunchKind},
    event::{CallingEmployee, Event, JobRule, SignInResult},
    utterance::Way,
};

const SET: Effect = Effect::SetJob { entry: new_entry(), job: roofing() };

#[test]
fn a_hang_up_clocks_nothing_and_leaves_what_is_due() {
    for question in Question::ALL {
        let mut call = question.reached();
        let effects = call.effects.clone();
        call.hang_up();
        assert_eq!(call.reply, None, "{question:?}");
        assert_eq!(call.raised, question.leaves(), "{question:?}");
        assert_eq!(call.effects, effects, "{question:?}");
    }
}

#[test]
fn a_hang_up_while_the_pin_is_checked_clocks_nothing() {
    let mut call = Call::answered(World::of([SignInResult::Pending, SignInResult::Accepted(person())]));
    call.sign_in();
    call.hang_up();
    call.silence();
    assert_eq!(call.reply, None);
    assert_eq!(call.clockings(), []);
}

#[test]
fn a_hang_up_told_of_twice_changes_nothing() {
    for question in Question::ALL {
        let mut call = question.reached();
        call.hang_up();
        let (session, raised, effects) = (call.json().to_owned(), call.raised.clone(), call.effects.clone());
        call.hang_up();
        assert_eq!(call.reply, None, "{question:?}");
        assert_eq!(call.json(), session, "{question:?}");
        assert_eq!((call.raised, call.effects), (raised, effects), "{question:?}");
    }
}

#[test]
fn a_hang_up_after_the_goodbye_leaves_nothing_to_settle() {
    let mut call = Call::by(CallingEmployee { jobs: JobRule::Required, ..person() });
    call.key("42");
    assert!(call.has_ended());
    call.hang_up();
    assert_eq!((call.reply, call.raised), (None, vec![]));
}

#[test]
fn the_job_code_keyed_before_a_hang_up_still_counts_when_it_comes_late() {
    for question in [Question::OptionalJob, Question::RequiredJob] {
        let mut call = question.reached();
        call.hang_up();
        call.key("42");
        assert_eq!(call.effects.last(), Some(&SET), "{question:?}");
        assert_eq!(call.reply, None, "nobody listens");
        assert_eq!(call.clockings(), [PunchKind::In], "{question:?}");
        assert_eq!(call.raised, question.leaves(), "{question:?}: setting the job settles it");
    }
}

#[test]
fn a_late_job_code_counts_once() {
    let mut call = Question::RequiredJob.reached();
    call.hang_up();
    call.key("42");
    let effects = call.effects.len();
    call.key("42");
    assert_eq!(call.effects.len(), effects);
}

#[test]
fn a_late_code_that_is_no_job_changes_nothing() {
    for keys in ["77", "*", "4*2", "123456789"] {
        let mut call = Question::RequiredJob.reached();
        call.hang_up();
        call.key(keys);
        assert!(!call.effects.contains(&SET), "{keys}");
        assert_eq!(call.reply, None, "{keys}");
        assert_eq!(call.raised, Question::RequiredJob.leaves(), "{keys}");
    }
}

#[test]
fn nothing_new_begins_after_a_hang_up() {
    let late: [(Call, &str); 5] = [
        (Question::Pin.reached(), PIN),
        (Question::Forgotten.reached(), "1"),
        (Question::Forgotten.reached(), "2"),
        (Call::by(just_clocked(Way::In)), "2"),
        (Question::NextJob.reached(), "42"),
    ];
    for (mut call, keys) in late {
        let effects = call.effects.clone();
        call.hang_up();
        call.key(keys);
        assert_eq!(call.effects, effects);
        assert_eq!(call.reply, None);
    }
}

#[test]
fn silence_pound_and_recordings_after_a_hang_up_change_nothing() {
    for question in Question::ALL {
        for event in [Event::Nothing, Event::Pound, Event::Recorded] {
            let mut call = question.reached();
            call.hang_up();
            let (session, effects) = (call.json().to_owned(), call.effects.len());
            call.happens(event);
            assert_eq!((call.reply.as_ref(), call.effects.len()), (None, effects), "{question:?}");
            assert_eq!(call.json(), session, "{question:?}");
        }
    }
}
