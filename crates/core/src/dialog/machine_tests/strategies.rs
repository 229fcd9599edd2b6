//! Arbitrary callers, worlds and sessions for the properties.

use proptest::{collection::vec, option, prelude::*, sample::select};

use super::driver::{CHOICE, CODE, DEAD_CODE, ID, MISKEYED_ID, NOW, PIN, WORKED_SECS, new_entry, open, roofing};
use crate::{
    dialog::{
        claim::{ClaimResult, MissedTime},
        crew::{CrewResult, CrewWalk},
        event::{
            CallingEmployee, CodeResult, Deadline, Event, JobRule, Keys, NamedJob, NewPinResult, PunchResult,
            RecentPunch, SignInResult, Standing,
        },
        questions::{Account, JobFor, Question},
        session::{Pending, Session, SignedInEmployee, State},
        utterance::{Line, Utterance, Way},
    },
    domain::{
        ids::{EmployeeId, WorkspaceId},
        language::Language,
        phone_clock_id::PhoneClockId,
    },
};

fn language() -> impl Strategy<Value = Language> {
    select(Language::ALL.to_vec())
}

fn way() -> impl Strategy<Value = Way> {
    select(vec![Way::In, Way::Out])
}

/// Keys that mean something somewhere, and keys that mean nothing anywhere.
pub fn keys() -> impl Strategy<Value = Event> {
    let known = ["1", "2", "3", "*", ID, MISKEYED_ID, CODE, DEAD_CODE, PIN, "42", "77", "123456789"].map(str::to_owned);
    prop_oneof![4 => select(known.to_vec()), 1 => "[0-9*]{1,12}"].prop_map(|keys| Event::Keys(Keys::new(keys)))
}

/// What a caller who stays on the line can do.
pub fn answer() -> impl Strategy<Value = Event> {
    prop_oneof![6 => keys(), 1 => Just(Event::Pound), 1 => Just(Event::Nothing), 1 => Just(Event::Recorded)]
}

/// Everything that a provider can report, whether it fits or not.
pub fn outside() -> impl Strategy<Value = Event> {
    let rang = (language(), any::<bool>()).prop_map(|(language, throttled)| Event::Rang { language, throttled });
    prop_oneof![20 => answer(), 1 => rang, 1 => Just(Event::HungUp)]
}

pub fn person() -> impl Strategy<Value = CallingEmployee> {
    let standing =
        (option::of(any::<bool>()), option::of((way(), 0_i64..120))).prop_map(|(forgotten, just)| Standing {
            open: forgotten.map(open),
            just_clocked: just.map(|(way, secs_ago)| RecentPunch { way, secs_ago }),
            on_break: false,
        });
    let jobs = select(vec![JobRule::NotAsked, JobRule::Optional, JobRule::Required]);
    (language(), jobs, any::<bool>(), standing).prop_map(|(language, jobs, voice_check, standing)| CallingEmployee {
        language,
        jobs,
        voice_check,
        standing,
        ..super::driver::person()
    })
}

/// A check that has come to a decision.
pub fn verdict() -> impl Strategy<Value = SignInResult> {
    let refused =
        prop_oneof![4 => Just(false), 1 => Just(true)].prop_map(|throttled| SignInResult::Refused { throttled });
    prop_oneof![1 => refused, 2 => person().prop_map(SignInResult::Accepted)]
}

pub fn sign_in() -> impl Strategy<Value = SignInResult> {
    prop_oneof![4 => verdict(), 1 => Just(SignInResult::Pending), 1 => Just(SignInResult::Lost)]
}

/// The result of some effect, not necessarily of the one that was asked for.
pub fn inside() -> impl Strategy<Value = Event> {
    prop_oneof![
        sign_in().prop_map(Event::SignedIn),
        select(vec![
            Event::Clocked(PunchResult::In { entry: new_entry(), at: NOW, job: None }),
            Event::Clocked(PunchResult::In { entry: new_entry(), at: NOW, job: Some("Roofing".to_owned()) }),
            Event::Clocked(PunchResult::Out { at: NOW, worked_secs: Some(WORKED_SECS) }),
            Event::Clocked(PunchResult::Changed),
            Event::JobFound(Some(NamedJob { job: roofing(), name: "Roofing".to_owned() })),
            Event::JobFound(None),
            Event::JobSet,
            Event::CodeOpened(CodeResult::Opened { choice: CHOICE, language: Language::Es }),
            Event::CodeOpened(CodeResult::Refused { throttled: false }),
            Event::PinKept(true),
            Event::PinKept(false),
            Event::PinChosen(NewPinResult::Differs),
            Event::PinChosen(NewPinResult::Lost),
            Event::PinChosen(NewPinResult::Spent),
            Event::PinChosen(NewPinResult::Changed),
            Event::Claimed(ClaimResult::Kept(None)),
            Event::Claimed(ClaimResult::ToCome),
            Event::Claimed(ClaimResult::TooMany),
            Event::Crew(CrewResult::Found(None)),
            Event::Crew(CrewResult::Clocked { at: NOW, voice_check: true, job: None }),
            Event::Crew(CrewResult::Changed),
        ]),
    ]
}

