//! Recordings in a bucket, at a server that checks every signature: the way of a voice check, what is never written over,
//! and what becomes of calls and recordings while the bucket is away.

mod shelf;
mod troubles;

use hyper::Method;
use jiff::SignedDuration;
use phoneclock::{
    domain::{ids::VoiceCheckId, user::Role},
    service::voice_checks::retention::delete_old_recordings,
};

use crate::support::{MARIAS_PHONE, PIN, TestGateway, people::checks};

const REVIEW: &str = "/voice-checks/review";

/// Longer than recordings are kept for by default.
fn long(test: &TestGateway) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(test.workspace.settings.retention_days) + 1)
}

/// A gateway on a bucket whose only employee has called once.
async fn after_a_call() -> (TestGateway, String) {
    let test = TestGateway::start_on_bucket().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let entry = test.only_entry().await;
    assert_eq!(checks(&entry), ["in stored"]);
    let recording = entry.voice_checks[0].recording.clone().unwrap();
    (test, recording)
}

#[tokio::test]
async fn a_voice_check_is_fetched_into_the_bucket_played_on_the_review_page_and_deleted_when_its_period_is_over() {
    let (test, recording) = after_a_call().await;
    assert!(recording.starts_with(&test.workspace.id.to_string()), "{recording}");
    assert_eq!(test.bucket().asked(&Method::PUT, &recording), 1, "once, over the network");
    let stored = std::fs::read(test.bucket().object(&recording)).unwrap();

    test.execute("UPDATE voice_check SET sample = 0").await;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get(REVIEW).await;
    let (_, rest) = page.is(200).body.split_once("data-check=\"").unwrap();
    let check = VoiceCheckId::parse(rest.split('"').next().unwrap()).unwrap();
    page.says("<path d=\"M0.5 ");
    let played = payroll.request(Method::GET, &format!("/voice-checks/{check}/audio")).send().await.unwrap();
    assert_eq!(played.bytes().await.unwrap(), stored);
    payroll.play(check).await;
    let fields = [("verdict", "same person"), ("from", "review")];
    payroll.submit(&format!("/voice-checks/{check}/verdict"), &fields).await.says("Same person: Maria Lopez.");

    test.advance(long(&test));
    let swept = delete_old_recordings(&test.store, &test.gateway.recordings).await.unwrap();
    assert_eq!((swept.deleted, swept.more), (1, false));
    assert!(!test.bucket().object(&recording).exists());
    assert_eq!(test.bucket().asked(&Method::DELETE, &recording), 1);
}

#[tokio::test]
async fn what_is_not_what_was_stored_is_played_to_nobody() {
    let (test, recording) = after_a_call().await;
    test.execute("UPDATE voice_check SET sample = 0").await;
    let mut payroll = test.browser(Role::Payroll).await;
    std::fs::write(test.bucket().object(&recording), "something else").unwrap();
    payroll.get(REVIEW).await.is(200).says("The recording is damaged or missing.");
    std::fs::remove_file(test.bucket().object(&recording)).unwrap();
    payroll.get(REVIEW).await.is(200).says("The recording is damaged or missing.");
}
