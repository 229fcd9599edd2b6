//! Who may clock at a kiosk now, and whose names its screen offers.

use jiff::Timestamp;

use super::{
    members,
    place::{KioskRequest, Place},
};
use crate::{
    domain::{employee::Employee, ids::EmployeeId, kiosk::Method, search::begins_words_of, workspace::Zone},
    store::{
        StoreError, Tx, employees,
        kiosk_people::{self, KioskName},
    },
};

/// Names on one screen; whoever is not among them is searched for.
const MAX_NAMES: usize = 60;
/// Those whom a search of the pages would find, of whom the names are looked at.
const MAX_LOOKED_THROUGH: usize = 10_000;

/// Somebody of the workspace who may clock at a place: active, started, and one of its people.
pub(super) fn find_clocking(
    tx: &mut dyn Tx,
    place: &Place,
    employee: EmployeeId,
    now: Timestamp,
) -> Result<Option<Employee>, StoreError> {
    let Some(employee) = employees::find_employee(tx, place.workspace.id, employee)? else { return Ok(None) };
    let is_there = employee.active && !employee.is_pending(&place.workspace.settings.zone, now);
    Ok(if is_there && members::covers(tx, &place.kiosk, employee.id)? { Some(employee) } else { None })
}

/// The names that a screen offers, and whether there are more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// In the order of lists.
    pub people: Vec<(EmployeeId, String)>,
    /// Whether a search would find others.
    pub more: bool,
}

/// The names of those who may clock at the kiosk, as a search finds them. None where people are found by their number,
/// and no name leads further.
pub fn list(tx: &mut dyn Tx, request: &KioskRequest, search: &str) -> Result<Option<Names>, StoreError> {
    let Some(place) = Place::find(tx, request)? else { return Ok(None) };
    if !shows_names(&place) {
        return Ok(None);
    }
    offered(tx, &place, search, request.at).map(Some)
}

/// The same for a supervisor, whatever the method.
pub fn list_for_supervisor(tx: &mut dyn Tx, request: &KioskRequest, search: &str) -> Result<Option<Names>, StoreError> {
    match Place::find(tx, request)? {
        Some(place) => offered(tx, &place, search, request.at).map(Some),
        None => Ok(None),
    }
}

fn shows_names(place: &Place) -> bool {
    let by_name = match place.policy.method {
        // A PIN alone needs a name where the device has had too many wrong ones, and where it was forgotten.
        Method::NameAndPin | Method::PinAlone | Method::Badge | Method::BadgeAndPin => true,
        Method::NumberAndPin => false,
    };
    // A colleague is clocked by their name.
    let for_colleagues = place.kiosk.universal_set_at.is_some();
    by_name || !place.kiosk.authentication_required || for_colleagues
}

fn offered(tx: &mut dyn Tx, place: &Place, search: &str, now: Timestamp) -> Result<Names, StoreError> {
    // Somewhere it is tomorrow already.
    let latest = Zone::parse("Pacific/Kiritimati").map_or_else(|_| place.zone().local(now), |zone| zone.local(now));
    let (kiosk, everybody) = (place.kiosk.id, place.kiosk.everybody);
    let day = latest.date();
    let limit = if search.trim().is_empty() { MAX_NAMES + 1 } else { MAX_LOOKED_THROUGH };
    let mut found = kiosk_people::list_names(tx, place.workspace.id, (kiosk, everybody), (search, day), limit)?;
    found.retain(|one| begins_words_of(&one.name, search));
    let more = found.len() > MAX_NAMES;
    let has_started = |one: &KioskName| {
        let zone = one.zone.as_ref().unwrap_or(&place.workspace.settings.zone);
        one.starts_on.is_none_or(|day| now >= zone.start_of(day))
    };
    let people = found.into_iter().take(MAX_NAMES).filter(has_started).map(|one| (one.employee, one.name)).collect();
    Ok(Names { people, more })
}
