//! The gateway is stopped and started again on the same folder between any two webhooks: the call goes on.

use jiff::SignedDuration;

use super::{IN, OUT};
use crate::support::{
    MARIA, MARIAS_PHONE, PIN, TestGateway,
    by_hand::Call,
    people::{checks, summary},
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
    assert!(call.keys(&test, "4713#").await.said().ends_with("Hasta luego."), "the third refusal ends the call");
}

#[tokio::test]
async fn a_pin_check_lost_in_a_restart_asks_for_the_pin_once_more_and_counts_no_failure() {
    let mut test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    let others = test.keep_pin_checks_waiting();
    assert_eq!(call.keys(&test, &format!("{PIN}#")).await.said(), "One moment, please hold on.");
    test.restart().await;
    drop(others);
    let said = call.wait(&test).await.said();
    assert!(said.starts_with("Sorry, we need your PIN once more."), "{said}");
    assert_eq!((test.count("failed_sign_in").await, test.count("sign_in_guard").await), (0, 0));
    let said = call.keys(&test, &format!("{PIN}#")).await.said();
    assert!(said.starts_with("Clocked in at seven A M."), "{said}");
    assert_eq!(test.count("punch").await, 1);
}
