//! What a tablet keeps while its network is gone, in Chromium: through a power cut, lost answers, a hotspot, a second tab, a
//! new release of the screen, a gateway that was started anew, and after the tablet was put out.

use jiff::SignedDuration;
use phoneclock::service::kiosks::codes::CodeState;
use serde_json::json;

use super::converse;
use crate::support::TestGateway;

#[tokio::test]
async fn what_a_tablet_says_that_it_has_kept_comes_once_and_is_read_by_nobody_there() {
    let mut test = TestGateway::start().await;
    let kiosk = test.kiosk("Elm Street gate").await;
    test.person("Maria Lopez").await;
    let actor = test.owner_actor().await;
    let mut offered = None;
    converse("kiosk_kept.js", &json!({ "at": test.pages() }), async |question| match question["ask"].as_str() {
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
        Some("later") => {
            test.advance(SignedDuration::from_mins(10));
            json!({})
        }
        Some("entries") => json!({
            "entries": test.count("time_entry").await,
            "punches": test.count("punch").await,
            "claims": test.count("claim").await,
        }),
        Some("restart") => {
            test.restart().await;
            json!({ "at": test.pages() })
        }
        Some("revoke") => {
            test.execute("UPDATE kiosk_device SET status = 'revoked'").await;
            json!({})
        }
        _ => panic!("{question}"),
    })
    .await;
}
