//! "Not right? Undo", within ten seconds: an event in the trail, and nothing is left of the punch in the hours.

use jiff::SignedDuration;
use phoneclock::service::roster::jobs::JobDetails;
use serde_json::{Value, json};

use crate::support::{
    TestGateway,
    kiosk_people::{KIOSK_PIN, maria_at_the_gate},
};

/// The trails of all entries: what was done, by whom, why.
async fn trail(test: &TestGateway) -> Vec<[Option<String>; 3]> {
    let sql = "SELECT r.kind, r.actor, r.note FROM entry_revision r JOIN time_entry t ON t.id = r.entry_id \
               ORDER BY t.in_at, t.id, r.revision";
    let rows = test.rows(sql, Vec::new()).await;
    rows.iter().map(|row| [0, 1, 2].map(|column| row.get(column).unwrap())).collect()
}

fn step(kind: &str, actor: &str, note: Option<&str>) -> [Option<String>; 3] {
    [Some(kind.to_owned()), Some(actor.to_owned()), note.map(str::to_owned)]
}

const WHY: Option<&str> = Some("undone at the kiosk Gate");
const MARIA: &str = "Maria Lopez";

#[tokio::test]
async fn a_clock_in_is_voided_and_she_can_clock_in_again_at_once() {
    let mut at = maria_at_the_gate().await;
    let done = at.maria_keys(KIOSK_PIN).await;
    assert_eq!(at.device.undo(&done).await["kind"], "undone");
    assert_eq!(at.device.undo(&done).await["kind"], "undone", "twice is once");
    assert_eq!(trail(&at.test).await, [step("clocked", MARIA, None), step("voided", MARIA, WHY)]);
    assert!(at.test.present().await.is_empty() && at.test.standing_exceptions().await.is_empty());
    assert_eq!(at.maria_keys(KIOSK_PIN).await["way"], "in", "nothing was clocked moments ago");
    assert!(at.test.audit_log().await.records.iter().any(|record| record.action == "undo clock-in"));
}

#[tokio::test]
async fn a_clock_out_is_open_again_with_its_time_and_ends_once_more() {
    let mut at = maria_at_the_gate().await;
    at.maria_keys(KIOSK_PIN).await;
    at.test.advance(SignedDuration::from_hours(8));
    let done = at.maria_keys(KIOSK_PIN).await;
    assert_eq!((&done["way"], &done["worked"]), (&json!("out"), &json!(8 * 3_600)));
    assert_eq!(at.device.undo(&done).await["kind"], "undone");
    let entry = at.test.only_entry().await;
    assert_eq!((entry.status, entry.in_at.as_str()), ("open", "2026-11-17T13:00:00Z"));
    assert_eq!(trail(&at.test).await, [step("clocked", MARIA, None), step("corrected", MARIA, WHY)]);
    at.test.advance(SignedDuration::from_hours(1));
    let done = at.maria_keys(KIOSK_PIN).await;
    assert_eq!((&done["way"], &done["worked"]), (&json!("out"), &json!(9 * 3_600)));
}

#[tokio::test]
async fn going_on_to_another_job_is_undone_as_a_whole() {
    let mut at = maria_at_the_gate().await;
    let annex = at.test.add_job(JobDetails::named("Annex")).await.id;
    let done = at.maria_keys(KIOSK_PIN).await;
    at.device.ask("leave", json!({ "identification": done["identification"] })).await;
    at.test.wait_out();
    let asked = at.maria_keys(KIOSK_PIN).await;
    let switch = json!({ "identification": asked["identification"], "choice": "switch_job", "job": annex });
    let done = at.device.ask("punch", switch).await;
    assert_eq!(at.device.undo(&done).await["kind"], "undone");
    let entries: Vec<_> = at.test.entries().await.into_iter().map(|entry| (entry.status, entry.voided)).collect();
    assert_eq!(entries, [("open", false), ("unfinished", true)]);
}

