//! Looks at the clock every few seconds, so that a jump is told while it is one.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::service::{Store, upkeep};

const CLOCK_CHECK_INTERVAL: Duration = Duration::from_secs(5);

/// Runs until `stop`.
pub async fn run(store: Store, stop: CancellationToken) {
    loop {
        if let Err(error) = upkeep::clock::tend(&store).await {
            tracing::error!(error = &error as &dyn std::error::Error, "what the clock says could not be written down");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(CLOCK_CHECK_INTERVAL) => {}
        }
    }
}
