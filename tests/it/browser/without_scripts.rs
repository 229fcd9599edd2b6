//! Setting people up, and choosing a PIN, in a browser that runs no scripts.

use phoneclock::domain::user::Role;
use serde_json::json;

use super::{converse, roll_out::place_call};
use crate::support::{
    TestGateway,
    browser::{PASSWORD, add_user},
};

#[tokio::test]
async fn a_pin_is_chosen_by_link_and_by_code_and_set_by_hand_without_scripts() {
    let test = TestGateway::start().await;
    let admin = json!({ "email": add_user(&test.gateway, test.workspace.id, Role::Admin).await, "password": PASSWORD });
    let with_email = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    test.email_setup_link(&with_email, None).await.unwrap();
    let link = test.mailed_links(&with_email).await.remove(0);
    let without_email = test.newcomer("Eva Nomail", None).await;
    let manage = format!("/time-tracking/phone-clocking/{}", without_email.id);
    let given = json!({ "at": test.pages(), "admin": admin, "link": link, "without_email": manage });
    converse("without_scripts.js", &given, async |question| match question["ask"].as_str() {
        Some("call") => place_call(&test, question).await,
        _ => panic!("{question}"),
    })
    .await;
    assert_eq!(test.entries().await.len(), 2);
}
