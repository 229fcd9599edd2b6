//! A copied profile is found; what only looks like one is not taken for it.

use jiff::SignedDuration;
use phoneclock::service::upkeep::prune;
use serde_json::json;

use crate::support::{
    TestGateway,
    kiosk::{Reply, SoftDevice},
};

async fn start() -> (TestGateway, SoftDevice) {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Front door").await;
    let mut device = test.device(&kiosk).await;
    device.ask("state", json!({})).await;
    (test, device)
}

fn is_suspended(reply: &Reply) -> bool {
    reply.status == 401 && reply.whole["problem"] == "suspended"
}

#[tokio::test]
async fn a_copied_profile_is_found_within_three_requests_and_both_are_suspended() {
    for order in ["ABA", "BAB", "AAB", "BBA", "ABBA", "BAAB"] {
        let (test, device) = start().await;
        let (mut ours, mut theirs) = (device.clone(), device);
        let mut found = false;
        for who in order.chars() {
            let one = if who == 'A' { &mut ours } else { &mut theirs };
            found = is_suspended(&one.act("state", json!({})).await);
        }
        assert!(found, "{order}");
        for one in [&mut ours, &mut theirs] {
            assert_eq!(one.act("state", json!({})).await.problem(), "suspended");
        }
        let audit =
            test.rows("SELECT actor, action, subject FROM audit_record WHERE action LIKE '%device'", Vec::new()).await;
        let audit: Vec<_> = audit.iter().map(|row| [0, 1, 2].map(|at| row.get::<String>(at).unwrap())).collect();
        assert_eq!(audit, [["the gateway", "suspend device", "Tablet at Front door"]]);
    }
}

#[tokio::test]
async fn a_lost_answer_is_not_taken_for_a_copy_however_often_it_happens() {
    let (_test, mut device) = start().await;
    for round in 0..20 {
        // The answer is lost, and so is the memory of the request.
        let lost = device.request("state", &json!({}));
        assert_eq!(device.send(&lost).await.kind(), "state", "{round}");
        let mut after = device.request("state", &json!({}));
        if round % 2 == 0 {
            // That one never arrives, and is sent again as it is.
            after = after.clone();
        }
        let reply = device.send(&after).await;
        assert_eq!(reply.kind(), "state", "{round}");
        // That answer is lost once, too, and the same request is sent again.
        let again = device.send(&after).await;
        assert_eq!(again.whole, reply.whole, "{round}");
        device.heard(&again);
        assert_eq!(device.act("state", json!({})).await.kind(), "state", "{round}");
    }
}

#[tokio::test]
async fn whoever_heard_the_answer_that_another_one_has_not_is_a_copy() {
    let (_test, device) = start().await;
    let (mut ours, mut theirs) = (device.clone(), device);
    assert_eq!(theirs.act("state", json!({})).await.kind(), "state");
    // To the gateway it looks as if that answer was lost.
    assert_eq!(ours.act("state", json!({})).await.kind(), "state");
    assert!(is_suspended(&theirs.act("state", json!({})).await));
    assert!(is_suspended(&ours.act("state", json!({})).await));
}

#[tokio::test]
async fn a_database_that_was_put_back_suspends_no_device() {
    let (test, mut device) = start().await;
    let [nonce, previous] = ["nonce", "previous_nonce"].map(|column| format!("SELECT hex({column}) FROM kiosk_device"));
    let (nonce, previous) =
        (test.column::<String>(&nonce).await.remove(0), test.column::<String>(&previous).await.remove(0));
    let copy = device.clone();
    for _ in 0..5 {
        device.ask("state", json!({})).await;
    }
    test.write(&format!("UPDATE kiosk_device SET nonce = x'{nonce}', previous_nonce = x'{previous}'")).await;
    test.write("DELETE FROM kiosk_request").await;
    for _ in 0..3 {
        assert_eq!(device.act("state", json!({})).await.kind(), "state");
    }
    // One with an older nonce is a copy all the same.
    assert!(is_suspended(&copy.clone().act("state", json!({})).await));
}

#[tokio::test]
async fn a_copy_of_the_key_alone_suspends_nobody() {
    let (_test, mut device) = start().await;
    let mut copy = SoftDevice { cookie: None, ..device.clone() };
    for _ in 0..3 {
        assert_eq!(copy.act("state", json!({})).await.problem(), "unknown");
        assert_eq!(device.act("state", json!({})).await.kind(), "state");
    }
}

#[tokio::test]
async fn a_request_that_was_given_up_is_refused_when_it_comes_late_and_suspends_nobody() {
    let (test, mut device) = start().await;
    let late = device.request("state", &json!({}));
    let kept = test.count("kiosk_request").await;
    // The page was closed before it went out, and nobody knows whether it did.
    assert_eq!(device.act("resume", json!({ "lost": late.request })).await.kind(), "resumed");
    assert_eq!(test.count("kiosk_request").await, kept + 2);
    assert_eq!(device.send(&late).await.problem(), "signature");
    assert_eq!(device.act("state", json!({})).await.kind(), "state");

    // One that came through is answered as it was.
    let heard = device.request("state", &json!({}));
    let reply = device.send(&heard).await;
    assert_eq!(device.act("resume", json!({ "lost": heard.request })).await.kind(), "resumed");
    assert_eq!(device.send(&heard).await.whole, reply.whole);
    assert_eq!(device.act("state", json!({})).await.kind(), "state");
}

#[tokio::test]
async fn a_page_that_is_closed_again_and_again_in_the_middle_of_a_request_is_no_copy() {
    let (_test, mut device) = start().await;
    // What was asked came through, and its answer was never heard.
    let lost = device.request("state", &json!({}));
    device.send(&lost).await;
    let resume = device.request("resume", &json!({ "lost": lost.request }));
    for _ in 0..10 {
        // Nor is that one's.
        assert_eq!(device.send(&resume).await.kind(), "resumed");
    }
    let heard = device.send(&resume).await;
    device.heard(&heard);
    assert_eq!(device.act("state", json!({})).await.kind(), "state");
}

#[tokio::test]
async fn answers_that_are_lost_before_the_network_is_gone_for_days_make_no_copy() {
    let (test, mut device) = start().await;
    let lost = device.request("state", &json!({}));
    device.send(&lost).await;
    let resume = device.request("resume", &json!({ "lost": lost.request }));
    device.send(&resume).await;
    for days in [3, 8] {
        test.advance(SignedDuration::from_hours(24 * days));
        prune::prune(&test.store).await.unwrap();
        let again = device.send(&resume).await;
        assert_eq!(again.kind(), "resumed", "after {days} days");
    }
    let heard = device.send(&resume).await;
    device.heard(&heard);
    assert_eq!(device.act("state", json!({})).await.kind(), "state");
    // What came before the last one is forgotten in time.
    test.advance(SignedDuration::from_hours(48));
    prune::prune(&test.store).await.unwrap();
    assert_eq!(test.count("kiosk_request").await, 1);
}
