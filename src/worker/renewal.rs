//! Hashes of another cost than new ones have, renewed in the background after their PIN or password was right.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::service::{
    Hold, Services,
    pin_hash::renewal::{self, Renewal, Renewals},
};

/// Between two renewals: after the cost was changed every worker's hash is outdated at the next start of a shift.
const RENEWAL_INTERVAL: Duration = Duration::from_secs(1);
/// How long a new hash waits until it is written. Longer than a call may last, or a password's check: whatever was
/// decided about the old hash is over by then, and no right PIN is refused because its hash changed meanwhile.
const RENEWAL_DELAY: Duration = Duration::from_mins(5);

/// Renews until `stop`.
pub async fn run(services: Arc<Services>, stop: CancellationToken) {
    let mut renewals = Renewals::subscribe(&services.pins);
    let mut due: VecDeque<(Instant, Renewal)> = VecDeque::new();
    loop {
        let due_at = due.front().map(|(at, _)| *at);
        // What one arm breaks off in another comes back with the next right PIN.
        tokio::select! {
            () = stop.cancelled() => return,
            () = until(due_at) => {
                if let Some((_, renewal)) = due.pop_front() {
                    settle(&services, renewal).await;
                }
            }
            renewed = renewals.next(&services.pins, services.store.entropy().as_ref()) => match renewed {
                Some(Ok(renewal)) => {
                    due.push_back((Instant::now() + RENEWAL_DELAY, renewal));
                    tokio::select! {
                        () = stop.cancelled() => return,
                        () = tokio::time::sleep(RENEWAL_INTERVAL) => {}
                    }
                }
                // The next right PIN tries again.
                Some(Err(error)) => tracing::debug!(error = &error as &dyn std::error::Error, "a hash was not renewed"),
                None => return,
            },
        }
    }
}

async fn until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}

async fn settle(services: &Services, renewal: Renewal) {
    match services.store.write(Hold::Nothing, move |u| renewal::write(u.tx, &renewal)).await {
        Ok(renewed) => metrics::counter!("phoneclock_hashes_renewed_total").increment(u64::from(renewed)),
        Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "a renewed hash could not be written"),
    }
}
