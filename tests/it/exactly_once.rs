//! Webhooks come twice, late, out of order and at the same moment; connections break; what is done is done once.

mod hang_ups;
mod phones;
mod restarts;

use jiff::SignedDuration;
use phoneclock::simulator::{PlaceCall, faults::Faults, script::CallerScript as Keyed};

use crate::support::{
    MARIAS_PHONE, PIN, TestGateway,
    by_hand::Call,
    calling::{heard, keyed},
    people::{checks, summary},
};

const IN: &str = "2026-11-17T13:00:00Z";
const OUT: &str = "2026-11-17T21:00:00Z";

fn with(number: PlaceCall, faults: Faults) -> PlaceCall {
    PlaceCall { faults, ..number }
}

#[tokio::test]
async fn every_webhook_delivered_three_times_gets_one_answer_and_does_its_work_once() {
    let ways = [
        Faults { redeliver: 2, ..Faults::default() },
        Faults { redeliver: 2, redeliver_at_once: true, ..Faults::default() },
        Faults { redeliver_at_end: true, ..Faults::default() },
        Faults { redeliver: 2, redeliver_at_once: true, redeliver_at_end: true, ..Faults::default() },
    ];
    for faults in ways {
        let test = TestGateway::start().await;
        test.job("Roof repair", "12").await;
        let (_, id) = test.employee("Maria Lopez").await;
        let number = with(test.number(MARIAS_PHONE), faults.clone());
        // A wrong PIN is counted once, too.
        test.call_by(&number, keyed(&format!("{id}#,4711#,{id}#,{PIN}#,12#"))).await;
        assert_eq!(test.count("failed_sign_in").await, 1, "{faults:?}");
        test.advance(SignedDuration::from_hours(8));
        let report = test.call_by(&number, keyed(&format!("{id}#,{PIN}#,12#"))).await;
        assert!(heard(&report).contains("Clocked in to Roof repair."), "{}", report.transcript());

        let entries = test.entries().await;
        let seen: Vec<_> = entries.iter().map(summary).collect();
        assert_eq!(seen, [(IN, Some(OUT), Some("12"), &[][..]), (OUT, None, Some("12"), &[][..])], "{faults:?}");
        assert_eq!(checks(&entries[0]), ["in stored", "out stored"]);
        assert_eq!((test.count("punch").await, test.count("voice_check").await), (3, 2));
        assert_eq!(test.recording_files().len(), 2);
        assert_eq!(test.recordings.fetches(&report.recording.unwrap()), 1, "and fetched once");
    }
}

/// Every combination of what can happen to the callbacks of a call.
fn troubled_callbacks() -> impl Iterator<Item = (Faults, bool)> {
    (0_u32..128).map(|mask| {
        let bit = |at: u32| mask & (1 << at) != 0;
        let faults = Faults {
            duplicate_callbacks: u32::from(bit(0)) * 2,
            drop_call_status: bit(1),
            drop_recording_status: bit(2),
            recording_status_first: bit(3),
            call_status_first: bit(4),
            call_status_before_recording_status: bit(5),
            ..Faults::default()
        };
        (faults, bit(6))
    })
}

#[tokio::test]
async fn callbacks_doubled_dropped_and_reordered_in_every_way_leave_the_same_entries() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut calls = 0;
    for (faults, hangs_up) in troubled_callbacks() {
        let number = with(test.number(MARIAS_PHONE), faults.clone());
        // The recorder is in the third answer.
        let hang_up_after = hangs_up.then_some(3);
        let report = test.call_by(&number, Keyed { hang_up_after, ..keyed(&format!("{id}#,{PIN}#")) }).await;
        test.work_for(SignedDuration::from_mins(11)).await;
        test.gateway.calls.end_silent_calls().await.unwrap();
        calls += 1;
        let stored = test.count("voice_check WHERE status = 'stored'").await;
        let ended = test.count("call WHERE ended_at IS NOT NULL").await;
        assert_eq!((stored, ended), (calls, calls), "{faults:?}, hangs up: {hangs_up}\n{}", report.transcript());
        test.advance(SignedDuration::from_hours(1));
    }
    let entries = test.entries().await;
    assert_eq!(entries.len(), 64);
    for entry in &entries {
        assert_eq!((entry.status, summary(entry).3), ("closed", &[][..]), "{entry:?}");
        assert_eq!(checks(entry), ["in stored", "out stored"]);
    }
    assert_eq!((test.count("punch").await, test.count("exception").await), (128, 0));
    assert_eq!(test.recording_files().len(), 128);
}

