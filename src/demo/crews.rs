//! The demo's crew: the first of those whom a visitor can be supervises a few others by phone.

use super::{Broken, history::History};
use crate::service::{Hold, Unit, audit::Actor, roster::crews};

/// Who leads, and whom.
const LEAD: usize = 0;
const MEMBERS: [usize; 3] = [3, 4, 5];

/// Puts the crew together.
pub(super) async fn set_up(history: &History) -> Result<(), Broken> {
    let of = |person: usize| history.people.get(person).map(|person| person.id).ok_or("nobody is that");
    let lead = of(LEAD)?;
    for member in MEMBERS {
        let (pair, actor) = ((lead, of(member)?), Actor::at_the_machine(history.workspace));
        let add = move |u: &mut Unit<'_>| crews::add(u, &actor, pair);
        history.services.store.write(Hold::Workspace(history.workspace), add).await?;
    }
    Ok(())
}
