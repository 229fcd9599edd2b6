//! Keys that no question asks for, and callers that are no numbers: each is answered in words.

use jiff::SignedDuration;
use phoneclock::{domain::workspace::JobPolicy, simulator::report::CallEnd};

use crate::support::{
    DIAL_IN, MARIAS_PHONE, PIN, TestGateway,
    by_hand::{Answer, Call},
    people::summary,
};

/// What a caller, a cheek or a machine can send in `Digits`, and what no provider should.
fn strange_keys() -> Vec<String> {
    let mut keys: Vec<_> = ["*#*#", "#", "##", "*", "**", "*#", "0", "-1", "1e9", " ", "abc", "8352; DROP TABLE punch"]
        .map(str::to_owned)
        .into();
    keys.extend(
        ["５０９３", "\0", "\u{202e}1234", "<Hangup/>", "&amp;", "hangup ", "Hangup", "٣٤٥٦٧٨"].map(str::to_owned),
    );
    keys.extend([500, 5_000, 60_000].map(|digits| "7".repeat(digits)));
    keys.push("*".repeat(500));
    keys
}

fn answers_in_words(answer: &Answer, what: &str) {
    assert!(!answer.said().is_empty(), "{what:.40}: {answer:?}");
    assert!(!answer.body.contains("DROP TABLE") && !answer.body.contains("202e"), "nothing keyed is read back");
}

#[tokio::test]
async fn strange_keys_at_every_question_are_answered_in_words_and_punch_nothing() {
    let test = TestGateway::start_with(|settings| settings.job_policy = JobPolicy::Required).await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (id, pin) = (format!("{id}#"), format!("{PIN}#"));
    let mut caller = 5_550_000;
    for keys in strange_keys() {
        // Each from a phone of its own, so that no limit on failures is met.
        caller += 1;
        let from = format!("+1555{caller}");
        for before in [&[][..], &[&id]] {
            let mut call = Call::ring(&test, &from).await;
            for good in before {
                call.keys(&test, good).await;
            }
            let target = call.answer_target();
            answers_in_words(call.deliver(&test, &target, &[("Digits", &keys)]).await, &keys);
            call.is_over(&test).await;
        }
        test.advance(SignedDuration::from_mins(16));
    }
    assert_eq!((test.count("punch").await, test.count("time_entry").await), (0, 0));

    // At the questions behind the sign-in: first in with a job, then the two questions before a punch.
    let mut strange = strange_keys().into_iter().cycle();
    for hours in [0, 8, 20, 40] {
        test.advance(SignedDuration::from_hours(hours));
        let mut call = Call::ring(&test, MARIAS_PHONE).await;
        call.keys(&test, &id).await;
        call.keys(&test, &pin).await;
        for _ in 0..2 {
            let keys = strange.next().unwrap();
            let target = call.answer_target();
            answers_in_words(call.deliver(&test, &target, &[("Digits", &keys)]).await, &keys);
        }
        call.is_over(&test).await;
    }
    let seen = test.entries().await;
    assert!(seen.iter().all(|entry| entry.job_code.is_none()), "{seen:?}");
}

#[tokio::test]
async fn a_question_survives_strange_keys_and_takes_the_right_ones() {
    for keys in strange_keys() {
        let test = TestGateway::start().await;
        let (_, id) = test.employee("Maria Lopez").await;
        let mut call = Call::ring(&test, MARIAS_PHONE).await;
        let target = call.answer_target();
        answers_in_words(call.deliver(&test, &target, &[("Digits", &keys)]).await, &keys);
        call.keys(&test, &format!("{id}#")).await;
        call.keys(&test, &format!("{PIN}#")).await;
        call.speaks(&test).await;
        call.is_over(&test).await;
        assert_eq!(summary(&test.only_entry().await), ("2026-11-17T13:00:00Z", None, None, &[][..]), "{keys:.40}");
    }
}

#[tokio::test]
async fn any_caller_and_any_dialed_number_are_answered() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let long = "+1".repeat(2_000);
    for from in [
        "anonymous",
        "+266696687",
        "266696687",
        "sip:maria@example.com",
        "sips:x@[::1]",
        "client:maria",
        "",
        "+",
        "+0",
        "unknown",
        "Restricted",
        "+1555555012３",
        "'; DROP TABLE call; --",
        "\0",
        "\u{202e}",
        &long,
    ] {
        let report = test.call(from, &format!("{id}#,{PIN}#")).await;
        assert_eq!(report.ended, CallEnd::HungUpByGateway, "{from:.40}");
        assert!(report.transcript().contains("Clocked "), "{from:.40}: {}", report.transcript());
        test.advance(SignedDuration::from_hours(1));
    }
    for to in ["", "sip:clock@example.com", "\0", &long, DIAL_IN] {
        let mut number = test.number("anonymous");
        number.to = to.to_owned();
        let report = test.call_by(&number, crate::support::calling::keyed("")).await;
        assert_eq!(report.ended, CallEnd::HungUpByGateway, "{to:.40}");
    }
    assert_eq!(test.count("known_phone").await, 0, "none of them is a number");
}

#[tokio::test]
async fn a_recorder_that_answers_a_question_and_a_key_that_answers_the_recorder_end_well() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.speaks(&test).await;
    assert!(call.last.said().contains("Enter your phone clock ID"), "the question again: {}", call.last.body);
    call.keys(&test, &format!("{id}#")).await;
    call.keys(&test, &format!("{PIN}#")).await;
    let said = call.keys(&test, "12#").await.said();
    assert_eq!(said, "Goodbye.");
    call.is_over(&test).await;
    assert_eq!(test.entries().await.len(), 1);
}
