//! Breaks at a kiosk, after somebody was found.

use serde_json::json;

use super::*;
use crate::support::kiosk_people::{KIOSK_PIN, maria_at_the_gate};

#[tokio::test]
async fn whoever_is_in_starts_a_break_and_ends_it() {
    let mut at = maria_at_the_gate().await;
    let kind = lunch(&at.test).await;
    at.maria_keys(KIOSK_PIN).await;
    at.test.advance(HOUR);
    let asked = at.maria_keys(KIOSK_PIN).await;
    let start = format!("start_break:{}", kind.id);
    assert_eq!(asked["choices"], json!(["out", start]));
    assert_eq!(asked["breaks"], json!([{ "id": kind.id.to_string(), "name": "Lunch" }]));
    let taken = at.device.choose(&asked, &start).await;
    assert_eq!((&taken["kind"], &taken["break"], &taken["secs"]), (&json!("break"), &json!("Lunch"), &json!(null)));
    at.test.advance(MINUTE * 45);
    let asked = at.maria_keys(KIOSK_PIN).await;
    assert_eq!(asked["choices"], json!(["end_break", "out"]));
    let taken = at.device.choose(&asked, "end_break").await;
    assert_eq!((&taken["kind"], &taken["secs"]), (&json!("break"), &json!(45 * 60)));
    assert_eq!(deeds(&at.test).await, ["started kiosk", "ended kiosk"]);
    at.test.advance(HOUR);
    let asked = at.maria_keys(KIOSK_PIN).await;
    let done = at.device.choose(&asked, "out").await;
    assert_eq!(done["worked"], json!(2 * 3600), "of two hours and 45 minutes");
    assert!(at.test.standing_exceptions().await.is_empty());
}

#[tokio::test]
async fn the_same_request_starts_one_break_and_hears_the_same() {
    let mut at = maria_at_the_gate().await;
    let kind = lunch(&at.test).await;
    at.maria_keys(KIOSK_PIN).await;
    at.test.advance(HOUR);
    let asked = at.maria_keys(KIOSK_PIN).await;
    let body = json!({ "identification": asked["identification"], "choice": format!("start_break:{}", kind.id) });
    let sent = at.device.request("punch", &body);
    let first = at.device.send(&sent).await;
    let second = at.device.send(&sent).await;
    assert_eq!(first.answer()["kind"], "break");
    assert_eq!(second.answer(), first.answer());
    assert_eq!(deeds(&at.test).await, ["started kiosk"]);
}

#[tokio::test]
async fn a_kind_of_another_workspace_or_an_archived_one_starts_nothing() {
    let mut at = maria_at_the_gate().await;
    let kind = lunch(&at.test).await;
    let (stranger, rest) = (BreakKindId::from_bytes([7; 16]), self::kind(&at.test, "Rest", true, (None, None)).await);
    at.maria_keys(KIOSK_PIN).await;
    at.test.advance(HOUR);
    let asked = at.maria_keys(KIOSK_PIN).await;
    let actor = Actor::at_the_machine(at.test.workspace.id);
    at.test.in_office(move |u| break_kinds::set_archived(u, &actor, rest.id, true)).await.unwrap();
    for id in [stranger, rest.id] {
        let again = at.device.choose(&asked, &format!("start_break:{id}")).await;
        assert_eq!(again["kind"], "choose", "{id}");
        assert_eq!(again["choices"], json!(["out", format!("start_break:{}", kind.id)]));
    }
    assert_eq!(at.test.count("entry_break").await, 0);
}

#[tokio::test]
async fn undoing_a_clock_out_goes_on_with_the_break_that_it_has_ended() {
    let mut at = maria_at_the_gate().await;
    let kind = lunch(&at.test).await;
    at.maria_keys(KIOSK_PIN).await;
    at.test.advance(HOUR);
    let asked = at.maria_keys(KIOSK_PIN).await;
    at.device.choose(&asked, &format!("start_break:{}", kind.id)).await;
    at.test.advance(MINUTE * 5);
    let asked = at.maria_keys(KIOSK_PIN).await;
    let done = at.device.choose(&asked, "out").await;
    assert_eq!(at.test.standing_exceptions().await, ["break left open"]);
    at.device.undo(&done).await;
    assert!(at.test.standing_exceptions().await.is_empty());
    assert_eq!(deeds(&at.test).await.last().map(String::as_str), Some("opened again page"));
    let asked = at.maria_keys(KIOSK_PIN).await;
    assert_eq!(asked["choices"], json!(["end_break", "out"]));
}
