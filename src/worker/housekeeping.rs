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
    upkeep::{prune, turn},
    voice_checks::retention::{self, RetentionError, SweepOutcome},
};

const HOUSEKEEPING_INTERVAL: Duration = Duration::from_secs(60);
/// Between two looks at recordings whose period is over, and between two tries.
const RETENTION_INTERVAL: Duration = Duration::from_secs(24 * 3600);
const RETENTION_RETRY_INTERVAL: Duration = Duration::from_secs(3600);

/// When files whose period is over are looked for again: by a clock that nobody sets, since by the other one the next day
/// might be a year away.
pub struct Sweeps {
    recordings_at: Instant,
    photos_at: Instant,
}

impl Default for Sweeps {
    fn default() -> Self {
        let now = Instant::now();
        Self { recordings_at: now, photos_at: now }
    }
}

/// Runs until `stop`.
pub async fn run(worker: Worker, services: Arc<Services>, stop: CancellationToken) {
    let (mut sweeps, mut outage) = (Sweeps::default(), Outage::default());
    loop {
        round(&worker, &services, &mut sweeps, &mut outage).await;
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(HOUSEKEEPING_INTERVAL) => {}
        }
    }
}

/// What is due in a minute; whether it was this gateway's turn at what is done once for all on the database. One that
/// cannot be done keeps none of the others, but for want of a database.
pub async fn round(worker: &Worker, services: &Services, sweeps: &mut Sweeps, outage: &mut Outage) -> bool {
    // Each call ends once, whoever looks; a clock in doubt keeps none of them.
    outage.note(services.calls.end_silent_calls().await, "calls without an end could not be ended");
    let taking = turn::take(&worker.store, turn::HOUSEKEEPING, worker.replica);
    let is_ours = outage.tried(taking, "whose turn it is could not be found out").await.unwrap_or(false);
    if is_ours {
        do_once(worker, services, sweeps, outage).await;
    } else {
        // What is counted here is known to nobody else.
        outage.tried(alerts::tend::keep_line(&worker.store, &services.line), UNWATCHED).await;
    }
    outage.end_round();
    count_tasks(worker, is_ours).await;
    is_ours
}

const UNWATCHED: &str = "what users are to be alerted to could not be looked at";

async fn do_once(worker: &Worker, services: &Services, sweeps: &mut Sweeps, outage: &mut Outage) {
    let (store, recordings) = (&worker.store, &worker.fetcher.recordings);
    if Instant::now() >= sweeps.recordings_at && !store.clock().is_in_doubt() {
        let swept = retention::delete_old_recordings(store, recordings).await;
        sweeps.recordings_at = Instant::now() + next_look(outage, swept, "recordings");
    }
    if !outage.is_on() && Instant::now() >= sweeps.photos_at && !store.clock().is_in_doubt() {
        let swept = photo_retention::delete_old_photos(store, recordings).await;
        sweeps.photos_at = Instant::now() + next_look(outage, swept, "photos");
    }
    outage.tried(leave::end_lapsed(store), "people who have left a kiosk could not be let go").await;
    outage.tried(expect::end_overdue(store), "photos that have not come could not be given up").await;
    outage.tried(alerts::tend::tend(store, &services.line), UNWATCHED).await;
    outage.tried(prune::prune(store), "old replies and failures could not be forgotten").await;
}

/// Tasks are the database's: one gateway counts them, and the others none, so that their sum is right.
async fn count_tasks(worker: &Worker, is_ours: bool) {
    let counted = if is_ours { worker.count().await } else { Ok((0, 0)) };
    if let Ok((waiting, failed)) = counted {
        metrics::gauge!("phoneclock_tasks_waiting").set(waiting);
        metrics::gauge!("phoneclock_tasks_failed").set(failed);
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
