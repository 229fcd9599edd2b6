//! Looks for calls that were missed at each provider: at the start, and every quarter of an hour. A long list keeps nothing
//! else waiting.

use std::{sync::Arc, time::Duration};

use tokio_util::sync::CancellationToken;

use super::{Worker, outage::Outage};
use crate::service::{Services, upkeep::turn};

const INTERVAL: Duration = Duration::from_secs(15 * 60);

/// Runs until `stop`; what is broken off then is looked for again by the next run.
pub async fn run(worker: Worker, services: Arc<Services>, stop: CancellationToken) {
    let mut outage = Outage::default();
    let rounds = async {
        loop {
            round(&worker, &services, &mut outage).await;
            tokio::time::sleep(INTERVAL).await;
        }
    };
    stop.run_until_cancelled(rounds).await;
}

/// One look, by the gateway whose turn it is. A provider whose list cannot be had keeps none of the others.
async fn round(worker: &Worker, services: &Services, outage: &mut Outage) {
    let taking = turn::take(&worker.store, turn::MISSED_CALLS, worker.replica);
    if outage.tried(taking, "whose turn it is could not be found out").await.unwrap_or(false) {
        for provider in &services.providers {
            let looked = services.calls.find_missed(provider.as_ref(), services.dial_in_number.as_ref()).await;
            outage.note(looked, "whether calls were missed could not be found out");
        }
    }
    outage.end_round();
}
