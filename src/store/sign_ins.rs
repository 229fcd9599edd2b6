//! Failed sign-ins, locks, and the phones that employees sign in from.

use jiff::Timestamp;

use super::tx::{StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    caller::{Caller, E164},
    ids::{CallId, EmployeeId, WorkspaceId},
    language::Language,
    lockout::{Guard, Guards, Lock, Scope},
    number_history::NumberHistory,
    phone_clock_id::PhoneClockId,
};

/// The counts and locks of an ID, for known phones and for others; empty where nothing has failed.
pub fn get_guards(tx: &mut dyn Tx, id: &PhoneClockId) -> Result<Guards, StoreError> {
    const SQL: &str = "SELECT scope, failures, locks, locked_until, locked_until_unlocked FROM sign_in_guard \
                       WHERE phone_clock_id = ?1";
    let mut guards = Guards::default();
    for row in tx.query(SQL, params![id])? {
        let guard = Guard { failures: row.get(1)?, locks: row.get(2)?, lock: read_lock(row.get(3)?, row.get(4)?) };
        match Scope::parse(&row.get::<String>(0)?).ok_or(StoreError::Unreadable("the scope of a lock"))? {
            Scope::OwnPhones => guards.own_phones = guard,
            Scope::OtherPhones => guards.other_phones = guard,
        }
    }
    Ok(guards)
}

/// Every lock on the IDs of a workspace that are not retired, also those that are over.
pub fn list_locks(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<(EmployeeId, Lock)>, StoreError> {
    const SQL: &str = "SELECT e.id, g.locked_until, g.locked_until_unlocked FROM employee e \
                       JOIN phone_clock_id i ON i.employee_id = e.id AND i.retired_at IS NULL \
                       JOIN sign_in_guard g ON g.phone_clock_id = i.digits WHERE e.workspace_id = ?1";
    list(tx, SQL, params![workspace], |row| Ok((row.get(0)?, read_lock(row.get(1)?, row.get(2)?))))
}

pub(super) fn read_lock(until: Option<Timestamp>, until_unlocked: bool) -> Lock {
    if until_unlocked { Lock::UntilUnlocked } else { until.map_or(Lock::None, Lock::Until) }
}

/// What [`read_lock`] reads back: until when, and whether until somebody unlocks.
pub(super) const fn lock_columns(lock: Lock) -> (Option<Timestamp>, bool) {
    match lock {
        Lock::None => (None, false),
        Lock::Until(end) => (Some(end), false),
        Lock::UntilUnlocked => (None, true),
    }
}

/// Writes down the count and lock of an ID for one of the two scopes.
///
/// # Errors
/// When the ID was never issued.
pub fn set_guard(tx: &mut dyn Tx, id: &PhoneClockId, scope: Scope, guard: Guard) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO sign_in_guard (phone_clock_id, scope, failures, locks, locked_until, \
                       locked_until_unlocked) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                       ON CONFLICT (phone_clock_id, scope) DO UPDATE SET failures = excluded.failures, \
                       locks = excluded.locks, locked_until = excluded.locked_until, \
                       locked_until_unlocked = excluded.locked_until_unlocked";
    let (until, until_unlocked) = lock_columns(guard.lock);
    execute_one(tx, SQL, params![id, scope.name(), guard.failures, guard.locks, until, until_unlocked])
}

/// Ends every lock and count of an ID; whether there was any.
pub fn clear_guards(tx: &mut dyn Tx, id: &PhoneClockId) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM sign_in_guard WHERE phone_clock_id = ?1", params![id])? > 0)
}

/// What a failed sign-in was tried with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// A PIN at an ID that somebody has, or a one-time code.
    Secret,
    /// An ID that nobody has.
    UnknownId,
}

/// Notes a failed sign-in, which counts against its caller.
///
/// # Errors
/// When the same step has failed already.
pub fn insert_failure(
    tx: &mut dyn Tx,
    caller: &Caller,
    at: Timestamp,
    (call, step): (CallId, u32),
    kind: FailureKind,
) -> Result<(), StoreError> {
    // `nobodys_id` is what the schema calls an ID that nobody has.
    const SQL: &str = "INSERT INTO failed_sign_in (caller, at, call_id, step, nobodys_id) VALUES (?1, ?2, ?3, ?4, ?5)";
    execute_one(tx, SQL, params![caller, at, call, step, kind == FailureKind::UnknownId])
}

/// Failures of a caller within a time that ends now: what a wrong clock has put further ahead counts as nothing.
pub fn count_failures(
    tx: &mut dyn Tx,
    caller: &Caller,
    (since, now): (Timestamp, Timestamp),
) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT count(*) FROM failed_sign_in WHERE caller = ?1 AND at > ?2 AND at <= ?3";
    Ok(find_one(tx, SQL, params![caller, since, now], |row| row.get(0))?.unwrap_or(0))
}

/// Failures at IDs that nobody has, of all callers, counted no further than `at_most`: whoever tries IDs does not
/// make the count dear.
pub fn count_unknown_ids(
    tx: &mut dyn Tx,
    (since, now): (Timestamp, Timestamp),
    at_most: u32,
) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT 1 FROM failed_sign_in WHERE nobodys_id = 1 AND at > ?1 AND at <= ?3 LIMIT ?2";
    let found = list(tx, SQL, params![since, at_most, now], |_| Ok(()))?;
    Ok(u32::try_from(found.len()).unwrap_or(at_most))
}

