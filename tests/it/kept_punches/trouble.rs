//! Lost answers, poison, devices that were put out, a gateway that was started anew: none is lost, and none is doubled.

use jiff::SignedDuration;
use phoneclock::domain::kiosk::DeviceStatus;
use serde_json::{Value, json};

use crate::support::{
    at,
    kept::{Tablet, maria_says},
    kiosk_people::{KIOSK_PIN, maria_at_the_gate},
};

#[tokio::test]
async fn what_is_sent_again_is_named_again_and_made_once() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    here.test.wait_out();
    let (came, went) = (tablet.maria("in"), {
        here.test.wait_out();
        tablet.maria("out")
    });
    for sent in [&[came.clone()][..], &[came.clone(), went.clone()], &[went, came]] {
        tablet.deliver(sent).await;
        here.test.advance(SignedDuration::from_hours(1));
    }
    assert_eq!((here.test.count("punch").await, here.test.count("kept_punch").await), (2, 2));
    here.test.only_entry().await;
}

#[tokio::test]
async fn the_same_sent_twice_at_once_is_made_once() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    here.test.wait_out();
    let came = [tablet.maria("in")];
    let (one, two) = tokio::join!(tablet.send(&came), tablet.send(&came));
    assert_eq!((one.answer(), one.answer()["taken"][0].clone()), (two.answer(), came[0]["id"].clone()));
    assert_eq!((here.test.count("punch").await, here.test.count("kept_punch").await), (1, 1));
}

#[tokio::test]
async fn poison_becomes_a_claim_with_what_came_and_keeps_nobody_else_from_coming() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    here.test.wait_out();
    let changed = |envelope: &Value, name: &str, value: Value| {
        let mut changed = envelope.clone();
        changed[name] = value;
        changed
    };
    let mut fresh = || tablet.maria("in");
    let poison = [
        changed(&fresh(), "sealed", "AAAA".into()),
        changed(&fresh(), "signature", "AAAA".into()),
        changed(&fresh(), "at", 1.into()),
        changed(&fresh(), "way", "sideways".into()),
        changed(&fresh(), "key", "0011223344556677".into()),
        changed(&fresh(), "device", Value::Null),
        changed(&fresh(), "device", here.kiosk.id.to_string().into()),
        json!({ "id": crate::support::kiosk::new_request() }),
        tablet.seal("in", 7, &json!({ "by": "nothing" })),
    ];
    let right = tablet.maria("in");
    tablet.deliver(&poison).await;
    tablet.deliver(&[right]).await;
    assert_eq!(here.test.only_entry().await.in_at, "2026-11-17T13:03:00Z");
    let why = here.test.column::<String>("SELECT why FROM kept_punch WHERE why IS NOT NULL").await;
    assert_eq!(why, vec!["unreadable"; poison.len()]);
    let sealed = here.test.column::<String>("SELECT sealed FROM kept_punch WHERE sealed IS NOT NULL").await;
    assert!(poison.iter().all(|one| sealed.contains(&one.to_string())), "as it came");
    assert_eq!(here.test.count("claim").await, poison.len() as i64);
    // What has no id is no envelope, and is named by nobody.
    let reply = tablet.send(&[json!({}), json!({ "id": "x" }), json!(7)]).await;
    assert_eq!(reply.answer()["taken"], json!([]));
}

#[tokio::test]
async fn a_device_that_was_put_out_meanwhile_delivers_claims() {
    for status in [DeviceStatus::Revoked, DeviceStatus::Suspended, DeviceStatus::Deleted] {
        let here = maria_at_the_gate().await;
        let mut tablet = here.tablet().await;
        here.test.advance(SignedDuration::from_mins(30));
        let came = tablet.maria("in");
        here.test.execute(&format!("UPDATE kiosk_device SET status = '{}'", status.name())).await;
        tablet.deliver(&[came]).await;
        assert_eq!((here.test.count("time_entry").await, here.test.count("claim").await), (0, 1), "{status:?}");
        assert_eq!(here.test.column::<String>("SELECT why FROM kept_punch").await, ["device"]);
        let claim = here.test.rows("SELECT at, employee_id FROM claim", Vec::new()).await;
        assert_eq!(claim[0].get::<i64>(0).unwrap(), at("2026-11-17T13:30:00Z").as_millisecond());
    }
}

