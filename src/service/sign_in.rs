//! ID and PIN to employee: the check, the counts, the locks. One answer and one time for every refusal.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;

use super::{
    calls::CallError,
    clocking::Found,
    credentials::NewPin,
    gateway::Gateway,
    pin_hash::{HashError, Lane, Verdict, WebVisitor},
    practice::Practising,
    throttle_key::throttle_key,
};
use crate::{
    dialog::event::{JobRule, Keys, Person, SignIn},
    domain::{
        caller::Caller,
        exception::ExceptionKind,
        ids::{CallId, ExceptionId},
        lockout::{
            CALLER_WINDOW, FAILURES_TO_LOCK, Guard, Guards, Lock, NOBODYS_ALLOWANCE, NOBODYS_WINDOW,
            PRACTICE_ALLOWANCE, PRACTICE_ALLOWANCE_OF_ADDRESS, Scope, caller_allowance,
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
        practice,
        sign_ins::{self, Tried},
        workspaces,
    },
};

/// How long a webhook waits for a PIN check before the caller is asked to hold on; with everything else that it
/// needs it is answered within two seconds.
const PATIENCE: Duration = Duration::from_millis(1_500);

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
    /// Decided already, and counted where a practice call's failures count.
    Decided(Decision),
    /// No check: a new PIN, keyed twice, was hashed.
    Hashed(NewPin),
}

/// What came of an ID and a PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Decision {
    Accepted(Credential),
    Refused { barred: bool },
}

/// Who tries to sign in: what counts against them, and which locks keep them out.
#[derive(Debug, Clone)]
pub(super) enum Trier {
    Caller(Caller),
    /// Somebody on the practice line, who is a stranger's phone to every lock.
    Practising(Practising),
}

/// One try, and where it was made.
#[derive(Debug, Clone)]
pub(super) struct Attempt {
    pub trier: Trier,
    pub call: CallId,
    pub step: u32,
    pub at: Timestamp,
}

impl Attempt {
    fn of(gateway: &Gateway, call: &Call) -> Self {
        Self { trier: Trier::of(gateway, call), call: call.id, step: call.step, at: call.answered_at }
    }
}

/// A PIN check that a step waits for.
pub(super) struct CheckWanted {
    pub call: Call,
    pub clock_id: PhoneClockId,
    /// What was keyed; nothing where the check is under way.
    keys: Option<Keys>,
    credential: Option<Credential>,
}

impl CheckWanted {
    /// Whom a PIN that was keyed is checked against is looked up at once, but for a practice call: there it is in
    /// another database.
    pub(super) fn new(
        gateway: &Gateway,
        tx: &mut dyn Tx,
        call: &Call,
        (clock_id, keys): (PhoneClockId, Option<Keys>),
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let here = keys.is_some() && gateway.practice.is_none();
        let credential = if here { Trier::of(gateway, call).find_checked(tx, &clock_id, now)? } else { None };
        Ok(Self { call: call.clone(), clock_id, keys, credential })
    }
}

