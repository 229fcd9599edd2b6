//! Looks at the clock every few seconds, so that a jump is told while it is one.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::outage::Outage;
use crate::service::{Store, upkeep};

const CLOCK_CHECK_INTERVAL: Duration = Duration::from_secs(5);

/// Runs until `stop`.
pub async fn run(store: Store, stop: CancellationToken) {
    let mut outage = Outage::default();
    loop {
        outage.note(upkeep::clock::tend(&store).await, "what the clock says could not be written down");
        outage.end_round();
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(CLOCK_CHECK_INTERVAL) => {}
        }
    }
}