#[tokio::test]
async fn a_new_shift_is_undone_with_what_was_given_up_for_it() {
    let mut at = maria_at_the_gate().await;
    at.maria_keys(KIOSK_PIN).await;
    at.test.advance(SignedDuration::from_hours(15));
    let asked = at.maria_keys(KIOSK_PIN).await;
    let done = at.device.choose(&asked, "new_shift").await;
    assert_eq!(at.device.undo(&done).await["kind"], "undone");
    let entries: Vec<_> = at.test.entries().await.into_iter().map(|entry| (entry.status, entry.voided)).collect();
    assert_eq!(entries, [("open", false), ("unfinished", true)]);
    assert!(at.test.standing_exceptions().await.is_empty());
    assert_eq!(at.maria_keys(KIOSK_PIN).await["question"], "forgotten");
}

#[tokio::test]
async fn the_sessions_of_the_device_say_what_was_clocked_and_what_was_undone() {
    let mut at = maria_at_the_gate().await;
    let done = at.maria_keys(KIOSK_PIN).await;
    at.device.undo(&done).await;
    at.test.wait_out();
    at.maria_keys(KIOSK_PIN).await;
    at.test.advance(SignedDuration::from_hours(8));
    at.maria_keys(KIOSK_PIN).await;
    at.maria_keys("471147").await;
    let mut office = at.test.owner().await;
    let page = office.get(&format!("/time-tracking/kiosks/devices/{}", at.device.id)).await.text();
    for said in ["PIN Undone", "PIN Clocked in", "PIN Clocked out", "PIN Refused"] {
        assert_eq!(page.matches(&format!("{MARIA} {said}")).count(), 1, "{said}: {page}");
    }
}

#[tokio::test]
async fn what_a_universal_pin_has_clocked_is_its_doing_in_the_history() {
    let mut at = maria_at_the_gate().await;
    at.test.set_universal_pin(&at.kiosk, "604173").await;
    let by = "the Universal PIN of the kiosk Gate";
    let done = at.device.by_universal(at.maria.id, "604173").await;
    let mut office = at.test.owner().await;
    let id = at.test.only_entry().await.id;
    office.get(&format!("/time-entries/{id}")).await.says(&format!("<bdi>{by}</bdi>, <time"));
    assert_eq!(at.device.undo(&done).await["kind"], "undone");
    assert_eq!(trail(&at.test).await, [step("clocked", by, None), step("voided", by, WHY)]);
}

#[tokio::test]
async fn after_ten_seconds_and_what_the_network_takes_it_is_too_late() {
    for (secs, kind) in [(10, "undone"), (15, "undone"), (17, "gone"), (3_600, "gone")] {
        let mut at = maria_at_the_gate().await;
        let done = at.maria_keys(KIOSK_PIN).await;
        at.test.advance(SignedDuration::from_secs(secs));
        assert_eq!(at.device.undo(&done).await["kind"], kind, "{secs}");
    }
}

#[tokio::test]
async fn what_the_office_has_changed_meanwhile_and_what_others_have_made_is_not_undone() {
    let mut at = maria_at_the_gate().await;
    let mut office = at.test.owner().await;
    let done = at.maria_keys(KIOSK_PIN).await;
    let id = at.test.only_entry().await.id;
    let version = office.get(&format!("/time-entries/{id}")).await.value("expected_version");
    let fields = [("expected_version", version.as_str()), ("reason", "test"), ("note", "")];
    office.submit(&format!("/time-entries/{id}/void"), &fields).await;
    assert_eq!(at.device.undo(&done).await["kind"], "gone");

    at.test.wait_out();
    let done = at.maria_keys(KIOSK_PIN).await;
    let mut other = at.test.device(&at.kiosk).await;
    assert_eq!(other.undo(&done).await["kind"], "gone", "of another device");
    assert_eq!(other.undo(&json!({ "identification": KIOSK_ID })).await["kind"], "gone");
    assert_eq!(other.ask("undo", json!({ "identification": "x" })).await["kind"], "malformed");
    let unknown: Value = other.undo(&json!({ "identification": KIOSK_ID })).await;
    assert_eq!(unknown["kind"], "gone");
}

const KIOSK_ID: &str = "0192d6b0-0000-7000-8000-000000000000";
