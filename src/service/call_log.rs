//! Calls step by step, as admins and operators read them: what was asked, what came, never a PIN.

use std::sync::Arc;

use jiff::Timestamp;

use super::gateway::Gateway;
use crate::{
    dialog::{
        action::{Action, Reply},
        event::Event,
        session::State,
    },
    domain::ids::WorkspaceId,
    store::{
        StoreError,
        calls::{self, Listed, Step},
    },
};

/// What came, for the call log. Keys are shown only where they cannot be a PIN.
pub(super) fn describe(asked: &State, event: &Event) -> String {
    match event {
        Event::Rang { barred: true, .. } => "a call from a number that has failed too often".to_owned(),
        Event::Rang { .. } => "a call".to_owned(),
        Event::Keys(keys) => match asked {
            State::AskForgotten { .. } | State::AskJustClocked { .. } if keys.as_str().len() == 1 => {
                keys.as_str().to_owned()
            }
            // Keys typed ahead, or in the wrong order, may put a PIN at any question.
            State::AskForgotten { .. }
            | State::AskJustClocked { .. }
            | State::Ringing
            | State::AskId { .. }
            | State::AskPin { .. }
            | State::AskJob { .. }
            | State::AskNextJob { .. }
            | State::CheckPin { .. }
            | State::OpenCode { .. }
            | State::AskNewPin { .. }
            | State::KeepPin { .. }
            | State::AskNewPinAgain { .. }
            | State::ChoosePin { .. }
            | State::Clock
            | State::FindJob { .. }
            | State::SetJob { .. }
            | State::FindNextJob { .. }
            | State::ClockNextJob { .. }
            | State::AskName
            | State::Over => format!("{} keys", keys.as_str().chars().count()),
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
        | Event::JobSet => String::new(),
    }
}

/// What was answered, as the names of prompts.
pub(super) fn said(reply: &Reply) -> String {
    let mut said = Vec::new();
    for action in &reply.actions {
        match action {
            Action::Say(line) => said.push(line.utterance.message()),
            Action::Gather(gather) => said.extend(gather.prompt.iter().map(|line| line.utterance.message())),
            Action::Record(_) => said.push("(record)"),
            Action::Pause { .. } => said.push("(pause)"),
            Action::Continue => said.push("(go on)"),
            Action::HangUp => said.push("(hang up)"),
        }
    }
    said.join(" ")
}

/// A call with its steps.
#[derive(Debug, Clone)]
pub struct LoggedCall {
    pub listed: Listed,
    pub steps: Vec<Step>,
}

impl Gateway {
    /// The latest calls answered from `from` to before `to`, at most `limit`, latest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_calls(
        self: &Arc<Self>,
        workspace: Option<WorkspaceId>,
        from: Timestamp,
        to: Timestamp,
        limit: usize,
    ) -> Result<Vec<LoggedCall>, StoreError> {
        self.db
            .read(move |tx| {
                let listed = calls::list_calls(tx, workspace, from, to, limit)?;
                listed
                    .into_iter()
                    .map(|listed| Ok(LoggedCall { steps: calls::list_steps(tx, listed.call.id)?, listed }))
                    .collect()
            })
            .await
    }
}
