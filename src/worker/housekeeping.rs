//! What is due every minute whoever calls: ending calls the provider forgot and what people left open at kiosks, photos
//! that have not come, alerts, forgetting what is old; and once a day, deleting recordings and photos whose period is
//! over.

use std::{sync::Arc, time::Duration};

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::Worker;
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
    loop {
        if Instant::now() >= retention_at && !worker.store.clock().is_in_doubt() {
            let swept = retention::delete_old_recordings(&worker.store, &worker.fetcher.recordings).await;
            retention_at = Instant::now() + next_look(swept, "recordings");
        }
        if Instant::now() >= photos_at && !worker.store.clock().is_in_doubt() {
            let swept = photo_retention::delete_old_photos(&worker.store, &worker.fetcher.recordings).await;
            photos_at = Instant::now() + next_look(swept, "photos");
        }
        if let Err(error) = services.calls.end_silent_calls().await {
            tracing::error!(error = &error as &dyn std::error::Error, "calls without an end could not be ended");
        }
        if let Err(error) = leave::end_lapsed(&worker.store).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "people who have left a kiosk could not be let go"
            );
        }
        if let Err(error) = expect::end_overdue(&worker.store).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "photos that have not come could not be given up"
            );
        }
        if let Err(error) = alerts::tend::tend(&worker.store, &services.line).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "what users are to be alerted to could not be looked at"
            );
        }
        if let Err(error) = prune::prune(&worker.store).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "old replies and failures could not be forgotten"
            );
        }
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

/// When to look again.
fn next_look(swept: Result<SweepOutcome, RetentionError>, what: &'static str) -> Duration {
    match swept {
        Ok(SweepOutcome { deleted, more }) => {
            if deleted > 0 {
                tracing::info!(deleted, what, "what was kept for its whole period was deleted");
            }
            if more { Duration::ZERO } else { RETENTION_INTERVAL }
        }
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                what,
                "what was kept for its whole period could not be deleted"
            );
            RETENTION_RETRY_INTERVAL
        }
    }
}
