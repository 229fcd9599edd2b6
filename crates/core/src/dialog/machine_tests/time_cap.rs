//! A call that has used up its time: ends in words, keeps what was done, leaves what is due.

use super::driver::*;
use crate::dialog::{
    effect::PunchKind,
    event::{CallingEmployee, Deadline, Event, JobRule, SignInResult},
    utterance::{Utterance::*, Way},
};

#[test]
fn at_every_question_the_next_silence_ends_the_call_in_words_and_leaves_what_is_due() {
    for question in Question::ALL {
        let answers: [fn(&mut Call); 2] = [Call::silence, |call| call.key("*")];
        for answer in answers {
            let mut call = question.reached();
            call.deadline = Deadline::Passed;
            answer(&mut call);
            assert!(call.heard().ends_with(&question.out_of_time()), "{question:?}");
            assert!(call.has_ended(), "{question:?}");
            call.hang_up();
            assert_eq!(call.raised, question.leaves(), "{question:?}: once, not twice");
        }
    }
}

#[test]
fn an_id_keyed_too_late_is_not_followed_by_another_question() {
    let mut call = Question::Id.reached();
    call.deadline = Deadline::Passed;
    call.key(ID);
    assert_eq!(call.heard(), [TimeIsUp]);
}

#[test]
fn a_refusal_after_the_time_still_says_that_they_do_not_match() {
    let mut call = Call::answered(World::of([SignInResult::Refused { throttled: false }]));
    call.key(ID);
    call.deadline = Deadline::Passed;
    call.key(PIN);
    assert_eq!(call.heard(), [NoMatch, TimeIsUp]);
}

#[test]
fn a_check_still_under_way_at_the_cap_is_not_waited_for() {
    let mut call = Call::answered(World::of([SignInResult::Pending]));
    call.sign_in();
    call.deadline = Deadline::Passed;
    call.silence();
    assert_eq!(call.heard(), [TimeIsUp]);
    assert!(call.has_ended());
    assert_eq!(call.clockings(), []);
}

#[test]
fn a_check_lost_at_the_cap_ends_the_call() {
    let mut call = Call::answered(World::of([SignInResult::Lost]));
    call.key(ID);
    call.deadline = Deadline::Passed;
    call.key(PIN);
    assert_eq!(call.heard(), [TimeIsUp]);
}

#[test]
fn a_right_pin_at_the_cap_still_clocks_and_says_when() {
    for (person, said) in [(person(), CLOCKED_IN), (clocked_in(), CLOCKED_OUT)] {
        for voice_check in [false, true] {
            let mut call =
                Call::answered(World::of([SignInResult::Accepted(CallingEmployee { voice_check, ..person.clone() })]));
            call.key(ID);
            call.deadline = Deadline::Passed;
            call.key(PIN);
            assert_eq!(call.clockings().len(), 1);
            assert_eq!(call.heard().first(), Some(&said));
            assert!(call.has_ended());
        }
    }
}

#[test]
fn a_punch_at_the_cap_is_not_asked_for_its_job_and_a_required_one_is_missing() {
    for (jobs, leaves) in [(JobRule::Required, Question::RequiredJob.leaves()), (JobRule::Optional, vec![])] {
        let mut call = Call::answered(World::of([SignInResult::Accepted(CallingEmployee { jobs, ..person() })]));
        call.key(ID);
        call.deadline = Deadline::Passed;
        call.key(PIN);
        assert_eq!(call.heard(), [CLOCKED_IN, TimeIsUp]);
        assert_eq!(call.raised, leaves);
    }
}

#[test]
fn a_question_that_comes_up_at_the_cap_is_not_put_and_nothing_is_clocked() {
    for (person, question) in
        [(forgot_to_clock_out(), Question::Forgotten), (just_clocked(Way::Out), Question::JustClocked)]
    {
        let mut call = Call::answered(World::of([SignInResult::Accepted(person)]));
        call.key(ID);
        call.deadline = Deadline::Passed;
        call.key(PIN);
        assert_eq!(call.heard(), question.out_of_time());
        assert_eq!(call.clockings(), []);
        assert_eq!(call.raised, question.leaves());
    }
}

#[test]
fn answers_keyed_at_the_cap_still_count() {
    let mut call = Question::Forgotten.reached();
    call.deadline = Deadline::Passed;
    call.key("2");
    assert_eq!(call.clockings(), [PunchKind::Out { entry: open_entry() }]);
    assert_eq!(call.raised, []);

    let mut call = Question::RequiredJob.reached();
    call.deadline = Deadline::Passed;
    call.key("42");
    assert_eq!(call.heard().first(), Some(&JobIs { name: "Roofing".to_owned() }));
    assert_eq!(call.raised, []);
    assert!(call.has_ended());
}

#[test]
fn no_voice_check_is_begun_after_the_cap_and_one_under_way_is_thanked_for() {
    let mut call = Call::by(CallingEmployee { jobs: JobRule::Optional, voice_check: true, ..person() });
    call.deadline = Deadline::Passed;
    call.pound();
    assert_eq!(call.heard(), [TimeIsUp]);

    let mut call = Call::by(CallingEmployee { voice_check: true, ..person() });
    call.deadline = Deadline::Passed;
    call.happens(Event::Recorded);
    assert_eq!(call.heard(), [ThankYou, Goodbye]);
}
