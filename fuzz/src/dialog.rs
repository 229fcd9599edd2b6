//! A call of any events in any order: it ends, punches at most in and once more, hears well-formed answers that can
//! be rendered, and its session lives through JSON without the PIN.
//!
//! The bytes choose what the caller does and what the gateway makes of it, fitting or not.

use std::sync::OnceLock;

use jiff::civil::{DateTime, datetime};
use phoneclock::domain::secret::Secret;
use phoneclock::{
    dialog::{
        action::{Action, Reply},
        choice::PinChoice,
        claim::{ClaimEffect, ClaimResult},
        crew::{CrewEffect, CrewMember, CrewResult},
        effect::{Effect, PunchKind, RaisedException},
        event::{
            CallingEmployee, CodeResult, Deadline, Event, JobRule, Keys, NamedJob, NewPinResult, OpenEntry,
            PunchResult, RecentPunch, SignInResult, Standing,
        },
        machine::{Next, advance},
        menu::{MenuEffect, MenuEntry, MenuResult, OfferedBreak, OpenBreak, PhoneMenu},
        needs,
        script::Script as Words,
        session::{Session, State},
        utterance::{CrewDoubt, SpokenDay, Way},
    },
    domain::{
        ids::{BreakKindId, EmployeeId, EntryId, JobId, SetupLinkId, WorkspaceId},
        language::Language,
        phone_clock_id::PhoneClockId,
    },
    provider::{
        Addresses, Provider,
        twilio::{Twilio, TwilioConfig, Voices},
    },
    simulator::twiml::Document,
};

use super::script::Script;

const ID: &str = "572400";
const CODE: &str = "048122659313";
/// In no id, no time and no other keys, so that finding it means that it leaked.
const PIN: &str = "90573164";
const KEYS: [&str; 12] = ["1", "2", "3", "*", ID, "572401", CODE, "048122659384", PIN, "42", "77", "123456789"];
const CHOICE: PinChoice = PinChoice { code: Some(SetupLinkId::from_bytes([6; 16])), min_digits: 4 };
const OPEN: EntryId = EntryId::from_bytes([1; 16]);
const NEW: EntryId = EntryId::from_bytes([2; 16]);
const ROOFING: JobId = JobId::from_bytes([3; 16]);

/// What one webhook may lead to before it is answered, and the answers that a caller can give before the goodbye.
const MOST_EFFECTS: usize = 6;
const MOST_ANSWERS: usize = 100;

/// Whether somebody clocked.
pub fn check(data: &[u8]) -> bool {
    let mut call = Call::coming(data);
    let first = call.script.byte();
    // One call in eight begins with something else than that it rings.
    if first % 8 != 7 {
        let language = if first & 0x80 == 0 { Language::En } else { Language::Es };
        call.happens(Event::Rang { language, throttled: first & 0x40 != 0 }, Deadline::Ahead);
    }
    while !call.script.is_over() {
        let late = call.script.byte() == u8::MAX;
        let event = any_event(&mut call.script);
        call.happens(event, if late { Deadline::Passed } else { Deadline::Ahead });
    }
    // Whoever is silent from here on is let go, and for good.
    while call.over.is_none() && !call.hung_up {
        call.happens(Event::Nothing, Deadline::Ahead);
    }
    call.happens(Event::Nothing, Deadline::Ahead);
    !call.clockings.is_empty()
}

/// What can come from outside.
fn any_event(script: &mut Script<'_>) -> Event {
    match script.byte() % 16 {
        0..=8 => Event::Keys(Keys::new(script.one_of(&KEYS).to_owned())),
        9 => {
            let count = 1 + script.below(130);
            let key = |byte: &u8| char::from(b"0123456789*#ABCD"[usize::from(*byte) % 16]);
            let keys: String = script.bytes(count).iter().map(key).collect();
            if keys.is_empty() { Event::Pound } else { Event::Keys(Keys::new(keys)) }
        }
        10 => Event::Pound,
        11 | 12 => Event::Nothing,
        13 => Event::Recorded,
        14 => Event::HungUp,
        _ => Event::Rang { language: script.one_of(&Language::ALL), throttled: script.yes() },
    }
}

