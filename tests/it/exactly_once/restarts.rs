//! The gateway is stopped and started again on the same folder between any two webhooks: the call goes on.

use jiff::SignedDuration;
use phoneclock::{dialog::session::VERSION, service::pin_hash::MatchReceiver};

use super::{IN, OUT};
use crate::support::{
    MARIA, MARIAS_PHONE, PIN, TestGateway,
    by_hand::Call,
    people::{checks, machine, summary},
};

/// One whole call with a restart before each webhook that `restarts` names, counted from 0; what was said.
async fn call(test: &mut TestGateway, sign_in: [&str; 2], restarts: impl Fn(usize) -> bool) -> Vec<String> {
    let mut before = 0;
    let mut said = Vec::new();
    let mut call = Call::ring(test, MARIAS_PHONE).await;
    said.push(call.last.said());
    for keys in [sign_in[0], sign_in[1], "99#", "12#"] {
        restart_if(test, restarts(before)).await;
        before += 1;
        said.push(call.keys(test, keys).await.said());
        call.redeliver_all(test).await;
    }
    restart_if(test, restarts(before)).await;
    let recording = call.speaks(test).await;
    said.push(call.last.said());
    restart_if(test, restarts(before + 1)).await;
    test.recordings.keep(&call.sid, &recording, MARIA.into());
    call.recording_is(test, &recording, "completed").await;
    restart_if(test, restarts(before + 2)).await;
    test.work().await;
    call.is_over(test).await;
    restart_if(test, restarts(before + 3)).await;
    call.redeliver_all(test).await;
    said
}

async fn restart_if(test: &mut TestGateway, restarts: bool) {
    if restarts {
        test.restart().await;
    }
}

async fn a_day(restarts: impl Fn(usize) -> bool) -> Vec<String> {
    let mut test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (id, pin) = (format!("{id}#"), format!("{PIN}#"));
    let mut said = call(&mut test, [&id, &pin], &restarts).await;
    test.advance(SignedDuration::from_hours(8));
    said.extend(call(&mut test, [&id, &pin], &restarts).await);

    let entries = test.entries().await;
    let seen: Vec<_> = entries.iter().map(summary).collect();
    assert_eq!(seen, [(IN, Some(OUT), Some("12"), &[][..]), (OUT, None, Some("12"), &[][..])]);
    assert_eq!(checks(&entries[0]), ["in stored", "out stored"]);
    assert_eq!((test.count("punch").await, test.recording_files().len()), (3, 2));
    said
}

#[tokio::test]
async fn a_call_goes_on_where_it_was_after_a_restart_between_any_two_webhooks() {
    let undisturbed = a_day(|_| false).await;
    assert_eq!(undisturbed.len(), 12);
    for at in 0..8 {
        assert_eq!(a_day(|before| before == at).await, undisturbed, "restarted before webhook {at}");
    }
    assert_eq!(a_day(|_| true).await, undisturbed, "restarted before every webhook");
}

#[tokio::test]
async fn a_restart_forgets_no_language_no_try_and_no_refusal_of_the_call() {
    let mut test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    for (keys, said) in [
        ("2#".to_owned(), "Marque su número de identificación"),
        (format!("{id}#"), "Marque su PIN"),
        ("4711#".to_owned(), "Ese número de identificación y ese PIN no coinciden."),
        (format!("{id}#"), "Marque su PIN"),
        ("4712#".to_owned(), "Ese número de identificación y ese PIN no coinciden."),
        (format!("{id}#"), "Marque su PIN"),
    ] {
        test.restart().await;
        assert!(call.keys(&test, &keys).await.said().starts_with(said), "{}", call.last.body);
    }
    test.restart().await;
    let said = call.keys(&test, "4713#").await.said();
    assert!(said.starts_with("Para dejarle a su supervisor"), "the third refusal is the last: {said}");
    test.restart().await;
    assert!(call.wait(&test).await.said().ends_with("Hasta luego."));
}

#[tokio::test]
async fn a_pin_check_without_a_verdict_is_lost_in_a_restart_and_asks_for_the_pin_once_more_and_counts_no_failure() {
    let mut test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (mut call, others) = held(&test, id.as_str(), PIN).await;
    test.restart().await;
    drop(others);
    assert_eq!(call.wait(&test).await.said(), "One moment, please hold on.", "another may still be at it");
    test.advance(SignedDuration::from_secs(10));
    let said = call.wait(&test).await.said();
    assert!(said.starts_with("Sorry, we need your PIN once more."), "{said}");
    assert_eq!((test.count("failed_sign_in").await, test.count("sign_in_guard").await), (0, 0));
    let said = call.keys(&test, &format!("{PIN}#")).await.said();
    assert!(said.starts_with("Clocked in at seven A M."), "{said}");
    assert_eq!(test.count("punch").await, 1);
}

