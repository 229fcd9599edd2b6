//! ID and PIN to employee: the decision on a finished check, the counts, the locks. One answer for every refusal.

use jiff::Timestamp;
use subtle::ConstantTimeEq;

use super::throttle::{self, SignInOrigin};
use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{CallId, ExceptionId},
        lockout::{FAILURES_TO_LOCK, Guard, Lock, Scope, UNKNOWN_ID_LIMIT},
        phone_clock_id::PhoneClockId,
    },
    service::{Unit, kernel::keys::LinkKey},
    store::{
        Hold, StoreError,
        calls::Call,
        exceptions::{self, Exception},
        phone_clock_ids::Credential,
        pin_checks::KeptVerdict,
        sign_ins::{self, FailureKind},
        workspaces,
    },
};

/// What came of a PIN check.
#[derive(Debug, Clone)]
pub(in crate::service) enum PinVerdict {
    /// Just finished, and what was checked against.
    Fresh { credential: Option<Credential>, matched: bool },
    /// Kept in the database while the caller held on, since this step.
    Kept { step: u32, verdict: KeptVerdict },
}

impl PinVerdict {
    /// Whether the PIN was right for this credential: one that was changed since is another.
    fn fits(&self, links: &LinkKey, call: CallId, credential: &Credential) -> bool {
        match self {
            Self::Fresh { credential: checked, matched } => {
                *matched && checked.as_ref().is_some_and(|checked| checked.is_same_pin(credential))
            }
            Self::Kept { step, verdict: KeptVerdict { matched, mac } } => {
                let expected = verdict_mac(links, (call, *step), Some(credential), *matched);
                *matched && bool::from(expected.ct_eq(mac.as_slice()))
            }
        }
    }
}

/// What proves that a verdict was written by who has the key file, and of what it is true.
pub(in crate::service) fn verdict_mac(
    links: &LinkKey,
    (call, step): (CallId, u32),
    credential: Option<&Credential>,
    matched: bool,
) -> [u8; 32] {
    // Not the hash: it may be renewed while the caller holds on.
    let (employee, set_at) =
        credential.map_or((&[0; 16], 0), |known| (known.employee.as_bytes(), known.set_at.as_millisecond()));
    links.verdict_mac(call.as_bytes(), step, (employee, set_at), matched)
}

/// One try to sign in, and where it was made.
#[derive(Debug, Clone)]
pub(in crate::service) struct SignInAttempt {
    /// Who tries.
    pub origin: SignInOrigin,
    /// The ID that was keyed.
    pub clock_id: PhoneClockId,
    /// The call.
    pub call: CallId,
    /// The step at which the PIN was keyed.
    pub step: u32,
    /// When the call was answered.
    pub at: Timestamp,
}

impl SignInAttempt {
    /// At the step that the call waits for.
    pub(in crate::service) fn new(origin: SignInOrigin, call: &Call, clock_id: &PhoneClockId) -> Self {
        Self { origin, clock_id: clock_id.clone(), call: call.id, step: call.step, at: call.answered_at }
    }
}

/// What came of an ID and a PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::service) enum SignInDecision {
    Accepted(Credential),
    Refused { throttled: bool },
}

/// Decides anew on what the database says now: a lock, a removed PIN or a new one since the check began all refuse.
pub(in crate::service) fn decide(
    u: &mut Unit<'_>,
    attempt: &SignInAttempt,
    verdict: &PinVerdict,
) -> Result<SignInDecision, StoreError> {
    let (origin, clock_id, now) = (&attempt.origin, &attempt.clock_id, u.now);
    u.hold(origin.hold())?;
    if origin.is_throttled(u.tx, now)? {
        return Ok(SignInDecision::Refused { throttled: true });
    }
    let mut kind = FailureKind::UnknownId;
    if let Some(credential) = find_held(u, origin, clock_id)? {
        kind = FailureKind::Secret;
        let scope = origin.scope_of(u.tx, &credential)?;
        let guards = throttle::get_guards(u.tx, clock_id, now)?;
        if !guards.is_locked(scope, now) && !origin.is_guarded_against(u.tx, scope, now)? {
            if verdict.fits(u.keys, attempt.call, &credential) {
                // A right PIN ends the count of wrong ones wherever it is keyed; where there is none, nothing is written.
                if guards.of(scope) != Guard::default() {
                    sign_ins::set_guard(u.tx, clock_id, scope, Guard::default())?;
                }
                if let SignInOrigin::Caller { caller, .. } = origin {
                    sign_ins::set_known_phone(u.tx, credential.employee, caller, now)?;
                }
                return Ok(SignInDecision::Accepted(credential));
            }
            count_wrong_pin(u, attempt, &credential, (scope, guards.of(scope)))?;
        }
    }
    count_failure(u, attempt, kind)?;
    Ok(SignInDecision::Refused { throttled: origin.is_throttled(u.tx, now)? })
}