impl Gateway {
    /// Checks the keyed PIN, or asks after the check of this call that is under way.
    pub(super) async fn check_pin(&self, wanted: &CheckWanted) -> Result<Checked, CallError> {
        let call = &wanted.call;
        let check = match &wanted.keys {
            Some(keys) => self.begin_check(keys, self.credential_of(wanted).await?).ok(),
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

    fn begin_check(&self, keys: &Keys, credential: Option<Credential>) -> Result<Check, HashError> {
        let secret = Pin::parse(keys.as_str()).ok().map(Pin::into_secret);
        let hash = credential.as_ref().map(|credential| credential.hash.clone());
        Ok(Check { credential, verdict: self.pins.verify(self.lane()?, secret, hash)? })
    }

    /// Where what is keyed waits to be hashed: whoever practises comes after whoever calls.
    pub(super) fn lane(&self) -> Result<Lane, HashError> {
        let Some(practice) = &self.practice else { return Ok(Lane::Telephone) };
        Ok(Lane::Pages(self.pins.take_place(WebVisitor::Stranger(throttle_key(&practice.who.address)))?))
    }

    async fn credential_of(&self, wanted: &CheckWanted) -> Result<Option<Credential>, StoreError> {
        let Some(practice) = &self.practice else { return Ok(wanted.credential.clone()) };
        let (now, trier, clock_id) = (self.now(), Trier::of(self, &wanted.call), wanted.clock_id.clone());
        practice.real.db.read(move |tx| trier.find_checked(tx, &clock_id, now)).await
    }

    /// For a practice call, decides on a finished check and counts it in the real database, in one transaction there:
    /// the practice line is no way around a lock. Any other check is left to the transaction of its step.
    pub(super) async fn decide_practice(
        &self,
        call: &Call,
        clock_id: PhoneClockId,
        checked: Checked,
    ) -> Result<Checked, CallError> {
        let Some(practice) = &self.practice else { return Ok(checked) };
        let Checked::Done { credential, matched } = checked else { return Ok(checked) };
        let (real, attempt, now) = (Arc::clone(&practice.real), Attempt::of(self, call), self.now());
        let decided: Result<_, StoreError> = practice
            .real
            .db
            .write(move |tx| {
                let decision = decide(&real, tx, &attempt, (&clock_id, credential.as_ref(), matched), now)?;
                let copied = match &decision {
                    Decision::Accepted(owner) => Some(practice::copy(tx, owner.workspace, owner.employee)?),
                    Decision::Refused { .. } => None,
                };
                Ok((decision, copied))
            })
            .await;
        let (decision, copied) = decided?;
        // Not before the right PIN: how long it takes would tell that somebody has the ID.
        if let Some(copied) = copied {
            self.db.write(move |tx| practice::paste(tx, &copied)).await?;
        }
        Ok(Checked::Decided(decision))
    }

    /// Whether a practice caller has failed too often of late; `None` for real calls, which the step looks at.
    pub(super) async fn is_practice_barred(&self, now: Timestamp) -> Result<Option<bool>, StoreError> {
        let Some(practice) = &self.practice else { return Ok(None) };
        let trier = Trier::Practising(practice.who.clone());
        practice.real.db.read(move |tx| trier.is_barred(tx, now).map(Some)).await
    }

    pub(super) fn forget_check(&self, call: CallId) {
        drop(self.checks.take(call));
    }
}

/// Whether this caller has failed too often of late to be let in at all.
pub(super) fn is_barred(tx: &mut dyn Tx, call: &Call, now: Timestamp) -> Result<bool, StoreError> {
    Trier::Caller(call.caller.clone()).is_barred(tx, now)
}

/// Turns a finished check into what the dialog learns, counting what failed; with what was found of somebody who was
/// let in.
pub(super) fn sign_in(
    gateway: &Gateway,
    tx: &mut dyn Tx,
    call: &Call,
    clock_id: &PhoneClockId,
    checked: &Checked,
    now: Timestamp,
) -> Result<(SignIn, Option<Found>), StoreError> {
    let decision = match checked {
        Checked::Done { credential, matched } => {
            let attempt = Attempt::of(gateway, call);
            decide(gateway, tx, &attempt, (clock_id, credential.as_ref(), *matched), now)?
        }
        Checked::Decided(decision) => decision.clone(),
        Checked::Pending => return Ok((SignIn::Pending, None)),
        Checked::Lost | Checked::Hashed(_) => return Ok((SignIn::Lost, None)),
    };
    match decision {
        Decision::Accepted(credential) => {
            let (person, found) = person(tx, call, &credential, now)?;
            Ok((SignIn::Accepted(person), Some(found)))
        }
        Decision::Refused { barred } => Ok((SignIn::Refused { barred }, None)),
    }
}

/// Decides anew on what the database says now: a lock, a removed PIN or a new one since the check began all refuse.
fn decide(
    gateway: &Gateway,
    tx: &mut dyn Tx,
    attempt: &Attempt,
    (clock_id, checked_against, matched): (&PhoneClockId, Option<&Credential>, bool),
    now: Timestamp,
) -> Result<Decision, StoreError> {
    let trier = &attempt.trier;
    if trier.is_barred(tx, now)? {
        return Ok(Decision::Refused { barred: true });
    }
    let mut tried = Tried::NobodysId;
    if let Some(credential) = trier.find_credential(tx, clock_id)? {
        tried = Tried::Secret;
        let scope = trier.scope_of(tx, &credential)?;
        let guards = get_guards(tx, clock_id, now)?;
        if !guards.keep_out(scope, now) && !trier.is_closed(tx, scope, now)? {
            if matched && checked_against == Some(&credential) {
                // A right PIN ends the count of wrong ones wherever it is keyed; where there is none, nothing is written.
                if guards.of(scope) != Guard::default() {
                    sign_ins::set_guard(tx, clock_id, scope, Guard::default())?;
                }
                if let Trier::Caller(caller) = trier {
                    sign_ins::set_known_phone(tx, credential.employee, caller, now)?;
                }
                return Ok(Decision::Accepted(credential));
            }
            let policy = workspaces::get_workspace(tx, credential.workspace)?.settings.lockout;
            let guard = guards.of(scope).after_failure(policy, now);
            if guard.is_locked(now) {
                tracing::warn!(employee.id = %credential.employee, locks = guard.locks, "an ID was locked after wrong PINs");
                metrics::counter!("phoneclock_locks_total").increment(1);
                raise_locked(gateway, tx, attempt, &credential, (scope, guard), now)?;
            }
            sign_ins::set_guard(tx, clock_id, scope, guard)?;
        }
    }
    metrics::counter!("phoneclock_sign_ins_refused_total").increment(1);
    match trier {
        Trier::Caller(caller) => {
            let closes = tried == Tried::NobodysId && count_at_nobodys(tx, now)? == NOBODYS_ALLOWANCE - 1;
            sign_ins::insert_failure(tx, caller, now, (attempt.call, attempt.step), tried)?;
            if closes {
                tracing::warn!("somebody tries IDs that nobody has; only phones that are known let their employees in");
                metrics::counter!("phoneclock_id_guessing_total").increment(1);
            }
        }
        Trier::Practising(who) => {
            sign_ins::insert_failed_practice(tx, &who.address, now, (attempt.call, attempt.step))?;
        }
    }
    Ok(Decision::Refused { barred: trier.is_barred(tx, now)? })
}

impl Trier {
    fn of(gateway: &Gateway, call: &Call) -> Self {
        match &gateway.practice {
            Some(practice) => Self::Practising(practice.who.clone()),
            None => Self::Caller(call.caller.clone()),
        }
    }

    /// Whom a PIN is checked against. A locked ID is checked against nobody: it costs the same and can never be right.
    fn find_checked(
        &self,
        tx: &mut dyn Tx,
        clock_id: &PhoneClockId,
        now: Timestamp,
    ) -> Result<Option<Credential>, StoreError> {
        let Some(credential) = self.find_credential(tx, clock_id)? else { return Ok(None) };
        let scope = self.scope_of(tx, &credential)?;
        let locked = sign_ins::get_guards(tx, clock_id)?.keep_out(scope, now) || self.is_closed(tx, scope, now)?;
        Ok(if locked { None } else { Some(credential) })
    }

    fn is_barred(&self, tx: &mut dyn Tx, now: Timestamp) -> Result<bool, StoreError> {
        let since = now.saturating_sub(CALLER_WINDOW).unwrap_or(Timestamp::MIN);
        Ok(match self {
            Self::Caller(caller) => sign_ins::count_failures(tx, caller, (since, now))? >= caller_allowance(caller),
            Self::Practising(who) => {
                sign_ins::count_failed_practice(tx, &who.address, since)? >= PRACTICE_ALLOWANCE_OF_ADDRESS
            }
        })
    }

    /// On the practice line there is no other ID than the one that is practised with.
    fn find_credential(&self, tx: &mut dyn Tx, id: &PhoneClockId) -> Result<Option<Credential>, StoreError> {
        match self {
            Self::Practising(who) if who.clock_id.as_ref() != Some(id) => Ok(None),
            Self::Practising(_) | Self::Caller(_) => phone_clock_ids::find_credential(tx, id),
        }
    }

    fn scope_of(&self, tx: &mut dyn Tx, credential: &Credential) -> Result<Scope, StoreError> {
        let known = match self {
            Self::Caller(caller) => sign_ins::is_known_phone(tx, credential.employee, caller)?,
            Self::Practising(_) => false,
        };
        Ok(if known { Scope::OwnPhones } else { Scope::OtherPhones })
    }

    /// Whether somebody tries IDs, so that strangers' phones let nobody in, nor the practice line whoever typed an ID.
    fn is_closed(&self, tx: &mut dyn Tx, scope: Scope, now: Timestamp) -> Result<bool, StoreError> {
        match (self, scope) {
            (Self::Caller(_), Scope::OwnPhones) => Ok(false),
            (Self::Caller(_), Scope::OtherPhones) => Ok(count_at_nobodys(tx, now)? >= NOBODYS_ALLOWANCE),
            // Whose ID it is was known from a link or an admin: nothing is found out here.
            (Self::Practising(Practising { anybody: false, .. }), _) => Ok(false),
            (Self::Practising(Practising { anybody: true, .. }), _) => {
                let since = now.saturating_sub(NOBODYS_WINDOW).unwrap_or(Timestamp::MIN);
                Ok(count_at_nobodys(tx, now)? >= NOBODYS_ALLOWANCE
                    || sign_ins::count_all_failed_practice(tx, since)? >= PRACTICE_ALLOWANCE)
            }
        }
    }
}

/// The counts of an ID, with locks that end no later than they can if they began now.
fn get_guards(tx: &mut dyn Tx, clock_id: &PhoneClockId, now: Timestamp) -> Result<Guards, StoreError> {
    let mut guards = sign_ins::get_guards(tx, clock_id)?;
    for (scope, guard) in [(Scope::OwnPhones, &mut guards.own_phones), (Scope::OtherPhones, &mut guards.other_phones)] {
        if let Some(shorter) = guard.cut(now) {
            sign_ins::set_guard(tx, clock_id, scope, shorter)?;
            *guard = shorter;
        }
    }
    Ok(guards)
}

fn count_at_nobodys(tx: &mut dyn Tx, now: Timestamp) -> Result<u32, StoreError> {
    let since = now.saturating_sub(NOBODYS_WINDOW).unwrap_or(Timestamp::MIN);
    sign_ins::count_at_nobodys(tx, (since, now), NOBODYS_ALLOWANCE)
}

/// Leaves the lock for a person to look at; neither an unlock nor the right PIN settles it.
fn raise_locked(
    gateway: &Gateway,
    tx: &mut dyn Tx,
    attempt: &Attempt,
    credential: &Credential,
    (scope, guard): (Scope, Guard),
    now: Timestamp,
) -> Result<(), StoreError> {
    let (phone, call) = match (&attempt.trier, scope) {
        (Trier::Caller(_), Scope::OwnPhones) => ("a phone they have used before", Some(attempt.call)),
        (Trier::Caller(_), Scope::OtherPhones) => ("a phone they have never used", Some(attempt.call)),
        // The call itself is kept nowhere.
        (Trier::Practising(_), _) => ("the practice line", None),
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
        call,
        kind: ExceptionKind::LockedOut,
        at: attempt.at,
        note: Some(&note),
    };
    exceptions::insert_exception(tx, &exception)
}

fn person(
    tx: &mut dyn Tx,
    call: &Call,
    credential: &Credential,
    now: Timestamp,
) -> Result<(Person, Found), StoreError> {
    let workspace = workspaces::get_workspace(tx, credential.workspace)?;
    let employee = employees::get_employee(tx, credential.workspace, credential.employee)?;
    let jobs = match (jobs::any_with_code(tx, workspace.id, employee.id)?, workspace.settings.job_policy) {
        (false, _) => JobRule::NotAsked,
        (true, JobPolicy::Optional) => JobRule::Optional,
        (true, JobPolicy::Required) => JobRule::Required,
    };
    let found = Found::look(tx, &workspace, &employee, (call, now))?;
    let person = Person {
        employee: employee.id,
        workspace: workspace.id,
        language: employee.details.language,
        jobs,
        voice_check: employee.details.says_name(&workspace.settings),
        notice: workspace.settings.recording_notice.clone(),
        standing: found.standing(&workspace),
    };
    Ok((person, found))
}
