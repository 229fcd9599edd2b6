//! The least that any gateway must do: check the signature, answer the same XML. No dialog, no storage.

use std::{path::Path, process::Command, sync::Arc};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::post,
};
use phoneclock::{
    domain::each_language::ChosenVoices,
    provider::{
        Provider, SignedRequest,
        twilio::{Twilio, TwilioConfig, Voices},
    },
};
use tokio::net::TcpListener;

use crate::site::{ACCOUNT, Gateway, PUBLIC_URL, TOKEN, free_address};

struct Bare {
    provider: Twilio,
    ring: String,
    step: String,
}

/// Starts the handler as a process of its own, with the documents that a gateway has given.
pub fn start(folder: &Path, ring: &str, step: &str) -> Gateway {
    let address = free_address();
    let replies = folder.join("replies");
    std::fs::write(&replies, format!("{address}\n\0{ring}\0{step}")).unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg("serve-bare").arg(replies);
    Gateway::start(command, address)
}

pub async fn serve(replies: &Path) {
    let text = std::fs::read_to_string(replies).unwrap();
    let mut parts = text.split('\0');
    let mut next = || parts.next().unwrap().to_owned();
    let (address, ring, step) = (next(), next(), next());
    let config = TwilioConfig::new(
        ACCOUNT,
        vec![TOKEN.into()],
        "http://127.0.0.1:1",
        PUBLIC_URL,
        Voices::parse(&ChosenVoices::default()).unwrap(),
    );
    let bare = Arc::new(Bare { provider: Twilio::new(config.unwrap()).unwrap(), ring, step });
    let router =
        Router::new().route("/voice/twilio", post(answer)).route("/voice/{*step}", post(answer)).with_state(bare);
    let listener = TcpListener::bind(address.trim()).await.unwrap();
    axum::serve(listener, router).await.unwrap();
}

async fn answer(State(bare): State<Arc<Bare>>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    if bare.provider.verify(&SignedRequest { target, headers: &headers, body: &body }).is_err() {
        return StatusCode::FORBIDDEN.into_response();
    }
    let reply = if target == "/voice/twilio" { &bare.ring } else { &bare.step };
    ([(header::CONTENT_TYPE, bare.provider.content_type())], reply.clone()).into_response()
}
