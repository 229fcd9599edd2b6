//! The Universal PIN of a kiosk: generated or typed, shown again where it follows from the key file, removed. Its slow
//! tag is computed before the one write that sets it.

use jiff::Timestamp;
use serde_json::json;

use super::{
    clash::{is_among, is_of_worker, list_hashes_of_workers},
    drawn_pins::{MOST_TRIES, derive, draw, is_weak, origin},
    pin_clashes::{self, PinHolder},
    typed_pins::{TypedFor, are_too_many},
};
pub use crate::store::universal_pins::UniversalPin;
use crate::{
    domain::{
        ids::{KioskCredentialId, KioskId, WorkspaceId},
        kiosk::{CredentialOrigin, KioskPin, UNIVERSAL_DIGITS},
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::{Store, Unit, keys::DerivedFor},
        pin_hash::{HashError, Lane, PinHasher, SALT_BYTES},
    },
    store::{Hold, StoreError, Tx, kiosk_policies, kiosks, universal_pins},
};

/// Why a Universal PIN was not set, shown or removed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum UniversalPinError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Hash(#[from] HashError),
    #[error("there is no such kiosk in the workspace")]
    NotFound,
    #[error("a universal PIN has 6 to 8 digits")]
    Format,
    /// Easy to guess, or somebody else's: which of these would tell whoever asks.
    #[error("the universal PIN may not be used")]
    Refused,
    #[error("the kiosk has no universal PIN")]
    None,
    #[error("the universal PIN cannot be shown again")]
    Hidden,
    #[error("no universal PIN could be generated")]
    Exhausted,
    /// The form was sent before, or somebody else was quicker.
    #[error("the kiosk has another universal PIN by now than the form was shown with")]
    MadeAlready,
    /// Whoever types again and again may be trying whose PINs there are.
    #[error("too many PINs were typed")]
    TooMany,
}

/// The kiosk whose PIN is replaced, and when that was set, so far as whoever asks has seen it.
#[derive(Debug, Clone, Copy)]
struct Replaced {
    kiosk: KioskId,
    /// None where it may be whichever it is.
    seen: Option<Option<Timestamp>>,
}

/// Generates, sets and shows Universal PINs. Cheap to clone.
#[derive(Clone)]
pub struct UniversalPins {
    store: Store,
    pins: PinHasher,
}

impl UniversalPins {
    /// Over this database, with these threads.
    #[must_use]
    pub const fn new(store: Store, pins: PinHasher) -> Self {
        Self { store, pins }
    }

    /// Gives a kiosk a new Universal PIN of so many digits, in the place of the one that whoever asks has `seen`, by when
    /// it was set: a form that is sent twice makes one.
    ///
    /// # Errors
    /// When there is no such kiosk, it has another PIN by now, it has other than 6 to 8 digits, or too much is being
    /// hashed.
    pub async fn generate(
        &self,
        actor: &Actor,
        (kiosk, seen): (KioskId, Option<Timestamp>),
        digits: usize,
    ) -> Result<KioskPin, UniversalPinError> {
        if !UNIVERSAL_DIGITS.contains(&digits) {
            return Err(UniversalPinError::Format);
        }
        let (salt, may_show_again) = self.look_up(actor.workspace, kiosk).await?;
        let lane = self.pins.lane_of(actor)?;
        let id = KioskCredentialId::generate(&self.store.ids());
        for attempt in 0..MOST_TRIES {
            let pin = if may_show_again {
                derive(self.store.keys(), DerivedFor::UniversalPin, id.as_bytes(), attempt, digits)
            } else {
                draw(&self.store, digits)
            };
            if is_weak(&self.store, &pin, None) {
                continue;
            }
            let derived = may_show_again.then_some((id, attempt));
            let replaced = Replaced { kiosk, seen: Some(seen) };
            match self.set(actor, (replaced, salt, origin(may_show_again)), (&pin, derived), &lane).await {
                Ok(()) => return Ok(pin),
                Err(UniversalPinError::Refused) => {}
                Err(problem) => return Err(problem),
            }
        }
        Err(UniversalPinError::Exhausted)
    }

