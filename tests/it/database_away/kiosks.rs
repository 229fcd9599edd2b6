//! What a kiosk is answered: the same request comes again, and is done once.

use jiff::SignedDuration;
use serde_json::json;

use crate::support::{
    kiosk_people::{KIOSK_PIN, maria_at_the_gate},
    outage::{Away, Fate},
};

/// Longer than a request that was begun is taken to be under way.
const LEASE: SignedDuration = SignedDuration::from_secs(6);

#[tokio::test]
async fn a_device_is_told_to_try_again_and_what_it_asks_is_done_once() {
    let mut at = maria_at_the_gate().await;
    let outage = at.test.outage();
    let by_name = json!({ "by": "name", "employee": at.maria.id, "pin": KIOSK_PIN });
    let sent = at.device.request("identify", &by_name);
    for away in [Away::All, Away::Writes] {
        outage.set(away);
        let reply = at.device.send(&sent).await;
        assert_eq!((reply.status.as_u16(), reply.problem()), (503, "away"), "{away:?}");
    }
    outage.set(Away::Nothing);
    let reply = at.device.send(&sent).await;
    assert_eq!(reply.answer()["way"], "in");
    at.device.heard(&reply);
    assert_eq!(at.device.send(&sent).await.answer(), reply.answer());
    assert_eq!(at.test.count("punch").await, 1);
}

#[tokio::test]
async fn a_punch_whose_commit_nobody_knows_of_is_made_once_whichever_it_is() {
    for fate in [Fate::Kept, Fate::Lost] {
        for before in 0..4 {
            let mut at = maria_at_the_gate().await;
            let outage = at.test.outage();
            let by_name = json!({ "by": "name", "employee": at.maria.id, "pin": KIOSK_PIN });
            let sent = at.device.request("identify", &by_name);
            outage.next(&[vec![Fate::Told; before], vec![fate]].concat());
            let mut reply = at.device.send(&sent).await;
            let mut tries = 0;
            while reply.status != 200 {
                assert!(["away", "busy"].contains(&reply.problem()) && tries < 4, "{before} {fate:?}: {}", reply.whole);
                at.test.advance(LEASE);
                reply = at.device.send(&sent).await;
                tries += 1;
            }
            at.device.heard(&reply);
            assert_eq!(reply.answer()["way"], "in", "{before} {fate:?}: {}", reply.whole);
            assert_eq!(at.test.count("punch").await, 1, "{before} {fate:?}");
            // The chain of nonces is whole. What was asked may have needed fewer writes.
            outage.next(&[]);
            at.test.wait_out();
            assert_eq!(at.maria_keys(KIOSK_PIN).await["way"], "out", "{before} {fate:?}");
        }
    }
}
