//! What is due every minute whoever calls: ending calls the provider forgot, forgetting what is old.

use std::{sync::Arc, time::Duration};

use tokio_util::sync::CancellationToken;

use crate::service::Gateway;

const EVERY: Duration = Duration::from_secs(60);

/// Runs until `stop`.
pub async fn run(gateway: Arc<Gateway>, stop: CancellationToken) {
    loop {
        if let Err(error) = gateway.end_silent_calls().await {
            tracing::error!(error = &error as &dyn std::error::Error, "calls without an end could not be ended");
        }
        if let Err(error) = gateway.prune().await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "old replies and failures could not be forgotten"
            );
        }
        if let Ok((waiting, failed)) = gateway.count_tasks().await {
            metrics::gauge!("phoneclock_tasks_waiting").set(waiting);
            metrics::gauge!("phoneclock_tasks_failed").set(failed);
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
