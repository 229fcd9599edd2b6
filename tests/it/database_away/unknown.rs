//! A commit of which nobody is told: found out by the stored reply, never guessed, and done once.

use jiff::SignedDuration;
use phoneclock::domain::language::Language;

use super::{Line, moment};
use crate::support::{
    MARIAS_PHONE, PIN, TestGateway,
    by_hand::{CALL_STATUS, Call},
    outage::{Away, Fate},
};

#[tokio::test]
async fn a_call_whose_commits_are_never_told_is_the_same_call() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    let outage = test.outage();
    for fate in [Fate::Kept, Fate::Lost] {
        outage.next(&[fate]);
        let mut call = Call::ring(&test, MARIAS_PHONE).await;
        assert!(call.last.said().starts_with("Hello, this is the phone clock."), "{}", call.last.body);
        outage.next(&[fate]);
        assert_eq!(call.keys(&test, &format!("{id}#")).await.said(), "Enter your PIN, then press pound.");
        // A PIN is checked between two writes: the first one only reads the step.
        for fates in [&[fate][..], &[Fate::Told, fate]] {
            outage.next(fates);
            call.keys(&test, "4711#").await;
            assert!(outage.is_spent(), "{fates:?}");
            assert!(call.last.said().contains("Enter your phone clock ID"), "{}", call.last.body);
            call.keys(&test, &format!("{id}#")).await;
        }
        outage.next(&[Fate::Told, fate]);
        let said = call.keys(&test, &format!("{PIN}#")).await.said();
        assert!(outage.is_spent() && said.to_lowercase().contains("enter"), "{said}");
        outage.next(&[fate]);
        call.keys(&test, "12#").await;
        outage.next(&[fate]);
        call.speaks(&test).await;
        assert!(call.last.said().ends_with("Goodbye."), "{}", call.last.body);
        outage.next(&[fate]);
        assert_eq!(test.post(CALL_STATUS, &call.body(&[("CallStatus", "completed")])).await.status, 204);
        call.redeliver_all(&test).await;
        test.advance(SignedDuration::from_hours(8));
    }
    // Two calls, in and out of which each did its part once.
    let counted = [
        ("call WHERE ended_at IS NOT NULL", 2),
        ("failed_sign_in", 4),
        ("punch", 3),
        ("time_entry", 2),
        ("voice_check", 2),
    ];
    for (what, count) in counted {
        assert_eq!(test.count(what).await, count, "{what}");
    }
}

#[tokio::test]
async fn a_punch_that_was_kept_before_the_database_went_away_is_told_when_it_is_back() {
    let mut line = Line::of(TestGateway::start().await).await;
    let (_, id) = line.test.employee("Maria Lopez").await;
    let outage = line.test.outage();
    let mut call = Call::ring(&line.test, MARIAS_PHONE).await;
    call.keys(&line.test, &format!("{id}#")).await;
    outage.next(&[Fate::Told, Fate::KeptThenAway]);
    line.test.address = line.impatient;
    // Whether it counts is not known, and nobody says either.
    assert_eq!(call.keys_alone(&line.test, &format!("{PIN}#")).await.said(), moment(Language::En));
    assert_eq!(call.wait(&line.test).await.said(), moment(Language::En));
    line.come_back(&outage).await;
    let said = call.wait(&line.test).await.said();
    assert!(said.starts_with("Clocked in at seven A M."), "the reply that the step had: {said}");
    assert_eq!((line.test.count("punch").await, line.test.count("failed_sign_in").await), (1, 0));
}

#[tokio::test]
async fn a_punch_that_was_not_kept_is_asked_for_again() {
    let mut line = Line::of(TestGateway::start().await).await;
    let (_, id) = line.test.employee("Maria Lopez").await;
    let outage = line.test.outage();
    let mut call = Call::ring(&line.test, MARIAS_PHONE).await;
    call.keys(&line.test, &format!("{id}#")).await;
    line.go_away(&outage);
    assert_eq!(call.keys_alone(&line.test, &format!("{PIN}#")).await.said(), moment(Language::En));
    line.come_back(&outage).await;
    assert_eq!(call.wait(&line.test).await.said(), "Enter your PIN, then press pound.");
    assert_eq!(line.test.count("punch").await, 0);
    assert!(call.keys(&line.test, &format!("{PIN}#")).await.said().starts_with("Clocked in"), "{}", call.last.body);
    assert_eq!(line.test.count("punch").await, 1);
}

#[tokio::test]
async fn a_pin_that_is_checked_while_the_database_goes_and_comes_is_checked_once() {
    let mut line = Line::of(TestGateway::start().await).await;
    let (_, id) = line.test.employee("Maria Lopez").await;
    let outage = line.test.outage();
    let mut call = Call::ring(&line.test, MARIAS_PHONE).await;
    call.keys(&line.test, &format!("{id}#")).await;
    let others = line.test.keep_pin_checks_waiting();
    assert_eq!(call.keys(&line.test, &format!("{PIN}#")).await.said(), "One moment, please hold on.");
    let hashed = line.test.refusals.hashed();
    // The check goes on beside it, and its verdict waits for the database.
    line.test.address = line.impatient;
    outage.set(Away::All);
    drop(others);
    assert_eq!(call.wait(&line.test).await.said(), moment(Language::En));
    outage.set(Away::Nothing);
    line.test.address = line.patient;
    while call.last.said().contains("moment") {
        call.wait(&line.test).await;
    }
    assert!(call.last.said().starts_with("Clocked in at seven A M."), "{}", call.last.body);
    assert!(line.test.refusals.hashed() > hashed);
    assert_eq!((line.test.count("punch").await, line.test.count("failed_sign_in").await), (1, 0));
}
