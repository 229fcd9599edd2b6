//! The binding of a device in Chromium, with profile folders that are copied and closed in the middle.

use jiff::SignedDuration;
use phoneclock::{domain::kiosk::DeviceStatus, service::kiosks::codes::CodeState};
use serde_json::json;

use super::converse;
use crate::support::TestGateway;

#[tokio::test]
async fn a_device_is_bound_to_one_browser_and_a_copy_of_it_is_found() {
    let mut test = TestGateway::start().await;
    let kiosk = test.kiosk("Front door").await;
    let actor = test.owner_actor().await;
    let mut offered = None;
    let given = json!({ "at": test.pages(), "device": script("device.js"), "wire": script("device_wire.js") });
    converse("kiosk_binding.js", &given, async |question| match question["ask"].as_str() {
        Some("offer") => {
            let (id, code) = test.offer(&actor, &kiosk).await;
            offered = Some(id);
            json!({ "code": code })
        }
        Some("approve") => {
            let id = offered.unwrap();
            let CodeState::Keyed(keyed) = test.offer_of(&actor, id).await.state else { panic!("it was keyed") };
            test.approve(&actor, id).await.unwrap();
            json!({ "number": keyed.number })
        }
        Some("a week and a restart") => {
            test.advance(SignedDuration::from_hours(8 * 24));
            test.restart().await;
            json!({ "at": test.pages() })
        }
        Some("status") => {
            let status = test.column::<DeviceStatus>("SELECT status FROM kiosk_device").await;
            json!({ "status": status[0].name() })
        }
        _ => panic!("{question}"),
    })
    .await;
}

/// The address of a script of the kiosk's screen.
fn script(file: &str) -> String {
    format!("/assets/kiosk/test/{file}")
}
