//! A database that another program holds, mails that a server refuses, and calls from a page.

use phoneclock::mail::Mailer;

use super::{Canary, LIST, Needles, PASSWORDS, PHONES, PINS};
use crate::{
    mail::server::{MailServer, mailer},
    phone::Call as PageCall,
    support::{TestGateway, browser::Browser, by_hand::Call, files_below, log::Log, people::details},
};

/// Everything that carries a secret comes while nothing can be written.
pub(super) async fn locked_database(canary: &Canary, admin: &mut Browser, id: &str) {
    let test = &canary.test;
    let caller = format!("+1{}", PHONES[1]);
    let mut call = Call::ring(test, &caller).await;
    call.keys(test, &format!("{id}#")).await;
    let sql = format!("SELECT employee_id FROM phone_clock_id WHERE digits = '{id}'");
    let person: phoneclock::domain::ids::EmployeeId = test.column(&sql).await.remove(0);
    let mut stranger = Browser::nobody(test);
    stranger.get("/sign-in").await;

    let held = test.held();
    let set_pin = format!("{LIST}/{person}/set-pin");
    let set_pin = admin.post(&set_pin, &[("pin", PINS[4]), ("again", PINS[4])]);
    let sign_in = stranger.sign_in("owner@example.com", PASSWORDS[1]);
    let pin = format!("{}#", PINS[3]);
    let (said, set_pin, sign_in) = tokio::join!(call.keys(test, &pin), set_pin, sign_in);
    assert_eq!(said.said(), "One moment, please.", "{}", said.body);
    assert!(set_pin.status.is_server_error() && sign_in.status.is_server_error(), "{set_pin:?} {sign_in:?}");
    drop(held);
}

/// The browser's phone and the practice line, with right keys and wrong ones.
pub(super) async fn phones_in_the_browser(canary: &mut Canary, id: &str) {
    let mut browser = Browser::nobody(&canary.test);
    browser.get("/phone").await.is(200);
    let placed = browser.post("/phone/calls", &[("from", crate::support::MARIAS_PHONE)]).await;
    placed.is(201);
    let seen = keyed(&mut browser, &placed.body, &format!("{id}#{}#", PINS[5])).await;
    canary.shown.insert("a call in the browser".to_owned(), seen);

    browser.post("/practice", &[("clock_id", PINS[6]), ("language", "en")]).await;
    browser.post("/practice", &[("clock_id", id), ("language", "en")]).await.is(303);
    for pin in [PINS[4], PINS[3]] {
        let placed = browser.post("/practice/calls", &[]).await;
        placed.is(201);
        let seen = keyed(&mut browser, &placed.body, &format!("{id}#{pin}#")).await;
        canary.shown.entry("a practice call".to_owned()).or_default().push_str(&seen);
    }
    canary.keep_cookies(&browser);
}

/// Keys at the first question, then hangs up; all that came over the wire.
async fn keyed(browser: &mut Browser, call: &str, keys: &str) -> String {
    let mut call = PageCall::watch(browser, format!("/phone/calls/{call}"), None).await;
    call.until(browser, "await_key").await;
    call.press(browser, keys).await;
    while let Some(event) = call.next().await {
        match event["kind"].as_str().unwrap() {
            "say" => {
                let number = call.last.to_string();
                browser.post(&format!("{}/heard", call.path), &[("event", &number)]).await;
            }
            "record" | "await_key" => call.hang_up(browser).await,
            _ => {}
        }
    }
    call.seen
}

const SMTP_PASSWORD: &str = "marked-words-of-the-mail-server";

/// A setup link on its way to a mail server that does as it likes; where its token and the password are afterwards.
async fn mails_to(mailer: Mailer, name: &str) {
    let (log, test) = (Log::on(), TestGateway::start_mailing(mailer).await);
    let email = format!("{name}@example.com");
    let person =
        test.newcomer_with(phoneclock::domain::employee::Details { email: Some(email), ..details(name) }).await;
    test.email_setup_link(&person, None).await.unwrap();
    test.work_for(jiff::SignedDuration::from_hours(25)).await;
    let link = test.mailed_links(&person).await.remove(0);
    let token = link.rsplit('/').next().unwrap();
    let problem: Vec<Option<String>> = test.column("SELECT problem FROM mail").await;
    let mut admin = test.browser(phoneclock::domain::user::Role::Admin).await;
    let page = admin.get(&format!("{LIST}/{}", person.id)).await;
    let mut searched = vec![("the log", log.bytes()), ("the page", page.body.clone().into_bytes())];
    for file in files_below(test.dir.path()) {
        searched.push(("a file", std::fs::read(file).unwrap()));
    }
    let needles = Needles::of([("the link", token), ("the password of the mail server", SMTP_PASSWORD)]);
    for (place, bytes) in searched {
        assert!(needles.found_in(&bytes).is_empty(), "{name}: {:?} in {place}", needles.found_in(&bytes));
    }
    assert!(problem[0].is_some(), "{name}: it was sent after all");
}

#[tokio::test]
async fn a_mail_that_fails_tells_neither_its_link_nor_the_password_of_the_server() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = |port: u16| format!("smtp+insecure://clock:{SMTP_PASSWORD}@127.0.0.1:{port}");
    mails_to(mailer(&url(closed.port()), None), "nobody-listens").await;
    // It knows another password, and says so.
    let server = MailServer::start(&["--auth", "clock:another"]);
    mails_to(mailer(&url(server.port), None), "ana").await;
}
