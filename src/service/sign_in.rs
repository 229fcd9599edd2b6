//! ID and PIN to employee: the check, the counts, the locks. One answer and one time for every refusal.

use std::time::Duration;

use jiff::Timestamp;

use super::{
    calls::CallError,
    clocking,
    gateway::Gateway,
    new_pins::NewPin,
    pin_hash::{HashError, Verdict},
};
use crate::{
    dialog::event::{JobRule, Keys, Person, SignIn},
    domain::{
        exception::ExceptionKind,
        ids::{CallId, ExceptionId},
        lockout::{
            CALLER_WINDOW, FAILURES_TO_LOCK, Guard, Lock, NOBODYS_ALLOWANCE, NOBODYS_WINDOW, Scope, caller_allowance,
        },
        phone_clock_id::PhoneClockId,
        pin::Pin,
        workspace::JobPolicy,
    },
    store::{
        StoreError, Tx,
        calls::Call,
        employees,
        exceptions::{self, Exception},
        jobs,
        phone_clock_ids::{self, Credential},
        sign_ins::{self, Tried},
        workspaces,
    },
};

/// How long a webhook waits for a PIN check before the caller is asked to hold on.
const PATIENCE: Duration = Duration::from_secs(2);

/// A PIN being checked, and what it is checked against.
pub(super) struct Check {
    credential: Option<Credential>,
    verdict: Verdict,
}

/// What came of a PIN check by the time the webhook has to be answered.
pub(super) enum Checked {
    Done {
        credential: Option<Credential>,
        matched: bool,
    },
    Pending,
    Lost,
    /// No check: a new PIN, keyed twice, was hashed.
    Hashed(NewPin),
}

impl Gateway {
    /// Checks the keyed PIN, or asks after the check of this call that is under way.
    pub(super) async fn check_pin(
        &self,
        call: &Call,
        clock_id: PhoneClockId,
        keys: Option<Keys>,
    ) -> Result<Checked, CallError> {
        let check = match keys {
            Some(keys) => self.begin_check(call, clock_id, &keys).await?,
            None => self.checks.take(call.id),
        };
        let Some(mut check) = check else { return Ok(Checked::Lost) };
        match tokio::time::timeout(PATIENCE, &mut check.verdict).await {
            Ok(Ok(Ok(matched))) => Ok(Checked::Done { credential: check.credential, matched }),
            Ok(Ok(Err(HashError::Full | HashError::Unreadable | HashError::Failed)) | Err(_)) => {
                tracing::error!(call.id = %call.id, "a PIN could not be checked; the caller is asked once more");
                Ok(Checked::Lost)
            }
            Err(_) => {
                metrics::counter!("phoneclock_pin_checks_held_total").increment(1);
                self.checks.keep(call.id, check);
                Ok(Checked::Pending)
            }
        }
    }

    /// `None` when even the queue is full.
    async fn begin_check(&self, call: &Call, clock_id: PhoneClockId, keys: &Keys) -> Result<Option<Check>, CallError> {
        let (now, caller) = (self.now(), call.caller.clone());
        let credential = self
            .db
            .read(move |tx| {
                let credential = phone_clock_ids::find_credential(tx, &clock_id)?;
                let Some(credential) = credential else { return Ok(None) };
                let scope = scope_of(tx, &credential, &caller)?;
                // A locked ID is checked against nobody: it costs the same and can never be right.
                let locked = is_locked(tx, &clock_id, scope, now)? || is_closed(tx, scope, now)?;
                Ok::<_, StoreError>(if locked { None } else { Some(credential) })
            })
            .await?;
        let hash = credential.as_ref().map(|credential| credential.hash.clone());
        Ok(self
            .pins
            .verify(Pin::parse(keys.as_str()).ok().map(Pin::into_secret), hash)
            .ok()
            .map(|verdict| Check { credential, verdict }))
    }

    pub(super) fn forget_check(&self, call: CallId) {
        drop(self.checks.take(call));
    }
}

/// Whether this caller has failed too often of late to be let in at all.
pub(super) fn is_barred(tx: &mut dyn Tx, call: &Call, now: Timestamp) -> Result<bool, StoreError> {
    let since = now.saturating_sub(CALLER_WINDOW).unwrap_or(Timestamp::MIN);
    Ok(sign_ins::count_failures(tx, &call.caller, since)? >= caller_allowance(&call.caller))
}

