//! The connection to a mail server, as the SMTP library takes it.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};
use tokio_rustls::client::TlsStream;

/// Behind STARTTLS no server greets again (RFC 3207, 4.2), and the library waits to be greeted.
const GREETING: &[u8] = b"220 encrypted\r\n";

#[derive(Debug)]
pub(super) struct SmtpStream {
    /// What the library is told that it hears, before the server itself.
    before: &'static [u8],
    wire: SmtpTransport,
    spoken: Arc<AtomicBool>,
}

#[derive(Debug)]
enum SmtpTransport {
    Plain(TcpStream),
    Encrypted(Box<TlsStream<TcpStream>>),
}

impl SmtpStream {
    /// A connection that is not encrypted.
    pub fn plain(stream: TcpStream) -> Self {
        Self { before: &[], wire: SmtpTransport::Plain(stream), spoken: Arc::default() }
    }

    /// A connection that was encrypted from the first byte.
    pub fn encrypted(stream: TlsStream<TcpStream>) -> Self {
        Self { before: &[], wire: SmtpTransport::Encrypted(Box::new(stream)), spoken: Arc::default() }
    }

    /// The same for a server that has greeted before, when the line was not encrypted.
    pub fn greeted(self) -> Self {
        Self { before: GREETING, ..self }
    }

    /// Whether anything was said to the server, beyond waiting for its greeting.
    pub fn spoken(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.spoken)
    }
}

impl AsyncRead for SmtpStream {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let line = self.get_mut();
        if !line.before.is_empty() {
            let (now, later) = line.before.split_at(line.before.len().min(buffer.remaining()));
            buffer.put_slice(now);
            line.before = later;
            return Poll::Ready(Ok(()));
        }
        match &mut line.wire {
            SmtpTransport::Plain(stream) => Pin::new(stream).poll_read(context, buffer),
            SmtpTransport::Encrypted(stream) => Pin::new(stream.as_mut()).poll_read(context, buffer),
        }
    }
}

impl AsyncWrite for SmtpStream {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let line = self.get_mut();
        line.spoken.store(true, Ordering::Relaxed);
        match &mut line.wire {
            SmtpTransport::Plain(stream) => Pin::new(stream).poll_write(context, bytes),
            SmtpTransport::Encrypted(stream) => Pin::new(stream.as_mut()).poll_write(context, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().wire {
            SmtpTransport::Plain(stream) => Pin::new(stream).poll_flush(context),
            SmtpTransport::Encrypted(stream) => Pin::new(stream.as_mut()).poll_flush(context),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().wire {
            SmtpTransport::Plain(stream) => Pin::new(stream).poll_shutdown(context),
            SmtpTransport::Encrypted(stream) => Pin::new(stream.as_mut()).poll_shutdown(context),
        }
    }
}

impl AsyncTokioStream for SmtpStream {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        match &self.wire {
            SmtpTransport::Plain(stream) => stream.peer_addr(),
            SmtpTransport::Encrypted(stream) => stream.get_ref().0.peer_addr(),
        }
    }
}
