//! At kiosks: the device, the kiosk, and the network of the request.

use jiff::SignedDuration;
use phoneclock::{
    domain::location::{LocationPolicy, LocationRule},
    service::{locations::LocationDetails, roster::jobs::JobDetails},
};
use serde_json::json;

use super::network;
use crate::support::kiosk_people::{KIOSK_PIN, maria_at_the_gate};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[tokio::test]
async fn the_device_goes_before_the_kiosk_and_both_before_the_network() {
    let mut at = maria_at_the_gate().await;
    at.test.location("Town", &[network("127.0.0.0/8")]).await;
    at.maria_keys(KIOSK_PIN).await;
    at.test.location("Gate house", &[LocationRule::Kiosk(at.kiosk.id)]).await;
    at.test.advance(HOUR);
    at.maria_keys(KIOSK_PIN).await;
    at.test.location("Left lane", &[LocationRule::Device(at.device.id)]).await;
    at.test.advance(HOUR);
    at.maria_keys(KIOSK_PIN).await;
    assert_eq!(at.test.places().await, ["in: Town network", "out: Gate house kiosk", "in: Left lane device"]);
}

#[tokio::test]
async fn a_kiosk_that_no_location_has_is_flagged_once_where_the_workspace_says_so() {
    for flags in [false, true] {
        let mut at = maria_at_the_gate().await;
        at.test.flag_places(LocationPolicy { kiosk: flags, ..LocationPolicy::default() }).await;
        at.maria_keys(KIOSK_PIN).await;
        at.test.advance(HOUR);
        at.maria_keys(KIOSK_PIN).await;
        at.test.location("Town", &[network("192.0.2.0/24")]).await;
        at.test.advance(HOUR);
        let done = at.maria_keys(KIOSK_PIN).await;
        assert_eq!(done["way"], "in", "nobody is refused");
        at.test.advance(HOUR);
        at.maria_keys(KIOSK_PIN).await;
        assert_eq!(at.test.places().await, ["in: - -", "out: - -", "in: - unrecognized", "out: - unrecognized"]);
        let flagged = at.test.standing_exceptions().await;
        assert_eq!(flagged, if flags { vec!["unrecognized location"] } else { vec![] }, "once for an entry");
    }
}

#[tokio::test]
async fn an_undone_punch_leaves_nothing_flagged() {
    let mut at = maria_at_the_gate().await;
    at.test.location("Town", &[network("192.0.2.0/24")]).await;
    at.test.flag_places(LocationPolicy { kiosk: true, ..LocationPolicy::default() }).await;
    let done = at.maria_keys(KIOSK_PIN).await;
    assert_eq!(at.test.standing_exceptions().await, ["unrecognized location"]);
    at.device.undo(&done).await;
    assert_eq!(at.test.standing_exceptions().await, [""; 0]);
}

#[tokio::test]
async fn the_job_of_the_location_is_offered_as_the_kiosks_own_would_be() {
    let mut at = maria_at_the_gate().await;
    let roof = at.test.add_job(JobDetails::named("Roof repair")).await;
    let bridge = at.test.add_job(JobDetails::named("Bridge")).await;
    let gate = LocationDetails {
        job: Some(roof.id),
        rules: vec![LocationRule::Kiosk(at.kiosk.id)],
        ..LocationDetails::named("Gate house")
    };
    at.test.location_with(gate).await;
    let done = at.maria_keys(KIOSK_PIN).await;
    assert_eq!(done["job"], "Roof repair", "{done}");
    let chosen = json!({ "identification": done["identification"], "job": bridge.id.to_string() });
    at.device.ask("job", chosen).await;
    let jobs = "SELECT j.name FROM time_entry t JOIN job j ON j.id = t.job_id";
    assert_eq!(at.test.column::<String>(jobs).await, ["Bridge"], "another may be chosen still");
}
