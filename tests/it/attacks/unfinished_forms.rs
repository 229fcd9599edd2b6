//! Forms of nobody in particular that are too large, or never come to their end.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
    time::timeout,
};

use crate::support::{TestGateway, browser::Browser, serving::Serving};

/// Every page that takes a form from anybody, and the provider's address.
const OPEN: &[&str] = &[
    "/sign-in",
    "/forgotten",
    "/setup",
    "/setup/of-nobody",
    "/welcome/of-nobody",
    "/practice",
    "/practice/calls",
    "/phone/calls",
    "/phone/calls/of-nobody/keys",
    "/phone/calls/of-nobody/heard",
    "/phone/calls/of-nobody/recording",
    "/phone/calls/of-nobody/hang-up",
    "/demo/sign-in",
    "/demo/reset",
    "/voice/twilio",
];

fn head(path: &str, length: &str) -> String {
    let csrf = "A".repeat(43);
    format!(
        "POST {path} HTTP/1.1\r\nHost: clock.example\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         X-Twilio-Signature: c2lnbmVkIGJ5IG5vYm9keQ==\r\nCookie: __Host-phoneclock_csrf={csrf}\r\n{length}\r\n\r\ncsrf={csrf}&email="
    )
}

/// One of a thousand: another page and another way to leave it unfinished each time.
fn unfinished(number: usize) -> Vec<u8> {
    let path = OPEN[number % OPEN.len()];
    let (length, sent) = match number / OPEN.len() % 4 {
        0 => ("Content-Length: 2000000".to_owned(), 1_999_900),
        1 => ("Content-Length: 16384".to_owned(), 16_200),
        2 => ("Content-Length: 1000".to_owned(), 0),
        _ => {
            let head = head(path, "Transfer-Encoding: chunked");
            let (head, _) = head.split_once("csrf=").unwrap();
            return [head.as_bytes(), b"f4240\r\n", &[b'a'; 16_000]].concat();
        }
    };
    [head(path, &length).as_bytes(), &vec![b'A'; sent]].concat()
}

/// Whatever is answered, if anything.
async fn answer(mut stream: TcpStream) -> String {
    let mut read = Vec::new();
    // A peer that has more to send may be reset instead.
    drop(stream.read_to_end(&mut read).await);
    String::from_utf8_lossy(&read).into_owned()
}

#[tokio::test]
async fn a_thousand_unfinished_forms_take_no_memory_and_are_all_closed_while_calls_go_on() {
    let gateway = Serving::start();
    for number in 0..20 {
        gateway.ring(number).await;
    }
    let before = gateway.memory();
    let mut open = JoinSet::new();
    for number in 0..1_000 {
        let mut stream = TcpStream::connect(gateway.address).await.unwrap();
        open.spawn(async move {
            // What is too large is not taken to its end.
            drop(timeout(Duration::from_secs(20), stream.write_all(&unfinished(number))).await);
            answer(stream).await
        });
    }
    let (mut most, mut slowest) = (gateway.memory(), Duration::ZERO);
    for number in 20..60 {
        slowest = slowest.max(gateway.ring(number).await);
        most = most.max(gateway.memory());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let closed = timeout(Duration::from_secs(60), open.join_all()).await.expect("all of them are closed");
    let refused = closed
        .iter()
        .filter(|answer| answer.is_empty() || answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 503"));
    assert_eq!(refused.count(), 1_000);
    let after = gateway.memory();
    println!("{before} KiB before, {most} at most, {after} after; the slowest webhook meanwhile took {slowest:?}");
    assert!(most.saturating_sub(before) < 20 * 1024, "{before} {most}");
    assert!(after.saturating_sub(before) < 20 * 1024, "{before} {after}");
}

#[tokio::test]
async fn a_form_of_somebody_who_has_not_signed_in_may_be_16_kib_and_the_refusal_is_a_page() {
    let test = TestGateway::start().await;
    let mut nobody = Browser::nobody(&test);
    nobody.get("/sign-in").await;
    for path in OPEN.iter().filter(|path| !path.starts_with("/voice")) {
        let page = nobody.post(path, &[("email", &"a".repeat(17_000))]).await;
        page.is(413).says("This form is too large").says("Nothing was changed");
    }
    nobody.post("/forgotten", &[("email", &"a".repeat(16_000))]).await.is(200);
}