struct Call<'a> {
    /// As it lives between two webhooks.
    session: String,
    script: Script<'a>,
    /// Whether every effect has been answered by an event that fits it.
    fits: bool,
    person: Option<CallingEmployee>,
    clockings: Vec<PunchKind>,
    clocked_in: Option<EntryId>,
    raised: Vec<RaisedException>,
    effects: usize,
    /// Those that brought the call nearer to its end.
    answers: usize,
    /// Effects and exceptions when the goodbye was said.
    over: Option<(usize, usize)>,
    hung_up: bool,
}

impl<'a> Call<'a> {
    fn coming(data: &'a [u8]) -> Self {
        Self {
            session: serde_json::to_string(&Session::default()).unwrap(),
            script: Script::of(data),
            fits: true,
            person: None,
            clockings: Vec::new(),
            clocked_in: None,
            raised: Vec::new(),
            effects: 0,
            answers: 0,
            over: None,
            hung_up: false,
        }
    }

    /// One webhook, with all that follows until it is answered.
    fn happens(&mut self, event: Event, deadline: Deadline) {
        self.hung_up |= event == Event::HungUp;
        let (mut event, mut effects, mut waits) = (event, 0, false);
        let needs = needs(&serde_json::from_str(&self.session).unwrap(), &event);
        assert!(!format!("{needs:?}").contains(PIN), "the PIN would show in a log");
        loop {
            let moved = advance(serde_json::from_str(&self.session).unwrap(), event, deadline);
            // Whoever keys the PIN as a job code has it looked up as one; the code is no secret there.
            let looked_up = matches!(moved.next, Next::Await(Effect::FindJob { .. }));
            assert!(looked_up || !format!("{moved:?}").contains(PIN), "the PIN would show in a log");
            self.keep(&moved.session);
            self.raised.extend(moved.raised);
            match moved.next {
                Next::Await(effect) => {
                    effects += 1;
                    assert!(effects <= MOST_EFFECTS, "{effects} effects of one event");
                    self.effects += 1;
                    self.assert_in_order(&effect);
                    event = self.result_of(&effect);
                    waits |= matches!(
                        event,
                        Event::SignedIn(SignInResult::Pending | SignInResult::Lost)
                            | Event::PinChosen(NewPinResult::Lost)
                    );
                }
                Next::Reply(reply) => {
                    self.hears(&reply, &moved.session.state);
                    break;
                }
                Next::Finish => {
                    assert!(self.hung_up, "a caller who listens hears nothing");
                    break;
                }
            }
        }
        assert!(self.raised.len() <= 1, "{:?}", self.raised);
        if let Some(then) = self.over {
            assert_eq!((self.effects, self.raised.len()), then, "something was done after the goodbye");
        }
        self.answers += usize::from(!waits);
        let on_the_line = self.over.is_none() && !self.hung_up;
        assert!(!on_the_line || self.answers <= MOST_ANSWERS, "no end in {}", self.session);
    }

    fn keep(&mut self, session: &Session) {
        let json = serde_json::to_string(session).unwrap();
        assert!(!json.contains(PIN), "the PIN is in the session: {json}");
        assert_eq!(serde_json::from_str::<Session>(&json).unwrap(), *session, "changed on its way: {json}");
        self.session = json;
    }

    // -- what is done -----------------------------------------------------------------------

