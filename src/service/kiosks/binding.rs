//! Whether a request is of an approved device: its cookie, its key, and the chain of its nonces. A request is let in
//! once, and the same again gets the answer that it had.

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};

use super::{Device, Kiosk, KioskPolicy, devices, nonces, replies::KeptReply, signature::SignedWords};
use crate::{
    domain::{
        ids::{DeviceId, DeviceRequestId},
        kiosk::{
            DeviceStatus,
            chain::{Chain, Link},
        },
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::{
            Store, Token, Unit, Visitor,
            notices::{self, NewNotice, NoticeKind, OWNERS_AND_ADMINS},
            token::token_hash,
        },
    },
    store::{
        Hold, StoreError, Tx,
        kiosk_devices::{self, ShownCookie},
        kiosk_policies,
        kiosk_requests::{self, KeptRequest},
        kiosks,
    },
};

/// How old the cookie of a device gets.
const COOKIE_MAX_AGE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long the cookie before it is good at least: browsers write a new one to the medium when it suits them, and after a
/// power cut they show the old one.
const OLD_COOKIE_MIN_AGE: SignedDuration = SignedDuration::from_hours(1);
/// Why a device is suspended, for the people of the office.
const COPIED: &str = "Two browsers have used its approval. One of them is a copy.";

/// Why a request of a device is not let in.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum BindingError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("no device has the cookie")]
    Unknown,
    #[error("the device was revoked or deleted, or its kiosk was")]
    Revoked,
    #[error("the device is suspended")]
    Suspended,
    #[error("the kiosks of the workspace are not activated")]
    Deactivated,
    #[error("the kiosk is disabled")]
    Disabled,
    #[error("the request is not signed by the key of the device")]
    Signature,
    #[error("the request is being worked on")]
    Busy,
}

/// One request as it came.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// The cookie.
    pub cookie: Token,
    /// What is signed beside address and body, and the signature.
    pub words: SignedWords,
    /// The address that was asked.
    pub path: String,
    /// What is asked.
    pub body: Bytes,
    /// Where it comes from.
    pub visitor: Visitor,
}

/// A device, and what holds where it stands.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The device.
    pub device: Device,
    /// Its kiosk.
    pub kiosk: Kiosk,
    /// What holds for all kiosks of the workspace.
    pub policy: KioskPolicy,
    shown: ShownCookie,
}

/// A request that is to be carried out now.
#[derive(Debug, Clone)]
pub struct Admitted {
    /// The device as it was before the request, and where it stands.
    pub placed: Placed,
    /// When the request came for the first time.
    pub at: Timestamp,
    /// The nonce that goes out with the answer.
    pub nonce: Vec<u8>,
    /// A new cookie, where it is time for one.
    pub cookie: Option<Token>,
}

/// What becomes of a request that was signed by the key of its device.
#[derive(Debug)]
pub enum Admission {
    /// It is to be carried out.
    Begun(Box<Admitted>),
    /// It was answered before, with this.
    Answered(String),
    /// Two browsers have had the nonce of the device. The device is suspended from now on.
    Copied,
}

/// The device behind a cookie, where it may be used, before anything else of the request is read.
///
/// # Errors
/// Why it may not be used.
pub async fn find(store: &Store, cookie: &Token) -> Result<Device, BindingError> {
    let hash = cookie.hash();
    store.read(move |tx| find_active(tx, &hash).map(|(device, _)| device)).await
}

/// Lets a request in that its device has signed, or finds the answer that it had.
///
/// # Errors
/// Why it is not let in.
pub async fn admit(store: &Store, envelope: Envelope) -> Result<Admission, BindingError> {
    let device = verified(store, &envelope).await?;
    store.write(Hold::Device(device.id), move |u| begin(u, &envelope)).await
}

/// The device that has signed a request, and where it stands, past the chain of nonces: for what reads nothing that is
/// anybody's, and writes nothing.
///
/// # Errors
/// Why it is not let in.
pub async fn look_at(store: &Store, envelope: &Envelope) -> Result<Placed, BindingError> {
    verified(store, envelope).await?;
    let hash = envelope.cookie.hash();
    store.read(move |tx| find_placed(tx, &hash)).await
}

