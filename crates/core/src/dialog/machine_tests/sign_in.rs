//! Who is calling: the ID, the PIN, refusals, the wait for a check.

use super::driver::*;
use crate::{
    dialog::{
        PinWork,
        action::Action,
        effect::Effect,
        event::{Event, Keys, SignInResult},
        questions::Question as Asked,
        session::State,
        utterance::{ReportLine, Utterance::*},
    },
    domain::{language::Language, phone_clock_id::PhoneClockId},
};

const REFUSED: SignInResult = SignInResult::Refused { throttled: false };

#[test]
fn a_call_begins_with_the_greeting_and_the_question_for_the_id() {
    let call = Question::Id.reached();
    assert_eq!(call.heard(), [Greeting, OfferLanguage { key: '2' }, AskId]);
    assert_eq!(call.effects, []);
    let gather = call.gather().unwrap();
    assert_eq!((gather.keys, gather.pound_alone), (None, false), "an ID ends with pound");
}

#[test]
fn a_caller_who_failed_too_often_of_late_is_greeted_and_let_go() {
    let mut call = Call::new(|_, effect| panic!("{effect:?}"));
    call.happens(Event::Rang { language: Language::En, throttled: true });
    assert_eq!(call.heard(), [Greeting, TooManyFailures]);
    assert!(call.has_ended());
}

#[test]
fn a_wrong_check_digit_is_asked_again_and_is_no_failed_sign_in() {
    let mut call = Question::Id.reached();
    call.key(MISKEYED_ID);
    assert_eq!(call.heard(), [IdNotUnderstood, AskId]);
    assert!(!call.has_checked_a_pin());
    assert_eq!(call.session().failures, 0);
}

#[test]
fn an_id_too_short_too_long_or_with_a_star_in_it_is_asked_again() {
    for keys in ["5", "57240", "57240000000", "5724*00", "**"] {
        let mut call = Question::Id.reached();
        call.key(keys);
        assert_eq!(call.heard(), [IdNotUnderstood, AskId], "{keys}");
    }
}

#[test]
fn every_well_formed_id_leads_to_the_pin_without_a_look_whether_it_exists() {
    let mut call = Question::Id.reached();
    call.key(ID);
    assert_eq!(call.heard(), [AskPin]);
    assert_eq!(call.effects, []);
}

#[test]
fn the_pin_is_checked_together_with_the_id_and_not_shown() {
    let mut call = Question::Pin.reached();
    call.key(PIN);
    let Some(PinWork::CheckPin { clock_id, pin: Some(pin) }) = call.needs.last() else { panic!("{:?}", call.needs) };
    assert!(*clock_id == PhoneClockId::parse(ID).unwrap() && pin.is(PIN));
    assert_eq!(call.effects.first(), Some(&Effect::SignIn { clock_id: clock_id.clone() }));
    assert!(!format!("{:?} {:?}", call.needs, call.effects).contains(PIN));
}

#[test]
fn every_refusal_is_one_sentence_and_leads_back_to_the_id() {
    let mut call = Call::answered(World::of([REFUSED]));
    call.sign_in();
    assert_eq!(call.heard(), [NoMatch, AskId]);
    call.sign_in();
    assert_eq!(call.heard(), [NoMatch, AskId]);
}

#[test]
fn a_pin_of_any_shape_is_checked_and_never_judged_by_its_look() {
    for keys in ["1", "12*4", "1234567890123"] {
        let mut call = Call::answered(World::of([REFUSED]));
        call.key(ID);
        call.key(keys);
        assert_eq!(call.heard(), [NoMatch, AskId], "{keys}");
        assert_eq!(call.session().failures, 1, "{keys}");
    }
}

#[test]
fn three_refusals_end_the_call() {
    let mut call = Call::answered(World::of([REFUSED]));
    call.sign_in();
    call.sign_in();
    assert!(!call.has_ended());
    call.sign_in();
    assert_eq!(call.heard(), [NoMatch, Report(ReportLine::AskLeaveWord)]);
    call.silence();
    assert_eq!(call.heard(), [Goodbye]);
    assert!(call.has_ended());
    assert_eq!(call.clockings(), []);
}