    fn assert_in_order(&mut self, effect: &Effect) {
        match effect {
            Effect::Clock(clocking) => {
                self.assert_clocks_in_order(clocking);
                self.clockings.push(clocking.clone());
            }
            Effect::FindJob { code } => {
                assert!((1..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
                assert!(self.person.is_some());
            }
            Effect::SetJob { entry, job } => {
                assert_eq!((Some(*entry), *job), (self.clocked_in, ROOFING));
            }
            Effect::KeepPin { choice, .. } | Effect::ChoosePin { choice, .. } => {
                assert!(*choice == CHOICE || choice.code.is_none() && self.person.is_some(), "{choice:?}");
            }
            Effect::SignIn { .. } | Effect::OpenCode { .. } => assert!(self.person.is_none(), "signed in already"),
            Effect::Menu(_) | Effect::Crew(_) | Effect::Claim(ClaimEffect::Missed { .. }) => {
                assert!(self.person.is_some());
            }
            Effect::Claim(ClaimEffect::Word { .. }) => assert!(self.person.is_none(), "signed in already"),
        }
    }

    /// Once in or out, and once more straight on to the next job; only for who is signed in, on what stands open.
    fn assert_clocks_in_order(&self, clocking: &PunchKind) {
        assert!(!self.hung_up, "{clocking:?} without a caller");
        let standing = &self.person.as_ref().expect("somebody is signed in").standing;
        let open = standing.open.as_ref();
        let so_far = self.clockings.as_slice();
        match clocking {
            PunchKind::In => assert!(so_far.is_empty() && open.is_none()),
            PunchKind::Out { entry } => {
                assert!(so_far.is_empty());
                assert_eq!(open.map(|open| open.entry), Some(*entry));
            }
            PunchKind::NewShift { unfinished } => {
                assert!(so_far.is_empty() && open.is_some_and(|open| open.forgotten && open.entry == *unfinished));
            }
            PunchKind::NextJob { job } => {
                assert_eq!((so_far.len(), *job), (1, ROOFING));
                assert!(!self.fits || matches!(so_far, [PunchKind::Out { .. }]), "{so_far:?}");
            }
        }
    }

    /// What the gateway makes of it, now and then something that does not fit.
    fn result_of(&mut self, effect: &Effect) -> Event {
        if self.script.byte() > 250 {
            self.fits = false;
            let event = any_result(&mut self.script);
            // By chance it fits all the same.
            match (effect, &event) {
                (Effect::SignIn { .. }, Event::SignedIn(SignInResult::Accepted(person))) => {
                    self.person = Some(person.clone());
                }
                (Effect::Clock(_), Event::Clocked(PunchResult::In { entry, .. })) => self.clocked_in = Some(*entry),
                _ => {}
            }
            return event;
        }
        let script = &mut self.script;
        match effect {
            Effect::SignIn { .. } => {
                let sign_in = any_sign_in(script);
                if let SignInResult::Accepted(person) = &sign_in {
                    self.person = Some(person.clone());
                }
                Event::SignedIn(sign_in)
            }
            Effect::Clock(_) if script.byte() > 240 => Event::Clocked(PunchResult::Changed),
            Effect::Clock(PunchKind::Out { .. }) => Event::Clocked(any_out(script)),
            Effect::Clock(PunchKind::In | PunchKind::NewShift { .. } | PunchKind::NextJob { .. }) => {
                self.clocked_in = Some(NEW);
                Event::Clocked(any_in(script))
            }
            Effect::FindJob { .. } => Event::JobFound(script.yes().then(|| any_job(script))),
            Effect::SetJob { .. } => Event::JobSet,
            Effect::Menu(effect) => Event::Menu(menu_result(effect, self.person.as_ref(), script)),
            Effect::Claim(_) => Event::Claimed(match script.byte() % 4 {
                0 => ClaimResult::ToCome,
                1 => ClaimResult::TooMany,
                2 => ClaimResult::Kept(None),
                _ => ClaimResult::Kept(Some((SpokenDay::Yesterday, any_moment(script)))),
            }),
            Effect::Crew(CrewEffect::Next { .. } | CrewEffect::Find { .. }) => {
                Event::Crew(CrewResult::Found((script.byte() > 60 && self.effects < 60).then(|| CrewMember {
                    employee: EmployeeId::from_bytes([9; 16]),
                    name: any_name(script),
                    way: script.one_of(&[Way::In, Way::Out]),
                    doubt: script.one_of(&[None, Some(CrewDoubt::JustClocked), Some(CrewDoubt::Forgotten)]),
                })))
            }
            Effect::Crew(CrewEffect::Clock { .. }) => Event::Crew(if script.byte() > 240 {
                CrewResult::Changed
            } else {
                let job = script.yes().then(|| any_name(script));
                CrewResult::Clocked { at: any_moment(script), voice_check: script.yes(), job }
            }),
            Effect::OpenCode { .. } => Event::CodeOpened(any_opening(script)),
            Effect::KeepPin { .. } => Event::PinKept(script.yes()),
            Effect::ChoosePin { .. } => Event::PinChosen(any_choice(script)),
        }
    }

    // -- what is heard ----------------------------------------------------------------------

    fn hears(&mut self, reply: &Reply, state: &State) {
        assert!(!self.hung_up, "something is said to nobody");
        let (last, before) = reply.actions.split_last().expect("every answer asks, goes on or hangs up");
        let decides = |action: &Action| match action {
            Action::Gather(_) | Action::Drain { .. } | Action::Record(_) | Action::Continue | Action::HangUp => true,
            Action::Say(_) | Action::Pause { .. } => false,
        };
        assert!(decides(last) && !before.iter().any(decides), "{reply:?}");
        let asks = matches!(last, Action::Gather(gather) if !gather.prompt.is_empty());
        let speaks = before.iter().any(|action| matches!(action, Action::Say(_)));
        if self.over.is_some() {
            assert_eq!(reply.actions, [Action::HangUp], "said after the goodbye");
        } else {
            assert!(asks || speaks, "the caller hears nothing: {reply:?}");
            assert_rendered(reply);
        }
        let ends = *last == Action::HangUp;
        assert_eq!(*state == State::Over, ends, "{reply:?}");
        if ends {
            self.over.get_or_insert((self.effects, self.raised.len()));
        }
    }
}

fn assert_rendered(reply: &Reply) {
    static ALL: OnceLock<(Twilio, Words, Addresses)> = OnceLock::new();
    let (twilio, words, addresses) = ALL.get_or_init(|| {
        let (account, tokens) = ("AC0123456789abcdef0123456789abcdef", vec![Secret::from("12345")]);
        let config =
            TwilioConfig::new(account, tokens, "http://127.0.0.1:9", "https://gw.example.com", Voices::default());
        let url = |path: &str| format!("https://gw.example.com/{path}");
        let addresses = Addresses {
            answer: url("answer"),
            silence: url("silence"),
            recording_status: url("recording"),
            clips: url("clips/"),
        };
        (Twilio::new(config.unwrap()).unwrap(), Words::embedded().unwrap(), addresses)
    });
    let document = twilio.render(reply, words, addresses).unwrap();
    assert!(!document.contains(PIN), "the PIN is said: {document}");
    Document::parse(Some(twilio.content_type()), document.as_bytes()).unwrap();
}

// -- what the gateway answers, from bytes ---------------------------------------------------------

fn any_result(script: &mut Script<'_>) -> Event {
    match script.byte() % 8 {
        0 => Event::SignedIn(any_sign_in(script)),
        1 => Event::Clocked(any_in(script)),
        2 => Event::Clocked(any_out(script)),
        3 => Event::JobFound(script.yes().then(|| any_job(script))),
        4 => Event::JobSet,
        5 => Event::CodeOpened(any_opening(script)),
        6 => Event::PinKept(script.yes()),
        _ => Event::PinChosen(any_choice(script)),
    }
}

/// The menu is of the person who has signed in.
fn menu_result(effect: &MenuEffect, person: Option<&CallingEmployee>, script: &mut Script<'_>) -> MenuResult {
    if script.byte() > 240 {
        return MenuResult::Changed;
    }
    let open = person.and_then(|person| person.standing.open.as_ref());
    match effect {
        MenuEffect::Open => MenuResult::Opened(PhoneMenu {
            open: open.map(|open| MenuEntry { entry: open.entry, since: open.since, day: open.day }),
            on_break: script.yes().then(|| OpenBreak { name: any_name(script), since: any_moment(script) }),
            kinds: (0..script.below(10))
                .map(|number| OfferedBreak {
                    kind: BreakKindId::from_bytes([number as u8; 16]),
                    name: any_name(script),
                })
                .collect(),
            leads: script.yes(),
        }),
        MenuEffect::StartBreak { .. } => MenuResult::BreakStarted { at: any_moment(script), name: any_name(script) },
        MenuEffect::EndBreak { .. } => MenuResult::BreakEnded { at: any_moment(script), secs: any_secs(script) },
        MenuEffect::TellHours => MenuResult::Hours { secs: any_secs(script), last: Vec::new() },
        MenuEffect::ChangePin => MenuResult::MayChoose { min_digits: 4 },
    }
}

fn any_sign_in(script: &mut Script<'_>) -> SignInResult {
    match script.byte() % 8 {
        0 => SignInResult::Refused { throttled: script.byte() > 200 },
        1 => SignInResult::Pending,
        2 => SignInResult::Lost,
        _ => SignInResult::Accepted(any_person(script)),
    }
}

fn any_person(script: &mut Script<'_>) -> CallingEmployee {
    let day = [SpokenDay::Today, SpokenDay::Yesterday, SpokenDay::Weekday(any_moment(script).date())];
    let open = script.yes().then(|| OpenEntry {
        entry: OPEN,
        since: any_moment(script),
        day: script.one_of(&day),
        forgotten: script.yes(),
    });
    let way = if script.yes() { Way::In } else { Way::Out };
    let just_clocked = (script.byte() % 4 == 3).then(|| RecentPunch { way, secs_ago: any_secs(script) });
    CallingEmployee {
        employee: EmployeeId::from_bytes([4; 16]),
        workspace: WorkspaceId::from_bytes([5; 16]),
        language: script.one_of(&Language::ALL),
        jobs: script.one_of(&[JobRule::NotAsked, JobRule::Optional, JobRule::Required]),
        voice_check: script.yes(),
        notice: script.yes().then(|| any_name(script)),
        standing: Standing { on_break: open.is_some() && script.below(4) == 0, open, just_clocked },
    }
}

fn any_opening(script: &mut Script<'_>) -> CodeResult {
    if script.yes() {
        CodeResult::Opened { choice: CHOICE, language: script.one_of(&Language::ALL) }
    } else {
        CodeResult::Refused { throttled: script.byte() > 200 }
    }
}

fn any_choice(script: &mut Script<'_>) -> NewPinResult {
    match script.byte() % 4 {
        0 => NewPinResult::Differs,
        1 => NewPinResult::Lost,
        2 => NewPinResult::Spent,
        _ => NewPinResult::Set(PhoneClockId::parse(ID).unwrap()),
    }
}

fn any_in(script: &mut Script<'_>) -> PunchResult {
    let job = script.yes().then(|| any_name(script));
    PunchResult::In { entry: NEW, at: any_moment(script), job }
}

fn any_out(script: &mut Script<'_>) -> PunchResult {
    PunchResult::Out { at: any_moment(script), worked_secs: Some(any_secs(script)).filter(|secs| secs % 8 != 0) }
}

fn any_job(script: &mut Script<'_>) -> NamedJob {
    NamedJob { job: ROOFING, name: any_name(script) }
}

/// As a workspace may have written it.
fn any_name(script: &mut Script<'_>) -> String {
    let length = script.below(24);
    String::from_utf8_lossy(script.bytes(length)).into_owned()
}

fn any_moment(script: &mut Script<'_>) -> DateTime {
    let (hour, minute) = (script.below(24), script.below(60));
    datetime(2026, 3, 9, hour as i8, minute as i8, 0, 0)
}

/// Also such as no clock would give: backwards, and for years.
fn any_secs(script: &mut Script<'_>) -> i64 {
    let [a, b, c] = [script.byte(), script.byte(), script.byte()];
    let secs = i64::from(u32::from_be_bytes([0, b, c, 0]));
    if a == u8::MAX { -secs } else { secs + i64::from(a) }
}