/// The device that has signed a request, in use or not: what it has kept is taken from it all the same.
///
/// # Errors
/// When no device has the cookie, or it has not signed this.
pub async fn find_sender(store: &Store, envelope: &Envelope) -> Result<Device, BindingError> {
    let device = find_known(store, &envelope.cookie).await?;
    let Envelope { words, path, body, .. } = envelope;
    if words.are_of(&device.public_key, path, body) { Ok(device) } else { Err(BindingError::Signature) }
}

/// The device behind a cookie, in use or not.
///
/// # Errors
/// When no device has it.
pub async fn find_known(store: &Store, cookie: &Token) -> Result<Device, BindingError> {
    let hash = cookie.hash();
    let find = store.read(move |tx| kiosk_devices::find_by_cookie(tx, &hash));
    find.await?.map(|(device, _)| device).ok_or(BindingError::Unknown)
}

async fn verified(store: &Store, envelope: &Envelope) -> Result<Device, BindingError> {
    let device = find(store, &envelope.cookie).await?;
    let Envelope { words, path, body, .. } = envelope;
    if words.are_of(&device.public_key, path, body) { Ok(device) } else { Err(BindingError::Signature) }
}

/// Keeps the answer to a request that was let in.
///
/// # Errors
/// When it cannot be kept.
pub async fn keep_answer(
    store: &Store,
    admitted: &Admitted,
    request: DeviceRequestId,
    answer: Option<String>,
) -> Result<(), StoreError> {
    let (device, nonce) = (admitted.placed.device.id, admitted.nonce.clone());
    let reply = answer.map_or(KeptReply::Failed { nonce }, KeptReply::Done).to_text();
    store.write(Hold::Device(device), move |u| kiosk_requests::set_reply(u.tx, (device, request), &reply)).await
}

/// Refuses a request of a device should it still come: the device has given it up. One that came is left as it is.
///
/// # Errors
/// When that cannot be written.
pub async fn refuse_late(store: &Store, device: DeviceId, request: DeviceRequestId) -> Result<(), StoreError> {
    let refuse = move |u: &mut Unit<'_>| {
        if kiosk_requests::find_request(u.tx, device, request)?.is_some() {
            return Ok(());
        }
        // Nothing that is asked has this hash.
        let kept = KeptRequest { at: u.now, asked: Vec::new(), reply: String::new() };
        kiosk_requests::insert_request(u.tx, (device, request), &kept)
    };
    store.write(Hold::Device(device), refuse).await
}

fn find_active(tx: &mut dyn Tx, cookie_hash: &[u8]) -> Result<(Device, ShownCookie), BindingError> {
    let (device, shown) = kiosk_devices::find_by_cookie(tx, cookie_hash)?.ok_or(BindingError::Unknown)?;
    match device.status {
        DeviceStatus::Active => Ok((device, shown)),
        DeviceStatus::Suspended => Err(BindingError::Suspended),
        DeviceStatus::Revoked | DeviceStatus::Deleted => Err(BindingError::Revoked),
    }
}

fn find_placed(tx: &mut dyn Tx, cookie_hash: &[u8]) -> Result<Placed, BindingError> {
    let (device, shown) = find_active(tx, cookie_hash)?;
    let kiosk = kiosks::find_kiosk(tx, device.workspace, device.kiosk)?.ok_or(BindingError::Revoked)?;
    let policy = kiosk_policies::find_policy(tx, device.workspace)?.filter(|policy| policy.activated);
    let policy = policy.ok_or(BindingError::Deactivated)?;
    if kiosk.disabled_at.is_some() {
        return Err(BindingError::Disabled);
    }
    Ok(Placed { device, kiosk, policy, shown })
}

fn begin(u: &mut Unit<'_>, envelope: &Envelope) -> Result<Admission, BindingError> {
    let placed = find_placed(u.tx, &envelope.cookie.hash())?;
    let (device, request) = (&placed.device, envelope.words.request);
    let asked = u.keys.device_request_hash(device.id.as_bytes(), &envelope.path, &envelope.body).to_vec();
    if let Some(kept) = kiosk_requests::find_request(u.tx, device.id, request)? {
        return if kept.asked == asked { again(u, placed, request, kept) } else { Err(BindingError::Signature) };
    }
    let Some(seen) = seen(u, device, envelope) else {
        suspend(u, device, &envelope.visitor.address)?;
        return Ok(Admission::Copied);
    };
    kiosk_devices::set_seen(u.tx, &seen)?;
    let reply = KeptReply::Running { since: u.now, nonce: seen.nonce.clone() }.to_text();
    kiosk_requests::insert_request(u.tx, (device.id, request), &KeptRequest { at: u.now, asked, reply })?;
    let cookie = renew_cookie(u, &placed, envelope)?;
    Ok(Admission::Begun(Box::new(Admitted { placed, at: u.now, nonce: seen.nonce, cookie })))
}

