//! The menu behind a PIN that was ended by `*`.

use super::driver::*;
use crate::{
    dialog::{
        PinWork,
        effect::{Effect, PunchKind},
        event::{CallingEmployee, Event, JobRule, OpenEntry, RecentPunch, SignInResult, Standing},
        menu::{MenuEffect, PhoneMenu},
        needs,
        questions::Question as Asked,
        session::{Session, State},
        utterance::{SpokenDay, Utterance, Way},
    },
    domain::phone_clock_id::PhoneClockId,
};

/// A call of this person that has keyed the PIN with a star behind it, and to whom this menu opens.
fn opened(person: CallingEmployee, menu: PhoneMenu) -> Call {
    let mut world = World::of([SignInResult::Accepted(person)]);
    world.menu = menu;
    let mut call = Call::answered(world);
    call.key(ID);
    call.key(&format!("{PIN}*"));
    call
}

fn in_since() -> Utterance {
    Utterance::InSince { at: SINCE, day: SpokenDay::Yesterday }
}

#[test]
fn a_star_behind_the_pin_opens_the_menu_and_clocks_nobody() {
    let call = opened(clocked_in(), menu(true, false));
    assert_eq!(call.clockings(), []);
    assert_eq!(call.heard(), [in_since(), Utterance::OfferStartBreak, Utterance::OfferClockOut, Utterance::OfferHours]);
    assert_eq!(call.state().name(), "menu");
    let call = opened(just_clocked(Way::In), menu(true, false));
    assert_eq!(call.state().name(), "menu", "nor is anybody asked about the last punch");
}

#[test]
fn whoever_is_on_a_break_is_asked_what_they_mean_before_they_are_clocked() {
    let standing = |open: OpenEntry, just_clocked| Standing { open: Some(open), just_clocked, on_break: true };
    let just = RecentPunch { way: Way::In, secs_ago: 60 };
    for (standing, asked) in [
        (standing(open(false), None), "menu"),
        (standing(open(false), Some(just)), "menu"),
        (standing(open(true), None), "ask about forgotten clock-out"),
    ] {
        let mut world = World::of([SignInResult::Accepted(CallingEmployee { standing, ..person() })]);
        world.menu = menu(true, true);
        let mut call = Call::answered(world);
        call.key(ID);
        call.key(PIN);
        assert_eq!((call.state().name(), call.clockings()), (asked, vec![]));
    }
}

#[test]
fn the_menu_offers_what_there_is_to_do() {
    let heard = |jobs, menu: PhoneMenu| opened(CallingEmployee { jobs, ..clocked_in() }, menu).heard();
    assert_eq!(
        heard(JobRule::Optional, menu(true, false)),
        [
            in_since(),
            Utterance::OfferStartBreak,
            Utterance::OfferSwitchJob,
            Utterance::OfferClockOut,
            Utterance::OfferHours
        ]
    );
    assert_eq!(
        heard(JobRule::Optional, menu(true, true)),
        [
            Utterance::OnBreakSince { name: "Lunch".to_owned(), at: NOW },
            Utterance::OfferEndBreak,
            Utterance::OfferClockOut,
            Utterance::OfferHours
        ]
    );
    assert_eq!(
        heard(JobRule::NotAsked, menu(false, false)),
        [Utterance::NotIn, Utterance::OfferClockIn, Utterance::OfferHours]
    );
    let none = PhoneMenu { kinds: Vec::new(), ..menu(true, false) };
    assert_eq!(heard(JobRule::NotAsked, none), [in_since(), Utterance::OfferClockOut, Utterance::OfferHours]);
}

#[test]
fn a_break_is_started_of_the_kind_that_is_chosen_and_ended() {
    let mut call = opened(clocked_in(), menu(true, false));
    call.key("1");
    let kind = |name: &str, key| Utterance::OfferBreakKind { name: name.to_owned(), key };
    assert_eq!(call.heard(), [kind("Lunch", 1), kind("Rest", 2)]);
    call.key("3");
    assert_eq!(call.heard(), [Utterance::NotAChoice, kind("Lunch", 1), kind("Rest", 2)]);
    call.key("1");
    let started = Effect::Menu(MenuEffect::StartBreak { entry: open_entry(), kind: lunch() });
    assert_eq!(call.effects.last(), Some(&started));
    assert_eq!(call.heard(), [Utterance::BreakStarted { at: NOW, name: "Lunch".to_owned() }, Utterance::Goodbye]);
    assert!(call.has_ended());

    let mut call = opened(clocked_in(), menu(true, true));
    call.key("2");
    assert_eq!(call.effects.last(), Some(&Effect::Menu(MenuEffect::EndBreak { entry: open_entry() })));
    assert_eq!(call.heard(), [Utterance::BreakEnded { at: NOW, secs: 31 * 60 }, Utterance::Goodbye]);
}