/// Whose ID it is, as nobody else can change it until the end of the transaction.
fn find_held(
    u: &mut Unit<'_>,
    origin: &SignInOrigin,
    clock_id: &PhoneClockId,
) -> Result<Option<Credential>, StoreError> {
    let Some(found) = origin.find_credential(u.tx, clock_id, u.now)? else { return Ok(None) };
    u.hold(Hold::WorkspaceShared(found.workspace))?;
    u.hold(Hold::Employee(found.employee))?;
    origin.find_credential(u.tx, clock_id, u.now)
}

fn count_wrong_pin(
    u: &mut Unit<'_>,
    attempt: &SignInAttempt,
    credential: &Credential,
    (scope, guard): (Scope, Guard),
) -> Result<(), StoreError> {
    let policy = workspaces::get_workspace(u.tx, credential.workspace)?.settings.lockout;
    let guard = guard.after_failure(policy, u.now);
    if guard.is_locked(u.now) {
        tracing::warn!(employee.id = %credential.employee, locks = guard.locks, "an ID was locked after wrong PINs");
        metrics::counter!("phoneclock_locks_total").increment(1);
        raise_locked(u, attempt, credential, (scope, guard))?;
    }
    sign_ins::set_guard(u.tx, &attempt.clock_id, scope, guard)
}

fn count_failure(u: &mut Unit<'_>, attempt: &SignInAttempt, kind: FailureKind) -> Result<(), StoreError> {
    metrics::counter!("phoneclock_sign_ins_refused_total").increment(1);
    let made_at = (attempt.call, attempt.step);
    match &attempt.origin {
        SignInOrigin::Caller { caller, .. } => {
            let begins_to_guard =
                kind == FailureKind::UnknownId && throttle::count_unknown_ids(u.tx, u.now)? == UNKNOWN_ID_LIMIT - 1;
            sign_ins::insert_failure(u.tx, caller, u.now, made_at, kind)?;
            if begins_to_guard {
                tracing::warn!("somebody tries IDs that nobody has; only phones that are known let their employees in");
                metrics::counter!("phoneclock_id_guessing_total").increment(1);
            }
            Ok(())
        }
        SignInOrigin::Practice(who) => sign_ins::insert_failed_practice(u.tx, &who.address, u.now, made_at),
    }
}

/// Leaves the lock for a person to look at; neither an unlock nor the right PIN settles it.
fn raise_locked(
    u: &mut Unit<'_>,
    attempt: &SignInAttempt,
    credential: &Credential,
    (scope, guard): (Scope, Guard),
) -> Result<(), StoreError> {
    let (phone, call) = match (&attempt.origin, scope) {
        (SignInOrigin::Caller { .. }, Scope::OwnPhones) => ("a phone they have used before", Some(attempt.call)),
        (SignInOrigin::Caller { .. }, Scope::OtherPhones) => ("a phone they have never used", Some(attempt.call)),
        // The call itself is kept nowhere.
        (SignInOrigin::Practice(_), _) => ("the practice line", None),
    };
    let length = match guard.lock {
        Lock::None => "not locked".to_owned(),
        Lock::Until(end) => format!("locked for {} minutes", end.duration_since(u.now).as_mins()),
        Lock::UntilUnlocked => "locked until somebody unlocks it".to_owned(),
    };
    let note = format!("{FAILURES_TO_LOCK} wrong PINs in a row, from {phone}; {length}");
    let exception = Exception {
        id: ExceptionId::generate(&u.ids),
        workspace: credential.workspace,
        employee: credential.employee,
        entry: None,
        call,
        kind: ExceptionKind::LockedOut,
        at: attempt.at,
        note: Some(&note),
    };
    exceptions::insert_exception(u.tx, &exception)
}
