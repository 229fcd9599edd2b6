//! Claims: a note that was left at a kiosk, and what a person makes of one, wherever it was left. A claim is never an entry
//! by itself.

mod decide;
mod take_back;

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time},
};

pub use self::{
    decide::{AcceptedClaim, ClaimError, accept, refuse},
    take_back::{find_last_decided, take_back},
};
use super::{
    people,
    place::{KioskRequest, Place},
};
pub use crate::store::claims::{Claim, ClaimSource, Decision, NearLocation};
use crate::{
    dialog::utterance::Way,
    domain::{
        ids::{ClaimId, EmployeeId, WorkspaceId},
        kiosk::{Outcome, Proof},
        text::cleaned,
        workspace::Zone,
    },
    service::{Unit, locations::find_place},
    store::{
        StoreError, Tx, claims,
        claims::NewClaim,
        identifications::{self, Identification},
        workspaces,
    },
};

/// Characters of a note.
pub const NOTE_MAX_CHARS: usize = 500;
/// Characters of a name that is typed.
const NAME_MAX_CHARS: usize = 100;
/// Notes that one device leaves in a day; whoever types more of them types no notes.
const NOTES_A_DAY: usize = 60;
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// A time that is so little ahead is now: somebody has put down when the shift begins.
const A_LITTLE_AHEAD: SignedDuration = SignedDuration::from_hours(2);
/// Claims on one page.
const PAGE: usize = 200;
/// Claims that were decided and are still shown.
const DECIDED_PAGE: usize = 20;

/// What somebody says who could not clock.
#[derive(Debug, Clone)]
pub struct Note {
    /// Who they are, where they chose their name.
    pub employee: Option<EmployeeId>,
    /// The name that they typed.
    pub name: String,
    /// In or out.
    pub way: Way,
    /// The time of the place that it is about; now, where none is said.
    pub at: Option<Time>,
    /// What they write to it.
    pub note: String,
}

/// Leaves a note for the manager. False where nothing of it can be kept: nobody is named, or too many were left.
pub fn leave(u: &mut Unit<'_>, request: &KioskRequest, note: &Note) -> Result<bool, StoreError> {
    let Some(place) = Place::find(u.tx, request)? else { return Ok(false) };
    let before = identifications::find_identification(u.tx, request.device, request.identification())?;
    if let Some(before) = before {
        return Ok(before.outcome == Outcome::Noted);
    }
    let since = u.now.saturating_sub(DAY).unwrap_or(Timestamp::MIN);
    let employee = match note.employee {
        Some(employee) => people::find_clocking(u.tx, &place, employee, u.now)?.map(|found| found.id),
        None => None,
    };
    let name = shortened(&note.name, NAME_MAX_CHARS);
    let is_anonymous = employee.is_none() && name.is_none();
    if is_anonymous
        || claims::count_of_device(u.tx, request.device, since)? >= NOTES_A_DAY
        || identifications::is_id_taken(u.tx, request.identification())?
    {
        return Ok(false);
    }
    let (made_by, text) = (format!("kiosk request {}", request.request), shortened(&note.note, NOTE_MAX_CHARS));
    let claim = NewClaim {
        id: ClaimId::generate(&u.ids),
        workspace: request.workspace,
        employee,
        source: ClaimSource::Kiosk,
        kiosk: Some((request.kiosk, request.device)),
        call: None,
        made_by: &made_by,
        made_at: request.at,
        at: note.at.map_or_else(|| request.second(), |time| moment(place.zone(), request.at, time)),
        way: note.way,
        said_name: name.as_deref().filter(|_| employee.is_none()),
        note: text.as_deref(),
        whereabouts: find_place(u.tx, request.workspace, &request.sighting())?.whereabouts,
        near: None,
    };
    claims::insert_claim(u.tx, &claim)?;
    let noted = Identification {
        id: request.identification(),
        workspace: request.workspace,
        kiosk: request.kiosk,
        device: request.device,
        employee,
        user: None,
        at: request.at,
        address: request.address.clone(),
        proof: Proof::NameOnly,
        outcome: Outcome::Noted,
        counts: false,
        ends_at: None,
        took: None,
        request: None,
    };
    identifications::insert_identification(u.tx, &noted)?;
    tracing::info!(kiosk.id = %request.kiosk, "somebody left a note at a kiosk");
    Ok(true)
}

/// The time of a place today, at most now, or of the day before where that is still long to come.
fn moment(zone: &Zone, now: Timestamp, time: Time) -> Timestamp {
    let today = zone.local(now).date();
    let on = |day: Date| zone.moment_unasked(day.to_datetime(time)).unwrap_or(now);
    let at = on(today);
    if at.duration_since(now) <= A_LITTLE_AHEAD { at.min(now) } else { today.yesterday().map_or(now, on) }
}

fn shortened(text: &str, most: usize) -> Option<String> {
    let text: String = cleaned(text).trim().chars().filter(|c| !c.is_control() || *c == '\n').take(most).collect();
    Some(text).filter(|text| !text.is_empty())
}

/// The claims of a workspace that wait for a person, the oldest moment first.
pub fn list_waiting(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<Claim>, StoreError> {
    claims::list_waiting(tx, workspace, PAGE)
}

/// The claims of a workspace that were decided last, the latest first.
pub fn list_decided(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<Claim>, StoreError> {
    claims::list_decided(tx, workspace, DECIDED_PAGE)
}

/// The zone in which a claim was left.
pub fn zone_of(tx: &mut dyn Tx, workspace: WorkspaceId, claim: &Claim) -> Result<Zone, StoreError> {
    match claim.kiosk_zone.as_ref().or(claim.zone.as_ref()) {
        Some(zone) => Ok(zone.clone()),
        None => Ok(workspaces::get_workspace(tx, workspace)?.settings.zone),
    }
}

/// A claim of the workspace.
pub fn find(tx: &mut dyn Tx, workspace: WorkspaceId, id: ClaimId) -> Result<Option<Claim>, StoreError> {
    claims::find_claim(tx, workspace, id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_of_today_or_of_the_night_before() {
        let zone = Zone::parse("America/Chicago").unwrap();
        let now: Timestamp = "2026-11-17T13:10:00Z".parse().unwrap();
        for (time, at) in [
            ("06:59", "2026-11-17T12:59:00Z"),
            ("07:10", "2026-11-17T13:10:00Z"),
            ("07:14", "2026-11-17T13:10:00Z"),
            ("08:30", "2026-11-17T13:10:00Z"),
            ("09:11", "2026-11-16T15:11:00Z"),
            ("23:30", "2026-11-17T05:30:00Z"),
        ] {
            assert_eq!(moment(&zone, now, time.parse().unwrap()).to_string(), at, "{time}");
        }
        // There was no such time that night, and twice in the other.
        let spring: Timestamp = "2026-03-08T13:00:00Z".parse().unwrap();
        assert_eq!(moment(&zone, spring, "02:30".parse().unwrap()).to_string(), "2026-03-08T08:30:00Z");
    }
}
