//! The call as a state machine: a session and an event in, what happens next out.

mod new_pin;
mod resume;

use super::{
    action::{Action, Gather, Record, Reply},
    effect::{Clocking, Effect, Raise},
    event::{Clocked, Deadline, Event, JobRule, Keys, Person, SignIn, Standing},
    session::{Session, SignedIn, State},
    utterance::{Line, Utterance, Way},
};
use crate::domain::{
    exception::ExceptionKind, ids::EntryId, language::Language, phone_clock_id::PhoneClockId, setup_code::SetupCode,
};

pub use resume::resume;

/// How often a question is put before the goodbye, and how many refused sign-ins end a call.
pub const TRIES: u8 = 3;
/// How often `*` and the language keys are obeyed in one call; a stuck key must not hold the line.
const REPEATS: u8 = 10;
/// Seconds of silence that end an entry.
pub const ENTRY_TIMEOUT_SECS: u32 = 7;
/// Spoken names are short; longer recordings only cost.
const NAME_MAX_SECS: u32 = 10;
const NAME_SILENCE_SECS: u32 = 4;
/// How long a caller waits before a queued PIN check is asked after again.
const HOLD_SECS: u32 = 2;
/// The longest phone code there is.
const CODE_MAX_DIGITS: usize = 8;

/// One move of the dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    pub session: Session,
    pub raised: Vec<Raise>,
    pub next: Next,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Carry this out and come back with its event.
    Await(Effect),
    Reply(Reply),
    /// Nobody is listening any more, or nothing is changed by what came.
    Finish,
}

/// Every pair of state and event has an outcome; what does not fit where the call is changes nothing.
#[must_use]
pub fn advance(session: Session, event: Event, deadline: Deadline) -> Turn {
    let mut call = Call { session, raised: Vec::new(), deadline };
    let next = if call.session.hung_up { call.after_hang_up(event) } else { call.on(event) };
    Turn { session: call.session, raised: call.raised, next }
}

struct Call {
    session: Session,
    raised: Vec<Raise>,
    deadline: Deadline,
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "each state names the events that fit it; all others, also ones to come, are stray there"
)]
impl Call {
    fn on(&mut self, event: Event) -> Next {
        if event == Event::HungUp {
            self.session.hung_up = true;
            self.leave_unanswered();
            return Next::Finish;
        }
        if let Event::Keys(keys) = &event
            && keys.as_str() == "*"
            && self.session.state.repeatable()
        {
            return self.repeat();
        }
        match self.session.state.clone() {
            State::Ringing => self.ringing(event),
            State::AskId { tries } => self.id(event, tries),
            State::AskPin { clock_id, tries } => self.pin(event, clock_id, tries),
            State::CheckPin { clock_id } => self.sign_in(event, clock_id),
            State::OpenCode { tries } => self.code_opened(event, tries),
            State::AskNewPin { choice, tries } => self.new_pin(event, choice, tries),
            State::KeepPin { choice, tries } => self.new_pin_kept(&event, choice, tries),
            State::AskNewPinAgain { choice, tries } => self.new_pin_again(event, choice, tries),
            State::ChoosePin { choice, tries } => self.new_pin_chosen(event, choice, tries),
            State::AskForgotten { open, tries } => match pressed(&event) {
                Some('1') => self.clock(Clocking::NewShift { unfinished: open.entry }),
                Some('2') => self.clock(Clocking::Out { entry: open.entry }),
                Some(_) | None => self.ask_again(&event, tries, |tries| State::AskForgotten { open, tries }),
            },
            State::AskJustClocked { just, open, tries } => match (pressed(&event), just.way, &open) {
                (Some('2'), Way::In, Some(open)) => self.clock(Clocking::Out { entry: open.entry }),
                (Some('2'), Way::Out, None) => self.clock(Clocking::In),
                _ => self.ask_again(&event, tries, |tries| State::AskJustClocked { just, open, tries }),
            },
            State::Clock => self.clocked(event),
            State::AskJob { entry, tries } => self.job(event, entry, tries),
            State::FindJob { entry, tries } => self.job_found(event, entry, tries),
            State::SetJob { name } => match event {
                Event::JobSet => self.voice_check(vec![Utterance::JobIs { name }]),
                other => self.stray(&other),
            },
            State::AskNextJob { tries } => self.next_job(event, tries),
            State::FindNextJob { tries } => match event {
                Event::JobFound(Some(found)) => {
                    self.session.state = State::ClockNextJob { job: found.job, name: found.name };
                    Next::Await(Effect::Clock(Clocking::NextJob { job: found.job }))
                }
                Event::JobFound(None) => self.next_job_missed(Utterance::JobNotFound, tries),
                other => self.stray(&other),
            },
            State::ClockNextJob { name, .. } => match event {
                Event::Clocked(Clocked::In { .. }) => self.voice_check(vec![Utterance::ClockedInTo { name }]),
                Event::Clocked(_) => self.end(vec![Utterance::Kept, Utterance::Goodbye]),
                other => self.stray(&other),
            },
            State::AskName => match event {
                Event::Recorded => self.end(vec![Utterance::ThankYou, Utterance::Goodbye]),
                Event::Keys(_) | Event::Pound | Event::Nothing => self.end(vec![Utterance::Goodbye]),
                other => self.stray(&other),
            },
            State::Over => self.stray(&event),
        }
    }

