//! Locks, limits and turns that a clock has made while it was ahead: none outlasts its own length once it is right.

use phoneclock::domain::{phone_clock_id::PhoneClockId, user::Role};

use super::{HOUR, MIN, YEAR};
use crate::{
    support::{MARIA, MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway, calling::heard, people::unknown_id},
    time_entries::start,
};
use phoneclock::service::upkeep;

impl TestGateway {
    async fn is_let_in(&self, from: &str, id: &PhoneClockId, pin: &str) -> bool {
        heard(&self.call_hanging_up(from, &format!("{id}#,{pin}#,2"), 5).await).contains("Clocked ")
    }

    async fn fails(&self, from: &str, id: &PhoneClockId, times: usize) {
        for _ in 0..times {
            assert!(!self.is_let_in(from, id, "4711").await);
        }
    }
}

#[tokio::test]
async fn a_lock_of_a_clock_that_was_ahead_is_over_after_its_own_length() {
    for tended in [false, true] {
        for ahead in [YEAR, HOUR] {
            let test = start().await;
            let (_, id) = test.employee("Bo Diaz").await;
            test.jump(ahead);
            test.fails(OTHER_PHONE, &id, 3).await;
            test.jump(-ahead);
            if tended {
                upkeep::clock::tend(&test.store).await.unwrap();
            }
            assert!(!test.is_let_in(OTHER_PHONE, &id, PIN).await, "locked now");
            test.advance(15 * MIN);
            assert!(test.is_let_in(OTHER_PHONE, &id, PIN).await, "{ahead}, tended {tended}");
        }
    }
}

#[tokio::test]
async fn failures_of_a_clock_that_was_ahead_bar_no_caller() {
    let test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.jump(YEAR);
    test.fails(MARIAS_PHONE, &unknown_id(), 10).await;
    assert!(!test.is_let_in(MARIAS_PHONE, &id, PIN).await);
    test.jump(-YEAR);
    assert!(test.is_let_in(MARIAS_PHONE, &id, PIN).await);

    // Nor when their time comes.
    test.advance(2 * HOUR);
    upkeep::clock::tend(&test.store).await.unwrap();
    test.advance(YEAR - 2 * HOUR);
    assert!(test.is_let_in(MARIAS_PHONE, &id, PIN).await);
}

#[tokio::test]
async fn ids_that_were_tried_by_a_clock_that_was_ahead_shut_out_no_new_phone() {
    let test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.jump(YEAR);
    for phone in 0..5 {
        test.fails(&format!("+1555555020{phone}"), &unknown_id(), 10).await;
    }
    assert!(!test.is_let_in(OTHER_PHONE, &id, PIN).await);
    test.jump(-YEAR);
    assert!(test.is_let_in(OTHER_PHONE, &id, PIN).await);
}

#[tokio::test]
async fn a_turn_that_a_reviewer_took_while_the_clock_was_ahead_goes_back() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    test.voice_check(&maria, MARIA).await;
    test.execute("UPDATE voice_check SET flagged = 1").await;
    let (mut payroll, mut colleague) = (test.browser(Role::Payroll).await, test.browser(Role::Admin).await);
    test.jump(YEAR);
    payroll.get("/voice-checks/review").await.says("Maria Lopez");
    test.jump(-YEAR);
    upkeep::clock::tend(&test.store).await.unwrap();
    test.advance(6 * MIN);
    colleague.get("/voice-checks/review").await.says("Maria Lopez");
}
