//! Failed sign-ins: counts, locks and limits, and one answer for every cause.

mod callers;
mod holding_on;
mod renewal;
mod secrecy;

use jiff::SignedDuration;
use phoneclock::domain::{lockout::LockoutPolicy, phone_clock_id::PhoneClockId};

use crate::support::{
    MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway,
    by_hand::Call,
    calling::{heard, times_heard},
    people::unknown_id,
};

const REFUSAL: &str = "That ID and PIN don't match. If you need help, ask your manager.";

impl TestGateway {
    /// One call with one try; whether it let the caller in.
    async fn lets_in(&self, from: &str, id: &PhoneClockId, pin: &str) -> bool {
        let report = self.call_hanging_up(from, &format!("{id}#,{pin}#,2"), 5).await;
        let refused = times_heard(&report, REFUSAL) > 0;
        assert_ne!(refused, times_heard(&report, "Clocked") > 0, "{}", report.transcript());
        !refused
    }

    /// Three calls with a wrong PIN each.
    async fn fail_three_times(&self, from: &str, id: &PhoneClockId) {
        for pin in ["4711", "4712", "4713"] {
            assert!(!self.lets_in(from, id, pin).await);
        }
    }
}

#[tokio::test]
async fn three_wrong_pins_lock_for_fifteen_minutes_then_for_twice_as_long_each_time() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    for minutes in [15, 30, 60] {
        test.fail_three_times(MARIAS_PHONE, &id).await;
        assert!(!test.lets_in(MARIAS_PHONE, &id, PIN).await, "locked at once");
        test.advance(SignedDuration::from_secs(minutes * 60 - 1));
        assert!(!test.lets_in(MARIAS_PHONE, &id, PIN).await, "locked for {minutes} minutes");
        test.advance(SignedDuration::from_secs(1));
    }
    assert!(test.lets_in(MARIAS_PHONE, &id, PIN).await, "and no longer");
    test.advance(SignedDuration::from_hours(1));
    test.fail_three_times(MARIAS_PHONE, &id).await;
    test.advance(SignedDuration::from_mins(15));
    assert!(test.lets_in(MARIAS_PHONE, &id, PIN).await, "a right PIN makes the next lock a first one again");
}

#[tokio::test]
async fn a_right_pin_ends_the_count() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    for _ in 0..3 {
        assert!(!test.lets_in(MARIAS_PHONE, &id, "4711").await);
        assert!(!test.lets_in(MARIAS_PHONE, &id, "4712").await);
        assert!(test.lets_in(MARIAS_PHONE, &id, PIN).await);
        test.advance(SignedDuration::from_mins(16));
    }
}

#[tokio::test]
async fn a_lock_until_unlocked_lasts_until_an_admin_ends_it() {
    let test = TestGateway::start_with(|settings| settings.lockout = LockoutPolicy::UntilUnlocked).await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.fail_three_times(MARIAS_PHONE, &id).await;
    test.advance(SignedDuration::from_hours(24 * 30));
    assert!(!test.lets_in(MARIAS_PHONE, &id, PIN).await);
    assert!(test.unlock(&maria).await);
    assert!(test.lets_in(MARIAS_PHONE, &id, PIN).await);
    test.unlock(&maria).await;
    assert!(!test.unlock(&maria).await, "nothing is left to unlock");
}

#[tokio::test]
async fn an_unlock_ends_a_timed_lock_and_the_count_toward_one() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.fail_three_times(MARIAS_PHONE, &id).await;
    assert!(test.unlock(&maria).await);
    assert!(!test.lets_in(MARIAS_PHONE, &id, "4711").await);
    assert!(!test.lets_in(MARIAS_PHONE, &id, "4712").await);
    assert!(test.lets_in(MARIAS_PHONE, &id, PIN).await);
}

