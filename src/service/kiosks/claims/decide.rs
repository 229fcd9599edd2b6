//! What a person makes of a claim: an entry, or its end, with the trail of every change by hand; or nothing, with a
//! reason.

use jiff::Timestamp;
use serde_json::json;

use super::NOTE_MAX_CHARS;
use crate::{
    dialog::utterance::Way,
    domain::{
        entry_change::ChangeReason,
        ids::{ClaimId, EmployeeId, EntryId, JobId},
        text::cleaned,
        time_text::moment,
        workspace::Zone,
    },
    service::{
        audit::{self, Actor, AuditChange},
        kernel::Unit,
        timesheets::changes::{self, Correction, EntryError, ExpectedEntry, NewEntry, find_clocking_employee},
    },
    store::{
        StoreError, claims,
        claims::{Claim, ClaimDecision, ClaimSource},
        entries::way_name,
        entry_record,
    },
};

/// How a claim is accepted.
#[derive(Debug, Clone)]
pub struct AcceptedClaim {
    /// Whose it is, where it has no more than a name that was typed; who has called, of a call that was missed.
    pub employee: Option<EmployeeId>,
    /// Which way it was, of a call that was missed; of any other claim it is known.
    pub way: Option<Way>,
    /// The time that counts.
    pub at: Timestamp,
    /// For a clock-in, when they left; without it they are clocked in.
    pub out_at: Option<Timestamp>,
    /// For a clock-in, the job that they worked on.
    pub job: Option<JobId>,
    /// What is noted beside it.
    pub note: String,
}

/// Why a claim was not decided; nothing has changed then.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum ClaimError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is no such claim in the workspace")]
    NotFound,
    #[error("the claim was decided before")]
    Already(Box<claims::Decision>),
    #[error("nobody is chosen whose claim it is")]
    NoEmployee,
    #[error("a claim is not refused without a reason")]
    NoReason,
    #[error("a note has at most {NOTE_MAX_CHARS} characters")]
    NoteTooLong,
    #[error("there is no entry without a clock-out that had begun by then")]
    NothingOpen,
    #[error(transparent)]
    Entry(EntryError),
}

impl From<EntryError> for ClaimError {
    fn from(error: EntryError) -> Self {
        if let EntryError::Store(error) = error { Self::Store(error) } else { Self::Entry(error) }
    }
}

/// Accepts a claim: a clock-in adds an entry, a clock-out ends the one that was open then.
///
/// # Errors
/// When somebody else has decided it, nobody is chosen, or the entry cannot be made or changed.
pub fn accept(u: &mut Unit<'_>, actor: &Actor, id: ClaimId, accepted: &AcceptedClaim) -> Result<EntryId, ClaimError> {
    let mut claim = find_waiting(u, actor, id)?;
    // The phone alone says nothing of who has called.
    let is_missed = claim.source == ClaimSource::MissedCall;
    let employee = if is_missed { accepted.employee.or(claim.employee) } else { claim.employee.or(accepted.employee) };
    let employee = employee.ok_or(ClaimError::NoEmployee)?;
    let found = find_clocking_employee(u.tx, actor.workspace, employee)?;
    let (employee, zone) = found.ok_or(ClaimError::NoEmployee)?;
    if is_missed {
        claim.way = accepted.way.unwrap_or(claim.way);
        claims::set_caller(u.tx, (actor.workspace, id), (employee.id, claim.way))?;
    }
    let note = tidy(&accepted.note)?;
    let why = ChangeReason::because(because(&claim, &zone, note.as_deref()));
    let entry = match claim.way {
        Way::In => {
            let new = NewEntry {
                id: EntryId::generate(&u.ids),
                employee: employee.id,
                in_at: accepted.at,
                out_at: accepted.out_at,
                job: accepted.job,
            };
            changes::add(u, actor, &new, &why)?;
            new.id
        }
        Way::Out => end_open(u, actor, (employee.id, accepted.at), &why)?,
    };
    let decision = Decided { accepted: true, employee: Some(employee.id), reason: note.as_deref(), entry: Some(entry) };
    decision.write(u, actor, &claim, &employee.details.name)?;
    Ok(entry)
}

/// Refuses a claim.
///
/// # Errors
/// When somebody else has decided it, or no reason is given.
pub fn refuse(u: &mut Unit<'_>, actor: &Actor, id: ClaimId, reason: &str) -> Result<(), ClaimError> {
    let claim = find_waiting(u, actor, id)?;
    let reason = tidy(reason)?.ok_or(ClaimError::NoReason)?;
    let name = subject_of(&claim);
    let decision = Decided { accepted: false, employee: None, reason: Some(&reason), entry: None };
    decision.write(u, actor, &claim, &name)
}

