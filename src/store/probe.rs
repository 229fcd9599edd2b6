//! Whether writes succeed, tried for everybody who asks at the same time.

use std::{
    future::Future,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::sync::Mutex;

use super::{deadline::within, error::StoreError};

/// How long somebody who asks waits for a write, and for how long the answer is good.
const TIMEOUT: Duration = Duration::from_secs(2);
const TTL: Duration = Duration::from_secs(1);

/// A write that changes nothing that anybody reads. Right by itself, whoever holds the gateway.
pub(super) const TRY_WRITING: &str = "UPDATE gateway SET writes_tried = writes_tried + 1 WHERE id = 1";

/// When it was last tried whether a write succeeds, and whether it did.
#[derive(Clone, Default)]
pub(super) struct Probe(Arc<Mutex<Option<(Instant, bool)>>>);

impl Probe {
    /// Whether writes succeed, by trying unless that was done a moment ago: whoever asks may be anybody. `known` is asked
    /// once it is one's turn, and spares the try.
    pub(super) async fn ask<F>(&self, known: impl FnOnce() -> bool, write: impl FnOnce() -> F) -> Result<(), StoreError>
    where
        F: Future<Output = Result<(), StoreError>>,
    {
        let mut last = self.0.lock().await;
        if known() {
            return Ok(());
        }
        if let Some((at, succeeded)) = *last
            && at.elapsed() < TTL
        {
            return if succeeded { Ok(()) } else { Err(StoreError::Busy) };
        }
        let outcome = within(TIMEOUT, write()).await;
        *last = Some((Instant::now(), outcome.is_ok()));
        outcome
    }
}
