//! Choosing a PIN by calling, with the one-time code of a card.

use super::driver::*;
use crate::{
    dialog::{
        effect::Effect,
        event::{CodeResult, Event, NewPinResult, SignInResult},
        utterance::Utterance::*,
    },
    domain::{language::Language, phone_clock_id::PhoneClockId},
};

const ASK: crate::dialog::utterance::Utterance = AskNewPin { min_digits: 4 };

fn set() -> crate::dialog::utterance::Utterance {
    NewPinSet { clock_id: PhoneClockId::parse(ID).unwrap() }
}

/// A call that answers the code, or the second PIN, in this way, whatever was keyed.
fn answering(event: impl Fn() -> Event + 'static) -> Call {
    let mut world = World::of([SignInResult::Accepted(person())]);
    let mut call = Call::new(move |needs, effect| match (effect, event()) {
        (Effect::OpenCode { .. }, opened @ Event::CodeOpened(_)) => opened,
        (Effect::ChoosePin { .. }, chosen @ Event::PinChosen(_)) => chosen,
        (other, _) => world.answer(needs, other),
    });
    call.happens(Event::Rang { language: Language::En, throttled: false });
    call
}

#[test]
fn a_code_and_a_pin_keyed_twice_set_the_pin_and_tell_the_id() {
    let mut call = Question::Id.reached();
    call.key(CODE);
    assert_eq!(call.heard(), [ASK]);
    call.key(PIN);
    assert_eq!(call.heard(), [AskNewPinAgain]);
    call.key(PIN);
    assert_eq!(call.heard(), [set(), Goodbye]);
    assert!(call.has_ended() && call.clockings().is_empty() && !call.has_checked_a_pin());
}

#[test]
fn a_dead_code_leads_back_to_the_id_and_three_end_the_call() {
    let mut call = Question::Id.reached();
    for _ in 0..2 {
        call.key(DEAD_CODE);
        assert_eq!(call.heard(), [CodeRefused, AskId]);
    }
    call.key(DEAD_CODE);
    assert_eq!(call.heard(), [CodeRefused, Goodbye]);
    assert!(call.has_ended());
}

#[test]
fn dead_codes_and_wrong_pins_count_together() {
    let mut call = Call::answered(World::of([SignInResult::Refused { throttled: false }]));
    call.key(DEAD_CODE);
    call.sign_in();
    call.key(DEAD_CODE);
    assert_eq!(call.heard(), [CodeRefused, Goodbye]);
}

#[test]
fn a_code_that_bars_the_caller_ends_the_call() {
    let mut call = answering(|| Event::CodeOpened(CodeResult::Refused { throttled: true }));
    call.key(CODE);
    assert_eq!(call.heard(), [CodeRefused, TooManyFailures]);
    assert!(call.has_ended());
}

#[test]
fn the_rest_of_the_call_is_in_the_language_of_the_codes_owner() {
    let mut call = answering(|| Event::CodeOpened(CodeResult::Opened { choice: CHOICE, language: Language::Es }));
    call.key(CODE);
    assert!(call.lines().iter().all(|line| line.language == Language::Es));
}

#[test]
fn a_weak_pin_is_asked_for_anew_three_times() {
    let mut call = Question::NewPin.reached();
    for _ in 0..2 {
        call.key("7777");
        assert_eq!(call.heard(), [NewPinRefused, ASK]);
    }
    call.key("7777");
    assert_eq!(call.heard(), [NewPinRefused, Goodbye]);
}

#[test]
fn two_pins_that_differ_begin_anew() {
    let mut call = Question::NewPinAgain.reached();
    call.key("90573165");
    assert_eq!(call.heard(), [NewPinsDiffer, ASK]);
    call.key(PIN);
    call.key(PIN);
    assert_eq!(call.heard(), [set(), Goodbye]);
}

#[test]
fn a_pin_lost_between_its_two_entries_is_asked_for_anew_and_counts_nothing() {
    let mut call = answering(|| Event::PinChosen(NewPinResult::Lost));
    call.key(CODE);
    for _ in 0..5 {
        call.key(PIN);
        call.key(PIN);
        assert_eq!(call.heard(), [ASK]);
    }
}

#[test]
fn a_code_used_meanwhile_ends_the_call() {
    let mut call = answering(|| Event::PinChosen(NewPinResult::Spent));
    call.key(CODE);
    call.key(PIN);
    call.key(PIN);
    assert_eq!(call.heard(), [CodeRefused, Goodbye]);
}

#[test]
fn silence_at_a_new_pin_ends_after_three_times_without_a_pin() {
    for question in [Question::NewPin, Question::NewPinAgain] {
        let mut call = question.reached();
        for _ in 0..2 {
            call.silence();
            assert_eq!(call.heard(), [NothingHeard, question.words()]);
        }
        call.pound();
        assert_eq!(call.heard(), [NothingHeard, Goodbye]);
        assert!(!call.effects.iter().any(|effect| matches!(effect, Effect::ChoosePin { .. })));
    }
}
