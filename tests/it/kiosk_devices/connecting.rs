//! Eight digits connect a device: once, for a quarter of an hour, and only when somebody of the office says yes.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use phoneclock::{
    domain::{
        ids::{DeviceId, KioskCodeId},
        kiosk::DeviceStatus,
        user::Role,
    },
    service::{
        access::actor_of,
        audit::Actor,
        kiosks::{
            Device, Kiosk,
            codes::{self, CodeError, CodeState, Offer},
            devices::DeviceError,
        },
    },
};
use serde_json::{Value, json};

use crate::support::{
    TestGateway,
    kiosk::{COOKIE, Key, Reply, SoftDevice, new_request, policy},
};

/// A browser that nobody knows yet.
pub fn new_browser(test: &TestGateway) -> SoftDevice {
    test.soft_device(DeviceId::from_bytes([0; 16]), None, Key::generate(), String::new())
}

impl SoftDevice {
    /// Keys digits in; the browser keeps the cookie that comes back.
    pub async fn connect(&mut self, code: &str) -> Reply {
        let body = json!({ "code": code, "key": URL_SAFE_NO_PAD.encode(self.key.public()) });
        let sent = self.request_of(&new_request(), "/kiosk/connect", body.to_string().into_bytes());
        let reply = self.send(&sent).await;
        self.heard(&reply);
        reply
    }

    /// Looks how far its approval is, and takes the first nonce.
    pub async fn look(&mut self) -> Value {
        let sent = self.request_of(&new_request(), "/kiosk/connect/state", b"{}".to_vec());
        let answer = self.send(&sent).await.answer().clone();
        if let Some(nonce) = answer["nonce"].as_str() {
            nonce.clone_into(&mut self.nonce);
        }
        answer
    }
}

impl TestGateway {
    pub async fn owner_actor(&self) -> Actor {
        let (_, owner) = self.signed_in(Role::Owner).await;
        actor_of(&owner, "192.0.2.9")
    }

    /// The office asks for digits.
    pub async fn offer(&self, actor: &Actor, kiosk: &Kiosk) -> (KioskCodeId, String) {
        let (by, id) = (actor.clone(), kiosk.id);
        let holds = codes::holds(actor.workspace);
        let code = self.store.write(holds, move |u| codes::make(u, &by, id)).await.unwrap();
        let state = self.offer_of(actor, code).await.state;
        let CodeState::Waiting { digits } = state else { panic!("{state:?}") };
        (code, digits)
    }

    pub async fn offer_of(&self, actor: &Actor, id: KioskCodeId) -> Offer {
        let (keys, now, workspace) = (self.store.keys().clone(), self.store.clock().time_for_ends(), actor.workspace);
        self.store.read(move |tx| codes::find(tx, &keys, (workspace, id), now)).await.unwrap().unwrap()
    }

    pub async fn approve(&self, actor: &Actor, id: KioskCodeId) -> Result<Device, CodeError> {
        let by = actor.clone();
        self.store.write(codes::holds(actor.workspace), move |u| codes::approve(u, &by, id, " Tablet  ")).await
    }

    pub async fn refuse_offer(&self, actor: &Actor, id: KioskCodeId) -> Result<(), CodeError> {
        let by = actor.clone();
        self.store.write(codes::holds(actor.workspace), move |u| codes::refuse(u, &by, id).map(drop)).await
    }
}

async fn start() -> (TestGateway, Actor, Kiosk) {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Front door").await;
    let actor = test.owner_actor().await;
    (test, actor, kiosk)
}

