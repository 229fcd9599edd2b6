//! Cutting to its own length whatever a clock that was ahead has made longer: locks, leases, waits, links, sessions.

use jiff::{SignedDuration, Timestamp};

use super::{
    clock_watch::in_millis,
    kiosk_guards, sign_ins,
    tasks::TaskKind,
    tx::{StoreError, Tx, list, params},
    users::PasswordLinkKind,
};
use crate::domain::{lockout::Scope, phone_clock_id::PhoneClockId};

/// Shortens locks to what their rule allows from now on; only those that end after `beyond` can be longer.
pub fn cut_locks(tx: &mut dyn Tx, now: Timestamp, beyond: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT phone_clock_id, scope FROM sign_in_guard WHERE locked_until > ?1 LIMIT 1000";
    let locked = list(tx, SQL, params![beyond], |row| Ok((row.get::<PhoneClockId>(0)?, row.get::<String>(1)?)))?;
    let mut cut = 0;
    for (id, scope) in locked {
        let scope = Scope::parse(&scope).ok_or(StoreError::Unreadable("the scope of a lock"))?;
        let guard = sign_ins::get_guards(tx, &id)?.of(scope);
        if let Some(shorter) = guard.cut(now) {
            sign_ins::set_guard(tx, &id, scope, shorter)?;
            cut += 1;
        }
    }
    Ok(cut)
}

/// The same for locks at kiosks.
pub fn cut_kiosk_locks(tx: &mut dyn Tx, now: Timestamp, beyond: Timestamp) -> Result<usize, StoreError> {
    let mut cut = 0;
    for (kiosk, employee, guard) in kiosk_guards::list_ending_after(tx, beyond)? {
        if let Some(shorter) = guard.cut(now) {
            kiosk_guards::set_guard(tx, kiosk, employee, shorter)?;
            cut += 1;
        }
    }
    Ok(cut)
}

/// Lets devices that have used up their failed tries ask for names until `end` at the latest.
pub fn cut_careful_devices(tx: &mut dyn Tx, end: Timestamp) -> Result<usize, StoreError> {
    tx.execute("UPDATE kiosk_device SET careful_until = ?1 WHERE careful_until > ?1", params![end])
}

/// Lets background work run now that would wait for longer than any wait, and ends leases that are longer than any
/// lease.
pub fn cut_waits(
    tx: &mut dyn Tx,
    now: Timestamp,
    (longest_wait, longest_lease): (Timestamp, Timestamp),
) -> Result<usize, StoreError> {
    const WAITS: &str = "UPDATE task SET run_at = ?1 WHERE state = 'waiting' AND run_at > ?2";
    const LEASES: &str = "UPDATE task SET leased_until = NULL WHERE state = 'waiting' AND leased_until > ?1";
    Ok(tx.execute(WAITS, params![now, longest_wait])? + tx.execute(LEASES, params![longest_lease])?)
}

/// Lets background work of a kind be tried no longer than its time from now.
pub fn cut_tries(tx: &mut dyn Tx, kind: TaskKind, end: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE task SET give_up_at = ?2 WHERE state = 'waiting' AND kind = ?1 AND give_up_at > ?2";
    tx.execute(SQL, params![kind.name(), end])
}

/// Gives background work of a kind its whole time again where a clock in doubt has used it up.
pub fn begin_tries_anew(
    tx: &mut dyn Tx,
    kind: TaskKind,
    (now, end): (Timestamp, Timestamp),
) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE task SET give_up_at = ?3 WHERE state = 'waiting' AND kind = ?1 AND give_up_at <= ?2";
    tx.execute(SQL, params![kind.name(), now, end])
}

/// Notes calls that go on, and seem to have been heard of later than `beyond`, as heard of now.
pub fn cut_silences(tx: &mut dyn Tx, now: Timestamp, beyond: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE call SET last_heard_at = ?1 WHERE ended_at IS NULL AND last_heard_at > ?2";
    tx.execute(SQL, params![now, beyond])
}

