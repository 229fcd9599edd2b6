//! What is unusual is left for a person to look at, and nobody is kept out by it.

use jiff::SignedDuration;
use phoneclock::domain::kiosk::Method;

use crate::support::{
    TestGateway,
    kiosk_people::{At, KIOSK_PIN, maria_at_the_gate},
};

async fn note(test: &TestGateway, kind: &str) -> Vec<String> {
    test.column(&format!("SELECT note FROM exception WHERE kind = '{kind}' ORDER BY id")).await
}

#[tokio::test]
async fn one_pin_at_two_kiosks_within_minutes() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    let mut yard = test.device(&test.kiosk("Yard").await).await;
    device.by_name(maria.id, KIOSK_PIN).await;
    test.advance(SignedDuration::from_mins(9));
    assert_eq!(yard.by_name(maria.id, KIOSK_PIN).await["way"], "out");
    assert_eq!(
        note(&test, "two kiosks within minutes").await,
        ["at the kiosk Yard, and 9 min before at the kiosk Gate"]
    );
    test.advance(SignedDuration::from_mins(30));
    assert_eq!(device.by_name(maria.id, KIOSK_PIN).await["way"], "in");
    assert_eq!(note(&test, "two kiosks within minutes").await.len(), 1, "half an hour is a walk");
}

#[tokio::test]
async fn a_punch_far_from_the_usual_hours() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    for _ in 0..10 {
        device.by_name(maria.id, KIOSK_PIN).await;
        test.advance(SignedDuration::from_hours(8));
        device.by_name(maria.id, KIOSK_PIN).await;
        test.advance(SignedDuration::from_hours(16));
    }
    assert!(test.standing_exceptions().await.is_empty());
    test.advance(SignedDuration::from_hours(19));
    device.by_name(maria.id, KIOSK_PIN).await;
    assert_eq!(
        note(&test, "unusual hours").await,
        ["clocked in at 2026-11-28 02:00 CST, far from the 10 times before"]
    );
}

#[tokio::test]
async fn many_people_within_seconds_are_told_of_once() {
    let At { test, mut device, .. } = maria_at_the_gate().await;
    test.set_method(Method::Badge).await;
    let mut badges = Vec::new();
    for nth in 0..9 {
        let worker = test.person(&format!("Worker {nth}")).await;
        badges.push(test.set_badge(&worker).await);
    }
    for badge in &badges {
        assert_eq!(device.by_badge(badge).await["kind"], "done");
        test.advance(SignedDuration::from_millis(1_500));
    }
    let told = note(&test, "many people at once").await;
    assert_eq!(told, ["5 people clocked within 10 seconds at one device of the kiosk Gate"]);
    // Twenty seconds each are a queue.
    test.wait_out();
    for badge in &badges {
        device.by_badge(badge).await;
        test.advance(SignedDuration::from_secs(3));
    }
    assert_eq!(note(&test, "many people at once").await.len(), 1);
}
