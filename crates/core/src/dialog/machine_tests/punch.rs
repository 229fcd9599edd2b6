//! In or out, the time that is said, and the voice check at the end.

use super::driver::*;
use crate::dialog::{
    action::Action,
    effect::{Effect, PunchKind},
    event::{CallingEmployee, Event, SignInResult},
    utterance::Utterance::*,
};

#[test]
fn whoever_is_out_is_clocked_in_and_hears_when() {
    let call = Call::by(person());
    assert_eq!(call.clockings(), [PunchKind::In]);
    assert_eq!(call.heard(), [CLOCKED_IN, ThankYou, Goodbye]);
    assert!(call.has_ended());
    assert_eq!(call.raised, []);
}

#[test]
fn whoever_is_in_is_clocked_out_and_hears_when_and_how_long_they_worked() {
    let call = Call::by(clocked_in());
    assert_eq!(call.clockings(), [PunchKind::Out { entry: open_entry() }]);
    assert_eq!(call.heard(), [CLOCKED_OUT, ThankYou, Goodbye]);
    assert!(call.has_ended());
}

#[test]
fn the_time_is_said_only_after_the_punch_is_made() {
    for (person, said) in [(person(), CLOCKED_IN), (clocked_in(), CLOCKED_OUT)] {
        let mut call = Question::Pin.reached();
        assert!(!call.heard().contains(&said));
        call = Call::by(person);
        assert!(matches!(call.effects.as_slice(), [Effect::SignIn { .. }, Effect::Clock(_)]));
        assert!(call.heard().contains(&said));
    }
}

#[test]
fn a_punch_that_was_overtaken_says_that_nothing_was_changed() {
    for person in [person(), clocked_in()] {
        let mut world = World::of([SignInResult::Accepted(person)]);
        world.changed = true;
        let mut call = Call::answered(world);
        call.sign_in();
        assert_eq!(call.heard(), [Kept, Goodbye]);
        assert!(call.has_ended());
        assert_eq!(call.raised, []);
    }
}

#[test]
fn with_voice_checks_on_the_name_is_recorded_after_the_time_is_said() {
    for (person, said) in [(person(), CLOCKED_IN), (clocked_in(), CLOCKED_OUT)] {
        let mut call = Call::by(CallingEmployee { voice_check: true, ..person });
        assert_eq!(call.heard(), [said, AskName]);
        assert!(call.records());
        call.happens(Event::Recorded);
        assert_eq!(call.heard(), [ThankYou, Goodbye]);
        assert!(call.has_ended());
    }
}

#[test]
fn the_workspaces_own_notice_is_heard_before_the_recording_and_nowhere_else() {
    let notice = || Some("We keep recordings for a year.".to_owned());
    let call = Call::by(CallingEmployee { voice_check: true, notice: notice(), ..person() });
    assert_eq!(call.heard(), [CLOCKED_IN, Notice { text: notice().unwrap() }, AskName]);
    assert!(call.records());
    let call = Call::by(CallingEmployee { voice_check: false, notice: notice(), ..person() });
    assert_eq!(call.heard(), [CLOCKED_IN, ThankYou, Goodbye]);
}

#[test]
fn with_voice_checks_off_nothing_is_ever_recorded() {
    for question in Question::ALL {
        let mut call = question.reached();
        for keys in ["42", "2", "*"] {
            call.key(keys);
            assert!(!call.records(), "{question:?}");
        }
    }
}

#[test]
fn the_recording_is_short_and_ends_by_itself() {
    let call = Call::by(CallingEmployee { voice_check: true, ..person() });
    let Some(Action::Record(record)) = call.reply.unwrap().actions.pop() else { panic!("nothing is recorded") };
    assert!((5..=15).contains(&record.max_secs) && (2..record.max_secs).contains(&record.silence_secs), "{record:?}");
}

#[test]
fn a_caller_who_leaves_no_name_hears_a_goodbye() {
    for event in [Event::Nothing, Event::Pound] {
        let mut call = Call::by(CallingEmployee { voice_check: true, ..person() });
        call.happens(event);
        assert_eq!(call.heard(), [Goodbye]);
        assert!(call.has_ended());
    }
}
