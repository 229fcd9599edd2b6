//! A stream that gives up a peer who takes nothing of what is written to them.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// Reads for as long as anybody likes to send, and waits only for so long until a write gets on. A peer who takes a
/// little now and then is written to for hours.
pub(super) struct WriteDeadline<S> {
    stream: S,
    limit: Duration,
    /// Runs while a write waits.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl<S> WriteDeadline<S> {
    pub(super) const fn new(stream: S, limit: Duration) -> Self {
        Self { stream, limit, stalled: None }
    }

    fn within_patience<T>(&mut self, cx: &mut Context<'_>, polled: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if polled.is_ready() {
            self.stalled = None;
            return polled;
        }
        let limit = self.limit;
        ready!(self.stalled.get_or_insert_with(|| Box::pin(sleep(limit))).as_mut().poll(cx));
        Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "nobody reads the answer")))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for WriteDeadline<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for WriteDeadline<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.within_patience(cx, polled)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.within_patience(cx, polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_flush(cx);
        self.within_patience(cx, polled)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.within_patience(cx, polled)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    const SHORT: Duration = Duration::from_millis(20);

    #[tokio::test]
    async fn a_peer_who_takes_nothing_is_given_up_and_not_before_its_time() {
        let (ours, _theirs) = duplex(16);
        let (mut ours, began) = (WriteDeadline::new(ours, 5 * SHORT), Instant::now());
        assert_eq!(ours.write_all(&[0; 17]).await.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert!(began.elapsed() >= 5 * SHORT, "{:?}", began.elapsed());
    }

    #[tokio::test]
    async fn a_peer_who_takes_a_little_now_and_then_is_written_to_for_as_long_as_it_takes() {
        let (ours, mut theirs) = duplex(16);
        let (mut ours, began) = (WriteDeadline::new(ours, 50 * SHORT), Instant::now());
        let reading = async {
            for _ in 0..84 {
                sleep(SHORT).await;
                theirs.read_u8().await.unwrap();
            }
        };
        let (written, ()) = tokio::join!(ours.write_all(&[0; 100]), reading);
        written.unwrap();
        assert!(began.elapsed() > 50 * SHORT, "longer in all than it may take nothing");
    }

    #[tokio::test]
    async fn nobody_is_hurried_while_there_is_nothing_to_write() {
        let (ours, mut theirs) = duplex(16);
        let mut ours = WriteDeadline::new(ours, SHORT);
        let late = async {
            sleep(10 * SHORT).await;
            theirs.write_u8(7).await.unwrap();
        };
        let (read, ()) = tokio::join!(ours.read_u8(), late);
        assert_eq!(read.unwrap(), 7);
        ours.write_all(&[0; 16]).await.unwrap();
    }
}
