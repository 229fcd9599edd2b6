//! Starting and stopping: listeners, signals, and the only place where tasks are spawned.

mod accept;
mod connection;
mod progress;
mod supervisor;
mod write_deadline;

use std::{net::SocketAddr, time::Duration};

use axum::Router;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

pub use self::supervisor::Supervisor;
use self::{
    accept::Acceptor,
    connection::{Surroundings, answer},
};

/// How long a stop waits for webhooks in hand and background work.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(20);

/// How long a connection may keep the gateway waiting.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionTimeouts {
    /// From its beginning to the end of the first head. Nobody has anything to gain by being slow here.
    pub first_head: Duration,
    /// From an answer to the end of the next head. Longer than any reverse proxy keeps an idle connection (nginx 60 s,
    /// Caddy 2 min, by their documentation), so that it is the proxy that ends it: a webhook sent into a connection
    /// that is just being closed would be lost.
    pub next_head: Duration,
    /// Without a byte of an answer being taken.
    pub answer: Duration,
    /// After the stop: to finish a request that is not whole, or to read an answer. What is worked on is waited for.
    pub stop: Duration,
}

impl Default for ConnectionTimeouts {
    fn default() -> Self {
        Self {
            first_head: Duration::from_secs(15),
            next_head: Duration::from_secs(300),
            answer: Duration::from_secs(30),
            stop: Duration::from_secs(1),
        }
    }
}

