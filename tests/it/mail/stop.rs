//! A stop while a mail server is silent.

use std::time::Duration;

use phoneclock::{service::kernel::outbox::MailStage, worker::runner};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
    time::timeout,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::server::mailer_waiting;
use crate::support::TestGateway;

/// Longer than any stop, shorter than anybody waits for a test.
const LONG: Duration = Duration::from_secs(60);

/// A mail server that takes part in the conversation up to a line that begins so, and is silent from then on.
async fn silent_from(verb: &'static str) -> (String, CancellationToken) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, silent) = (listener.local_addr().unwrap(), CancellationToken::new());
    let is_silent = silent.clone();
    TaskTracker::new().spawn(async move {
        let mut stream = BufReader::new(listener.accept().await.unwrap().0);
        let mut line = String::new();
        let mut greeting = "220 here\r\n";
        if verb != "greeting" {
            loop {
                stream.write_all(greeting.as_bytes()).await.unwrap();
                line.clear();
                stream.read_line(&mut line).await.unwrap();
                if line.starts_with("DATA") {
                    stream.write_all(b"354 go on\r\n").await.unwrap();
                    while line != ".\r\n" {
                        line.clear();
                        stream.read_line(&mut line).await.unwrap();
                    }
                }
                if line.starts_with(verb) {
                    break;
                }
                greeting = "250 yes\r\n";
            }
        }
        is_silent.cancel();
        let mut rest = Vec::new();
        drop(stream.read_to_end(&mut rest).await);
    });
    (format!("smtp+insecure://{address}"), silent)
}

#[tokio::test]
async fn a_stop_breaks_a_silent_conversation_off_and_the_mail_is_sent_by_the_next_run() {
    // A dot by itself is the end of a mail that was handed over whole.
    for verb in ["greeting", "EHLO", "RCPT", "."] {
        let (url, silent) = silent_from(verb).await;
        let mut test = TestGateway::start_mailing(mailer_waiting(&url, None, 10 * LONG)).await;
        let mail = test.linked("Ana Torres", "ana@example.com").await;
        let stop = CancellationToken::new();
        let running = TaskTracker::new().spawn(runner::run(test.worker(), stop.clone()));
        timeout(LONG, silent.cancelled()).await.expect("a conversation");
        stop.cancel();
        timeout(LONG, running).await.unwrap_or_else(|_| panic!("silent from {verb}: the stop waits")).unwrap();
        let state = test.mail_of(&mail).await;
        assert_eq!((state.state, state.problem), (MailStage::Waiting, None), "silent from {verb}");
        test.restart().await;
        test.work().await;
        test.assert_sent(&mail).await;
    }
}