#[tokio::test]
async fn a_stop_waits_for_the_verdict_of_a_check_in_hand_and_the_call_goes_on_after_the_restart() {
    let mut test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (mut call, others) = held(&test, id.as_str(), PIN).await;
    drop(others);
    test.restart().await;
    let said = call.wait(&test).await.said();
    assert!(said.starts_with("Clocked in at seven A M."), "{said}");
}

/// A caller who holds on until the checks that are in the way of this PIN's are dropped.
async fn held(test: &TestGateway, id: &str, pin: &str) -> (Call, Vec<MatchReceiver>) {
    let mut call = Call::ring(test, MARIAS_PHONE).await;
    call.keys(test, &format!("{id}#")).await;
    let others = test.keep_pin_checks_waiting();
    assert_eq!(call.keys(test, &format!("{pin}#")).await.said(), "One moment, please hold on.");
    (call, others)
}

/// A caller who holds on, while the verdict on this PIN is there.
async fn held_with_a_verdict(test: &TestGateway, id: &str, pin: &str) -> Call {
    let (call, others) = held(test, id, pin).await;
    drop(others);
    let written = async {
        while test.count("pin_check WHERE verdict IS NOT NULL").await == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), written).await.expect("a verdict");
    call
}

#[tokio::test]
async fn a_verdict_outlives_a_restart_and_the_call_goes_on_without_the_pin_once_more() {
    for (pin, said) in [(PIN, "Clocked in at seven A M."), ("4711", "That ID and PIN don't match.")] {
        let mut test = TestGateway::start().await;
        let (_, id) = test.employee("Maria Lopez").await;
        let mut call = held_with_a_verdict(&test, id.as_str(), pin).await;
        test.restart().await;
        assert!(call.wait(&test).await.said().starts_with(said), "{}", call.last.body);
        call.redeliver_all(&test).await;
        assert_eq!(test.count("punch").await, i64::from(pin == PIN));
        assert_eq!(test.count("failed_sign_in").await, i64::from(pin != PIN));
        assert_eq!(test.count("pin_check").await, 0, "and nothing is left of it");
    }
}

#[tokio::test]
async fn a_verdict_that_somebody_has_turned_in_the_database_lets_nobody_in() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = held_with_a_verdict(&test, id.as_str(), "4711").await;
    test.write("UPDATE pin_check SET verdict = 1").await;
    let said = call.wait(&test).await.said();
    assert!(said.starts_with("That ID and PIN don't match."), "{said}");
    assert_eq!((test.count("punch").await, test.count("failed_sign_in").await), (0, 1));
}

#[tokio::test]
async fn a_verdict_on_a_pin_that_was_changed_meanwhile_lets_nobody_in() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    let mut call = held_with_a_verdict(&test, id.as_str(), PIN).await;
    test.advance(SignedDuration::from_secs(1));
    test.verifier
        .set_pin(machine(&maria), maria.id, phoneclock::domain::pin::Pin::parse("93157").unwrap())
        .await
        .unwrap();
    let said = call.wait(&test).await.said();
    assert!(said.starts_with("That ID and PIN don't match."), "{said}");
    assert_eq!(test.count("punch").await, 0);
}

#[tokio::test]
async fn a_verdict_stays_good_when_the_hash_of_the_same_pin_is_renewed_while_the_caller_holds_on() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = held_with_a_verdict(&test, id.as_str(), PIN).await;
    test.write("UPDATE pin SET hash = 'the same PIN, at another cost'").await;
    let said = call.wait(&test).await.said();
    assert!(said.starts_with("Clocked in at seven A M."), "{said}");
}

#[tokio::test]
async fn a_call_that_another_version_of_the_program_began_ends_in_words_and_changes_nothing() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    let asks_pin = call.keys(&test, &format!("{id}#")).await.clone();
    let (now, before) = (VERSION, VERSION - 1);
    let older = format!("UPDATE call SET session = replace(session, '\"version\":{now}', '\"version\":{before}')");
    test.write(&older).await;
    let before = test.tables().await;
    assert!(call.keys(&test, &format!("{PIN}#")).await.apologizes());
    assert!(test.tables().await == before);
    // What it was answered before is still its answer.
    let (target, body, _) = call.delivered[1].clone();
    assert_eq!(test.post(&target, &body).await, asks_pin);
    call.is_over(&test).await;
    assert_eq!(test.count("call WHERE ended_at IS NOT NULL").await, 1);
}
