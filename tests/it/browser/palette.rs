//! Search from anywhere, and filters that act at once, in a browser.

use phoneclock::domain::user::Role;
use serde_json::json;

use super::run;
use crate::{
    support::{
        TestGateway,
        browser::{PASSWORD, add_user},
    },
    timesheets::{add, entry, person},
};

#[tokio::test]
async fn people_jobs_and_pages_are_found_by_keyboard_and_filters_act_at_once() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let maria = person(&test.gateway, test.workspace.id, "Maria Lopez").await;
    add(&test.gateway, vec![entry(&test.gateway, &maria, "2026-11-09T13:00:00Z", Some(480))]).await;
    let email = add_user(&test.gateway, test.workspace.id, Role::Owner).await;
    let owner = json!({ "email": email, "password": PASSWORD });
    run("palette.js", &json!({ "at": test.pages(), "owner": owner })).await;
}
