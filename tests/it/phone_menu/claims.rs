//! Punches that were missed, and word after wrong PINs: claims with their recordings.

use jiff::SignedDuration;
use phoneclock::{
    domain::user::Role,
    simulator::{PlaceCall, faults::Faults},
};

use super::*;
use crate::support::{
    MARIAS_PHONE, PIN,
    calling::{heard, keyed},
    people::unknown_id,
};

/// What there is of claims: where they were left, which way, when, and whether the time is said.
async fn claims(test: &TestGateway) -> Vec<String> {
    test.column(
        "SELECT by_phone || ' ' || way || ' ' || (at / 60000 % 1440) || ' ' || time_is_said FROM claim ORDER BY made_at",
    )
    .await
}

#[tokio::test]
async fn a_missed_punch_is_a_claim_with_its_recording_which_the_office_hears_and_decides() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.advance(SignedDuration::from_hours(3));
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,6,1,0730#,1,1")).await;
    let said = heard(&report);
    assert!(said.contains("For seven thirty A M, press 1. For seven thirty P M, press 2."), "{said}");
    assert!(said.contains("Your report is kept: clocked in today at seven thirty A M."), "{said}");
    assert!(said.contains("It is no clock time yet: your manager decides."), "{said}");
    assert_eq!(claims(&test).await, ["phone in 810 0"]);
    assert_eq!((test.count("punch").await, test.count("time_entry").await), (0, 0), "never an entry by itself");
    assert_eq!(test.column::<String>("SELECT status FROM claim_recording").await, ["stored"]);

    let mut payroll = test.browser(Role::Payroll).await;
    let claim: Vec<phoneclock::domain::ids::ClaimId> = test.column("SELECT id FROM claim").await;
    let path = format!("/exceptions/claims/{}", claim[0]);
    let page = payroll.get(&path).await;
    page.is(200).says("clocked in at").says("by phone, signed in with their PIN").says(&format!("{path}/audio"));
    payroll.get(&format!("{path}/audio")).await.is(200);
    assert!(test.audited().await.iter().any(|line| line.contains("hear claim")));
    let mut manager = test.browser(Role::Manager).await;
    manager.get(&format!("{path}/audio")).await.is(403);
    let employee = maria.id.to_string();
    let typed = [("employee", employee.as_str()), ("at", "2026-11-17T07:30:00")];
    let accepted = payroll.post(&format!("{path}/accept"), &typed).await;
    assert!(accepted.to().is_some_and(|to| to.starts_with("/time-entries/")), "{}", accepted.text());
    assert_eq!(test.count("time_entry").await, 1);
}

#[tokio::test]
async fn every_webhook_delivered_twice_leaves_one_claim_and_one_recording() {
    for faults in [
        Faults { redeliver: 1, ..Faults::default() },
        Faults { redeliver: 1, redeliver_at_once: true, ..Faults::default() },
        Faults { redeliver_at_end: true, recording_status_first: true, ..Faults::default() },
        Faults { recording_status_first: true, ..Faults::default() },
    ] {
        let test = TestGateway::start().await;
        let (_, id) = test.employee("Maria Lopez").await;
        let number = PlaceCall { faults: faults.clone(), ..test.number(MARIAS_PHONE) };
        test.call_by(&number, keyed(&format!("{id}#,{PIN}*#,6,2,1345#,2"))).await;
        assert_eq!(claims(&test).await, ["phone out 1185 0"], "{faults:?}");
        assert_eq!(test.column::<String>("SELECT status FROM claim_recording").await, ["stored"], "{faults:?}");
    }
}

#[tokio::test]
async fn the_time_may_be_said_and_a_hang_up_leaves_the_claim() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let keys = format!("{id}#,{PIN}*#,6,1,#");
    let report = test.call_hanging_up(MARIAS_PHONE, &keys, 6).await;
    assert!(heard(&report).contains("say the day, the time and what happened"), "{}", heard(&report));
    assert_eq!(claims(&test).await, ["phone in 780 1"]);
    let claim: Vec<phoneclock::domain::ids::ClaimId> = test.column("SELECT id FROM claim").await;
    let page = test.browser(Role::Payroll).await.get(&format!("/exceptions/claims/{}", claim[0])).await;
    page.is(200).says("at the time that the recording says");
}

#[tokio::test]
async fn a_time_to_come_is_no_missed_punch_and_ten_a_day_are_enough() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let said = heard(&test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,6,1,2300#,1,1345#,2")).await);
    assert!(said.contains("That time is still to come."), "{said}");
    assert!(said.contains("Your report is kept: clocked in yesterday at one forty-five P M."), "{said}");
    for _ in 0..9 {
        test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,6,1,1345#,2")).await;
    }
    let said = heard(&test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,6,1,1345#,2")).await);
    assert!(said.contains("You have reported too many punches today."), "{said}");
    assert_eq!(test.count("claim").await, 10);
}

#[tokio::test]
async fn after_three_wrong_pins_word_is_kept_for_the_manager_of_the_id() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let wrong = format!("{id}#,4711#,{id}#,4712#,{id}#,4713#,1#");
    let said = heard(&test.call(MARIAS_PHONE, &wrong).await);
    assert!(said.contains("To leave your name and where you are for your manager"), "{said}");
    assert!(said.contains("If your ID was right, your manager hears this and decides."), "{said}");
    assert_eq!(claims(&test).await, ["locked phone in 780 0"]);
    assert_eq!(test.column::<String>("SELECT status FROM claim_recording").await, ["stored"]);
    let claim: Vec<phoneclock::domain::ids::ClaimId> = test.column("SELECT id FROM claim").await;
    let page = test.browser(Role::Payroll).await.get(&format!("/exceptions/claims/{}", claim[0])).await;
    page.is(200).says("three wrong PINs");
}

#[tokio::test]
async fn word_at_an_id_that_nobody_has_sounds_the_same_and_is_kept_nowhere() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let words = async |id: &str, from: &str| {
        let keys = format!("{id}#,4711#,{id}#,4712#,{id}#,4713#,2#");
        heard(&test.call(from, &keys).await)
    };
    let known = words(id.as_str(), "+15125550171").await;
    let unknown = words(unknown_id().as_str(), "+15125550172").await;
    assert_eq!(known, unknown);
    assert_eq!((test.count("claim").await, test.count("claim_recording").await), (1, 1));
}
