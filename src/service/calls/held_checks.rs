//! PIN checks whose callers were asked to hold on. Whoever checks writes the verdict into the database, where the call
//! finds it at any replica and after any restart. The PIN is nowhere but in the queue of the check.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp};
use tokio::task::AbortHandle;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::Instrument;

use crate::{
    domain::ids::{CallId, ProviderCallId, ReplicaId},
    service::{
        Hold, Store, Unit,
        credentials::{
            gate::RunningCheck,
            verify::{PinVerdict, verdict_mac},
        },
    },
    store::{
        StoreError,
        calls::Call,
        pin_checks::{self, KeptVerdict},
    },
};

/// How often the owner of a check says that it is still at it.
const HEARTBEAT_INTERVAL: Duration = Duration::from_secs(4);
/// An owner not seen for this long is gone.
const HEARTBEAT_TIMEOUT: SignedDuration = SignedDuration::from_secs(10);
/// For how long, and how often, it is tried to write a verdict while the database does not answer. A caller who hears
/// nothing of it by then has been told to call again.
const VERDICT_TIMEOUT: Duration = Duration::from_secs(75);
const VERDICT_RETRY_INTERVAL: Duration = Duration::from_secs(1);
/// How often, and how many times, a verdict is looked for before the caller holds on once more: for 1.5 s.
const POLL_INTERVAL: Duration = Duration::from_millis(100);
const MAX_POLLS: usize = 15;
/// What a stop leaves to checks in hand. Callers whose verdict is not there by then key their PIN once more.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(2);

/// What a caller who holds on finds.
pub(super) enum HeldCheckResult {
    Done(PinVerdict),
    Pending,
    Lost,
}

/// The checks of this run of the program. They end with it.
pub(in crate::service) struct HeldChecks {
    /// This run among all that share the database.
    owner: ReplicaId,
    running: Mutex<HashMap<CallId, Running>>,
}

struct Running(AbortHandle);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// One check in hand.
struct Keeper {
    store: Store,
    owner: ReplicaId,
    hold: Hold,
    call: CallId,
    step: u32,
}

impl HeldChecks {
    pub(in crate::service) fn new(owner: ReplicaId) -> Self {
        Self { owner, running: Mutex::default() }
    }

    pub(super) const fn owner(&self) -> ReplicaId {
        self.owner
    }

    /// Waits for a check that this step of the call has begun, and writes its verdict down; a stop waits for that, for
    /// a short time. To be called once the step is committed.
    pub(super) fn keep(
        &self,
        store: &Store,
        (tracker, stop): (&TaskTracker, &CancellationToken),
        call: (&'static str, ProviderCallId),
        id: (CallId, u32),
        check: RunningCheck,
    ) {
        let (provider, provider_call) = call;
        let (call, step) = id;
        let hold = Hold::call(provider, &provider_call);
        let keeper = Keeper { store: store.clone(), owner: self.owner, hold, call, step };
        let task = tracker.spawn(keeper.see_through(check, stop.clone()).in_current_span());
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.retain(|_, known| !known.0.is_finished());
        running.insert(call, Running(task.abort_handle()));
    }

    /// Ends the check of a call that is over.
    pub(super) fn forget(&self, call: CallId) {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&call);
    }

    fn is_running(&self, call: CallId) -> bool {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.get(&call).is_some_and(|known| !known.0.is_finished())
    }

    /// Looks for the verdict on a call's PIN until the webhook has to be answered.
    pub(super) async fn find_verdict(&self, store: &Store, call: &Call) -> Result<HeldCheckResult, StoreError> {
        for look in 0..MAX_POLLS {
            if look > 0 {
                tokio::time::sleep(POLL_INTERVAL).await;
            }
            match self.look(store, call.id).await? {
                HeldCheckResult::Pending => {}
                found @ (HeldCheckResult::Done(_) | HeldCheckResult::Lost) => return Ok(found),
            }
        }
        Ok(HeldCheckResult::Pending)
    }

    async fn look(&self, store: &Store, call: CallId) -> Result<HeldCheckResult, StoreError> {
        // Asked first: a check that ends meanwhile has written its verdict before.
        let is_running = self.is_running(call);
        let Some(check) = store.read(move |tx| pin_checks::find_pin_check(tx, call)).await? else {
            return Ok(HeldCheckResult::Lost);
        };
        if let Some(verdict) = check.verdict {
            return Ok(HeldCheckResult::Done(PinVerdict::Kept { step: check.step, verdict }));
        }
        let is_at_work = if check.owner == self.owner { is_running } else { is_near(check.seen_at, store.now()) };
        Ok(if is_at_work { HeldCheckResult::Pending } else { HeldCheckResult::Lost })
    }
}

fn is_near(seen_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(seen_at).abs() < HEARTBEAT_TIMEOUT
}

impl Keeper {
    async fn see_through(self, check: RunningCheck, stop: CancellationToken) {
        let broken_off = async {
            stop.cancelled().await;
            tokio::time::sleep(SHUTDOWN_TIMEOUT).await;
        };
        tokio::select! {
            kept = self.wait_for(check) => if let Err(error) = kept {
                tracing::error!(
                    call.id = %self.call,
                    error = &error as &dyn std::error::Error,
                    "the verdict on a PIN could not be kept; the caller is asked once more"
                );
            },
            () = broken_off => {
                tracing::info!(call.id = %self.call, "the stop breaks a PIN check off; the caller is asked once more");
            }
        }
    }

    async fn wait_for(&self, RunningCheck { credential, mut verdict }: RunningCheck) -> Result<(), StoreError> {
        let answer = loop {
            match tokio::time::timeout(HEARTBEAT_INTERVAL, &mut verdict).await {
                Ok(answer) => break answer,
                Err(_) => match self.is_waited_for().await {
                    Ok(true) => {}
                    // The call is over, or has begun another check.
                    Ok(false) => return Ok(()),
                    Err(error) if error.is_passing() => {}
                    Err(error) => return Err(error),
                },
            }
        };
        let Ok(Ok(matched)) = answer else {
            tracing::error!(call.id = %self.call, "a PIN could not be checked; the caller is asked once more");
            return Ok(());
        };
        let mac = verdict_mac(self.store.keys(), (self.call, self.step), credential.as_ref(), matched);
        let (id, owner, until) = ((self.call, self.step), self.owner, Instant::now() + VERDICT_TIMEOUT);
        loop {
            let verdict = KeptVerdict { matched, mac: mac.to_vec() };
            let keep = move |u: &mut Unit<'_>| pin_checks::set_verdict(u.tx, id, owner, &verdict).map(drop);
            match self.store.write(self.hold.clone(), keep).await {
                Err(error) if error.is_passing() && Instant::now() < until => {
                    tokio::time::sleep(VERDICT_RETRY_INTERVAL).await;
                }
                kept => return kept,
            }
        }
    }

    async fn is_waited_for(&self) -> Result<bool, StoreError> {
        let (id, owner) = ((self.call, self.step), self.owner);
        self.store.write(self.hold.clone(), move |u| pin_checks::set_seen(u.tx, id, owner, u.now)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_gone_after_ten_seconds_whichever_way_the_clock_was_set() {
        let at = |secs| Timestamp::from_second(secs).unwrap();
        for (seen, now, near) in [(100, 100, true), (100, 109, true), (100, 110, false), (110, 100, false)] {
            assert_eq!(is_near(at(seen), at(now)), near, "seen at {seen}, now {now}");
        }
    }
}