/// Under which name failures on the practice line are counted: no caller's number begins like this, and neither does
/// the empty text.
fn practicing(address: &str) -> String {
    format!("practice {address}")
}

/// A sign-in that failed on the practice line. It counts against the network address, and never against callers.
///
/// # Errors
/// When the same step has failed already.
pub fn insert_failed_practice(
    tx: &mut dyn Tx,
    address: &str,
    at: Timestamp,
    (call, step): (CallId, u32),
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO failed_sign_in (caller, at, call_id, step, nobodys_id) VALUES (?1, ?2, ?3, ?4, 0)";
    execute_one(tx, SQL, params![practicing(address), at, call, step])
}

/// Failures on the practice line from a network address since a moment.
pub fn count_failed_practice(tx: &mut dyn Tx, address: &str, since: Timestamp) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT count(*) FROM failed_sign_in WHERE caller = ?1 AND at > ?2";
    Ok(find_one(tx, SQL, params![practicing(address), since], |row| row.get(0))?.unwrap_or(0))
}

/// Failures on the practice line from all network addresses.
pub fn count_all_failed_practice(tx: &mut dyn Tx, since: Timestamp) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT count(*) FROM failed_sign_in WHERE caller > 'practice ' AND caller < 'practice!' \
                       AND at > ?1";
    Ok(find_one(tx, SQL, params![since], |row| row.get(0))?.unwrap_or(0))
}

/// Forgets failures from before that moment; how many there were.
pub fn prune_failures(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM failed_sign_in WHERE at < ?1", params![before])
}

/// Whether the employee has signed in from this phone before.
pub fn is_known_phone(tx: &mut dyn Tx, employee: EmployeeId, caller: &Caller) -> Result<bool, StoreError> {
    if caller.number().is_none() {
        return Ok(false);
    }
    const SQL: &str = "SELECT 1 FROM known_phone WHERE employee_id = ?1 AND caller = ?2";
    Ok(find_one(tx, SQL, params![employee, caller], |_| Ok(()))?.is_some())
}

/// Remembers a sign-in from a phone; does nothing when the caller shows no number.
pub fn set_known_phone(
    tx: &mut dyn Tx,
    employee: EmployeeId,
    caller: &Caller,
    now: Timestamp,
) -> Result<(), StoreError> {
    if caller.number().is_none() {
        return Ok(());
    }
    const SQL: &str = "INSERT INTO known_phone (employee_id, caller, first_at, last_at) VALUES (?1, ?2, ?3, ?3) \
                       ON CONFLICT (employee_id, caller) DO UPDATE SET last_at = excluded.last_at";
    execute_one(tx, SQL, params![employee, caller, now])
}

/// What is known of the number that an employee clocks from; of sign-ins only those since that moment.
pub fn find_seen(
    tx: &mut dyn Tx,
    (workspace, employee): (WorkspaceId, EmployeeId),
    caller: &Caller,
    (since, now): (Timestamp, Timestamp),
) -> Result<NumberHistory, StoreError> {
    const SQL: &str = "SELECT EXISTS (SELECT 1 FROM known_phone k WHERE k.employee_id = ?2 AND k.caller = ?3 \
                       AND k.clocked_at IS NOT NULL), \
                       EXISTS (SELECT 1 FROM known_phone k WHERE k.employee_id = ?2 AND k.caller <> ?3), \
                       (SELECT count(*) FROM known_phone k JOIN employee e ON e.id = k.employee_id \
                       WHERE k.caller = ?3 AND k.last_at > ?4 AND k.last_at <= ?5 AND e.workspace_id = ?1), \
                       (SELECT e.phone FROM employee e WHERE e.workspace_id = ?1 AND e.id = ?2)";
    let seen = find_one(tx, SQL, params![workspace, employee, caller, since, now], |row| {
        let on_file: Option<E164> = row.get(3)?;
        Ok(NumberHistory {
            withheld: caller.number().is_none(),
            on_file: on_file.is_some() && on_file.as_ref() == caller.number(),
            clocked_before: row.get(0)?,
            has_others: row.get(1)?,
            people: row.get(2)?,
        })
    })?;
    Ok(seen.unwrap_or_default())
}

/// Remembers a punch from a phone that was signed in from.
pub fn set_clocked(tx: &mut dyn Tx, employee: EmployeeId, caller: &Caller, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE known_phone SET clocked_at = ?3 \
                       WHERE employee_id = ?1 AND caller = ?2 AND clocked_at IS NULL";
    tx.execute(SQL, params![employee, caller, now])?;
    Ok(())
}

/// The language of whoever signed in last from this number.
pub fn find_language_of_caller(tx: &mut dyn Tx, caller: &Caller) -> Result<Option<Language>, StoreError> {
    if caller.number().is_none() {
        return Ok(None);
    }
    const SQL: &str = "SELECT e.language FROM known_phone k JOIN employee e ON e.id = k.employee_id \
                       WHERE k.caller = ?1 ORDER BY k.last_at DESC LIMIT 1";
    find_one(tx, SQL, params![caller], |row| row.get(0))
}
