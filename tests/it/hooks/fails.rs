//! Where nobody takes what is told: tried again, put off, given up and sent again, and never in the way of anything else.

use jiff::{SignedDuration, Timestamp};
use phoneclock::{
    domain::{
        ids::{HookDeliveryId, HookId},
        user::Role,
    },
    service::upkeep::prune::prune,
};
use serde_json::Value;

use super::{ALL, Listener, add, header};
use crate::support::{MARIAS_PHONE, PIN, TestGateway, browser::Browser, log::Log};

/// With a webhook of all events, and a call that has clocked somebody in since.
async fn with_news(listener: &Listener) -> (TestGateway, Browser, String) {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut owner = test.browser(Role::Owner).await;
    let (page, _) = add(&mut owner, &listener.url(), &ALL).await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.tell_hooks().await;
    (test, owner, page)
}

async fn next_try(test: &TestGateway) -> Option<Timestamp> {
    let at: Vec<i64> = test.column("SELECT next_try_at FROM hook_delivery WHERE next_try_at IS NOT NULL").await;
    at.first().map(|at| Timestamp::from_millisecond(*at).unwrap())
}

#[tokio::test]
async fn what_is_refused_is_told_again_later_with_the_same_id_and_words() {
    let listener = Listener::answering(500).await;
    let (test, mut owner, page) = with_news(&listener).await;
    let first = listener.requests().await.remove(0);
    owner.get(&page).await.says("Waiting").says("HTTP 500").says("Next try");
    test.tell_hooks().await;
    assert_eq!(listener.requests().await.len(), 1, "not before its time");

    listener.answer(200).await;
    test.clock.set(next_try(&test).await.unwrap());
    test.tell_hooks().await;
    let [second] = listener.requests().await.try_into().unwrap();
    assert_eq!((header(&second, "webhook-id"), &second.body), (header(&first, "webhook-id"), &first.body));
    assert_ne!(header(&second, "webhook-signature"), header(&first, "webhook-signature"), "signed at its own time");
    owner.get(&page).await.says("Delivered").says("tries: 2");
    assert_eq!(next_try(&test).await, None);
}

#[tokio::test]
async fn what_nobody_takes_for_three_days_is_given_up_and_can_be_sent_again() {
    let listener = Listener::answering(503).await;
    let (test, _, page) = with_news(&listener).await;
    let began = test.clock_now();
    while let Some(next) = next_try(&test).await {
        test.clock.set(next);
        test.tell_hooks().await;
    }
    let tried = test.clock_now().duration_since(began);
    assert!(tried > SignedDuration::from_hours(70) && tried <= SignedDuration::from_hours(72), "{tried}");
    assert!(listener.requests().await.len() < 160, "it waits longer each time");
    let mut owner = test.browser(Role::Owner).await;
    owner.get(&page).await.says("Failed");
    listener.answer(200).await;
    let delivery: Vec<HookDeliveryId> = test.column("SELECT id FROM hook_delivery").await;
    owner.submit(&format!("{page}/deliveries/{}", delivery[0]), &[]).await.says("It is sent again in a moment.");
    test.tell_hooks().await;
    assert_eq!(listener.events().await, ["entry.opened"]);
    owner.get(&page).await.says("Delivered").says_nothing_of("Send now");
}

#[tokio::test]
async fn an_address_that_cannot_be_reached_keeps_no_other_waiting() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (mut owner, listener) = (test.browser(Role::Owner).await, Listener::answering(200).await);
    // Nobody listens on port 1.
    let (dead, _) = add(&mut owner, "http://127.0.0.1:1/clock", &ALL).await;
    add(&mut owner, &listener.url(), &ALL).await;
    for _ in 0..2 {
        test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
        test.advance(SignedDuration::from_hours(1));
    }
    test.tell_hooks().await;
    assert_eq!(listener.requests().await.len(), 2);
    // One try says that it is away; the other message is put off with it.
    let tries: Vec<i64> =
        test.column("SELECT attempts FROM hook_delivery WHERE state = 'waiting' ORDER BY attempts").await;
    assert_eq!(tries, [0, 1]);
    let next = next_try(&test).await.unwrap();
    assert!(next > test.clock_now());
    test.browser(Role::Owner).await.get(&dead).await.says("Waiting").says("not tried yet");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Listener::answering(200).await;
    let listener = wiremock::MockServer::start().await;
    let redirect = wiremock::ResponseTemplate::new(307).insert_header("location", elsewhere.url());
    wiremock::Mock::given(wiremock::matchers::any()).respond_with(redirect).mount(&listener).await;
    let test = TestGateway::start().await;
    let mut owner = test.browser(Role::Owner).await;
    let (page, _) = add(&mut owner, &listener.uri(), &ALL).await;
    owner.submit(&format!("{page}/test"), &[]).await;
    test.tell_hooks().await;
    assert!(elsewhere.requests().await.is_empty());
    owner.get(&page).await.says("a redirect, which is not followed").says("Waiting");
}

