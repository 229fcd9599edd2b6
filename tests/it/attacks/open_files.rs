//! More connections than the system lets the program have.

use std::time::Duration;

use tokio::{io::AsyncReadExt, net::TcpStream};

use crate::support::serving::Serving;

#[tokio::test]
async fn when_open_files_are_used_up_the_log_says_so_once_and_calls_get_through_again_without_waiting_for_patience() {
    let mut gateway = Serving::start_under("ulimit -n 80");
    gateway.ring(0).await;
    let mut silent = Vec::new();
    for _ in 0..150 {
        silent.push(TcpStream::connect(gateway.address).await.unwrap());
    }
    // Each of them has said nothing yet; the call comes behind all of them.
    for number in 1..=3 {
        let took = gateway.ring(number).await;
        println!("call {number} took {took:?}");
    }
    let mut closed = 0;
    for stream in &mut silent {
        let read = tokio::time::timeout(Duration::from_millis(1), stream.read(&mut [0])).await;
        closed += usize::from(read.is_ok());
    }
    assert!(closed >= 80, "{closed} were closed to make room");
    drop(silent);
    assert!(gateway.stop().success());
    let log = gateway.log();
    let told: Vec<_> = log.lines().filter(|line| line.contains("no further connection can be taken")).collect();
    assert_eq!(told.len(), 1, "{log}");
    assert!(told[0].contains("\"WARN\"") && told[0].contains("Too many open files"), "{told:?}");
}
