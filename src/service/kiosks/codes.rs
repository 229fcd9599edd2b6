//! Connecting a device: the office shows 8 digits, somebody keys them on the device, and the office says whether that
//! device is the one.

use jiff::{SignedDuration, Timestamp};

use super::{
    devices::{self, DeviceError, NewDevice},
    digits,
};
use crate::{
    domain::{
        clock_watch::JUMP_THRESHOLD,
        entropy::{Entropy, below},
        ids::{DeviceId, KioskCodeId, KioskId, WorkspaceId},
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::{Token, Unit, Visitor, keys::LinkKey},
    },
    store::{
        Hold, Holds, StoreError, Tx,
        kiosk_codes::{self, KeyedBrowser, KioskCode},
        kiosk_devices::Device,
        kiosk_policies,
        kiosks::{self, Kiosk},
    },
};

/// How long the digits can be keyed, and once they were, how long the device can be confirmed.
pub const CODE_TTL: SignedDuration = SignedDuration::from_mins(15);
/// Wrong digits count for this long.
const FAILURE_WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Wrong digits from one network address, and over the gateway, within [`FAILURE_WINDOW`]. One code in 100,000,000 is
/// right, so that 200 tries at one that is open find it once in 500,000 times (RFC 8628, 5.1); and then somebody has to
/// confirm. Fewer would let a handful of strangers keep every workspace from connecting a device.
const FAILURES_BY_ADDRESS: u32 = 5;
const FAILURES_BY_ALL: u32 = 200;

/// What writes about codes are held under beside the workspace: digits are unique over the gateway, and so is the count
/// of wrong ones.
#[must_use]
pub fn hold() -> Hold {
    Hold::Address("kiosk codes".to_owned())
}

/// What the office writes about the codes of a workspace under.
#[must_use]
pub fn holds(workspace: WorkspaceId) -> Holds {
    Hold::Workspace(workspace).and(hold())
}

/// What has become of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeState {
    /// Nobody has keyed the digits yet.
    Waiting {
        /// The digits.
        digits: String,
    },
    /// They were keyed in a browser, and somebody has to say whether it is the device.
    Keyed(KeyedBrowser),
    /// Somebody has said yes.
    Approved(DeviceId),
    /// Somebody has said no, or has asked for other digits.
    Refused,
    /// It was not keyed, or not confirmed, in time.
    Expired,
}

/// An offer to connect a device, with what has become of it.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Its id.
    pub id: KioskCodeId,
    /// The kiosk that the device is to stand at.
    pub kiosk: Kiosk,
    /// Until when it can be keyed, or confirmed.
    pub ends_at: Timestamp,
    /// What has become of it.
    pub state: CodeState,
}

/// What somebody keys on a device.
#[derive(Debug, Clone)]
pub struct KeyedCode {
    /// As it was keyed.
    pub digits: String,
    /// The public key that the browser has made.
    pub public_key: Vec<u8>,
    /// Where it comes from.
    pub visitor: Visitor,
}

/// What becomes of digits that were keyed.
#[derive(Debug, Clone)]
pub enum KeyedOutcome {
    /// They were right: the browser waits to be confirmed, with this number on it.
    Waiting {
        /// Two digits, which the office sees, too.
        number: u32,
        /// Until when it can be confirmed.
        ends_at: Timestamp,
        /// What the browser is known by from now on.
        cookie: Token,
    },
    /// They are no offer's that is open.
    Wrong,
    /// Too many wrong ones were keyed of late; these were not looked at.
    TooMany,
}

/// Why an offer was not made, or not decided.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum CodeError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is no such offer, or no such kiosk, in the workspace")]
    NotFound,
    #[error("the kiosks of the workspace are not activated")]
    Deactivated,
    #[error("nobody has keyed the digits yet")]
    NotKeyed,
    #[error("the offer was decided already, or is over")]
    Over,
    #[error(transparent)]
    Device(#[from] DeviceError),
}