#[tokio::test]
async fn digits_that_are_keyed_and_confirmed_make_a_device() {
    let (test, actor, kiosk) = start().await;
    let (id, digits) = test.offer(&actor, &kiosk).await;
    assert!(digits.len() == 8 && digits.bytes().all(|digit| digit.is_ascii_digit()), "{digits}");
    let mut browser = new_browser(&test);
    assert_eq!(browser.look().await["kind"], "none");

    let reply = browser.connect(&digits).await;
    let number = reply.answer()["number"].as_u64().unwrap();
    assert!((10..100).contains(&number), "{number}");
    let [set] = reply.cookies.as_slice() else { panic!("{:?}", reply.cookies) };
    assert!(set.contains("; HttpOnly") && set.contains("; SameSite=Strict"), "{set}");
    assert_eq!(browser.look().await["number"], number);
    let CodeState::Keyed(keyed) = test.offer_of(&actor, id).await.state else { panic!("it was keyed") };
    assert_eq!((u64::from(keyed.number), keyed.address.as_str()), (number, "127.0.0.1"));
    // Nothing is approved by keying alone.
    assert_eq!(browser.act("state", json!({})).await.problem(), "unknown");

    let device = test.approve(&actor, id).await.unwrap();
    assert_eq!((device.name.as_str(), device.kiosk, device.status), ("Tablet", kiosk.id, DeviceStatus::Active));
    assert_eq!(test.approve(&actor, id).await.unwrap().id, device.id, "pressed twice");
    assert_eq!(browser.look().await["kind"], "approved");
    // That answer was lost, and is asked for again.
    let first = browser.nonce.clone();
    assert_eq!(browser.look().await["nonce"], first);
    assert_eq!(browser.act("state", json!({})).await.kind(), "state");
    let again = browser.clone().look().await;
    assert_eq!((again["kind"].as_str(), &again["nonce"]), (Some("approved"), &Value::Null), "given out no more");
    assert_eq!(browser.act("state", json!({})).await.kind(), "state");
}

#[tokio::test]
async fn a_code_works_once_and_for_the_browser_that_was_first() {
    let (test, actor, kiosk) = start().await;
    let (id, digits) = test.offer(&actor, &kiosk).await;
    let (mut first, mut second) = (new_browser(&test), new_browser(&test));
    let number = first.connect(&digits).await.answer()["number"].clone();
    assert_eq!(second.connect(&digits).await.kind(), "wrong");
    assert_eq!(second.cookie, None);
    // The answer to the first one was lost, cookie and all.
    first.cookie = None;
    assert_eq!(first.connect(&digits).await.answer()["number"], number);
    test.approve(&actor, id).await.unwrap();
    assert_eq!(first.look().await["kind"], "approved");
    assert_eq!(new_browser(&test).connect(&digits).await.kind(), "wrong");
    // Nor for the first once it was used up.
    assert_eq!(first.clone().connect(&digits).await.kind(), "wrong");
    assert_eq!(first.act("state", json!({})).await.kind(), "state");
}

#[tokio::test]
async fn a_code_can_be_keyed_for_fifteen_minutes_and_confirmed_for_as_long() {
    let (test, actor, kiosk) = start().await;
    let (id, digits) = test.offer(&actor, &kiosk).await;
    test.advance(SignedDuration::from_mins(15));
    assert_eq!(test.offer_of(&actor, id).await.state, CodeState::Expired);
    assert_eq!(new_browser(&test).connect(&digits).await.kind(), "wrong");

    let (id, digits) = test.offer(&actor, &kiosk).await;
    test.advance(SignedDuration::from_mins(14));
    let mut browser = new_browser(&test);
    assert_eq!(browser.connect(&digits).await.kind(), "waiting");
    test.advance(SignedDuration::from_mins(14));
    assert_eq!(browser.look().await["kind"], "waiting");
    test.advance(SignedDuration::from_mins(2));
    assert_eq!(browser.look().await["kind"], "expired");
    assert!(matches!(test.approve(&actor, id).await, Err(CodeError::Over)));
    assert_eq!(test.count("kiosk_device").await, 0);
}

#[tokio::test]
async fn what_is_refused_taken_back_or_replaced_is_approved_no_more() {
    let (test, actor, kiosk) = start().await;
    let (id, digits) = test.offer(&actor, &kiosk).await;
    assert!(matches!(test.approve(&actor, id).await, Err(CodeError::NotKeyed)));
    let mut browser = new_browser(&test);
    browser.connect(&digits).await;
    test.refuse_offer(&actor, id).await.unwrap();
    assert_eq!(browser.look().await["kind"], "refused");
    assert_eq!(browser.act("state", json!({})).await.problem(), "unknown");
    assert!(matches!(test.approve(&actor, id).await, Err(CodeError::Over)));
    assert!(matches!(test.refuse_offer(&actor, id).await, Err(CodeError::Over)));

    let (first, old) = test.offer(&actor, &kiosk).await;
    let (_, new) = test.offer(&actor, &kiosk).await;
    assert_eq!(test.offer_of(&actor, first).await.state, CodeState::Refused);
    assert_eq!(new_browser(&test).connect(&old).await.kind(), "wrong");
    assert_eq!(new_browser(&test).connect(&new).await.kind(), "waiting");
    assert_eq!(test.count("kiosk_device").await, 0);
}

