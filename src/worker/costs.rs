//! Reads what calls and texts cost at each provider: at the start, and once an hour. A long list keeps nothing else
//! waiting.

use std::{sync::Arc, time::Duration};

use tokio_util::sync::CancellationToken;

use super::{Worker, outage::Outage};
use crate::service::{Services, costs::read, upkeep::turn};

const INTERVAL: Duration = Duration::from_secs(60 * 60);

/// Runs until `stop`; what is broken off then is read again by the next run.
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

/// One look, by the gateway whose turn it is. A provider whose records cannot be had keeps none of the others.
async fn round(worker: &Worker, services: &Services, outage: &mut Outage) {
    let taking = turn::take(&worker.store, turn::COSTS, worker.replica);
    if outage.tried(taking, "whose turn it is could not be found out").await.unwrap_or(false) {
        let ours = (services.calls.as_ref(), services.dial_in_number.as_ref());
        for provider in &services.providers {
            let read = read::read_calls(&services.store, ours, provider.as_ref()).await;
            outage.note(read, "what calls cost could not be read");
            let read = read::read_texts(&services.store, &services.texter, provider.as_ref()).await;
            outage.note(read, "what texts cost could not be read");
        }
    }
    outage.end_round();
}
