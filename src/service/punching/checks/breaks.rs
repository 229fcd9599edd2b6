//! What cannot be about the breaks of an entry, and the meal that was due in it.

use jiff::{SignedDuration, Timestamp};

use super::hold;
use crate::{
    domain::{
        breaks::{MealRule, Span, work_without},
        entry::EntryStatus,
        exception::ExceptionKind,
        ids::{EntryId, Ids},
        time_text::{hours_and_minutes as length, moment},
    },
    store::{
        StoreError, Tx, break_kinds,
        entry_breaks::{self, EntryBreak},
        entry_spans::{self, EntrySpan},
    },
};

/// Nobody works longer in one go, and what begins later has nothing to do with it.
const REACH: SignedDuration = SignedDuration::from_hours(24);

/// Looks at the breaks of an entry, and at the meals in it and behind it.
pub(super) fn recheck(ids: &Ids<'_>, tx: &mut dyn Tx, span: &EntrySpan, now: Timestamp) -> Result<(), StoreError> {
    let breaks = entry_breaks::list_breaks(tx, span.entry)?;
    if !breaks.is_empty() {
        check_breaks(ids, tx, (span, &breaks), now)?;
    }
    let Some(rule) = break_kinds::find_meal_rule(tx, span.workspace)? else { return Ok(()) };
    check_meal(ids, tx, (span, rule), now)?;
    // What was worked before may have made a meal due, or no longer does.
    let until = span.out_at.unwrap_or(span.in_at).saturating_add(REACH).unwrap_or(Timestamp::MAX);
    for (entry, ..) in entry_breaks::list_worked_around(tx, (span.workspace, span.employee), (span.in_at, until))? {
        if entry != span.entry {
            let later = entry_spans::get_span(tx, entry)?;
            check_meal(ids, tx, (&later, rule), now)?;
        }
    }
    Ok(())
}

fn check_breaks(
    ids: &Ids<'_>,
    tx: &mut dyn Tx,
    (span, breaks): (&EntrySpan, &[EntryBreak]),
    now: Timestamp,
) -> Result<(), StoreError> {
    let kinds = break_kinds::list_kinds(tx, span.workspace)?;
    let (mut left, mut short, mut long) = (Vec::new(), Vec::new(), Vec::new());
    for one in breaks.iter().filter(|one| one.voided_at.is_none() && !span.voided) {
        let (Some(kind), Some(end_at)) = (kinds.iter().find(|kind| kind.id == one.kind), one.end_at) else { continue };
        let (secs, from) = (end_at.as_second() - one.begin_at.as_second(), moment(one.begin_at, &span.zone));
        // Whatever a paid one that was left open was, it takes no hours.
        if one.ended_with_entry && !one.paid {
            left.push(format!("{} from {from}", kind.name));
        }
        match (kind.min_mins, kind.max_mins) {
            (Some(min), _) if secs < min * 60 && !one.ended_with_entry => {
                short.push(format!("{} from {from}: {}; the minimum is {}", kind.name, length(secs), length(min * 60)));
            }
            (_, Some(max)) if secs > max * 60 => {
                long.push(format!("{} from {from}: {}; the maximum is {}", kind.name, length(secs), length(max * 60)));
            }
            (Some(_) | None, Some(_) | None) => {}
        }
    }
    let found = |notes: Vec<String>| Some(notes.join("; ")).filter(|note| !note.is_empty());
    let because = |words| if span.voided { "the entry was voided" } else { words };
    let left = (found(left), because("somebody has said when the break ended"));
    hold(ids, tx, (span, ExceptionKind::BreakLeftOpen), left, now)?;
    hold(ids, tx, (span, ExceptionKind::BreakTooShort), (found(short), because("no longer too short")), now)?;
    hold(ids, tx, (span, ExceptionKind::BreakTooLong), (found(long), because("no longer too long")), now)
}

fn check_meal(
    ids: &Ids<'_>,
    tx: &mut dyn Tx,
    (span, rule): (&EntrySpan, MealRule),
    now: Timestamp,
) -> Result<(), StoreError> {
    let ended = span.out_at.filter(|_| !span.voided && span.status == EntryStatus::Closed);
    let missed = match ended {
        Some(out_at) => {
            let since = span.in_at.saturating_sub(REACH).unwrap_or(Timestamp::MIN);
            let who = (span.workspace, span.employee);
            let mut before = Vec::new();
            for (entry, from, to) in entry_breaks::list_worked_around(tx, who, (since, span.in_at))? {
                if entry != span.entry && to <= span.in_at {
                    before.extend(work_of(tx, entry, (from, to))?);
                }
            }
            rule.missed(&before, &work_of(tx, span.entry, (span.in_at, out_at))?)
        }
        None => None,
    };
    let note = missed.map(|secs| {
        let (worked, after, meal) = (length(secs), length(rule.after_secs), length(rule.mins * 60));
        format!("worked {worked} without a break of {meal}, which is due after {after}")
    });
    let because = if span.voided { "the entry was voided" } else { "no longer without a meal" };
    hold(ids, tx, (span, ExceptionKind::MealMissed), (note, because), now)
}

/// What was worked of an entry, cut by its breaks, whether they are paid or not.
fn work_of(tx: &mut dyn Tx, entry: EntryId, (from, to): Span) -> Result<Vec<Span>, StoreError> {
    Ok(work_without(from, to, entry_breaks::list_spans(tx, entry, to)?))
}
