//! The call as a state machine: a session and an event in, what happens next out.

mod resume;

use super::{
    action::{Action, Reply},
    effect::{Effect, PunchKind, RaisedException},
    event::{Deadline, Event, JobRule},
    questions::{AnswerForm, JobFor, Question},
    session::{Pending, Session, State},
    utterance::{Line, Utterance},
};

pub use resume::resume;

/// How often a question is put before the goodbye, and how many refused sign-ins end a call.
pub const MAX_TRIES: u8 = 3;
/// How often `*` and the language keys are obeyed in one call; a stuck key must not hold the line.
const MAX_REPEATS: u8 = 10;
/// How long a caller waits before a queued PIN check is asked after again.
const HOLD_SECS: u32 = 2;

/// One move of the dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// What to remember until the next event.
    pub session: Session,
    /// Exceptions to record in the same transaction.
    pub raised: Vec<RaisedException>,
    /// What to do now.
    pub next: Next,
}

/// What whoever drives the dialog does after an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Carry this out and come back with its event.
    Await(Effect),
    /// Answer the webhook with this and wait for the next one.
    Reply(Reply),
    /// Nobody is listening any more, or nothing is changed by what came.
    Finish,
}

/// Every pair of state and event has an outcome; what does not fit where the call is changes nothing.
#[must_use]
pub fn advance(session: Session, event: Event, deadline: Deadline) -> Transition {
    let mut call = DialogRun { session, raised: Vec::new(), deadline };
    let next = if call.session.hung_up { call.after_hang_up(event) } else { call.on(event) };
    Transition { session: call.session, raised: call.raised, next }
}

/// A call in the middle of one move. What each question does with its answers is in `questions`.
pub(super) struct DialogRun {
    pub(super) session: Session,
    pub(super) raised: Vec<RaisedException>,
    pub(super) deadline: Deadline,
}

impl DialogRun {
    fn on(&mut self, event: Event) -> Next {
        if event == Event::HungUp {
            self.session.hung_up = true;
            self.leave_unanswered();
            return Next::Finish;
        }
        match self.session.state.clone() {
            State::Ringing => self.ringing(&event),
            State::Asking { question, tries } => self.answered(question, event, tries),
            State::Waiting(pending) => self.carried_out(pending, event),
            State::Over => self.stray(&event),
        }
    }

    fn ringing(&mut self, event: &Event) -> Next {
        let Event::Rang { language, throttled } = *event else { return self.stray(event) };
        self.session.language = language;
        let greeting = self.session.greeting.take().map_or(Utterance::Greeting, |text| Utterance::OwnGreeting { text });
        if throttled {
            return self.end(vec![greeting, Utterance::TooManyFailures]);
        }
        self.session.state = State::Asking { question: Question::Id, tries: 0 };
        let others = self.session.offered.others(language);
        let offers = others.map(|(key, language)| Line { language, utterance: Utterance::OfferLanguage { key } });
        let prompt = [self.line(greeting)].into_iter().chain(offers).chain([self.line(Utterance::AskId)]).collect();
        self.put(&Question::Id, prompt)
    }