/// Turns a finished check into what the dialog learns, counting what failed. Decides anew on what the
/// database says now: a lock, a removed PIN or a new one since the check began all refuse.
pub(super) fn sign_in(
    gateway: &Gateway,
    tx: &mut dyn Tx,
    call: &Call,
    clock_id: &PhoneClockId,
    checked: &Checked,
    now: Timestamp,
) -> Result<SignIn, StoreError> {
    let (checked_against, matched) = match checked {
        Checked::Done { credential, matched } => (credential, *matched),
        Checked::Pending => return Ok(SignIn::Pending),
        Checked::Lost | Checked::Hashed(_) => return Ok(SignIn::Lost),
    };
    if is_barred(tx, call, now)? {
        return Ok(SignIn::Refused { barred: true });
    }
    let mut tried = Tried::NobodysId;
    if let Some(credential) = phone_clock_ids::find_credential(tx, clock_id)? {
        tried = Tried::Secret;
        let scope = scope_of(tx, &credential, &call.caller)?;
        if !is_locked(tx, clock_id, scope, now)? && !is_closed(tx, scope, now)? {
            if matched && checked_against.as_ref() == Some(&credential) {
                sign_ins::set_guard(tx, clock_id, scope, Guard::default())?;
                sign_ins::set_known_phone(tx, credential.employee, &call.caller, now)?;
                return Ok(SignIn::Accepted(person(tx, call, &credential)?));
            }
            let policy = workspaces::get_workspace(tx, credential.workspace)?.settings.lockout;
            let guard = sign_ins::get_guard(tx, clock_id, scope)?.after_failure(policy, now);
            if guard.is_locked(now) {
                tracing::warn!(employee.id = %credential.employee, locks = guard.locks, "an ID was locked after wrong PINs");
                metrics::counter!("phoneclock_locks_total").increment(1);
                raise_locked(gateway, tx, call, &credential, (scope, guard), now)?;
            }
            sign_ins::set_guard(tx, clock_id, scope, guard)?;
        }
    }
    metrics::counter!("phoneclock_sign_ins_refused_total").increment(1);
    let closes = tried == Tried::NobodysId && count_at_nobodys(tx, now)? == NOBODYS_ALLOWANCE - 1;
    sign_ins::insert_failure(tx, &call.caller, now, (call.id, call.step), tried)?;
    if closes {
        tracing::warn!("somebody tries IDs that nobody has; only phones that are known let their employees in");
        metrics::counter!("phoneclock_id_guessing_total").increment(1);
    }
    Ok(SignIn::Refused { barred: is_barred(tx, call, now)? })
}

/// Whether somebody tries IDs, so that strangers' phones let nobody in.
fn is_closed(tx: &mut dyn Tx, scope: Scope, now: Timestamp) -> Result<bool, StoreError> {
    match scope {
        Scope::OwnPhones => Ok(false),
        Scope::OtherPhones => Ok(count_at_nobodys(tx, now)? >= NOBODYS_ALLOWANCE),
    }
}

fn count_at_nobodys(tx: &mut dyn Tx, now: Timestamp) -> Result<u32, StoreError> {
    let since = now.saturating_sub(NOBODYS_WINDOW).unwrap_or(Timestamp::MIN);
    sign_ins::count_at_nobodys(tx, since, NOBODYS_ALLOWANCE)
}

/// Leaves the lock for a person to look at; neither an unlock nor the right PIN settles it.
fn raise_locked(
    gateway: &Gateway,
    tx: &mut dyn Tx,
    call: &Call,
    credential: &Credential,
    (scope, guard): (Scope, Guard),
    now: Timestamp,
) -> Result<(), StoreError> {
    let phone = match scope {
        Scope::OwnPhones => "a phone they have used before",
        Scope::OtherPhones => "a phone they have never used",
    };
    let length = match guard.lock {
        Lock::None => "not locked".to_owned(),
        Lock::Until(end) => format!("locked for {} minutes", end.duration_since(now).as_mins()),
        Lock::UntilUnlocked => "locked until somebody unlocks it".to_owned(),
    };
    let note = format!("{FAILURES_TO_LOCK} wrong PINs in a row, from {phone}; {length}");
    let exception = Exception {
        id: ExceptionId::mint(&gateway.ids()),
        workspace: credential.workspace,
        employee: credential.employee,
        entry: None,
        call: Some(call.id),
        kind: ExceptionKind::LockedOut,
        at: call.answered_at,
        note: Some(&note),
    };
    exceptions::insert_exception(tx, &exception)
}

fn scope_of(
    tx: &mut dyn Tx,
    credential: &Credential,
    caller: &crate::domain::caller::Caller,
) -> Result<Scope, StoreError> {
    let known = sign_ins::is_known_phone(tx, credential.employee, caller)?;
    Ok(if known { Scope::OwnPhones } else { Scope::OtherPhones })
}

fn is_locked(tx: &mut dyn Tx, id: &PhoneClockId, scope: Scope, now: Timestamp) -> Result<bool, StoreError> {
    for locking in scope.locked_by() {
        if sign_ins::get_guard(tx, id, *locking)?.is_locked(now) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn person(tx: &mut dyn Tx, call: &Call, credential: &Credential) -> Result<Person, StoreError> {
    let workspace = workspaces::get_workspace(tx, credential.workspace)?;
    let employee = employees::get_employee(tx, credential.workspace, credential.employee)?;
    let jobs = match (jobs::any_with_code(tx, workspace.id, employee.id)?, workspace.settings.job_policy) {
        (false, _) => JobRule::NotAsked,
        (true, JobPolicy::Optional) => JobRule::Optional,
        (true, JobPolicy::Required) => JobRule::Required,
    };
    Ok(Person {
        employee: employee.id,
        workspace: workspace.id,
        language: employee.details.language,
        jobs,
        voice_check: employee.details.says_name(&workspace.settings),
        notice: workspace.settings.recording_notice.clone(),
        standing: clocking::standing(tx, call, &workspace, &employee)?,
    })
}