#[tokio::test]
async fn a_kiosk_that_is_off_and_kiosks_that_are_off_deliver_claims() {
    for off in ["UPDATE kiosk SET disabled_at = 1", "UPDATE kiosk_policy SET activated = 0"] {
        let here = maria_at_the_gate().await;
        let mut tablet = here.tablet().await;
        let came = tablet.maria("in");
        here.test.execute(off).await;
        tablet.deliver(&[came]).await;
        assert_eq!((here.test.count("time_entry").await, here.test.count("claim").await), (0, 1), "{off}");
    }
}

#[tokio::test]
async fn a_browser_that_was_approved_anew_delivers_what_it_kept_as_the_device_before() {
    let here = maria_at_the_gate().await;
    let mut before = here.tablet().await;
    let came = before.maria("in");
    here.test.execute("UPDATE kiosk_device SET status = 'revoked'").await;
    let since = Tablet::open(here.test.device(&here.kiosk).await).await;
    since.deliver(&[came]).await;
    assert_eq!(here.test.column::<String>("SELECT why FROM kept_punch").await, ["device"]);
}

#[tokio::test]
async fn nobody_without_the_cookie_and_the_key_delivers_anything() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    let came = [tablet.maria("in")];
    let mut stranger = tablet.clone();
    stranger.device.cookie = None;
    assert_eq!(stranger.send(&came).await.problem(), "unknown");
    let mut copied = tablet.clone();
    copied.device.key = crate::support::kiosk::Key::generate();
    assert_eq!(copied.send(&came).await.problem(), "signature");
    let mut sent = tablet.delivery(&came);
    sent.body = b"{}".to_vec();
    assert_eq!(tablet.device.send(&sent).await.problem(), "signature");
    let sent = tablet.device.request_of(&crate::support::kiosk::new_request(), "/kiosk/api/kept", b"[]".to_vec());
    assert_eq!(tablet.device.send(&sent).await.problem(), "malformed");
    assert_eq!(here.test.count("kept_punch").await, 0);
}

#[tokio::test]
async fn what_was_kept_before_the_gateway_was_started_anew_is_opened_after_it() {
    let mut here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    here.test.advance(SignedDuration::from_mins(5));
    let came = tablet.maria("in");
    here.test.advance(SignedDuration::from_hours(5 * 24));
    here.test.restart().await;
    tablet.device.base = here.test.pages();
    tablet.deliver(&[came]).await;
    assert_eq!(here.test.only_entry().await.in_at, "2026-11-17T13:05:00Z");
}

#[tokio::test]
async fn a_punch_of_another_workspace_is_none_of_this_one() {
    let here = maria_at_the_gate().await;
    let other = maria_at_the_gate().await;
    let mut theirs = other.tablet().await;
    let came = theirs.maria("in");
    here.tablet().await.deliver(&[came]).await;
    assert_eq!(here.test.column::<String>("SELECT why FROM kept_punch").await, ["unreadable"]);
    assert_eq!(here.test.count("time_entry").await, 0);
}

#[tokio::test]
async fn a_queue_of_guesses_has_an_end_and_hears_nothing() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    let mut heard = Vec::new();
    for guess in 0..7 {
        let pin = if guess == 6 { KIOSK_PIN.to_owned() } else { format!("47114{guess}") };
        let kept = tablet.keep("in", &maria_says(&pin));
        let reply = tablet.send(std::slice::from_ref(&kept)).await;
        assert_eq!(reply.answer()["taken"], json!([kept["id"]]));
        let mut answer = reply.answer().clone();
        answer["taken"] = Value::Null;
        heard.push(answer);
    }
    assert!(heard.iter().all(|answer| *answer == heard[0]), "{heard:?}");
    assert_eq!(here.test.count("time_entry").await, 0, "the right one came too late");
    let why = here.test.column::<String>("SELECT why FROM kept_punch ORDER BY number").await;
    assert_eq!(why, ["pin", "pin", "pin", "pin", "pin", "pin", "locked"]);
    // Nobody is locked at the kiosk by it.
    assert_eq!(here.test.count("kiosk_guard").await, 0);
}

#[tokio::test]
async fn a_device_sends_no_more_in_a_day_than_two_full_queues() {
    let here = maria_at_the_gate().await;
    let tablet = here.tablet().await;
    for _ in 0..40 {
        let many: Vec<_> = (0..10).map(|_| json!({ "id": crate::support::kiosk::new_request() })).collect();
        tablet.deliver(&many).await;
    }
    let more = json!({ "id": crate::support::kiosk::new_request() });
    let reply = tablet.send(&[more]).await;
    assert_eq!(reply.answer(), &json!({ "kind": "kept", "taken": [], "later": true }));
    assert_eq!(here.test.column::<i64>("SELECT unsent FROM kiosk_device").await, [1]);
}
