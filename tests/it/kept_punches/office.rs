//! What the office sees of what was kept.

use jiff::SignedDuration;
use phoneclock::domain::{ids::ClaimId, user::Role};
use serde_json::json;

use crate::support::{
    kept::maria_says,
    kiosk_people::{WRONG_PIN, maria_at_the_gate},
};

#[tokio::test]
async fn the_entry_says_that_it_was_kept_when_and_when_it_came() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    here.test.advance(SignedDuration::from_mins(10));
    let came = tablet.maria("in");
    here.test.advance(SignedDuration::from_hours(2));
    tablet.deliver(&[came]).await;
    let mut office = here.test.owner().await;
    let entry = here.test.only_entry().await.id;
    let page = office.get(&format!("/time-entries/{entry}")).await;
    assert!(page.text().contains("kept offline"), "{}", page.text());
}

#[tokio::test]
async fn a_claim_says_that_it_was_kept_and_why_it_is_no_punch() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    let wrong = tablet.keep("in", &maria_says(WRONG_PIN));
    tablet.deliver(&[wrong]).await;
    let mut office = here.test.owner().await;
    let claim = here.test.column::<ClaimId>("SELECT id FROM claim").await.remove(0);
    let page = office.get(&format!("/exceptions/claims/{claim}")).await;
    assert!(page.text().contains("the PIN was wrong"), "{}", page.text());
}

#[tokio::test]
async fn kiosks_that_are_silent_are_named_on_the_board_and_above_the_form_that_adds_time() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    let mut office = here.test.owner().await;
    let form = format!("/time-entries/new?employee={}", here.maria.id);
    for address in ["/who-is-in", &form] {
        office.get(address).await.says_nothing_of("Kiosks that do not answer");
    }
    tablet.device.ask("state", json!({ "unsent": 3 })).await;
    let page = office.get("/who-is-in").await;
    assert!(page.text().contains("Gate : 3 punches are kept there and not sent yet."), "{}", page.text());
    here.test.advance(SignedDuration::from_mins(11));
    for address in ["/who-is-in", &form] {
        let page = office.get(address).await;
        let said = "no answer since Tue, Nov 17, 7:00 AM. 3 punches are kept there and not sent yet.";
        assert!(page.text().contains(said), "{}", page.text());
    }
    let device = format!("/time-tracking/kiosks/devices/{}", tablet.device.id);
    assert!(office.get(&device).await.text().contains("Punches not sent yet 3"));
    tablet.device.ask("state", json!({ "unsent": 0 })).await;
    office.get("/who-is-in").await.says_nothing_of("Kiosks that do not answer");
    // What is switched off, or was silent for weeks, keeps nothing that is still to come.
    here.test.advance(SignedDuration::from_hours(15 * 24));
    let mut lead = here.test.browser(Role::Manager).await;
    lead.get("/who-is-in").await.says_nothing_of("Kiosks that do not answer");
}

#[tokio::test]
async fn a_claim_that_was_kept_is_accepted_as_any_other_and_its_entry_says_where_it_is_from() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    let wrong = tablet.keep("in", &maria_says(WRONG_PIN));
    here.test.advance(SignedDuration::from_hours(1));
    tablet.deliver(&[wrong]).await;
    let mut office = here.test.owner().await;
    let claim = here.test.column::<ClaimId>("SELECT id FROM claim").await.remove(0);
    office.get(&format!("/exceptions/claims/{claim}")).await;
    let accepted = [("at", "2026-11-17T07:00"), ("employee", &here.maria.id.to_string())];
    let page = office.post(&format!("/exceptions/claims/{claim}/accept"), &accepted).await;
    assert_eq!(page.status, 303, "{}", page.text());
    assert_eq!(here.test.only_entry().await.in_at, "2026-11-17T13:00:00Z");
    let notes = here.test.column::<Option<String>>("SELECT note FROM entry_revision").await;
    assert!(notes[0].as_deref().is_some_and(|note| note.contains("which kept it without a network")), "{notes:?}");
}
