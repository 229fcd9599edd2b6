//! What is due every minute whoever calls: ending calls the provider forgot and what people left open at kiosks, photos
//! that have not come, alerts, forgetting what is old; and once a day, deleting recordings and photos whose period is
//! over.

use std::{sync::Arc, time::Duration};

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::{Worker, outage::Outage};
use crate::service::{
    Services, alerts,
    kiosks::leave,
    photos::{expect, retention as photo_retention},
    upkeep::prune,
    voice_checks::retention::{self, RetentionError, SweepOutcome},
};

const HOUSEKEEPING_INTERVAL: Duration = Duration::from_secs(60);
/// Between two looks at recordings whose period is over, and between two tries.
const RETENTION_INTERVAL: Duration = Duration::from_secs(24 * 3600);
const RETENTION_RETRY_INTERVAL: Duration = Duration::from_secs(3600);

/// Runs until `stop`.
pub async fn run(worker: Worker, services: Arc<Services>, stop: CancellationToken) {
    // By a clock that nobody sets: by the other one, the next day might be a year away.
    let (mut retention_at, mut photos_at) = (Instant::now(), Instant::now());
    let mut outage = Outage::default();
    loop {
        if Instant::now() >= retention_at && !worker.store.clock().is_in_doubt() {
            let swept = retention::delete_old_recordings(&worker.store, &worker.fetcher.recordings).await;
            retention_at = Instant::now() + next_look(&mut outage, swept, "recordings");
        }
        if !outage.is_on() && Instant::now() >= photos_at && !worker.store.clock().is_in_doubt() {
            let swept = photo_retention::delete_old_photos(&worker.store, &worker.fetcher.recordings).await;
            photos_at = Instant::now() + next_look(&mut outage, swept, "photos");
        }
        settle(&worker, &services, &mut outage).await;
        outage.end_round();
        if let Ok((waiting, failed)) = worker.count().await {
            metrics::gauge!("phoneclock_tasks_waiting").set(waiting);
            metrics::gauge!("phoneclock_tasks_failed").set(failed);
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(HOUSEKEEPING_INTERVAL) => {}
        }
    }
}

/// What is looked after every minute. One that cannot be done keeps none of the others, but for want of a database.
async fn settle(worker: &Worker, services: &Services, outage: &mut Outage) {
    let store = &worker.store;
    if !outage.is_on() {
        outage.note(services.calls.end_silent_calls().await, "calls without an end could not be ended");
    }
    if !outage.is_on() {
        outage.note(leave::end_lapsed(store).await, "people who have left a kiosk could not be let go");
    }
    if !outage.is_on() {
        outage.note(expect::end_overdue(store).await, "photos that have not come could not be given up");
    }
    if !outage.is_on() {
        let tended = alerts::tend::tend(store, &services.line).await;
        outage.note(tended, "what users are to be alerted to could not be looked at");
    }
    if !outage.is_on() {
        outage.note(prune::prune(store).await, "old replies and failures could not be forgotten");
    }
}

/// When to look again.
fn next_look(outage: &mut Outage, swept: Result<SweepOutcome, RetentionError>, what: &'static str) -> Duration {
    match outage.note(swept, "what was kept for its whole period could not be deleted") {
        Some(SweepOutcome { deleted, more }) => {
            if deleted > 0 {
                tracing::info!(deleted, what, "what was kept for its whole period was deleted");
            }
            if more { Duration::ZERO } else { RETENTION_INTERVAL }
        }
        None if outage.is_on() => Duration::ZERO,
        None => RETENTION_RETRY_INTERVAL,
    }
}