/// What runs, and the signal that it is to stop.
#[derive(Debug, Clone, Default)]
pub struct Lifecycle {
    /// Everything that a stop waits for.
    pub tracker: TaskTracker,
    /// Canceled when the program is to stop.
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
        self.serve_within(listener, router, ConnectionTimeouts::default());
    }

    /// The same with other time-outs.
    pub fn serve_within(&self, listener: TcpListener, router: Router, timeouts: ConnectionTimeouts) {
        let stop = self.stop.clone();
        let mut acceptor = Acceptor::new(listener);
        let around = Surroundings { timeouts, stop: stop.clone(), crowded: acceptor.crowded.clone() };
        self.tracker.spawn(async move {
            let connections = TaskTracker::new();
            while let Some((stream, peer)) = stop.run_until_cancelled(acceptor.accept()).await {
                connections.spawn(answer(stream, peer, router.clone(), around.clone()));
            }
            drop(acceptor);
            connections.close();
            connections.wait().await;
        });
    }

    /// Waits for the stop and then for everything that runs, for a bounded time.
    pub async fn wait(&self) {
        self.stop.cancelled().await;
        self.tracker.close();
        if tokio::time::timeout(DRAIN_TIMEOUT, self.tracker.wait()).await.is_err() {
            tracing::warn!("some work was not finished in {} seconds and will be done again", DRAIN_TIMEOUT.as_secs());
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

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use axum::{body::Bytes, extract::ConnectInfo, routing::post};
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
    };

    use super::*;

    const REQUEST: &[u8] = b"POST / HTTP/1.1\r\nHost: clock\r\nContent-Length: 2\r\n\r\nok";
    const HALF_A_HEAD: &[u8] = b"POST / HTTP/1.1\r\nHost: cl";
    const SHORT: Duration = Duration::from_millis(50);
    /// What is not to happen within a test.
    const LONG: Duration = Duration::from_secs(600);

    /// Answers with what it was sent and the port that it came from.
    async fn served(timeouts: ConnectionTimeouts) -> (Lifecycle, SocketAddr) {
        let lifecycle = Lifecycle::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let echo = async |ConnectInfo(peer): ConnectInfo<SocketAddr>, body: Bytes| {
            format!("{} from {}", String::from_utf8_lossy(&body), peer.port())
        };
        lifecycle.serve_within(listener, Router::new().route("/", post(echo)), timeouts);
        (lifecycle, address)
    }

    /// One whole answer.
    async fn answered(stream: &mut TcpStream) -> String {
        let wanted = format!("ok from {}", stream.local_addr().unwrap().port());
        let mut read = Vec::new();
        while !read.ends_with(wanted.as_bytes()) {
            assert!(stream.read_buf(&mut read).await.unwrap() > 0, "{}", String::from_utf8_lossy(&read));
        }
        String::from_utf8(read).unwrap()
    }

    #[tokio::test]
    async fn a_connection_without_a_whole_first_head_is_closed() {
        let (_lifecycle, address) =
            served(ConnectionTimeouts { first_head: SHORT, next_head: LONG, ..ConnectionTimeouts::default() }).await;
        for sent in [&b""[..], HALF_A_HEAD] {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(sent).await.unwrap();
            let mut answer = Vec::new();
            assert_eq!(stream.read_to_end(&mut answer).await.unwrap(), 0, "{answer:?}");
        }
    }

    #[tokio::test]
    async fn a_byte_now_and_then_gains_nothing() {
        let (_lifecycle, address) =
            served(ConnectionTimeouts { first_head: 4 * SHORT, next_head: LONG, ..ConnectionTimeouts::default() })
                .await;
        let (mut reader, mut writer) = TcpStream::connect(address).await.unwrap().into_split();
        let began = Instant::now();
        let mut ticks = tokio::time::interval(SHORT / 5);
        let dribble = async {
            for byte in HALF_A_HEAD.iter().cycle() {
                ticks.tick().await;
                if writer.write_all(&[*byte]).await.is_err() {
                    return;
                }
            }
        };
        let mut nothing = [0];
        let closed = async { reader.read(&mut nothing).await.map_or(0, |read| read) };
        tokio::select! { () = dribble => {} read = closed => assert_eq!(read, 0) }
        assert!(began.elapsed() >= 4 * SHORT, "{:?}", began.elapsed());
    }

    #[tokio::test]
    async fn a_connection_that_asked_once_stays_for_the_next_request_and_then_has_its_own_time() {
        let (_lifecycle, address) =
            served(ConnectionTimeouts { first_head: SHORT, next_head: LONG, ..ConnectionTimeouts::default() }).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        let opened = Instant::now();
        while opened.elapsed() < 4 * SHORT {
            stream.write_all(REQUEST).await.unwrap();
            assert!(answered(&mut stream).await.starts_with("HTTP/1.1 200 OK"));
        }

        let (_lifecycle, address) =
            served(ConnectionTimeouts { first_head: LONG, next_head: SHORT, ..ConnectionTimeouts::default() }).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(REQUEST).await.unwrap();
        answered(&mut stream).await;
        stream.write_all(HALF_A_HEAD).await.unwrap();
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).await.unwrap();
        assert!(!String::from_utf8_lossy(&rest).contains("200"), "{rest:?}");
    }

    #[tokio::test]
    async fn half_heads_hold_nobody_up_and_can_still_be_finished() {
        let (_lifecycle, address) =
            served(ConnectionTimeouts { first_head: LONG, next_head: LONG, ..ConnectionTimeouts::default() }).await;
        let mut slow = Vec::new();
        for _ in 0..100 {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(HALF_A_HEAD).await.unwrap();
            slow.push(stream);
        }
        for _ in 0..100 {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(REQUEST).await.unwrap();
            let answer = tokio::time::timeout(Duration::from_secs(5), answered(&mut stream)).await.unwrap();
            assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
        }
        // None of them was closed to make room: each can still finish.
        for stream in &mut slow {
            stream.write_all(b"ock\r\nContent-Length: 2\r\n\r\nok").await.unwrap();
            answered(stream).await;
        }
    }

    #[tokio::test]
    async fn a_stop_lets_the_request_in_hand_finish_and_ends_idle_connections() {
        let (lifecycle, address) = served(ConnectionTimeouts::default()).await;
        let mut idle = TcpStream::connect(address).await.unwrap();
        idle.write_all(REQUEST).await.unwrap();
        answered(&mut idle).await;
        let mut busy = TcpStream::connect(address).await.unwrap();
        let (all_but_one, last) = REQUEST.split_at(REQUEST.len() - 1);
        busy.write_all(all_but_one).await.unwrap();
        // A second one after it, answered: the server has surely read the first by then.
        let mut other = TcpStream::connect(address).await.unwrap();
        other.write_all(REQUEST).await.unwrap();
        answered(&mut other).await;

        lifecycle.stop.cancel();
        lifecycle.tracker.close();
        let mut nothing = Vec::new();
        assert_eq!(idle.read_to_end(&mut nothing).await.unwrap(), 0);
        busy.write_all(last).await.unwrap();
        assert!(answered(&mut busy).await.contains("connection: close"));
        lifecycle.tracker.wait().await;
        assert!(TcpStream::connect(address).await.is_err());
    }

    /// Ends a test that would wait for ever.
    async fn stopped(lifecycle: &Lifecycle) {
        lifecycle.stop.cancel();
        lifecycle.tracker.close();
        tokio::time::timeout(LONG / 20, lifecycle.tracker.wait()).await.expect("nothing holds the stop up");
    }

    #[tokio::test]
    async fn a_stop_does_not_wait_for_requests_that_are_not_whole() {
        let (lifecycle, address) = served(ConnectionTimeouts {
            first_head: LONG,
            next_head: LONG,
            stop: 4 * SHORT,
            ..ConnectionTimeouts::default()
        })
        .await;
        let (all_but_one, _) = REQUEST.split_at(REQUEST.len() - 1);
        let mut unfinished = Vec::new();
        for sent in [b"", HALF_A_HEAD, all_but_one] {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(sent).await.unwrap();
            unfinished.push(stream);
        }
        // One more that began after an answer.
        let mut again = TcpStream::connect(address).await.unwrap();
        again.write_all(REQUEST).await.unwrap();
        answered(&mut again).await;
        again.write_all(all_but_one).await.unwrap();
        unfinished.push(again);
        let mut other = TcpStream::connect(address).await.unwrap();
        other.write_all(REQUEST).await.unwrap();
        answered(&mut other).await;

        stopped(&lifecycle).await;
        for mut stream in unfinished {
            let mut answer = Vec::new();
            // Whether it is an end or a reset, there is no answer.
            drop(stream.read_to_end(&mut answer).await);
            assert_eq!(answer, b"");
        }
    }

    #[tokio::test]
    async fn a_stop_waits_for_what_is_worked_on_and_its_answer_goes_out() {
        let (lifecycle, listener) = (Lifecycle::default(), TcpListener::bind("127.0.0.1:0").await.unwrap());
        let address = listener.local_addr().unwrap();
        let (begun, go) = (CancellationToken::new(), CancellationToken::new());
        let work = {
            let (begun, go) = (begun.clone(), go.clone());
            async move |body: Bytes| {
                begun.cancel();
                go.cancelled().await;
                body
            }
        };
        let timeouts = ConnectionTimeouts { stop: SHORT, ..ConnectionTimeouts::default() };
        lifecycle.serve_within(listener, Router::new().route("/", post(work)), timeouts);
        let mut caller = TcpStream::connect(address).await.unwrap();
        caller.write_all(REQUEST).await.unwrap();
        begun.cancelled().await;
        lifecycle.stop.cancel();
        tokio::time::sleep(10 * SHORT).await;
        go.cancel();
        let mut answer = String::new();
        caller.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("ok"), "{answer}");
        stopped(&lifecycle).await;
    }

    /// Asks for more than the system keeps, again and again, and reads none of it.
    async fn reads_nothing(timeouts: ConnectionTimeouts) -> (Lifecycle, TcpStream) {
        let (lifecycle, listener) = (Lifecycle::default(), TcpListener::bind("127.0.0.1:0").await.unwrap());
        let address = listener.local_addr().unwrap();
        let large = async || Bytes::from_static(&[b'x'; 1_000_000]);
        lifecycle.serve_within(listener, Router::new().route("/", axum::routing::get(large)), timeouts);
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(&b"GET / HTTP/1.1\r\nHost: clock\r\n\r\n".repeat(50)).await.unwrap();
        (lifecycle, stream)
    }

    #[tokio::test]
    async fn answers_that_nobody_reads_are_given_up() {
        let (lifecycle, mut stream) =
            reads_nothing(ConnectionTimeouts { answer: 4 * SHORT, ..ConnectionTimeouts::default() }).await;
        // Its end is seen from inside: to read would be to take some of it.
        let closed = async {
            while stream.write_all(b"GET / HTTP/1.1\r\n").await.is_ok() {
                tokio::time::sleep(SHORT).await;
            }
        };
        tokio::time::timeout(LONG / 20, closed).await.expect("it is closed");
        stopped(&lifecycle).await;
    }

    #[tokio::test]
    async fn a_stop_does_not_wait_for_answers_that_nobody_reads() {
        let (lifecycle, stream) =
            reads_nothing(ConnectionTimeouts { answer: LONG, stop: 2 * SHORT, ..ConnectionTimeouts::default() }).await;
        tokio::time::sleep(4 * SHORT).await;
        stopped(&lifecycle).await;
        drop(stream);
    }
}
