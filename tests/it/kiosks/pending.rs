//! People with a start date to come: they are set up, and cannot clock before it.

use jiff::SignedDuration;
use phoneclock::{
    domain::{employee::Details, user::Role},
    service::kiosks::members,
};

use crate::{
    employees::details,
    support::{MARIAS_PHONE, PIN, TestGateway, calling::heard, people::unknown_id},
};

#[tokio::test]
async fn an_employee_with_a_start_date_is_pending_until_that_day_in_their_zone() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    let id = admin.get("/employees/new").await.value("id");
    let typed = |day: &'static str| [("name", "Ana Torres"), ("starts_on", day), ("time_zone", "America/Denver")];
    let wrong = admin.post("/employees/new", &[&typed("tomorrow")[..], &[("id", &id)]].concat()).await;
    assert_eq!(wrong.wrong("starts_on"), "There is no such day; write it like 2026-12-01.");
    let page = admin.submit("/employees/new", &[&typed("2026-11-19")[..], &[("id", &id)]].concat()).await;
    assert!(page.text().contains("Pending: can be set up now, and can clock from 2026-11-19 on."), "{}", page.text());
    assert_eq!(admin.get(&format!("/employees/{id}/edit")).await.value("starts_on"), "2026-11-19");
    assert!(admin.get("/employees").await.text().contains("Ana Torres Pending, starts 2026-11-19"));
    let phone = admin.get("/time-tracking/phone-clocking").await;
    assert!(phone.text().contains("Pending, starts 2026-11-19"), "{}", phone.text());
    let phone = admin.get(&format!("/time-tracking/phone-clocking/{id}")).await;
    assert!(phone.text().contains("can clock from 2026-11-19 on"), "{}", phone.text());

    // It is Tuesday 7 in the morning in Chicago; Thursday begins an hour later in Denver.
    test.advance(SignedDuration::from_hours(41) + SignedDuration::from_mins(59));
    let mut admin = test.browser(Role::Admin).await;
    assert!(admin.get("/employees").await.text().contains("Pending"));
    test.advance(SignedDuration::from_mins(1));
    assert!(!admin.get("/employees").await.text().contains("Pending"));
    assert!(!admin.get(&format!("/employees/{id}")).await.text().contains("Pending"));
    let kept = audit_of_starting(&test).await;
    assert!(kept.contains("\"starts_on\":\"2026-11-19\""), "{kept}");
}

async fn audit_of_starting(test: &TestGateway) -> String {
    crate::employees::audit(test).await.pop().unwrap().after.unwrap()
}

#[tokio::test]
async fn a_pending_caller_hears_what_a_stranger_hears_and_clocks_from_the_first_day_on() {
    let test = TestGateway::start().await;
    let starting = Details { starts_on: Some("2026-11-18".parse().unwrap()), ..details("Ana Torres") };
    let (ana, id) = test.employee_with(starting, PIN).await;
    let pending = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let stranger = test.call(MARIAS_PHONE, &format!("{},{PIN}#", unknown_id())).await;
    assert_eq!(heard(&pending), heard(&stranger));
    assert_eq!(test.entries().await.len(), 0);

    let kiosk = test.kiosk("Gate").await;
    let may_clock = async |kiosk: phoneclock::service::kiosks::Kiosk| {
        let now = test.clock_now();
        test.store.read(move |tx| members::may_clock(tx, &kiosk, ana.id, now)).await.unwrap()
    };
    assert!(!may_clock(kiosk.clone()).await);
    let workspace = test.workspace.id;
    let people = test.store.read(move |tx| members::list_people(tx, workspace)).await.unwrap();
    assert_eq!(people, [ana.id], "what they clock with is made before");
    test.advance(SignedDuration::from_hours(24));
    assert!(may_clock(kiosk).await);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert_eq!(test.entries().await.len(), 1, "the tries of the day before have locked nobody");
}
