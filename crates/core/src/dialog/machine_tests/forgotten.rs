//! Clocked in for longer than the limit: asked before anything is committed.

use super::driver::*;
use crate::{
    dialog::{
        effect::{PunchKind, RaisedException},
        event::{CallingEmployee, JobRule},
        utterance::Utterance::*,
    },
    domain::exception::ExceptionKind::UnansweredQuestion,
};

#[test]
fn a_forgotten_clock_out_is_asked_about_before_anything_is_clocked() {
    let call = Question::Forgotten.reached();
    assert_eq!(call.heard(), [FORGOTTEN]);
    assert_eq!(call.clockings(), []);
    assert_eq!(call.raised, []);
}

#[test]
fn one_begins_a_new_shift_and_leaves_the_old_one_unfinished() {
    let mut call = Question::Forgotten.reached();
    call.key("1");
    assert_eq!(call.clockings(), [PunchKind::NewShift { unfinished: open_entry() }]);
    assert_eq!(call.heard(), [CLOCKED_IN, ThankYou, Goodbye]);
    assert_eq!(call.raised, [], "the missing clock-out is raised with the punch");
}

#[test]
fn two_clocks_out_of_the_old_one() {
    let mut call = Question::Forgotten.reached();
    call.key("2");
    assert_eq!(call.clockings(), [PunchKind::Out { entry: open_entry() }]);
    assert_eq!(call.heard(), [CLOCKED_OUT, ThankYou, Goodbye]);
    assert_eq!(call.raised, []);
}

#[test]
fn the_new_shift_is_asked_for_its_job_like_any_other() {
    let mut call = Call::by(CallingEmployee { jobs: JobRule::Required, ..forgot_to_clock_out() });
    call.key("1");
    assert_eq!(call.heard(), [CLOCKED_IN, AskJob { can_skip: false }]);
    call.hang_up();
    assert_eq!(call.raised, Question::RequiredJob.leaves());
}

#[test]
fn another_key_is_asked_again_and_then_the_right_one_counts() {
    for keys in ["3", "0", "12", "21", "1*"] {
        let mut call = Question::Forgotten.reached();
        call.key(keys);
        assert_eq!(call.heard(), [NotAChoice, FORGOTTEN], "{keys}");
        assert_eq!(call.clockings(), [], "{keys}");
        call.key("2");
        assert_eq!(call.clockings(), [PunchKind::Out { entry: open_entry() }], "{keys}");
    }
}

#[test]
fn a_hang_up_leaves_an_unanswered_question_and_clocks_nothing() {
    let mut call = Question::Forgotten.reached();
    call.hang_up();
    assert_eq!(call.raised, [RaisedException { kind: UnansweredQuestion, entry: open_entry() }]);
    assert_eq!(call.clockings(), []);
}

#[test]
fn silence_and_wrong_keys_leave_an_unanswered_question_and_say_that_nothing_changed() {
    let ways: [fn(&mut Call); 3] = [Call::silence, Call::pound, |call| call.key("7")];
    for answer in ways {
        let mut call = Question::Forgotten.reached();
        (0..3).for_each(|_| answer(&mut call));
        assert_eq!(call.heard(), [Kept, Goodbye]);
        assert!(call.has_ended());
        call.hang_up();
        assert_eq!(call.raised, [RaisedException { kind: UnansweredQuestion, entry: open_entry() }], "once, not twice");
        assert_eq!(call.clockings(), []);
    }
}
