//! A bucket that is away for a while: calls go on, and what was said is fetched when it is back.

use hyper::Method;
use jiff::SignedDuration;
use phoneclock::{domain::user::Role, service::voice_checks::retention::delete_old_recordings};

use super::{REVIEW, after_a_call, long};
use crate::support::{
    MARIAS_PHONE, PIN, TestGateway,
    bucket::Trouble,
    calling::{keyed, last_words},
    people::checks,
};

#[tokio::test]
async fn a_call_asks_nothing_of_the_bucket_and_the_recording_is_kept_when_the_bucket_is_back() {
    let test = TestGateway::start_on_bucket().await;
    let (_, id) = test.employee("Maria Lopez").await;
    // A bucket in the way of a call would hold it for good.
    test.bucket().set_trouble(Trouble::Hanging);
    let report = test.only_call_by(&test.number(MARIAS_PHONE), keyed(&format!("{id}#,{PIN}#"))).await;
    assert!(last_words(&report).contains("Goodbye"), "{}", report.transcript());
    assert_eq!(test.bucket().asked(&Method::PUT, ".wav") + test.bucket().asked(&Method::GET, ".wav"), 0);
    assert_eq!(checks(&test.only_entry().await), ["in fetching"]);

    test.bucket().set_trouble(Trouble::SlowDown);
    test.work().await;
    let tries = test.bucket().asked(&Method::PUT, ".wav");
    assert_eq!(tries, 1, "the task tries again, later");
    test.work_for(SignedDuration::from_hours(2)).await;
    assert!(test.bucket().asked(&Method::PUT, ".wav") > tries + 3);
    assert_eq!(checks(&test.only_entry().await), ["in fetching"]);

    test.bucket().set_trouble(None);
    test.work_for(SignedDuration::from_hours(2)).await;
    assert_eq!(checks(&test.only_entry().await), ["in stored"]);
    assert_eq!(test.recording_files().len(), 1);
}

#[tokio::test]
async fn a_bucket_that_is_away_is_no_missing_recording_and_what_it_does_not_delete_stays_to_be_deleted() {
    let (test, recording) = after_a_call().await;
    test.execute("UPDATE voice_check SET sample = 0").await;
    let mut payroll = test.browser(Role::Payroll).await;
    test.bucket().set_trouble(Trouble::SlowDown);
    payroll.get(REVIEW).await.is(500).says_nothing_of("missing");

    test.bucket().set_trouble(Trouble::NoDeleting);
    test.advance(long(&test));
    let error = delete_old_recordings(&test.store, &test.gateway.recordings).await.unwrap_err();
    assert_eq!(error.to_string(), "1 recordings could not be deleted, and are tried again");
    assert!(test.bucket().object(&recording).exists());
    test.bucket().set_trouble(None);
    assert_eq!(delete_old_recordings(&test.store, &test.gateway.recordings).await.unwrap().deleted, 1);
    assert!(!test.bucket().object(&recording).exists());
}
