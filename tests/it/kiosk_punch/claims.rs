//! Notes for the manager: claims that a person accepts as a punch, or refuses with a reason.

use jiff::SignedDuration;
use phoneclock::domain::{
    ids::ClaimId,
    kiosk::{CredentialKind, Method},
    user::Role,
    workspace::JobPolicy,
};
use serde_json::{Value, json};

use crate::support::{
    TestGateway,
    kiosk_people::{At, KIOSK_PIN, WRONG_PIN, at_the_gate_of, maria_at_the_gate},
};

#[tokio::test]
async fn after_a_lock_a_note_is_left_and_is_no_entry() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    for _ in 0..3 {
        device.by_name(maria.id, WRONG_PIN).await;
    }
    let note = json!({ "employee": maria.id, "way": "in", "at": "06:52", "note": "I forgot it" });
    assert_eq!(device.ask("note", note).await["kind"], "noted");
    let rows = test.rows("SELECT at, way, note, said_name FROM claim", Vec::new()).await;
    assert_eq!((rows[0].get::<i64>(0).unwrap(), rows.len()), (1_794_919_920_000, 1));
    assert_eq!((test.count("time_entry").await, test.count("punch").await), (0, 0));
    assert_eq!(device.by_name(maria.id, KIOSK_PIN).await["kind"], "refused", "the lock is as it was");
}

#[tokio::test]
async fn whoever_decides_sees_whether_they_are_in_and_presets_no_job_where_one_is_required() {
    let test = TestGateway::start_with(|settings| settings.job_policy = JobPolicy::Required).await;
    test.job("Yard", "71").await;
    let At { test, mut device, maria, .. } = at_the_gate_of(test).await;
    let note = json!({ "employee": maria.id, "way": "in", "at": "06:52", "note": "I forgot it" });
    assert_eq!(device.ask("note", note).await["kind"], "noted");
    let mut office = test.owner().await;
    let id: ClaimId = test.column("SELECT id FROM claim").await.remove(0);
    let page = office.get(&format!("/exceptions/claims/{id}")).await;
    assert!(page.text().contains("For Maria Lopez , who is not clocked in."), "{}", page.text());
    assert!(page.text().contains("Note left at the kiosk Gate"), "{}", page.text());
    page.says("<option value=\"\" selected>Choose a job</option>").says_nothing_of("No job");
    device.by_name(maria.id, KIOSK_PIN).await;
    let page = office.get(&format!("/exceptions/claims/{id}")).await;
    assert!(page.text().contains("who is clocked in since Tue, Nov 17, 7:00 AM."), "{}", page.text());
    office.get(&format!("/time-entries/new?employee={}", maria.id)).await.says("Choose a job");
    let entry = test.only_entry().await.id;
    office.get(&format!("/time-entries/{entry}")).await.says("Choose a job").says_nothing_of("No job");
}

#[tokio::test]
async fn whoever_is_not_on_the_list_types_a_name_and_nobody_types_hundreds() {
    let At { test, mut device, .. } = maria_at_the_gate().await;
    for body in [
        json!({ "way": "in", "note": "who?" }),
        json!({ "name": " \u{200b} ", "way": "in" }),
        json!({ "name": "Bo", "way": "sideways" }),
        json!({ "name": "Bo", "way": "in", "at": "25:00" }),
        json!({ "name": "Bo", "way": "in", "at": "noon" }),
    ] {
        assert_eq!(device.ask("note", body.clone()).await["kind"], "gone", "{body}");
    }
    let bo = json!({ "name": "Bo Newman", "way": "out", "at": null, "note": "x".repeat(9_000) });
    for _ in 0..60 {
        assert_eq!(device.ask("note", bo.clone()).await["kind"], "noted");
    }
    assert_eq!(device.ask("note", bo).await["kind"], "gone");
    let long = test.column::<i64>("SELECT max(length(note)) FROM claim").await;
    assert_eq!(long, [500]);
}

#[tokio::test]
async fn the_same_request_leaves_one_note() {
    let At { test, mut device, .. } = maria_at_the_gate().await;
    let sent = device.request("note", &json!({ "name": "Bo", "way": "in" }));
    let first = device.send(&sent).await;
    test.write("UPDATE kiosk_request SET reply = 'failed AQ'").await;
    let again = device.send(&sent).await;
    assert_eq!((first.kind(), again.kind()), ("noted", "noted"));
    device.heard(&again);
    assert_eq!(test.count("claim").await, 1);
}

#[tokio::test]
async fn a_forgotten_pin_reaches_the_office_in_every_method() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    test.user(test.workspace.id, "olive", Role::Owner).await;
    test.execute("UPDATE employee SET employee_number = '70419'").await;
    let badge = test.set_badge(&maria).await;
    test.set_kiosk_pin(&maria, CredentialKind::LonePin, "041783").await;
    for method in [Method::NameAndPin, Method::NumberAndPin, Method::PinAlone, Method::BadgeAndPin] {
        test.set_method(method).await;
        let body = match method {
            Method::NameAndPin | Method::Badge => json!({ "employee": maria.id }),
            Method::NumberAndPin => json!({ "number": " 70419 " }),
            // The screen offers the names.
            Method::PinAlone => json!({ "employee": device.ask("people", json!({})).await["people"][0]["id"] }),
            Method::BadgeAndPin => json!({ "identification": device.by_badge(&badge).await["identification"] }),
        };
        let before = test.count("mail").await;
        assert_eq!(device.ask("forgot", body.clone()).await["kind"], "told");
        assert_eq!(test.count("mail").await - before, 1, "{method:?}");
        device.ask("forgot", body).await;
        assert_eq!(test.count("mail").await - before, 1, "once an hour");
        test.advance(SignedDuration::from_mins(61));
    }
    let long = "7".repeat(500);
    for nobody in [json!({}), json!({ "number": "70418" }), json!({ "number": long }), json!({ "number": "" })] {
        assert_eq!(device.ask("forgot", nobody).await["kind"], "told");
    }
    assert_eq!(test.count("mail").await, 4);
}

#[tokio::test]
async fn whoever_asks_for_a_pin_hears_the_same_whoever_they_are() {
    let At { test: _test, mut device, maria, .. } = maria_at_the_gate().await;
    let nobody = "0192d6b0-0000-7000-8000-000000000000";
    let mut heard: Vec<Value> = Vec::new();
    for employee in [maria.id.to_string(), nobody.to_owned()] {
        heard.push(device.ask("forgot", json!({ "employee": employee })).await);
    }
    assert_eq!(heard, [json!({ "kind": "told" }), json!({ "kind": "told" })]);
}
