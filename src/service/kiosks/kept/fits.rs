//! Whether a kept punch fits to what was clocked, or written down by hand, before and since.

use jiff::{SignedDuration, Timestamp};

use crate::{
    dialog::{effect::PunchKind, utterance::Way},
    domain::{employee::Employee, ids::EntryId, workspace::Workspace},
    store::{
        StoreError, Tx, approvals, entry_breaks, entry_revisions,
        kept_punches::{self, NearEntry, WhyNot},
    },
};

/// Entries that began so long before may still say the same.
const LOOKED_AT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A punch that is there already is the same one.
const SAME: SignedDuration = SignedDuration::from_secs(120);
/// Who writes a time down by hand from memory is so far off.
const BY_HAND: SignedDuration = SignedDuration::from_mins(60);

/// What is to become of a punch that was kept.
pub(super) enum Fit {
    Punch(PunchKind),
    /// This entry has it already.
    Entry(EntryId, WhyNot),
    Claim(WhyNot),
}

pub(super) fn find(
    tx: &mut dyn Tx,
    (workspace, employee): (&Workspace, &Employee),
    (way, at): (Way, Timestamp),
) -> Result<Fit, StoreError> {
    let zone = employee.details.zone.as_ref().unwrap_or(&workspace.settings.zone);
    let since = at.saturating_sub(LOOKED_AT).unwrap_or(Timestamp::MIN);
    let near = kept_punches::list_near(tx, (workspace.id, employee.id), since)?;
    let open = near.iter().find(|entry| entry.is_open);
    let from = open.filter(|open| way == Way::Out && open.in_at <= at).map_or(at, |open| open.in_at);
    if approvals::find_lock(tx, employee.id, zone.local(from).date(), zone.local(at).date())?.is_some() {
        return Ok(Fit::Claim(WhyNot::Approved));
    }
    if let Some(found) = find_same(tx, &near, (way, at))? {
        return Ok(found);
    }
    // What came later was clocked without knowing of this.
    let is_last = near.iter().flat_map(|entry| [Some(entry.in_at), entry.out_at]).flatten().all(|other| other <= at);
    if !is_last {
        return Ok(Fit::Claim(WhyNot::Order));
    }
    let is_forgotten =
        |open: &NearEntry| at.duration_since(open.in_at).as_secs() > workspace.settings.forgotten_after_secs;
    Ok(match (way, open) {
        (Way::In, None) => Fit::Punch(PunchKind::In),
        (Way::In, Some(open)) if is_forgotten(open) => Fit::Punch(PunchKind::NewShift { unfinished: open.id }),
        (Way::Out, Some(open)) if !is_forgotten(open) && are_breaks_over(tx, open.id, at)? => {
            Fit::Punch(PunchKind::Out { entry: open.id })
        }
        (Way::In | Way::Out, _) => Fit::Claim(WhyNot::Order),
    })
}

/// No break of an entry goes on past its end, or begins there.
fn are_breaks_over(tx: &mut dyn Tx, entry: EntryId, at: Timestamp) -> Result<bool, StoreError> {
    Ok(entry_breaks::list_spans(tx, entry, at)?.iter().all(|(begin, end)| *begin <= at && *end <= at))
}

/// The entry that says the same already, by a punch or by hand.
fn find_same(tx: &mut dyn Tx, near: &[NearEntry], (way, at): (Way, Timestamp)) -> Result<Option<Fit>, StoreError> {
    let ids: Vec<_> = near.iter().map(|entry| entry.id).collect();
    let by_hand = entry_revisions::list_timed_by_hand(tx, &ids)?;
    // A clock-out is of the shift that had begun last by then.
    let is_over =
        |entry: &NearEntry| way == Way::Out && near.iter().any(|other| entry.in_at < other.in_at && other.in_at <= at);
    let hand = near
        .iter()
        .filter(|entry| by_hand.contains(&entry.id) && !is_over(entry))
        .find(|entry| is_covered(entry, way, at));
    if let Some(entry) = hand {
        return Ok(Some(Fit::Entry(entry.id, WhyNot::ByHand)));
    }
    let moment = |entry: &NearEntry| match way {
        Way::In => Some(entry.in_at),
        Way::Out => entry.out_at,
    };
    // In, out and in again are three, however quickly they follow.
    let is_parted = |other: Timestamp| {
        let between = |moment: Timestamp| other.min(at) < moment && moment < other.max(at);
        near.iter().any(|entry| match way {
            Way::In => entry.out_at.is_some_and(between),
            Way::Out => between(entry.in_at),
        })
    };
    let is_same = |other: Timestamp| other.duration_since(at).abs() <= SAME && !is_parted(other);
    let same = near.iter().find(|entry| moment(entry).is_some_and(is_same));
    Ok(same.map(|entry| Fit::Entry(entry.id, WhyNot::Same)))
}

/// Whether whoever wrote an entry down has meant this punch, too.
fn is_covered(entry: &NearEntry, way: Way, at: Timestamp) -> bool {
    let early = entry.in_at.saturating_sub(BY_HAND).unwrap_or(Timestamp::MIN);
    match (way, entry.out_at) {
        (Way::In, Some(out_at)) => early <= at && at < out_at,
        (Way::In, None) => early <= at && at.duration_since(entry.in_at) <= BY_HAND,
        (Way::Out, Some(out_at)) => entry.in_at < at && at <= out_at.saturating_add(BY_HAND).unwrap_or(Timestamp::MAX),
        (Way::Out, None) => false,
    }
}
