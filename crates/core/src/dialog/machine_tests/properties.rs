//! What holds for every call, whatever comes in whatever order. The driver itself checks after every transition that
//! replies are well formed, effects few, sessions whole after JSON, and the PIN nowhere.

use std::collections::VecDeque;

use proptest::{collection::vec, prelude::*};

use super::{driver::*, strategies};
use crate::{
    dialog::{
        PinWork,
        effect::{Effect, PunchKind},
        event::{Deadline, Event, Keys, SignInResult},
        session::State,
    },
    domain::language::Language,
};

/// A world that answers what was asked, with these sign-ins in turn.
fn fitting(sign_ins: Vec<SignInResult>) -> impl FnMut(&PinWork, &Effect) -> Event + 'static {
    let mut world = World::of(sign_ins);
    move |needs, effect| world.answer(needs, effect)
}

/// A world that answers with these events first, whatever was asked.
fn muddled(
    results: Vec<Option<Event>>,
    sign_ins: Vec<SignInResult>,
) -> impl FnMut(&PinWork, &Effect) -> Event + 'static {
    let (mut results, mut fitting) = (VecDeque::from(results), fitting(sign_ins));
    move |needs, effect| results.pop_front().flatten().unwrap_or_else(|| fitting(needs, effect))
}

fn assert_clocked_at_most_in_and_out(call: &Call) -> Result<(), TestCaseError> {
    let clockings = call.clockings();
    let next_job = |clocking: &PunchKind| matches!(clocking, PunchKind::NextJob { .. });
    prop_assert!(clockings.len() <= 2, "{:?}", clockings);
    prop_assert!(!clockings.first().is_some_and(next_job), "{:?}", clockings);
    prop_assert!(clockings.get(1).is_none_or(next_job), "{:?}", clockings);
    prop_assert!(call.raised.len() <= 1, "{:?}", call.raised);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_call_of_any_events_clocks_at_most_once_each_way_and_nothing_once_it_has_ended(
        events in vec((strategies::outside(), strategies::deadline()), 1..60),
        results in vec(proptest::option::weighted(0.1, strategies::inside()), 0..60),
        sign_ins in strategies::sign_ins(strategies::sign_in()),
        language in proptest::sample::select(Language::ALL.to_vec()),
    ) {
        let mut call = Call::new(muddled(results, sign_ins));
        call.happens(Event::Rang { language, throttled: false });
        let mut over = None;
        for (event, deadline) in events {
            call.deadline = deadline;
            call.happens(event);
            assert_clocked_at_most_in_and_out(&call)?;
            let so_far = (call.effects.clone(), call.raised.clone());
            if let Some(at_the_end) = &over {
                prop_assert_eq!(&so_far, at_the_end, "something was done after the call had ended");
            } else if call.has_ended() {
                prop_assert_eq!(call.state(), State::Over);
                over = Some(so_far);
            }
        }
    }

    #[test]
    fn after_a_hang_up_nothing_is_said_and_nothing_is_clocked(
        before in vec(strategies::answer(), 0..20),
        after in vec(strategies::outside(), 1..10),
        sign_ins in strategies::sign_ins(strategies::sign_in()),
    ) {
        let mut call = Call::new(fitting(sign_ins));
        call.happens(Event::Rang { language: Language::En, throttled: false });
        before.into_iter().for_each(|event| call.happens(event));
        call.hang_up();
        let (clockings, raised) = (call.clockings(), call.raised.clone());
        for event in after {
            call.happens(event);
            prop_assert_eq!(&call.reply, &None);
        }
        prop_assert_eq!((call.clockings(), call.raised), (clockings, raised));
    }

    #[test]
    fn every_state_has_an_outcome_for_every_event(
        session in strategies::session(),
        event in prop_oneof![strategies::outside(), strategies::inside()],
        results in vec(proptest::option::weighted(0.5, strategies::inside()), 0..6),
        sign_ins in strategies::sign_ins(strategies::sign_in()),
        deadline in strategies::deadline(),
    ) {
        let hung_up = session.hung_up;
        let mut call = Call::at(&session, muddled(results, sign_ins));
        call.deadline = deadline;
        call.happens(event.clone());
        prop_assert_eq!(call.reply.is_none(), hung_up || event == Event::HungUp);
        prop_assert!(call.raised.len() <= 1);
    }

    #[test]
    fn a_caller_who_answers_nonsense_for_ever_is_let_go(
        answers in vec(strategies::answer(), 100),
        sign_ins in strategies::sign_ins(strategies::verdict()),
    ) {
        let mut call = Call::new(fitting(sign_ins));
        call.happens(Event::Rang { language: Language::En, throttled: false });
        let ended = answers.into_iter().any(|answer| {
            call.happens(answer);
            call.has_ended()
        });
        prop_assert!(ended, "still on the line in {:?}", call.state());
    }

    #[test]
    fn a_caller_who_gives_one_answer_for_ever_is_let_go(
        answer in strategies::answer(),
        before in vec(strategies::answer(), 0..8),
        sign_ins in strategies::sign_ins(strategies::verdict()),
    ) {
        let mut call = Call::new(fitting(sign_ins));
        call.happens(Event::Rang { language: Language::En, throttled: false });
        before.into_iter().for_each(|event| call.happens(event));
        let ended = (0..50).any(|_| {
            call.happens(answer.clone());
            call.has_ended()
        });
        prop_assert!(ended, "still on the line in {:?}", call.state());
    }

    #[test]
    fn once_the_time_is_up_the_next_answer_ends_the_call_in_words(
        before in vec(strategies::answer(), 0..20),
        last in strategies::answer(),
        sign_ins in strategies::sign_ins(strategies::sign_in()),
    ) {
        let mut call = Call::new(fitting(sign_ins));
        call.happens(Event::Rang { language: Language::En, throttled: false });
        before.into_iter().for_each(|event| call.happens(event));
        let was_over = call.state() == State::Over;
        call.deadline = Deadline::Passed;
        call.happens(last);
        prop_assert!(call.has_ended());
        prop_assert!(was_over || !call.heard().is_empty());
    }

    #[test]
    fn a_keyed_pin_is_never_in_the_session(
        pin in "[0-9]{9,12}",
        sign_ins in strategies::sign_ins(strategies::sign_in()),
        after in vec(strategies::answer(), 0..10),
    ) {
        let mut call = Call::new(fitting(sign_ins));
        call.happens(Event::Rang { language: Language::En, throttled: false });
        call.key(ID);
        call.happens(Event::Keys(Keys::new(pin.clone())));
        prop_assert!(!call.json().contains(&pin), "{}", call.json());
        for event in after {
            call.happens(event);
            prop_assert!(!call.json().contains(&pin), "{}", call.json());
        }
    }
}
