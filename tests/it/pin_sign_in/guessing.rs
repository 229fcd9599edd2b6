//! Guessing the PINs of users: every wrong try counts against the device, in the transaction that judges it; unknown,
//! wrong, locked and switched off are the same work and the same answer.

use jiff::SignedDuration;
use phoneclock::domain::user::Role;

use super::Wall;
use crate::support::{TestGateway, browser::visitor};

/// Failed tries that a device has within a week, without a punch.
const ALLOWANCE: i64 = 20;

/// PINs that are nobody's.
fn wrong(nth: usize) -> String {
    format!("{}", 710_000 + nth * 7)
}

async fn counted(test: &TestGateway) -> i64 {
    test.count("identification WHERE counts = 1").await
}

#[tokio::test]
async fn nobody_is_let_in_but_whoever_has_the_pin_and_may_sign_in_by_it() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let long = "1".repeat(10_000);
    let tries = ["", "1", "4711", "12345", "1234567890", &long, "７１００００", "71000x", "null", "710000 ", "710001"];
    for (nth, typed) in tries.into_iter().enumerate() {
        let hashed = test.refusals.hashed();
        assert!(wall.try_pin(typed).await.is_none(), "{typed}");
        assert_eq!(test.refusals.hashed(), hashed + 1, "{typed}: the same work for everybody");
        assert_eq!(counted(&test).await, i64::try_from(nth).unwrap() + 1, "{typed}");
    }
    assert!(wall.try_pin(&pin).await.is_some());
    assert_eq!(counted(&test).await, i64::try_from(tries.len()).unwrap(), "a right one gives none back");
    let refused = "identification WHERE outcome = 'refused' AND (user_id IS NOT NULL OR employee_id IS NOT NULL)";
    assert_eq!(test.count(refused).await, 0, "who it was meant for is nobody's guess");
}

#[tokio::test]
async fn wrong_locked_switched_off_and_not_for_pins_are_the_same_work_and_leave_the_same_behind() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let as_it_was = "UPDATE web_user SET active = 1, login_method = 'password and pin' WHERE name = 'max'";
    for change in [
        "UPDATE web_user SET active = 0 WHERE name = 'max'",
        "UPDATE web_user SET login_method = 'password' WHERE name = 'max'",
        "UPDATE kiosk_policy SET sign_in_by_pin = 0",
    ] {
        test.write(change).await;
        let (hashed, before) = (test.refusals.hashed(), counted(&test).await);
        assert!(wall.try_pin(&pin).await.is_none(), "{change}");
        assert_eq!(test.refusals.hashed(), hashed + 1, "{change}");
        assert_eq!(counted(&test).await, before + 1, "{change}: it counts like any other");
        test.write(as_it_was).await;
        test.write("UPDATE kiosk_policy SET sign_in_by_pin = 1").await;
    }
    assert!(wall.try_pin(&pin).await.is_some());
}

#[tokio::test]
async fn a_device_that_has_used_up_its_tries_takes_no_pin_of_a_user_for_the_rest_of_the_week() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let other = Wall::hang_at(&test, "Gate").await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    for nth in 0..20 {
        assert!(wall.try_pin(&wrong(nth)).await.is_none());
        // Right ones in between give none back.
        if nth == 10 {
            assert!(wall.try_pin(&pin).await.is_some());
        }
        test.advance(SignedDuration::from_secs(3));
    }
    let hashed = test.refusals.hashed();
    for typed in [pin.as_str(), &wrong(21), ""] {
        assert!(wall.try_pin(typed).await.is_none(), "{typed}");
    }
    assert_eq!(test.refusals.hashed(), hashed + 3, "a lock saves no work");
    assert_eq!(counted(&test).await, ALLOWANCE, "nothing is tried any more, so nothing counts");
    assert!(other.try_pin(&pin).await.is_some(), "other devices take it");
    test.advance(SignedDuration::from_hours(7 * 24));
    assert!(wall.try_pin(&pin).await.is_some(), "a week later it is forgotten");
}

#[tokio::test]
async fn many_tries_at_once_are_no_more_than_one_after_the_other() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    let mut tries = Vec::new();
    for nth in 0..60 {
        let (pins, request) = (test.gateway.user_pins.clone(), wall.request());
        // Two hash at once, the others wait outside.
        tries.push(test.lifecycle.tracker.spawn(async move {
            loop {
                match pins.sign_in(request.clone(), visitor(), &wrong(nth)).await {
                    Ok(token) => return token.is_some(),
                    Err(_) => tokio::task::yield_now().await,
                }
            }
        }));
    }
    for tried in tries {
        assert!(!tried.await.unwrap());
    }
    assert_eq!(counted(&test).await, ALLOWANCE);
}