/// Whom the trail names.
pub(super) fn subject_of(claim: &Claim) -> String {
    let said = claim.said_name.as_deref().unwrap_or_default();
    match (&claim.name, claim.source) {
        (Some(name), _) => name.clone(),
        (None, ClaimSource::MissedCall) if said.is_empty() => "a caller without a number".to_owned(),
        (None, ClaimSource::MissedCall) => format!("a caller from a number with {said}"),
        (None, _) => said.to_owned(),
    }
}

fn find_waiting(u: &mut Unit<'_>, actor: &Actor, id: ClaimId) -> Result<Claim, ClaimError> {
    let claim = claims::find_claim(u.tx, actor.workspace, id)?.ok_or(ClaimError::NotFound)?;
    match &claim.decision {
        None => Ok(claim),
        Some(decision) => Err(ClaimError::Already(Box::new(decision.clone()))),
    }
}

/// Ends the entry that they were in with at that time.
fn end_open(
    u: &mut Unit<'_>,
    actor: &Actor,
    (employee, at): (EmployeeId, Timestamp),
    why: &ChangeReason,
) -> Result<EntryId, ClaimError> {
    let open = entry_record::find_without_end(u.tx, (actor.workspace, employee), at)?;
    let open = open.ok_or(ClaimError::NothingOpen)?;
    let expected = ExpectedEntry { id: open.entry.id, version: open.version() };
    let correction = Correction {
        in_at: open.entry.in_at,
        out_at: Some(at),
        job: open.entry.job,
        claimed_in: None,
        claimed_out: None,
    };
    changes::correct(u, actor, &expected, &correction, why)?;
    Ok(open.entry.id)
}

/// What is written down beside the change.
fn because(claim: &Claim, zone: &Zone, note: Option<&str>) -> String {
    let way = way_name(claim.way);
    let left = match claim.source {
        ClaimSource::Kiosk | ClaimSource::WorkerPage => "left as a note",
        ClaimSource::Phone | ClaimSource::LockedPhone | ClaimSource::MissedCall => "left",
    };
    let place = match claim.source {
        ClaimSource::Phone => "by phone".to_owned(),
        ClaimSource::LockedPhone => "by phone after wrong PINs".to_owned(),
        ClaimSource::MissedCall => "in a call that could not be answered".to_owned(),
        ClaimSource::Kiosk if claim.kept.is_some() => {
            let kiosk = claim.kiosk.as_deref().unwrap_or("of another day");
            format!("at the kiosk {kiosk}, which kept it without a network")
        }
        ClaimSource::Kiosk => format!("at the kiosk {}", claim.kiosk.as_deref().unwrap_or("of another day")),
        ClaimSource::WorkerPage => "on the employee’s own page".to_owned(),
    };
    let mut words = format!("{left} {place}: {way} at {}", moment(claim.at, zone));
    for text in [claim.note.as_deref(), note].into_iter().flatten() {
        words.push_str("; ");
        words.push_str(text);
    }
    words.chars().take(NOTE_MAX_CHARS).collect()
}

fn tidy(text: &str) -> Result<Option<String>, ClaimError> {
    let text = cleaned(text).trim().to_owned();
    if text.chars().count() > NOTE_MAX_CHARS {
        return Err(ClaimError::NoteTooLong);
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// A decision in the making.
struct Decided<'a> {
    accepted: bool,
    employee: Option<EmployeeId>,
    reason: Option<&'a str>,
    entry: Option<EntryId>,
}

impl Decided<'_> {
    fn write(&self, u: &mut Unit<'_>, actor: &Actor, claim: &Claim, name: &str) -> Result<(), ClaimError> {
        let Self { accepted, employee, reason, entry } = *self;
        let (user, decider, at) = (actor.user, actor.name.as_str(), u.now);
        let decision = ClaimDecision { accepted, employee, user, decider, reason, entry, at };
        if !claims::set_decided(u.tx, (actor.workspace, claim.id), &decision)? {
            return Err(ClaimError::Store(StoreError::Unreadable("a claim that waits and does not")));
        }
        let zone = claim.kiosk_zone.as_ref().or(claim.zone.as_ref());
        let said = zone.map_or_else(|| claim.at.to_string(), |zone| moment(claim.at, zone));
        let change = AuditChange {
            action: if accepted { "accept claim" } else { "refuse claim" },
            subject: name,
            employee: claim.employee.or(employee),
            before: Some(json!({ "says": said, "note": claim.note })),
            after: Some(json!({ "decision": if accepted { "accepted" } else { "refused" }, "reason": reason })),
        };
        Ok(audit::note(u, actor, change)?)
    }
}
