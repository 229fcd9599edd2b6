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

/// A connection; opened again when the other side closes it.
pub struct Client {
    address: SocketAddr,
    sender: http1::SendRequest<Full<Bytes>>,
}

impl Client {
    pub async fn connect(address: SocketAddr) -> Self {
        Self { address, sender: connect(address).await }
    }

    pub async fn send(&mut self, webhook: &Webhook) -> Answer {
        if self.sender.ready().await.is_err() {
            self.sender = connect(self.address).await;
        }
        let request = Request::post(&webhook.path)
            .header(header::HOST, "127.0.0.1")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded; charset=UTF-8")
            .header(signature::HEADER, &webhook.signature)
            .body(Full::new(webhook.body.clone()))
            .unwrap();
        let began = Instant::now();
        let response = self.sender.send_request(request).await.expect("an answer");
        let status = response.status();
        let body = response.into_body().collect().await.expect("a whole answer").to_bytes();
        Answer { status, body, took: began.elapsed() }
    }
}

async fn connect(address: SocketAddr) -> http1::SendRequest<Full<Bytes>> {
    let stream = TcpStream::connect(address).await.expect("a connection");
    stream.set_nodelay(true).unwrap();
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::task::spawn(async move {
        // Ends when either side hangs up.
        let _ = connection.await;
    });
    sender
}
