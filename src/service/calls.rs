//! The way of a call through the gateway: each webhook once, its answer kept for redeliveries.

mod input;

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp, Unit};
use subtle::ConstantTimeEq;

use self::input::Input;
use super::{
    call_log,
    clocking::{Found, Puncher},
    gateway::Gateway,
    pin_hash::HashError,
    sign_in::{self, CheckWanted, Checked},
    voice_checks::expect,
};
use crate::{
    dialog::{
        action::{Action, Reply},
        effect::Effect,
        event::{Deadline, Event, NamedJob},
        machine::{self, Next, Turn},
        session::{Session, State, VERSION},
        utterance::{Line, Utterance},
    },
    domain::{
        ids::{CallId, ProviderCallId, WorkspaceId},
        language::Language,
        phone_clock_id::PhoneClockId,
        pin::Pin,
    },
    provider::{Addresses, Answer, BadWebhook, CallStatus, Came, Provider, RecordingStatus, RenderError, Ring},
    store::{
        Hold, StoreError, Tx,
        calls::{self, Call, Fault, Step},
        jobs, phone_clock_ids, sign_ins,
    },
};

/// The longest a call may last.
const CALL_CAP: SignedDuration = SignedDuration::from_mins(3);
/// Of a call this long silent, the provider's last word was lost.
const SILENT_CALL: SignedDuration = SignedDuration::from_mins(10);
/// More effects than any step has; a dialog that wants more has gone wrong.
const MAX_EFFECTS: u8 = 8;

