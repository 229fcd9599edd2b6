//! Choosing a PIN and practicing at once: on the page, by keys, in the employee's language.

use phoneclock::domain::language::Language;
use serde_json::json;

use super::converse;
use crate::support::{PIN, TestGateway, people::details};

#[tokio::test]
async fn who_has_chosen_a_pin_practices_and_clocks_nobody_in() {
    let test = TestGateway::start().await;
    let person = phoneclock::domain::employee::Details { language: Language::Es, ..details("Ana Torres") };
    let person = test.newcomer_with(person).await;
    test.has_email(&person, "ana@example.com").await;
    test.email_setup_link(&person, None).await.unwrap();
    let link = test.mailed_links(&person).await.remove(0);
    let given = json!({ "at": test.pages(), "link": link, "pin": PIN });
    converse("practice.js", &given, async |question| match question["ask"].as_str() {
        Some("entries") => json!(test.entries().await.len()),
        _ => panic!("{question}"),
    })
    .await;
    assert_eq!(test.count("call").await, 0);
}