/// A request that came before.
fn again(
    u: &mut Unit<'_>,
    placed: Placed,
    request: DeviceRequestId,
    kept: KeptRequest,
) -> Result<Admission, BindingError> {
    let reply = KeptReply::parse(kept.reply);
    if let KeptReply::Done(answer) = reply {
        return Ok(Admission::Answered(answer));
    }
    let nonce = reply.to_be_begun_again(u.now).ok_or(BindingError::Busy)?.to_vec();
    let running = KeptReply::Running { since: u.now, nonce: nonce.clone() }.to_text();
    kiosk_requests::set_reply(u.tx, (placed.device.id, request), &running)?;
    Ok(Admission::Begun(Box::new(Admitted { placed, at: kept.at, nonce, cookie: None })))
}

/// The device once it has shown its nonce; `None` where somebody else has shown that before.
fn seen(u: &Unit<'_>, device: &Device, envelope: &Envelope) -> Option<Device> {
    let shown = envelope.words.nonce.as_slice();
    let chain = Chain {
        newest: &device.nonce,
        previous: device.previous_nonce.as_deref(),
        previous_spent: device.previous_spent,
    };
    let (newest, previous, previous_spent) = match chain.judge(shown) {
        Link::Next => (&device.nonce, Some(shown.to_vec()), false),
        Link::AnswerLost => (&device.nonce, device.previous_nonce.clone(), true),
        Link::Copied if nonces::is_of_later(u.keys, device.id, (&device.nonce, shown)) => {
            tracing::warn!(device = %device.id, "a device knows of a later answer than the database: was a backup restored?");
            (&envelope.words.nonce, Some(shown.to_vec()), false)
        }
        Link::Copied => return None,
    };
    Some(Device {
        nonce: nonces::next(u.keys, device.id, Some(newest)),
        previous_nonce: previous,
        previous_spent,
        browser: devices::shortened(&envelope.visitor.browser),
        address: envelope.visitor.address.clone(),
        last_seen_at: Some(u.now),
        clock_ahead: Some(envelope.words.time.saturating_sub(u.now.as_millisecond())),
        ..device.clone()
    })
}

/// A new cookie once a week. One that was sent and is not shown was lost on its way, so that another one takes its place.
fn renew_cookie(u: &mut Unit<'_>, placed: &Placed, envelope: &Envelope) -> Result<Option<Token>, StoreError> {
    let device = &placed.device;
    let age = u.now.duration_since(device.cookie_made_at);
    match placed.shown {
        ShownCookie::Newest if age < OLD_COOKIE_MIN_AGE => return Ok(None),
        ShownCookie::Newest if age < COOKIE_MAX_AGE => {
            kiosk_devices::forget_old_cookie(u.tx, device)?;
            return Ok(None);
        }
        ShownCookie::Newest | ShownCookie::Old => {}
    }
    let cookie = Token::generate(u.entropy);
    let shown = token_hash(envelope.cookie.expose());
    kiosk_devices::set_cookie(u.tx, device, (&cookie.hash(), &shown), u.now)?;
    Ok(Some(cookie))
}

fn suspend(u: &mut Unit<'_>, device: &Device, address: &str) -> Result<(), StoreError> {
    tracing::warn!(device = %device.id, kiosk = %device.kiosk, "a device of a kiosk is suspended: two browsers have its approval");
    kiosk_devices::set_status(u.tx, (device.workspace, device.id), (DeviceStatus::Suspended, Some(COPIED)), u.now)?;
    let actor = Actor::the_gateway(device.workspace, address);
    let change = AuditChange {
        action: "suspend device",
        subject: &device.name,
        employee: None,
        before: NO_FIELDS,
        after: Some([("because", COPIED)].into_iter().collect::<std::collections::BTreeMap<_, _>>()),
    };
    audit::note(u, &actor, change)?;
    let (kiosk, device_id) = (Some(device.kiosk), Some(device.id));
    let notice = NewNotice { kiosk, device: device_id, ..NewNotice::of(NoticeKind::DeviceSuspended) };
    notices::tell(u, device.workspace, notice, OWNERS_AND_ADMINS)
}
