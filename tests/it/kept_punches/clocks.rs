//! Tablets whose clocks are wrong: by minutes, by a day, by years, and set while the network was gone.

use jiff::SignedDuration;
use serde_json::json;

use crate::support::{
    at,
    kept::maria_says,
    kiosk_people::{KIOSK_PIN, maria_at_the_gate},
};

const DAY: i64 = 86_400_000;
const YEAR: i64 = 365 * DAY;

#[tokio::test]
async fn a_clock_that_is_wrong_by_a_day_or_by_years_gives_the_right_time() {
    for ahead in [-DAY, DAY, 10 * 60_000, -40 * YEAR, 5 * YEAR] {
        let here = maria_at_the_gate().await;
        let mut device = here.device.clone();
        device.ahead = ahead;
        let mut tablet = crate::support::kept::Tablet::open(device).await;
        here.test.advance(SignedDuration::from_hours(1));
        let came = tablet.maria("in");
        here.test.advance(SignedDuration::from_hours(8));
        tablet.reload();
        let went = tablet.maria("out");
        here.test.advance(SignedDuration::from_hours(1));
        tablet.deliver(&[came, went]).await;
        let entry = here.test.only_entry().await;
        assert_eq!(entry.in_at, "2026-11-17T14:00:00Z", "{ahead}");
        assert_eq!(entry.out_at.as_deref(), Some("2026-11-17T22:00:00Z"), "{ahead}");
    }
}

#[tokio::test]
async fn a_clock_that_is_put_right_with_the_network_changes_no_time() {
    let here = maria_at_the_gate().await;
    let mut device = here.device.clone();
    device.ahead = -40 * YEAR;
    let mut tablet = crate::support::kept::Tablet::open(device).await;
    here.test.advance(SignedDuration::from_hours(1));
    let came = tablet.maria("in");
    here.test.advance(SignedDuration::from_hours(1));
    tablet.device.ahead = 0;
    tablet.deliver(&[came]).await;
    assert_eq!(here.test.only_entry().await.in_at, "2026-11-17T14:00:00Z");
}

#[tokio::test]
async fn a_time_that_nothing_shows_becomes_a_claim() {
    // After a power cut the clock begins in 1970, or a day off, until the network is back.
    for (ahead, claimed) in [
        (-56 * YEAR, "2026-11-17T15:00:00Z"),
        (-3_600_000, "2026-11-17T15:00:00Z"),
        (30 * 60_000, "2026-11-17T14:30:00Z"),
    ] {
        let here = maria_at_the_gate().await;
        let mut tablet = here.tablet().await;
        here.test.advance(SignedDuration::from_hours(1));
        tablet.reload();
        tablet.device.ahead = ahead;
        let came = tablet.maria("in");
        here.test.advance(SignedDuration::from_hours(1));
        tablet.reload();
        tablet.device.ahead = 0;
        tablet.deliver(&[came]).await;
        assert_eq!(here.test.count("time_entry").await, 0, "{ahead}");
        assert_eq!(here.test.column::<String>("SELECT why FROM kept_punch").await, ["time"], "{ahead}");
        let expected = if ahead == -3_600_000 { "2026-11-17T13:00:00Z" } else { claimed };
        let claims = here.test.column::<i64>("SELECT at FROM claim").await;
        assert_eq!(claims, [at(expected).as_millisecond()], "{ahead}");
    }
}

#[tokio::test]
async fn a_clock_that_somebody_sets_back_for_a_punch_is_found() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    here.test.advance(SignedDuration::from_hours(2));
    tablet.device.ahead = -90 * 60_000;
    let came = tablet.keep("in", &maria_says(KIOSK_PIN));
    tablet.device.ahead = 0;
    here.test.advance(SignedDuration::from_hours(1));
    tablet.deliver(&[came]).await;
    assert_eq!(here.test.column::<String>("SELECT why FROM kept_punch").await, ["time"]);
}

#[tokio::test]
async fn a_tablet_that_sleeps_has_the_right_time_and_one_whose_clock_jumps_while_it_sends_is_asked_again() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    here.test.advance(SignedDuration::from_hours(1));
    let came = tablet.maria("in");
    here.test.advance(SignedDuration::from_hours(12));
    tablet.slept = 11 * 3_600_000;
    let mut body = json!({ "wall": 7, "ticks": 8, "life": "x", "unsent": 1 });
    body["envelopes"] = json!([came]);
    let jumped = tablet.device.request_of(
        &crate::support::kiosk::new_request(),
        "/kiosk/api/kept",
        body.to_string().into_bytes(),
    );
    let reply = tablet.device.send(&jumped).await;
    assert_eq!(reply.answer(), &json!({ "kind": "kept", "taken": [], "later": true }));
    tablet.deliver(&[came]).await;
    assert_eq!(here.test.only_entry().await.in_at, "2026-11-17T14:00:00Z");
}
