//! One step of a call: the dialog is run once on what came, and everything that comes of it is kept.

use jiff::{RoundMode, Timestamp, TimestampRound, Unit as TimeUnit};

use super::{
    CallError, Calls, claims, crew,
    job_rule::find_job_rule,
    log, menu, new_pin,
    prepared::{PinCheckResult, PreparedPin},
    reply::{StepKey, answer_again, deadline_of, new_token, render},
    session_of,
};
use crate::{
    dialog::{
        action::{Action, Reply},
        effect::Effect,
        event::{CallingEmployee, Event, NamedJob, PunchResult, SignInResult},
        machine::{self, Next, Transition},
        questions::Question,
        session::{Pending, Session, SignedInEmployee, State},
        utterance::Way,
    },
    domain::{
        ids::{CallId, ProviderCallId},
        phone_clock_id::PhoneClockId,
    },
    provider::{Provider, Ring},
    service::{
        AfterCommit, Unit,
        credentials::verify::{self, SignInAttempt, SignInDecision},
        punching::{PunchContext, PunchWriter, hold_person, seen_in_call},
        voice_checks::expect,
    },
    store::{
        StoreError,
        calls::{self, Call, Step},
        employees, jobs, new_pins,
        phone_clock_ids::Credential,
        pin_checks, workspaces,
    },
};

/// More effects than any step has; a dialog that wants more does not come to an end.
const MAX_EFFECTS: u8 = 8;

/// What a step was answered with.
pub(super) enum StepOutcome {
    Advanced(String),
    /// Somebody else has taken it meanwhile.
    Repeated(String),
}

/// Takes the step that an answer is for, if it still waits.
pub(super) fn advance_call(
    handler: &Calls,
    u: &mut Unit<'_>,
    provider: &dyn Provider,
    (call, key): (&ProviderCallId, &StepKey),
    event: Event,
    prepared: PreparedPin,
) -> Result<StepOutcome, CallError> {
    let keys = event.keys().map_or("", |keys| keys.as_str());
    match find_step(handler, u, provider, call, (key, keys))? {
        FoundStep::Answered(reply) => Ok(StepOutcome::Repeated(reply)),
        FoundStep::Waiting(mut call) => {
            run(handler, u, provider, &mut call, event, prepared).map(StepOutcome::Advanced)
        }
    }
}

/// The step that an answer is for.
pub(super) enum FoundStep {
    /// It was taken before; this is its answer.
    Answered(String),
    /// The call waits for it.
    Waiting(Box<Call>),
}

/// Finds the step of a call that this key leads to. `keys`: what was answered.
pub(super) fn find_step(
    handler: &Calls,
    u: &mut Unit<'_>,
    provider: &dyn Provider,
    call: &ProviderCallId,
    (key, keys): (&StepKey, &str),
) -> Result<FoundStep, CallError> {
    let call = calls::find_call(u.tx, provider.name(), call)?.ok_or(CallError::NotWaiting)?;
    if key.is_past(&call)? {
        return answer_again(handler, u.tx, provider, &call, (key, keys), u.now).map(FoundStep::Answered);
    }
    Ok(FoundStep::Waiting(Box::new(call)))
}

/// Adds a call that rings, and was answered then.
pub(in crate::service) fn answer_call(
    handler: &Calls,
    u: &mut Unit<'_>,
    provider: &dyn Provider,
    (ring, answered_at): (Ring, Timestamp),
) -> Result<Call, CallError> {
    let greeting = handler.rule(provider, &ring).and_then(|rule| rule.greeting.clone());
    let call = Call {
        id: CallId::generate(&u.ids),
        provider: provider.name().to_owned(),
        provider_call_id: ring.call,
        caller: ring.caller,
        dialed: ring.dialed,
        // A punch is to the second.
        answered_at: answered_at
            .round(TimestampRound::new().smallest(TimeUnit::Second).mode(RoundMode::Trunc))
            .unwrap_or(answered_at),
        ended_at: None,
        step: 0,
        token: String::new(),
        session: serde_json::to_string(&Session {
            greeting,
            offered: handler.offered().clone(),
            ..Session::default()
        })?,
        workspace: None,
        employee: None,
        last_heard_at: u.now,
    };
    calls::insert_call(u.tx, &call)?;
    handler.gate.tell_answered(u, &call);
    Ok(call)
}

