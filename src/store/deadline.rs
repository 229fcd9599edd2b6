//! How long somebody waits for the store, counted from when they asked and not from when their turn has come: a program
//! that holds the database costs everybody the same, however many wait.

use std::{
    future::Future,
    sync::atomic::{AtomicU8, Ordering},
    time::{Duration, Instant},
};

use tokio::{sync::oneshot, time::timeout_at};

use super::error::StoreError;

/// How long a statement waits for another program that holds the database.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(8);
/// What whoever does the work is given beyond that to say so itself.
const GRACE: Duration = Duration::from_millis(500);

tokio::task_local! {
    static DEADLINE: Instant;
}

/// Runs work that asks several things of the store, none of which waits for another program beyond this time.
pub async fn within<F: Future>(limit: Duration, work: F) -> F::Output {
    DEADLINE.scope(Instant::now() + limit, work).await
}

/// When somebody who asks now has waited for long enough.
pub(super) fn until(limit: Duration) -> Instant {
    let own = Instant::now() + limit;
    DEADLINE.try_with(|until| own.min(*until)).unwrap_or(own)
}

/// How long that is from now.
pub(super) fn left(until: Instant) -> Duration {
    until.saturating_duration_since(Instant::now())
}

/// Waits until a piece of work that `sent` puts into a queue has been seen to its end, a little beyond `until` for its
/// turn; `left` is called where it was abandoned.
pub(super) async fn see_to_its_end(
    sent: impl Future<Output = Result<(), StoreError>>,
    mut told: oneshot::Receiver<()>,
    state: &QueueState,
    until: Instant,
    left: impl FnOnce(),
) -> Result<(), StoreError> {
    let leave_at = tokio::time::Instant::from_std(until + GRACE);
    timeout_at(leave_at, sent).await.map_err(|_| StoreError::Busy)??;
    let told = match timeout_at(leave_at, &mut told).await {
        Ok(told) => told,
        Err(_) if state.abandon() => {
            left();
            return Err(StoreError::Busy);
        }
        // It is being done, and has to be waited for: nobody may hear that nothing was done.
        Err(_) => told.await,
    };
    told.map_err(|_| StoreError::Closed)
}

/// What became of a queued piece of work: the writer has started it, or whoever asked has waited for too long and
/// abandoned it, never both.
#[derive(Default)]
pub(super) struct QueueState(AtomicU8);

const WAITING: u8 = 0;
const STARTED: u8 = 1;
const ABANDONED: u8 = 2;

impl QueueState {
    /// Whether the writer may start; not where the work was abandoned.
    pub(super) fn start(&self) -> bool {
        self.end_as(STARTED)
    }

    /// Whether it could still be abandoned, and is now.
    pub(super) fn abandon(&self) -> bool {
        self.end_as(ABANDONED)
    }

    pub(super) fn is_abandoned(&self) -> bool {
        self.0.load(Ordering::Acquire) == ABANDONED
    }

    fn end_as(&self, end: u8) -> bool {
        self.0.compare_exchange(WAITING, end, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_in_several_steps_has_one_end() {
        let hour = Duration::from_secs(3600);
        assert!(left(until(hour)) > Duration::from_secs(3500));
        let (first, second) = within(Duration::from_secs(60), async { (until(hour), until(hour)) }).await;
        assert_eq!(first, second);
        assert!(left(first) <= Duration::from_secs(60));
        let shorter = within(hour, async { left(until(Duration::from_secs(1))) }).await;
        assert!(shorter <= Duration::from_secs(1));
    }

    #[test]
    fn queued_work_is_started_or_abandoned_and_never_both() {
        let state = QueueState::default();
        assert!(state.start() && !state.abandon() && !state.is_abandoned());
        let state = QueueState::default();
        assert!(state.abandon() && !state.start() && state.is_abandoned());
    }
}