    // -- who is calling ---------------------------------------------------------------------

    fn ringing(&mut self, event: Event) -> Next {
        let Event::Rang { language, barred } = event else { return self.stray(&event) };
        self.session.language = language;
        if barred {
            return self.end(vec![Utterance::Greeting, Utterance::TooManyFailures]);
        }
        self.session.state = State::AskId { tries: 0 };
        let prompt = vec![
            self.line(Utterance::Greeting),
            Line { language: language.other(), utterance: Utterance::OfferLanguage },
            self.line(Utterance::AskId),
        ];
        self.gather(prompt)
    }

    fn id(&mut self, event: Event, tries: u8) -> Next {
        match event {
            Event::Keys(keys) => {
                if let Some(language) = Language::ALL.into_iter().find(|known| pressed_key(&keys) == Some(known.key()))
                {
                    self.session.language = language;
                    self.session.heard = vec![self.line(Utterance::AskId)];
                    return self.repeat();
                }
                match PhoneClockId::parse(keys.as_str()) {
                    Ok(clock_id) => {
                        self.session.state = State::AskPin { clock_id, tries: 0 };
                        self.ask(vec![], Utterance::AskPin)
                    }
                    // No phone clock ID is as long as a code.
                    Err(_) => match SetupCode::parse(keys.as_str()) {
                        Ok(code) => {
                            self.session.state = State::OpenCode { tries };
                            Next::Await(Effect::OpenCode { code })
                        }
                        Err(_) => self.id_again(vec![Utterance::IdNotUnderstood], tries),
                    },
                }
            }
            Event::Pound | Event::Nothing => self.id_again(vec![Utterance::NothingHeard], tries),
            other => self.stray(&other),
        }
    }

    fn id_again(&mut self, why: Vec<Utterance>, tries: u8) -> Next {
        if tries + 1 >= TRIES {
            return self.end([why, vec![Utterance::Goodbye]].concat());
        }
        self.session.state = State::AskId { tries: tries + 1 };
        self.ask(why, Utterance::AskId)
    }

    fn pin(&mut self, event: Event, clock_id: PhoneClockId, tries: u8) -> Next {
        match event {
            Event::Keys(keys) => {
                self.session.state = State::CheckPin { clock_id: clock_id.clone() };
                Next::Await(Effect::VerifyPin { clock_id, keys: Some(keys) })
            }
            Event::Pound | Event::Nothing if tries + 1 < TRIES => {
                self.session.state = State::AskPin { clock_id, tries: tries + 1 };
                self.ask(vec![Utterance::NothingHeard], Utterance::AskPin)
            }
            Event::Pound | Event::Nothing => self.end(vec![Utterance::NothingHeard, Utterance::Goodbye]),
            other => self.stray(&other),
        }
    }

