//! A browser that keeps punches while the network is gone: what the page of a kiosk does with its two clocks and the key
//! of the gateway, in software that shares nothing with it.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use phoneclock::domain::clock::Clock;
use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral},
    hkdf::{HKDF_SHA256, Salt},
    rand::{SecureRandom, SystemRandom},
};
use serde_json::{Value, json};

use super::{
    kiosk::{Reply, SentRequest, SoftDevice, new_request},
    kiosk_people::{At, KIOSK_PIN},
};

/// A tablet with what its page knows.
#[derive(Clone)]
pub struct Tablet {
    pub device: SoftDevice,
    pub keeping: Value,
    number: i64,
    /// Which opening of the page this is, and the gateway's time when it was opened.
    life: String,
    opened: i64,
    heard: Value,
    /// What the clock that only counts has missed, in milliseconds.
    pub slept: i64,
}

impl Tablet {
    /// A page that has just heard the gateway.
    pub async fn open(mut device: SoftDevice) -> Self {
        let state = device.ask("state", json!({})).await;
        let opened = device.clock.now().as_millisecond() - 7_000;
        let (keeping, life) = (state["keeping"].clone(), new_request());
        let mut tablet = Self { device, keeping, number: 0, life, opened, heard: Value::Null, slept: 0 };
        tablet.hear();
        tablet
    }

    /// The gateway has answered just now.
    pub fn hear(&mut self) {
        let mut heard = self.clocks();
        heard["now"] = self.device.clock.now().as_millisecond().into();
        self.heard = heard;
    }

    /// The page is opened anew: only what was written down is left of the one before.
    pub fn reload(&mut self) {
        (self.life, self.opened, self.slept) = (new_request(), self.device.clock.now().as_millisecond(), 0);
    }

    fn clocks(&self) -> Value {
        let now = self.device.clock.now().as_millisecond();
        json!({ "wall": now + self.device.ahead, "ticks": now - self.opened - self.slept, "life": self.life })
    }

    /// Keeps a punch of whoever says this.
    pub fn keep(&mut self, way: &str, said: &Value) -> Value {
        self.number += 1;
        let clocks = self.clocks();
        let mut inner = said.clone();
        for (name, value) in [("ticks", &clocks["ticks"]), ("life", &clocks["life"]), ("heard", &self.heard)] {
            inner[name] = value.clone();
        }
        self.seal(way, clocks["wall"].as_i64().unwrap(), &inner)
    }

    /// What is written by this page with this inside.
    pub fn seal(&self, way: &str, at: i64, inner: &Value) -> Value {
        let text = |name: &str| self.keeping[name].as_str().unwrap();
        let (id, key, device, random) = (new_request(), text("key"), text("device"), SystemRandom::new());
        let words = format!("phoneclock kept punch\n{id}\n{}\n{device}\n{key}\n{way}\n{at}", self.number);
        let gateway = URL_SAFE_NO_PAD.decode(text("public")).unwrap();
        let own = EphemeralPrivateKey::generate(&ECDH_P256, &random).unwrap();
        let ephemeral = own.compute_public_key().unwrap().as_ref().to_vec();
        let salt = Salt::new(HKDF_SHA256, &[ephemeral.as_slice(), &gateway].concat());
        let peer = UnparsedPublicKey::new(&ECDH_P256, &gateway);
        let key_of = |shared: &[u8]| {
            let info = [b"phoneclock kept punch 1\n", words.as_bytes()];
            let derived = salt.extract(shared);
            UnboundKey::from(derived.expand(&info, &AES_256_GCM).unwrap())
        };
        let aes = LessSafeKey::new(agree_ephemeral(own, &peer, key_of).unwrap());
        let mut nonce = [0; 12];
        random.fill(&mut nonce).unwrap();
        let bytes = self.keeping["bytes"].as_u64().unwrap() as usize;
        let mut sealed = inner.to_string().into_bytes();
        assert!(sealed.len() <= bytes, "it fits");
        sealed.resize(bytes, b' ');
        let aad = Aad::from(words.as_bytes());
        aes.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut sealed).unwrap();
        let [ephemeral, nonce, sealed] =
            [ephemeral.as_slice(), &nonce, &sealed].map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
        let signature = self.device.key.sign(&format!("{words}\n{ephemeral}\n{nonce}\n{sealed}"));
        json!({
            "id": id, "number": self.number, "device": device, "key": key, "way": way, "at": at,
            "ephemeral": ephemeral, "nonce": nonce, "sealed": sealed, "signature": signature,
        })
    }

    /// What the page sends of what it has kept.
    pub fn delivery(&self, envelopes: &[Value]) -> SentRequest {
        let mut body = self.clocks();
        (body["envelopes"], body["unsent"]) = (envelopes.into(), envelopes.len().into());
        let mut device = self.device.clone();
        device.nonce = String::new();
        device.request_of(&new_request(), "/kiosk/api/kept", body.to_string().into_bytes())
    }

    pub async fn send(&self, envelopes: &[Value]) -> Reply {
        self.device.send(&self.delivery(envelopes)).await
    }

    /// Sends, and has all of it taken.
    pub async fn deliver(&self, envelopes: &[Value]) {
        let reply = self.send(envelopes).await;
        let ids: Vec<_> = envelopes.iter().map(|one| one["id"].clone()).collect();
        assert_eq!(reply.answer(), &json!({ "kind": "kept", "taken": ids, "later": false }));
    }
}

/// What Maria types, with this PIN.
pub fn maria_says(pin: &str) -> Value {
    json!({ "by": "person", "who": "maria lopez", "pin": pin })
}

impl At {
    /// The tablet at the gate, just before its network goes.
    pub async fn tablet(&self) -> Tablet {
        Tablet::open(self.device.clone()).await
    }
}

impl Tablet {
    /// Maria keeps a punch with her own PIN.
    pub fn maria(&mut self, way: &str) -> Value {
        self.keep(way, &maria_says(KIOSK_PIN))
    }
}