    /// Gives a kiosk the Universal PIN that somebody has typed. It is never shown.
    ///
    /// # Errors
    /// [`UniversalPinError::Refused`] for one that is easy to guess and for one that is somebody else's, alike; when the
    /// actor has typed too many, there is no such kiosk, it is no PIN, or too much is being hashed.
    pub async fn set_typed(&self, actor: &Actor, kiosk: KioskId, typed: &str) -> Result<(), UniversalPinError> {
        let digits = typed.len();
        if !UNIVERSAL_DIGITS.contains(&digits) {
            return Err(UniversalPinError::Format);
        }
        let pin = KioskPin::parse(typed, digits).map_err(|_| UniversalPinError::Format)?;
        let (salt, _) = self.look_up(actor.workspace, kiosk).await?;
        let lane = self.pins.lane_of(actor)?;
        let set = if is_weak(&self.store, &pin, None) {
            // The same work as for one that somebody has.
            self.pins.tag(lane, pin.into_secret(), salt).await?;
            Err(UniversalPinError::Refused)
        } else {
            let replaced = Replaced { kiosk, seen: None };
            self.set(actor, (replaced, salt, CredentialOrigin::Typed), (&pin, None), &lane).await
        };
        if matches!(set, Err(UniversalPinError::Refused)) {
            // Whoever tries one after the other to learn those of others is seen.
            let by = actor.clone();
            self.store.write(Hold::Workspace(by.workspace), move |u| note_refused(u, &by, kiosk)).await?;
        }
        set
    }

    /// The Universal PIN of a kiosk, where it follows from the key file and the workspace lets it be shown.
    ///
    /// # Errors
    /// When there is no such kiosk, it has none, or it cannot be shown.
    pub async fn show(&self, actor: &Actor, kiosk: KioskId) -> Result<KioskPin, UniversalPinError> {
        let (_, may_show_again) = self.look_up(actor.workspace, kiosk).await?;
        if !may_show_again {
            return Err(UniversalPinError::Hidden);
        }
        let by = actor.clone();
        let known = self.store.write(Hold::Workspace(by.workspace), move |u| note_shown(u, &by, kiosk)).await?;
        let (id, attempt) = known.derived.ok_or(UniversalPinError::Hidden)?;
        Ok(derive(self.store.keys(), DerivedFor::UniversalPin, id.as_bytes(), attempt, known.digits))
    }

    /// The salt of the workspace's tags, and whether what is generated may be shown again.
    async fn look_up(&self, workspace: WorkspaceId, kiosk: KioskId) -> Result<([u8; 16], bool), UniversalPinError> {
        let read = self.store.read(move |tx| {
            let policy = kiosk_policies::find_policy(tx, workspace)?;
            Ok::<_, StoreError>((policy, kiosks::find_kiosk(tx, workspace, kiosk)?))
        });
        match read.await? {
            (Some(policy), Some(_)) => Ok((policy.tag_salt, policy.may_show_again)),
            (None, _) | (_, None) => Err(UniversalPinError::NotFound),
        }
    }

    async fn set(
        &self,
        actor: &Actor,
        (replaced, salt, origin): (Replaced, [u8; SALT_BYTES], CredentialOrigin),
        (pin, derived): (&KioskPin, Option<(KioskCredentialId, u32)>),
        lane: &Lane,
    ) -> Result<(), UniversalPinError> {
        let tag = self.pins.tag(lane.clone(), pin.clone().into_secret(), salt).await?;
        let (workspace, digits) = (actor.workspace, pin.digits());
        let hashes = self.store.read(move |tx| list_hashes_of_workers(tx, workspace, digits)).await?;
        if is_among(&self.pins, lane, pin, hashes).await? {
            return Err(UniversalPinError::Refused);
        }
        let new = UniversalPin { tag: tag.to_vec(), derived, digits: pin.digits(), set_at: self.store.now() };
        let (by, pin) = (actor.clone(), pin.clone());
        let set = move |u: &mut Unit<'_>| {
            if is_of_worker(u.tx, u.keys, by.workspace, &pin)? {
                return Err(UniversalPinError::Refused);
            }
            set(u, &by, replaced, (&new, origin))
        };
        self.store.write(Hold::Workspace(actor.workspace), set).await
    }
}

