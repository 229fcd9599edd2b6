//! What calls leave in the queue: unknown numbers, locks, and shifts of impossible length.

use jiff::SignedDuration;

use crate::support::{MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway, people::details};

const THIRD_PHONE: &str = "+15555550188";

impl TestGateway {
    /// The notes of all exceptions of a kind, oldest first.
    async fn notes(&self, kind: &str) -> Vec<String> {
        self.column(&format!("SELECT note FROM exception WHERE kind = '{kind}' ORDER BY at, id")).await
    }

    async fn clocks(&self, from: &str, keys: &str) {
        self.call(from, keys).await;
        self.advance(SignedDuration::from_hours(1));
    }
}

const NEW: &str = "this number is new for this person";

#[tokio::test]
async fn a_number_is_unrecognized_once_unless_it_is_the_first_ever_or_on_file() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let keys = format!("{id}#,{PIN}#");
    test.clocks(OTHER_PHONE, &keys).await;
    assert_eq!(test.notes("unrecognised caller").await, [""; 0], "the first phone ever is theirs");
    test.clocks(THIRD_PHONE, &keys).await;
    assert_eq!(test.notes("unrecognised caller").await, [NEW]);
    for phone in [THIRD_PHONE, MARIAS_PHONE, OTHER_PHONE] {
        test.clocks(phone, &keys).await;
    }
    assert_eq!(test.notes("unrecognised caller").await, [NEW], "known by now, on file, known");
    test.clocks("anonymous", &keys).await;
    assert_eq!(test.notes("unrecognised caller").await, [NEW, "the caller's number was withheld"]);
    assert_eq!(test.count("voice_check WHERE flagged = 1").await, 2, "both are heard first");
    assert_eq!(test.count("exception WHERE entry_id IS NOT NULL AND call_id IS NOT NULL").await, 2);
}

#[tokio::test]
async fn a_number_that_was_only_signed_in_from_is_still_new_to_the_punch() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let keys = format!("{id}#,{PIN}#");
    test.call(MARIAS_PHONE, &keys).await;
    test.advance(SignedDuration::from_mins(1));
    // Asked whether a second punch is meant, the caller goes.
    test.call_hanging_up(THIRD_PHONE, &keys, 3).await;
    assert_eq!((test.count("punch").await, test.count("known_phone").await), (1, 2));
    test.advance(SignedDuration::from_hours(8));
    test.call(THIRD_PHONE, &keys).await;
    assert_eq!(test.notes("unrecognised caller").await, [NEW]);
}

#[tokio::test]
async fn straight_to_another_job_is_one_call_and_one_exception() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.clocks(MARIAS_PHONE, &format!("{id}#,{PIN}#,12#")).await;
    test.clocks("anonymous", &format!("{id}#,{PIN}#,12#")).await;
    assert_eq!(test.count("punch").await, 3, "out, and in again");
    assert_eq!(test.notes("unrecognised caller").await.len(), 1);
}

#[tokio::test]
async fn a_number_that_three_people_use_within_ten_minutes_is_told_of_from_the_third_on() {
    let test = TestGateway::start().await;
    let mut keys = Vec::new();
    for name in ["Maria Lopez", "John Carter", "Ana Torres", "Eva Brown"] {
        let (_, id) = test.employee_with(details(name), PIN).await;
        keys.push(format!("{id}#,{PIN}#"));
    }
    for keys in &keys[..3] {
        test.call(MARIAS_PHONE, keys).await;
        test.advance(SignedDuration::from_mins(2));
    }
    let three = "3 people signed in from this number within 10 minutes";
    assert_eq!(test.notes("unrecognised caller").await, [three]);
    test.advance(SignedDuration::from_mins(5));
    test.call(MARIAS_PHONE, &keys[3]).await;
    assert_eq!(test.notes("unrecognised caller").await, [three, three], "the first of them is too long ago");
    test.advance(SignedDuration::from_mins(11));
    test.call(MARIAS_PHONE, &keys[0]).await;
    assert_eq!(test.notes("unrecognised caller").await.len(), 2, "and by now all of them are");
}

#[tokio::test]
async fn wrong_pins_that_lock_stay_in_the_queue_whatever_unlocks() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    for pin in ["4711", "4712"] {
        test.call(OTHER_PHONE, &format!("{id}#,{pin}#")).await;
    }
    assert_eq!(test.count("exception").await, 0, "two are no lock");
    test.call(OTHER_PHONE, &format!("{id}#,4713#")).await;
    let note = "3 wrong PINs in a row, from a phone they have never used; locked for 15 minutes";
    assert_eq!(test.notes("locked out").await, [note]);
    assert_eq!(test.count("exception WHERE entry_id IS NULL AND call_id IS NOT NULL").await, 1);
    assert!(test.unlock(&maria).await);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert_eq!(test.count("punch").await, 1);
    assert_eq!(test.count("exception WHERE settled_at IS NULL").await, 1);
}

#[tokio::test]
async fn a_shift_clocked_out_after_more_than_sixteen_hours_is_impossibly_long() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let keys = format!("{id}#,{PIN}#");
    for (hours, notes) in [(16, 0), (17, 1)] {
        test.call(MARIAS_PHONE, &keys).await;
        test.advance(SignedDuration::from_hours(hours));
        test.call(MARIAS_PHONE, &format!("{keys},2")).await;
        assert_eq!(test.notes("impossibly long").await.len(), notes);
        test.advance(SignedDuration::from_hours(1));
    }
    assert_eq!(test.notes("impossibly long").await, ["17 h long, where 16 h is the most"]);
    assert_eq!(test.notes("overlapping").await, [""; 0]);
}
