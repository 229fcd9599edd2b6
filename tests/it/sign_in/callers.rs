//! The limit on one caller over all IDs, and the common one for callers without a number.

use jiff::SignedDuration;
use phoneclock::{
    domain::{caller::Caller, ids::CallId},
    simulator::report::CallEnd,
    store::{
        Hold, StoreError,
        sign_ins::{self, FailureKind},
    },
};

use super::REFUSAL;
use crate::support::{
    MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway,
    by_hand::Call,
    calling::{heard, last_words, times_heard},
    people::unknown_id,
};

const GREETED_AND_SENT_OFF: &str = "Hello, this is the phone clock. | We could not sign you in on this call. \
                                    Please ask your manager for help, or call again later. Goodbye.";

/// As so many failed calls leave them, without the minutes that those would take.
async fn has_failed(test: &TestGateway, from: &str, times: u32) {
    has_tried(test, from, times, FailureKind::Secret).await;
}

async fn has_tried(test: &TestGateway, from: &str, times: u32, tried: FailureKind) {
    let (caller, now, call) = (Caller::parse(from), test.clock_now(), CallId::generate(&test.gateway.store.ids()));
    let write = test.gateway.store.db().write(Hold::Gateway, move |tx| {
        (0..times).try_for_each(|step| sign_ins::insert_failure(tx, &caller, now, (call, step), tried))
    });
    let written: Result<(), StoreError> = write.await;
    written.unwrap();
}

#[tokio::test]
async fn ten_failures_of_one_caller_within_a_quarter_of_an_hour_over_all_ids_end_in_a_polite_goodbye() {
    let test = TestGateway::start().await;
    let (_, maria) = test.employee("Maria Lopez").await;
    let (_, john) = test.employee("John Carter").await;
    let (_, ana) = test.employee("Ana Torres").await;
    let ids = [&maria, &unknown_id(), &john];
    for call in 0..3 {
        let keys: Vec<_> = ids.iter().map(|id| format!("{id}#,471{call}#")).collect();
        let report = test.call(OTHER_PHONE, &keys.join(",")).await;
        assert_eq!(times_heard(&report, REFUSAL), 3, "{}", report.transcript());
        test.advance(SignedDuration::from_mins(1));
    }
    // The tenth says so in the call itself.
    let report = test.call(OTHER_PHONE, &format!("{maria}#,4719#,{maria}#,{PIN}#")).await;
    assert_eq!(times_heard(&report, REFUSAL), 1);
    assert!(last_words(&report).starts_with("We could not sign you in on this call."), "{}", report.transcript());
    // The next one is sent off at once, whoever it is.
    let report = test.call(OTHER_PHONE, &format!("{ana}#,{PIN}#")).await;
    assert_eq!((heard(&report).as_str(), &report.ended), (GREETED_AND_SENT_OFF, &CallEnd::HungUpByGateway));
    assert_eq!(report.webhooks.len(), 2, "the ring, and the word that the call is over");
    assert_eq!((test.count("failed_sign_in").await, test.count("punch").await), (10, 0));

    // The first failures leave the quarter of an hour.
    test.advance(SignedDuration::from_mins(12));
    assert!(test.lets_in(OTHER_PHONE, &ana, PIN).await);
}

#[tokio::test]
async fn other_callers_go_on_meanwhile() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    has_failed(&test, OTHER_PHONE, 10).await;
    assert!(test.lets_in(MARIAS_PHONE, &id, PIN).await);
    assert_eq!(heard(&test.call(OTHER_PHONE, "").await), GREETED_AND_SENT_OFF);
}

#[tokio::test]
async fn callers_without_a_number_share_a_hundred() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    has_failed(&test, "anonymous", 98).await;
    assert!(!test.lets_in("+266696687", &id, "4711").await);
    test.advance(SignedDuration::from_mins(1));
    assert!(test.lets_in("sip:maria@example.com", &id, PIN).await, "99 are not yet 100");
    let report = test.call("", &format!("{}#,4711#", unknown_id())).await;
    assert!(last_words(&report).starts_with("We could not sign you in"), "{}", report.transcript());
    for from in ["anonymous", "", "client:maria"] {
        assert_eq!(heard(&test.call(from, &format!("{id}#,{PIN}#")).await), GREETED_AND_SENT_OFF, "{from:?}");
    }
    assert!(test.lets_in(MARIAS_PHONE, &id, PIN).await);
    test.advance(SignedDuration::from_mins(15));
    assert!(!heard(&test.call("anonymous", "").await).contains("We could not sign you in"));
}

#[tokio::test]
async fn a_caller_barred_in_the_middle_of_a_call_gets_the_same_refusal_with_the_right_pin() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, OTHER_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    has_failed(&test, OTHER_PHONE, 10).await;
    let said = call.keys(&test, &format!("{PIN}#")).await.said();
    assert!(said.starts_with(REFUSAL) && said.contains("We could not sign you in"), "{said}");
    assert_eq!(test.count("punch").await, 0);
}

#[tokio::test]
async fn while_somebody_tries_ids_only_known_phones_let_their_employees_in() {
    let test = TestGateway::start().await;
    let (_, maria) = test.employee("Maria Lopez").await;
    let (_, john) = test.employee("John Carter").await;
    assert!(test.lets_in(MARIAS_PHONE, &maria, PIN).await);
    test.advance(SignedDuration::from_mins(3));
    // From as many phones as anybody likes.
    has_tried(&test, OTHER_PHONE, 48, FailureKind::UnknownId).await;
    test.advance(SignedDuration::from_mins(16));
    assert!(!test.lets_in("+15555550161", &unknown_id(), PIN).await);
    assert!(test.lets_in("+15555550162", &john, PIN).await, "49 are not yet 50");
    assert!(!test.lets_in("+15555550163", &unknown_id(), PIN).await);

    for (from, id) in [("+15555550164", &john), ("anonymous", &john), (MARIAS_PHONE, &john), (OTHER_PHONE, &maria)] {
        assert!(!test.lets_in(from, id, PIN).await, "{from} is no phone of theirs, and hears what a wrong PIN hears");
    }
    assert!(test.lets_in("+15555550162", &john, PIN).await, "but this one is John's by now");
    assert!(test.lets_in(MARIAS_PHONE, &maria, PIN).await);
    test.advance(SignedDuration::from_mins(44));
    assert!(test.lets_in("+15555550165", &john, PIN).await, "the first tries were an hour ago");
}

#[tokio::test]
async fn wrong_pins_of_employees_close_no_phones() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    has_tried(&test, OTHER_PHONE, 500, FailureKind::Secret).await;
    assert!(test.lets_in("+15555550161", &id, PIN).await);
}

#[tokio::test]
async fn the_goodbye_at_the_start_is_said_in_the_language_of_the_phone() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee_speaking("Ana Torres", phoneclock::domain::language::Language::Es).await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    has_failed(&test, MARIAS_PHONE, 10).await;
    let report = test.call(MARIAS_PHONE, "").await;
    assert!(heard(&report).starts_with("Hola, este es el reloj telefónico. | No pudimos confirmar sus datos"));
}
