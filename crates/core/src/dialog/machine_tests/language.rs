//! Which language each line is spoken in.

use super::driver::*;
use crate::{
    dialog::{
        event::{CallingEmployee, Event, SignInResult},
        session::Session,
        utterance::{Line, Utterance},
    },
    domain::{
        language::Language::{self, En, Es, Pt},
        offered::OfferedLanguages,
    },
};

/// A call to a gateway that offers these languages.
fn rung_where(offered: &str, language: Language, sign_in: SignInResult) -> Call {
    let mut world = World::of([sign_in]);
    let session = Session { offered: OfferedLanguages::parse(offered).unwrap(), ..Session::default() };
    let mut call = Call::at(&session, move |needs, effect| world.answer(needs, effect));
    call.happens(Event::Rang { language, throttled: false });
    call
}

fn rung_in(language: Language, sign_in: SignInResult) -> Call {
    rung_where("en,es", language, sign_in)
}

fn languages(call: &Call) -> Vec<Language> {
    call.lines().iter().map(|line| line.language).collect()
}

/// What a greeting offers: the language in which it says so, and the key.
fn offers(call: &Call) -> Vec<(Language, char)> {
    let offer = |line: Line| {
        let Utterance::OfferLanguage { key } = line.utterance else { return None };
        Some((line.language, key))
    };
    call.lines().into_iter().filter_map(offer).collect()
}

#[test]
fn the_greeting_offers_each_other_language_in_that_language() {
    for (offered, language, others) in [
        ("en,es", En, vec![(Es, '2')]),
        ("en,es", Es, vec![(En, '1')]),
        ("en,es,pt", En, vec![(Es, '2'), (Pt, '3')]),
        ("en,es,pt", Es, vec![(En, '1'), (Pt, '3')]),
        ("pt,en", Pt, vec![(En, '2')]),
        ("pt,en", En, vec![(Pt, '1')]),
        // Of somebody whose language is not offered.
        ("en,es", Pt, vec![(En, '1'), (Es, '2')]),
        ("es", Es, vec![]),
        ("es", Pt, vec![]),
    ] {
        let call = rung_where(offered, language, SignInResult::Accepted(person()));
        assert_eq!(offers(&call), others, "{offered} in {language}");
        let (first, last) = (call.lines().first().cloned().unwrap(), call.lines().last().cloned().unwrap());
        assert_eq!(first, Line { language, utterance: Utterance::Greeting });
        assert_eq!(last, Line { language, utterance: Utterance::AskId });
    }
}

#[test]
fn a_language_key_switches_and_asks_for_the_id_without_counting_as_a_try() {
    for (rung, key, chosen) in [(En, "2", Es), (Es, "1", En), (En, "1", En), (Es, "3", Pt)] {
        let mut call = rung_where("en,es,pt", rung, SignInResult::Accepted(person()));
        call.silence();
        call.silence();
        call.key(key);
        assert_eq!(call.lines(), [Line { language: chosen, utterance: Utterance::AskId }]);
        call.key(MISKEYED_ID);
        assert!(call.has_ended(), "the two tries before it still count");
        assert_eq!(languages(&call), [chosen, chosen]);
    }
}

#[test]
fn the_key_of_a_language_that_is_not_offered_is_no_id() {
    for (offered, key) in [("en,es", "3"), ("en", "1"), ("en", "2")] {
        let mut call = rung_where(offered, En, SignInResult::Accepted(person()));
        call.key(key);
        assert_eq!(call.heard(), [Utterance::IdNotUnderstood, Utterance::AskId], "{offered} {key}");
        assert_eq!(languages(&call), [En, En]);
    }
}

#[test]
fn every_language_can_be_chosen_in_turn() {
    let mut call = rung_where("en,es,pt", En, SignInResult::Accepted(person()));
    for (key, chosen) in [("2", Es), ("3", Pt), ("1", En), ("3", Pt)] {
        call.key(key);
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
