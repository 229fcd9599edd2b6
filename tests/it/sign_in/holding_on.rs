//! When many PINs wait to be checked the caller hears to hold on, and is then clocked in without keying it again.

use futures::future::join_all;
use phoneclock::{
    service::pin_hash::MatchReceiver,
    simulator::{
        PlaceCall,
        faults::Faults,
        report::{CallReport, Observed},
    },
};

use super::REFUSAL;
use crate::support::{
    MARIAS_PHONE, PIN, TestGateway,
    by_hand::Call,
    calling::{heard, keyed, times_heard},
    people::{summary, unknown_id},
};

/// A call to a gateway whose queue is long until the caller has been asked to hold on.
async fn call_while_others_wait(test: &TestGateway, number: &PlaceCall, keys: &str) -> CallReport {
    let mut others: Vec<MatchReceiver> = test.keep_pin_checks_waiting();
    let mut observer = |seen: Observed<'_>| {
        if matches!(seen, Observed::Heard(heard) if heard.text == "One moment, please hold on.") {
            others.clear();
        }
    };
    let mut handset = test.handset(keyed(keys));
    let report = test.simulator().place_with(number, &mut handset, &mut observer).await.unwrap();
    assert_eq!(report.complaints, [], "{}", report.transcript());
    report
}

#[tokio::test]
async fn a_caller_whose_pin_waits_in_the_queue_holds_on_and_keys_nothing_again() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let number = test.number(MARIAS_PHONE);
    let report = call_while_others_wait(&test, &number, &format!("{id}#,{PIN}#")).await;
    let said = heard(&report);
    assert!(said.contains("Enter your PIN, then press pound. | One moment, please hold on. | "), "{said}");
    assert!(said.contains("hold on. | Clocked in at seven A M."), "{said}");
    assert_eq!(times_heard(&report, "Enter your PIN"), 1);
    assert_eq!(summary(&test.only_entry().await), ("2026-11-17T13:00:00Z", None, None, &[][..]));
}

#[tokio::test]
async fn a_wrong_pin_that_waited_is_refused_once() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let faults = Faults { redeliver: 1, redeliver_at_end: true, ..Faults::default() };
    let number = PlaceCall { faults, ..test.number(MARIAS_PHONE) };
    let report = call_while_others_wait(&test, &number, &format!("{id}#,4711#")).await;
    assert!(times_heard(&report, "One moment") > 0, "{}", report.transcript());
    assert_eq!(times_heard(&report, REFUSAL), 1, "{}", report.transcript());
    assert_eq!(test.count("failed_sign_in").await, 1);
}

#[tokio::test]
async fn a_right_pin_whose_check_began_before_the_lock_is_refused() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let others = test.keep_pin_checks_waiting();
    let tries = ["4711", "4712", "4713", PIN].into_iter().enumerate();
    let mut calls = join_all(tries.map(async |(nth, pin)| {
        let mut call = Call::ring(&test, &format!("+1555555016{nth}")).await;
        call.keys(&test, &format!("{id}#")).await;
        assert_eq!(call.keys(&test, &format!("{pin}#")).await.said(), "One moment, please hold on.");
        call
    }))
    .await;
    drop(others);
    for call in &mut calls {
        assert!(call.wait(&test).await.said().starts_with(REFUSAL), "{}", call.last.body);
    }
    assert_eq!(test.count("sign_in_guard WHERE locks = 1").await, 1);
    assert_eq!(test.count("punch").await, 0);
}

#[tokio::test]
async fn a_caller_who_hangs_up_while_holding_on_is_not_clocked_in() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let others = test.keep_pin_checks_waiting();
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    assert_eq!(call.keys(&test, &format!("{PIN}#")).await.said(), "One moment, please hold on.");
    call.is_over(&test).await;
    drop(others);
    assert_eq!(call.wait(&test).await.said(), "");
    assert_eq!((test.count("punch").await, test.count("failed_sign_in").await), (0, 0));
}

#[tokio::test]
async fn unknown_locked_removed_and_malformed_wait_as_long_as_a_wrong_pin() {
    let test = TestGateway::start().await;
    let (_, wrong) = test.employee("Maria Lopez").await;
    let (_, locked) = test.employee("John Carter").await;
    let (ana, removed) = test.employee("Ana Torres").await;
    test.fail_three_times("+15555550166", &locked).await;
    test.remove_pin(&ana).await;
    let others = test.keep_pin_checks_waiting();
    let unknown = unknown_id();
    let causes = [
        (&wrong, "4711"),
        (&wrong, "1"),
        (&wrong, "83*2"),
        (&wrong, "1234567890123"),
        (&unknown, PIN),
        (&locked, PIN),
        (&removed, PIN),
    ];
    let answers = join_all(causes.map(async |(id, pin)| {
        let mut call = Call::ring(&test, "anonymous").await;
        call.keys(&test, &format!("{id}#")).await;
        call.keys(&test, &format!("{pin}#")).await;
        call
    }));
    let mut calls = answers.await;
    assert!(calls.iter().all(|call| call.last.said() == "One moment, please hold on."));
    drop(others);
    for call in &mut calls {
        assert!(call.wait(&test).await.said().starts_with(REFUSAL), "{}", call.last.body);
    }
}
