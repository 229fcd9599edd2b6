//! The provider's end of one connection that is kept open: signed forms out, documents back.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Request, StatusCode, client::conn::http1, header};
use hyper_util::rt::TokioIo;
use phoneclock::domain::secret::Secret;
use phoneclock::simulator::signature;
use tokio::net::TcpStream;

use crate::site::{ACCOUNT, PUBLIC_URL, TOKEN};

type Form = Vec<(String, String)>;

/// One webhook, signed.
pub struct Webhook {
    path: String,
    signature: String,
    body: Bytes,
}

impl Webhook {
    pub fn new(path: &str, form: &Form) -> Self {
        let signature = signature::sign(&Secret::from(TOKEN), &format!("{PUBLIC_URL}{path}"), form);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        Self { path: path.to_owned(), signature, body: body.into() }
    }
}

/// What the provider tells in every webhook of a call.
pub fn form(call_sid: &str, from: &str, status: &str, more: &[(&str, &str)]) -> Form {
    let known = [
        ("AccountSid", ACCOUNT),
        ("ApiVersion", "2010-04-01"),
        ("CallSid", call_sid),
        ("CallStatus", status),
        ("Called", crate::site::DIAL_IN),
        ("Caller", from),
        ("Direction", "inbound"),
        ("From", from),
        ("To", crate::site::DIAL_IN),
    ];
    known.iter().chain(more).map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

pub struct Answer {
    pub status: StatusCode,
    pub body: Bytes,
    pub took: Duration,
}

/// A connection to each of several gateways, which are asked in turn as a balancer does it: whoever does not answer is
/// passed over, and the webhook goes to the next one.
pub struct Client {
    lines: Vec<Line>,
    turn: usize,
}

/// A connection; opened again when the other side closes it.
struct Line {
    address: SocketAddr,
    sender: Option<http1::SendRequest<Full<Bytes>>>,
}

impl Client {
    pub async fn connect(address: SocketAddr) -> Self {
        let mut client = Self::among(&[address]);
        client.lines[0].open().await.expect("a connection");
        client
    }

    /// Connects to each of these when its turn comes.
    pub fn among(addresses: &[SocketAddr]) -> Self {
        let lines = addresses.iter().map(|&address| Line { address, sender: None }).collect();
        Self { lines, turn: 0 }
    }

    pub async fn send(&mut self, webhook: &Webhook) -> Answer {
        let began = Instant::now();
        for _ in 0..=self.lines.len() {
            self.turn = (self.turn + 1) % self.lines.len();
            let line = &mut self.lines[self.turn];
            if let Some((status, body)) = line.send(webhook).await {
                return Answer { status, body, took: began.elapsed() };
            }
        }
        panic!("nobody answers");
    }
}

impl Line {
    async fn open(&mut self) -> Option<&mut http1::SendRequest<Full<Bytes>>> {
        let is_open = match &mut self.sender {
            Some(sender) => sender.ready().await.is_ok(),
            None => false,
        };
        if !is_open {
            self.sender = Some(connect(self.address).await?);
        }
        self.sender.as_mut()
    }

    async fn send(&mut self, webhook: &Webhook) -> Option<(StatusCode, Bytes)> {
        let sender = self.open().await?;
        let request = Request::post(&webhook.path)
            .header(header::HOST, "127.0.0.1")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded; charset=UTF-8")
            .header(signature::HEADER, &webhook.signature)
            .body(Full::new(webhook.body.clone()))
            .unwrap();
        let response = sender.send_request(request).await.ok()?;
        let status = response.status();
        let body = response.into_body().collect().await.ok()?.to_bytes();
        Some((status, body))
    }
}

async fn connect(address: SocketAddr) -> Option<http1::SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(address).await.ok()?;
    stream.set_nodelay(true).ok()?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.ok()?;
    tokio::task::spawn(async move {
        // Ends when either side hangs up.
        let _ = connection.await;
    });
    Some(sender)
}
