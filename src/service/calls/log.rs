//! Calls step by step, as admins and operators read them: what was asked, what came, never a PIN.

use jiff::Timestamp;

use crate::{
    dialog::{
        action::{Action, Reply},
        event::Event,
        questions::AnswerForm,
        session::State,
    },
    domain::{
        caller::Caller,
        ids::{CallId, WorkspaceId},
    },
    store::{
        StoreError, Tx,
        calls::{self, Call, CallRow, ProviderFault, Step},
    },
};

/// What came, for the call log. Keys are shown only where they cannot be a PIN.
pub(super) fn describe(asked: &State, event: &Event) -> String {
    match event {
        Event::Rang { throttled: true, .. } => "a call from a number that has failed too often".to_owned(),
        Event::Rang { .. } => "a call".to_owned(),
        Event::Keys(keys) => match asked.answer_form() {
            Some(AnswerForm::OneKey) if keys.only().is_some() => keys.as_str().to_owned(),
            // Keys typed ahead, or in the wrong order, may put a PIN at any question.
            Some(
                AnswerForm::OneKey
                | AnswerForm::Digits
                | AnswerForm::DigitsOrPound
                | AnswerForm::Voice
                | AnswerForm::Dropped,
            )
            | None => format!("{} keys", keys.as_str().chars().count()),
        },
        Event::Pound => "#".to_owned(),
        Event::Nothing => "nothing".to_owned(),
        Event::Recorded => "a recording".to_owned(),
        Event::HungUp => "a hang-up".to_owned(),
        Event::SignedIn(_)
        | Event::CodeOpened(_)
        | Event::PinKept(_)
        | Event::PinChosen(_)
        | Event::Clocked(_)
        | Event::JobFound(_)
        | Event::JobSet
        | Event::Menu(_)
        | Event::Claimed(_)
        | Event::Crew(_) => String::new(),
    }
}

/// What was answered, as the names of prompts.
pub(super) fn said(reply: &Reply) -> String {
    let mut said = Vec::new();
    for action in &reply.actions {
        match action {
            Action::Say(line) => said.push(line.utterance.message()),
            Action::Gather(gather) => said.extend(gather.prompt.iter().map(|line| line.utterance.message())),
            Action::Drain { .. } => said.push("(drop keys)"),
            Action::Record(_) => said.push("(record)"),
            Action::Pause { .. } => said.push("(pause)"),
            Action::Continue => said.push("(go on)"),
            Action::HangUp => said.push("(hang up)"),
        }
    }
    said.join(" ")
}

/// What happened in a call, with nothing in it that could sign anybody in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedStep {
    /// The step that was taken, or waited for.
    pub step: u32,
    /// When it was taken.
    pub at: Timestamp,
    /// What happened in it.
    pub event: LoggedEvent,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoggedEvent {
    /// A step, as it was written down.
    Step {
        /// The question that was open, by its name.
        asked: String,
        /// What the caller has keyed or said, without any digit of a PIN.
        input: String,
        /// The names of the prompts, with blanks between them.
        said: String,
    },
    /// The provider says that something went wrong.
    Fault {
        /// Its own number for it, 0 where it gave none.
        code: u32,
    },
}

impl From<Step> for LoggedStep {
    fn from(Step { step, at, asked, input, said, .. }: Step) -> Self {
        Self { step, at, event: LoggedEvent::Step { asked, input, said } }
    }
}

impl From<ProviderFault> for LoggedStep {
    fn from(ProviderFault { step, code, at }: ProviderFault) -> Self {
        Self { step, at, event: LoggedEvent::Fault { code } }
    }
}

/// The steps of a call, with what the provider says went wrong among them.
fn list_logged(tx: &mut dyn Tx, call: CallId) -> Result<Vec<LoggedStep>, StoreError> {
    let mut steps: Vec<_> = calls::list_steps(tx, call)?.into_iter().map(LoggedStep::from).collect();
    steps.extend(calls::list_faults(tx, call)?.into_iter().map(LoggedStep::from));
    steps.sort_by_key(|step| step.at);
    Ok(steps)
}

/// A call with its steps.
#[derive(Debug, Clone)]
pub struct LoggedCall {
    /// The call.
    pub listed: CallRow,
    /// Its steps, with what the provider says went wrong among them.
    pub steps: Vec<LoggedStep>,
}

/// The latest calls answered from `from` to before `to`, at most `limit`, latest first.
pub fn list(
    tx: &mut dyn Tx,
    workspace: Option<WorkspaceId>,
    (from, to): (Timestamp, Timestamp),
    limit: usize,
) -> Result<Vec<LoggedCall>, StoreError> {
    let listed = calls::list_calls(tx, workspace, from, to, limit)?.into_iter();
    listed.map(|listed| Ok(LoggedCall { steps: list_logged(tx, listed.call.id)?, listed })).collect()
}

/// A call step by step, with nothing in it that could sign anybody in.
#[derive(Debug, Clone)]
pub struct CallView {
    /// When it was answered.
    pub answered_at: Timestamp,
    /// `None` while it goes on.
    pub ended_at: Option<Timestamp>,
    /// Who called.
    pub caller: Caller,
    /// Step by step.
    pub steps: Vec<LoggedStep>,
}

/// A call that is known, with its steps.
pub fn view(tx: &mut dyn Tx, call: &Call) -> Result<CallView, StoreError> {
    let steps = list_logged(tx, call.id)?;
    Ok(CallView { answered_at: call.answered_at, ended_at: call.ended_at, caller: call.caller.clone(), steps })
}
