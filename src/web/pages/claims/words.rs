//! Claims in words: what somebody says happened, and what a person made of it.

use jiff::Timestamp;

use crate::{
    dialog::utterance::Way,
    domain::{
        ids::{ClaimId, EmployeeId, EntryId},
        pen::Pen,
        workspace::Zone,
    },
    service::{
        kiosks::claims::{Claim, ClaimError, ClaimSource, Decision, NOTE_MAX_CHARS},
        timesheets::changes::EntryError,
    },
    wording::{admin::AdminWords, refusals},
};

/// A claim as pages show it. Times are those of the kiosk, or of whoever left it.
pub struct ClaimView {
    pub id: ClaimId,
    /// Who says so.
    pub name: String,
    /// None where a name was typed that may be anybody's.
    pub employee: Option<EmployeeId>,
    /// "clocked in at …".
    pub says: String,
    /// "at the kiosk Gate, …", "on their own page, …".
    pub left: String,
    pub note: Option<String>,
    pub decided: Option<DecidedView>,
}

/// What a person has decided.
pub struct DecidedView {
    pub words: String,
    pub reason: Option<String>,
    pub entry: Option<EntryId>,
}

impl ClaimView {
    pub(super) fn new(claim: &Claim, zone: &Zone, pen: &Pen) -> Self {
        let way = match claim.way {
            Way::In => "in",
            Way::Out => "out",
        };
        let place = match claim.source {
            ClaimSource::Kiosk => format!("at the kiosk {}", claim.kiosk.as_deref().unwrap_or("that is gone")),
            ClaimSource::WorkerPage => "on their own page".to_owned(),
        };
        Self {
            id: claim.id,
            name: claim.name.clone().or_else(|| claim.said_name.clone()).unwrap_or_default(),
            employee: claim.employee,
            says: format!("clocked {way} at {}", pen.moment(claim.at, zone)),
            left: format!("{place}, {}", pen.moment(claim.made_at, zone)),
            note: claim.note.clone(),
            decided: claim.decision.as_ref().map(|decision| DecidedView::new(decision, zone, pen)),
        }
    }
}

impl DecidedView {
    fn new(decision: &Decision, zone: &Zone, pen: &Pen) -> Self {
        let done = if decision.accepted { "Accepted" } else { "Refused" };
        Self {
            words: format!("{done} by {}, {}", decision.decider, pen.moment(decision.at, zone)),
            reason: decision.reason.clone(),
            entry: decision.entry,
        }
    }
}

fn name(claim: &Claim) -> &str {
    claim.name.as_deref().or(claim.said_name.as_deref()).unwrap_or_default()
}

/// That a claim is accepted, with the time that counts.
pub(super) fn accepted(claim: &Claim, (at, zone): (Timestamp, &Zone), pen: &Pen) -> String {
    let way = match claim.way {
        Way::In => "in",
        Way::Out => "out",
    };
    format!("Accepted: the note of {}, clocked {way} at {}.", name(claim), pen.moment(at, zone))
}

/// That a claim is refused.
pub(super) fn refused(claim: &Claim) -> String {
    format!("Refused: the note of {}.", name(claim))
}

/// That the decision on a claim is taken back.
pub(super) fn waits_again(claim: &Claim) -> String {
    format!("Undone: the note of {} waits for a decision again.", name(claim))
}

/// Why a decision was not taken back.
pub(super) fn not_taken_back(words: &AdminWords, error: &ClaimError) -> String {
    match error {
        ClaimError::Entry(EntryError::ChangedMeanwhile) => {
            "This can no longer be undone: the entry was changed since, or it is more than half an hour ago.".to_owned()
        }
        ClaimError::Entry(error) => format!("Not undone: {}.", refusals::entry(words, error)),
        ClaimError::Store(_)
        | ClaimError::NotFound
        | ClaimError::Already(_)
        | ClaimError::NoEmployee
        | ClaimError::NoReason
        | ClaimError::NoteTooLong
        | ClaimError::NothingOpen => "This can no longer be undone.".to_owned(),
    }
}

/// Why it was not decided, as a clause; `None` for what the form of an entry says itself.
pub(super) fn of(error: &ClaimError) -> Option<String> {
    match error {
        ClaimError::NoReason => Some("say why; whoever left the note may ask".to_owned()),
        ClaimError::NoteTooLong => Some(format!("a reason has at most {NOTE_MAX_CHARS} characters")),
        ClaimError::NothingOpen => Some(
            "no entry without a clock-out had begun by then; add one under Time entries, and refuse the note"
                .to_owned(),
        ),
        ClaimError::Store(_)
        | ClaimError::NotFound
        | ClaimError::Already(_)
        | ClaimError::NoEmployee
        | ClaimError::Entry(_) => None,
    }
}
