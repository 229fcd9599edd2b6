//! Calls whose webhooks come to one gateway and the other in turn.

use jiff::SignedDuration;
use phoneclock::{
    service::upkeep::replicas::{self, Replica, SettingHashes},
    simulator::report::Observed,
    worker::Worker,
};

use crate::support::{
    MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway,
    calling::{heard, keyed, times_heard},
    people::summary,
};

#[tokio::test]
async fn a_call_that_both_answer_clocks_in_once_and_its_recording_is_kept_once() {
    let (test, second) = TestGateway::pair().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.job("Elm Street 12", "71").await;
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,71#")).await;
    assert!(heard(&report).contains("Clocked in at seven A M"), "{}", report.transcript());
    assert_eq!(times_heard(&report, "Enter your PIN"), 1, "{}", report.transcript());
    assert_eq!(summary(&test.only_entry().await).0, "2026-11-17T13:00:00Z");
    assert_eq!(test.recording_files().len(), 1);
    assert!(Worker::new(&second).lease(10).await.unwrap().is_empty(), "what the first has done is done");

    test.advance(SignedDuration::from_hours(8));
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert!(heard(&report).contains("Clocked out"), "{}", report.transcript());
    assert_eq!(summary(&test.only_entry().await).1, Some("2026-11-17T21:00:00Z"));
}

#[tokio::test]
async fn wrong_pins_are_counted_whoever_hears_them() {
    let (test, _second) = TestGateway::pair().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(OTHER_PHONE, &format!("{id}#,0000#,{id}#,0000#,{id}#,0000#")).await;
    assert_eq!(test.count("failed_sign_in").await, 3);
}

#[tokio::test]
async fn a_task_that_one_has_on_lease_is_not_taken_by_one_that_starts() {
    let (test, second) = TestGateway::pair().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut handset = test.handset(keyed(&format!("{id}#,{PIN}#")));
    test.simulator().place_with(&test.number(MARIAS_PHONE), &mut handset, &mut |_: Observed<'_>| {}).await.unwrap();
    let (settings, started_at) = (SettingHashes::default(), test.clock_now());
    let seen = Replica { id: test.gateway.replica, name: "east".to_owned(), started_at, settings };
    replicas::beat(&test.store, &seen, None).await.unwrap();
    let ours = test.worker().lease(10).await.unwrap();
    assert!(!ours.is_empty());
    let starting = Worker::new(&second);
    assert_eq!(starting.release().await.unwrap(), 0);
    assert!(starting.lease(10).await.unwrap().is_empty());
    // Whoever stops gives it back at once.
    assert_eq!(test.worker().give_back().await.unwrap(), ours.len());
    assert_eq!(starting.lease(10).await.unwrap().len(), ours.len());
}
