//! Telling: each address what waits for it, one after the other, several addresses at a time. What fails is tried again for
//! three days; an address that cannot be reached keeps none of the others waiting.

use std::{
    collections::BTreeMap,
    ops::RangeInclusive,
    time::{Duration, Instant},
};

use futures::{TryStreamExt, stream};
use jiff::{SignedDuration, Timestamp};

use super::{
    Hook, HookDelivery, Hooks,
    client::{Answer, Envelope},
    host_of,
    secret::signatures,
};
use crate::{
    service::kernel::task::wait_after,
    store::{
        Hold, StoreError, Tx,
        hook_deliveries::{self, DeliveryOutcome},
        hooks::{self, PauseReason},
    },
};

/// Deliveries that are looked at in one round.
const ROUND: usize = 200;
/// Addresses that are told at the same time.
const AT_ONCE: usize = 8;
/// How long one address is told things in one round: a gateway keeps its turn for longer.
const ROUND_OF_ADDRESS: Duration = Duration::from_secs(60);
/// For how long a delivery is tried.
const TRIED_FOR: SignedDuration = SignedDuration::from_hours(3 * 24);
/// What says that it was taken.
const TAKEN: RangeInclusive<u32> = 200..=299;
/// The address says that it is gone for good (RFC 9110, 15.5.11).
const GONE: u32 = 410;

impl Hooks {
    /// Whether there is anything to do.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_anything_due(&self) -> Result<bool, StoreError> {
        let now = self.store.now();
        let look = move |tx: &mut dyn Tx| {
            Ok(hook_deliveries::has_happenings(tx)? || !hook_deliveries::list_due(tx, now, 1)?.is_empty())
        };
        self.store.read(look).await
    }

    /// Tells what is due, once.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn send_due(&self) -> Result<(), StoreError> {
        let now = self.store.now();
        let due = self.store.read(move |tx| {
            let mut of_address = BTreeMap::<_, Vec<_>>::new();
            for delivery in hook_deliveries::list_due(tx, now, ROUND)? {
                of_address.entry((delivery.workspace, delivery.hook)).or_default().push(delivery);
            }
            let mut due = Vec::new();
            for ((workspace, id), deliveries) in of_address {
                if let Some(hook) = hooks::find_hook(tx, workspace, id)? {
                    due.push((hook, deliveries));
                }
            }
            Ok::<_, StoreError>(due)
        });
        stream::iter(due.await?.into_iter().map(Ok))
            .try_for_each_concurrent(AT_ONCE, |(hook, deliveries)| self.tell(hook, deliveries))
            .await
    }

    async fn tell(&self, hook: Hook, deliveries: Vec<HookDelivery>) -> Result<(), StoreError> {
        let began = Instant::now();
        for delivery in deliveries {
            let answer = self.post(&hook, &delivery).await;
            let goes_on = self.note(&hook, delivery, answer).await?;
            if !goes_on || began.elapsed() > ROUND_OF_ADDRESS {
                break;
            }
        }
        Ok(())
    }

    async fn post(&self, hook: &Hook, delivery: &HookDelivery) -> Answer {
        let (id, now) = (delivery.id.to_string(), self.store.now());
        let signatures = signatures(self.store.keys(), hook, (&id, &delivery.body), now);
        let envelope = Envelope { id: &id, sent_at_second: now.as_second(), signatures: &signatures };
        self.client.post(&hook.url, &envelope, delivery.body.clone()).await
    }

    /// Notes what came of a try; whether the address is told the next thing now.
    async fn note(&self, hook: &Hook, delivery: HookDelivery, answer: Answer) -> Result<bool, StoreError> {
        let (status, problem) = match answer {
            Answer::Status(status) => (Some(status), None),
            Answer::None(problem) => (None, Some(problem)),
        };
        let is_taken = status.is_some_and(|status| TAKEN.contains(&status));
        if !is_taken {
            let (host, tries) = (host_of(&hook.url), delivery.attempts + 1);
            tracing::info!(hook.id = %hook.id, host, tries, status, problem, "an address of another program was not told");
        }
        let (wait, in_doubt) =
            (wait_after(delivery.attempts + 1, self.store.entropy().as_ref()), self.store.clock().is_in_doubt());
        let (workspace, id) = (hook.workspace, hook.id);
        let hold = if status == Some(GONE) { Hold::Workspace(workspace) } else { Hold::Nothing };
        let write = self.store.write(hold, move |u| {
            let next = u.now.saturating_add(wait).unwrap_or(Timestamp::MAX);
            // By a clock that may be wrong nothing is given up.
            let is_over = next.duration_since(delivery.made_at) > TRIED_FOR && !in_doubt;
            let outcome = if is_taken {
                DeliveryOutcome::Delivered
            } else if is_over {
                DeliveryOutcome::Failed
            } else {
                DeliveryOutcome::AgainAt(next)
            };
            let tried = (status, problem.as_deref());
            if !hook_deliveries::set_tried(u.tx, &delivery, outcome, tried, u.now)? {
                return Ok(false);
            }
            match status {
                Some(GONE) => {
                    hooks::pause_hook(u.tx, (workspace, id), Some(PauseReason::Gone), u.now)?;
                    Ok(false)
                }
                Some(_) => Ok(true),
                None => {
                    hook_deliveries::put_off(u.tx, id, next)?;
                    Ok::<_, StoreError>(false)
                }
            }
        });
        write.await
    }
}
