//! A punch that was missed, reported out of the menu, and word after wrong PINs.

use jiff::civil;

use super::driver::*;
use crate::{
    dialog::{
        claim::{ClaimEffect, ClaimResult, MissedTime},
        effect::Effect,
        event::{Event, SignInResult},
        utterance::{ReportLine, SpokenDay, Utterance, Way},
    },
    domain::phone_clock_id::PhoneClockId,
};

/// A call that has said which punch was missed.
fn missed(way: &str, claimed: ClaimResult) -> Call {
    let mut world = World::of([SignInResult::Accepted(clocked_in())]);
    world.claimed = claimed;
    let mut call = Call::answered(world);
    call.key(ID);
    call.key(&format!("{PIN}*"));
    call.key("6");
    call.key(way);
    call
}

const fn line(line: ReportLine) -> Utterance {
    Utterance::Report(line)
}

fn claim(way: Way, time: MissedTime) -> Option<Effect> {
    Some(Effect::Claim(ClaimEffect::Missed { way, time }))
}

#[test]
fn a_missed_punch_is_kept_with_its_time_before_it_is_told_of() {
    let at = civil::date(2026, 3, 8).at(19, 30, 0, 0);
    let mut call = missed("2", ClaimResult::Kept(Some((SpokenDay::Yesterday, at))));
    assert_eq!(call.heard(), [line(ReportLine::AskTime)]);
    call.key("0730");
    let (morning, evening) = (civil::time(7, 30, 0, 0), civil::time(19, 30, 0, 0));
    assert_eq!(call.heard(), [line(ReportLine::AskHalf { morning, evening })]);
    call.key("2");
    assert_eq!(call.heard(), [line(ReportLine::AskDay)]);
    call.key("2");
    assert_eq!(call.effects.last().cloned(), claim(Way::Out, MissedTime::Keyed { yesterday: true, time: evening }));
    assert!(call.records());
    let kept = ReportLine::Kept { way: Way::Out, day: SpokenDay::Yesterday, at };
    assert_eq!(call.heard(), [line(kept), line(ReportLine::AskAccount)]);
    call.happens(Event::Recorded);
    assert_eq!(call.heard(), [Utterance::ThankYou, line(ReportLine::Done), Utterance::Goodbye]);
    assert!(call.has_ended());
    assert_eq!((call.clockings(), call.raised.clone()), (vec![], vec![]), "a claim is never an entry by itself");
}

#[test]
fn a_time_by_the_clock_of_a_whole_day_needs_no_half() {
    for (keys, time) in [("1345", civil::time(13, 45, 0, 0)), ("0005", civil::time(0, 5, 0, 0))] {
        let mut call = missed("1", ClaimResult::Kept(None));
        call.key(keys);
        assert_eq!(call.heard(), [line(ReportLine::AskDay)], "{keys}");
        call.key("1");
        assert_eq!(call.effects.last().cloned(), claim(Way::In, MissedTime::Keyed { yesterday: false, time }));
    }
    for (keys, choice, time) in [("1200", "1", civil::time(0, 0, 0, 0)), ("1200", "2", civil::time(12, 0, 0, 0))] {
        let mut call = missed("1", ClaimResult::Kept(None));
        call.key(keys);
        call.key(choice);
        call.key("1");
        assert_eq!(call.effects.last().cloned(), claim(Way::In, MissedTime::Keyed { yesterday: false, time }));
    }
}

#[test]
fn the_time_can_be_said_in_the_place_of_keyed() {
    let mut call = missed("1", ClaimResult::Kept(None));
    call.pound();
    assert_eq!(call.effects.last().cloned(), claim(Way::In, MissedTime::Said));
    let kept = ReportLine::KeptWithoutTime { way: Way::In };
    assert_eq!(call.heard(), [line(kept), line(ReportLine::AskTimeAndAccount)]);
    assert!(call.records());
}

#[test]
fn what_is_no_time_or_is_still_to_come_is_asked_again_three_times() {
    for keys in ["2460", "12", "77777", "2500", "12*5"] {
        let mut call = missed("1", ClaimResult::Kept(None));
        call.key(keys);
        assert_eq!(call.heard(), [line(ReportLine::TimeNotUnderstood), line(ReportLine::AskTime)], "{keys}");
        call.key(keys);
        call.key(keys);
        assert!(call.has_ended() && call.effects.iter().all(|effect| !matches!(effect, Effect::Claim(_))), "{keys}");
    }
    let mut call = missed("1", ClaimResult::ToCome);
    call.key("2300");
    call.key("1");
    assert_eq!(call.heard(), [line(ReportLine::TimeToCome), line(ReportLine::AskTime)]);
    let mut call = missed("1", ClaimResult::TooMany);
    call.pound();
    assert_eq!(call.heard(), [line(ReportLine::TooMany), Utterance::Goodbye]);
}

#[test]
fn a_hang_up_before_the_time_leaves_nothing_and_silence_ends_in_words() {
    let mut call = missed("1", ClaimResult::Kept(None));
    call.hang_up();
    assert!(call.effects.iter().all(|effect| !matches!(effect, Effect::Claim(_))));
    let mut call = missed("1", ClaimResult::Kept(None));
    for _ in 0..3 {
        call.silence();
    }
    assert_eq!(call.heard(), [Utterance::Kept, Utterance::Goodbye]);
}

/// A call in which the PIN was wrong three times.
fn locked_out(id: &str) -> Call {
    let mut call = Call::answered(World::of([SignInResult::Refused { throttled: false }]));
    for _ in 0..3 {
        call.key(id);
        call.key("4711");
    }
    call
}

#[test]
fn after_three_wrong_pins_word_is_left_whoever_calls() {
    let mut call = locked_out(ID);
    assert_eq!(call.heard(), [Utterance::NoMatch, line(ReportLine::AskLeaveWord)]);
    assert!(!call.has_ended());
    call.key("1");
    let clock_id = PhoneClockId::parse(ID).unwrap();
    assert_eq!(call.effects.last(), Some(&Effect::Claim(ClaimEffect::Word { clock_id, way: Way::In })));
    assert_eq!(call.heard(), [line(ReportLine::AskNameAndPlace)]);
    assert!(call.records());
    call.happens(Event::Recorded);
    assert_eq!(call.heard(), [Utterance::ThankYou, line(ReportLine::WordLeft), Utterance::Goodbye]);
}

#[test]
fn whoever_has_nothing_to_leave_is_let_go() {
    let mut call = locked_out(ID);
    call.silence();
    assert_eq!(call.heard(), [Utterance::Goodbye]);
    assert!(call.has_ended());
    let mut call = locked_out(ID);
    call.hang_up();
    assert!(call.effects.iter().all(|effect| !matches!(effect, Effect::Claim(_))));
}