#[tokio::test]
async fn unknown_wrong_locked_removed_and_malformed_get_the_same_words() {
    let test = TestGateway::start().await;
    let (_, wrong) = test.employee("Maria Lopez").await;
    let (_, locked) = test.employee("John Carter").await;
    let (ana, removed) = test.employee("Ana Torres").await;
    test.fail_three_times(OTHER_PHONE, &locked).await;
    test.remove_pin(&ana).await;

    let mut transcripts = Vec::new();
    for (id, pin) in [
        (&unknown_id(), PIN),
        (&wrong, "4711"),
        (&wrong, "1"),
        (&wrong, "83*2"),
        (&wrong, "1234567890123"),
        (&locked, PIN),
        (&locked, "4711"),
        (&removed, PIN),
    ] {
        let report = test.call_hanging_up("anonymous", &format!("{id}#,{pin}#"), 3).await;
        assert_eq!(times_heard(&report, REFUSAL), 1);
        transcripts.push(heard(&report));
    }
    transcripts.dedup();
    assert_eq!(transcripts.len(), 1, "{transcripts:#?}");
    assert_eq!(test.count("punch").await, 0);
}

#[tokio::test]
async fn strangers_cannot_lock_a_colleague_out_of_their_own_phone() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    assert!(test.lets_in(MARIAS_PHONE, &id, PIN).await);
    test.advance(SignedDuration::from_hours(1));

    test.fail_three_times(OTHER_PHONE, &id).await;
    assert!(!test.lets_in(OTHER_PHONE, &id, PIN).await, "the stranger's phone is locked");
    assert!(!test.lets_in("+15555550166", &id, PIN).await, "and so is every other one");
    assert!(!test.lets_in("anonymous", &id, PIN).await);
    assert!(test.lets_in(MARIAS_PHONE, &id, PIN).await, "but not her own");
    test.advance(SignedDuration::from_hours(1));

    test.fail_three_times(MARIAS_PHONE, &id).await;
    for phone in [MARIAS_PHONE, OTHER_PHONE, "anonymous"] {
        assert!(!test.lets_in(phone, &id, PIN).await, "failures on her own phone lock everybody");
    }
}

#[tokio::test]
async fn a_call_without_a_number_can_never_make_itself_an_own_phone() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    assert!(test.lets_in("anonymous", &id, PIN).await);
    test.advance(SignedDuration::from_hours(1));
    test.fail_three_times(OTHER_PHONE, &id).await;
    assert!(!test.lets_in("anonymous", &id, PIN).await);
}

#[tokio::test]
async fn a_removed_pin_and_its_id_are_dead_at_once_and_the_id_never_comes_back() {
    let test = TestGateway::start().await;
    let (maria, old) = test.employee("Maria Lopez").await;
    // The ID was keyed while it was alive.
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{old}#")).await;
    test.remove_pin(&maria).await;
    assert!(call.keys(&test, &format!("{PIN}#")).await.said().starts_with(REFUSAL));
    assert!(!test.lets_in(MARIAS_PHONE, &old, PIN).await);

    let new = test.set_pin(&maria, PIN).await.unwrap();
    assert_ne!(old, new);
    assert!(!test.lets_in(MARIAS_PHONE, &old, PIN).await, "a retired ID is nobody's");
    assert!(test.lets_in(MARIAS_PHONE, &new, PIN).await);
    let retired: Vec<String> = test.column("SELECT digits FROM phone_clock_id WHERE retired_at IS NOT NULL").await;
    assert_eq!(retired, [old.as_str()]);
}

#[tokio::test]
async fn a_new_pin_holds_at_once_and_ends_the_lock() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.fail_three_times(MARIAS_PHONE, &id).await;
    assert_eq!(test.set_pin(&maria, "5093").await.unwrap(), id, "the ID stays");
    assert!(!test.lets_in(MARIAS_PHONE, &id, PIN).await, "the old PIN is wrong");
    assert!(test.lets_in(MARIAS_PHONE, &id, "5093").await);
}

#[tokio::test]
async fn locks_and_counts_survive_a_restart() {
    let mut test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    for pin in ["4711", "4712", "4713"] {
        assert!(!test.lets_in(MARIAS_PHONE, &id, pin).await);
        test.restart().await;
    }
    assert!(!test.lets_in(MARIAS_PHONE, &id, PIN).await);
    test.advance(SignedDuration::from_mins(15));
    assert!(test.lets_in(MARIAS_PHONE, &id, PIN).await);
}
