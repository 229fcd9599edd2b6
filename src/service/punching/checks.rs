//! What cannot be about the times of an entry: found when the times change, settled when they no longer say so.

mod breaks;

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{EntryId, ExceptionId, Ids},
        time_text::{hours_and_minutes as length, moment},
    },
    store::{
        StoreError, Tx,
        entry_spans::{self, EntrySpan},
        exceptions::{self, Exception},
        payroll_policies,
    },
};

/// More entries at the same time than these are not told of.
const MAX_OVERLAPS_LISTED: usize = 20;

/// Looks at an entry whose times have changed, and at those around it. To be called in the transaction that
/// changed them.
///
/// # Errors
/// When there is no such entry.
pub(in crate::service) fn recheck(
    ids: &Ids<'_>,
    tx: &mut dyn Tx,
    entry: EntryId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let span = entry_spans::get_span(tx, entry)?;
    check_length(ids, tx, &span, now)?;
    breaks::recheck(ids, tx, &span, now)?;
    let others = entry_spans::list_overlapping(tx, &span, MAX_OVERLAPS_LISTED)?;
    let mut doubtful =
        BTreeSet::from_iter(entry_spans::list_with_standing(tx, span.employee, ExceptionKind::Overlapping)?);
    doubtful.extend(others.iter().map(|other| other.entry));
    doubtful.insert(entry);
    doubtful.into_iter().try_for_each(|entry| check_overlap(ids, tx, entry, now))
}

fn check_overlap(ids: &Ids<'_>, tx: &mut dyn Tx, entry: EntryId, now: Timestamp) -> Result<(), StoreError> {
    let span = entry_spans::get_span(tx, entry)?;
    let others = entry_spans::list_overlapping(tx, &span, MAX_OVERLAPS_LISTED)?;
    let found = others.split_first().map(|(first, rest)| {
        let more = if rest.is_empty() { String::new() } else { format!(", and {} more", rest.len()) };
        format!("{}{more}", overlap_in_words(&span, first))
    });
    let because = if span.voided { "the entry was voided" } else { "no longer overlaps" };
    hold(ids, tx, (&span, ExceptionKind::Overlapping), (found, because), now)
}

fn check_length(ids: &Ids<'_>, tx: &mut dyn Tx, span: &EntrySpan, now: Timestamp) -> Result<(), StoreError> {
    let limit = payroll_policies::get_policy(tx, span.workspace)?.impossible_after_secs;
    let ended = span.out_at.filter(|_| !span.voided);
    let secs = ended.map(|out_at| out_at.duration_since(span.in_at).as_secs()).filter(|secs| *secs > limit);
    let found = secs.map(|secs| format!("{} long, where {} is the most", length(secs), length(limit)));
    let because = if span.voided { "the entry was voided" } else { "no longer too long" };
    hold(ids, tx, (span, ExceptionKind::ImpossiblyLong), (found, because), now)
}

/// Lets an exception stand where something was found, and settles it where nothing was.
fn hold(
    ids: &Ids<'_>,
    tx: &mut dyn Tx,
    (span, kind): (&EntrySpan, ExceptionKind),
    (found, because): (Option<String>, &str),
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(note) = found else {
        return exceptions::settle(tx, (span.entry, None), kind, because, now).map(drop);
    };
    let exception = Exception {
        id: ExceptionId::generate(ids),
        workspace: span.workspace,
        employee: span.employee,
        entry: Some(span.entry),
        call: None,
        kind,
        at: span.in_at,
        note: Some(&note),
    };
    exceptions::set_standing(tx, &exception)
}

fn overlap_in_words(span: &EntrySpan, other: &EntrySpan) -> String {
    let from = moment(other.in_at, &other.zone);
    let Some(out_at) = other.out_at else { return format!("at the same time as the open entry from {from}") };
    let to = moment(out_at, &other.zone);
    let common = span.out_at.map(|end| end.min(out_at).duration_since(span.in_at.max(other.in_at)).as_secs());
    let how_long = match common {
        Some(0..60) => "for less than a minute ".to_owned(),
        Some(secs) => format!("for {} ", length(secs)),
        None => String::new(),
    };
    format!("{how_long}at the same time as the entry from {from} to {to}")
}

#[cfg(test)]
mod tests;