    fn answered(&mut self, question: Question, event: Event, tries: u8) -> Next {
        let is_repeat = match question.answer_form() {
            AnswerForm::Voice | AnswerForm::Dropped => false,
            AnswerForm::Digits | AnswerForm::DigitsOrPound | AnswerForm::OneKey => event.only_key() == Some('*'),
        };
        if is_repeat {
            return self.repeat(&question);
        }
        match question {
            Question::Id => self.id_answered(event, tries),
            Question::Pin { clock_id } => self.pin_answered(event, clock_id, tries),
            Question::NewPin { choice } => self.new_pin_answered(event, choice, tries),
            Question::NewPinAgain { choice } => self.new_pin_again_answered(event, choice, tries),
            Question::Forgotten { open } => self.forgotten_answered(&event, open, tries),
            Question::JustClocked { just, open } => self.just_clocked_answered(&event, (just, open), tries),
            Question::Job(job_for) => self.job_answered(event, job_for, tries),
            Question::Menu { menu } => self.menu_answered(&event, menu, tries),
            Question::BreakKind { entry, kinds } => self.break_kind_answered(&event, (entry, kinds), tries),
            Question::MissedWay => self.missed_way_answered(&event, tries),
            Question::MissedTime { way } => self.missed_time_answered(&event, way, tries),
            Question::MissedHalf { way, morning } => self.missed_half_answered(&event, (way, morning), tries),
            Question::MissedDay { way, time } => self.missed_day_answered(&event, (way, time), tries),
            Question::LeaveWord { clock_id } => self.leave_word_answered(&event, clock_id, tries),
            Question::Account(account) => self.account_answered(&event, account),
            Question::CrewHow => self.crew_how_answered(&event, tries),
            Question::CrewMember { member, walk } => self.crew_member_answered(&event, (member, walk), tries),
            Question::CrewId => self.crew_id_answered(&event, tries),
            Question::CrewName { walk } => self.crew_name_answered(&event, walk),
            Question::Dropped { next } => self.keys_dropped(&event, *next, tries),
            Question::Name => self.name_answered(&event),
        }
    }

    fn carried_out(&mut self, pending: Pending, event: Event) -> Next {
        match pending {
            Pending::PinCheck { clock_id, menu } => self.pin_checked(event, (clock_id, menu)),
            Pending::Code { tries } => self.code_opened(event, tries),
            Pending::NewPin { choice, tries } => self.new_pin_kept(&event, choice, tries),
            Pending::NewPinAgain { choice, tries } => self.new_pin_chosen(event, choice, tries),
            Pending::Punch => self.clocked(event),
            Pending::JobLookup { job_for, tries } => self.job_found(event, job_for, tries),
            Pending::JobSet { name } => self.job_set(&event, name),
            Pending::NextPunch { name } => self.next_job_begun(&event, name),
            Pending::SwitchOut { job, name } => self.switched_out(&event, (job, name)),
            Pending::Menu(wait) => self.menu_carried_out(event, wait),
            Pending::Claim { way, time, tries } => self.claimed(&event, (way, time), tries),
            Pending::CrewLookup { said, walk, tries } => self.crew_looked_up(&event, (said, walk), tries),
            Pending::CrewPunch { member, walk } => self.crew_clocked(&event, (member, walk)),
        }
    }

    /// A webhook that the provider sent before it told of the hang-up, and that came after it.
    /// The job keyed on the way in still counts; nothing that the caller has not heard is begun.
    fn after_hang_up(&mut self, event: Event) -> Next {
        match (self.session.state.clone(), event) {
            (
                State::Asking { question: Question::Job(job_for @ (JobFor::Entry(_) | JobFor::Instead(_))), tries },
                Event::Keys(keys),
            ) => self.late_job_code(&keys, job_for, tries),
            (
                State::Waiting(Pending::JobLookup {
                    job_for: job_for @ (JobFor::Entry(_) | JobFor::Instead(_)), ..
                }),
                Event::JobFound(Some(found)),
            ) => self.late_job(found, job_for),
            _ => Next::Finish,
        }
    }

    /// What does not fit where the call is: the call ends in words, and nothing is changed.
    pub(super) fn stray(&mut self, event: &Event) -> Next {
        match (self.session.state.clone(), event) {
            (State::Over, _) => reply(vec![Action::HangUp]),
            (State::Asking { question, .. }, Event::Recorded) if question.answer_form() != AnswerForm::Voice => {
                self.repeat(&question)
            }
            _ => {
                self.leave_unanswered();
                self.end(vec![Utterance::Apology])
            }
        }
    }
}

/// What questions do with the call.
impl DialogRun {
    /// Whether this person names jobs.
    pub(super) fn jobs(&self) -> JobRule {
        self.session.person.map_or(JobRule::NotAsked, |person| person.jobs)
    }

    pub(super) fn clock(&mut self, clocking: PunchKind) -> Next {
        self.wait_for(Pending::Punch, Effect::Clock(clocking))
    }

    pub(super) fn wait_for(&mut self, pending: Pending, effect: Effect) -> Next {
        self.session.state = State::Waiting(pending);
        Next::Await(effect)
    }

