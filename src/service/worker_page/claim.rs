//! A punch that was missed, as the worker reports it: a claim, which a person decides. It is never an entry by itself.

use jiff::{SignedDuration, Timestamp, civil::DateTime};
use serde_json::json;

use super::{NOTE_MAX_CHARS, Opened};
use crate::{
    dialog::utterance::Way,
    domain::{
        ids::ClaimId,
        location::{Fix, Sighting},
        text::cleaned,
        time_text::moment,
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
        locations::{find_nearest, find_place},
    },
    store::{
        StoreError,
        claims::{self, ClaimSource, NewClaim},
        entries::way_name,
    },
};

/// How far back a punch may lie; older hours are paid by now.
const OLDEST: SignedDuration = SignedDuration::from_hours(60 * 24);
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// Punches that one person reports in a day; whoever reports more of them is to talk to somebody.
const REPORTS_A_DAY: usize = 10;

/// What is reported.
#[derive(Debug, Clone)]
pub struct MissedPunch {
    /// The report's own id, which the form was shown with: sent twice, it is left once.
    pub id: ClaimId,
    /// In or out.
    pub way: Way,
    /// When, by the wall clock where they are.
    pub at: DateTime,
    /// What they write to it.
    pub note: String,
    /// Where they are, where they have let their browser say so. It is compared with the locations, and not kept.
    pub fix: Option<Fix>,
}

/// Why a report was not taken down.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum MissedPunchError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the link opens nothing")]
    NoPage,
    #[error("the time is still to come")]
    Future,
    #[error("the time is too long ago")]
    TooOld,
    #[error("so many were reported within a day")]
    TooMany,
}

/// Takes a missed punch down as a claim. `address` is the network address that the audit log names.
///
/// # Errors
/// When the link opens nothing, the time is none that can have been missed, or too many were reported.
pub fn report(u: &mut Unit<'_>, token: &str, missed: &MissedPunch, address: &str) -> Result<(), MissedPunchError> {
    let Opened { employee, zone, .. } = Opened::hold(u, token)?.ok_or(MissedPunchError::NoPage)?;
    // Of a time that came twice it is the first one, of one that was left out the next: a person decides.
    let at = zone.moment_unasked(missed.at).unwrap_or(Timestamp::MIN);
    if at > u.now {
        return Err(MissedPunchError::Future);
    }
    if u.now.duration_since(at) > OLDEST {
        return Err(MissedPunchError::TooOld);
    }
    let made_by = format!("worker page {} {}", employee.id, missed.id);
    if claims::is_made(u.tx, &made_by)? {
        return Ok(());
    }
    let since = u.now.saturating_sub(DAY).unwrap_or(Timestamp::MIN);
    if claims::count_on_page(u.tx, employee.id, since)? >= REPORTS_A_DAY {
        return Err(MissedPunchError::TooMany);
    }
    let note: String = cleaned(&missed.note).trim().chars().take(NOTE_MAX_CHARS).collect();
    let note = Some(note).filter(|note| !note.is_empty());
    let sighting = Sighting { fix: missed.fix, address: address.parse().ok(), ..Sighting::default() };
    let place = find_place(u.tx, employee.workspace, &sighting)?;
    let near = match missed.fix {
        Some(fix) => find_nearest(u.tx, employee.workspace, fix)?,
        None => None,
    };
    let claim = NewClaim {
        id: ClaimId::generate(&u.ids),
        workspace: employee.workspace,
        employee: Some(employee.id),
        source: ClaimSource::WorkerPage,
        kiosk: None,
        call: None,
        made_by: &made_by,
        made_at: u.now,
        at,
        way: missed.way,
        said_name: None,
        note: note.as_deref(),
        whereabouts: place.whereabouts,
        near: near.map(|near| (near.location, near.meters, near.accuracy)),
    };
    claims::insert_claim(u.tx, &claim)?;
    let actor = Actor::employee(employee.workspace, &employee.details.name, address);
    let way = way_name(missed.way);
    let change = AuditChange {
        action: "report missed punch",
        subject: &employee.details.name,
        employee: Some(employee.id),
        before: NO_FIELDS,
        after: Some(json!({ "says": format!("{way} at {}", moment(at, &zone)), "note": note })),
    };
    Ok(audit::note(u, &actor, change)?)
}