#[tokio::test]
async fn five_wrong_codes_from_an_address_and_two_hundred_over_the_gateway_are_all_there_are() {
    let (test, actor, kiosk) = start().await;
    let (_, digits) = test.offer(&actor, &kiosk).await;
    let wrong = |n: u32| {
        let other = (digits.parse::<u32>().unwrap() + n + 1) % 100_000_000;
        format!("{other:08}")
    };
    let from = |address: &str| SoftDevice { forwarded_for: Some(address.to_owned()), ..new_browser(&test) };
    for n in 0..5 {
        assert_eq!(from("198.51.100.1").connect(&wrong(n)).await.kind(), "wrong", "{n}");
    }
    // Not even the right one, and nobody learns that it was.
    assert_eq!(from("198.51.100.1").connect(&digits).await.kind(), "wait");
    // An IPv6 network is one address.
    for n in 5..10 {
        assert_eq!(from(&format!("2001:db8:1:2::{n}")).connect(&wrong(n)).await.kind(), "wrong");
    }
    assert_eq!(from("2001:db8:1:2::ffff").connect(&digits).await.kind(), "wait");
    for n in 10..200 {
        assert_eq!(from(&format!("203.0.113.{n}")).connect(&wrong(n)).await.kind(), "wrong");
    }
    assert_eq!(from("198.51.100.99").connect(&digits).await.kind(), "wait");
    test.advance(SignedDuration::from_mins(16));
    let (_, digits) = test.offer(&actor, &kiosk).await;
    assert_eq!(from("198.51.100.1").connect(&digits).await.kind(), "waiting");
}

#[tokio::test]
async fn two_hundred_wrong_codes_at_once_are_counted_one_by_one() {
    let (test, actor, kiosk) = start().await;
    let (_, digits) = test.offer(&actor, &kiosk).await;
    let number: u32 = digits.parse().unwrap();
    let mut tries = Vec::new();
    for n in 1..=230 {
        let forwarded_for = Some(format!("198.51.100.{n}"));
        let mut browser = SoftDevice { forwarded_for, ..new_browser(&test) };
        let wrong = format!("{:08}", (number + n) % 100_000_000);
        tries.push(async move { browser.connect(&wrong).await.kind().to_owned() });
    }
    let kinds = futures::future::join_all(tries).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "wrong").count(), 200, "{kinds:?}");
}

#[tokio::test]
async fn what_is_no_code_is_wrong_and_counts_as_no_try() {
    let (test, actor, kiosk) = start().await;
    let (_, digits) = test.offer(&actor, &kiosk).await;
    let mut browser = new_browser(&test);
    for odd in ["", "1", "1234567", "123456789", "abcdefgh", "１２３４５６７８", "' OR 1=1", &"7".repeat(500), "\u{0}"]
    {
        assert_eq!(browser.connect(odd).await.kind(), "wrong", "{odd:?}");
    }
    assert_eq!(browser.connect(&"7".repeat(2_000)).await.problem(), "too large");
    assert_eq!(test.count("failed_kiosk_code").await, 0);
    // Keyed with a blank, as it is shown.
    let (left, right) = digits.split_at(4);
    assert_eq!(browser.connect(&format!(" {left} {right} ")).await.kind(), "waiting");
}

#[tokio::test]
async fn a_key_that_is_none_or_another_ones_connects_nothing() {
    let (test, actor, kiosk) = start().await;
    let (_, digits) = test.offer(&actor, &kiosk).await;
    let browser = new_browser(&test);
    let other = URL_SAFE_NO_PAD.encode(Key::generate().public());
    let short = URL_SAFE_NO_PAD.encode(&browser.key.public()[..64]);
    for key in ["", "AAAA", "%", other.as_str(), short.as_str(), &URL_SAFE_NO_PAD.encode([4; 65])] {
        let body = json!({ "code": digits, "key": key }).to_string().into_bytes();
        let reply = browser.send(&browser.request_of(&new_request(), "/kiosk/connect", body)).await;
        assert_eq!(reply.problem(), "signature", "{key}");
    }
    for body in ["", "{}", "null", "{\"code\":12345678}", "{\"code\":null,\"key\":null}"] {
        let sent = browser.request_of(&new_request(), "/kiosk/connect", body.as_bytes().to_vec());
        assert_eq!(browser.send(&sent).await.problem(), "malformed", "{body}");
    }
    assert_eq!(test.count("kiosk_code WHERE keyed_at IS NOT NULL").await, 0);
}

