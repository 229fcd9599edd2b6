//! Kiosks, and a device in software: what the page of a kiosk does with its cookie, its key and its nonce.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use phoneclock::{
    domain::{
        clock::ManualClock,
        ids::{DeviceId, KioskId},
        kiosk::{DeviceStatus, Method},
    },
    service::{
        Hold,
        access::Token,
        kiosks::{Device, Kiosk, policy::KioskPolicy},
    },
    store::{kiosk_devices, kiosk_policies, kiosks},
};
use reqwest::{Client, StatusCode, header, redirect::Policy};
use ring::{
    rand::{SecureRandom, SystemRandom},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use url::Url;

use super::TestGateway;

/// The cookie of a device over https.
pub const COOKIE: &str = "__Host-phoneclock_kiosk";

/// A new id of a request.
pub fn new_request() -> String {
    let mut random = [0; 16];
    SystemRandom::new().fill(&mut random).unwrap();
    uuid::Builder::from_random_bytes(random).into_uuid().to_string()
}

/// The private key of a device.
#[derive(Clone)]
pub struct Key(Arc<EcdsaKeyPair>);

impl Key {
    pub fn generate() -> Self {
        let random = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        Self(Arc::new(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, made.as_ref(), &random).unwrap()))
    }

    pub fn public(&self) -> Vec<u8> {
        self.0.public_key().as_ref().to_vec()
    }

    pub fn sign(&self, text: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.0.sign(&SystemRandom::new(), text.as_bytes()).unwrap())
    }
}

/// What a device was answered.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: StatusCode,
    /// Everything, with the nonce.
    pub whole: Value,
    /// The values of `Set-Cookie`.
    pub cookies: Vec<String>,
}

impl Reply {
    /// The answer to the act, which must have come.
    #[track_caller]
    pub fn answer(&self) -> &Value {
        assert_eq!(self.status, StatusCode::OK, "{}", self.whole);
        &self.whole["answer"]
    }

    /// The kind of the answer.
    #[track_caller]
    pub fn kind(&self) -> &str {
        self.answer()["kind"].as_str().unwrap()
    }

    /// Why there was none.
    #[track_caller]
    pub fn problem(&self) -> &str {
        assert_ne!(self.status, StatusCode::OK, "{}", self.whole);
        self.whole["problem"].as_str().unwrap()
    }
}

/// One request, whole, so that it can be sent again as it is.
#[derive(Clone)]
pub struct SentRequest {
    pub path: String,
    pub request: String,
    pub nonce: String,
    pub time: String,
    pub signature: String,
    pub body: Vec<u8>,
}

/// A browser that is approved for a kiosk. A clone is a copy of its profile.
#[derive(Clone)]
pub struct SoftDevice {
    pub client: Client,
    pub base: Url,
    pub id: DeviceId,
    /// None once it was cleared.
    pub cookie: Option<String>,
    pub key: Key,
    /// As it is sent.
    pub nonce: String,
    pub clock: Arc<ManualClock>,
    /// How far its clock is ahead, in milliseconds.
    pub ahead: i64,
    pub forwarded_for: Option<String>,
}

impl SoftDevice {
    /// Does an act and goes on with the nonce that comes back.
    pub async fn act(&mut self, name: &str, body: Value) -> Reply {
        let sent = self.request(name, &body);
        let reply = self.send(&sent).await;
        self.heard(&reply);
        reply
    }

    /// An act that is answered; the answer.
    #[track_caller]
    pub fn ask<'a>(&'a mut self, name: &'a str, body: Value) -> impl Future<Output = Value> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let reply = self.act(name, body).await;
            assert_eq!(reply.status, StatusCode::OK, "{name} at {caller}: {}", reply.whole);
            reply.whole["answer"].clone()
        }
    }

    /// Takes the nonce and the cookie of a reply, as the page does once it has heard it.
    pub fn heard(&mut self, reply: &Reply) {
        if let Some(nonce) = reply.whole["nonce"].as_str() {
            nonce.clone_into(&mut self.nonce);
        }
        for cookie in &reply.cookies {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if name == COOKIE {
                self.cookie = Some(value.to_owned());
            }
        }
    }

    /// A request of an act, signed, under a new id.
    pub fn request(&self, name: &str, body: &Value) -> SentRequest {
        self.request_of(&new_request(), &format!("/kiosk/api/{name}"), body.to_string().into_bytes())
    }

    /// The same for any address, under this id.
    pub fn request_of(&self, request: &str, path: &str, body: Vec<u8>) -> SentRequest {
        use phoneclock::domain::clock::Clock;
        let time = (self.clock.now().as_millisecond() + self.ahead).to_string();
        let hashed = Sha256::digest(&body).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let text = format!("POST\n{path}\n{hashed}\n{request}\n{}\n{time}", self.nonce);
        let signature = self.key.sign(&text);
        SentRequest { path: path.into(), request: request.into(), nonce: self.nonce.clone(), time, signature, body }
    }

    /// Sends a request as it is, and takes nothing from the reply.
    pub async fn send(&self, sent: &SentRequest) -> Reply {
        // What is done later is later.
        self.clock.advance(SignedDuration::from_millis(1));
        let mut request = self.client.post(self.base.join(&sent.path).unwrap());
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, format!("{COOKIE}={cookie}"));
        }
        if let Some(address) = &self.forwarded_for {
            request = request.header("x-forwarded-for", address);
        }
        let SentRequest { request: id, nonce, time, signature, body, .. } = sent;
        let signed = request
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-kiosk-request", id)
            .header("x-kiosk-nonce", nonce)
            .header("x-kiosk-time", time)
            .header("x-kiosk-signature", signature);
        let response = signed.body(body.clone()).send().await.unwrap();
        let status = response.status();
        let set = response.headers().get_all(header::SET_COOKIE).iter();
        let cookies = set.map(|cookie| cookie.to_str().unwrap().to_owned()).collect();
        let whole = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or(Value::Null);
        Reply { status, whole, cookies }
    }
}

