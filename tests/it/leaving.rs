//! Deactivating people and archiving jobs while somebody is clocked in: nobody stays on the board without a way out.

use jiff::SignedDuration;
use phoneclock::domain::{employee::Employee, phone_clock_id::PhoneClockId, user::Role};

use crate::support::{MARIAS_PHONE, PIN, TestGateway, browser::Browser};

/// Maria, who has clocked in at seven, and an admin three hours later.
async fn clocked_in() -> (TestGateway, Employee, PhoneClockId, Browser) {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.job("Roof repair", "12").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,12#")).await;
    test.advance(SignedDuration::from_hours(3));
    let admin = test.browser(Role::Admin).await;
    (test, maria, id, admin)
}

fn deactivate(person: &Employee) -> String {
    format!("/employees/{}/deactivate", person.id)
}

#[tokio::test]
async fn whoever_is_clocked_in_is_not_deactivated_before_it_is_said_what_becomes_of_that() {
    let (test, maria, _, mut admin) = clocked_in().await;
    let path = deactivate(&maria);
    let asked = admin.post(&path, &[]).await;
    assert_eq!(asked.to(), Some(path.as_str()));
    let page = admin.get(&path).await;
    test.assert_reads("people/deactivate", &page).await;
    page.says("value=\"clock out\"").says("value=\"no end\"").says_nothing_of("value=\"keep\"");
    let version = page.value("expected_version");
    let refused = admin.post(&path, &[("expected_version", &version)]).await;
    refused.is(422).says("Choose what should happen to it.");
    let refused = admin.post(&path, &[("expected_version", &version), ("open", "keep")]).await;
    refused.is(422).says("Choose what should happen to it.");
    assert_eq!(test.count("employee WHERE active = 0").await, 0);
    assert_eq!(test.count("time_entry WHERE status = 'open'").await, 1);
    let manager = test.browser(Role::Manager).await.get(&path).await;
    manager.is(403);
}

#[tokio::test]
async fn clocking_out_with_the_deactivation_leaves_a_name_a_time_and_a_reason() {
    let (test, maria, id, mut admin) = clocked_in().await;
    let version = admin.get(&deactivate(&maria)).await.value("expected_version");
    let done = admin.submit(&deactivate(&maria), &[("expected_version", &version), ("open", "clock out")]).await;
    done.says("Maria Lopez is clocked out, inactive and can no longer clock in.");
    let entry = test.only_entry().await;
    assert_eq!((entry.status, entry.out_local.as_deref()), ("closed", Some("2026-11-17T10:00:00-06:00")));
    assert!(entry.exceptions.is_empty() && entry.edited, "{entry:?}");
    let trail = admin.get(&format!("/time-entries/{}", entry.id)).await.text();
    assert!(trail.contains("deactivated while clocked in The admin"), "{trail}");
    assert!(admin.get("/who-is-in").await.text().contains("0 people are in"));
    let audit = test.browser(Role::Owner).await.get("/audit").await.text();
    assert!(audit.contains("correct time entry") && audit.contains("deactivate employee"), "{audit}");
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert_eq!(test.only_entry().await.id, entry.id, "and nothing new is clocked");
}

#[tokio::test]
async fn an_entry_left_without_an_end_is_an_exception_and_not_on_the_board() {
    let (test, maria, _, mut admin) = clocked_in().await;
    let version = admin.get(&deactivate(&maria)).await.value("expected_version");
    admin
        .submit(&deactivate(&maria), &[("expected_version", &version), ("open", "no end")])
        .await
        .says("is in Exceptions");
    let entry = test.only_entry().await;
    assert_eq!((entry.status, entry.out_at, entry.exceptions), ("unfinished", None, vec!["missing clock-out"]));
    assert!(admin.get("/who-is-in").await.text().contains("0 people are in"));
}

#[tokio::test]
async fn what_has_changed_since_the_page_was_shown_is_asked_again_and_who_is_out_goes_at_once() {
    let (test, maria, id, mut admin) = clocked_in().await;
    let version = admin.get(&deactivate(&maria)).await.value("expected_version");
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    test.advance(SignedDuration::from_mins(10));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    let refused = admin.post(&deactivate(&maria), &[("expected_version", &version), ("open", "clock out")]).await;
    refused.is(409).says("has changed in the meantime");
    assert_eq!(test.count("employee WHERE active = 0").await, 0);
    test.advance(SignedDuration::from_mins(10));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    admin.submit(&deactivate(&maria), &[]).await.says("Maria Lopez is inactive and can no longer clock in.");
}

#[tokio::test]
async fn a_job_that_people_are_on_is_not_archived_by_one_click() {
    for (open, status) in [("clock out", "closed"), ("keep", "open")] {
        let (test, _, id, mut admin) = clocked_in().await;
        let (_, other) = test.employee("Ana Torres").await;
        test.call(crate::support::OTHER_PHONE, &format!("{other}#,{PIN}#,#")).await;
        let job = test.jobs().await[0].id;
        let path = format!("/jobs/{job}/archive");
        assert_eq!(admin.post(&path, &[]).await.to(), Some(path.as_str()));
        let page = admin.get(&path).await;
        let text = page.text();
        assert!(text.contains("1 person is clocked in to this job") && !text.contains("Ana Torres"), "{text}");
        let version = page.value("expected_version");
        admin.post(&path, &[("expected_version", &version)]).await.is(422);
        assert_eq!(test.count("job WHERE archived_at IS NOT NULL").await, 0);
        admin.submit(&path, &[("expected_version", &version), ("open", open)]).await.says("Roof repair is archived");
        assert_eq!(test.count(&format!("time_entry WHERE job_id IS NOT NULL AND status = '{status}'")).await, 1);
        assert_eq!(test.count("time_entry WHERE job_id IS NULL AND status = 'open'").await, 1, "nobody else");
        if open == "keep" {
            test.advance(SignedDuration::from_hours(1));
            test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
            assert_eq!(test.count("time_entry WHERE job_id IS NOT NULL AND status = 'closed'").await, 1, "by phone");
        }
    }
}

#[tokio::test]
async fn who_is_in_without_a_pin_is_said_to_have_no_way_out_by_phone() {
    let (test, maria, _, mut admin) = clocked_in().await;
    admin.get("/who-is-in").await.says_nothing_of("cannot clock out by phone");
    let path = format!("/time-tracking/phone-clocking/{}", maria.id);
    admin.get(&path).await.says("could no longer clock out by phone");
    let done = admin.submit(&format!("{path}/remove-pin"), &[]).await;
    done.says("Maria Lopez has been clocked in since 7:00 AM and cannot clock out by phone");
    let entry = test.only_entry().await.id;
    admin.get("/who-is-in").await.says("cannot clock out by phone").says(&format!("/time-entries/{entry}"));
}