    fn sign_in(&mut self, event: Event, clock_id: PhoneClockId) -> Next {
        match event {
            Event::SignedIn(SignIn::Accepted(person)) => self.decide(person),
            Event::SignedIn(SignIn::Pending) => {
                if self.deadline == Deadline::Passed {
                    return self.end(vec![Utterance::TimeIsUp]);
                }
                let hold = self.line(Utterance::OneMoment);
                self.session.heard = vec![hold.clone()];
                reply(hold_on(hold))
            }
            Event::SignedIn(SignIn::Lost) => {
                self.session.state = State::AskPin { clock_id, tries: 0 };
                self.ask(vec![], Utterance::AskPinAgain)
            }
            Event::SignedIn(SignIn::Refused { barred }) => {
                self.session.failures = self.session.failures.saturating_add(1);
                if barred {
                    return self.end(vec![Utterance::NoMatch, Utterance::TooManyFailures]);
                }
                if self.session.failures >= TRIES {
                    return self.end(vec![Utterance::NoMatch, Utterance::Goodbye]);
                }
                self.session.state = State::AskId { tries: 0 };
                self.ask(vec![Utterance::NoMatch], Utterance::AskId)
            }
            Event::Nothing | Event::Keys(_) | Event::Pound => Next::Await(Effect::VerifyPin { clock_id, keys: None }),
            other => self.stray(&other),
        }
    }

    // -- the punch --------------------------------------------------------------------------

    fn decide(&mut self, person: Person) -> Next {
        let Person { employee, workspace, language, jobs, voice_check, notice, standing } = person;
        self.session.language = language;
        self.session.person = Some(SignedIn { employee, workspace, jobs, voice_check });
        self.session.notice = notice;
        match standing {
            Standing { just_clocked: Some(just), open } => {
                self.session.state = State::AskJustClocked { just, open, tries: 0 };
                self.ask(vec![], Utterance::JustClocked { way: just.way, secs_ago: just.secs_ago })
            }
            Standing { open: Some(open), .. } if open.forgotten => {
                let question = Utterance::ForgottenClockOut { since: open.since, day: open.day };
                self.session.state = State::AskForgotten { open, tries: 0 };
                self.ask(vec![], question)
            }
            Standing { open: Some(open), .. } => self.clock(Clocking::Out { entry: open.entry }),
            Standing { open: None, .. } => self.clock(Clocking::In),
        }
    }

    fn clock(&mut self, clocking: Clocking) -> Next {
        self.session.state = State::Clock;
        Next::Await(Effect::Clock(clocking))
    }

    fn clocked(&mut self, event: Event) -> Next {
        let rule = self.session.person.map_or(JobRule::NotAsked, |person| person.jobs);
        match (event, rule) {
            (Event::Clocked(Clocked::In { at, .. }), JobRule::NotAsked) => {
                self.voice_check(vec![Utterance::ClockedIn { at }])
            }
            (Event::Clocked(Clocked::In { entry, at }), JobRule::Optional | JobRule::Required) => {
                self.session.state = State::AskJob { entry, tries: 0 };
                self.ask(vec![Utterance::ClockedIn { at }], ask_job(rule))
            }
            (Event::Clocked(Clocked::Out { at, worked_secs }), JobRule::NotAsked) => {
                self.voice_check(vec![Utterance::ClockedOut { at, worked_secs }])
            }
            (Event::Clocked(Clocked::Out { at, worked_secs }), JobRule::Optional | JobRule::Required) => {
                self.session.state = State::AskNextJob { tries: 0 };
                self.ask(vec![Utterance::ClockedOut { at, worked_secs }], Utterance::AskNextJob)
            }
            (Event::Clocked(Clocked::Changed), _) => self.end(vec![Utterance::Kept, Utterance::Goodbye]),
            (other, _) => self.stray(&other),
        }
    }

    // -- the job ----------------------------------------------------------------------------

