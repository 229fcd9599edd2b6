//! The end of a call, and what it leaves behind.

use super::{
    CallError, session_of,
    step::{forget_kept, is_past_recording, raise_all},
};
use crate::{
    dialog::{
        event::{Deadline, Event},
        machine,
        session::State,
    },
    service::{Unit, punching::hold_person, voice_checks::expect},
    store::{
        Hold, StoreError,
        calls::{self, Call},
        new_pins, pin_checks,
    },
};

/// Marks a call as over and leaves what a person must settle. The second time changes nothing.
pub(in crate::service) fn end_call(u: &mut Unit<'_>, mut call: Call) -> Result<(), CallError> {
    if !calls::set_ended(u.tx, call.id, u.now)? {
        return Ok(());
    }
    let Ok(session) = session_of(&call) else {
        tracing::warn!(call.id = %call.id, "a call of another version of this program ended unread");
        return Ok(end_unread(u, &call)?);
    };
    let before = session.state.clone();
    forget_kept(u, call.id, &before, &State::Over)?;
    let moved = machine::advance(session, Event::HungUp, Deadline::Ahead);
    raise_all(u, &call, &moved)?;
    call.session = serde_json::to_string(&moved.session)?;
    calls::set_progress(u.tx, &call, u.now)?;
    if !is_past_recording(&before) {
        if let Some(who) = moved.session.person {
            hold_person(u, who.workspace, who.employee)?;
        }
        expect::mark_missing(u.tx, &u.ids, call.id)?;
    }
    tracing::info!(call.id = %call.id, call.state = moved.session.state.name(), "a call ended");
    Ok(())
}

fn end_unread(u: &mut Unit<'_>, call: &Call) -> Result<(), StoreError> {
    pin_checks::delete_pin_check(u.tx, call.id)?;
    new_pins::delete_new_pin(u.tx, call.id)?;
    if let Some(workspace) = call.workspace {
        u.hold(Hold::WorkspaceShared(workspace))?;
    }
    expect::mark_missing(u.tx, &u.ids, call.id)
}
