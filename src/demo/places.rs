//! The demo's clock locations: the yard from the first day on, and the stadium once somebody has thought of it.

use super::{Broken, history::History, kiosk_days::Door};
use crate::{
    domain::{
        caller::E164,
        ids::LocationId,
        location::{Area, LocationPolicy, LocationRule, Position},
    },
    service::{
        Hold,
        audit::Actor,
        kiosks::kiosks,
        locations::{self, LocationDetails},
    },
};

/// The telephone in the office at the yard.
const OFFICE_PHONE: &str = "+15555550142";
/// Until the end of this day nobody has said where the trailer stands.
const STADIUM_DAY: i64 = 1;

/// The yard is a location, and punches at kiosks that no location has are flagged.
pub(super) async fn set_up(history: &History, admin: &Actor) -> Result<(), Broken> {
    let yard = Area { center: Position::new(41.846_2, -87.667_4)?, radius: 200 };
    let rules = vec![LocationRule::Caller(E164::parse(OFFICE_PHONE)?), LocationRule::Position(yard)];
    add(history, admin, Door::Yard, LocationDetails { rules, ..named("Main yard", "2200 S Ashland Ave, Chicago") })
        .await?;
    let (actor, policy) = (admin.clone(), LocationPolicy { kiosk: true, page: true, ..LocationPolicy::default() });
    let hold = Hold::Workspace(history.workspace);
    history.services.store.write(hold, move |u| locations::set_policy(u, &actor, &policy)).await?;
    Ok(())
}

/// What is done about locations at the end of a day, counted from the first one.
pub(super) async fn day(history: &History, admin: &Actor, offset: i64) -> Result<(), Broken> {
    if offset == STADIUM_DAY {
        add(history, admin, Door::Trailer, named("Stadium", "")).await?;
    }
    Ok(())
}

fn named(name: &str, address: &str) -> LocationDetails {
    LocationDetails { address: address.to_owned(), ..LocationDetails::named(name) }
}

/// Adds a location with the kiosk at this door.
async fn add(history: &History, admin: &Actor, door: Door, mut details: LocationDetails) -> Result<(), Broken> {
    let (actor, id) = (admin.clone(), LocationId::generate(&history.services.store.ids()));
    let write = history.services.store.write(Hold::Workspace(history.workspace), move |u| {
        let kiosks = kiosks::list(u.tx, actor.workspace)?;
        let at = kiosks.into_iter().find(|kiosk| kiosk.name == door.name());
        details.rules.extend(at.map(|kiosk| LocationRule::Kiosk(kiosk.id)));
        locations::add(u, &actor, id, &details)
    });
    write.await?;
    Ok(())
}
