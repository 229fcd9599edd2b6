//! Starting and stopping: listeners, signals, and the only place where tasks are spawned.

use std::{
    net::SocketAddr,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{Router, extract::ConnectInfo, serve::Listener};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    signal::unix::{SignalKind, signal},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long a stop waits for webhooks in hand and background work.
const DRAIN: Duration = Duration::from_secs(20);

/// How long a connection may be open without having sent the whole head of a request.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// From its beginning to the end of the first head. Nobody has anything to gain by being slow here.
    pub first_head: Duration,
    /// From an answer to the end of the next head. Longer than any reverse proxy keeps an idle connection (nginx 60 s,
    /// Caddy 2 min, by their documentation), so that it is the proxy that ends it: a webhook sent into a connection
    /// that is just being closed would be lost.
    pub next_head: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { first_head: Duration::from_secs(15), next_head: Duration::from_secs(300) }
    }
}

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
        self.serve_within(listener, router, Patience::default());
    }

    /// The same with another patience.
    pub fn serve_within(&self, mut listener: TcpListener, router: Router, patience: Patience) {
        let stop = self.stop.clone();
        self.tracker.spawn(async move {
            let connections = TaskTracker::new();
            while let Some((stream, peer)) = stop.run_until_cancelled(Listener::accept(&mut listener)).await {
                connections.spawn(answer(stream, peer, router.clone(), patience, stop.clone()));
            }
            drop(listener);
            connections.close();
            connections.wait().await;
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

/// One connection to its end. It is closed when it brings no whole head in time; a peer that is given up has got no
/// answer, and so repeats what it asked elsewhere.
async fn answer(stream: TcpStream, peer: SocketAddr, router: Router, patience: Patience, stop: CancellationToken) {
    let (asked, first) = (Arc::new(AtomicBool::new(false)), tokio::time::sleep(patience.first_head));
    let service = service_fn({
        let asked = Arc::clone(&asked);
        move |mut request: hyper::Request<Incoming>| {
            asked.store(true, Ordering::Relaxed);
            request.extensions_mut().insert(ConnectInfo(peer));
            TowerToHyperService::new(router.clone()).call(request)
        }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(patience.next_head);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    let (mut first, mut stopped) = (pin!(first), pin!(stop.cancelled()));
    let (mut waits, mut stopping) = (true, false);
    loop {
        tokio::select! {
            // Whatever ended it, the peer knows as much.
            _ = connection.as_mut() => return,
            () = &mut first, if waits => {
                waits = false;
                if !asked.load(Ordering::Relaxed) {
                    return;
                }
            }
            () = &mut stopped, if !stopping => {
                stopping = true;
                connection.as_mut().graceful_shutdown();
            }
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

    use axum::{body::Bytes, routing::post};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    const REQUEST: &[u8] = b"POST / HTTP/1.1\r\nHost: clock\r\nContent-Length: 2\r\n\r\nok";
    const HALF_A_HEAD: &[u8] = b"POST / HTTP/1.1\r\nHost: cl";
    const SHORT: Duration = Duration::from_millis(50);
    /// What is not to happen within a test.
    const LONG: Duration = Duration::from_secs(600);

    /// Answers with what it was sent and the port that it came from.
    async fn served(patience: Patience) -> (Lifecycle, SocketAddr) {
        let lifecycle = Lifecycle::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let echo = async |ConnectInfo(peer): ConnectInfo<SocketAddr>, body: Bytes| {
            format!("{} from {}", String::from_utf8_lossy(&body), peer.port())
        };
        lifecycle.serve_within(listener, Router::new().route("/", post(echo)), patience);
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
        let (_lifecycle, address) = served(Patience { first_head: SHORT, next_head: LONG }).await;
        for sent in [&b""[..], HALF_A_HEAD] {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(sent).await.unwrap();
            let mut answer = Vec::new();
            assert_eq!(stream.read_to_end(&mut answer).await.unwrap(), 0, "{answer:?}");
        }
    }

    #[tokio::test]
    async fn a_byte_now_and_then_gains_nothing() {
        let (_lifecycle, address) = served(Patience { first_head: 4 * SHORT, next_head: LONG }).await;
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
        let (_lifecycle, address) = served(Patience { first_head: SHORT, next_head: LONG }).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        let opened = Instant::now();
        while opened.elapsed() < 4 * SHORT {
            stream.write_all(REQUEST).await.unwrap();
            assert!(answered(&mut stream).await.starts_with("HTTP/1.1 200 OK"));
        }

        let (_lifecycle, address) = served(Patience { first_head: LONG, next_head: SHORT }).await;
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
        let (_lifecycle, address) = served(Patience { first_head: LONG, next_head: LONG }).await;
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
        let (lifecycle, address) = served(Patience::default()).await;
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
}
