//! Connections that send half a head and wait: what they cost everybody else.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::support::{
    ACCOUNT, DIAL_IN, MARIAS_PHONE, PUBLIC_URL, TOKEN,
    by_hand::{RING, form, request, signature},
};

/// The real program, serving until it is dropped.
struct Serving {
    program: Child,
    address: SocketAddr,
    _folder: tempfile::TempDir,
}

impl Serving {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("/bin/sh");
        // Fewer open files than the test needs, unless the program asks for more.
        command.env_clear().args(["-c", "ulimit -S -n 256 && exec \"$0\" serve --listen 127.0.0.1:0"]);
        command.arg(assert_cmd::cargo::cargo_bin!("phoneclock")).current_dir(folder.path());
        command.env("PHONECLOCK_PUBLIC_URL", PUBLIC_URL).env("PHONECLOCK_DIAL_IN_NUMBER", DIAL_IN);
        command.env("PHONECLOCK_TWILIO_ACCOUNT_SID", ACCOUNT).env("PHONECLOCK_TWILIO_AUTH_TOKEN", TOKEN);
        command.env("PHONECLOCK_LOG_FORMAT", "json");
        let mut program = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut log = BufReader::new(program.stderr.take().unwrap());
        let mut line = String::new();
        let address = loop {
            line.clear();
            assert!(log.read_line(&mut line).unwrap() > 0, "it ended before it answered");
            if let Some((_, rest)) = line.split_once("\"address\":\"") {
                break rest.split('"').next().unwrap().parse().unwrap();
            }
        };
        // Whatever it says from now on must not fill the pipe.
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        Self { program, address, _folder: folder }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.program.kill());
        drop(self.program.wait());
    }
}

/// A call that begins, over a connection of its own; how long its answer took.
async fn ring(gateway: SocketAddr, number: usize) -> Duration {
    let sid = format!("CA{number:032x}");
    let body = form(&[
        ("AccountSid", ACCOUNT),
        ("CallSid", &sid),
        ("From", MARIAS_PHONE),
        ("To", DIAL_IN),
        ("CallStatus", "ringing"),
    ]);
    let began = Instant::now();
    let mut stream = TcpStream::connect(gateway).await.unwrap();
    stream.write_all(&request("POST", RING, Some(&signature(RING, &body)), &body)).await.unwrap();
    let mut answer = String::new();
    let read = tokio::time::timeout(Duration::from_secs(20), stream.read_to_string(&mut answer)).await;
    read.expect("an answer in time").unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("<Gather"), "{answer}");
    began.elapsed()
}

#[tokio::test]
async fn five_hundred_half_sent_heads_stop_no_webhook() {
    let gateway = Serving::start();
    let alone = ring(gateway.address, 0).await;
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
        worst = worst.max(ring(gateway.address, number).await);
    }
    println!("a webhook alone took {alone:?}, the slowest of 50 beside 500 half-sent heads {worst:?}");
    assert!(worst < Duration::from_secs(5), "{worst:?}");
}
