//! Notes from kiosks that are accepted as punches among the exceptions, refused there, and taken back.

use phoneclock::domain::{ids::ClaimId, user::Role};
use serde_json::json;

use super::repaired::typed;
use crate::support::kiosk_people::{At, KIOSK_PIN, maria_at_the_gate};

fn of(id: ClaimId, act: &str) -> String {
    format!("/exceptions/claims/{id}/{act}")
}

#[tokio::test]
async fn a_note_is_accepted_as_a_punch_where_it_is_and_the_punch_is_voided_when_that_is_undone() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    device.ask("note", json!({ "employee": maria.id, "way": "in", "at": "06:52", "note": "I forgot my PIN" })).await;
    let id: ClaimId = test.column("SELECT id FROM claim").await.remove(0);
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get(&format!("/exceptions?at={id}")).await;
    test.assert_reads("exceptions/note_chosen", &page).await;
    let fields = page.form(&of(id, "accept"), &[]);
    let accept = [("at", "2026-11-17T06:52:00"), ("out", "2026-11-17T06:58:00")];
    let done = payroll.post(&of(id, "accept"), &typed(&fields, &accept)).await;
    assert_eq!(done.is(303).to(), Some("/exceptions"));
    let page = payroll.get("/exceptions").await;
    page.says("Accepted: the note of Maria Lopez, clocked in at Tue, Nov 17, 6:52 AM.");
    assert_eq!(test.only_entry().await.status, "closed");

    let undo = of(id, "take-back");
    page.says(&format!("action=\"{undo}\" data-undo"));
    assert_eq!(payroll.post(&undo, &[]).await.is(303).to(), Some(format!("/exceptions?at={id}").as_str()));
    assert!(test.only_entry().await.voided);
    assert_eq!(test.count("claim WHERE decided_at IS NULL AND entry_id IS NULL").await, 1);
    let actions: Vec<String> =
        test.column("SELECT action FROM audit_record WHERE action LIKE '%claim' ORDER BY at").await;
    assert_eq!(actions, ["accept claim", "undo decision on claim"]);
    payroll.post(&undo, &[]).await.is(422).says("This can no longer be undone");
    payroll.get(&format!("/exceptions?at={id}")).await.says(&of(id, "accept"));
}

#[tokio::test]
async fn a_clock_out_by_a_note_is_undone_with_it_and_so_is_a_refusal() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    device.by_name(maria.id, KIOSK_PIN).await;
    test.advance(jiff::SignedDuration::from_hours(9));
    device.ask("note", json!({ "employee": maria.id, "way": "out", "at": "15:41", "note": "" })).await;
    let id: ClaimId = test.column("SELECT id FROM claim").await.remove(0);
    let (mut payroll, mut owner) = (test.browser(Role::Payroll).await, test.browser(Role::Owner).await);
    let fields = payroll.get(&format!("/exceptions?at={id}")).await.form(&of(id, "accept"), &[]);
    payroll.post(&of(id, "accept"), &typed(&fields, &[("at", "2026-11-17T15:41:00")])).await.is(303);
    assert_eq!(test.only_entry().await.out_at.as_deref(), Some("2026-11-17T21:41:00Z"));
    owner.post(&of(id, "take-back"), &[]).await.is(422).says("This can no longer be undone");
    payroll.post(&of(id, "take-back"), &[]).await.is(303);
    let entry = test.only_entry().await;
    assert_eq!((entry.status, entry.out_at.as_deref(), entry.voided), ("open", None, false));

    payroll.post(&of(id, "refuse"), &[("reason", "She was not there")]).await.is(303);
    payroll.get("/exceptions").await.says("Refused: the note of Maria Lopez.");
    payroll.post(&of(id, "take-back"), &[]).await.is(303);
    assert_eq!(test.count("claim WHERE decided_at IS NULL").await, 1);
}

#[tokio::test]
async fn a_punch_that_was_used_since_is_not_taken_back_with_its_note() {
    let At { test, mut device, maria, .. } = maria_at_the_gate().await;
    device.ask("note", json!({ "employee": maria.id, "way": "in", "at": "06:52", "note": "" })).await;
    let id: ClaimId = test.column("SELECT id FROM claim").await.remove(0);
    let mut payroll = test.browser(Role::Payroll).await;
    let fields = payroll.get(&format!("/exceptions?at={id}")).await.form(&of(id, "accept"), &[]);
    payroll.post(&of(id, "accept"), &typed(&fields, &[("at", "2026-11-17T06:52:00")])).await.is(303);
    test.advance(jiff::SignedDuration::from_mins(20));
    device.by_name(maria.id, KIOSK_PIN).await;
    let entry = test.only_entry().await;
    assert_eq!(entry.status, "closed", "she has clocked out of it");
    payroll.post(&of(id, "take-back"), &[]).await.is(422);
    assert!(!test.only_entry().await.voided);
    assert_eq!(test.count("claim WHERE decided_at IS NULL").await, 0);
}