fn set(
    u: &mut Unit<'_>,
    actor: &Actor,
    Replaced { kiosk, seen }: Replaced,
    (pin, origin): (&UniversalPin, CredentialOrigin),
) -> Result<(), UniversalPinError> {
    let known = kiosks::find_kiosk(u.tx, actor.workspace, kiosk)?.ok_or(UniversalPinError::NotFound)?;
    if seen.is_some_and(|seen| seen != known.universal_set_at) {
        return Err(UniversalPinError::MadeAlready);
    }
    if origin == CredentialOrigin::Typed && are_too_many(u.tx, actor, TypedFor::Kiosk, u.now)? {
        return Err(UniversalPinError::TooMany);
    }
    if pin_clashes::is_taken(u.tx, actor.workspace, &pin.tag, PinHolder::Kiosk(kiosk))? {
        return Err(UniversalPinError::Refused);
    }
    universal_pins::set_universal(u.tx, actor.workspace, kiosk, pin)?;
    let change = AuditChange {
        action: TypedFor::Kiosk.set(),
        subject: &known.name,
        employee: None,
        before: Some(json!({ "set": known.universal_set_at.is_some() })),
        after: Some(json!({ "set": true, "digits": pin.digits, "origin": origin.name() })),
    };
    Ok(audit::note(u, actor, change)?)
}

/// Removes the Universal PIN of a kiosk, at once.
///
/// # Errors
/// When there is no such kiosk, or it has none.
pub fn remove(u: &mut Unit<'_>, actor: &Actor, kiosk: KioskId) -> Result<(), UniversalPinError> {
    let known = kiosks::find_kiosk(u.tx, actor.workspace, kiosk)?.ok_or(UniversalPinError::NotFound)?;
    if !universal_pins::remove_universal(u.tx, actor.workspace, kiosk)? {
        return Err(UniversalPinError::None);
    }
    let change = AuditChange {
        action: "remove Universal PIN",
        subject: &known.name,
        employee: None,
        before: Some(json!({ "set": true })),
        after: Some(json!({ "set": false })),
    };
    Ok(audit::note(u, actor, change)?)
}

/// What is kept of the Universal PIN of a kiosk; none without one.
pub fn find(tx: &mut dyn Tx, workspace: WorkspaceId, kiosk: KioskId) -> Result<Option<UniversalPin>, StoreError> {
    universal_pins::find_universal(tx, workspace, kiosk)
}

fn note_shown(u: &mut Unit<'_>, actor: &Actor, kiosk: KioskId) -> Result<UniversalPin, UniversalPinError> {
    let known = kiosks::find_kiosk(u.tx, actor.workspace, kiosk)?.ok_or(UniversalPinError::NotFound)?;
    let pin = find(u.tx, actor.workspace, kiosk)?.ok_or(UniversalPinError::None)?;
    if pin.derived.is_none() {
        return Err(UniversalPinError::Hidden);
    }
    note_by_itself(u, actor, "show Universal PIN", &known.name)?;
    Ok(pin)
}

fn note_refused(u: &mut Unit<'_>, actor: &Actor, kiosk: KioskId) -> Result<(), UniversalPinError> {
    let known = kiosks::find_kiosk(u.tx, actor.workspace, kiosk)?.ok_or(UniversalPinError::NotFound)?;
    if are_too_many(u.tx, actor, TypedFor::Kiosk, u.now)? {
        return Err(UniversalPinError::TooMany);
    }
    Ok(note_by_itself(u, actor, TypedFor::Kiosk.refused(), &known.name)?)
}

fn note_by_itself(u: &mut Unit<'_>, actor: &Actor, action: &str, subject: &str) -> Result<(), StoreError> {
    audit::note(u, actor, AuditChange { action, subject, employee: None, before: NO_FIELDS, after: NO_FIELDS })
}
