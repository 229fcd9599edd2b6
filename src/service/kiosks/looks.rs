//! What a browser is told of its own approval, before it may act.

use bytes::Bytes;
use jiff::Timestamp;

use super::signature::SignedWords;
use crate::{
    domain::kiosk::DeviceStatus,
    service::kernel::Token,
    store::{
        StoreError, Tx,
        kiosk_codes::{self, KioskCode},
        kiosk_devices::{self, Device},
    },
};

/// A browser that asks how far its approval is.
#[derive(Debug, Clone)]
pub struct LookingBrowser {
    /// What it is known by.
    pub cookie: Token,
    /// What it has signed.
    pub words: SignedWords,
    /// The address that it asks.
    pub path: String,
    /// The body that it has signed.
    pub body: Bytes,
}

/// What a browser is told of its approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nobody knows its cookie.
    Nobody,
    /// Its cookie is known, and its key is another one: its storage was cleared.
    Cleared,
    /// Somebody has to confirm it.
    Waiting {
        /// The number that both pages show.
        number: u32,
        /// Until when it can be confirmed.
        ends_at: Timestamp,
    },
    /// It was not confirmed in time.
    Expired,
    /// Somebody has said no.
    Refused,
    /// It may act.
    Approved {
        /// The first nonce, until it was shown. Later ones come with answers alone, or a copy could ask for them.
        nonce: Option<Vec<u8>>,
    },
    /// It was approved, and was put out.
    Revoked,
    /// It was approved, and was found to be there twice.
    Suspended,
}

/// What a browser is told of its approval at `now`, the time for ends.
pub fn find(tx: &mut dyn Tx, browser: &LookingBrowser, now: Timestamp) -> Result<Standing, StoreError> {
    let hash = browser.cookie.hash();
    if let Some((device, _)) = kiosk_devices::find_by_cookie(tx, &hash)? {
        return Ok(if browser.has_signed(&device.public_key) { of_device(device) } else { Standing::Cleared });
    }
    let Some(code) = kiosk_codes::find_by_cookie(tx, &hash)? else { return Ok(Standing::Nobody) };
    let has_signed = code.browser.as_ref().is_some_and(|keyed| browser.has_signed(&keyed.public_key));
    Ok(if has_signed { of_code(&code, now) } else { Standing::Cleared })
}

impl LookingBrowser {
    fn has_signed(&self, public_key: &[u8]) -> bool {
        self.words.are_of(public_key, &self.path, &self.body)
    }
}

fn of_device(device: Device) -> Standing {
    match device.status {
        DeviceStatus::Active => Standing::Approved { nonce: device.last_seen_at.is_none().then_some(device.nonce) },
        DeviceStatus::Suspended => Standing::Suspended,
        DeviceStatus::Revoked | DeviceStatus::Deleted => Standing::Revoked,
    }
}

fn of_code(code: &KioskCode, now: Timestamp) -> Standing {
    match (&code.browser, code.decided_at) {
        (_, Some(_)) => Standing::Refused,
        (Some(keyed), None) if code.ends_at > now => Standing::Waiting { number: keyed.number, ends_at: code.ends_at },
        (Some(_) | None, None) => Standing::Expired,
    }
}
