//! A request of a device is believed with its cookie and its key, and not with one of them; it is carried out once.

use jiff::SignedDuration;
use phoneclock::{
    domain::kiosk::DeviceStatus,
    service::Hold,
    store::{kiosk_devices, kiosks},
};
use serde_json::json;

use crate::support::{
    TestGateway,
    kiosk::{COOKIE, Key, SoftDevice, new_request, policy},
};

async fn start() -> (TestGateway, SoftDevice) {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Front door").await;
    let device = test.device(&kiosk).await;
    (test, device)
}

/// Puts a device out, as the office does.
async fn set_status(test: &TestGateway, device: &SoftDevice, status: DeviceStatus) {
    let (of, now) = ((test.workspace.id, device.id), test.clock_now());
    let hold = Hold::Workspace(test.workspace.id);
    test.store.write(hold, move |u| kiosk_devices::set_status(u.tx, of, (status, None), now)).await.unwrap();
}

#[tokio::test]
async fn a_device_with_its_cookie_and_its_key_is_answered_again_and_again() {
    let (test, mut device) = start().await;
    for _ in 0..5 {
        let state = device.ask("state", json!({})).await;
        assert_eq!(state["kind"], "state");
        assert_eq!(state["workspace"], "Lopez Roofing");
        assert_eq!(state["kiosk"]["name"], "Front door");
        assert_eq!(state["kiosk"]["zone"], "America/Chicago");
        assert_eq!((state["method"].as_str(), state["digits"].as_u64()), (Some("name and pin"), Some(6)));
        test.advance(SignedDuration::from_mins(1));
    }
    let rows = test.rows("SELECT address, last_seen_at IS NOT NULL FROM kiosk_device", Vec::new()).await;
    assert_eq!((rows[0].get::<String>(0).unwrap().as_str(), rows[0].get(1).unwrap()), ("127.0.0.1", true));
}

#[tokio::test]
async fn the_address_alone_the_cookie_alone_and_the_key_alone_are_answered_nothing() {
    let (test, device) = start().await;
    let before = test.tables().await;
    let alone = SoftDevice { cookie: None, key: Key::generate(), ..device.clone() }.act("state", json!({})).await;
    let cookie = SoftDevice { key: Key::generate(), ..device.clone() }.act("state", json!({})).await;
    let key = SoftDevice { cookie: None, ..device.clone() }.act("state", json!({})).await;
    let another = SoftDevice { cookie: Some("A".repeat(43)), ..device.clone() }.act("state", json!({})).await;
    assert_eq!([&alone, &cookie, &key, &another].map(|reply| reply.status.as_u16()), [401; 4]);
    assert_eq!(
        [&alone, &cookie, &key, &another].map(|reply| reply.problem()),
        ["unknown", "signature", "unknown", "unknown"]
    );
    assert_eq!(test.tables().await, before);
    // Nor is the device any the worse for it.
    assert_eq!(device.clone().act("state", json!({})).await.kind(), "state");
}

#[tokio::test]
async fn what_was_signed_is_signed_for_one_address_one_body_and_one_moment() {
    let (test, device) = start().await;
    let before = test.tables().await;
    let sent = device.request("state", &json!({}));
    let mut wrong = Vec::new();
    for change in 0..6 {
        let mut other = sent.clone();
        match change {
            0 => other.body = b"{ }".to_vec(),
            1 => other.request = new_request(),
            2 => other.time = "0".to_owned(),
            3 => other.nonce = "AAAA".to_owned(),
            4 => other.signature = String::new(),
            _ => other.signature = other.signature.chars().rev().collect(),
        }
        wrong.push(other);
    }
    // Signed for another address.
    let elsewhere = device.request_of(&new_request(), "/kiosk/api/punch", b"{}".to_vec());
    wrong.push(crate::support::kiosk::SentRequest { path: sent.path.clone(), ..elsewhere });
    for sent in &wrong {
        assert_eq!(device.send(sent).await.problem(), "signature");
    }
    assert_eq!(test.tables().await, before);
    assert_eq!(device.send(&sent).await.kind(), "state");
}

#[tokio::test]
async fn words_that_no_device_writes_are_no_signature() {
    let (_test, device) = start().await;
    let sent = device.request("state", &json!({}));
    let odd = ["", "0", "-1", "x", "٣", "not a uuid", "18446744073709551616", "AAAA====", &"A".repeat(4_000)];
    for odd in odd.map(str::to_owned) {
        let ascii = odd.is_ascii();
        for place in 0..4 {
            let mut other = sent.clone();
            *match place {
                0 => &mut other.request,
                1 => &mut other.nonce,
                2 => &mut other.time,
                _ => &mut other.signature,
            } = odd.clone();
            let reply = device.send(&other).await;
            assert_eq!(reply.problem(), "signature", "{place} {ascii} {odd}");
        }
    }
}

