//! Tells other programs what has happened, a moment later. It has a way of its own, so that an address that does not answer
//! keeps no recording and no mail waiting.

use std::{sync::Arc, time::Duration};

use tokio_util::sync::CancellationToken;

use super::{Worker, outage::Outage};
use crate::service::{
    Services, StoreError,
    hooks::{HookPen, Hooks},
    upkeep::turn,
};

const INTERVAL: Duration = Duration::from_secs(2);

/// Runs until `stop`; what is broken off then is told by the next run.
pub async fn run(worker: Worker, services: Arc<Services>, pen: HookPen, stop: CancellationToken) {
    let mut outage = Outage::default();
    let rounds = async {
        loop {
            round(&worker, &services.hooks, pen, &mut outage).await;
            tokio::time::sleep(INTERVAL).await;
        }
    };
    stop.run_until_cancelled(rounds).await;
}

/// One look, by the gateway whose turn it is.
async fn round(worker: &Worker, hooks: &Hooks, pen: HookPen, outage: &mut Outage) {
    let looked = async {
        if hooks.is_anything_due().await? && turn::take(&worker.store, turn::HOOKS, worker.replica).await? {
            hooks.write_down(pen).await?;
            hooks.send_due().await?;
        }
        Ok::<_, StoreError>(())
    };
    outage.tried(looked, "webhooks could not be told what has happened").await;
    outage.end_round();
}