    fn job(&mut self, event: Event, entry: EntryId, tries: u8) -> Next {
        let required = self.job_is_required();
        match event {
            Event::Keys(keys) => match phone_code(&keys) {
                Some(code) => {
                    self.session.state = State::FindJob { entry, tries };
                    Next::Await(Effect::FindJob { code })
                }
                None => self.job_missed(Utterance::JobNotFound, entry, tries),
            },
            Event::Pound if required => self.job_missed(Utterance::JobRequired, entry, tries),
            Event::Pound => self.voice_check(vec![]),
            Event::Nothing if tries + 1 >= TRIES => {
                self.leave_unanswered();
                self.end(vec![Utterance::NothingHeard, Utterance::Goodbye])
            }
            Event::Nothing => self.job_missed(Utterance::NothingHeard, entry, tries),
            other => self.stray(&other),
        }
    }

    fn job_found(&mut self, event: Event, entry: EntryId, tries: u8) -> Next {
        match event {
            Event::JobFound(Some(found)) => {
                self.session.state = State::SetJob { name: found.name };
                Next::Await(Effect::SetJob { entry, job: found.job })
            }
            Event::JobFound(None) => self.job_missed(Utterance::JobNotFound, entry, tries),
            other => self.stray(&other),
        }
    }

    fn job_missed(&mut self, why: Utterance, entry: EntryId, tries: u8) -> Next {
        let rule = self.session.person.map_or(JobRule::NotAsked, |person| person.jobs);
        self.session.state = State::AskJob { entry, tries: tries + 1 };
        if tries + 1 >= TRIES {
            self.leave_unanswered();
            return self.voice_check(vec![why]);
        }
        self.ask(vec![why], ask_job(rule))
    }

    fn next_job(&mut self, event: Event, tries: u8) -> Next {
        match event {
            Event::Keys(keys) => match phone_code(&keys) {
                Some(code) => {
                    self.session.state = State::FindNextJob { tries };
                    Next::Await(Effect::FindJob { code })
                }
                None => self.next_job_missed(Utterance::JobNotFound, tries),
            },
            Event::Pound => self.voice_check(vec![]),
            Event::Nothing if tries + 1 >= TRIES => self.end(vec![Utterance::NothingHeard, Utterance::Goodbye]),
            Event::Nothing => self.next_job_missed(Utterance::NothingHeard, tries),
            other => self.stray(&other),
        }
    }

    fn next_job_missed(&mut self, why: Utterance, tries: u8) -> Next {
        self.session.state = State::AskNextJob { tries: tries + 1 };
        if tries + 1 >= TRIES {
            return self.voice_check(vec![why]);
        }
        self.ask(vec![why], Utterance::AskNextJob)
    }

    fn job_is_required(&self) -> bool {
        self.session.person.is_some_and(|person| person.jobs == JobRule::Required)
    }

    // -- the voice check and the end --------------------------------------------------------

    fn voice_check(&mut self, said: Vec<Utterance>) -> Next {
        if !self.session.person.is_some_and(|person| person.voice_check) {
            return self.end([said, vec![Utterance::ThankYou, Utterance::Goodbye]].concat());
        }
        if self.deadline == Deadline::Passed {
            return self.end([said, vec![Utterance::TimeIsUp]].concat());
        }
        self.session.state = State::AskName;
        let notice = self.session.notice.clone().map(|text| Utterance::Notice { text });
        let asked = notice.into_iter().chain([Utterance::AskName]).collect();
        let lines = self.lines([said, asked].concat());
        self.session.heard.clone_from(&lines);
        let mut actions: Vec<Action> = lines.into_iter().map(Action::Say).collect();
        actions.push(record());
        reply(actions)
    }

