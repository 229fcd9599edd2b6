//! Wrong PINs for one ID, keyed in many calls at the same moment.

use futures::future::join_all;
use jiff::SignedDuration;
use phoneclock::{domain::phone_clock_id::PhoneClockId, store::tx::Row};

use crate::support::{MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway, by_hand::Call};

const CALLS: usize = 24;
const WRONG: &str = "4711";
const REFUSAL: &str = "That ID and PIN don't match.";

/// A phone of its own for each call.
fn another_phone(nth: usize) -> String {
    format!("+155555503{nth:02}")
}

/// The same phone for all of them.
fn one_phone(_: usize) -> String {
    OTHER_PHONE.to_owned()
}

/// Many calls that wait for the PIN of one ID.
async fn calls_at_the_pin(test: &TestGateway, id: &PhoneClockId, from: fn(usize) -> String) -> Vec<Call> {
    let mut calls = Vec::new();
    for nth in 0..CALLS {
        let mut call = Call::ring(test, &from(nth)).await;
        call.keys(test, &format!("{id}#")).await;
        calls.push(call);
    }
    calls
}

/// Keys a PIN; what is said of it, also to a caller who had to hold on.
async fn key(test: &TestGateway, call: &mut Call, pin: &str) -> String {
    call.keys(test, &format!("{pin}#")).await;
    while call.last.said() == "One moment, please hold on." {
        call.wait(test).await;
    }
    call.last.said()
}

/// Whether a call with the right PIN is let in.
async fn lets_in(test: &TestGateway, id: &PhoneClockId) -> bool {
    let mut call = Call::ring(test, MARIAS_PHONE).await;
    call.keys(test, &format!("{id}#")).await;
    let said = key(test, &mut call, PIN).await;
    assert_ne!(said.starts_with(REFUSAL), said.starts_with("Clocked"), "{said}");
    call.is_over(test).await;
    said.starts_with("Clocked")
}

/// What wrong PINs have come to.
#[derive(Debug, PartialEq)]
struct Outcome {
    failures: i64,
    /// Answers that turned the caller away for good.
    turned_away: usize,
    guards: Vec<Row>,
    exceptions: Vec<Row>,
}

/// Every call keys a wrong PIN.
async fn wrong_pins(at_once: bool, from: fn(usize) -> String) -> Outcome {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut calls = calls_at_the_pin(&test, &id, from).await;
    let mut said = Vec::new();
    if at_once {
        said = join_all(calls.iter_mut().map(|call| key(&test, call, WRONG))).await;
    } else {
        for call in &mut calls {
            said.push(key(&test, call, WRONG).await);
        }
    }
    assert!(said.iter().all(|said| said.starts_with(REFUSAL)), "{said:#?}");
    let outcome = Outcome {
        failures: test.count("failed_sign_in").await,
        turned_away: said.iter().filter(|said| said.contains("We could not sign you in")).count(),
        guards: test.rows("SELECT scope, failures, locks, locked_until FROM sign_in_guard", Vec::new()).await,
        exceptions: test.rows("SELECT kind, note FROM exception", Vec::new()).await,
    };
    assert_eq!(test.count("sign_in_guard WHERE locks = 1").await, 1, "{outcome:?}");
    assert_eq!(test.count("exception WHERE kind = 'locked out'").await, 1, "{outcome:?}");
    assert!(!lets_in(&test, &id).await, "locked");
    test.advance(SignedDuration::from_mins(15));
    assert!(lets_in(&test, &id).await, "and no longer than the first lock lasts");
    outcome
}

#[tokio::test]
async fn wrong_pins_keyed_at_once_all_count_and_lock_as_if_keyed_one_after_the_other() {
    let outcome = wrong_pins(true, another_phone).await;
    assert_eq!((outcome.failures, outcome.turned_away), (24, 0));
    assert_eq!(outcome, wrong_pins(false, another_phone).await);
}

#[tokio::test]
async fn wrong_pins_keyed_at_once_from_one_phone_count_up_to_the_limit_of_the_phone() {
    let outcome = wrong_pins(true, one_phone).await;
    assert_eq!((outcome.failures, outcome.turned_away), (10, 15), "the tenth is told as well");
    assert_eq!(outcome, wrong_pins(false, one_phone).await);
}

#[tokio::test]
async fn a_right_pin_among_wrong_ones_is_let_in_before_the_lock_or_not_at_all() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    for place in [1, 20] {
        let mut calls = calls_at_the_pin(&test, &id, another_phone).await;
        let (failed, punches) = (test.count("failed_sign_in").await, test.count("punch").await);
        let keyed = calls.iter_mut().enumerate().map(|(nth, call)| {
            let pin = if nth == place { PIN } else { WRONG };
            key(&test, call, pin)
        });
        let said = join_all(keyed).await;
        let refused = said.iter().filter(|said| said.starts_with(REFUSAL)).count();
        assert!(refused == CALLS || refused == CALLS - 1 && !said[place].starts_with(REFUSAL), "{said:#?}");
        let refused = i64::try_from(refused).unwrap();
        assert_eq!(test.count("failed_sign_in").await - failed, refused);
        assert_eq!(test.count("punch").await - punches, 24 - refused);
        // At most two of the wrong ones were before a right one that was let in, and the others lock.
        assert_eq!(test.count("sign_in_guard WHERE locks > 0").await, 1);
        for call in &mut calls {
            call.is_over(&test).await;
        }
        test.advance(SignedDuration::from_hours(2));
        assert!(lets_in(&test, &id).await);
        test.advance(SignedDuration::from_hours(2));
    }
}
