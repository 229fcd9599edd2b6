//! The menu behind a PIN that was ended by `*`.

use super::driver::*;
use crate::{
    dialog::{
        PinWork,
        action::Action,
        choice::PinChoice,
        effect::{Effect, PunchKind},
        event::{CallingEmployee, Event, JobRule, Keys, OpenEntry, RecentPunch, SignInResult, Standing},
        menu::{MenuEffect, PhoneMenu, ToldPunch},
        needs,
        questions::Question as Asked,
        session::{Session, State},
        utterance::{LastPunch, Line, MenuLine, SpokenDay, Utterance, Way},
    },
    domain::{language::Language, phone_clock_id::PhoneClockId},
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

/// What every menu offers behind what there is to clock.
const ALWAYS: [Utterance; 4] = [
    Utterance::OfferHours,
    Utterance::Menu(MenuLine::OfferMissed),
    Utterance::Menu(MenuLine::OfferChangePin),
    Utterance::Menu(MenuLine::OfferEnd),
];

/// This, and what every menu offers.
fn and_always(offered: &[Utterance]) -> Vec<Utterance> {
    [offered, &ALWAYS].concat()
}

fn in_since() -> Utterance {
    Utterance::InSince { at: SINCE, day: SpokenDay::Yesterday }
}

#[test]
fn a_star_behind_the_pin_opens_the_menu_and_clocks_nobody() {
    let call = opened(clocked_in(), menu(true, false));
    assert_eq!(call.clockings(), []);
    assert_eq!(call.heard(), and_always(&[in_since(), Utterance::OfferStartBreak, Utterance::OfferClockOut]));
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
    let started = [in_since(), Utterance::OfferStartBreak, Utterance::OfferSwitchJob, Utterance::OfferClockOut];
    assert_eq!(heard(JobRule::Optional, menu(true, false)), and_always(&started));
    let on_break = Utterance::OnBreakSince { name: "Lunch".to_owned(), at: NOW };
    let ended = [on_break, Utterance::OfferEndBreak, Utterance::OfferClockOut];
    assert_eq!(heard(JobRule::Optional, menu(true, true)), and_always(&ended));
    let out = [Utterance::NotIn, Utterance::OfferClockIn];
    assert_eq!(heard(JobRule::NotAsked, menu(false, false)), and_always(&out));
    let none = PhoneMenu { kinds: Vec::new(), ..menu(true, false) };
    assert_eq!(heard(JobRule::NotAsked, none), and_always(&[in_since(), Utterance::OfferClockOut]));
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
fn what_is_not_offered_is_not_done_and_the_reason_is_said() {
    let line = Utterance::Menu;
    let none = PhoneMenu { kinds: Vec::new(), ..menu(true, false) };
    for (menu, jobs, key, why) in [
        (menu(false, false), JobRule::Optional, "1", line(MenuLine::ClockInFirst)),
        (menu(false, false), JobRule::Optional, "2", line(MenuLine::ClockInFirst)),
        (menu(false, false), JobRule::Optional, "3", line(MenuLine::ClockInFirst)),
        (menu(true, true), JobRule::Optional, "1", line(MenuLine::AlreadyOnBreak)),
        (menu(true, true), JobRule::Optional, "3", line(MenuLine::BreakFirst)),
        (menu(true, false), JobRule::Optional, "2", line(MenuLine::NotOnBreak)),
        (none, JobRule::Optional, "1", line(MenuLine::NoBreakKinds)),
        (menu(true, false), JobRule::NotAsked, "3", line(MenuLine::NoJobCodes)),
        (menu(true, false), JobRule::Optional, "8", Utterance::NotAChoice),
    ] {
        let mut call = opened(CallingEmployee { jobs, ..clocked_in() }, menu.clone());
        call.key(key);
        assert_eq!(call.heard().first(), Some(&why), "{key}");
        assert_eq!(call.heard().last(), Some(&line(MenuLine::OfferEnd)), "{key}: the menu follows");
        assert_eq!(call.effects.last(), Some(&Effect::Menu(MenuEffect::Open)), "{key}");
    }
}

#[test]
fn keys_typed_ahead_of_a_refusal_are_dropped() {
    let mut call = opened(clocked_in(), menu(true, true));
    call.happens_alone(Event::Keys(Keys::new("1".to_owned())));
    assert!(call.drains());
    assert_eq!(call.heard(), [Utterance::Menu(MenuLine::AlreadyOnBreak)], "heard out, whatever is keyed");
    call.happens_alone(Event::Keys(Keys::new("4".to_owned())));
    assert_eq!((call.clockings(), call.state().name()), (vec![], "menu"));
    assert_eq!(call.heard().first(), Some(&Utterance::OnBreakSince { name: "Lunch".to_owned(), at: NOW }));
    call.key("4");
    assert_eq!(call.clockings(), [PunchKind::Out { entry: open_entry() }], "what is keyed behind it counts");
}

#[test]
fn keys_typed_ahead_of_a_question_that_nobody_expects_are_dropped() {
    let on_break = Standing { open: Some(open(false)), just_clocked: None, on_break: true };
    for (person, name) in [
        (just_clocked(Way::In), "ask about recent punch"),
        (forgot_to_clock_out(), "ask about forgotten clock-out"),
        (CallingEmployee { standing: on_break, ..person() }, "menu"),
    ] {
        let mut world = World::of([SignInResult::Accepted(person)]);
        world.menu = menu(true, true);
        let mut call = Call::answered(world);
        call.key(ID);
        call.happens_alone(Event::Keys(Keys::new(PIN.to_owned())));
        assert!(call.drains(), "{name}");
        call.happens_alone(Event::Keys(Keys::new("12#".to_owned())));
        assert_eq!((call.state().name(), call.clockings()), (name, vec![]));
    }
}

#[test]
fn what_was_done_out_of_the_menu_is_heard_out() {
    let mut call = opened(CallingEmployee { jobs: JobRule::Required, ..clocked_in() }, menu(true, false));
    call.key("4");
    let said = |call: &Call| call.reply.as_ref().map(|reply| reply.actions.first().cloned());
    let clocked_out = Action::Say(Line { language: Language::En, utterance: CLOCKED_OUT });
    assert_eq!(said(&call), Some(Some(clocked_out.clone())), "no key cuts it");
    assert_eq!(call.gather().map(|gather| gather.prompt.len()), Some(1));
    call.key("*");
    assert_eq!(said(&call), Some(Some(clocked_out)));
    let mut call = Call::by(CallingEmployee { jobs: JobRule::Required, ..clocked_in() });
    assert!(matches!(said(&call), Some(Some(Action::Gather(_)))), "in other calls it is interrupted as ever");
    call.silence();
}

#[test]
fn the_last_punches_are_told_with_job_and_place() {
    let mut world = World::of([SignInResult::Accepted(clocked_in())]);
    let punch = |way, at| LastPunch { way, day: SpokenDay::Yesterday, at };
    let told =
        |way, at, job: Option<&str>| ToldPunch { punch: punch(way, at), job: job.map(str::to_owned), place: None };
    world.told = vec![
        ToldPunch { place: Some("North yard".to_owned()), ..told(Way::In, NOW, Some("Roofing")) },
        told(Way::Out, SINCE, Some("Gutters")),
    ];
    let mut call = Call::answered(world);
    call.key(ID);
    call.key(&format!("{PIN}*"));
    call.key("5");
    let heard = [
        Utterance::HoursOfWeek { secs: WORKED_SECS },
        Utterance::LastPunch { last: punch(Way::In, NOW) },
        Utterance::Menu(MenuLine::AtJob { name: "Roofing".to_owned() }),
        Utterance::Menu(MenuLine::AtPlace { name: "North yard".to_owned() }),
        Utterance::Menu(MenuLine::EarlierPunch { punch: punch(Way::Out, SINCE) }),
    ];
    assert_eq!(call.heard()[..5], heard);
}

#[test]
fn zero_and_star_repeat_the_menu_and_nine_ends_the_call() {
    for key in ["0", "*"] {
        let mut call = opened(clocked_in(), menu(true, false));
        let heard = call.heard();
        call.key(key);
        assert_eq!(call.heard(), heard);
    }
    let mut call = opened(clocked_in(), menu(true, false));
    call.key("9");
    assert_eq!((call.heard(), call.clockings()), (vec![Utterance::Goodbye], vec![]));
    assert!(call.has_ended());
}

#[test]
fn the_pin_is_changed_by_whoever_has_signed_in() {
    let mut call = opened(clocked_in(), menu(true, false));
    call.key("7");
    assert_eq!(call.heard(), [Utterance::AskNewPin { min_digits: 4 }]);
    call.key("123456789");
    assert_eq!(call.heard().first(), Some(&Utterance::NewPinRefused));
    call.key(PIN);
    assert_eq!(call.heard(), [Utterance::AskNewPinAgain]);
    call.key(PIN);
    assert_eq!(call.heard(), [Utterance::Menu(MenuLine::PinChanged), Utterance::Goodbye]);
    let choice = PinChoice { code: None, min_digits: 4 };
    assert_eq!(call.effects.last(), Some(&Effect::ChoosePin { choice }));
}

#[test]
fn the_hours_are_told_and_the_menu_is_put_again_but_not_for_ever() {
    let mut call = opened(clocked_in(), menu(true, false));
    call.key("5");
    assert_eq!(call.heard().first(), Some(&Utterance::HoursOfWeek { secs: WORKED_SECS }));
    assert_eq!(call.heard().last(), Some(&Utterance::Menu(MenuLine::OfferEnd)));
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
fn a_forgotten_shift_is_asked_about_before_anything_is_done_in_it() {
    let mut call = Call::answered(World::of([SignInResult::Accepted(forgot_to_clock_out())]));
    call.key(ID);
    call.key(&format!("{PIN}*"));
    call.silence();
    assert!(call.heard().contains(&FORGOTTEN), "{:?}", call.heard());
    assert!(!call.effects.iter().any(|effect| matches!(effect, Effect::Menu(_))));
}

#[test]
fn what_is_keyed_behind_the_star_is_no_part_of_the_pin() {
    let mut call = Call::answered(World::of([SignInResult::Accepted(clocked_in())]));
    call.key(ID);
    call.key(&format!("{PIN}*310"));
    assert_eq!(call.state().name(), "menu");
    assert_eq!(call.clockings(), []);
}

#[test]
fn whoever_stays_silent_in_the_menu_or_hangs_up_changes_nothing() {
    let mut call = opened(clocked_in(), menu(true, false));
    for _ in 0..3 {
        call.silence();
    }
    assert_eq!(call.heard(), [Utterance::Kept, Utterance::Goodbye]);
    assert_eq!((call.clockings(), call.raised.clone()), (vec![], vec![]));
    let mut call = opened(clocked_in(), menu(true, false));
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
    let checked = |keys: &str| needs(&asked, &Event::Keys(Keys::new(keys.to_owned())));
    assert!(matches!(checked(&format!("{PIN}*")), PinWork::CheckPin { pin: Some(pin), .. } if pin.is(PIN)));
    assert!(matches!(checked(&format!("*{PIN}")), PinWork::CheckPin { pin: None, .. }));
    assert!(matches!(checked("*"), PinWork::Nothing));
    let mut call = Question::Pin.reached();
    call.key("*");
    assert_eq!(call.heard(), [Utterance::AskPin]);
}
