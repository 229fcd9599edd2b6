//! Connections that send half a head and wait: what they cost everybody else.

use std::time::Duration;

use tokio::{io::AsyncWriteExt, net::TcpStream};

use crate::support::serving::Serving;

#[tokio::test]
async fn five_hundred_half_sent_heads_stop_no_webhook() {
    let gateway = Serving::start();
    let alone = gateway.ring(0).await;
    let mut slow = Vec::new();
    for _ in 0..500 {
        let mut stream = TcpStream::connect(gateway.address).await.unwrap();
        stream.write_all(b"POST /voice/twilio HTTP/1.1\r\nHost: clock.example\r\nContent-Le").await.unwrap();
        slow.push(stream);
    }
    let mut worst = Duration::ZERO;
    for number in 1..=50 {
        // One byte more on each of them, now and then, is what keeps such attacks alive elsewhere.
        if number % 10 == 0 {
            for stream in &mut slow {
                drop(stream.write_all(b"n").await);
            }
        }
        worst = worst.max(gateway.ring(number).await);
    }
    println!("a webhook alone took {alone:?}, the slowest of 50 beside 500 half-sent heads {worst:?}");
    assert!(worst < Duration::from_secs(5), "{worst:?}");
}
