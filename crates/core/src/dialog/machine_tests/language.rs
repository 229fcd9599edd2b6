//! Which language each line is spoken in.

use super::driver::*;
use crate::{
    dialog::{
        event::{CallingEmployee, Event, SignInResult},
        utterance::{Line, Utterance},
    },
    domain::language::Language::{self, En, Es},
};

fn rung_in(language: Language, sign_in: SignInResult) -> Call {
    let mut world = World::of([sign_in]);
    let mut call = Call::new(move |needs, effect| world.answer(needs, effect));
    call.happens(Event::Rang { language, throttled: false });
    call
}

fn languages(call: &Call) -> Vec<Language> {
    call.lines().iter().map(|line| line.language).collect()
}

#[test]
fn the_greeting_offers_the_other_language_in_that_language() {
    for language in Language::ALL {
        let call = rung_in(language, SignInResult::Accepted(person()));
        let line = |language, utterance| Line { language, utterance };
        let greeting = [
            line(language, Utterance::Greeting),
            line(language.other(), Utterance::OfferLanguage),
            line(language, Utterance::AskId),
        ];
        assert_eq!(call.lines(), greeting);
    }
}

#[test]
fn a_language_key_switches_and_asks_for_the_id_without_counting_as_a_try() {
    for (rung, chosen) in [(En, Es), (Es, En), (En, En)] {
        let mut call = rung_in(rung, SignInResult::Accepted(person()));
        call.silence();
        call.silence();
        call.key(&chosen.key().to_string());
        assert_eq!(call.lines(), [Line { language: chosen, utterance: Utterance::AskId }]);
        call.key(MISKEYED_ID);
        assert!(call.has_ended(), "the two tries before it still count");
        assert_eq!(languages(&call), [chosen, chosen]);
    }
}

#[test]
fn both_languages_can_be_chosen_in_turn() {
    let mut call = rung_in(En, SignInResult::Accepted(person()));
    for chosen in [Es, En, Es] {
        call.key(&chosen.key().to_string());
        assert_eq!(languages(&call), [chosen]);
    }
}

#[test]
fn language_keys_mean_nothing_at_later_questions() {
    let mut call = rung_in(En, SignInResult::Refused { throttled: false });
    call.key(ID);
    call.key("2");
    assert_eq!(call.heard(), [Utterance::NoMatch, Utterance::AskId]);
    assert_eq!(languages(&call), [En, En]);
}

#[test]
fn once_signed_in_the_call_goes_on_in_the_persons_own_language() {
    let mut call = rung_in(En, SignInResult::Accepted(CallingEmployee { language: Es, voice_check: true, ..person() }));
    call.key(ID);
    assert_eq!(languages(&call), [En]);
    call.key(PIN);
    assert_eq!(languages(&call), [Es, Es]);
    call.happens(Event::Recorded);
    assert_eq!(languages(&call), [Es, Es]);
}

#[test]
fn a_refused_caller_is_spoken_to_in_the_language_they_chose() {
    let mut call = rung_in(En, SignInResult::Refused { throttled: false });
    call.key("2");
    call.sign_in();
    assert_eq!(languages(&call), [Es, Es]);
}
