//! The provider's API, as far as the gateway needs it: one recording for every call, and its deletion.

use std::{net::SocketAddr, sync::Arc};

use axum::{Router, http::StatusCode, routing::get};
use bytes::Bytes;
use tokio::net::TcpListener;

const VOICE: &[u8] = include_bytes!("../../voices/john-carter.wav");

/// Serves for as long as the program runs.
pub async fn start() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let voice = Arc::new(Bytes::from_static(VOICE));
    let recording = get(move || {
        let voice = Bytes::clone(&voice);
        async move { ([("content-type", "audio/x-wav")], voice) }
    })
    .delete(|| async { StatusCode::NO_CONTENT });
    let router = Router::new().route("/2010-04-01/Accounts/{account}/Recordings/{recording}", recording);
    tokio::task::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}
