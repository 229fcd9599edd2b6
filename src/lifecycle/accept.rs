//! Taking connections, and what happens when the system lets the program have no more of them.

use std::{
    io::{self, ErrorKind},
    net::SocketAddr,
    sync::Arc,
    time::Duration,
};

use tokio::{
    net::{TcpListener, TcpStream},
    sync::Notify,
    time::{Instant, sleep},
};

/// Between two tries while none can be taken.
const RETRY_DELAY: Duration = Duration::from_millis(100);
/// Between two lines in the log about it.
const WARNING_INTERVAL: Duration = Duration::from_secs(60);
/// Without a failure for so long, the trouble is over.
const RECOVERY_AFTER: Duration = Duration::from_secs(5);

pub(super) struct Acceptor {
    listener: TcpListener,
    /// Tells connections that nothing goes on upon to make room.
    pub(super) crowded: Arc<Notify>,
    trouble: AcceptFailures,
}

#[derive(Default)]
struct AcceptFailures {
    said_at: Option<Instant>,
    failed_at: Option<Instant>,
}

impl Acceptor {
    pub(super) fn new(listener: TcpListener) -> Self {
        Self { listener, crowded: Arc::default(), trouble: AcceptFailures::default() }
    }

    pub(super) async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        loop {
            match self.listener.accept().await {
                Ok(accepted) => {
                    self.trouble.is_over(Instant::now());
                    return accepted;
                }
                Err(error) if is_of_the_peer(&error) => {}
                Err(error) => {
                    self.trouble.is_there(&error, Instant::now());
                    self.crowded.notify_waiters();
                    sleep(RETRY_DELAY).await;
                }
            }
        }
    }
}

/// Whether the peer has gone before its connection was taken, which is no trouble of ours.
fn is_of_the_peer(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset)
}

impl AcceptFailures {
    fn is_there(&mut self, error: &io::Error, now: Instant) {
        self.failed_at = Some(now);
        if self.said_at.is_none_or(|said| now.duration_since(said) >= WARNING_INTERVAL) {
            self.said_at = Some(now);
            tracing::warn!(
                %error,
                "no further connection can be taken, so that calls have to wait; idle ones are closed to make room. Let the \
                 reverse proxy bound connections for each address, or raise the limit on open files (LimitNOFILE)"
            );
        }
    }

    fn is_over(&mut self, now: Instant) {
        if self.failed_at.is_some_and(|failed| now.duration_since(failed) >= RECOVERY_AFTER) {
            self.failed_at = None;
            tracing::info!("connections are taken again");
        }
    }
}
