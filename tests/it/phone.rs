//! The phone in the browser over HTTP: whole calls, lost connections, pages that go away, strangers, limits.

use std::{sync::Arc, time::Duration};

use axum::http::Method;
use phoneclock::{
    lifecycle::listen,
    phone::{Limits, ManualTimer, Person, PhoneBook, Phones},
    web::{self, WebParts, access::RULES},
};
use serde_json::Value;
use url::Url;

use crate::support::{
    MARIA, MARIAS_PHONE, OTHER_PHONE, TestGateway,
    browser::{Browser, Page},
    people::{checks, details},
    phones,
};

/// Longer than any other number that could be taken for it.
const LONG_PIN: &str = "83527491";

/// A gateway with phones whose time is moved by hand.
struct Desk {
    test: TestGateway,
    timer: Arc<ManualTimer>,
    phones: Phones,
    base: Url,
}

impl Desk {
    async fn start(limits: Limits) -> Self {
        let test = TestGateway::start().await;
        let timer = Arc::new(ManualTimer::default());
        let number = test.number(OTHER_PHONE);
        let entropy = &test.gateway.store.entropy();
        let phones = phones(entropy, number, &test.recordings, timer.clone(), &test.lifecycle, limits);
        let base = serve(&test, Some(phones.clone())).await;
        Self { test, timer, phones, base }
    }

    /// Somebody on the page.
    async fn caller(&self) -> Browser {
        let mut browser = Browser::at(&self.base, &self.test);
        assert_eq!(browser.get("/phone").await.status, 200);
        browser
    }

    async fn call(&self, browser: &mut Browser) -> Call {
        let page = place(browser, MARIAS_PHONE).await;
        assert_eq!(page.status, 201, "{}", page.body);
        Call::watch(browser, format!("/phone/calls/{}", page.body), None).await
    }
}

/// The pages once more at an address of their own.
async fn serve(test: &TestGateway, phones: Option<Phones>) -> Url {
    let listener = listen("test", "127.0.0.1:0".parse().unwrap()).await.unwrap();
    let base = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    test.lifecycle.serve(listener, web::router(WebParts { phones, ..test.web() }));
    base
}

async fn place(browser: &mut Browser, from: &str) -> Page {
    browser.post("/phone/calls", &[("from", from)]).await
}

/// The events of a call behind the last one that was seen.
async fn open_events(browser: &Browser, path: &str, last: Option<u64>) -> reqwest::Response {
    let request = browser.request(Method::GET, &format!("{path}/events"));
    let request = last.into_iter().fold(request, |request, last| request.header("last-event-id", last));
    request.send().await.unwrap()
}

/// A call as its page follows it.
pub struct Call {
    pub path: String,
    stream: reqwest::Response,
    unread: String,
    pub last: u64,
    /// Everything that came over the wire.
    pub seen: String,
}

impl Call {
    pub async fn watch(browser: &Browser, path: String, last: Option<u64>) -> Self {
        let stream = open_events(browser, &path, last).await;
        assert_eq!(stream.status(), 200);
        Self { path, stream, unread: String::new(), last: last.unwrap_or(0), seen: String::new() }
    }

    /// The next event; `None` at the end.
    pub async fn next(&mut self) -> Option<Value> {
        let waited = tokio::time::timeout(Duration::from_secs(20), self.read()).await;
        waited.unwrap_or_else(|_| panic!("nothing follows {}", self.seen))
    }

    async fn read(&mut self) -> Option<Value> {
        loop {
            if let Some((block, rest)) = self.unread.split_once("\n\n") {
                let block = block.to_owned();
                self.unread = rest.to_owned();
                let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
                let Some(data) = field("data: ") else { continue };
                let id: u64 = field("id: ").unwrap().parse().unwrap();
                assert_eq!(id, self.last + 1, "no event is left out, and none comes twice");
                self.last = id;
                return Some(serde_json::from_str(&data).unwrap());
            }
            let chunk = self.stream.chunk().await.unwrap()?;
            let text = String::from_utf8(chunk.to_vec()).unwrap();
            self.seen.push_str(&text);
            self.unread.push_str(&text);
        }
    }

    /// Hears what is to be heard until an event of this kind.
    pub async fn until(&mut self, browser: &mut Browser, kind: &str) -> Value {
        loop {
            let event = self.next().await.unwrap_or_else(|| panic!("no {kind} in {}", self.seen));
            if event["kind"] == kind {
                return event;
            }
            if ["say", "play"].iter().any(|heard| event["kind"] == *heard) {
                let number = self.last.to_string();
                let heard = browser.post(&format!("{}/heard", self.path), &[("event", &number)]).await;
                assert_eq!(heard.status, 204, "{}", heard.body);
            }
        }
    }