#[tokio::test]
async fn a_browser_that_has_lost_its_key_is_told_so_and_is_connected_again_with_the_kiosk_as_it_was() {
    let (test, actor, kiosk) = start().await;
    let (id, digits) = test.offer(&actor, &kiosk).await;
    let mut browser = new_browser(&test);
    browser.connect(&digits).await;
    // While it waits, and when it is approved.
    let mut cleared = SoftDevice { key: Key::generate(), nonce: String::new(), ..browser.clone() };
    assert_eq!(cleared.look().await["kind"], "cleared");
    let first = test.approve(&actor, id).await.unwrap();
    assert_eq!(cleared.look().await["kind"], "cleared");
    assert_eq!(cleared.act("state", json!({})).await.problem(), "signature");

    let (id, digits) = test.offer(&actor, &kiosk).await;
    assert_eq!(cleared.connect(&digits).await.kind(), "waiting");
    let second = test.approve(&actor, id).await.unwrap();
    assert_eq!((second.kiosk, second.id != first.id), (first.kiosk, true));
    assert_eq!(cleared.look().await["kind"], "approved");
    assert_eq!(cleared.act("state", json!({})).await.kind(), "state");
}

#[tokio::test]
async fn nothing_is_offered_where_kiosks_are_off_or_the_kiosk_is_anothers() {
    let (test, actor, kiosk) = start().await;
    let theirs = crate::access::other_workspace(&test).await;
    let stranger = Actor { workspace: theirs, ..actor.clone() };
    let make = async |actor: &Actor| {
        let (by, id) = (actor.clone(), kiosk.id);
        test.store.write(codes::holds(actor.workspace), move |u| codes::make(u, &by, id)).await
    };
    assert!(matches!(make(&stranger).await, Err(CodeError::NotFound)));
    let (id, digits) = test.offer(&actor, &kiosk).await;
    let mut browser = new_browser(&test);
    browser.connect(&digits).await;
    assert!(matches!(test.approve(&stranger, id).await, Err(CodeError::NotFound)));
    assert!(matches!(test.refuse_offer(&stranger, id).await, Err(CodeError::NotFound)));

    test.set_kiosk_policy(phoneclock::service::kiosks::policy::KioskPolicy { activated: false, ..policy() }).await;
    assert!(matches!(make(&actor).await, Err(CodeError::Deactivated)));
    assert!(matches!(test.approve(&actor, id).await, Err(CodeError::Deactivated)));
    assert_eq!(test.count("kiosk_device").await, 0);
}

#[tokio::test]
async fn a_device_needs_a_name_that_fits() {
    let (test, actor, kiosk) = start().await;
    let (id, digits) = test.offer(&actor, &kiosk).await;
    new_browser(&test).connect(&digits).await;
    for (name, long) in [("", false), ("  \u{200b} ", false), (&*"a".repeat(61), true)] {
        let (by, name) = (actor.clone(), name.to_owned());
        let holds = codes::holds(actor.workspace);
        let answer = test.store.write(holds, move |u| codes::approve(u, &by, id, &name)).await;
        match answer {
            Err(CodeError::Device(DeviceError::NameTooLong)) => assert!(long),
            Err(CodeError::Device(DeviceError::NoName)) => assert!(!long),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(test.approve(&actor, id).await.unwrap().name, "Tablet");
}

#[tokio::test]
async fn no_digits_and_no_cookie_are_in_the_database_or_in_the_log() {
    let log = crate::support::log::Log::on();
    let (test, actor, kiosk) = start().await;
    let (id, digits) = test.offer(&actor, &kiosk).await;
    let mut browser = new_browser(&test);
    browser.connect(&digits).await;
    test.approve(&actor, id).await.unwrap();
    browser.look().await;
    browser.ask("state", json!({})).await;
    let rows = format!("{:?}", test.tables().await);
    let said = String::from_utf8_lossy(&log.bytes()).into_owned();
    for secret in [&digits, browser.cookie.as_ref().unwrap()] {
        assert!(!rows.contains(secret.as_str()) && !said.contains(secret.as_str()), "{COOKIE}");
    }
}