pub fn deadline() -> impl Strategy<Value = Deadline> {
    prop_oneof![30 => Just(Deadline::Ahead), 1 => Just(Deadline::Passed)]
}

/// Sign-ins for as long as anybody could call.
pub fn sign_ins(one: impl Strategy<Value = SignInResult>) -> impl Strategy<Value = Vec<SignInResult>> {
    vec(one, 1..20)
}

fn state() -> impl Strategy<Value = State> {
    let clock_id = || PhoneClockId::parse(ID).unwrap();
    let name = || "Roofing".to_owned();
    let entry = JobFor::Entry(new_entry());
    let asking = |question, tries| State::Asking { question, tries };
    (0_u8..3, way(), any::<bool>(), option::of(any::<bool>())).prop_flat_map(move |(tries, way, forgotten, other)| {
        select(vec![
            State::Ringing,
            asking(Question::Id, tries),
            asking(Question::Pin { clock_id: clock_id() }, tries),
            State::Waiting(Pending::PinCheck { clock_id: clock_id(), menu: other.is_some() }),
            State::Waiting(Pending::Code { tries }),
            asking(Question::NewPin { choice: CHOICE }, tries),
            State::Waiting(Pending::NewPin { choice: CHOICE, tries }),
            asking(Question::NewPinAgain { choice: CHOICE }, tries),
            State::Waiting(Pending::NewPinAgain { choice: CHOICE, tries }),
            asking(Question::Forgotten { open: open(forgotten) }, tries),
            asking(Question::JustClocked { just: RecentPunch { way, secs_ago: 60 }, open: other.map(open) }, tries),
            State::Waiting(Pending::Punch),
            asking(Question::Job(entry), tries),
            State::Waiting(Pending::JobLookup { job_for: entry, tries }),
            asking(Question::Job(JobFor::Instead(new_entry())), tries),
            State::Waiting(Pending::JobLookup { job_for: JobFor::Instead(new_entry()), tries }),
            State::Waiting(Pending::JobSet { name: name() }),
            asking(Question::Job(JobFor::Next), tries),
            State::Waiting(Pending::JobLookup { job_for: JobFor::Next, tries }),
            State::Waiting(Pending::NextPunch { name: name() }),
            asking(Question::Name, tries),
            asking(Question::MissedWay, tries),
            asking(Question::MissedTime { way }, tries),
            asking(Question::MissedDay { way, time: NOW.time() }, tries),
            State::Waiting(Pending::Claim { way, time: Some(MissedTime::Said), tries }),
            asking(Question::LeaveWord { clock_id: clock_id() }, tries),
            asking(Question::Account(Account::Word), tries),
            asking(Question::CrewHow, tries),
            asking(Question::CrewId, tries),
            asking(Question::CrewName { walk: CrewWalk::List(None) }, tries),
            State::Waiting(Pending::CrewLookup { said: vec![], walk: CrewWalk::Ids, tries }),
            asking(Question::Dropped { next: Box::new(Question::Job(entry)) }, tries),
            State::Over,
        ])
    })
}

/// A session in any state, also in those that a webhook never meets. Only a call that rings has heard nothing.
pub fn session() -> impl Strategy<Value = Session> {
    let counts = (0_u8..3, 0_u8..12, any::<bool>());
    let jobs = select(vec![JobRule::NotAsked, JobRule::Optional, JobRule::Required]);
    (state(), language(), counts, option::of((jobs, any::<bool>()))).prop_map(|(state, language, counts, person)| {
        let heard = if state == State::Ringing { vec![] } else { vec![Line { language, utterance: Utterance::AskId }] };
        let (failures, repeats, hung_up) = counts;
        let person = person.map(|(jobs, voice_check)| SignedInEmployee {
            employee: EmployeeId::from_bytes([4; 16]),
            workspace: WorkspaceId::from_bytes([5; 16]),
            jobs,
            voice_check,
        });
        Session { state, language, failures, repeats, hung_up, person, heard, ..Session::default() }
    })
}
