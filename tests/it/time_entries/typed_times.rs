//! Typed times on the days on which the clocks are changed.

use phoneclock::domain::user::Role;

use super::{WHY, changed, start};
use crate::support::{
    TestGateway, at,
    browser::{Browser, Page},
};

async fn add(test: &TestGateway, browser: &mut Browser, fields: &[(&str, &str)]) -> Page {
    let people = test.employees().await;
    let employee = people[0].employee.id.to_string();
    let id = browser.get(&format!("/time-entries/new?employee={employee}")).await.value("id");
    let fields = [fields, &WHY, &[("id", id.as_str()), ("employee", &employee)]].concat();
    browser.post("/time-entries/new", &fields).await
}

#[tokio::test]
async fn of_a_time_that_came_twice_the_form_asks_which_one_is_meant() {
    let test = start().await;
    test.clock.set(at("2026-11-01T20:00:00Z"));
    test.employee("Maria Lopez").await;
    let mut payroll = test.browser(Role::Payroll).await;
    let night = [("in", "2026-10-31T22:00:00"), ("out", "2026-11-01T01:30:00")];
    let page = add(&test, &mut payroll, &night).await;
    assert_eq!(page.status, 422);
    assert!(page.wrong("out").contains("came twice"), "{}", page.text());
    assert!(page.text().contains("The first time (CDT)") && page.text().contains("an hour later (CST)"));
    let page = add(&test, &mut payroll, &[&night[..], &[("out_which", "second")]].concat()).await;
    assert_eq!(page.status, 303, "{}", page.text());
    let entry = test.only_entry().await;
    assert_eq!(entry.out_at.as_deref(), Some("2026-11-01T07:30:00Z"));
    // Shown with its zone, hours as they were, and the choice kept in the form.
    let page = payroll.get(&format!("/time-entries/{}", entry.id)).await;
    assert!(page.text().contains("Sun, Nov 1, 1:30 AM CST") && page.text().contains("4:30"), "{}", page.text());
    assert!(page.body.contains("value=\"second\" selected"), "{}", page.body);
    let first = [&night[..], &[("out_which", "first")]].concat();
    let page = changed(&mut payroll, &entry.id, "correct", &first).await;
    assert!(page.text().contains("Sun, Nov 1, 1:30 AM CDT") && page.text().contains("3:30"), "{}", page.text());
}

#[tokio::test]
async fn a_time_that_the_clocks_left_out_is_refused_with_the_reason() {
    let test = start().await;
    test.clock.set(at("2027-03-14T20:00:00Z"));
    test.employee("Maria Lopez").await;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = add(&test, &mut payroll, &[("in", "2027-03-14T02:30:00"), ("out", "2027-03-14T04:00:00")]).await;
    assert_eq!(page.status, 422);
    assert!(page.wrong("in").contains("set forward from 02:00:00 to 03:00:00"), "{}", page.text());
    assert_eq!(page.value("in"), "2027-03-14T02:30:00");
    let page = add(&test, &mut payroll, &[("in", "2027-03-13T22:00:00"), ("out", "2027-03-14T04:00:00")]).await;
    assert_eq!(page.status, 303, "{}", page.text());
    assert!(payroll.get("/time-entries").await.text().contains("5:00"), "an hour was left out");
}

#[tokio::test]
async fn times_are_those_of_the_employees_zone() {
    let test = start().await;
    test.employee_in("Maria Lopez", "Pacific/Auckland").await;
    let mut payroll = test.browser(Role::Payroll).await;
    // 2 in the morning of the 18th there.
    let page = add(&test, &mut payroll, &[("in", "2026-11-18T02:00:01")]).await;
    assert!(page.wrong("in").contains("still to come"), "{}", page.text());
    let page = add(&test, &mut payroll, &[("in", "2026-11-18T01:00:00"), ("out", "2026-11-18T02:00:00")]).await;
    assert_eq!(page.status, 303, "{}", page.text());
    assert_eq!(test.only_entry().await.in_at, "2026-11-17T12:00:00Z");
    assert!(payroll.get("/time-entries").await.text().contains("Wed, Nov 18, 1:00 AM NZDT"));
}
