//! The gate of practice calls: IDs, PINs and locks are those of the real gateway, and failures are counted there. The
//! practice line is no way around a lock.

use futures::future::{BoxFuture, FutureExt};

use super::PracticeVisitor;
use crate::{
    dialog::utterance::Way,
    domain::{ids::EmployeeId, phone_clock_id::PhoneClockId, pin::Pin},
    service::{
        Store, Unit,
        credentials::{
            gate::{self, CheckError, PinGate, RunningCheck},
            throttle::SignInOrigin,
            verify::{self, PinVerdict, SignInAttempt, SignInDecision},
        },
        pin_hash::{Lane, PinHasher, WebVisitor},
        throttle_key::throttle_key,
    },
    store::{Hold, StoreError, Tx, calls::Call, phone_clock_ids::Credential, practice},
};

/// The gate of a practice call.
pub(in crate::service) struct PracticeGate {
    /// Of the real gateway.
    pub real: Store,
    /// The threads that hash PINs.
    pub pins: PinHasher,
    /// What the practice call keeps its own things in.
    pub copy: Store,
    /// Who practices.
    pub who: PracticeVisitor,
}

impl PracticeGate {
    fn origin(&self) -> SignInOrigin {
        SignInOrigin::Practice(self.who.clone())
    }

    async fn check_in_real(&self, clock_id: PhoneClockId, pin: Option<Pin>) -> Result<RunningCheck, CheckError> {
        let (now, origin) = (self.real.now(), self.origin());
        let found: Result<_, StoreError> = self.real.read(move |tx| origin.find_checkable(tx, &clock_id, now)).await;
        // Whoever practices comes after whoever calls.
        let place = self.pins.take_permit(WebVisitor::Stranger(throttle_key(&self.who.address)))?;
        gate::begin(&self.pins, Lane::Pages(place), pin, found?)
    }

    async fn decide_in_real(&self, attempt: SignInAttempt, verdict: PinVerdict) -> Result<SignInDecision, StoreError> {
        let decided: Result<_, StoreError> = self
            .real
            .write(Hold::Address(self.who.address.clone()), move |u| {
                let decision = verify::decide(u, &attempt, &verdict)?;
                let copied = match &decision {
                    SignInDecision::Accepted(owner) => Some(practice::copy(u.tx, owner.workspace, owner.employee)?),
                    SignInDecision::Refused { .. } => None,
                };
                Ok((decision, copied))
            })
            .await;
        let (decision, copied) = decided?;
        // Not before the right PIN: how long it takes would tell that somebody has the ID.
        if let Some(copied) = copied {
            self.copy.write(Hold::Gateway, move |u| practice::paste(u.tx, &copied)).await?;
        }
        Ok(decision)
    }
}

impl PinGate for PracticeGate {
    fn is_throttled(&self) -> BoxFuture<'_, Result<Option<bool>, StoreError>> {
        let (now, origin) = (self.real.now(), self.origin());
        async move { self.real.read(move |tx| origin.is_throttled(tx, now).map(Some)).await }.boxed()
    }

    fn check<'a>(
        &'a self,
        clock_id: &'a PhoneClockId,
        pin: Option<Pin>,
        _: Option<Credential>,
    ) -> BoxFuture<'a, Result<RunningCheck, CheckError>> {
        self.check_in_real(clock_id.clone(), pin).boxed()
    }

    fn decide<'a>(
        &'a self,
        call: &'a Call,
        clock_id: &'a PhoneClockId,
        verdict: &'a PinVerdict,
    ) -> BoxFuture<'a, Result<Option<SignInDecision>, StoreError>> {
        let attempt = SignInAttempt::new(self.origin(), call, clock_id);
        async move { self.decide_in_real(attempt, verdict.clone()).await.map(Some) }.boxed()
    }

    /// Whoever practices has typed their ID before, and nothing tells whether anybody has it.
    fn is_known_id(&self, _: &mut dyn Tx, clock_id: &PhoneClockId) -> Result<bool, StoreError> {
        Ok(self.who.clock_id.as_ref() == Some(clock_id))
    }

    /// It counts as no call.
    fn tell_answered(&self, _: &mut Unit<'_>, call: &Call) {
        tracing::info!(call.id = %call.id, "a practice call was answered");
    }

    /// Nobody has clocked.
    fn tell_clocked(&self, _: &Call, _: EmployeeId, _: Way) {}
}
