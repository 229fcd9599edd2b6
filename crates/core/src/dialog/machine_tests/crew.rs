//! A supervisor clocks a crew.

use super::driver::*;
use crate::{
    dialog::{
        crew::{CrewEffect, CrewMember},
        effect::Effect,
        event::{Event, SignInResult},
        menu::PhoneMenu,
        utterance::{CrewLine, Utterance, Way},
    },
    domain::ids::EmployeeId,
};

fn member(number: u8, name: &str, way: Way) -> CrewMember {
    CrewMember { employee: EmployeeId::from_bytes([number; 16]), name: name.to_owned(), way, doubt: None }
}

/// A supervisor of these two, asked how to go through them.
fn led(speaks: bool, changed: bool) -> Call {
    let mut world = World::of([SignInResult::Accepted(clocked_in())]);
    world.menu = PhoneMenu { leads: true, ..menu(true, false) };
    world.crew = vec![member(11, "Luis Herrera", Way::In), member(12, "Rosa Delgado", Way::Out)];
    (world.crew_speaks, world.changed) = (speaks, changed);
    let mut call = Call::answered(world);
    call.key(ID);
    call.key(&format!("{PIN}*"));
    call.key("8");
    call
}

const fn line(line: CrewLine) -> Utterance {
    Utterance::Crew(line)
}

fn asked(name: &str, way: Way) -> Utterance {
    line(CrewLine::AskMember { name: name.to_owned(), way, doubt: None })
}

fn clocked(name: &str, way: Way) -> Utterance {
    line(CrewLine::Clocked { name: name.to_owned(), way, at: NOW })
}

fn clockings(call: &Call) -> Vec<(u8, Way)> {
    let clocking = |effect: &Effect| {
        let Effect::Crew(CrewEffect::Clock { employee, way, .. }) = effect else { return None };
        Some((employee.as_bytes()[0], *way))
    };
    call.effects.iter().filter_map(clocking).collect()
}

#[test]
fn a_crew_is_clocked_one_by_one_and_what_was_done_is_heard_out() {
    let mut call = led(false, false);
    assert_eq!(call.heard(), [line(CrewLine::AskHow)]);
    call.key("1");
    assert_eq!(call.heard(), [asked("Luis Herrera", Way::In)]);
    call.key("1");
    assert_eq!(call.heard(), [clocked("Luis Herrera", Way::In), asked("Rosa Delgado", Way::Out)]);
    assert_eq!(call.gather().map(|gather| gather.prompt.len()), Some(1), "no key cuts who was clocked");
    call.key("2");
    assert_eq!(call.heard(), [line(CrewLine::Done), Utterance::Goodbye]);
    assert_eq!(clockings(&call), [(11, Way::In)]);
    assert_eq!(call.clockings(), [], "the supervisor is not clocked");
}

#[test]
fn each_one_says_their_own_name() {
    let mut call = led(true, false);
    call.key("1");
    call.key("1");
    assert!(call.records());
    assert_eq!(call.heard(), [clocked("Luis Herrera", Way::In), line(CrewLine::AskName)]);
    call.happens(Event::Recorded);
    assert_eq!(call.heard(), [asked("Rosa Delgado", Way::Out)]);
    call.key("1");
    assert!(call.records());
    call.happens(Event::Recorded);
    assert_eq!(call.heard(), [line(CrewLine::Done), Utterance::Goodbye]);
    assert_eq!(clockings(&call), [(11, Way::In), (12, Way::Out)]);
}

#[test]
fn people_of_the_crew_are_found_by_their_ids() {
    let mut call = led(false, false);
    call.key("2");
    assert_eq!(call.heard(), [line(CrewLine::AskId)]);
    for strange in [MISKEYED_ID, "4821", CODE] {
        let mut call = led(false, false);
        call.key("2");
        call.key(strange);
        assert_eq!(call.heard(), [line(CrewLine::NotOfCrew), line(CrewLine::AskId)], "{strange}");
    }
    call.key(ID);
    assert_eq!(call.heard(), [asked("Luis Herrera", Way::In)]);
    call.key("1");
    assert_eq!(call.heard(), [clocked("Luis Herrera", Way::In), line(CrewLine::AskId)]);
    call.pound();
    assert_eq!(call.heard(), [line(CrewLine::Done), Utterance::Goodbye]);
}

#[test]
fn whoever_was_clocked_meanwhile_is_left_as_they_are() {
    let mut call = led(true, true);
    call.key("1");
    call.key("1");
    let changed = line(CrewLine::Changed { name: "Luis Herrera".to_owned() });
    assert_eq!(call.heard(), [changed, asked("Rosa Delgado", Way::Out)]);
}

#[test]
fn silence_three_times_ends_and_so_does_nine() {
    let mut call = led(false, false);
    call.key("1");
    call.key("9");
    assert_eq!((call.heard(), clockings(&call)), (vec![line(CrewLine::Done), Utterance::Goodbye], vec![]));
    let mut call = led(false, false);
    call.key("1");
    for _ in 0..3 {
        call.silence();
    }
    assert!(call.has_ended());
    assert_eq!(clockings(&call), []);
}

#[test]
fn each_one_makes_the_call_longer_but_not_for_ever() {
    let mut call = led(false, false);
    assert_eq!(call.session().longer_secs, 0);
    call.key("1");
    assert_eq!(call.session().longer_secs, 45);
    call.key("2");
    assert_eq!(call.session().longer_secs, 90);
}
