//! What holds nobody's work and may not hold up a stop either.

use std::time::{Duration, Instant};

use tokio::{io::AsyncWriteExt, net::TcpStream};

use crate::support::serving::Serving;

#[tokio::test]
async fn a_stop_waits_neither_for_half_sent_requests_nor_for_answers_that_nobody_reads() {
    let mut gateway = Serving::start();
    gateway.ring(0).await;
    let mut open = Vec::new();
    for sent in [
        "",
        "POST /voice/twi",
        "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\na",
        "POST /voice/twilio HTTP/1.1\r\nHost: x\r\nX-Twilio-Signature: x\r\nContent-Length: 99\r\n\r\na",
        "POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        &"GET /assets/style.css HTTP/1.1\r\nHost: x\r\n\r\n".repeat(500),
    ] {
        let mut stream = TcpStream::connect(gateway.address).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        open.push(stream);
    }
    // They have been read by now.
    gateway.ring(1).await;
    let began = Instant::now();
    assert!(gateway.stop().success());
    println!("stopped after {:?}", began.elapsed());
    // It was 20 seconds; the rest is for a machine that is busy with other tests.
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
    assert!(!gateway.log().contains("was not finished"), "{}", gateway.log());
}
