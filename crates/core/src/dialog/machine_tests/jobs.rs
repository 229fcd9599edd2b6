//! The job: on the way in, and straight on to the next one on the way out.

use super::driver::*;
use crate::{
    dialog::{
        effect::{Effect, PunchKind, RaisedException},
        event::{CallingEmployee, Event, JobRule, PunchResult, SignInResult},
        utterance::Utterance::*,
    },
    domain::exception::ExceptionKind::JobMissing,
};

const SET: Effect = Effect::SetJob { entry: new_entry(), job: roofing() };

fn job_missing() -> RaisedException {
    RaisedException { kind: JobMissing, entry: new_entry() }
}

fn job_is() -> crate::dialog::utterance::Utterance {
    JobIs { name: "Roofing".to_owned() }
}

#[test]
fn jobs_are_asked_for_only_where_one_has_a_phone_code() {
    for (question, words) in [
        (Question::OptionalJob, vec![CLOCKED_IN, AskJob { can_skip: true }]),
        (Question::RequiredJob, vec![CLOCKED_IN, AskJob { can_skip: false }]),
        (Question::NextJob, vec![CLOCKED_OUT, AskNextJob]),
    ] {
        let call = question.reached();
        assert_eq!(call.heard(), words);
        let gather = call.gather().unwrap();
        assert_eq!((gather.keys, gather.pound_alone), (None, true), "{question:?}: pound alone is an answer");
    }
    assert!(Call::by(person()).has_ended());
    assert!(Call::by(clocked_in()).has_ended());
}

#[test]
fn a_job_code_sets_the_job_of_the_new_entry_and_its_name_is_read_back() {
    for question in [Question::OptionalJob, Question::RequiredJob] {
        let mut call = question.reached();
        call.key("42");
        assert!(call.effects.ends_with(&[Effect::FindJob { code: "42".to_owned() }, SET]));
        assert_eq!(call.heard(), [job_is(), ThankYou, Goodbye]);
        assert_eq!(call.raised, []);
    }
}

#[test]
fn after_the_job_comes_the_voice_check() {
    let mut call = Call::by(CallingEmployee { jobs: JobRule::Optional, voice_check: true, ..person() });
    call.key("42");
    assert_eq!(call.heard(), [job_is(), AskName]);
    assert!(call.records());
}

#[test]
fn an_optional_job_is_skipped_by_pound() {
    let mut call = Question::OptionalJob.reached();
    call.pound();
    assert_eq!(call.heard(), [ThankYou, Goodbye]);
    assert!(call.has_ended());
    assert_eq!(call.raised, []);

    let mut call = Call::by(CallingEmployee { jobs: JobRule::Optional, voice_check: true, ..person() });
    call.pound();
    assert_eq!(call.heard(), [AskName]);
}

/// A call from a location that gives entries the job Yard.
fn at_the_yard() -> Call {
    let person = CallingEmployee { jobs: JobRule::Required, ..person() };
    let mut world = World::of([SignInResult::Accepted(person)]);
    world.job_there = Some("Yard");
    let mut call = Call::answered(world);
    call.sign_in();
    call
}

#[test]
fn the_job_of_a_location_is_said_and_stays_unless_another_is_keyed() {
    let yard = || JobIs { name: "Yard".to_owned() };
    let stays: [fn(&mut Call); 3] = [Call::pound, Call::silence, |call| {
        for _ in 0..3 {
            call.key("77");
        }
    }];
    for answer in stays {
        let mut call = at_the_yard();
        assert_eq!(call.heard(), [CLOCKED_IN, yard(), AskJobInstead]);
        answer(&mut call);
        assert!(call.has_ended());
        assert!(!call.effects.iter().any(|effect| matches!(effect, Effect::SetJob { .. })));
        assert_eq!(call.raised, [], "it has a job, though one is required");
    }
    let mut call = at_the_yard();
    call.key("42");
    assert_eq!(call.heard(), [job_is(), ThankYou, Goodbye]);
    assert!(call.effects.iter().any(|effect| matches!(effect, Effect::SetJob { .. })));
    let mut call = at_the_yard();
    call.hang_up();
    assert_eq!(call.raised, []);
}

#[test]
fn an_unknown_code_is_asked_again_and_three_of_them_go_on_without_a_job() {
    let mut call = Question::OptionalJob.reached();
    for _ in 0..2 {
        call.key("77");
        assert_eq!(call.heard(), [JobNotFound, AskJob { can_skip: true }]);
    }
    call.key("77");
    assert_eq!(call.heard(), [JobNotFound, ThankYou, Goodbye]);
    assert_eq!(call.raised, [], "it was optional");
}

#[test]
fn a_code_that_no_job_can_have_is_not_even_looked_up() {
    for keys in ["4*2", "**", "123456789"] {
        let mut call = Question::OptionalJob.reached();
        call.key(keys);
        assert_eq!(call.heard(), [JobNotFound, AskJob { can_skip: true }], "{keys}");
        assert!(!call.effects.iter().any(|effect| matches!(effect, Effect::FindJob { .. })), "{keys}");
    }
}