#[tokio::test]
async fn the_same_request_is_carried_out_once_and_answered_alike_and_no_other_under_its_id() {
    let (test, mut device) = start().await;
    let sent = device.request("state", &json!({}));
    let first = device.send(&sent).await;
    let requests = test.count("kiosk_request").await;
    test.advance(SignedDuration::from_hours(1));
    for _ in 0..3 {
        assert_eq!(device.send(&sent).await.whole, first.whole);
    }
    assert_eq!(test.count("kiosk_request").await, requests);
    device.heard(&first);
    // The same id with another question.
    let other = device.request_of(&sent.request, "/kiosk/api/state", b"{ }".to_vec());
    assert_eq!(device.send(&other).await.problem(), "signature");
    assert_eq!(device.act("state", json!({})).await.kind(), "state");
    // What came late, after others, is answered as it was.
    assert_eq!(device.send(&sent).await.whole, first.whole);
    assert_eq!(device.act("state", json!({})).await.kind(), "state");
}

#[tokio::test]
async fn the_same_request_many_times_at_once_is_carried_out_once() {
    let (test, mut device) = start().await;
    let sent = device.request("state", &json!({}));
    let replies = futures::future::join_all((0..8).map(|_| device.send(&sent))).await;
    let answered: Vec<_> = replies.iter().filter(|reply| reply.status == 200).collect();
    assert!(!answered.is_empty() && answered.iter().all(|reply| reply.whole == answered[0].whole), "{replies:?}");
    assert!(replies.iter().all(|reply| reply.status == 200 || reply.problem() == "busy"), "{replies:?}");
    assert_eq!(test.count("kiosk_request").await, 1);
    let first = answered[0].clone();
    device.heard(&first);
    assert_eq!(device.act("state", json!({})).await.kind(), "state");
}

#[tokio::test]
async fn a_request_that_the_gateway_did_not_live_to_answer_is_taken_up_again() {
    let (mut test, device) = start().await;
    let sent = device.request("state", &json!({}));
    let nonce = device.send(&sent).await.whole["nonce"].as_str().unwrap().to_owned();
    // As it is when the gateway has died between the two writes.
    let now = test.clock_now().as_millisecond();
    test.write(&format!("UPDATE kiosk_request SET reply = 'running {now} {nonce}'")).await;
    test.restart().await;
    let mut device = SoftDevice { base: test.pages(), ..device };
    assert_eq!(device.send(&sent).await.problem(), "busy");
    test.advance(SignedDuration::from_secs(5));
    let reply = device.send(&sent).await;
    assert_eq!((reply.kind(), reply.whole["nonce"].as_str()), ("state", Some(nonce.as_str())));
    device.heard(&reply);
    assert_eq!(device.act("state", json!({})).await.kind(), "state");
}

#[tokio::test]
async fn an_act_that_fails_is_done_when_it_is_asked_for_again() {
    let (test, mut device) = start().await;
    test.write("ALTER TABLE job RENAME TO job_elsewhere").await;
    let sent = device.request("state", &json!({}));
    assert_eq!(device.send(&sent).await.problem(), "failed");
    assert_eq!(device.send(&sent).await.problem(), "failed");
    test.write("ALTER TABLE job_elsewhere RENAME TO job").await;
    let reply = device.send(&sent).await;
    assert_eq!(reply.kind(), "state");
    device.heard(&reply);
    assert_eq!(device.act("state", json!({})).await.kind(), "state");
}

#[tokio::test]
async fn what_is_no_json_moves_the_chain_and_does_nothing() {
    let (_test, mut device) = start().await;
    for body in [&b""[..], b"null", b"{", b"[]x", &[0xff, 0xfe]] {
        let sent = device.request_of(&new_request(), "/kiosk/api/state", body.to_vec());
        let reply = device.send(&sent).await;
        assert_eq!(reply.kind(), "malformed", "{body:?}");
        device.heard(&reply);
    }
    let large = device.request_of(&new_request(), "/kiosk/api/state", vec![b' '; 17 * 1024]);
    assert_eq!(device.send(&large).await.problem(), "too large");
    assert_eq!(device.act("state", json!({})).await.kind(), "state");
}

#[tokio::test]
async fn a_clock_that_is_years_off_is_written_down_and_believed_in_nothing() {
    let (test, mut device) = start().await;
    const YEAR: i64 = 365 * 24 * 3600 * 1000;
    for ahead in [0, 600_000, -600_000, 86_400_000, 5 * YEAR, -56 * YEAR, i64::from(i32::MAX)] {
        device.ahead = ahead;
        let reply = device.act("state", json!({})).await;
        assert_eq!(reply.kind(), "state", "{ahead}");
        let now = reply.whole["now"].as_i64().unwrap();
        assert!((test.clock_now().as_millisecond() - now).abs() < 1_000, "the gateway's own time");
        let kept = test.column::<i64>("SELECT clock_ahead FROM kiosk_device").await[0];
        assert!((kept - ahead).abs() < 1_000, "{kept} {ahead}");
    }
    let sent = device.request("state", &json!({}));
    for time in [i64::MAX.to_string(), i64::MIN.to_string()] {
        let mut sent = sent.clone();
        sent.time = time;
        assert_eq!(device.send(&sent).await.problem(), "signature");
    }
}