/// Offers to connect a device to a kiosk. Earlier offers for it are over.
///
/// # Errors
/// When there is no such kiosk, or kiosks are not activated.
pub fn make(u: &mut Unit<'_>, actor: &Actor, kiosk: KioskId) -> Result<KioskCodeId, CodeError> {
    let found = kiosks::find_kiosk(u.tx, actor.workspace, kiosk)?.ok_or(CodeError::NotFound)?;
    is_activated(u.tx, actor.workspace)?;
    kiosk_codes::end_open_of_kiosk(u.tx, (actor.workspace, kiosk), u.now)?;
    let id = KioskCodeId::generate(&u.ids);
    let mut code_hash = Vec::new();
    for attempt in 0..digits::TRIES {
        code_hash = u.keys.kiosk_code_hash(&digits::of(u.keys, id, attempt)).to_vec();
        match kiosk_codes::find_waiting(u.tx, &code_hash)? {
            None => break,
            Some(taken) if taken.ends_at <= u.time_for_ends() => {
                kiosk_codes::set_decided(u.tx, taken.id, None, u.now)?;
                break;
            }
            Some(_) => {}
        }
    }
    let code = KioskCode {
        id,
        workspace: actor.workspace,
        kiosk,
        code_hash,
        made_at: u.now,
        ends_at: u.ends_after(CODE_TTL),
        user: actor.user,
        maker: actor.name.clone(),
        browser: None,
        decided_at: None,
        device: None,
    };
    kiosk_codes::insert_code(u.tx, &code)?;
    note(u, actor, "offer to connect device", &found.name)?;
    Ok(id)
}

/// An offer of the workspace at `now`, the time for ends.
pub fn find(
    tx: &mut dyn Tx,
    keys: &LinkKey,
    (workspace, id): (WorkspaceId, KioskCodeId),
    now: Timestamp,
) -> Result<Option<Offer>, StoreError> {
    let Some(code) = kiosk_codes::find_code(tx, workspace, id)? else { return Ok(None) };
    let Some(kiosk) = kiosks::find_kiosk(tx, workspace, code.kiosk)? else { return Ok(None) };
    let ends_at = code.ends_at;
    Ok(Some(Offer { id, kiosk, ends_at, state: state_of(keys, code, now) }))
}

/// The offer for a kiosk that is open at `now`, the time for ends.
pub fn find_open(
    tx: &mut dyn Tx,
    (workspace, kiosk): (WorkspaceId, KioskId),
    now: Timestamp,
) -> Result<Option<KioskCodeId>, StoreError> {
    Ok(kiosk_codes::find_open_of_kiosk(tx, (workspace, kiosk), now)?.map(|code| code.id))
}

fn state_of(keys: &LinkKey, code: KioskCode, now: Timestamp) -> CodeState {
    match (code.decided_at, code.device, code.browser) {
        (_, Some(device), _) => CodeState::Approved(device),
        (Some(_), None, _) => CodeState::Refused,
        (None, None, _) if code.ends_at <= now => CodeState::Expired,
        (None, None, Some(browser)) => CodeState::Keyed(browser),
        (None, None, None) => match digits::find(keys, code.id, &code.code_hash) {
            Some(digits) => CodeState::Waiting { digits },
            None => CodeState::Expired,
        },
    }
}

