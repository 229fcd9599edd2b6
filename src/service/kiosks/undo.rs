//! "Not right? Undo": a punch at a kiosk that was made moments ago is taken back. What was clocked stays in the trail.

use jiff::SignedDuration;

use super::{clock::find_punches, place::KioskRequest};
use crate::{
    domain::{entry_change::ChangeReason, how_punched::HowPunched, ids::IdentificationId, kiosk::Outcome},
    service::{
        AfterCommit, Unit,
        audit::Actor,
        timesheets::changes::{self, EntryError, UndonePunch},
    },
    store::{
        Hold, StoreError, employees,
        identifications::{self, Identification},
        kiosks, users,
    },
};

/// How long a screen offers to undo a punch.
pub const UNDO_WINDOW: SignedDuration = SignedDuration::from_secs(10);
/// What the network may take on top of that, and what is left of the second that the punch was made in.
const UNDO_SLACK: SignedDuration = SignedDuration::from_secs(6);

/// Takes the punches of an identification back: an entry that has begun is voided, one that has ended is open again.
/// False when it is too late, or the entry is no longer as it was clocked.
pub fn undo(u: &mut Unit<'_>, request: &KioskRequest, id: IdentificationId) -> Result<bool, StoreError> {
    let found = identifications::find_identification(u.tx, request.device, id)?;
    let Some(identification) = found.filter(|found| found.request.is_some()) else { return Ok(false) };
    match identification.outcome {
        Outcome::Punched => {}
        // It was undone before.
        Outcome::Left => return Ok(true),
        Outcome::Refused | Outcome::Found | Outcome::Noted | Outcome::SignedIn | Outcome::Unlocked => return Ok(false),
    }
    let Some(employee) = identification.employee else { return Ok(false) };
    u.hold(Hold::Employee(employee))?;
    let punches = find_punches(u.tx, &identification)?;
    let Some(last) = punches.opened.or(punches.closed) else { return Ok(false) };
    if request.at.duration_since(last.at) > UNDO_WINDOW + UNDO_SLACK {
        return Ok(false);
    }
    let kiosk = kiosks::find_kiosk(u.tx, request.workspace, request.kiosk)?.map(|kiosk| kiosk.name);
    let why = ChangeReason::because(format!("undone at the kiosk {}", kiosk.as_deref().unwrap_or_default()));
    let actor = actor(u, request, (&identification, kiosk.as_deref().unwrap_or_default()))?;
    let undone = UndonePunch {
        at: last.at,
        opened: punches.opened.map(|it| it.entry),
        closed: punches.closed.map(|it| it.entry),
    };
    match changes::undo(u, &actor, (employee, &undone), &why) {
        Ok(()) => {}
        Err(EntryError::Store(error)) => return Err(error),
        Err(refused) => {
            tracing::debug!(error = &refused as &dyn std::error::Error, "a punch was not undone");
            return Ok(false);
        }
    }
    u.after(AfterCommit::BoardChanged(request.workspace));
    let over = Identification { outcome: Outcome::Left, ends_at: None, ..identification };
    identifications::set_identification(u.tx, &over)?;
    Ok(true)
}

/// Whoever was clocked, or the supervisor or the Universal PIN that has clocked them.
fn actor(
    u: &mut Unit<'_>,
    request: &KioskRequest,
    (identification, kiosk): (&Identification, &str),
) -> Result<Actor, StoreError> {
    let supervisor = match identification.user {
        Some(user) => users::find_user(u.tx, request.workspace, user)?,
        None => None,
    };
    if let Some(user) = supervisor {
        let actor = Actor::employee(request.workspace, &user.name, &request.address);
        return Ok(Actor { user: Some(user.id), role: user.role, ..actor });
    }
    let name = match identification.employee {
        Some(employee) => employees::get_employee(u.tx, request.workspace, employee)?.details.name,
        None => String::new(),
    };
    let how = HowPunched::Kiosk { kiosk: kiosk.to_owned(), proof: identification.proof, clocked_by: None };
    Ok(Actor::employee(request.workspace, &how.who(&name), &request.address))
}
