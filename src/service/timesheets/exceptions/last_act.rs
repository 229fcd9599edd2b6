//! What a user has done last with an exception, for as long as one key takes it back.

use jiff::Timestamp;

use super::is_accepted;
use crate::{
    domain::{exception::ExceptionKind, ids::ExceptionId},
    service::{
        audit::Actor,
        timesheets::changes::{TAKE_BACK_WINDOW, can_take_back},
    },
    store::{StoreError, Tx, exception_queue},
};

/// A user's last decision on an exception, while it is still so.
#[derive(Debug, Clone)]
pub struct LastAct {
    /// The exception.
    pub id: ExceptionId,
    /// Of what kind it is.
    pub kind: ExceptionKind,
    /// The name of the employee.
    pub name: String,
    /// When it was decided.
    pub at: Timestamp,
    /// How.
    pub act: LastActKind,
}

/// How somebody has decided on an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastActKind {
    /// It is accepted as it is.
    Accepted,
    /// Its entry is corrected.
    Corrected,
}

/// What the user accepted or corrected last. Nothing where that cannot be taken back: they accepted several, or the entry
/// was changed since.
pub fn find_last_act(tx: &mut dyn Tx, actor: &Actor, now: Timestamp) -> Result<Option<LastAct>, StoreError> {
    let Some(user) = actor.user else { return Ok(None) };
    let since = now.saturating_sub(TAKE_BACK_WINDOW).unwrap_or_default();
    let Some(found) = exception_queue::find_last_decided(tx, actor.workspace, user, since)? else { return Ok(None) };
    let Some(settled) = found.settled else { return Ok(None) };
    let act = if is_accepted(&settled) { LastActKind::Accepted } else { LastActKind::Corrected };
    let entry = found.entry.map(|entry| entry.id);
    let is_there = match (act, entry) {
        (LastActKind::Accepted, _) => true,
        (LastActKind::Corrected, Some(entry)) => can_take_back(tx, actor, (entry, settled.at), now)?,
        (LastActKind::Corrected, None) => false,
    };
    Ok(is_there.then_some(LastAct { id: found.id, kind: found.kind, name: found.name, at: settled.at, act }))
}
