//! One connection from its beginning to its end.

use std::{net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, extract::ConnectInfo};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use rustix::net::sockopt::{set_socket_send_buffer_size, set_tcp_user_timeout};
use tokio::{net::TcpStream, sync::Notify, time};
use tokio_util::sync::CancellationToken;

use super::{
    ConnectionTimeouts,
    progress::{ArrivingBody, Progress, RequestStage},
    write_deadline::WriteDeadline,
};

/// Bytes of a head, and of a body or an answer that are kept before somebody takes them. Anybody may open a thousand
/// connections.
const BUFFER: usize = 16 * 1024;
/// What the system keeps of an answer that is not read. Without a bound of ours it is several megabytes.
const SEND_BUFFER: usize = 128 * 1024;
/// When there is room for no more connections, those go first that have brought nothing for so long,
const MAX_INCOMPLETE: Duration = Duration::from_secs(1);
/// and those that have had their answer so long ago. A proxy's that is just being used again is not among them.
const MAX_IDLE: Duration = Duration::from_secs(20);

/// What a connection is told of the others, and of the end.
#[derive(Clone)]
pub(super) struct Surroundings {
    /// How long it may keep the gateway waiting.
    pub timeouts: ConnectionTimeouts,
    /// Canceled when the program is to stop.
    pub stop: CancellationToken,
    /// Told when there is room for no more connections.
    pub crowded: Arc<Notify>,
}

/// One connection to its end. It is closed when it brings no whole head in time; a peer that is given up has got no
/// answer, and so repeats what it asked elsewhere.
pub(super) async fn answer(stream: TcpStream, peer: SocketAddr, router: Router, around: Surroundings) {
    let Surroundings { timeouts, stop, crowded } = around;
    // Where the system refuses either, answers that are not read last longer, and that is all.
    let _ = set_socket_send_buffer_size(&stream, SEND_BUFFER);
    let _ = set_tcp_user_timeout(&stream, u32::try_from(timeouts.answer.as_millis()).unwrap_or(u32::MAX));
    let progress = Progress::new();
    let service = service_fn({
        let progress = progress.clone();
        move |request: hyper::Request<Incoming>| {
            let mut request = request.map(|body| ArrivingBody::new(body, progress.clone()));
            request.extensions_mut().insert(ConnectInfo(peer));
            let (answering, progress) = (TowerToHyperService::new(router.clone()).call(request), progress.clone());
            async move {
                let answer = answering.await;
                progress.set(RequestStage::Answering);
                answer
            }
        }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(timeouts.next_head).max_buf_size(BUFFER);
    let stream = TokioIo::new(WriteDeadline::new(stream, timeouts.answer));
    let mut connection = pin!(builder.serve_connection(stream, service));
    let (mut first, mut stopped) = (pin!(time::sleep(timeouts.first_head)), pin!(stop.cancelled()));
    let (mut waits, mut stopping) = (true, None);
    loop {
        tokio::select! {
            // Whatever ended it, the peer knows as much.
            _ = connection.as_mut() => return,
            () = &mut first, if waits => {
                waits = false;
                if progress.get().0 == RequestStage::Silent {
                    return;
                }
            }
            () = crowded.notified() => if gives_way(&progress) { return },
            () = &mut stopped, if stopping.is_none() => {
                connection.as_mut().graceful_shutdown();
                stopping = Some(Box::pin(time::sleep(timeouts.stop)));
            }
            () = async { if let Some(sleep) = stopping.as_mut() { sleep.await } }, if stopping.is_some() => {
                if may_be_dropped(&progress, timeouts.stop) {
                    return;
                }
                stopping = Some(Box::pin(time::sleep(timeouts.stop)));
            }
        }
    }
}

/// Whether others need the connection more.
fn gives_way(progress: &Progress) -> bool {
    let (stage, lasts) = progress.get();
    match stage {
        RequestStage::Silent | RequestStage::Arriving => lasts >= MAX_INCOMPLETE,
        RequestStage::Working => false,
        RequestStage::Answering => lasts >= MAX_IDLE,
    }
}

/// Whether a stop need not wait for it: only half a request has come, or the answer has had its time to be read.
fn may_be_dropped(progress: &Progress, limit: Duration) -> bool {
    let (stage, lasts) = progress.get();
    match stage {
        RequestStage::Silent | RequestStage::Arriving => true,
        RequestStage::Working => false,
        RequestStage::Answering => lasts >= limit,
    }
}
