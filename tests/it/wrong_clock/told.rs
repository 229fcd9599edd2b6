//! Who hears of a clock that may be wrong: payroll by an exception, everybody by a word on every page, the operator by
//! doctor and the log; and who may say that it is right.

use jiff::SignedDuration;
use phoneclock::domain::{exception::ExceptionKind, user::Role};

use super::{HOUR, MIN, YEAR};
use crate::{
    support::{MARIAS_PHONE, OTHER_PHONE, PIN, log::Log},
    time_entries::start,
};
use phoneclock::service::upkeep;

const WARNING: &str = "The gateway’s clock may be wrong";
const BUTTON: &str = "The clock is right";

#[tokio::test]
async fn a_punch_that_is_still_to_come_is_an_exception_as_soon_as_the_clock_is_right() {
    for ahead in [YEAR, HOUR, SignedDuration::from_secs(100)] {
        let mut test = start().await;
        let (_, id) = test.employee("Maria Lopez").await;
        let (_, sam) = test.employee("Sam Reyes").await;
        upkeep::clock::tend(&test.store).await.unwrap();
        test.jump(ahead);
        test.heard_by_maria(&id, "").await;
        test.jump(-ahead);
        upkeep::clock::tend(&test.store).await.unwrap();
        let noted = test.noted().await;
        assert_eq!(noted.len(), 1, "{noted:?}");
        assert!(noted[0].contains("clocked in at") && noted[0].contains("still to come"), "{noted:?}");
        test.browser(Role::Payroll).await.get("/exceptions").await.says("Open (1)").says("time in doubt");
        assert!(ExceptionKind::TimeInDoubt.blocks_approval());
        // Once, however often it is looked at, and whoever is beside her is unharmed.
        upkeep::clock::tend(&test.store).await.unwrap();
        test.restart().await;
        upkeep::clock::tend(&test.store).await.unwrap();
        test.call(OTHER_PHONE, &format!("{sam}#,{PIN}#")).await;
        assert_eq!(test.noted().await.len(), 1);
        assert_eq!(test.entries().await.iter().filter(|entry| entry.exceptions.is_empty()).count(), 1);
    }
}

#[tokio::test]
async fn a_clock_out_that_is_still_to_come_is_told_as_well() {
    let test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.heard_by_maria(&id, "").await;
    test.advance(HOUR);
    test.jump(YEAR);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,2")).await;
    test.jump(-YEAR);
    upkeep::clock::tend(&test.store).await.unwrap();
    let noted = test.noted().await;
    assert!(noted.iter().any(|noted| noted.starts_with("time in doubt: clocked out at 2027-11-17")), "{noted:?}");
}

#[tokio::test]
async fn a_clock_that_goes_years_back_calls_nothing_of_the_past_wrong() {
    let mut test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    for _ in 0..3 {
        test.heard_by_maria(&id, "").await;
        test.advance(8 * HOUR);
    }
    upkeep::clock::tend(&test.store).await.unwrap();
    test.jump(-6 * YEAR);
    upkeep::clock::tend(&test.store).await.unwrap();
    test.restart().await;
    upkeep::clock::tend(&test.store).await.unwrap();
    assert_eq!(test.noted().await, [""; 0]);
    test.jump(6 * YEAR);
    upkeep::clock::tend(&test.store).await.unwrap();
    assert_eq!(test.noted().await, [""; 0]);
}

#[tokio::test]
async fn a_gateway_that_starts_with_the_right_clock_after_one_that_was_ahead_tells_of_its_punches() {
    let mut test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    upkeep::clock::tend(&test.store).await.unwrap();
    test.jump(YEAR);
    test.clock.reboot();
    test.restart().await;
    upkeep::clock::tend(&test.store).await.unwrap();
    test.heard_by_maria(&id, "").await;
    test.advance(10 * MIN);
    upkeep::clock::tend(&test.store).await.unwrap();
    test.jump(-YEAR);
    test.clock.reboot();
    test.restart().await;
    assert!(test.store.clock().is_in_doubt());
    upkeep::clock::tend(&test.store).await.unwrap();
    assert_eq!(test.noted().await.len(), 1, "{:?}", test.noted().await);
}

#[tokio::test]
async fn every_page_says_so_to_every_role_until_the_clock_is_believed() {
    let test = start().await;
    let roles = [Role::Owner, Role::Admin, Role::Manager, Role::Payroll];
    let mut browsers = Vec::new();
    for role in roles {
        browsers.push((role, test.browser(role).await));
    }
    for (_, browser) in &mut browsers {
        browser.get("/exceptions").await.says_nothing_of(WARNING);
    }
    test.jump(YEAR);
    for (role, browser) in &mut browsers {
        for path in ["/exceptions", "/time-entries", "/account"] {
            let page = browser.get(path).await;
            page.says(WARNING).says("the clock was set ahead by 365 days").says("2027-11-17 13:00 UTC");
            assert_eq!(page.body.contains(BUTTON), matches!(role, Role::Owner | Role::Admin), "{role:?} {path}");
        }
    }
    test.advance(HOUR);
    for (_, browser) in &mut browsers {
        browser.get("/account").await.says_nothing_of(WARNING);
    }
}

#[tokio::test]
async fn an_admin_who_says_that_the_clock_is_right_ends_it_and_is_written_down() {
    let test = start().await;
    let (mut admin, mut lead) = (test.browser(Role::Admin).await, test.browser(Role::Manager).await);
    test.jump(-2 * HOUR);
    lead.get("/exceptions").await.says(WARNING);
    lead.post("/clock/right", &[]).await.is(403);
    admin.get("/exceptions").await;
    admin.post_bare("/clock/right", &[]).await.is(403);
    assert!(test.store.clock().is_in_doubt(), "neither was believed");
    admin.post("/clock/right", &[]).await.is(303);
    assert!(!test.store.clock().is_in_doubt());
    lead.get("/exceptions").await.says_nothing_of(WARNING);
    let audited = test.audited().await;
    assert!(audited.iter().any(|record| record.contains("say that the clock is right")), "{audited:?}");
    let count = audited.len();
    admin.post("/clock/right", &[]).await.is(303);
    assert_eq!(test.audited().await.len(), count, "there was nothing to say");
}

#[tokio::test]
async fn the_log_has_one_error_for_a_jump() {
    let log = Log::on();
    let test = start().await;
    test.jump(-100 * MIN);
    for _ in 0..5 {
        upkeep::clock::tend(&test.store).await.unwrap();
        test.advance(SignedDuration::from_secs(5));
    }
    let said = String::from_utf8_lossy(&log.bytes()).into_owned();
    let lines: Vec<_> = said.lines().filter(|line| line.contains("the clock was set back by 1 h 40 min")).collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("ERROR") && lines[0].contains("phoneclock clock right"), "{lines:?}");
}
