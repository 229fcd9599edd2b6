//! A correction and its trail, by keyboard.

use jiff::SignedDuration;
use phoneclock::domain::user::Role;
use serde_json::json;

use super::run;
use crate::support::{
    MARIAS_PHONE, PIN, TestGateway,
    browser::{PASSWORD, add_user},
};

#[tokio::test]
async fn a_forgotten_clock_out_is_corrected_and_the_trail_says_so() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_hours(24));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,1")).await;
    let email = add_user(&test.gateway, test.workspace.id, Role::Manager).await;
    let lead = json!({ "email": email, "password": PASSWORD });
    run("correction.js", &json!({ "at": test.pages(), "lead": lead })).await;
    assert_eq!(test.entries().await[0].out_at.as_deref(), Some("2026-11-17T21:30:12Z"));
}
