//! Decisions on exceptions that are taken back by whoever made them, moments later.

use jiff::SignedDuration;
use phoneclock::domain::{ids::ExceptionId, user::Role};

use super::{
    forgotten, kinds,
    repaired::{correct, typed},
};
use crate::{
    support::{TestGateway, browser::Browser},
    time_entries::changed,
};

fn take_back(id: ExceptionId) -> String {
    format!("/exceptions/{id}/take-back")
}

async fn repair(test: &TestGateway, browser: &mut Browser, id: ExceptionId) {
    let fields = browser.get(&format!("/exceptions?at={id}")).await.form(&correct(id), &[]);
    let times = [("out_date", "2026-11-17"), ("out_time", "15:30"), ("reason", "forgot to clock out")];
    browser.post(&correct(id), &typed(&fields, &times)).await.is(303);
    assert_eq!(test.count("exception WHERE settled_at IS NULL").await, 0);
}

#[tokio::test]
async fn a_repair_is_taken_back_and_both_stay_in_the_history() {
    let (test, _, id) = forgotten().await;
    let mut manager = test.browser(Role::Manager).await;
    repair(&test, &mut manager, id).await;
    let page = manager.get("/exceptions").await;
    page.says("data-undo").says(&take_back(id));
    let done = manager.post(&take_back(id), &[]).await;
    assert_eq!(done.is(303).to(), Some(format!("/exceptions?at={id}").as_str()));
    let page = manager.get("/exceptions").await;
    page.says("Open again: missing clock-out of Maria Lopez. The entry is as it was before.");
    page.says_nothing_of("data-undo");
    assert_eq!(kinds(&page), ["missing clock-out"]);
    let entry = &test.entries().await[0];
    assert_eq!((entry.status, entry.out_at.as_deref()), ("unfinished", None));
    let trail: Vec<String> = test.column("SELECT kind || ' ' || status FROM entry_revision ORDER BY revision").await;
    assert_eq!(trail, ["clocked unfinished", "corrected closed", "corrected unfinished"]);
    let actions: Vec<String> =
        test.column("SELECT action FROM audit_record WHERE action LIKE '%correct%' ORDER BY at").await;
    assert_eq!(actions, ["correct time entry", "undo correction"]);
    // And the same again, from the start.
    repair(&test, &mut manager, id).await;
    manager.post(&take_back(id), &[]).await.is(303);
    assert_eq!(manager.post(&take_back(id), &[]).await.status, 409, "once");
}

#[tokio::test]
async fn nobody_takes_back_what_somebody_else_has_corrected_or_what_was_changed_since() {
    let (test, _, id) = forgotten().await;
    let (mut manager, mut payroll) = (test.browser(Role::Manager).await, test.browser(Role::Payroll).await);
    repair(&test, &mut manager, id).await;
    payroll.get("/exceptions").await.says_nothing_of("data-undo");
    let refused = payroll.post(&take_back(id), &[]).await;
    refused.is(409).says("This can no longer be undone here");
    let entry = test.entry_ids().await[0].to_string();
    let fields = [("in", "2026-11-17T07:00:00"), ("out", "2026-11-17T16:00:00")];
    changed(&mut payroll, &entry, "correct", &fields).await;
    manager.get("/exceptions").await.says_nothing_of("data-undo");
    assert_eq!(manager.post(&take_back(id), &[]).await.status, 409);
    assert_eq!(test.entries().await[0].out_at.as_deref(), Some("2026-11-17T22:00:00Z"));
}

#[tokio::test]
async fn after_half_an_hour_a_repair_is_changed_on_the_page_of_the_entry() {
    let (test, _, id) = forgotten().await;
    let mut manager = test.browser(Role::Manager).await;
    repair(&test, &mut manager, id).await;
    test.advance(SignedDuration::from_mins(31));
    manager.get("/exceptions").await.says_nothing_of("data-undo");
    manager.post(&take_back(id), &[]).await.is(409).says("more than half an hour ago");
    assert_eq!(test.entries().await[0].status, "closed");
}