#[tokio::test]
async fn a_device_that_was_put_out_is_out_at_its_next_request() {
    let (test, mut device) = start().await;
    assert_eq!(device.act("state", json!({})).await.kind(), "state");
    for (status, problem) in
        [(DeviceStatus::Revoked, "revoked"), (DeviceStatus::Suspended, "suspended"), (DeviceStatus::Deleted, "revoked")]
    {
        set_status(&test, &device, status).await;
        assert_eq!(device.act("state", json!({})).await.problem(), problem);
    }
    set_status(&test, &device, DeviceStatus::Active).await;
    assert_eq!(device.act("state", json!({})).await.kind(), "state");
}

#[tokio::test]
async fn a_kiosk_that_is_disabled_deactivated_or_deleted_says_so_and_its_device_can_go_on_later() {
    let (test, mut device) = start().await;
    let kiosk = test.store.read({
        let workspace = test.workspace.id;
        move |tx| kiosks::list_kiosks(tx, workspace)
    });
    let kiosk = kiosk.await.unwrap().remove(0);
    let set = async |disabled: bool, activated: bool| {
        let mut kiosk = kiosk.clone();
        kiosk.disabled_at = disabled.then(|| test.clock_now());
        let hold = Hold::Workspace(test.workspace.id);
        test.store.write(hold, move |u| kiosks::set_kiosk(u.tx, &kiosk)).await.unwrap();
        let mut policy = policy();
        policy.activated = activated;
        test.set_kiosk_policy(policy).await;
    };
    set(true, true).await;
    assert_eq!(device.act("state", json!({})).await.problem(), "disabled");
    set(true, false).await;
    assert_eq!(device.act("state", json!({})).await.problem(), "deactivated");
    set(false, true).await;
    assert_eq!(device.act("state", json!({})).await.kind(), "state");

    let (workspace, now) = (test.workspace.id, test.clock_now());
    let id = kiosk.id;
    test.store
        .write(Hold::Workspace(workspace), move |u| kiosks::delete_kiosk(u.tx, workspace, id, now))
        .await
        .unwrap();
    assert_eq!(device.act("state", json!({})).await.problem(), "revoked");
}

#[tokio::test]
async fn what_a_device_asked_is_forgotten_after_a_day() {
    let (test, mut device) = start().await;
    device.ask("state", json!({})).await;
    test.advance(SignedDuration::from_hours(23));
    device.ask("state", json!({})).await;
    test.advance(SignedDuration::from_hours(2));
    phoneclock::service::upkeep::prune::prune(&test.store).await.unwrap();
    assert_eq!(test.count("kiosk_request").await, 1);
    device.ask("state", json!({})).await;
}

#[tokio::test]
async fn the_cookie_is_renewed_every_week_and_the_old_one_is_good_until_the_new_one_was_shown() {
    let (test, mut device) = start().await;
    assert!(device.act("state", json!({})).await.cookies.is_empty());
    test.advance(SignedDuration::from_hours(8 * 24));
    let before = device.clone();
    let sent = device.request("state", &json!({}));
    let reply = device.send(&sent).await;
    let [set] = reply.cookies.as_slice() else { panic!("{:?}", reply.cookies) };
    for part in [COOKIE, "; HttpOnly", "; SameSite=Strict", "; Secure", "; Path=/", "; Max-Age=34560000"] {
        assert!(set.contains(part), "{set}");
    }
    // The answer was lost, and the same request is sent again with the old cookie.
    let again = device.send(&sent).await;
    assert_eq!((again.whole.clone(), again.cookies.len()), (reply.whole.clone(), 0));
    device.heard(&again);
    // The next request with the old cookie brings another new one.
    let reply = device.act("state", json!({})).await;
    assert_eq!((reply.kind(), reply.cookies.len()), ("state", 1));
    assert_ne!(device.cookie, before.cookie);
    // After a power cut the browser shows the old one once more.
    assert_eq!(device.act("state", json!({})).await.cookies.len(), 0);
    device.cookie.clone_from(&before.cookie);
    assert_eq!(device.act("state", json!({})).await.cookies.len(), 1);
    // Once the new one was shown for an hour, the old one is nobody's.
    test.advance(SignedDuration::from_hours(1));
    assert_eq!(device.act("state", json!({})).await.cookies.len(), 0);
    let old = SoftDevice { cookie: before.cookie.clone(), ..device.clone() }.act("state", json!({})).await;
    assert_eq!(old.problem(), "unknown");
    for weeks in 0..60 {
        test.advance(SignedDuration::from_hours(8 * 24));
        assert_eq!(device.act("state", json!({})).await.kind(), "state", "{weeks}");
    }
    assert_ne!(before.cookie, device.cookie);
}

#[tokio::test]
async fn a_device_that_rests_for_days_and_over_a_restart_is_still_one() {
    let (mut test, mut device) = start().await;
    device.ask("state", json!({})).await;
    for rest in [8, 399] {
        test.advance(SignedDuration::from_hours(rest * 24));
        test.restart().await;
        device.base = test.pages();
        assert_eq!(device.ask("state", json!({})).await["kind"], "state");
    }
}
