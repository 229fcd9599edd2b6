//! A call through the gateway. Each answer goes one way: what the call waits for is loaded, a PIN is checked or hashed
//! ahead, and one transaction takes the step and keeps its reply for redeliveries.

mod end;
mod handler;
mod held_checks;
mod input;
mod locks;
pub mod log;
mod new_pin;
mod prepare;
mod reply;
mod step;

pub(super) use self::{
    end::end_call,
    held_checks::HeldChecks,
    locks::CallLocks,
    prepare::{Checked, Prepared},
    step::{answer_call, run},
};
use super::pin_hash::HashError;
use crate::{
    dialog::session::{Session, VERSION},
    provider::{RenderError, WebhookError},
    store::{StoreError, calls::Call},
};

#[derive(Debug, thiserror::Error)]
pub enum CallError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the reply could not be written")]
    Render(#[from] RenderError),
    #[error("what is remembered of the call cannot be read")]
    Session(#[from] serde_json::Error),
    #[error("the call was begun by another version of this program")]
    OtherVersion,
    #[error("the call is unknown, or the step is not one that waits")]
    NotWaiting,
    #[error("a new PIN could not be hashed")]
    Hash(#[from] HashError),
    #[error("the dialog does not come to an end")]
    Endless,
    #[error("the webhook cannot be understood")]
    Misunderstood(#[from] WebhookError),
    #[error("the work on a webhook broke off")]
    Panicked(#[from] tokio::task::JoinError),
}

/// What is remembered of a call, where this version of the program has written it.
fn session_of(call: &Call) -> Result<Session, CallError> {
    #[derive(serde::Deserialize)]
    struct Written {
        version: u8,
    }
    let Written { version } = serde_json::from_str(&call.session)?;
    if version != VERSION {
        return Err(CallError::OtherVersion);
    }
    Ok(serde_json::from_str(&call.session)?)
}