    /// What a call that ends at a question leaves for payroll.
    fn leave_unanswered(&mut self) {
        match &self.session.state {
            State::AskForgotten { open, .. } => {
                self.raised.push(Raise { kind: ExceptionKind::UnansweredQuestion, entry: open.entry });
            }
            State::AskJob { entry, .. } | State::FindJob { entry, .. } if self.job_is_required() => {
                self.raised.push(Raise { kind: ExceptionKind::JobMissing, entry: *entry });
            }
            State::Ringing
            | State::AskId { .. }
            | State::AskPin { .. }
            | State::CheckPin { .. }
            | State::OpenCode { .. }
            | State::AskNewPin { .. }
            | State::KeepPin { .. }
            | State::AskNewPinAgain { .. }
            | State::ChoosePin { .. }
            | State::AskJustClocked { .. }
            | State::Clock
            | State::AskJob { .. }
            | State::FindJob { .. }
            | State::SetJob { .. }
            | State::AskNextJob { .. }
            | State::FindNextJob { .. }
            | State::ClockNextJob { .. }
            | State::AskName
            | State::Over => {}
        }
    }

    /// A webhook that the provider sent before it told of the hang-up, and that came after it.
    /// The job keyed on the way in still counts; nothing that the caller has not heard is begun.
    fn after_hang_up(&mut self, event: Event) -> Next {
        match (self.session.state.clone(), event) {
            (State::AskJob { entry, tries }, Event::Keys(keys)) => match phone_code(&keys) {
                Some(code) => {
                    self.session.state = State::FindJob { entry, tries };
                    Next::Await(Effect::FindJob { code })
                }
                None => Next::Finish,
            },
            (State::FindJob { entry, .. }, Event::JobFound(Some(found))) => {
                self.session.state = State::SetJob { name: found.name };
                Next::Await(Effect::SetJob { entry, job: found.job })
            }
            _ => Next::Finish,
        }
    }

    // -- how things are said ----------------------------------------------------------------

    /// The same question once more, with what was wrong; after three, the goodbye.
    fn ask_again(&mut self, event: &Event, tries: u8, state: impl FnOnce(u8) -> State) -> Next {
        let why = match event {
            Event::Keys(_) => Utterance::NotAChoice,
            Event::Pound | Event::Nothing => Utterance::NothingHeard,
            Event::Rang { .. }
            | Event::Recorded
            | Event::HungUp
            | Event::SignedIn(_)
            | Event::CodeOpened(_)
            | Event::PinKept(_)
            | Event::PinChosen(_)
            | Event::Clocked(_)
            | Event::JobFound(_)
            | Event::JobSet => return self.stray(event),
        };
        if tries + 1 >= TRIES {
            self.leave_unanswered();
            return self.end(vec![Utterance::Kept, Utterance::Goodbye]);
        }
        let Some(question) = self.session.heard.last().map(|line| line.utterance.clone()) else {
            return self.stray(event);
        };
        self.session.state = state(tries + 1);
        self.ask(vec![why], question)
    }

    fn ask(&mut self, said: Vec<Utterance>, question: Utterance) -> Next {
        if self.deadline == Deadline::Passed {
            self.leave_unanswered();
            return self.end([said, self.out_of_time()].concat());
        }
        let lines = self.lines([said, vec![question]].concat());
        self.gather(lines)
    }

    fn repeat(&mut self) -> Next {
        self.session.repeats = self.session.repeats.saturating_add(1);
        if self.deadline == Deadline::Passed || self.session.repeats > REPEATS {
            self.leave_unanswered();
            return self.end(self.out_of_time());
        }
        let lines = self.session.heard.clone();
        self.gather(lines)
    }

    fn out_of_time(&self) -> Vec<Utterance> {
        out_of_time(&self.session.state)
    }

    fn gather(&mut self, prompt: Vec<Line>) -> Next {
        self.session.heard = prompt.iter().filter(|line| !line.utterance.is_about_last_entry()).cloned().collect();
        reply(vec![Action::Gather(gather_at(&self.session.state, prompt))])
    }

    fn end(&mut self, said: Vec<Utterance>) -> Next {
        self.session.state = State::Over;
        let mut actions: Vec<Action> = self.lines(said).into_iter().map(Action::Say).collect();
        actions.push(Action::HangUp);
        reply(actions)
    }

