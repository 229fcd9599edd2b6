//! What a caller leaves for a person to decide: a punch that was missed, or word after wrong PINs. It is never an entry by
//! itself.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::{
    dialog::{
        claim::{ClaimEffect, ClaimResult, MissedTime},
        session::Session,
        utterance::{SpokenDay, Way},
    },
    domain::{
        ids::{ClaimId, EmployeeId, WorkspaceId},
        location::Whereabouts,
        phone_clock_id::PhoneClockId,
        punch_time,
        time_text::moment,
        workspace::Zone,
    },
    service::{
        Unit,
        audit::{self, Actor, AuditChange, NO_FIELDS},
        punching::hold_person,
        voice_checks::claim_recordings,
    },
    store::{
        StoreError,
        calls::Call,
        claims::{self, ClaimSource, NewClaim},
        employees,
        entries::way_name,
        phone_clock_ids, workspaces,
    },
};

const DAY: SignedDuration = SignedDuration::from_hours(24);
/// Punches that one person reports by phone in a day, and words that are left for one; whoever has more to say is to
/// talk to somebody.
const CLAIMS_A_DAY: usize = 10;

/// Keeps a claim.
pub(super) fn keep(
    u: &mut Unit<'_>,
    call: &Call,
    session: &Session,
    effect: &ClaimEffect,
) -> Result<ClaimResult, StoreError> {
    match effect {
        ClaimEffect::Missed { way, time } => {
            let who = session.person.ok_or(StoreError::Unreadable("nobody has signed in"))?;
            report_missed(u, call, (who.workspace, who.employee), (*way, *time))
        }
        ClaimEffect::Word { clock_id, way } => leave_word(u, call, clock_id, *way),
    }
}

fn report_missed(
    u: &mut Unit<'_>,
    call: &Call,
    (workspace, id): (WorkspaceId, EmployeeId),
    (way, time): (Way, MissedTime),
) -> Result<ClaimResult, StoreError> {
    hold_person(u, workspace, id)?;
    let employee = employees::get_employee(u.tx, workspace, id)?;
    let settings = workspaces::get_workspace(u.tx, workspace)?.settings;
    let zone: Zone = employee.details.zone.unwrap_or(settings.zone);
    let answered = punch_time::answered(call.answered_at, u.now);
    let today = zone.local(answered).date();
    let (at, told) = match time {
        MissedTime::Said => (answered, None),
        MissedTime::Keyed { yesterday, time } => {
            let day = if yesterday { today.yesterday().unwrap_or(today) } else { today };
            let local = day.to_datetime(time);
            // Of a time that came twice it is the first one, of one that was left out the next: a person decides.
            let at = zone.moment_unasked(local).unwrap_or(Timestamp::MIN);
            if at > u.now {
                return Ok(ClaimResult::ToCome);
            }
            (at, Some((SpokenDay::new(day, today), local)))
        }
    };
    let claimed = Claimed { workspace, employee: id, source: ClaimSource::Phone, way, at, is_said: told.is_none() };
    if !claimed.keep(u, call)? {
        return Ok(ClaimResult::TooMany);
    }
    let actor = Actor::employee(workspace, &employee.details.name, "telephone");
    let way = way_name(way);
    let says = match told {
        Some(_) => format!("{way} at {}", moment(at, &zone)),
        None => format!("{way}, with the time in the recording"),
    };
    let change = AuditChange {
        action: "report missed punch",
        subject: &employee.details.name,
        employee: Some(id),
        before: NO_FIELDS,
        after: Some(json!({ "says": says })),
    };
    audit::note(u, &actor, change)?;
    Ok(ClaimResult::Kept(told))
}

/// Word for the manager of whoever has the ID. Where nobody has it nothing is kept, and nothing sounds different.
fn leave_word(u: &mut Unit<'_>, call: &Call, clock_id: &PhoneClockId, way: Way) -> Result<ClaimResult, StoreError> {
    if let Some(known) = phone_clock_ids::find_credential(u.tx, clock_id)? {
        hold_person(u, known.workspace, known.employee)?;
        let (workspace, employee) = (known.workspace, known.employee);
        let at = punch_time::answered(call.answered_at, u.now);
        let claimed = Claimed { workspace, employee, source: ClaimSource::LockedPhone, way, at, is_said: false };
        claimed.keep(u, call)?;
    }
    Ok(ClaimResult::Kept(None))
}

/// A claim in the making.
struct Claimed {
    workspace: WorkspaceId,
    employee: EmployeeId,
    source: ClaimSource,
    way: Way,
    at: Timestamp,
    is_said: bool,
}

impl Claimed {
    /// Whether there was room for it.
    fn keep(&self, u: &mut Unit<'_>, call: &Call) -> Result<bool, StoreError> {
        let since = u.now.saturating_sub(DAY).unwrap_or(Timestamp::MIN);
        if claims::count_by_phone(u.tx, (self.employee, self.source), since)? >= CLAIMS_A_DAY {
            return Ok(false);
        }
        let made_by = format!("call {} step {}", call.id, call.step);
        let claim = NewClaim {
            id: ClaimId::generate(&u.ids),
            workspace: self.workspace,
            employee: Some(self.employee),
            source: self.source,
            kiosk: None,
            call: Some((call.id, self.is_said)),
            made_by: &made_by,
            made_at: u.now,
            at: self.at,
            way: self.way,
            said_name: None,
            note: None,
            whereabouts: Whereabouts::NotLookedFor,
            near: None,
        };
        claims::insert_claim(u.tx, &claim)?;
        claim_recordings::expect(u, call, (self.workspace, claim.id))?;
        Ok(true)
    }
}