#[tokio::test]
async fn an_old_webhook_of_the_call_changes_nothing_at_any_later_step() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    for keys in [format!("{id}#"), format!("{PIN}#"), "99#".to_owned(), "12#".to_owned()] {
        call.keys(&test, &keys).await;
        let before = test.tables().await;
        call.redeliver_all(&test).await;
        assert!(test.tables().await == before, "a redelivery changed something after {}", call.last.body);
    }
    let recording = call.speaks(&test).await;
    call.is_over(&test).await;
    call.recording_is(&test, &recording, "completed").await;
    let before = test.tables().await;
    call.redeliver_all(&test).await;
    call.is_over(&test).await;
    call.recording_is(&test, &recording, "completed").await;
    call.recording_is(&test, &recording, "absent").await;
    assert!(test.tables().await == before, "a redelivery changed something after the end");
}

#[tokio::test]
async fn a_redelivered_step_with_other_keys_hears_the_question_that_waits_and_never_the_answer_to_the_first_ones() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    let first_step = call.answer_target();
    let asks_pin = call.keys(&test, &format!("{id}#")).await.clone();
    let before = test.tables().await;
    let other = form_of(&call, &[("Digits", "000000")]);
    assert_eq!(test.post(&first_step, &other).await.said(), "Enter your PIN, then press pound.");
    assert_eq!(test.post(&format!("{first_step}/silence"), &call.body(&[])).await.said(), asks_pin.said());
    let pin_step = call.answer_target();
    assert!(test.tables().await == before, "nothing is changed by it");

    let clocked = call.keys(&test, &format!("{PIN}#")).await.clone();
    assert!(clocked.said().starts_with("Clocked in at seven A M."), "{}", clocked.body);
    let before = test.tables().await;
    for target in [first_step, pin_step] {
        for digits in ["1", "2", "000000", "4711"] {
            let again = test.post(&target, &form_of(&call, &[("Digits", digits)])).await;
            assert_eq!(again, clocked, "the question for the job waits, after the time");
        }
    }
    call.keys(&test, "12#").await;
    let before_the_end = test.tables().await;
    assert!(before != before_the_end);
    call.redeliver_all(&test).await;
    assert!(test.tables().await == before_the_end);
}

fn form_of(call: &Call, fields: &[(&str, &str)]) -> Vec<u8> {
    call.body(&[fields, &[("FinishedOnKey", "#")]].concat())
}

#[tokio::test]
async fn a_webhook_whose_connection_breaks_is_carried_out_and_its_redelivery_gets_the_answer() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    // The check of the PIN waits behind others, so that the connection ends before it does.
    let others = test.keep_pin_checks_waiting();
    let (target, body) = (call.answer_target(), call.body(&[("Digits", PIN), ("FinishedOnKey", "#")]));
    let stream = test.begin(&test.signed(&target, &body)).await;
    test.until_under_way(1).await;
    drop(stream);
    drop(others);
    test.until_under_way(0).await;
    assert_eq!(summary(&test.only_entry().await), (IN, None, None, &[][..]));
    let answer = test.post(&target, &body).await;
    assert!(answer.said().starts_with("Clocked in at seven A M."), "{}", answer.body);
    assert_eq!(test.count("punch").await, 1);
}
