//! A caller at the dialog: events in; keeps what was heard, asked for and raised, and checks every transition.

pub use super::{question::*, world::*};
use crate::{
    dialog::{
        PinWork,
        action::{Action, Gather, Reply},
        effect::{Effect, PunchKind, RaisedException},
        event::{CallingEmployee, Deadline, Event, Keys, SignInResult},
        machine::{self, Next},
        needs,
        session::{Session, State},
        utterance::{Line, MenuLine, Utterance},
    },
    domain::language::Language,
};

/// What one webhook may lead to before it is answered.
const MAX_EFFECTS: usize = 6;

type Answers = Box<dyn FnMut(&PinWork, &Effect) -> Event>;

/// One call. Between events its session lives as JSON, as it does in the gateway.
pub struct Call {
    session: String,
    answers: Answers,
    pub deadline: Deadline,
    /// What each event from outside has needed ahead of it.
    pub needs: Vec<PinWork>,
    /// Everything asked for and raised so far.
    pub effects: Vec<Effect>,
    pub raised: Vec<RaisedException>,
    /// The answer to the last event; `None` where nobody listens any more.
    pub reply: Option<Reply>,
    /// What was said before keys were dropped.
    ahead: Vec<Line>,
}

impl Call {
    /// A call that has not rung yet.
    pub fn new(answers: impl FnMut(&PinWork, &Effect) -> Event + 'static) -> Self {
        Self::at(&Session::default(), answers)
    }

    pub fn at(session: &Session, answers: impl FnMut(&PinWork, &Effect) -> Event + 'static) -> Self {
        Self {
            session: serde_json::to_string(session).unwrap(),
            answers: Box::new(answers),
            deadline: Deadline::Ahead,
            needs: Vec::new(),
            effects: Vec::new(),
            raised: Vec::new(),
            reply: None,
            ahead: Vec::new(),
        }
    }

    /// A call in English that has heard the greeting.
    pub fn answered(mut world: World) -> Self {
        let mut call = Self::new(move |needs, effect| world.answer(needs, effect));
        call.happens(Event::Rang { language: Language::En, throttled: false });
        call
    }

    /// A call in which this person has just keyed ID and PIN.
    pub fn by(person: CallingEmployee) -> Self {
        let mut call = Self::answered(World::of([SignInResult::Accepted(person)]));
        call.sign_in();
        call
    }

    pub fn sign_in(&mut self) {
        self.key(ID);
        self.key(PIN);
    }

    pub fn key(&mut self, keys: &str) {
        self.happens(Event::Keys(Keys::new(keys.to_owned())));
    }

    pub fn silence(&mut self) {
        self.happens(Event::Nothing);
    }

    pub fn pound(&mut self) {
        self.happens(Event::Pound);
    }

    pub fn hang_up(&mut self) {
        self.happens(Event::HungUp);
    }

    /// One event from outside, with all that follows until it is answered. Whoever has keyed nothing ahead hears on
    /// while that is dropped.
    pub fn happens(&mut self, event: Event) {
        self.happens_alone(event);
        if self.drains() {
            let ahead = self.lines();
            self.happens_alone(Event::Nothing);
            let listen = Utterance::Menu(MenuLine::PleaseListen);
            self.ahead = ahead.into_iter().filter(|line| line.utterance != listen).collect();
        }
    }

    /// Whether keys are dropped now.
    pub fn drains(&self) -> bool {
        self.reply.as_ref().is_some_and(|reply| matches!(reply.actions.last(), Some(Action::Drain { .. })))
    }

    /// One event from outside, as [`happens`](Self::happens) has it, answered by what the caller hears first.
    pub fn happens_alone(&mut self, event: Event) {
        self.ahead.clear();
        let needs = needs(&self.session(), &event);
        assert!(!format!("{needs:?}").contains(PIN), "the PIN would show in a log");
        let (mut event, mut awaited) = (event, 0);
        self.reply = loop {
            let moved = machine::advance(self.session(), event, self.deadline);
            // Whoever keys the PIN as a job code has it looked up as one; the code is no secret there.
            let job_code = matches!(moved.next, Next::Await(Effect::FindJob { .. }));
            assert!(job_code || !format!("{moved:?}").contains(PIN), "the PIN would show in a log");
            self.keep(&moved.session);
            self.raised.extend(moved.raised);
            match moved.next {
                Next::Await(effect) => {
                    awaited += 1;
                    assert!(awaited <= MAX_EFFECTS, "one event led to {awaited} effects");
                    assert_prepared(&needs, &effect, awaited);
                    event = (self.answers)(&needs, &effect);
                    self.effects.push(effect);
                }
                Next::Reply(reply) => {
                    assert_well_formed(&reply);
                    break Some(reply);
                }
                Next::Finish => break None,
            }
        };
        let slow = matches!(needs, PinWork::CheckPin { .. } | PinWork::Verdict | PinWork::HashNewPin { .. });
        assert!(!slow || awaited > 0, "{needs:?} was prepared for nothing");
        self.needs.push(needs);
    }