#[test]
fn miskeyed_ids_do_not_count_toward_the_three_refusals() {
    let mut call = Call::answered(World::of([REFUSED, REFUSED, SignInResult::Accepted(person())]));
    for _ in 0..2 {
        call.key(MISKEYED_ID);
        call.key(MISKEYED_ID);
        call.sign_in();
    }
    call.sign_in();
    assert_eq!(call.heard(), [CLOCKED_IN, ThankYou, Goodbye]);
}

#[test]
fn a_refusal_that_bars_the_caller_ends_the_call_at_once() {
    let mut call = Call::answered(World::of([SignInResult::Refused { throttled: true }]));
    call.sign_in();
    assert_eq!(call.heard(), [NoMatch, TooManyFailures]);
    assert!(call.has_ended());
}

#[test]
fn a_slow_check_asks_the_caller_to_hold_on_and_comes_back() {
    let mut call =
        Call::answered(World::of([SignInResult::Pending, SignInResult::Pending, SignInResult::Accepted(person())]));
    call.sign_in();
    for _ in 0..2 {
        assert_eq!(call.heard(), [OneMoment]);
        let actions = call.reply.as_ref().unwrap().actions.clone();
        assert!(matches!(actions.as_slice(), [Action::Say(_), Action::Pause { .. }, Action::Continue]), "{actions:?}");
        call.silence();
    }
    assert_eq!(call.heard(), [CLOCKED_IN, ThankYou, Goodbye]);
    let checks = call.needs.iter().filter(|needs| matches!(needs, PinWork::CheckPin { pin: Some(_), .. })).count();
    assert_eq!(checks, 1, "the PIN is handed over once, then only asked after");
}

#[test]
fn keys_pressed_while_holding_on_start_no_second_check() {
    let mut call = Call::answered(World::of([SignInResult::Pending]));
    call.sign_in();
    for event in [Event::Keys(Keys::new("*".to_owned())), Event::Keys(Keys::new("42".to_owned())), Event::Pound] {
        call.happens(event);
        assert_eq!(call.heard(), [OneMoment]);
        assert!(matches!(call.effects.last(), Some(Effect::SignIn { .. })));
        assert!(matches!(call.needs.last(), Some(PinWork::Verdict)));
    }
}

#[test]
fn a_recorder_that_stops_while_holding_on_clocks_nobody() {
    let mut call = Call::answered(World::of([SignInResult::Pending, SignInResult::Accepted(person())]));
    call.sign_in();
    call.happens(Event::Recorded);
    assert_eq!(call.heard(), [Apology]);
    assert!(call.has_ended());
    assert_eq!(call.clockings(), []);
}

#[test]
fn a_refusal_after_holding_on_counts_like_any_other() {
    let mut call = Call::answered(World::of([SignInResult::Pending, REFUSED]));
    call.sign_in();
    call.silence();
    assert_eq!(call.heard(), [NoMatch, AskId]);
    assert_eq!(call.session().failures, 1);
}

#[test]
fn a_lost_check_asks_for_the_pin_once_more_and_counts_nothing() {
    let mut call = Call::answered(World::of([SignInResult::Lost, SignInResult::Accepted(person())]));
    call.sign_in();
    assert_eq!(call.heard(), [AskPinAgain]);
    assert_eq!(call.session().failures, 0);
    assert!(matches!(call.state(), State::Asking { question: Asked::Pin { .. }, tries: 0 }));
    call.key(PIN);
    assert_eq!(call.heard(), [CLOCKED_IN, ThankYou, Goodbye]);
}

#[test]
fn a_check_lost_while_holding_on_asks_for_the_pin_and_not_for_the_id() {
    let mut call = Call::answered(World::of([SignInResult::Pending, SignInResult::Lost]));
    call.sign_in();
    call.silence();
    assert_eq!(call.heard(), [AskPinAgain]);
}