/// The settings that kiosks have in tests: activated, by name and a PIN of six digits.
pub fn policy() -> KioskPolicy {
    KioskPolicy {
        activated: true,
        method: Method::NameAndPin,
        name_pin_digits: 6,
        number_pin_digits: 6,
        lone_pin_digits: 6,
        may_type: true,
        may_show_again: true,
        renew_after_months: None,
        sign_in_by_pin: false,
        tag_salt: [7; 16],
    }
}

impl TestGateway {
    /// Activates kiosks, and sets what holds for all of them.
    pub async fn set_kiosk_policy(&self, policy: KioskPolicy) {
        let workspace = self.workspace.id;
        let set = move |u: &mut phoneclock::service::Unit<'_>| kiosk_policies::set_policy(u.tx, workspace, &policy);
        self.store.write(Hold::Workspace(workspace), set).await.unwrap();
    }

    /// A kiosk for everybody, and kiosks activated with [`policy`] where they were not.
    pub async fn kiosk(&self, name: &str) -> Kiosk {
        let kiosk = Kiosk {
            id: KioskId::generate(&self.store.ids()),
            workspace: self.workspace.id,
            name: name.to_owned(),
            zone: None,
            language: None,
            everybody: true,
            default_job: None,
            authentication_required: true,
            photos: false,
            disabled_at: None,
            created_at: self.clock_now(),
            universal_set_at: None,
        };
        self.add_kiosk(kiosk).await
    }

    /// The same with this kiosk.
    pub async fn add_kiosk(&self, kiosk: Kiosk) -> Kiosk {
        let added = kiosk.clone();
        let add = move |u: &mut phoneclock::service::Unit<'_>| {
            if kiosk_policies::find_policy(u.tx, added.workspace)?.is_none() {
                kiosk_policies::set_policy(u.tx, added.workspace, &policy())?;
            }
            kiosks::insert_kiosk(u.tx, &added)
        };
        self.store.write(Hold::Workspace(kiosk.workspace), add).await.unwrap();
        kiosk
    }

    /// A device that was approved for a kiosk just now.
    pub async fn device(&self, kiosk: &Kiosk) -> SoftDevice {
        let key = Key::generate();
        let (id, now) = (DeviceId::generate(&self.store.ids()), self.clock_now());
        let (cookie, nonce) = (Token::generate(self.store.entropy().as_ref()), vec![1; 36]);
        let device = Device {
            id,
            workspace: kiosk.workspace,
            kiosk: kiosk.id,
            name: format!("Tablet at {}", kiosk.name),
            status: DeviceStatus::Active,
            status_at: now,
            status_because: None,
            cookie_made_at: now,
            public_key: key.public(),
            nonce: nonce.clone(),
            previous_nonce: None,
            previous_spent: false,
            approved_at: now,
            approved_by: None,
            approver: "a test".to_owned(),
            browser: "a test".to_owned(),
            address: "192.0.2.7".to_owned(),
            last_seen_at: None,
            clock_ahead: None,
            careful_until: None,
            unsent: 0,
        };
        let hash = cookie.hash();
        let insert = move |u: &mut phoneclock::service::Unit<'_>| kiosk_devices::insert_device(u.tx, &device, &hash);
        self.store.write(Hold::Workspace(kiosk.workspace), insert).await.unwrap();
        self.soft_device(id, Some(cookie.expose().to_owned()), key, URL_SAFE_NO_PAD.encode(nonce))
    }

    /// A browser with these.
    pub fn soft_device(&self, id: DeviceId, cookie: Option<String>, key: Key, nonce: String) -> SoftDevice {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().redirect(Policy::none()).no_proxy().tls_certs_only([]).build().unwrap();
        let (base, clock) = (self.pages(), self.clock.clone());
        SoftDevice { client, base, id, cookie, key, nonce, clock, ahead: 0, forwarded_for: None }
    }
}
