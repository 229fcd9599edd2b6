//! A person takes their own decision on a claim back, moments later: it waits again, and what was made of it counts no
//! more. All of it stays in the trail.

use jiff::Timestamp;
use serde_json::json;

use super::decide::{ClaimError, subject_of};
use crate::{
    dialog::utterance::Way,
    domain::{
        entry_change::{ChangeReason, RevisionKind},
        ids::{ClaimId, EntryId},
    },
    service::{
        audit::{self, Actor, AuditChange},
        kernel::Unit,
        timesheets::changes::{self, EntryError, ExpectedEntry, TAKE_BACK_WINDOW},
    },
    store::{StoreError, Tx, claims, claims::Claim, entry_record, entry_revisions},
};

/// The claim on which the user has decided last, while one key takes that back.
pub fn find_last_decided(tx: &mut dyn Tx, actor: &Actor, now: Timestamp) -> Result<Option<Claim>, StoreError> {
    let Some(user) = actor.user else { return Ok(None) };
    let since = now.saturating_sub(TAKE_BACK_WINDOW).unwrap_or_default();
    claims::find_last_decided(tx, (actor.workspace, user), since)
}

/// Takes the user's own last decision back; the claim.
///
/// # Errors
/// When it is not theirs, or too long ago, or what was made of the claim was changed since.
pub fn take_back(u: &mut Unit<'_>, actor: &Actor, id: ClaimId) -> Result<Claim, ClaimError> {
    let last = find_last_decided(u.tx, actor, u.now)?.filter(|last| last.id == id);
    let claim = last.ok_or(ClaimError::Entry(EntryError::ChangedMeanwhile))?;
    let decision = claim.decision.as_ref().ok_or(ClaimError::NotFound)?;
    if let (true, Some(entry)) = (decision.accepted, decision.entry) {
        match claim.way {
            Way::In => void_added(u, actor, entry)?,
            Way::Out => changes::take_back(u, actor, entry)?,
        }
    }
    if !claims::set_waiting(u.tx, (actor.workspace, id))? {
        return Err(ClaimError::Store(StoreError::Unreadable("a claim that is decided and is not")));
    }
    let change = AuditChange {
        action: "undo decision on claim",
        subject: &subject_of(&claim),
        employee: claim.employee,
        before: Some(json!({
            "decision": if decision.accepted { "accepted" } else { "refused" },
            "reason": decision.reason,
        })),
        after: Some(json!({ "decision": null })),
    };
    audit::note(u, actor, change)?;
    Ok(claim)
}

/// Voids the entry that was added for a claim, if it is still as it was added.
fn void_added(u: &mut Unit<'_>, actor: &Actor, id: EntryId) -> Result<(), ClaimError> {
    let found = entry_record::find_decided(u.tx, actor.workspace, id)?.ok_or(EntryError::NotFound)?;
    let revisions = entry_revisions::list_revisions(u.tx, id)?;
    let as_added = match revisions.as_slice() {
        [only] => only.kind == RevisionKind::Added && changes::says(only, &found),
        _ => false,
    };
    if !as_added {
        return Err(ClaimError::Entry(EntryError::ChangedMeanwhile));
    }
    let why = ChangeReason::because("the note from the kiosk waits for a decision again".to_owned());
    let expected = ExpectedEntry { id, version: found.version() };
    Ok(changes::void(u, actor, &expected, &why)?)
}