/// Ends reviewers' turns that end after `beyond`, the latest that a turn can end.
pub fn end_turns(tx: &mut dyn Tx, beyond: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM review_lease WHERE ends_at > ?1", params![beyond])
}

/// Lets setup links and one-time codes end at `end` at the latest.
pub fn cut_setup_links(tx: &mut dyn Tx, end: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str =
        "UPDATE setup_link SET ends_at = ?1 WHERE used_at IS NULL AND replaced_at IS NULL AND ends_at > ?1";
    tx.execute(SQL, params![end])
}

/// Lets password links of a kind end at `end` at the latest.
pub fn cut_password_links(tx: &mut dyn Tx, kind: &str, end: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE password_link SET ends_at = ?2 \
                       WHERE kind = ?1 AND used_at IS NULL AND replaced_at IS NULL AND ends_at > ?2";
    tx.execute(SQL, params![kind, end])
}

/// Lets the links that show badges end at `end` at the latest.
pub fn cut_badge_links(tx: &mut dyn Tx, end: Timestamp) -> Result<usize, StoreError> {
    tx.execute("UPDATE badge_link SET ends_at = ?1 WHERE ends_at > ?1", params![end])
}

/// Puts off the ends of setup links and one-time codes that lie between two moments.
pub fn shift_setup_links(
    tx: &mut dyn Tx,
    (after, until): (Timestamp, Timestamp),
    by: SignedDuration,
) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE setup_link SET ends_at = ends_at + ?3 \
                       WHERE used_at IS NULL AND replaced_at IS NULL AND ends_at > ?1 AND ends_at <= ?2";
    tx.execute(SQL, params![after, until, in_millis(by)])
}

/// The same for links that show badges.
pub fn shift_badge_links(
    tx: &mut dyn Tx,
    (after, until): (Timestamp, Timestamp),
    by: SignedDuration,
) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE badge_link SET ends_at = ends_at + ?3 WHERE ends_at > ?1 AND ends_at <= ?2";
    tx.execute(SQL, params![after, until, in_millis(by)])
}

/// The same for password links.
pub fn shift_password_links(
    tx: &mut dyn Tx,
    (after, until): (Timestamp, Timestamp),
    by: SignedDuration,
) -> Result<usize, StoreError> {
    const SQL: &str = "UPDATE password_link SET ends_at = ends_at + ?3 WHERE kind = ?4 \
                       AND used_at IS NULL AND replaced_at IS NULL AND ends_at > ?1 AND ends_at <= ?2";
    let mut shifted = 0;
    for kind in PasswordLinkKind::ALL {
        shifted += tx.execute(SQL, params![after, until, in_millis(by), kind.name()])?;
    }
    Ok(shifted)
}

/// Lets sessions that seem to have begun, or to have been seen, later than `beyond` have done so now.
pub fn cut_sessions(tx: &mut dyn Tx, now: Timestamp, beyond: Timestamp) -> Result<usize, StoreError> {
    const BEGUN: &str = "UPDATE web_session SET began_at = ?1 WHERE began_at > ?2";
    const SEEN: &str = "UPDATE web_session SET last_seen_at = ?1 WHERE last_seen_at > ?2";
    Ok(tx.execute(BEGUN, params![now, beyond])? + tx.execute(SEEN, params![now, beyond])?)
}

/// Lets drafts of imports end at `end` at the latest.
pub fn cut_drafts(tx: &mut dyn Tx, end: Timestamp) -> Result<usize, StoreError> {
    tx.execute("UPDATE import_draft SET ends_at = ?1 WHERE ends_at > ?1", params![end])
}

/// Forgets failed sign-ins later than `of`: they must not count when that time comes.
pub fn forget_failures_ahead(tx: &mut dyn Tx, of: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM failed_sign_in WHERE at > ?1", params![of])
}
