//! What the office sees of what was kept.

use jiff::SignedDuration;

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
    let claim = here.test.column::<phoneclock::domain::ids::ClaimId>("SELECT id FROM claim").await.remove(0);
    let page = office.get(&format!("/exceptions/claims/{claim}")).await;
    assert!(page.text().contains("the PIN was wrong"), "{}", page.text());
}