#[test]
fn the_longest_code_there_is_is_looked_up() {
    let mut call = Question::OptionalJob.reached();
    call.key("12345678");
    assert_eq!(call.effects.last(), Some(&Effect::FindJob { code: "12345678".to_owned() }));
}

#[test]
fn a_right_code_after_two_misses_still_counts() {
    let mut call = Question::RequiredJob.reached();
    call.key("77");
    call.pound();
    call.key("42");
    assert_eq!(call.heard(), [job_is(), ThankYou, Goodbye]);
    assert_eq!(call.raised, []);
}

#[test]
fn a_required_job_cannot_be_skipped_by_pound() {
    let mut call = Question::RequiredJob.reached();
    call.pound();
    assert_eq!(call.heard(), [JobRequired, AskJob { can_skip: false }]);
}

#[test]
fn a_required_job_missed_three_times_is_left_missing_and_the_call_goes_on() {
    let ways: [(fn(&mut Call), _); 2] = [(Call::pound, JobRequired), (|call| call.key("77"), JobNotFound)];
    for (answer, why) in ways {
        let mut call = Call::by(CallingEmployee { jobs: JobRule::Required, voice_check: true, ..person() });
        (0..3).for_each(|_| answer(&mut call));
        assert_eq!(call.heard(), [why, AskName]);
        assert_eq!(call.raised, [job_missing()]);
        call.happens(Event::Recorded);
        call.hang_up();
        assert_eq!(call.raised, [job_missing()], "once, not twice");
    }
}

#[test]
fn a_required_job_left_in_silence_is_missing() {
    let mut call = Question::RequiredJob.reached();
    (0..3).for_each(|_| call.silence());
    assert_eq!(call.heard(), [NothingHeard, Goodbye]);
    assert_eq!(call.raised, [job_missing()]);
}

#[test]
fn a_call_that_breaks_while_a_required_job_is_looked_up_leaves_it_missing() {
    let mut world = World::of([SignInResult::Accepted(CallingEmployee { jobs: JobRule::Required, ..person() })]);
    let mut call = Call::new(move |needs, effect| match effect {
        Effect::FindJob { .. } => Event::Clocked(PunchResult::Changed),
        Effect::SignIn { .. }
        | Effect::OpenCode { .. }
        | Effect::KeepPin { .. }
        | Effect::ChoosePin { .. }
        | Effect::Clock(_)
        | Effect::SetJob { .. }
        | Effect::Menu(_)
        | Effect::Claim(_)
        | Effect::Crew(_) => world.answer(needs, effect),
    });
    call.happens(Event::Rang { language: crate::domain::language::Language::En, throttled: false });
    call.sign_in();
    call.key("42");
    assert_eq!(call.heard(), [Apology]);
    assert_eq!(call.raised, [job_missing()]);
}

#[test]
fn on_the_way_out_a_code_clocks_in_to_the_next_job() {
    let mut call = Question::NextJob.reached();
    call.key("42");
    assert_eq!(call.clockings(), [PunchKind::Out { entry: open_entry() }, PunchKind::NextJob { job: roofing() }]);
    assert_eq!(call.heard(), [ClockedInTo { name: "Roofing".to_owned() }, ThankYou, Goodbye]);
}

#[test]
fn on_the_way_out_pound_is_the_end_whether_jobs_are_required_or_not() {
    for jobs in [JobRule::Optional, JobRule::Required] {
        let mut call = Call::by(CallingEmployee { jobs, ..clocked_in() });
        call.pound();
        assert_eq!(call.heard(), [ThankYou, Goodbye]);
        assert_eq!(call.clockings(), [PunchKind::Out { entry: open_entry() }]);
        assert_eq!(call.raised, []);
    }
}

#[test]
fn on_the_way_out_an_unknown_code_is_asked_again_and_three_of_them_begin_nothing() {
    let mut call = Question::NextJob.reached();
    for _ in 0..2 {
        call.key("77");
        assert_eq!(call.heard(), [JobNotFound, AskNextJob]);
    }
    call.key("77");
    assert_eq!(call.heard(), [JobNotFound, ThankYou, Goodbye]);
    assert_eq!(call.clockings(), [PunchKind::Out { entry: open_entry() }]);
}

#[test]
fn a_hang_up_on_the_way_out_leaves_nothing_missing() {
    let mut call = Call::by(CallingEmployee { jobs: JobRule::Required, ..clocked_in() });
    call.hang_up();
    assert_eq!(call.raised, []);
}

#[test]
fn a_next_job_that_was_overtaken_says_that_nothing_was_changed() {
    let mut world = World::of([SignInResult::Accepted(CallingEmployee { jobs: JobRule::Optional, ..clocked_in() })]);
    let mut call = Call::new(move |needs, effect| {
        world.changed = matches!(effect, Effect::Clock(PunchKind::NextJob { .. }));
        world.answer(needs, effect)
    });
    call.happens(Event::Rang { language: crate::domain::language::Language::En, throttled: false });
    call.sign_in();
    call.key("42");
    assert_eq!(call.heard(), [Kept, Goodbye]);
    assert!(call.has_ended());
}
