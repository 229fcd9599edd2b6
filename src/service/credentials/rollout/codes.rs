//! One-time codes for wallet cards. Which code is meant is said by its first digits, and those are unique over the whole
//! gateway: [`holds`].

use std::collections::{BTreeSet, HashMap};

use super::RolloutRow;
use crate::{
    domain::{
        ids::{EmployeeId, WorkspaceId},
        setup_code::SetupCode,
    },
    service::{
        audit::Actor,
        credentials::{CredentialError, batches::for_each, clock_ids, setup_links, standing},
        kernel::{Store, Unit},
    },
    store::{Hold, Holds, StoreError, phone_clocking},
};

/// The holds under which codes are made.
#[must_use]
pub fn holds(workspace: WorkspaceId) -> Holds {
    Hold::Gateway.and(Hold::Workspace(workspace))
}

/// Makes the one-time code for a wallet card, and issues a phone clock ID where there is none, so that the card is
/// whole. The code is shown once; making one ends the one before.
///
/// # Errors
/// When there is no such active employee.
pub fn make(u: &mut Unit<'_>, actor: &Actor, employee: EmployeeId) -> Result<SetupCode, CredentialError> {
    let person = standing::get_active(u.tx, actor.workspace, employee, u.clock.time_for_ends())?;
    Ok(make_for(u, actor, &person)?)
}

/// The same for everybody among the chosen who has no PIN, a hundred people at a time. After a failure, codes that were
/// made before it stay made, and are not shown.
pub async fn make_for_chosen(
    store: &Store,
    actor: Actor,
    chosen: BTreeSet<EmployeeId>,
) -> Result<HashMap<EmployeeId, SetupCode>, StoreError> {
    let chosen: Vec<_> = chosen.into_iter().collect();
    let made = for_each(store, (&actor, holds(actor.workspace)), &chosen, |u, actor, id| {
        let found = phone_clocking::find_person(u.tx, actor.workspace, id, u.clock.time_for_ends())?;
        let without = found.filter(|person| person.employee.active && person.pin_set_at.is_none());
        without.map(|person| Ok((id, make_for(u, actor, &person)?))).transpose()
    });
    Ok(made.await?.into_iter().collect())
}

fn make_for(u: &mut Unit<'_>, actor: &Actor, person: &RolloutRow) -> Result<SetupCode, StoreError> {
    let employee = person.employee.id;
    if person.clock_id.is_none() {
        clock_ids::issue(u, employee, None)?;
    }
    let code = setup_links::make_code(u, employee)?;
    standing::note(u, actor, "make one-time code", person)?;
    Ok(code)
}