/// Takes digits that were keyed on a device. The same browser may send them again: its answer may have been lost.
pub fn key_in(u: &mut Unit<'_>, keyed: &KeyedCode) -> Result<KeyedOutcome, StoreError> {
    let address = keyed.visitor.throttle_key();
    let since = u.now.saturating_sub(FAILURE_WINDOW).unwrap_or(Timestamp::MIN);
    let until = u.now.saturating_add(JUMP_THRESHOLD).unwrap_or(Timestamp::MAX);
    let (by_address, by_all) = kiosk_codes::count_failures(u.tx, &address, (since, until))?;
    if by_address >= FAILURES_BY_ADDRESS || by_all >= FAILURES_BY_ALL {
        tracing::warn!("too many wrong digits were keyed to connect a device");
        return Ok(KeyedOutcome::TooMany);
    }
    // What cannot be a code is no try at one.
    let Some(digits) = digits::parse(&keyed.digits) else { return Ok(KeyedOutcome::Wrong) };
    let found = kiosk_codes::find_waiting(u.tx, &u.keys.kiosk_code_hash(&digits))?;
    let now = u.time_for_ends();
    let open = found.filter(|code| code.ends_at > now && is_free_for(code, &keyed.public_key));
    let Some(code) = open else {
        kiosk_codes::insert_failure(u.tx, &address, u.now)?;
        return Ok(KeyedOutcome::Wrong);
    };
    let cookie = Token::generate(u.entropy);
    let (number, keyed_at, ends_at) = match &code.browser {
        Some(browser) => (browser.number, browser.keyed_at, code.ends_at),
        None => (two_digits(u.entropy), u.now, u.ends_after(CODE_TTL)),
    };
    let browser = KeyedBrowser {
        cookie_hash: cookie.hash().to_vec(),
        public_key: keyed.public_key.clone(),
        number,
        browser: devices::shortened(&keyed.visitor.browser),
        address: keyed.visitor.address.clone(),
        keyed_at,
    };
    kiosk_codes::set_keyed(u.tx, code.id, &browser, ends_at)?;
    Ok(KeyedOutcome::Waiting { number, ends_at, cookie })
}

/// A code works once: for the browser that was first.
fn is_free_for(code: &KioskCode, public_key: &[u8]) -> bool {
    code.browser.as_ref().is_none_or(|browser| browser.public_key == public_key)
}

fn two_digits(entropy: &dyn Entropy) -> u32 {
    10 + u32::try_from(below(entropy, 90)).unwrap_or_default()
}

/// Says that the browser in which the digits were keyed is the device, and what it is called. Saying it twice approves
/// one device.
///
/// # Errors
/// When nobody has keyed the digits, the offer is over, or the name will not do.
pub fn approve(u: &mut Unit<'_>, actor: &Actor, id: KioskCodeId, name: &str) -> Result<Device, CodeError> {
    let code = kiosk_codes::find_code(u.tx, actor.workspace, id)?.ok_or(CodeError::NotFound)?;
    if let Some(device) = code.device {
        return Ok(devices::get(u.tx, actor.workspace, device)?);
    }
    if code.decided_at.is_some() || code.ends_at <= u.time_for_ends() {
        return Err(CodeError::Over);
    }
    let browser = code.browser.ok_or(CodeError::NotKeyed)?;
    let kiosk = kiosks::find_kiosk(u.tx, actor.workspace, code.kiosk)?.ok_or(CodeError::NotFound)?;
    is_activated(u.tx, actor.workspace)?;
    let new = NewDevice {
        kiosk: &kiosk,
        name,
        public_key: browser.public_key,
        cookie_hash: browser.cookie_hash,
        browser: browser.browser,
        address: browser.address,
    };
    let device = devices::add(u, actor, new)?;
    kiosk_codes::set_decided(u.tx, id, Some(device.id), u.now)?;
    Ok(device)
}

/// Says that the browser in which the digits were keyed is not the device, or takes an offer back.
///
/// # Errors
/// When there is no such offer, or it was decided already.
pub fn refuse(u: &mut Unit<'_>, actor: &Actor, id: KioskCodeId) -> Result<KioskId, CodeError> {
    let code = kiosk_codes::find_code(u.tx, actor.workspace, id)?.ok_or(CodeError::NotFound)?;
    let kiosk = kiosks::find_kiosk(u.tx, actor.workspace, code.kiosk)?.ok_or(CodeError::NotFound)?;
    if !kiosk_codes::set_decided(u.tx, id, None, u.now)? {
        return Err(CodeError::Over);
    }
    note(u, actor, "refuse device", &kiosk.name)?;
    Ok(kiosk.id)
}

fn is_activated(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<(), CodeError> {
    let policy = kiosk_policies::find_policy(tx, workspace)?.filter(|policy| policy.activated);
    policy.map(drop).ok_or(CodeError::Deactivated)
}

fn note(u: &mut Unit<'_>, actor: &Actor, action: &str, subject: &str) -> Result<(), StoreError> {
    audit::note(u, actor, AuditChange { action, subject, employee: None, before: NO_FIELDS, after: NO_FIELDS })
}
