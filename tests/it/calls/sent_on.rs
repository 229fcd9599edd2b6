//! Calls that the provider sends on again, because an answer of the gateway did not reach it or was of no use to it.

use phoneclock::{
    domain::language::OfficeLanguage,
    service::call_log,
    simulator::Brand,
    wording::{admin::AdminWords, calls},
};

use crate::support::{
    MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway,
    by_hand::{Call, RING},
    people::summary,
};

const IN: &str = "2026-11-17T13:00:00Z";
const TIMED_OUT: &str = "11205";

/// As the provider sends a call on to the number's fallback address.
async fn sent_on(test: &TestGateway, call: &mut Call, code: &str) -> String {
    let fields =
        [("ErrorCode", code), ("ErrorUrl", "https://clock.example/voice/twilio"), ("CallStatus", "in-progress")];
    call.deliver(test, RING, &fields).await.said()
}

/// A gateway with one job, and the IDs of Maria and Sam. The fields that say what went wrong are Twilio's.
async fn site() -> (TestGateway, String, String) {
    let test = TestGateway::start().await.of(Brand::Twilio);
    test.job("Roof repair", "12").await;
    let (_, maria) = test.employee("Maria Lopez").await;
    let (_, sam) = test.employee("Sam Carter").await;
    (test, maria.to_string(), sam.to_string())
}

#[tokio::test]
async fn a_call_that_is_sent_on_goes_on_at_the_question_that_waits_and_clocks_once() {
    let (test, id, _) = site().await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    let said = sent_on(&test, &mut call, TIMED_OUT).await;
    assert!(said.ends_with("Enter your phone clock ID, then press pound."), "{said}");
    call.keys(&test, &format!("{id}#")).await;
    assert_eq!(sent_on(&test, &mut call, TIMED_OUT).await, "Enter your PIN, then press pound.");
    call.keys(&test, &format!("{PIN}#")).await;
    let said = sent_on(&test, &mut call, TIMED_OUT).await;
    assert!(said.starts_with("Clocked in at seven A M. Enter the job code"), "{said}");
    call.keys(&test, "12#").await;
    let said = sent_on(&test, &mut call, TIMED_OUT).await;
    assert!(said.starts_with("Job: Roof repair.") && said.contains("say your name"), "{said}");
    call.speaks(&test).await;
    call.is_over(&test).await;
    let entry = test.only_entry().await;
    assert_eq!((summary(&entry), entry.job_name.as_deref()), ((IN, None, Some("12"), &[][..]), Some("Roof repair")));
    assert_eq!((test.count("punch").await, test.count("failed_sign_in").await), (1, 0));
}

#[tokio::test]
async fn whoever_keys_next_after_a_call_was_sent_on_never_hears_the_time_of_somebody_else_as_theirs() {
    let (test, maria, sam) = site().await;
    let mut call = Call::ring(&test, OTHER_PHONE).await;
    call.keys(&test, &format!("{maria}#")).await;
    call.keys(&test, &format!("{PIN}#")).await;
    sent_on(&test, &mut call, TIMED_OUT).await;
    // Sam takes the phone, and keys at the question for Maria's job.
    for keys in [format!("{sam}#"), format!("{PIN}#")] {
        let said = call.keys(&test, &keys).await.said();
        assert!(!said.contains("Clocked in"), "{said}");
    }
    // The same after the whole call: nothing is told, nobody is clocked, and the way out is another call.
    call.keys(&test, "12#").await;
    call.speaks(&test).await;
    let before = test.tables().await;
    for code in [TIMED_OUT, TIMED_OUT] {
        let said = sent_on(&test, &mut call, code).await;
        assert!(said.contains("please call again") && !said.contains("Clocked"), "{said}");
    }
    assert_eq!(test.entries().await.len(), 1);
    assert!(before != test.tables().await, "the fault is noted, once");
    call.is_over(&test).await;
    let said = sent_on(&test, &mut call, TIMED_OUT).await;
    assert!(said.contains("please call again"), "{said}");
}

#[tokio::test]
async fn a_first_webhook_that_comes_with_an_error_begins_the_call() {
    let (test, id, _) = site().await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    let first = call.last.clone();
    // As if the first webhook had never arrived.
    call.sid = test.new_call_id().into();
    assert_eq!(sent_on(&test, &mut call, "11200").await, first.said());
    call.keys(&test, &format!("{id}#")).await;
    assert!(call.keys(&test, &format!("{PIN}#")).await.said().starts_with("Clocked in"));
}

#[tokio::test]
async fn a_ring_for_a_call_that_has_gone_on_changes_nothing_and_hears_the_question_that_waits() {
    let (test, id, _) = site().await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    let before = test.tables().await;
    let (ring, _, _) = call.delivered[0].clone();
    assert_eq!(
        call.deliver(&test, &ring, &[("CallStatus", "ringing")]).await.said(),
        "Enter your PIN, then press pound."
    );
    assert!(test.tables().await == before);
    assert!(call.keys(&test, &format!("{PIN}#")).await.said().starts_with("Clocked in"));
}

#[tokio::test]
async fn what_the_provider_says_went_wrong_stands_in_the_calls_log_once() {
    let (test, id, _) = site().await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    for code in ["11205", "11205", "11200", "none of your numbers"] {
        sent_on(&test, &mut call, code).await;
    }
    let codes: Vec<i64> = test.column("SELECT code FROM call_fault ORDER BY code").await;
    assert_eq!(codes, [0, 11_200, 11_205]);
    let (from, to) = (jiff::Timestamp::MIN, jiff::Timestamp::MAX);
    let logged = test.gateway.store.read(move |tx| call_log::list(tx, None, (from, to), 10)).await.unwrap().remove(0);
    let inputs: Vec<_> = logged
        .steps
        .iter()
        .map(|step| calls::input_text(AdminWords::of(OfficeLanguage::En), &step.event))
        .filter(|input| input.contains("error"))
        .collect();
    let goes_on = "of the telephone company; the call went on at the question that waited";
    assert_eq!(
        inputs,
        [format!("an error {goes_on}"), format!("error 11200 {goes_on}"), format!("error 11205 {goes_on}")]
    );
}

#[tokio::test]
async fn pound_alone_skips_a_job_where_the_provider_does_not_say_which_key_ended_the_entry() {
    for fields in [&[("Digits", ""), ("FinishedOnKey", "")][..], &[("Digits", "")], &[("FinishedOnKey", "")], &[]] {
        let (test, id, _) = site().await;
        let mut call = Call::ring(&test, MARIAS_PHONE).await;
        call.keys(&test, &format!("{id}#")).await;
        call.keys(&test, &format!("{PIN}#")).await;
        test.advance(jiff::SignedDuration::from_secs(6));
        let target = call.answer_target();
        let said = call.deliver(&test, &target, fields).await.said();
        assert!(said.contains("say your name"), "{fields:?}: silence would not be over yet: {said}");
    }
    // The document's own way on says by itself that nothing was keyed, and so does the end of the time.
    let (test, id, _) = site().await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    call.keys(&test, &format!("{PIN}#")).await;
    let said = call.wait(&test).await.said();
    assert!(said.starts_with("Nothing was entered."), "{said}");
    test.advance(jiff::SignedDuration::from_secs(7));
    let target = call.answer_target();
    let said = call.deliver(&test, &target, &[("Digits", ""), ("FinishedOnKey", "")]).await.said();
    assert!(said.starts_with("Nothing was entered."), "{said}");
}