    fn keep(&mut self, session: &Session) {
        let json = serde_json::to_string(session).unwrap();
        assert!(!json.contains(PIN), "the PIN is in the session: {json}");
        assert_eq!(serde_json::from_str::<Session>(&json).unwrap(), *session, "the session changed on its way: {json}");
        self.session = json;
    }

    pub fn session(&self) -> Session {
        serde_json::from_str(&self.session).unwrap()
    }

    pub fn state(&self) -> State {
        self.session().state
    }

    /// The stored form of the session.
    pub fn json(&self) -> &str {
        &self.session
    }

    /// What the last reply says, with the language of each line.
    pub fn lines(&self) -> Vec<Line> {
        self.ahead.iter().cloned().chain(self.reply.iter().flat_map(spoken)).collect()
    }

    /// What the last reply says.
    pub fn heard(&self) -> Vec<Utterance> {
        self.lines().into_iter().map(|line| line.utterance).collect()
    }

    /// Whether the last reply hangs up.
    pub fn has_ended(&self) -> bool {
        self.reply.as_ref().is_some_and(|reply| reply.actions.last() == Some(&Action::HangUp))
    }

    /// How the last reply collects keys, where it does.
    pub fn gather(&self) -> Option<Gather> {
        match self.reply.as_ref()?.actions.last()? {
            Action::Gather(gather) => Some(gather.clone()),
            Action::Say(_)
            | Action::Drain { .. }
            | Action::Record(_)
            | Action::Pause { .. }
            | Action::Continue
            | Action::HangUp => None,
        }
    }

    /// Whether the last reply records.
    pub fn records(&self) -> bool {
        self.reply.as_ref().is_some_and(|reply| matches!(reply.actions.last(), Some(Action::Record(_))))
    }

    pub fn clockings(&self) -> Vec<PunchKind> {
        let clocking =
            |effect: &Effect| if let Effect::Clock(clocking) = effect { Some(clocking.clone()) } else { None };
        self.effects.iter().filter_map(clocking).collect()
    }

    /// Whether a caller was signed in or refused, that is, whether a PIN was ever checked.
    pub fn has_checked_a_pin(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::SignIn { .. }))
    }
}

/// What is slow was needed ahead, and by the first effect alone.
fn assert_prepared(needs: &PinWork, effect: &Effect, nth: usize) {
    let fits = match effect {
        Effect::SignIn { .. } => matches!(needs, PinWork::CheckPin { .. } | PinWork::Verdict),
        // What cannot be a PIN needs no hash.
        Effect::KeepPin { .. } => matches!(needs, PinWork::HashNewPin { .. } | PinWork::Nothing),
        Effect::ChoosePin { .. } => matches!(needs, PinWork::VerifyNewPin { .. } | PinWork::Nothing),
        Effect::Clock(_) | Effect::FindJob { .. } | Effect::OpenCode { .. } => return,
        Effect::SetJob { .. } | Effect::Menu(_) | Effect::Claim(_) | Effect::Crew(_) => return,
    };
    assert!(fits && nth == 1, "{effect:?} with {needs:?}, as effect {nth}");
}

/// Every line of a reply in the order in which it is heard.
fn spoken(reply: &Reply) -> Vec<Line> {
    let lines = |action: &Action| match action {
        Action::Say(line) => vec![line.clone()],
        Action::Gather(gather) => gather.prompt.clone(),
        Action::Drain { .. } | Action::Record(_) => Vec::new(),
        Action::Pause { .. } | Action::Continue | Action::HangUp => Vec::new(),
    };
    reply.actions.iter().flat_map(lines).collect()
}

/// Never silence that waits, and exactly one thing that happens next, at the end.
fn assert_well_formed(reply: &Reply) {
    let decides = |action: &&Action| match action {
        Action::Gather(_) | Action::Drain { .. } | Action::Record(_) | Action::Continue | Action::HangUp => true,
        Action::Say(_) | Action::Pause { .. } => false,
    };
    assert_eq!(reply.actions.iter().filter(decides).count(), 1, "{reply:?}");
    assert!(reply.actions.last().as_ref().is_some_and(decides), "{reply:?}");
    let ends = reply.actions.last() == Some(&Action::HangUp);
    assert!(ends || !spoken(reply).is_empty(), "the caller hears nothing and is waited for: {reply:?}");
}
