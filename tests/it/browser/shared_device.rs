//! A session on a shared device, in Chromium: the name and *Done* in sight at every width, by keyboard, with and without
//! scripts, and a page that goes away when nobody is there.

use phoneclock::domain::user::Role;
use serde_json::{Value, json};

use super::converse;
use crate::{
    pin_sign_in::Wall,
    support::{TestGateway, browser::Browser},
};

fn cookies(browser: &Browser) -> Value {
    browser.cookies.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

#[tokio::test]
async fn a_session_on_a_shared_device_is_small_in_sight_and_soon_over() {
    let test = TestGateway::start().await;
    let wall = Wall::hang(&test).await;
    test.job("Elm Street 12", "71").await;
    test.employee("Hubert Blaine Wolfeschlegelsteinhausenbergerdorff").await;
    let lock = "INSERT INTO kiosk_guard (kiosk_id, employee_id, failures, locks, locked_until_unlocked)";
    test.write(&format!("{lock} SELECT k.id, e.id, 0, 10, 1 FROM kiosk k, employee e")).await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    test.write("UPDATE web_user SET name = 'Maximiliane Hohenfels-Schwarzenberg' WHERE name = 'max'").await;
    converse("shared_device.js", &json!({ "at": test.pages() }), async |question| match question["ask"].as_str() {
        Some("sign in") => cookies(&wall.sign_in(&pin).await),
        Some("advance") => {
            test.advance(jiff::SignedDuration::from_secs(question["secs"].as_i64().unwrap()));
            Value::Null
        }
        _ => panic!("{question}"),
    })
    .await;
}
