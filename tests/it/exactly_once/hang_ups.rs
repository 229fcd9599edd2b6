//! A hang-up at every step, told before or after what the caller did last, leaves what it should and no more.

use jiff::SignedDuration;
use phoneclock::{
    domain::workspace::JobPolicy,
    simulator::{faults::Faults, script::CallerScript as Keyed},
};

use super::{IN, with};
use crate::support::{
    MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway,
    by_hand::Call,
    calling::keyed,
    people::{checks, summary},
};

/// What a call leaves: nothing, or a job and exceptions, and what became of the voice check.
type Left = Option<(Option<&'static str>, &'static [&'static str], &'static str)>;

/// The answers of a whole call: 1 asks for the ID, 2 for the PIN, 3 says the time and asks for the job, 4 reads the
/// job back and records, 5 says goodbye.
async fn call_ends(behavior: impl Fn(&TestGateway) -> (Faults, Option<usize>), left: Left) {
    let test = TestGateway::start_with(|settings| settings.job_policy = JobPolicy::Required).await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (faults, hang_up_after) = behavior(&test);
    let number = with(test.number(MARIAS_PHONE), faults.clone());
    let script = Keyed { hang_up_after, ..keyed(&format!("{id}#,{PIN}#,12#")) };
    test.call_by(&number, script).await;
    test.work_for(SignedDuration::from_mins(20)).await;
    // When the last word comes before the ring, nothing is known yet that it could end.
    test.gateway.calls.end_silent_calls().await.unwrap();

    let entries = test.entries().await;
    let seen = entries.first().map(|entry| (entry.job_code.as_deref(), &*entry.exceptions, checks(entry)));
    let expected = left.map(|(job, exceptions, check)| (job, exceptions, vec![check.to_owned()]));
    assert_eq!(seen, expected, "{faults:?} {hang_up_after:?}");
    assert_eq!(entries.len(), usize::from(left.is_some()));
    assert!(entries.iter().all(|entry| entry.in_at == IN && entry.status == "open"));
    assert_eq!(test.count("call WHERE ended_at IS NOT NULL").await, 1);
}

const CLOCKED_WITHOUT_JOB: Left = Some((None, &["job missing", "voice check missing"], "in missing"));
const WHOLE: Left = Some((Some("12"), &[], "in stored"));

#[tokio::test]
async fn a_hang_up_in_any_answer_leaves_what_the_caller_has_heard() {
    for (after, left) in [(1, None), (2, None), (3, CLOCKED_WITHOUT_JOB), (4, WHOLE), (5, WHOLE), (6, WHOLE)] {
        call_ends(|_| (Faults::default(), Some(after)), left).await;
        call_ends(|_| (Faults { call_status_first: true, ..Faults::default() }, Some(after)), left).await;
    }
}

#[tokio::test]
async fn a_hang_up_that_overtakes_a_webhook_begins_nothing_that_nobody_hears() {
    let job_without_name: Left = Some((Some("12"), &["voice check missing"], "in missing"));
    for (during, left) in [(1, None), (2, None), (3, None), (4, job_without_name), (5, WHOLE), (6, WHOLE)] {
        let faults = Faults { hang_up_during_webhook: Some(during), ..Faults::default() };
        call_ends(|_| (faults.clone(), None), left).await;
        call_ends(|_| (Faults { redeliver: 1, redeliver_at_end: true, ..faults.clone() }, None), left).await;
    }
}

#[tokio::test]
async fn a_call_that_never_gets_its_last_word_is_ended_after_ten_minutes() {
    let test = TestGateway::start_with(|settings| settings.job_policy = JobPolicy::Required).await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    test.advance(SignedDuration::from_mins(1));
    call.keys(&test, &format!("{PIN}#")).await;

    test.advance(SignedDuration::from_mins(10));
    assert_eq!(test.gateway.calls.end_silent_calls().await.unwrap(), 0, "something was heard of it ten minutes ago");
    assert!(test.only_entry().await.exceptions.is_empty());
    test.advance(SignedDuration::from_secs(1));
    assert_eq!(test.gateway.calls.end_silent_calls().await.unwrap(), 1);
    assert_eq!(summary(&test.only_entry().await), (IN, None, None, &["job missing", "voice check missing"][..]));
    assert_eq!(test.gateway.calls.end_silent_calls().await.unwrap(), 0);

    // The last word comes after all, and a job keyed before it: one changes nothing, the other is kept.
    call.is_over(&test).await;
    call.keys(&test, "12#").await;
    assert_eq!(summary(&test.only_entry().await), (IN, None, Some("12"), &["voice check missing"][..]));
}

#[tokio::test]
async fn a_call_that_cannot_be_read_ends_and_keeps_none_of_the_others() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut unread = Call::ring(&test, OTHER_PHONE).await;
    unread.keys(&test, &format!("{id}#")).await;
    let sql = r#"UPDATE call SET session = '{"version":0}'"#;
    assert_eq!(test.execute(sql).await, 1);
    Call::ring(&test, MARIAS_PHONE).await;
    test.advance(SignedDuration::from_mins(11));
    assert_eq!(test.gateway.calls.end_silent_calls().await.unwrap(), 2);
    assert_eq!(test.count("call WHERE ended_at IS NULL").await, 0);
}
