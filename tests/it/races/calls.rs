//! One webhook of a call that comes several times at once, to every run of the program that shares the database.

use std::net::SocketAddr;

use futures::future::join_all;

use crate::support::{
    MARIAS_PHONE, PIN, TestGateway,
    by_hand::{Call, send_to},
    people::{checks, summary},
};

const AT_ONCE: usize = 16;

/// Keys these digits in one webhook that is delivered at once, in turn to each of the gateways: all get one answer.
async fn key_at_once(test: &TestGateway, gateways: &[SocketAddr], call: &mut Call, digits: &str) {
    let target = call.answer_target();
    let body = call.body(&[("Digits", digits), ("FinishedOnKey", "#"), ("msg", "Gather End")]);
    let webhook = test.signed(&target, &body);
    let to = gateways.iter().cycle().take(AT_ONCE);
    let answers = join_all(to.map(|gateway| send_to(*gateway, &webhook))).await;
    for answer in &answers {
        assert_eq!(answer, &answers[0], "one webhook, one answer");
    }
    call.last = answers[0].clone();
    call.delivered.push((target, body, call.last.clone()));
}

#[tokio::test]
async fn a_step_that_is_delivered_sixteen_times_at_once_is_taken_once_and_answered_alike() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let gateways = [test.address, test.replica().await, test.replica().await, test.replica().await];
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    let mut log = vec![["ringing", "a call", "greeting offer-language ask-id"].map(str::to_owned)];
    assert_eq!(test.steps().await, log);

    // A step without a PIN.
    key_at_once(&test, &gateways, &mut call, id.as_str()).await;
    assert_eq!(call.last.said(), "Enter your PIN, then press pound.");
    log.push(["ask ID", "6 keys", "ask-pin"].map(str::to_owned));
    assert_eq!(test.steps().await, log);
    assert_eq!((test.count("time_entry").await, test.count("failed_sign_in").await), (0, 0));

    // The step with the PIN, which clocks in.
    key_at_once(&test, &gateways, &mut call, PIN).await;
    assert!(call.last.said().starts_with("Clocked in at seven A M."), "{}", call.last.body);
    log.push(["ask PIN", "4 keys", "clocked-in ask-name (record)"].map(str::to_owned));
    assert_eq!(test.steps().await, log);
    let entry = test.only_entry().await;
    assert_eq!(summary(&entry), ("2026-11-17T13:00:00Z", None, None, &[][..]));
    assert_eq!(checks(&entry), ["in expected"]);
    assert_eq!((test.count("punch").await, test.count("voice_check").await), (1, 1));

    // The call goes on from the one answer.
    call.redeliver_all(&test).await;
    call.speaks(&test).await;
    assert_eq!(call.last.said(), "Thank you. Goodbye.");
}
