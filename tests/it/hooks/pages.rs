//! The pages of webhooks: what may be typed, and who may.

use phoneclock::domain::user::Role;

use super::{ALL, Listener, PAGE, add};
use crate::support::TestGateway;

#[tokio::test]
async fn an_owner_adds_a_webhook_once_and_sees_its_secret_once() {
    let test = TestGateway::start().await;
    let (mut owner, listener) = (test.browser(Role::Owner).await, Listener::answering(200).await);
    owner.get("/settings").await.says(PAGE);
    owner.get(PAGE).await.says("There are no webhooks.");
    let (page, secret) = add(&mut owner, &listener.url(), &["entry.opened"]).await;
    let id = page.rsplit('/').next().unwrap();
    let typed = [("id", id), ("url", "https://hooks.example.com/other"), ("event", "entry.opened")];
    let again = owner.post(PAGE, &typed).await;
    again.is(303).says_nothing_of("whsec_");
    assert_eq!(test.count("hook").await, 1);
    owner.get(PAGE).await.says("127.0.0.1").says("entry.opened").says("none yet").says_nothing_of("key=of-the-program");
    owner.get(&page).await.says("key=of-the-program").says("Nothing was sent yet.").says_nothing_of(&secret);
    let log = test.audit_log().await;
    assert!(
        log.records.iter().all(|record| !format!("{record:?}").contains("key=of-the-program")),
        "an address may hold a secret"
    );
}

#[tokio::test]
async fn what_will_not_do_stands_beside_its_field() {
    let test = TestGateway::start().await;
    let (mut owner, listener) = (test.browser(Role::Owner).await, Listener::answering(200).await);
    add(&mut owner, &listener.url(), &ALL).await;
    let id = owner.get(PAGE).await.value("id");
    let known = listener.url();
    for (url, event, field) in [
        ("", "entry.opened", "url"),
        ("hooks.example.com", "entry.opened", "url"),
        ("http://8.8.8.8/clock", "entry.opened", "url"),
        ("https://me:word@hooks.example.com/", "entry.opened", "url"),
        ("https://10.0.0.1/", "entry.opened", "url"),
        (&known, "entry.opened", "url"),
        ("https://hooks.example.com/", "", "event"),
        ("https://hooks.example.com/", "moon.rose", "event"),
        ("https://hooks.example.com/", "test", "event"),
    ] {
        let page = owner.post(PAGE, &[("id", &id), ("url", url), ("event", event)]).await;
        page.is(422);
        assert!(!page.wrong(field).is_empty(), "{url} {event}");
        assert_eq!(page.value("url"), url, "what was typed stays");
    }
    assert_eq!(test.count("hook").await, 1);
    for n in 1..20 {
        add(&mut owner, &format!("https://hooks.example.com/{n}"), &["entry.opened"]).await;
    }
    let id = owner.get(PAGE).await.value("id");
    let typed = [("id", id.as_str()), ("url", "https://hooks.example.com/20"), ("event", "entry.opened")];
    owner.post(PAGE, &typed).await.is(422).says("There are 20 webhooks");
}

#[tokio::test]
async fn only_owners_see_and_change_webhooks() {
    let test = TestGateway::start().await;
    let (mut owner, listener) = (test.browser(Role::Owner).await, Listener::answering(200).await);
    let (page, _) = add(&mut owner, &listener.url(), &ALL).await;
    for role in [Role::Admin, Role::Manager, Role::Payroll] {
        let mut other = test.browser(role).await;
        other.get(PAGE).await.is(403);
        other.get(&page).await.is(403);
        other.get("/settings").await.says_nothing_of(PAGE);
    }
}
