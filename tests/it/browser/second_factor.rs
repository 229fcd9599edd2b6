//! The second factor in a real browser.

use jiff::SignedDuration;
use phoneclock::domain::user::Role;
use serde_json::{Value, json};

use super::converse;
use crate::{
    second_factor::App,
    support::{
        TestGateway,
        browser::{PASSWORD, add_user},
    },
};

#[tokio::test]
async fn every_page_of_the_second_factor_is_accessible_and_a_phone_without_scripts_signs_in_with_it() {
    let test = TestGateway::start().await;
    let owner = json!({ "email": add_user(&test.gateway, test.workspace.id, Role::Owner).await, "password": PASSWORD });
    let given = json!({ "at": test.pages(), "owner": owner });
    converse("second_factor.js", &given, async |question| match question["ask"].as_str() {
        Some("code") => {
            test.next_code();
            json!({ "code": App::of_key(question["key"].as_str().unwrap()).code(&test) })
        }
        Some("wait") => {
            test.advance(SignedDuration::from_mins(16));
            Value::Null
        }
        Some("reset") => {
            test.write("DELETE FROM second_factor").await;
            test.write("UPDATE workspace SET second_factor = 1").await;
            Value::Null
        }
        _ => panic!("{question}"),
    })
    .await;
}