    /// What a call that ends at a question leaves for payroll.
    pub(super) fn leave_unanswered(&mut self) {
        let left = match &self.session.state {
            State::Asking { question, .. } => question.left_unanswered(self.jobs()),
            State::Waiting(Pending::JobLookup { job_for, .. }) => job_for.left_missing(self.jobs()),
            State::Ringing | State::Waiting(_) | State::Over => None,
        };
        self.raised.extend(left);
    }

    /// Says this and puts the question.
    pub(super) fn ask(&mut self, said: Vec<Utterance>, question: Question, tries: u8) -> Next {
        let choices = match self.deadline {
            Deadline::Ahead => question.before_last_choice(self.jobs()),
            Deadline::Passed => Vec::new(),
        };
        let said = [said, choices].concat();
        let words = question.words(self.jobs());
        self.ask_in_words(said, words, question, tries)
    }

    pub(super) fn ask_in_words(
        &mut self,
        said: Vec<Utterance>,
        words: Utterance,
        question: Question,
        tries: u8,
    ) -> Next {
        self.session.state = State::Asking { question: question.clone(), tries };
        if self.deadline == Deadline::Passed {
            self.leave_unanswered();
            return self.end([said, question.out_of_time()].concat());
        }
        let lines = self.lines([said, vec![words]].concat());
        self.put(&question, lines)
    }

    /// A one-key question once more, with what was wrong; after three times, the goodbye.
    pub(super) fn ask_again(&mut self, event: &Event, question: Question, tries: u8) -> Next {
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
            | Event::JobSet
            | Event::Menu(_)
            | Event::Claimed(_)
            | Event::Crew(_) => return self.stray(event),
        };
        self.ask_again_because(why, question, tries)
    }

    /// The same for this reason.
    pub(super) fn ask_again_because(&mut self, why: Utterance, question: Question, tries: u8) -> Next {
        if tries + 1 >= MAX_TRIES {
            self.leave_unanswered();
            return self.end(vec![Utterance::Kept, Utterance::Goodbye]);
        }
        if why == Utterance::NothingHeard {
            return self.ask(vec![why], question, tries + 1);
        }
        self.ask_anew(vec![why], question, tries + 1)
    }

    /// The last prompt once more.
    pub(super) fn repeat(&mut self, question: &Question) -> Next {
        self.session.repeats = self.session.repeats.saturating_add(1);
        if self.deadline == Deadline::Passed || self.session.repeats > MAX_REPEATS {
            self.leave_unanswered();
            return self.end(question.out_of_time());
        }
        let lines = self.session.heard.clone();
        self.put(question, lines)
    }

    fn put(&mut self, question: &Question, prompt: Vec<Line>) -> Next {
        self.session.heard = prompt.iter().filter(|line| !line.utterance.is_about_last_entry()).cloned().collect();
        // A key cuts everything that is said in a question.
        let heard_out = if self.session.in_menu {
            prompt.iter().position(|line| !line.utterance.confirms()).unwrap_or(prompt.len())
        } else {
            0
        };
        let mut prompt = prompt;
        let asked = prompt.split_off(heard_out);
        reply(prompt.into_iter().map(Action::Say).chain(question.put(asked)).collect())
    }

    pub(super) fn end(&mut self, said: Vec<Utterance>) -> Next {
        self.session.state = State::Over;
        let mut actions: Vec<Action> = self.lines(said).into_iter().map(Action::Say).collect();
        actions.push(Action::HangUp);
        reply(actions)
    }

    pub(super) const fn line(&self, utterance: Utterance) -> Line {
        Line { language: self.session.language, utterance }
    }

    pub(super) fn lines(&self, utterances: Vec<Utterance>) -> Vec<Line> {
        utterances.into_iter().map(|utterance| self.line(utterance)).collect()
    }
}

/// Waits for a PIN check, then asks after it again.
pub(super) fn hold_on(words: Line) -> Vec<Action> {
    vec![Action::Say(words), Action::Pause { secs: HOLD_SECS }, Action::Continue]
}

pub(super) const fn reply(actions: Vec<Action>) -> Next {
    Next::Reply(Reply { actions })
}