/// Runs the dialog on one event to its reply, and keeps everything that came of it.
pub(in crate::service) fn run(
    handler: &Calls,
    u: &mut Unit<'_>,
    provider: &dyn Provider,
    call: &mut Call,
    event: Event,
    prepared: PreparedPin,
) -> Result<String, CallError> {
    let session = session_of(call)?;
    let (before, known) = (session.state.clone(), call.employee);
    let mut input = log::describe(&before, &event);
    let keys = event.keys().map_or("", |keys| keys.as_str());
    let input_hash = u.keys.input_hash(call.id.as_bytes(), call.step, keys);
    let (mut session, reply) = {
        let mut effects = EffectRunner { handler, call: &mut *call, prepared, context: None, job_code: None };
        let ran = effects.run(u, session, event)?;
        if let Some(code) = effects.job_code {
            input = format!("job code {code}");
        }
        ran
    };
    forget_strange_id(handler, u, &mut session.state)?;
    forget_kept(u, call.id, &before, &session.state)?;
    if session.state == State::Over && !is_past_recording(&before) {
        if let Some(who) = session.person {
            hold_person(u, who.workspace, who.employee)?;
        }
        expect::mark_missing(u.tx, &u.ids, call.id)?;
    }
    if let Some(person) = session.person {
        call.note_person(person.workspace, person.employee);
    }
    let step = call.step;
    let token = std::mem::replace(&mut call.token, new_token(u.entropy, session.language));
    call.step += 1;
    call.session = serde_json::to_string(&session)?;
    let xml = render(handler, provider, call, &reply)?;
    let answered = Step {
        step,
        token,
        at: u.now,
        asked: before.name().to_owned(),
        input,
        said: log::said(&reply),
        reply: Some(xml.clone()),
        input_hash: Some(input_hash.to_vec()),
    };
    calls::insert_step(u.tx, call.id, &answered)?;
    let is_newly_known = call.employee != known;
    let keep = if is_newly_known { calls::set_progress_and_person } else { calls::set_progress };
    keep(u.tx, call, u.now)?;
    Ok(xml)
}

/// Whether the recorder has been started, or never will be.
pub(super) fn is_past_recording(state: &State) -> bool {
    matches!(state, State::Asking { question: Question::Name, .. } | State::Over)
}

/// Forgets digits that are no known ID: they may be a PIN that was keyed too early.
fn forget_strange_id(handler: &Calls, u: &mut Unit<'_>, state: &mut State) -> Result<(), StoreError> {
    if let Some(clock_id) = state.clock_id_mut()
        && !handler.gate.is_known_id(u.tx, clock_id)?
    {
        *clock_id = PhoneClockId::unknown();
    }
    Ok(())
}

/// What was kept for a question goes once the call has left it.
pub(super) fn forget_kept(u: &mut Unit<'_>, call: CallId, before: &State, after: &State) -> Result<(), StoreError> {
    let checks = |state: &State| matches!(state, State::Waiting(Pending::PinCheck { .. }));
    if checks(before) && !checks(after) {
        pin_checks::delete_pin_check(u.tx, call)?;
    }
    let has_first = |state: &State| matches!(state, State::Asking { question: Question::NewPinAgain { .. }, .. });
    if has_first(before) && !has_first(after) {
        new_pins::delete_new_pin(u.tx, call)?;
    }
    Ok(())
}

/// Leaves what a person must settle.
pub(super) fn raise_all(u: &mut Unit<'_>, call: &Call, moved: &Transition) -> Result<(), StoreError> {
    let Some(who) = moved.session.person.filter(|_| !moved.raised.is_empty()) else { return Ok(()) };
    hold_person(u, who.workspace, who.employee)?;
    let writer = PunchWriter::of_call(call, who);
    moved.raised.iter().try_for_each(|raise| writer.raise(u, *raise))
}

/// What carries out the effects of one step.
struct EffectRunner<'a> {
    handler: &'a Calls,
    call: &'a mut Call,
    prepared: PreparedPin,
    /// What sign-in has found, for the punch in the same transaction.
    context: Option<PunchContext>,
    /// The code of the job that was found.
    job_code: Option<String>,
}