    pub async fn press(&self, browser: &mut Browser, keys: &str) {
        let page = browser.post(&format!("{}/keys", self.path), &[("keys", keys)]).await;
        assert_eq!(page.status, 204, "{}", page.body);
    }

    pub async fn hang_up(&self, browser: &mut Browser) {
        assert_eq!(browser.post(&format!("{}/hang-up", self.path), &[]).await.status, 204);
    }

    /// The kinds and words of everything that follows.
    pub async fn rest(&mut self) -> Vec<String> {
        let mut rest = Vec::new();
        while let Some(event) = self.next().await {
            let words = event["words"].as_str().unwrap_or_default();
            rest.push(format!("{} {words}", event["kind"].as_str().unwrap()).trim_end().to_owned());
        }
        rest
    }
}

#[tokio::test]
async fn a_call_by_keys_leaves_an_entry_and_a_recording_and_never_shows_the_pin() {
    let desk = Desk::start(Limits::default()).await;
    desk.test.job("Bridge deck", "71").await;
    let (maria, id) = desk.test.employee_with(details("Maria Lopez"), LONG_PIN).await;
    let person = Person {
        name: maria.details.name,
        id: id.to_string(),
        pin: LONG_PIN.to_owned(),
        phone: MARIAS_PHONE.to_owned(),
        language: "English".to_owned(),
    };
    let book = desk.phones.book().as_ref().clone();
    desk.phones.set_book(PhoneBook { people: vec![person], ..book });
    let mut browser = desk.caller().await;
    let mut call = desk.call(&mut browser).await;
    call.until(&mut browser, "await_key").await;
    // Typed ahead: the question for the PIN is not even begun, and so the next that waits is the one for the job.
    call.press(&mut browser, &format!("{id}#{LONG_PIN}#")).await;
    call.until(&mut browser, "await_key").await;
    call.press(&mut browser, "71#").await;
    call.until(&mut browser, "record").await;
    let to = format!("{}/recording?stopped=pound", call.path);
    let csrf = browser.csrf();
    assert_eq!(browser.post_wav(&to, &csrf, b"RIFF of nothing").await.status, 422);
    assert_eq!(browser.post_wav(&to, &csrf, &vec![0; 500_000]).await.status, 413);
    assert_eq!(browser.post_wav(&to, "another", MARIA).await.status, 403);
    assert_eq!(browser.post_wav(&to, &csrf, MARIA).await.status, 204);
    call.until(&mut browser, "ended").await;
    let rest = call.rest().await;
    assert_eq!(rest.last().map(String::as_str), Some("over"), "{rest:?}");
    assert!(call.next().await.is_none(), "the stream ends with the call");

    desk.test.work().await;
    let entry = desk.test.only_entry().await;
    assert_eq!((entry.job_code.as_deref(), checks(&entry)), (Some("71"), vec!["in stored".to_owned()]));
    assert!(entry.exceptions.is_empty(), "{entry:?}");
    assert!(call.seen.contains(&format!(r#"["Digits","{id}"]"#)), "{}", call.seen);
    assert!(call.seen.contains(r#"["Digits","••••"]"#) && call.seen.contains(r#""verdict":"accepted""#));
    assert!(!call.seen.contains(LONG_PIN), "{}", call.seen);
}

#[tokio::test]
async fn events_go_on_where_a_lost_connection_stopped() {
    let desk = Desk::start(Limits::default()).await;
    let mut browser = desk.caller().await;
    let mut call = desk.call(&mut browser).await;
    call.until(&mut browser, "await_key").await;
    let (path, last) = (call.path.clone(), call.last);
    drop(call);
    let mut again = Call::watch(&browser, path.clone(), Some(last)).await;
    again.hang_up(&mut browser).await;
    let rest = again.rest().await;
    assert!(rest.contains(&"ended You hung up.".to_owned()), "{rest:?}");
    // A page that has lost everything reads it from the beginning.
    let mut from_the_beginning = Call::watch(&browser, path, None).await;
    assert_eq!(from_the_beginning.next().await.unwrap()["kind"], "dialed");
    assert!(from_the_beginning.rest().await.ends_with(&rest));
}

#[tokio::test]
async fn no_more_calls_go_on_at_once_than_may() {
    let desk = Desk::start(Limits { calls: 2, ..Limits::default() }).await;
    let mut browser = desk.caller().await;
    let mut first = desk.call(&mut browser).await;
    let _second = desk.call(&mut browser).await;
    let third = place(&mut browser, MARIAS_PHONE).await;
    assert_eq!(third.status, 429);
    assert!(third.body.contains("too many calls"), "{}", third.body);
    first.hang_up(&mut browser).await;
    first.rest().await;
    assert_eq!(place(&mut browser, MARIAS_PHONE).await.status, 201);
}

#[tokio::test]
async fn a_call_whose_page_goes_away_ends() {
    let desk = Desk::start(Limits::default()).await;
    let mut browser = desk.caller().await;
    let mut call = desk.call(&mut browser).await;
    call.until(&mut browser, "await_key").await;
    let path = call.path.clone();
    let id = path.rsplit('/').next().unwrap().to_owned();
    let live = desk.phones.find(&browser.csrf(), &id).unwrap();
    assert!(live.is_watched());
    drop(call);
    let gone = async {
        while live.is_watched() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), gone).await.unwrap();
    desk.timer.advance(Limits::default().away);
    let rest = Call::watch(&browser, path, None).await.rest().await;
    assert!(rest.contains(&"notice Nobody was on the page any more.".to_owned()), "{rest:?}");
}

#[tokio::test]
async fn a_call_that_nobody_ends_is_ended() {
    let desk = Desk::start(Limits { longest: Duration::from_mins(1), ..Limits::default() }).await;
    let mut browser = desk.caller().await;
    let mut call = desk.call(&mut browser).await;
    // The page that watches does not say that it has heard anything.
    while call.next().await.unwrap()["kind"] != "say" {}
    desk.timer.advance(Duration::from_mins(1));
    let rest = call.rest().await;
    assert!(rest.contains(&"notice A call lasts 1 minutes at most.".to_owned()), "{rest:?}");
}

#[tokio::test]
async fn a_call_over_is_forgotten_after_a_while() {
    let desk = Desk::start(Limits::default()).await;
    let mut browser = desk.caller().await;
    let mut call = desk.call(&mut browser).await;
    call.hang_up(&mut browser).await;
    call.rest().await;
    let id = call.path.rsplit('/').next().unwrap();
    assert!(desk.phones.find(&browser.csrf(), id).is_some());
    let keys = browser.post(&format!("{}/keys", call.path), &[("keys", "1")]).await;
    assert_eq!(keys.status, 409);
    let forgotten = async {
        while desk.phones.find(&browser.csrf(), id).is_some() {
            desk.timer.advance(Limits::default().kept);
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), forgotten).await.unwrap();
}

#[tokio::test]
async fn nobody_else_presses_keys_or_listens() {
    let desk = Desk::start(Limits::default()).await;
    let (mut browser, mut stranger) = (desk.caller().await, desk.caller().await);
    let mut call = desk.call(&mut browser).await;
    call.until(&mut browser, "await_key").await;
    let events = open_events(&stranger, &call.path, None).await;
    assert_eq!(events.status(), 404);
    for (what, fields) in [
        ("keys", ("keys", "1")),
        ("heard", ("event", "1")),
        ("recording", ("sample", "silence")),
        ("hang-up", ("", "")),
    ] {
        let path = format!("{}/{what}", call.path);
        assert_eq!(stranger.post(&path, &[fields]).await.status, 404, "{what}");
        assert_eq!(browser.post_bare(&path, &[fields]).await.status, 403, "{what}");
    }
    assert_eq!(browser.post_bare("/phone/calls", &[("from", MARIAS_PHONE)]).await.status, 403);
    assert_eq!(place(&mut browser, "+15555550199").await.status, 422, "from no other number than those offered");
    call.hang_up(&mut browser).await;
    assert!(!call.rest().await.contains(&"keyed".to_owned()));
}

#[tokio::test]
async fn where_there_is_no_simulated_provider_there_is_no_phone() {
    let test = TestGateway::start().await;
    let mut browser = Browser::at(&serve(&test, None).await, &test);
    browser.get("/sign-in").await;
    let addresses = RULES.iter().filter(|rule| rule.path.starts_with("/phone"));
    let mut tried = 0;
    for rule in addresses {
        let path = rule.path.replace("{id}", "00000000000000000000000000000000");
        let page = match rule.method {
            Method::GET => browser.get(&path).await,
            _ => browser.post(&path, &[("from", MARIAS_PHONE), ("sample", "silence")]).await,
        };
        assert_eq!(page.status, 404, "{} {path}: {}", rule.method, page.body);
        tried += 1;
    }
    assert_eq!(tried, 7);
}

#[tokio::test]
async fn only_the_phone_may_use_the_microphone() {
    let desk = Desk::start(Limits::default()).await;
    let mut browser = Browser::at(&desk.base, &desk.test);
    for (path, microphone) in [("/phone", "microphone=(self)"), ("/sign-in", "microphone=()")] {
        let page = browser.get(path).await;
        let policy = page.headers["permissions-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains(microphone), "{path}: {policy}");
    }
}
