//! The menu behind a PIN that was ended by star, in whole calls.

use phoneclock::{
    domain::user::Role,
    simulator::{PlaceCall, faults::Faults},
};

use super::*;
use crate::support::{
    MARIAS_PHONE, PIN,
    calling::{heard, keyed},
};

#[tokio::test]
async fn a_break_is_started_and_ended_by_phone_and_taken_from_the_hours() {
    let test = TestGateway::start().await;
    lunch(&test).await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(HOUR * 5);
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,1")).await;
    let said = heard(&report);
    assert!(said.contains("You clocked in today at seven A M."), "{said}");
    assert!(said.contains("To start a break, press 1.") && !said.contains("press 2."), "{said}");
    assert!(said.contains("To report a punch that you missed, press 6.") && !said.contains("press 8."), "{said}");
    assert!(said.contains("Your break has started at twelve P M: Lunch.") || said.contains("noon: Lunch."), "{said}");
    assert_eq!((test.count("punch").await, test.count("voice_check").await), (1, 1), "nobody is clocked by it");
    test.advance(MINUTE * 31);
    let board = async || test.browser(Role::Manager).await.get("/who-is-in").await.text();
    assert!(board().await.contains("on break since 12:00 PM: Lunch"), "{}", board().await);
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,2")).await;
    assert!(heard(&report).contains("Thirty-one minutes."), "{}", heard(&report));
    assert!(!board().await.contains("on break"), "{}", board().await);
    assert_eq!(deeds(&test).await, ["started phone", "ended phone"]);
    test.advance(HOUR * 3);
    // The clock-out is as short as ever, and tells the time worked.
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert!(heard(&report).contains("Eight hours."), "{}", heard(&report));
    let sheet = week(&test, &maria).await;
    assert_eq!((sheet.sheet.worked_secs, sheet.sheet.counted_secs), (8 * 3600, 8 * 3600));
    assert!(test.only_entry().await.exceptions.is_empty());
}

#[tokio::test]
async fn every_webhook_delivered_twice_starts_and_ends_one_break() {
    for faults in [
        Faults { redeliver: 1, ..Faults::default() },
        Faults { redeliver: 1, redeliver_at_once: true, ..Faults::default() },
        Faults { redeliver_at_end: true, ..Faults::default() },
    ] {
        let test = TestGateway::start().await;
        lunch(&test).await;
        let (_, id) = test.employee("Maria Lopez").await;
        let number = PlaceCall { faults: faults.clone(), ..test.number(MARIAS_PHONE) };
        test.call_by(&number, keyed(&format!("{id}#,{PIN}#"))).await;
        test.advance(HOUR);
        test.call_by(&number, keyed(&format!("{id}#,{PIN}*#,1"))).await;
        assert_eq!(deeds(&test).await, ["started phone"], "{faults:?}");
        test.advance(MINUTE * 30);
        test.call_by(&number, keyed(&format!("{id}#,{PIN}*#,2"))).await;
        assert_eq!(deeds(&test).await, ["started phone", "ended phone"], "{faults:?}");
        assert_eq!(test.count("punch").await, 1);
    }
}

#[tokio::test]
async fn of_several_kinds_one_is_chosen_and_archived_ones_are_not_offered() {
    let test = TestGateway::start().await;
    lunch(&test).await;
    let old = kind(&test, "Smoke", false, (None, None)).await;
    let rest = kind(&test, "Rest", true, (None, Some(15))).await;
    let actor = Actor::at_the_machine(test.workspace.id);
    test.in_office(move |u| break_kinds::set_archived(u, &actor, old.id, true)).await.unwrap();
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(HOUR);
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,1,2")).await;
    let said = heard(&report);
    assert!(said.contains("For Lunch, press 1.") && said.contains("For Rest, press 2."), "{said}");
    assert!(!said.contains("Smoke"), "{said}");
    let kinds: Vec<BreakKindId> = test.column("SELECT kind_id FROM entry_break").await;
    assert_eq!(kinds, [rest.id]);
    test.advance(MINUTE * 10);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,2")).await;
    test.advance(HOUR);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert_eq!(week(&test, &maria).await.sheet.worked_secs, 2 * 3600 + 600, "a paid break is worked");
}

#[tokio::test]
async fn without_kinds_nobody_hears_of_breaks_and_the_menu_tells_the_hours() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(HOUR * 2);
    let said = heard(&test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,5")).await);
    assert!(!said.contains("break"), "{said}");
    assert!(said.contains("This week you have worked two hours."), "{said}");
    assert!(said.contains("You last clocked in today at seven A M."), "{said}");
    assert_eq!(test.count("punch").await, 1);
}

#[tokio::test]
async fn a_job_is_switched_to_without_clocking_out_first() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    test.job("Gutters", "13").await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,12#")).await;
    test.advance(HOUR * 2);
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,3,13#")).await;
    assert!(heard(&report).contains("Clocked in to Gutters."), "{}", heard(&report));
    let entries = test.entries().await;
    let seen: Vec<_> = entries.iter().map(|entry| (entry.status, entry.job_code.as_deref())).collect();
    assert_eq!(seen, [("closed", Some("12")), ("open", Some("13"))]);
    assert_eq!(entries[0].out_at.as_deref(), Some(entries[1].in_at.as_str()));
}

#[tokio::test]
async fn a_wrong_pin_with_a_star_is_a_wrong_pin() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let report = test.call(MARIAS_PHONE, &format!("{id}#,4711*#,{id}#,{PIN}*#")).await;
    assert!(heard(&report).contains("don't match"), "{}", heard(&report));
    assert_eq!(test.count("failed_sign_in").await, 1);
    assert!(heard(&report).contains("You are not clocked in."), "{}", heard(&report));
    let steps = test.steps().await;
    assert!(steps.iter().flatten().all(|said| !said.contains(PIN) && !said.contains("4711")), "{steps:?}");
}
