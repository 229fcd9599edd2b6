//! Waiting, as an argument.

use std::time::{Duration, Instant};

use futures::future::{BoxFuture, FutureExt};
use tokio::sync::watch;

/// Counts the time from some moment on, and waits for later ones.
pub trait Timer: Send + Sync {
    /// The time since that moment.
    fn now(&self) -> Duration;
    /// Ready once [`Timer::now`] has reached the moment.
    fn until(&self, moment: Duration) -> BoxFuture<'static, ()>;
}

/// The time of this machine.
#[derive(Debug)]
pub struct RealTimer(Instant);

impl Default for RealTimer {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Timer for RealTimer {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn until(&self, moment: Duration) -> BoxFuture<'static, ()> {
        tokio::time::sleep(moment.saturating_sub(self.now())).boxed()
    }
}

/// Stands still until it is moved, for tests.
#[derive(Debug)]
pub struct ManualTimer(watch::Sender<Duration>);

impl Default for ManualTimer {
    fn default() -> Self {
        Self(watch::Sender::new(Duration::ZERO))
    }
}

impl ManualTimer {
    /// Moves the time on and wakes those who have waited for it.
    pub fn advance(&self, by: Duration) {
        self.0.send_modify(|now| *now = now.saturating_add(by));
    }
}

impl Timer for ManualTimer {
    fn now(&self) -> Duration {
        *self.0.borrow()
    }

    fn until(&self, moment: Duration) -> BoxFuture<'static, ()> {
        let mut moved = self.0.subscribe();
        async move {
            if moved.wait_for(|now| *now >= moment).await.is_err() {
                // Nobody will ever move it again.
                std::future::pending().await
            }
        }
        .boxed()
    }
}
