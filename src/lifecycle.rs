//! Starting and stopping: listeners, signals, and the only place where tasks are spawned.

use std::{net::SocketAddr, time::Duration};

use axum::Router;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long a stop waits for webhooks in hand and background work.
const DRAIN: Duration = Duration::from_secs(20);

/// What runs, and the word that it is to stop.
#[derive(Debug, Clone, Default)]
pub struct Lifecycle {
    pub tracker: TaskTracker,
    pub stop: CancellationToken,
}

impl Lifecycle {
    /// Lets the first SIGTERM or SIGINT stop in order, and the second one at once.
    ///
    /// # Errors
    /// When the signals cannot be listened for.
    pub fn stop_on_signals(&self) -> std::io::Result<()> {
        let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        let stop = self.stop.clone();
        #[expect(clippy::disallowed_methods, reason = "must not be drained: it waits for the second signal")]
        tokio::spawn(async move {
            let mut next = async || tokio::select! { _ = terminate.recv() => {} _ = interrupt.recv() => {} };
            next().await;
            tracing::info!("stopping: what is in hand is finished first; a second signal stops at once");
            stop.cancel();
            next().await;
            tracing::warn!("stopped at once by a second signal");
            std::process::exit(1);
        });
        Ok(())
    }

    /// Serves until the stop, then finishes the requests in hand.
    pub fn serve(&self, listener: TcpListener, router: Router) {
        let stop = self.stop.clone();
        self.tracker.spawn(async move {
            let served = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
                .with_graceful_shutdown(stop.clone().cancelled_owned())
                .await;
            if let Err(error) = served {
                tracing::error!(error = &error as &dyn std::error::Error, "a listener failed");
                stop.cancel();
            }
        });
    }

    /// Waits for the stop and then for everything that runs, for a bounded time.
    pub async fn wait(&self) {
        self.stop.cancelled().await;
        self.tracker.close();
        if tokio::time::timeout(DRAIN, self.tracker.wait()).await.is_err() {
            tracing::warn!("some work was not finished in {} seconds and will be done again", DRAIN.as_secs());
        }
    }
}

/// Listens on an address.
///
/// # Errors
/// One sentence that names the setting.
pub async fn listen(name: &str, address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        anyhow::anyhow!(
            "{name}: nothing can listen on {address} ({error}); choose another address or stop what holds it"
        )
    })
}