#[tokio::test]
async fn an_address_that_says_it_is_gone_is_paused_until_an_owner_resumes_it() {
    let listener = Listener::answering(410).await;
    let (test, mut owner, page) = with_news(&listener).await;
    owner.get(&page).await.says("Paused since").says("it is gone (HTTP 410)").says_nothing_of("Send a test");
    listener.answer(200).await;
    test.advance(SignedDuration::from_hours(2));
    test.tell_hooks().await;
    assert!(listener.requests().await.is_empty());
    let mut owner = test.browser(Role::Owner).await;
    owner.submit(&format!("{page}/resume"), &[]).await.says("is told again what happens");
    test.tell_hooks().await;
    assert_eq!(listener.events().await, ["entry.opened"]);
}

#[tokio::test]
async fn a_paused_address_is_told_nothing_of_the_time_between_and_a_removed_one_nothing_at_all() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (mut owner, listener) = (test.browser(Role::Owner).await, Listener::answering(200).await);
    let (page, _) = add(&mut owner, &listener.url(), &ALL).await;
    owner.submit(&format!("{page}/pause"), &[]).await.says("The webhook is paused.");
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.tell_hooks().await;
    owner.submit(&format!("{page}/resume"), &[]).await;
    test.advance(SignedDuration::from_hours(1));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.tell_hooks().await;
    assert_eq!(listener.events().await, ["entry.closed"]);

    listener.answer(500).await;
    let mut owner = test.browser(Role::Owner).await;
    owner.submit(&format!("{page}/test"), &[]).await;
    test.tell_hooks().await;
    owner.submit(&format!("{page}/remove"), &[]).await.says("The webhook is removed.");
    listener.answer(200).await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    owner.get(&page).await.is(404);
    test.advance(SignedDuration::from_hours(2));
    test.tell_hooks().await;
    assert!(listener.requests().await.is_empty());
    let acts = test.audit_log().await.records;
    let acts: Vec<_> =
        acts.iter().rev().map(|record| record.action.as_str()).filter(|act| act.contains("webhook")).collect();
    assert_eq!(acts, ["add webhook", "pause webhook", "resume webhook", "remove webhook"]);
}

#[tokio::test]
async fn neither_the_address_nor_what_is_told_is_logged() {
    let (log, listener) = (Log::on(), Listener::answering(500).await);
    let (test, ..) = with_news(&listener).await;
    let told: Value = listener.told().await.remove(0);
    let bytes = log.bytes();
    let lines = String::from_utf8_lossy(&bytes);
    let hook: Vec<HookId> = test.column("SELECT id FROM hook").await;
    let said =
        lines.lines().filter(|line| line.contains(&hook[0].to_string()) && line.contains("was not told")).count();
    assert!(said > 0, "ids are the same in every test, and so are the lines of others");
    assert!(!lines.contains("key=of-the-program") && !lines.contains(&told.to_string()));
}

#[tokio::test]
async fn what_was_told_is_forgotten_after_thirty_days_and_what_waits_is_not() {
    let listener = Listener::answering(200).await;
    let (test, _, page) = with_news(&listener).await;
    test.advance(SignedDuration::from_hours(29 * 24));
    prune(&test.store).await.unwrap();
    assert_eq!(test.count("hook_delivery").await, 1);
    test.advance(SignedDuration::from_hours(2 * 24));
    let mut owner = test.browser(Role::Owner).await;
    owner.submit(&format!("{page}/test"), &[]).await;
    prune(&test.store).await.unwrap();
    let left: Vec<String> = test.column("SELECT event FROM hook_delivery").await;
    assert_eq!(left, ["test"]);
}
