//! Mail servers that take nothing from this gateway: what waits, which setting is blamed, and when it goes out.

use jiff::SignedDuration;
use phoneclock::{domain::user::Role, service::kernel::outbox::MailStage};
use serde_json::json;

use super::server::{MailServer, mailer};
use crate::support::TestGateway;

const LIST: &str = "/time-tracking/phone-clocking";

/// A mail to a server that answers so at one stage waits and blames the setting, and goes out once the server is
/// content with it.
async fn waits_and_goes_out(answer: &str, blamed: &str) {
    let refusing = MailServer::start(&["--answer", answer]);
    let port = refusing.port.to_string();
    let test = TestGateway::start_mailing(refusing.mailer()).await;
    let linked = test.linked("Maria Lopez", "maria@example.com").await;
    test.work().await;
    let problem = test.problem_of(&linked, MailStage::Waiting).await;
    let said = answer.split_once(':').unwrap().1;
    assert!(problem.contains(blamed) && problem.ends_with(said), "{answer}: {problem}");

    let mut admin = test.browser(Role::Admin).await;
    let page = admin.get(LIST).await;
    page.says("Waiting: ").says(blamed).says_nothing_of(">Link sent<");
    admin.get(&format!("{LIST}/{}", linked.employee.id)).await.says(blamed).says_nothing_of(">Link sent<");

    drop(refusing);
    let content = MailServer::start(&["--port", &port]);
    test.work_for(SignedDuration::from_mins(1)).await;
    test.assert_sent(&linked).await;
    assert_eq!(content.only_received()["hello"], json!("clock.example"), "the host of the public URL");
    admin.get(LIST).await.says(">Link sent<").says_nothing_of("Waiting: ");
}

#[tokio::test]
async fn a_name_that_is_not_accepted_waits_and_blames_the_gateways_name() {
    let name = "PHONECLOCK_PUBLIC_URL";
    waits_and_goes_out("hello:504 5.5.2 <box>: Helo command rejected: need fully-qualified hostname", name).await;
    waits_and_goes_out("hello:550 Access denied", name).await;
    waits_and_goes_out("recipient:504 5.5.2 <box>: Helo command rejected: need fully-qualified hostname", name).await;
    waits_and_goes_out("content:550 5.7.1 bad EHLO", name).await;
}

#[tokio::test]
async fn a_sender_that_is_not_accepted_waits_and_blames_the_sender_wherever_it_is_said() {
    let sender = "PHONECLOCK_MAIL_FROM";
    waits_and_goes_out("sender:553 5.7.1 Sender address rejected: not owned by user", sender).await;
    waits_and_goes_out("recipient:553 5.7.1 Sender address rejected: not owned by user", sender).await;
    waits_and_goes_out("content:554 5.2.252 SendAsDenied; not allowed to send as clock@clock.example", sender).await;
    waits_and_goes_out("content:554 Message rejected: Email address is not verified.", sender).await;
}

#[tokio::test]
async fn a_server_that_passes_nothing_on_waits_and_blames_the_server() {
    waits_and_goes_out("recipient:554 5.7.1 Relay access denied", "PHONECLOCK_SMTP_URL").await;
    waits_and_goes_out("sender:530 5.7.0 Authentication required", "PHONECLOCK_SMTP_URL").await;
}

#[tokio::test]
async fn a_password_from_a_mail_service_is_sent_as_it_stands_in_the_setting() {
    let server = MailServer::start(&["--safety", "tls", "--auth", "AKIAEXAMPLE:A@b+c/d#e?f:g%"]);
    let url = format!("smtps://AKIAEXAMPLE:A@b+c/d#e?f:g%@localhost:{}", server.port);
    let test = TestGateway::start_mailing(mailer(&url, Some(&server.authority()))).await;
    let linked = test.linked("Maria Lopez", "maria@example.com").await;
    test.work().await;
    test.assert_sent(&linked).await;
    assert_eq!(server.only_received()["user"], json!("AKIAEXAMPLE"));
}