impl EffectRunner<'_> {
    fn run(&mut self, u: &mut Unit<'_>, session: Session, event: Event) -> Result<(Session, Reply), CallError> {
        let deadline = deadline_of(u.clock, (self.call, &session), u.now);
        let mut moved = machine::advance(session, event, deadline);
        for _ in 0..=MAX_EFFECTS {
            raise_all(u, self.call, &moved)?;
            let effect = match moved.next {
                Next::Reply(reply) => return Ok((moved.session, reply)),
                Next::Finish => return Ok((moved.session, Reply { actions: vec![Action::HangUp] })),
                Next::Await(effect) => effect,
            };
            let event = self.carry_out(u, &moved.session, effect)?;
            moved = machine::advance(moved.session, event, deadline);
        }
        Err(CallError::Endless)
    }

    fn carry_out(&mut self, u: &mut Unit<'_>, session: &Session, effect: Effect) -> Result<Event, StoreError> {
        let signed_in = || session.person.ok_or(StoreError::Unreadable("nobody has signed in"));
        Ok(match effect {
            Effect::SignIn { clock_id } => Event::SignedIn(self.sign_in(u, &clock_id)?),
            Effect::OpenCode { code } => Event::CodeOpened(new_pin::open_code(self.handler, u, self.call, &code)?),
            Effect::KeepPin { choice } => Event::PinKept(new_pin::keep(u, self.call, choice, &self.prepared)?),
            Effect::ChoosePin { choice } => Event::PinChosen(new_pin::choose(u, self.call, choice, &self.prepared)?),
            Effect::Clock(clocking) => {
                let (who, context) = (signed_in()?, self.context.take());
                let clocked = self.writer(u, who)?.clock(u, &clocking, context)?;
                match clocked {
                    PunchResult::In { .. } => self.handler.gate.tell_clocked(self.call, who.employee, Way::In),
                    PunchResult::Out { .. } => self.handler.gate.tell_clocked(self.call, who.employee, Way::Out),
                    PunchResult::Changed => {}
                }
                Event::Clocked(clocked)
            }
            Effect::FindJob { code } => {
                let who = signed_in()?;
                let job = jobs::find_active_by_code(u.tx, who.workspace, who.employee, &code)?;
                self.job_code = job.is_some().then_some(code);
                Event::JobFound(job.map(|job| NamedJob { job: job.id, name: job.name }))
            }
            Effect::SetJob { entry, job } => {
                self.writer(u, signed_in()?)?.set_job(u, entry, job)?;
                Event::JobSet
            }
            Effect::Claim(effect) => Event::Claimed(claims::keep(u, self.call, session, &effect)?),
            Effect::Crew(effect) => Event::Crew(crew::carry_out(u, self.call, signed_in()?, &effect)?),
            Effect::Menu(effect) => Event::Menu(menu::carry_out(u, self.call, signed_in()?, &effect)?),
        })
    }

    /// Whatever is written, the board of the workspace shows it.
    fn writer(&self, u: &mut Unit<'_>, who: SignedInEmployee) -> Result<PunchWriter<'_>, StoreError> {
        hold_person(u, who.workspace, who.employee)?;
        u.after(AfterCommit::BoardChanged(who.workspace));
        Ok(PunchWriter::of_call(self.call, who))
    }

    /// Turns a finished check into what the dialog learns.
    fn sign_in(&mut self, u: &mut Unit<'_>, clock_id: &PhoneClockId) -> Result<SignInResult, StoreError> {
        let PreparedPin::Checked(checked) = &self.prepared else { return Ok(SignInResult::Lost) };
        let decision = match checked {
            PinCheckResult::Done(verdict) => {
                let origin = self.handler.origin_of(self.call);
                verify::decide(u, &SignInAttempt::new(origin, self.call, clock_id), verdict)?
            }
            PinCheckResult::Decided(decision) => decision.clone(),
            PinCheckResult::Pending { has_just_begun } => {
                if *has_just_begun {
                    let owner = self.handler.held_checks.owner();
                    pin_checks::set_begun(u.tx, (self.call.id, self.call.step), owner, u.now)?;
                }
                return Ok(SignInResult::Pending);
            }
            PinCheckResult::Lost => return Ok(SignInResult::Lost),
        };
        match decision {
            SignInDecision::Accepted(credential) => Ok(SignInResult::Accepted(self.person(u, &credential)?)),
            SignInDecision::Refused { throttled } => Ok(SignInResult::Refused { throttled }),
        }
    }

    /// What the dialog has to know of who has signed in.
    fn person(&mut self, u: &mut Unit<'_>, credential: &Credential) -> Result<CallingEmployee, StoreError> {
        let workspace = workspaces::get_workspace(u.tx, credential.workspace)?;
        let employee = employees::get_employee(u.tx, credential.workspace, credential.employee)?;
        let jobs = find_job_rule(u.tx, &workspace, employee.id)?;
        let (when, seen) = ((self.call.answered_at, u.now), seen_in_call(self.call));
        let context = PunchContext::find(u.tx, &workspace, &employee, when, &seen)?;
        let person = CallingEmployee {
            employee: employee.id,
            workspace: workspace.id,
            language: employee.details.language,
            jobs,
            voice_check: employee.details.says_name(&workspace.settings),
            notice: workspace.settings.recording_notice.clone(),
            standing: context.standing(&workspace),
        };
        self.context = Some(context);
        Ok(person)
    }
}
