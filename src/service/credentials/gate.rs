//! Where a call's PINs are checked and decided on: here, or, for a practice call, in the real gateway.

use futures::future::{BoxFuture, FutureExt, ready};

use super::verify::{PinVerdict, SignInDecision};
use crate::{
    dialog::utterance::Way,
    domain::{ids::EmployeeId, phone_clock_id::PhoneClockId, pin::Pin},
    service::{
        AfterCommit, Unit,
        pin_hash::{HashError, Lane, MatchReceiver, PinHasher},
    },
    store::{StoreError, Tx, calls::Call, entries::way_name, phone_clock_ids, phone_clock_ids::Credential},
};

/// A PIN being checked, and what it is checked against.
pub(in crate::service) struct RunningCheck {
    /// None where the check can only come out wrong, and takes as long.
    pub credential: Option<Credential>,
    /// The answer, once it is there.
    pub verdict: MatchReceiver,
}

#[derive(Debug, thiserror::Error)]
pub(in crate::service) enum CheckError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Hash(#[from] HashError),
}

/// The door between a call and its caller's PIN, and who tells of what comes through it. The first three run ahead of the
/// transaction of a step, the others within it.
pub(in crate::service) trait PinGate: Send + Sync {
    /// Whether the caller is throttled; `None` leaves it to the transaction in which the call rings.
    fn is_throttled(&self) -> BoxFuture<'_, Result<Option<bool>, StoreError>>;

    /// Queues the check of a PIN. `found` is the credential that the call's own database has.
    fn check<'a>(
        &'a self,
        clock_id: &'a PhoneClockId,
        pin: Option<Pin>,
        found: Option<Credential>,
    ) -> BoxFuture<'a, Result<RunningCheck, CheckError>>;

    /// Decides on a finished check, and counts it; `None` leaves it to the transaction of the step.
    fn decide<'a>(
        &'a self,
        call: &'a Call,
        clock_id: &'a PhoneClockId,
        verdict: &'a PinVerdict,
    ) -> BoxFuture<'a, Result<Option<SignInDecision>, StoreError>>;

    /// Whether these digits may be kept as an ID; others may be a PIN keyed too early.
    fn is_known_id(&self, tx: &mut dyn Tx, clock_id: &PhoneClockId) -> Result<bool, StoreError>;

    /// Tells the log and the metrics of a call that was answered.
    fn tell_answered(&self, u: &mut Unit<'_>, call: &Call);

    /// Tells the log and the metrics of a punch.
    fn tell_clocked(&self, call: &Call, employee: EmployeeId, way: Way);
}

/// The gate of real calls: everything that can be is left to the step's own transaction.
pub(in crate::service) struct TelephoneGate(pub PinHasher);

impl PinGate for TelephoneGate {
    fn is_throttled(&self) -> BoxFuture<'_, Result<Option<bool>, StoreError>> {
        ready(Ok(None)).boxed()
    }

    fn check<'a>(
        &'a self,
        _: &'a PhoneClockId,
        pin: Option<Pin>,
        found: Option<Credential>,
    ) -> BoxFuture<'a, Result<RunningCheck, CheckError>> {
        ready(begin(&self.0, Lane::Telephone, pin, found)).boxed()
    }

    fn decide<'a>(
        &'a self,
        _: &'a Call,
        _: &'a PhoneClockId,
        _: &'a PinVerdict,
    ) -> BoxFuture<'a, Result<Option<SignInDecision>, StoreError>> {
        ready(Ok(None)).boxed()
    }

    fn is_known_id(&self, tx: &mut dyn Tx, clock_id: &PhoneClockId) -> Result<bool, StoreError> {
        phone_clock_ids::is_issued(tx, clock_id)
    }

    fn tell_answered(&self, u: &mut Unit<'_>, call: &Call) {
        u.after(AfterCommit::Counted("phoneclock_calls_total"));
        tracing::info!(call.id = %call.id, caller = ?call.caller, "a call was answered");
    }

    fn tell_clocked(&self, call: &Call, employee: EmployeeId, way: Way) {
        tracing::info!(employee.id = %employee, call.id = %call.id, ?way, "an employee clocked");
        let way = way_name(way);
        metrics::counter!("phoneclock_punches_total", "way" => way).increment(1);
    }
}

/// Queues a check; without a PIN or a credential it takes as long and fails.
pub(in crate::service) fn begin(
    pins: &PinHasher,
    lane: Lane,
    pin: Option<Pin>,
    credential: Option<Credential>,
) -> Result<RunningCheck, CheckError> {
    let hash = credential.as_ref().map(|credential| credential.hash.clone());
    let verdict = pins.verify_pin(lane, pin, hash)?;
    Ok(RunningCheck { credential, verdict })
}