#[test]
fn where_there_is_one_kind_it_is_not_asked_for() {
    let mut one = menu(true, false);
    one.kinds.truncate(1);
    let mut call = opened(clocked_in(), one);
    call.key("1");
    assert!(call.has_ended() && call.heard().contains(&Utterance::BreakStarted { at: NOW, name: "Lunch".to_owned() }));
}

#[test]
fn what_is_not_offered_is_not_done() {
    for (menu, keys) in [(menu(false, false), ["1", "2", "3"]), (menu(true, true), ["1", "3", "6"])] {
        for key in keys {
            let mut call = opened(CallingEmployee { jobs: JobRule::Optional, ..clocked_in() }, menu.clone());
            call.key(key);
            assert_eq!(call.heard().first(), Some(&Utterance::NotAChoice), "{key}");
            assert_eq!(call.effects.last(), Some(&Effect::Menu(MenuEffect::Open)), "{key}");
        }
    }
}

#[test]
fn the_hours_are_told_and_the_menu_is_put_again_but_not_for_ever() {
    let mut call = opened(clocked_in(), menu(true, false));
    call.key("5");
    assert_eq!(call.heard().first(), Some(&Utterance::HoursOfWeek { secs: WORKED_SECS }));
    assert_eq!(call.heard().last(), Some(&Utterance::OfferHours));
    call.key("5");
    call.key("5");
    assert_eq!(call.heard(), [Utterance::HoursOfWeek { secs: WORKED_SECS }, Utterance::Goodbye]);
}

#[test]
fn the_menu_clocks_as_a_call_without_it_does() {
    let mut call = opened(clocked_in(), menu(true, false));
    call.key("4");
    assert_eq!(call.clockings(), [PunchKind::Out { entry: open_entry() }]);
    assert_eq!(call.heard().first(), Some(&CLOCKED_OUT));
    let mut call = opened(person(), menu(false, false));
    call.key("4");
    assert_eq!(call.clockings(), [PunchKind::In]);
}

#[test]
fn a_job_is_gone_on_to_out_of_the_menu() {
    let who = || CallingEmployee { jobs: JobRule::Required, ..clocked_in() };
    let mut call = opened(who(), menu(true, false));
    call.key("3");
    assert_eq!(call.heard(), [Utterance::AskSwitchJob]);
    call.key("42");
    let (out, next) = (PunchKind::Out { entry: open_entry() }, PunchKind::NextJob { job: roofing() });
    assert_eq!(call.clockings(), [out, next]);
    assert_eq!(call.heard().first(), Some(&Utterance::ClockedInTo { name: "Roofing".to_owned() }));
    let mut call = opened(CallingEmployee { voice_check: true, ..who() }, menu(true, false));
    call.key("3");
    call.happens(Event::Pound);
    assert_eq!((call.clockings(), call.heard()), (vec![], vec![Utterance::Kept, Utterance::Goodbye]));
    assert_eq!(call.raised, []);
}

#[test]
fn whoever_stays_silent_in_the_menu_or_hangs_up_changes_nothing() {
    let mut call = opened(forgot_to_clock_out(), menu(true, false));
    for _ in 0..3 {
        call.silence();
    }
    assert_eq!(call.heard(), [Utterance::Kept, Utterance::Goodbye]);
    assert_eq!((call.clockings(), call.raised.clone()), (vec![], vec![]));
    let mut call = opened(forgot_to_clock_out(), menu(true, false));
    call.happens(Event::HungUp);
    assert_eq!((call.clockings(), call.raised.clone()), (vec![], vec![]));
}

#[test]
fn what_has_changed_meanwhile_is_left() {
    let mut world = World::of([SignInResult::Accepted(clocked_in())]);
    world.changed = true;
    world.menu = menu(true, true);
    let mut call = Call::answered(world);
    call.key(ID);
    call.key(&format!("{PIN}*"));
    call.key("2");
    assert_eq!(call.heard(), [Utterance::Kept, Utterance::Goodbye]);
}

#[test]
fn the_star_is_no_part_of_the_pin_and_a_star_alone_repeats() {
    let session = |state| Session { state, ..Session::default() };
    let asked =
        session(State::Asking { question: Asked::Pin { clock_id: PhoneClockId::parse(ID).unwrap() }, tries: 0 });
    let checked = |keys: &str| needs(&asked, &Event::Keys(crate::dialog::event::Keys::new(keys.to_owned())));
    assert!(matches!(checked(&format!("{PIN}*")), PinWork::CheckPin { pin: Some(pin), .. } if pin.is(PIN)));
    assert!(matches!(checked(&format!("*{PIN}")), PinWork::CheckPin { pin: None, .. }));
    assert!(matches!(checked("*"), PinWork::Nothing));
    let mut call = Question::Pin.reached();
    call.key("*");
    assert_eq!(call.heard(), [Utterance::AskPin]);
}
