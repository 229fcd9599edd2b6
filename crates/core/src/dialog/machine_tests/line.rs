//! What holds at every question: silence, keys that make no sense, the star, what a question gathers.

use super::driver::*;
use crate::dialog::{
    action::Action,
    event::Event,
    machine::MAX_TRIES,
    session::State,
    utterance::Utterance::{self, *},
};

/// Answers the same at one question until the call ends, and gives back how often it took and what was said each time.
fn answers_to_the_end(question: Question, answer: impl Fn(&mut Call)) -> Vec<Vec<Utterance>> {
    let mut call = question.reached();
    let mut said = Vec::new();
    while !call.has_ended() {
        answer(&mut call);
        said.push(call.heard());
        assert!(said.len() < 100, "{question:?} does not come to an end");
    }
    said
}

#[test]
fn silence_is_asked_again_and_the_third_ends_in_a_goodbye() {
    for question in Question::ALL {
        let said = answers_to_the_end(question, Call::silence);
        assert_eq!(said.len(), usize::from(MAX_TRIES), "{question:?}");
        for again in &said[..said.len() - 1] {
            assert_eq!(*again, [NothingHeard, question.words()], "{question:?}");
        }
        assert_eq!(said.last().unwrap().last(), Some(&Goodbye), "{question:?}");
    }
}

#[test]
fn keys_that_make_no_sense_are_asked_again_and_the_third_ends_the_question() {
    for question in Question::ALL {
        let (keys, why) = match question {
            Question::Id => (MISKEYED_ID, IdNotUnderstood),
            // Whatever is keyed there is checked as a PIN; see the tests of refusals.
            Question::Pin => continue,
            // Another PIN than the first begins both anew; see the tests of new PINs.
            Question::NewPinAgain => continue,
            Question::NewPin => ("7777", NewPinRefused),
            Question::Forgotten | Question::JustClocked => ("9", NotAChoice),
            Question::OptionalJob | Question::RequiredJob | Question::NextJob => ("77", JobNotFound),
        };
        let said = answers_to_the_end(question, |call| call.key(keys));
        assert_eq!(said.len(), usize::from(MAX_TRIES), "{question:?}");
        for again in &said[..said.len() - 1] {
            assert_eq!(*again, [why.clone(), question.words()], "{question:?}");
        }
        assert_eq!(said.last().unwrap().last(), Some(&Goodbye), "{question:?}");
    }
}

#[test]
fn silence_and_wrong_keys_count_together() {
    let mut call = Question::JustClocked.reached();
    call.silence();
    call.key("9");
    call.pound();
    assert!(call.has_ended());
}

#[test]
fn star_alone_repeats_the_last_prompt_and_is_no_try() {
    for question in Question::ALL {
        let mut call = question.reached();
        let (prompt, state, effects) = (call.reply.clone(), call.state(), call.effects.len());
        for _ in 0..5 {
            call.key("*");
            assert_eq!(call.reply, prompt, "{question:?}");
            assert_eq!(call.state(), state, "{question:?}");
        }
        assert_eq!(call.effects.len(), effects, "{question:?}");

        call.silence();
        assert_eq!(call.heard(), [NothingHeard, question.words()], "{question:?}");
        call.key("*");
        assert_eq!(call.heard(), [question.words()], "{question:?}: what was asked last, not what was wrong before it");
    }
}

#[test]
fn star_repeats_the_question_alone_whatever_was_wrong_with_the_last_entry() {
    for (question, keys) in [
        (Question::Id, MISKEYED_ID),
        (Question::Forgotten, "9"),
        (Question::JustClocked, "9"),
        (Question::OptionalJob, "77"),
        (Question::RequiredJob, "77"),
        (Question::NextJob, "77"),
    ] {
        let mut call = question.reached();
        call.key(keys);
        assert_eq!(call.heard().len(), 2, "{question:?}");
        call.key("*");
        assert_eq!(call.heard(), [question.words()], "{question:?}");
    }
    // Why a PIN will not do is what the next choice needs to know.
    let mut call = Question::NewPin.reached();
    call.key("7777");
    call.key("*");
    assert_eq!(call.heard(), [NewPinRefused, Question::NewPin.words()]);
}

#[test]
fn star_after_a_punch_repeats_the_clocked_time_too() {
    for (question, time) in
        [(Question::OptionalJob, CLOCKED_IN), (Question::RequiredJob, CLOCKED_IN), (Question::NextJob, CLOCKED_OUT)]
    {
        let mut call = question.reached();
        call.key("*");
        assert_eq!(call.heard(), [time, question.words()]);
    }
}

#[test]
fn a_stuck_star_key_ends_the_call_in_words_and_leaves_what_is_due() {
    for question in Question::ALL {
        let mut call = question.reached();
        let presses = (1..100).find(|_| {
            call.key("*");
            call.has_ended()
        });
        assert!(presses.is_some_and(|presses| presses > 5), "{question:?}: {presses:?}");
        assert_eq!(call.heard(), question.out_of_time(), "{question:?}");
        assert_eq!(call.raised, question.leaves(), "{question:?}");
    }
}

#[test]
fn questions_of_one_key_gather_one_key_and_all_others_end_with_pound() {
    for question in Question::ALL {
        let one_key = matches!(question, Question::Forgotten | Question::JustClocked);
        let pound_alone = matches!(question, Question::OptionalJob | Question::RequiredJob | Question::NextJob);
        let mut call = question.reached();
        let asked: [fn(&mut Call); 3] = [|_| {}, |call| call.key("*"), Call::silence];
        for ask in asked {
            ask(&mut call);
            let gather = call.gather().unwrap();
            assert_eq!(gather.keys, one_key.then_some(1), "{question:?}");
            assert_eq!(gather.pound_alone, pound_alone, "{question:?}");
            assert!((5..=10).contains(&gather.timeout_secs), "{question:?}");
        }
    }
}

#[test]
fn every_prompt_of_a_question_can_be_interrupted_by_keys() {
    for question in Question::ALL {
        let reply = question.reached().reply.unwrap();
        assert!(matches!(reply.actions.as_slice(), [Action::Gather(_)]), "{question:?}: said outside the gather");
    }
}

#[test]
fn a_recorder_that_stops_at_a_question_has_the_question_put_again() {
    for question in Question::ALL {
        let mut call = question.reached();
        let prompt = call.reply.clone();
        call.happens(Event::Recorded);
        assert_eq!(call.reply, prompt, "{question:?}");
    }
}

#[test]
fn a_recorder_that_stops_where_nothing_was_asked_ends_the_call_in_words() {
    let mut call = Call::new(|_, effect| panic!("{effect:?}"));
    call.happens(Event::Recorded);
    assert_eq!(call.heard(), [Apology]);
    assert!(call.has_ended());
}

#[test]
fn an_event_that_does_not_fit_ends_the_call_in_words_and_leaves_what_is_due() {
    for question in Question::ALL {
        let mut call = question.reached();
        let clocked = call.clockings();
        call.happens(Event::JobSet);
        assert_eq!(call.heard(), [Apology], "{question:?}");
        assert_eq!(call.state(), State::Over);
        assert_eq!(call.raised, question.leaves(), "{question:?}");
        assert_eq!(call.clockings(), clocked, "{question:?}");
    }
}

#[test]
fn whatever_comes_after_the_end_only_hangs_up() {
    for event in [Event::Nothing, Event::Pound, Event::Recorded, Event::JobSet] {
        let mut call = Call::by(person());
        call.happens(event);
        assert_eq!(call.reply.unwrap().actions, [Action::HangUp]);
    }
}
