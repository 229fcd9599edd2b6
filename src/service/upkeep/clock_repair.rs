//! What a wrong clock leaves behind, and putting it right: nothing lasts longer than its own length from now, nothing
//! counts that is still to come, and every punch that is still to come is told.

use jiff::{SignedDuration, Timestamp};

use crate::{
    domain::{
        clock_watch::JUMP_THRESHOLD,
        exception::ExceptionKind,
        ids::{ExceptionId, Ids},
        kiosk::{badge, guessing::DEVICE_WINDOW},
        lockout,
        time_text::moment,
    },
    service::{
        access,
        credentials::setup_links::SETUP_LINK_TTL,
        kernel::task::{LEASE, LONGEST_WAIT, tried_for},
        roster::import,
        voice_checks::claims,
    },
    store::{
        StoreError, Tx, clock_repair,
        clock_watch::{self, FutureEntry},
        exceptions::{self, Exception},
        tasks::TaskKind,
    },
};

/// Entries that one look tells of; the next goes on.
const MAX_ENTRIES_PER_RUN: usize = 500;
/// Calls still to come that one look goes through.
const MAX_CALLS_PER_RUN: usize = 20_000;

fn after(now: Timestamp, long: SignedDuration) -> Timestamp {
    now.saturating_add(long).unwrap_or(Timestamp::MAX)
}

/// Shortens what a clock that is wrong now may have made too long, where that harms nothing.
pub(super) fn cut(tx: &mut dyn Tx, now: Timestamp) -> Result<(), StoreError> {
    let beyond = |long: SignedDuration| after(now, long.saturating_add(JUMP_THRESHOLD));
    clock_repair::cut_locks(tx, now, after(now, lockout::FIRST_LOCK))?;
    clock_repair::cut_kiosk_locks(tx, now, after(now, lockout::FIRST_LOCK))?;
    clock_repair::cut_careful_devices(tx, after(now, DEVICE_WINDOW))?;
    clock_repair::cut_waits(tx, now, (beyond(LONGEST_WAIT), beyond(LEASE)))?;
    clock_repair::cut_silences(tx, now, after(now, JUMP_THRESHOLD))?;
    clock_repair::end_turns(tx, beyond(claims::CLAIM_TTL))?;
    Ok(())
}

/// Shortens the rest, by a clock that is believed.
pub(super) fn cut_ends(tx: &mut dyn Tx, now: Timestamp) -> Result<(), StoreError> {
    for kind in TaskKind::ALL {
        clock_repair::cut_tries(tx, kind, after(now, tried_for(kind)))?;
    }
    clock_repair::cut_setup_links(tx, after(now, SETUP_LINK_TTL))?;
    clock_repair::cut_badge_links(tx, after(now, badge::LINK_TTL))?;
    for (kind, lives) in access::LINK_TTLS {
        clock_repair::cut_password_links(tx, kind.name(), after(now, lives))?;
    }
    clock_repair::cut_sessions(tx, now, after(now, JUMP_THRESHOLD))?;
    clock_repair::cut_drafts(tx, after(now, import::DRAFT_TTL))?;
    clock_repair::forget_failures_ahead(tx, after(now, JUMP_THRESHOLD))?;
    Ok(())
}

/// Background work whose time has run out by a clock in doubt is tried for its whole time again.
pub(super) fn begin_tries_anew(tx: &mut dyn Tx, now: Timestamp) -> Result<(), StoreError> {
    for kind in TaskKind::ALL {
        clock_repair::begin_tries_anew(tx, kind, (now, after(now, tried_for(kind))))?;
    }
    Ok(())
}

/// Links that ended only because the clock was set ahead go on for the rest of their time; `before` is what it would
/// say without that.
pub(super) fn shift_links(tx: &mut dyn Tx, before: Timestamp, now: Timestamp) -> Result<(), StoreError> {
    let by = now.duration_since(before);
    if by > JUMP_THRESHOLD {
        clock_repair::shift_setup_links(tx, (before, now), by)?;
        clock_repair::shift_badge_links(tx, (before, now), by)?;
        clock_repair::shift_password_links(tx, (before, now), by)?;
    }
    Ok(())
}

/// Raises an exception on every entry with a punch that is still to come; how many.
pub(super) fn raise_future_punches(ids: &Ids<'_>, tx: &mut dyn Tx, now: Timestamp) -> Result<usize, StoreError> {
    let of = after(now, JUMP_THRESHOLD);
    let mut ahead = Vec::new();
    let mut people = clock_watch::list_callers_ahead(tx, of, MAX_CALLS_PER_RUN)?;
    people.extend(clock_watch::list_at_kiosks_ahead(tx, of, MAX_CALLS_PER_RUN)?);
    people.sort_unstable();
    people.dedup();
    for employee in people {
        let left = MAX_ENTRIES_PER_RUN.saturating_sub(ahead.len());
        ahead.extend(clock_watch::list_ahead(tx, employee, (of, left))?);
    }
    for FutureEntry { entry, workspace, employee, in_at, out_at, zone } in &ahead {
        let punch = match out_at {
            _ if *in_at > now => format!("clocked in at {}", moment(*in_at, zone)),
            Some(out_at) => format!("clocked out at {}", moment(*out_at, zone)),
            None => continue,
        };
        let note = format!("{punch}, which was still to come at {}: the clock was ahead", moment(now, zone));
        let exception = Exception {
            id: ExceptionId::generate(ids),
            workspace: *workspace,
            employee: *employee,
            entry: Some(*entry),
            call: None,
            kind: ExceptionKind::TimeInDoubt,
            at: now,
            note: Some(&note),
        };
        exceptions::insert_exception(tx, &exception)?;
    }
    Ok(ahead.len())
}