#[derive(Debug, thiserror::Error)]
pub enum CallError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the reply could not be written")]
    Render(#[from] RenderError),
    #[error("what is remembered of the call cannot be read")]
    Session(#[from] serde_json::Error),
    #[error("the call is unknown, or the step is not one that waits")]
    NotWaiting,
    #[error("a new PIN could not be hashed")]
    Hash(#[from] HashError),
    #[error("the dialog does not come to an end")]
    Endless,
    #[error("the webhook cannot be understood")]
    Misunderstood(#[from] BadWebhook),
    #[error("the work on a webhook broke off")]
    Panicked(#[from] tokio::task::JoinError),
}

/// A step, or what is needed first.
pub(super) enum Taken {
    /// `clocked`: the workspace in which somebody's entry is another now.
    Answered {
        reply: String,
        clocked: Option<WorkspaceId>,
    },
    NeedsCheck(Box<CheckWanted>),
    /// A new PIN, keyed twice.
    NeedsHash(Pin),
}

impl Gateway {
    /// The first webhook of a call.
    ///
    /// # Errors
    /// When the store fails; nothing has happened then.
    pub async fn ring(self: &Arc<Self>, provider: &Arc<dyn Provider>, ring: Ring) -> Result<String, CallError> {
        // A call that is sent on again waits for the webhook before it, which may still be at work.
        let turn = self.turns.of(&ring.call);
        let _turn = turn.lock().await;
        let (gateway, provider, now) = (Arc::clone(self), Arc::clone(provider), self.now());
        let practice_barred = self.is_practice_barred(now).await?;
        self.db
            .write(move |tx| {
                let fault = ring.fault;
                let mut call = match calls::find_call(tx, provider.name(), &ring.call)? {
                    Some(call) => call,
                    None => gateway.answer_call(tx, provider.as_ref(), ring, now)?,
                };
                if let Some(code) = fault {
                    note_fault(tx, &call, code, now)?;
                }
                match (call.step, fault) {
                    (0, _) => {}
                    (1, None) => return gateway.answer_again(tx, provider.as_ref(), &call, (0, ""), "", now),
                    (_, _) => return gateway.resume(provider.as_ref(), &call, now),
                }
                let barred = practice_barred.map_or_else(|| sign_in::is_barred(tx, &call, now), Ok)?;
                let language = sign_ins::find_language_of_caller(tx, &call.caller)?;
                let language = language.unwrap_or(gateway.default_language);
                match gateway.take(tx, provider.as_ref(), &mut call, Event::Rang { language, barred }, None, now)? {
                    Taken::Answered { reply, .. } => Ok(reply),
                    Taken::NeedsCheck(_) | Taken::NeedsHash(_) => Err(CallError::Endless),
                }
            })
            .await
    }

    /// What a caller answered at one step.
    ///
    /// # Errors
    /// When the step does not wait, or the store fails; nothing has happened then.
    pub async fn answer(
        self: &Arc<Self>,
        provider: &Arc<dyn Provider>,
        step: u32,
        token: String,
        answer: Answer,
    ) -> Result<String, CallError> {
        let turn = self.turns.of(&answer.call);
        let _turn = turn.lock().await;
        let hung_up = matches!(answer.came, Came::Recorded { hung_up: true, .. });
        let input = Input::from(answer.came);
        let mut checked = None;
        loop {
            let taken = self
                .take_step(provider, answer.call.clone(), (step, token.clone()), input.clone(), checked.take())
                .await?;
            match taken {
                Taken::Answered { reply, clocked } => {
                    if let Some(workspace) = clocked {
                        self.tell_boards(workspace);
                    }
                    if hung_up {
                        self.hang_up(provider.name(), answer.call).await?;
                    }
                    return Ok(reply);
                }
                Taken::NeedsCheck(wanted) => {
                    let verdict = self.check_pin(&wanted).await?;
                    checked = Some(self.decide_practice(&wanted.call, wanted.clock_id, verdict).await?);
                }
                Taken::NeedsHash(pin) => checked = Some(Checked::Hashed(self.hash_new_pin(pin).await?)),
            }
        }
    }

    async fn take_step(
        self: &Arc<Self>,
        provider: &Arc<dyn Provider>,
        call: ProviderCallId,
        (step, token): (u32, String),
        input: Input,
        checked: Option<Checked>,
    ) -> Result<Taken, CallError> {
        let (gateway, provider, now) = (Arc::clone(self), Arc::clone(provider), self.now());
        self.db
            .write(move |tx| {
                let mut call = calls::find_call(tx, provider.name(), &call)?.ok_or(CallError::NotWaiting)?;
                if step < call.step {
                    let keys = input.keys();
                    let reply = gateway.answer_again(tx, provider.as_ref(), &call, (step, &token), keys, now)?;
                    return Ok(Taken::Answered { reply, clocked: None });
                }
                if step > call.step || !same_token(&token, &call.token) {
                    return Err(CallError::NotWaiting);
                }
                let event = input.event(tx, &call, now)?;
                gateway.take(tx, provider.as_ref(), &mut call, event, checked.as_ref(), now)
            })
            .await
    }

    /// The provider's word that a call is over.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn call_status(
        self: &Arc<Self>,
        provider: &Arc<dyn Provider>,
        status: CallStatus,
    ) -> Result<(), CallError> {
        if !status.over {
            return Ok(());
        }
        let turn = self.turns.of(&status.call);
        let _turn = turn.lock().await;
        self.hang_up(provider.name(), status.call).await
    }

    /// The provider's word on a recording.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn recording_status(
        self: &Arc<Self>,
        provider: &Arc<dyn Provider>,
        status: RecordingStatus,
    ) -> Result<(), CallError> {
        let (provider, now) = (Arc::clone(provider), self.now());
        self.store
            .write(Hold::call(provider.name(), &status.call), move |u| {
                match calls::find_call(u.tx, provider.name(), &status.call)? {
                    Some(call) => {
                        Ok::<_, StoreError>(expect::on_recording_status(u.tx, &u.ids, &call, &status.outcome, now)?)
                    }
                    None => Ok(()),
                }
            })
            .await?;
        self.work_queued.notify_one();
        Ok(())
    }

    async fn hang_up(self: &Arc<Self>, provider: &'static str, call: ProviderCallId) -> Result<(), CallError> {
        let (gateway, now) = (Arc::clone(self), self.now());
        self.db
            .write(move |tx| match calls::find_call(tx, provider, &call)? {
                Some(call) => gateway.end_call(tx, call, now),
                None => Ok(()),
            })
            .await
    }

    /// Ends calls whose last word from the provider never came. How many there were.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end_silent_calls(self: &Arc<Self>) -> Result<usize, CallError> {
        // To a clock that was set ahead every call seems silent.
        if self.is_clock_in_doubt() {
            return Ok(0);
        }
        let (gateway, now) = (Arc::clone(self), self.now());
        let since = now.saturating_sub(SILENT_CALL).unwrap_or(Timestamp::MIN);
        let silent = self.db.read(move |tx| calls::list_silent_since(tx, since, 100)).await?;
        let count = silent.len();
        // Each by itself: one that cannot be ended keeps none of the others.
        for call in silent {
            let gateway = Arc::clone(&gateway);
            self.db.write(move |tx| gateway.end_call(tx, call, now)).await?;
        }
        Ok(count)
    }

    /// Marks a call as over and leaves what a person must settle. The second time changes nothing.
    pub(super) fn end_call(&self, tx: &mut dyn Tx, mut call: Call, now: Timestamp) -> Result<(), CallError> {
        if !calls::set_ended(tx, call.id, now)? {
            return Ok(());
        }
        self.forget_check(call.id);
        self.new_pins.forget(call.id);
        let session = match serde_json::from_str::<Session>(&call.session) {
            Ok(session) if session.version == VERSION => session,
            Ok(_) | Err(_) => {
                tracing::warn!(call.id = %call.id, "a call of another version of this program ended unread");
                return Ok(expect::mark_missing(tx, &self.ids(), call.id)?);
            }
        };
        let never_recorded = !matches!(session.state, State::AskName | State::Over);
        let turn = machine::advance(session, Event::HungUp, Deadline::Ahead);
        self.raise_all(tx, &call, &turn, now)?;
        call.session = serde_json::to_string(&turn.session)?;
        calls::set_progress(tx, &call, now)?;
        if never_recorded {
            expect::mark_missing(tx, &self.ids(), call.id)?;
        }
        tracing::info!(call.id = %call.id, call.state = turn.session.state.name(), "a call ended");
        Ok(())
    }

    pub(super) fn answer_call(
        &self,
        tx: &mut dyn Tx,
        provider: &dyn Provider,
        ring: Ring,
        now: Timestamp,
    ) -> Result<Call, CallError> {
        let call = Call {
            id: CallId::mint(&self.ids()),
            provider: provider.name().to_owned(),
            provider_call_id: ring.call,
            caller: ring.caller,
            dialled: ring.dialled,
            // A punch is to the second.
            answered_at: now
                .round(jiff::TimestampRound::new().smallest(Unit::Second).mode(jiff::RoundMode::Trunc))
                .unwrap_or(now),
            ended_at: None,
            step: 0,
            token: String::new(),
            session: serde_json::to_string(&Session::default())?,
            workspace: None,
            employee: None,
            last_heard_at: now,
        };
        calls::insert_call(tx, &call)?;
        if self.practice.is_some() {
            tracing::info!(call.id = %call.id, "a practice call was answered");
        } else {
            metrics::counter!("phoneclock_calls_total").increment(1);
            tracing::info!(call.id = %call.id, caller = ?call.caller, "a call was answered");
        }
        Ok(call)
    }

    /// The answer that this step got the first time, where the same was answered; otherwise the question that waits now.
    fn answer_again(
        &self,
        tx: &mut dyn Tx,
        provider: &dyn Provider,
        call: &Call,
        (step, token): (u32, &str),
        keys: &str,
        now: Timestamp,
    ) -> Result<String, CallError> {
        let answered = calls::find_step(tx, call.id, step)?.filter(|known| same_token(token, &known.token));
        metrics::counter!("phoneclock_redeliveries_total").increment(1);
        let answered = answered.ok_or(CallError::NotWaiting)?;
        let hash = self.links.input_hash(call.id.as_bytes(), step, keys);
        if answered.input_hash.is_some_and(|known| !bool::from(known.ct_eq(&hash))) {
            tracing::warn!(call.id = %call.id, "a step came again with another answer; the call goes on where it waits");
            return self.resume(provider, call, now);
        }
        answered.reply.ok_or(CallError::NotWaiting)
    }

    /// The question that waits, for a call whose last answer the provider has lost. Changes nothing.
    fn resume(&self, provider: &dyn Provider, call: &Call, now: Timestamp) -> Result<String, CallError> {
        let session: Session = serde_json::from_str(&call.session)?;
        let reply = machine::resume(&session, self.deadline_of(call, now));
        Ok(provider.render(&reply, &self.script, &self.addresses(provider, call))?)
    }

    /// To a clock that was set ahead every call seems too long.
    fn deadline_of(&self, call: &Call, now: Timestamp) -> Deadline {
        let passed = now.duration_since(call.answered_at) > CALL_CAP && !self.is_clock_in_doubt();
        if passed { Deadline::Passed } else { Deadline::Ahead }
    }

    /// Runs the dialog on one event to its reply, and keeps everything that came of it.
    pub(super) fn take(
        &self,
        tx: &mut dyn Tx,
        provider: &dyn Provider,
        call: &mut Call,
        event: Event,
        checked: Option<&Checked>,
        now: Timestamp,
    ) -> Result<Taken, CallError> {
        let session: Session = serde_json::from_str(&call.session)?;
        let (asked, known) = (session.state.clone(), call.employee);
        let mut came = call_log::describe(&asked, &event);
        let input_hash = self.links.input_hash(call.id.as_bytes(), call.step, event.keys());
        let deadline = self.deadline_of(call, now);
        let mut turn = machine::advance(session, event, deadline);
        let mut effects = 0;
        let (mut clocked, mut found) = (None, None);
        let reply = loop {
            self.raise_all(tx, call, &turn, now)?;
            match turn.next {
                Next::Reply(reply) => break reply,
                Next::Finish => break Reply { actions: vec![Action::HangUp] },
                Next::Await(Effect::VerifyPin { clock_id, keys }) if checked.is_none() => {
                    let wanted = CheckWanted::new(self, tx, call, (clock_id, keys), now)?;
                    return Ok(Taken::NeedsCheck(Box::new(wanted)));
                }
                Next::Await(effect) => {
                    if matches!(effect, Effect::Clock(_) | Effect::SetJob { .. }) {
                        clocked = turn.session.person.map(|person| person.workspace);
                    }
                    if let (Effect::ChoosePin { keys, .. }, None) = (&effect, checked)
                        && let Ok(pin) = self.new_pins.find(call.id, keys)
                    {
                        return Ok(Taken::NeedsHash(pin));
                    }
                    let code = if let Effect::FindJob { code } = &effect { Some(code.clone()) } else { None };
                    let event = self.carry_out(tx, call, &turn.session, effect, (checked, &mut found), now)?;
                    if let (Some(code), Event::JobFound(Some(_))) = (code, &event) {
                        came = format!("job code {code}");
                    }
                    turn = machine::advance(turn.session, event, deadline);
                }
            }
            effects += 1;
            if effects > MAX_EFFECTS {
                return Err(CallError::Endless);
            }
        };
        let mut session = turn.session;
        self.forget_strange_id(tx, &mut session.state)?;
        if matches!(session.state, State::Over) && !matches!(asked, State::AskName | State::Over) {
            expect::mark_missing(tx, &self.ids(), call.id)?;
        }
        let step = call.step;
        let token = std::mem::replace(&mut call.token, self.new_token());
        call.step += 1;
        if let Some(person) = session.person {
            call.note_person(person.workspace, person.employee);
        }
        call.session = serde_json::to_string(&Session { version: VERSION, ..session })?;
        let xml = provider.render(&reply, &self.script, &self.addresses(provider, call))?;
        let said = call_log::said(&reply);
        let answered = Step {
            step,
            token,
            at: now,
            asked: asked.name().to_owned(),
            came,
            said,
            reply: Some(xml.clone()),
            input_hash: Some(input_hash.to_vec()),
        };
        calls::insert_step(tx, call.id, &answered)?;
        let newly_known = call.employee != known;
        let keep = if newly_known { calls::set_progress_and_person } else { calls::set_progress };
        keep(tx, call, now)?;
        Ok(Taken::Answered { reply: xml, clocked })
    }

    fn carry_out(
        &self,
        tx: &mut dyn Tx,
        call: &mut Call,
        session: &Session,
        effect: Effect,
        (checked, found): (Option<&Checked>, &mut Option<Found>),
        now: Timestamp,
    ) -> Result<Event, CallError> {
        let signed_in = || session.person.ok_or(StoreError::Unreadable("nobody has signed in"));
        Ok(match effect {
            Effect::VerifyPin { clock_id, .. } => {
                let checked = checked.unwrap_or(&Checked::Lost);
                let (came, seen) = sign_in::sign_in(self, tx, call, &clock_id, checked, now)?;
                *found = seen;
                Event::SignedIn(came)
            }
            Effect::OpenCode { code } => Event::CodeOpened(self.open_code(tx, call, &code, now)?),
            Effect::KeepPin { choice, keys } => Event::PinKept(self.keep_new_pin(tx, call.id, choice, &keys)?),
            Effect::ChoosePin { choice, keys } => {
                Event::PinChosen(self.choose_by_phone(tx, call.id, choice, &keys, checked)?)
            }
            Effect::Clock(clocking) => {
                Event::Clocked(Puncher::new(self, call, signed_in()?, now).clock(tx, &clocking, found.take())?)
            }
            Effect::FindJob { code } => {
                let who = signed_in()?;
                let job = jobs::find_active_by_code(tx, who.workspace, who.employee, &code)?;
                Event::JobFound(job.map(|job| NamedJob { job: job.id, name: job.name }))
            }
            Effect::SetJob { entry, job } => {
                Puncher::new(self, call, signed_in()?, now).set_job(tx, entry, job)?;
                Event::JobSet
            }
        })
    }

    /// Digits that are nobody's ID may be a PIN keyed too early; they are not kept. Whoever practises has typed their
    /// ID before, and nothing tells whether anybody has it.
    fn forget_strange_id(&self, tx: &mut dyn Tx, state: &mut State) -> Result<(), StoreError> {
        if let State::AskPin { clock_id, .. } | State::CheckPin { clock_id } = state {
            let known = match &self.practice {
                Some(practice) => practice.who.clock_id.as_ref() == Some(clock_id),
                None => phone_clock_ids::is_issued(tx, clock_id)?,
            };
            if !known {
                *clock_id = PhoneClockId::nobodys();
            }
        }
        Ok(())
    }

    fn raise_all(&self, tx: &mut dyn Tx, call: &Call, turn: &Turn, now: Timestamp) -> Result<(), StoreError> {
        let Some(who) = turn.session.person.filter(|_| !turn.raised.is_empty()) else { return Ok(()) };
        let puncher = Puncher::new(self, call, who, now);
        turn.raised.iter().try_for_each(|raise| puncher.raise(tx, *raise))
    }

    fn addresses(&self, provider: &dyn Provider, call: &Call) -> Addresses {
        let base = self.public_url.as_str().trim_end_matches('/');
        let voice = format!("{base}/voice/{}", provider.name());
        let answer = format!("{voice}/step/{}/{}", call.step, call.token);
        Addresses {
            silence: format!("{answer}/silence"),
            answer,
            recording_status: format!("{voice}/recording"),
            clips: format!("{base}/prompts/"),
        }
    }

    /// 128 random bits; provider signatures carry no nonce, so each step's address does.
    fn new_token(&self) -> String {
        let mut bytes = [0_u8; 16];
        self.entropy.fill(&mut bytes);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What a caller hears when the gateway itself has failed.
    ///
    /// # Errors
    /// When even this cannot be written.
    pub fn apology(&self, provider: &dyn Provider) -> Result<String, CallError> {
        let line = |language: Language| Action::Say(Line { language, utterance: Utterance::Apology });
        let actions = vec![line(self.default_language), line(self.default_language.other()), Action::HangUp];
        // Nothing in it comes back, so the addresses only have to be addresses.
        let nowhere = self.public_url.as_str().to_owned();
        let clips = format!("{}/prompts/", nowhere.trim_end_matches('/'));
        let addresses =
            Addresses { answer: nowhere.clone(), silence: nowhere.clone(), recording_status: nowhere, clips };
        Ok(provider.render(&Reply { actions }, &self.script, &addresses)?)
    }
}

fn note_fault(tx: &mut dyn Tx, call: &Call, code: u32, at: Timestamp) -> Result<(), StoreError> {
    tracing::warn!(
        call.id = %call.id,
        call.step = call.step,
        provider.error = code,
        "the provider could not use an answer and sent the call on again"
    );
    calls::insert_fault(tx, call.id, Fault { step: call.step, code, at })
}

fn same_token(shown: &str, known: &str) -> bool {
    shown.as_bytes().ct_eq(known.as_bytes()).into()
}
