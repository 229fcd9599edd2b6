//! The envelope in which a browser keeps a punch: outside what anybody may read, inside what the key file opens.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    dialog::utterance::Way,
    domain::{
        ids::{DeviceId, KeptPunchId},
        kiosk::kept::{Heard, Reading},
        secret::Secret,
    },
    service::kernel::kiosk_key::{KioskKey, Sealed},
    store::entries::parse_way,
};

/// Bytes of what is sealed, with its tag: always as many, so that the length says nothing of who it was.
pub const SEALED_BYTES: usize = 1024 + 16;
/// The first line of what a device signs; its requests begin otherwise.
const HEAD: &str = "phoneclock kept punch";

/// What is outside.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Outer {
    pub id: KeptPunchId,
    pub number: i64,
    pub device: DeviceId,
    /// By what the gateway's key was called.
    key: String,
    way: String,
    /// By the clock of the device, in milliseconds since 1970.
    pub at: i64,
    ephemeral: String,
    nonce: String,
    sealed: String,
    signature: String,
}

/// By what somebody said who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum By {
    /// A name or a number, typed.
    Person,
    /// A PIN alone.
    Pin,
    Badge,
}

/// What is inside.
#[derive(Clone, Deserialize)]
pub(super) struct Inner {
    pub by: By,
    /// The name or the number.
    #[serde(default)]
    pub who: String,
    #[serde(default)]
    pin: String,
    #[serde(default)]
    badge: String,
    /// The phone code of a job.
    #[serde(default)]
    pub job: String,
    ticks: i64,
    life: String,
    pub heard: Option<Heard>,
}

impl Outer {
    pub fn parse(raw: &Value) -> Option<Self> {
        Self::deserialize(raw).ok().filter(|outer| outer.read_way().is_some())
    }

    fn read_way(&self) -> Option<Way> {
        parse_way(&self.way)
    }

    pub fn way(&self) -> Way {
        self.read_way().unwrap_or(Way::In)
    }

    /// What the seal is bound to: nothing outside can be changed without breaking it.
    fn words(&self) -> String {
        let Self { id, number, device, key, way, at, .. } = self;
        format!("{HEAD}\n{id}\n{number}\n{device}\n{key}\n{way}\n{at}")
    }

    pub fn is_signed_by(&self, public_key: &[u8]) -> bool {
        let text = format!("{}\n{}\n{}\n{}", self.words(), self.ephemeral, self.nonce, self.sealed);
        let Ok(signature) = URL_SAFE_NO_PAD.decode(&self.signature) else { return false };
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public_key).verify(text.as_bytes(), &signature).is_ok()
    }

    /// What is inside, where it was sealed to this key.
    pub fn open(&self, key: &KioskKey) -> Option<Inner> {
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
        let sealed =
            Sealed { ephemeral: bytes(&self.ephemeral)?, nonce: bytes(&self.nonce)?, text: bytes(&self.sealed)? };
        if self.key != key.id() || sealed.text.len() != SEALED_BYTES {
            return None;
        }
        serde_json::from_slice(&key.open(&sealed, self.words().as_bytes())?).ok()
    }
}

impl Inner {
    pub fn pin(&self) -> Secret {
        Secret::new(self.pin.clone())
    }

    pub fn badge(&self) -> Secret {
        Secret::new(self.badge.clone())
    }

    /// What the page's clocks said.
    pub fn reading(&self, outer: &Outer) -> Reading {
        Reading { wall: outer.at, ticks: self.ticks, life: self.life.clone() }
    }
}