    /// What does not fit where the call is: the call ends in words, and nothing is changed.
    fn stray(&mut self, event: &Event) -> Next {
        match (&self.session.state, event) {
            (State::Over, _) => reply(vec![Action::HangUp]),
            (state, Event::Recorded) if state.repeatable() => self.repeat(),
            _ => {
                self.leave_unanswered();
                self.end(vec![Utterance::Apology])
            }
        }
    }

    const fn line(&self, utterance: Utterance) -> Line {
        Line { language: self.session.language, utterance }
    }

    fn lines(&self, utterances: Vec<Utterance>) -> Vec<Line> {
        utterances.into_iter().map(|utterance| self.line(utterance)).collect()
    }
}

impl State {
    /// Whether `#` alone is an answer here.
    #[must_use]
    pub const fn takes_pound_alone(&self) -> bool {
        matches!(self, Self::AskJob { .. } | Self::AskNextJob { .. })
    }

    /// Whether `*` alone means "say that again" here.
    const fn repeatable(&self) -> bool {
        match self {
            Self::AskId { .. }
            | Self::AskPin { .. }
            | Self::AskNewPin { .. }
            | Self::AskNewPinAgain { .. }
            | Self::AskForgotten { .. }
            | Self::AskJustClocked { .. }
            | Self::AskJob { .. }
            | Self::AskNextJob { .. } => true,
            Self::Ringing
            | Self::CheckPin { .. }
            | Self::OpenCode { .. }
            | Self::KeepPin { .. }
            | Self::ChoosePin { .. }
            | Self::Clock
            | Self::FindJob { .. }
            | Self::SetJob { .. }
            | Self::FindNextJob { .. }
            | Self::ClockNextJob { .. }
            | Self::AskName
            | Self::Over => false,
        }
    }
}

/// Whoever has just clocked must not be told to call again: that would clock them the other way.
fn out_of_time(state: &State) -> Vec<Utterance> {
    if matches!(state, State::AskJustClocked { .. }) {
        vec![Utterance::Kept, Utterance::Goodbye]
    } else {
        vec![Utterance::TimeIsUp]
    }
}

/// How keys are collected where the call is.
fn gather_at(state: &State, prompt: Vec<Line>) -> Gather {
    let one_key = matches!(state, State::AskForgotten { .. } | State::AskJustClocked { .. });
    Gather {
        prompt,
        keys: one_key.then_some(1),
        pound_alone: state.takes_pound_alone(),
        timeout_secs: ENTRY_TIMEOUT_SECS,
    }
}

/// Waits for a PIN check, then asks after it again.
fn hold_on(words: Line) -> Vec<Action> {
    vec![Action::Say(words), Action::Pause { secs: HOLD_SECS }, Action::Continue]
}

/// How a name is recorded.
const fn record() -> Action {
    Action::Record(Record { max_secs: NAME_MAX_SECS, silence_secs: NAME_SILENCE_SECS })
}

const fn reply(actions: Vec<Action>) -> Next {
    Next::Reply(Reply { actions })
}

fn ask_job(rule: JobRule) -> Utterance {
    Utterance::AskJob { can_skip: rule != JobRule::Required }
}

fn phone_code(keys: &Keys) -> Option<String> {
    let code = keys.as_str();
    let well_formed = code.len() <= CODE_MAX_DIGITS && code.bytes().all(|byte| byte.is_ascii_digit());
    well_formed.then(|| code.to_owned())
}

/// The one key pressed, where it was one.
fn pressed(event: &Event) -> Option<char> {
    match event {
        Event::Keys(keys) => pressed_key(keys),
        Event::Rang { .. }
        | Event::Pound
        | Event::Nothing
        | Event::Recorded
        | Event::HungUp
        | Event::SignedIn(_)
        | Event::CodeOpened(_)
        | Event::PinKept(_)
        | Event::PinChosen(_)
        | Event::Clocked(_)
        | Event::JobFound(_)
        | Event::JobSet => None,
    }
}

fn pressed_key(keys: &Keys) -> Option<char> {
    let mut chars = keys.as_str().chars();
    chars.next().filter(|_| chars.next().is_none())
}
