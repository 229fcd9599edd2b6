//! The PINs of users: generated or typed by those whose role may do that, removed at once. Slow tags are computed before
//! the one write that sets a PIN.

use jiff::Timestamp;
use serde_json::json;

use super::{
    clash::{is_among, is_of_worker, list_hashes_of_workers},
    drawn_pins::{MOST_TRIES, derive, draw, is_weak, origin},
    pin_clashes::{self, PinHolder},
    policy,
    typed_pins::{TypedFor, are_too_many},
};
pub use crate::store::user_pins::UserPin;
use crate::{
    domain::{
        ids::{UserId, UserPinId, WorkspaceId},
        kiosk::{CredentialOrigin, KioskPin, USER_PIN_DIGITS},
        user::User,
    },
    service::{
        access::{links, users::holds_to_change},
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::{
            Store, Unit,
            keys::{DerivedFor, LinkKey},
        },
        pin_hash::{HashError, Lane, PinHasher, SALT_BYTES, Tag},
    },
    store::{Hold, StoreError, Tx, employees, user_links, user_pins, users},
};

/// Why the PIN of a user stays as it is.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum UserPinError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Hash(#[from] HashError),
    #[error("there is no such user in the workspace")]
    NoUser,
    #[error("the role does not give a PIN to this user")]
    NotForRole,
    #[error("kiosks were never activated in the workspace")]
    NeverActivated,
    #[error("the PIN of a user has 5 to 8 digits")]
    Format,
    /// Easy to guess, or somebody else's: which of these would tell whoever asks.
    #[error("the PIN may not be used")]
    Refused,
    #[error("the user has no PIN")]
    NoPin,
    #[error("the user signs in by PIN only")]
    OnlyWayIn,
    #[error("no PIN could be generated")]
    Exhausted,
    /// The form was sent before, or somebody else was quicker.
    #[error("the user has another PIN by now than the form was shown with")]
    MadeAlready,
    /// Whoever types again and again may be trying whose PINs there are.
    #[error("too many PINs were typed")]
    TooMany,
}

/// Generates and sets the PINs of users, and lets users in by them. Cheap to clone.
#[derive(Clone)]
pub struct UserPins {
    pub(super) store: Store,
    pub(super) pins: PinHasher,
}

/// The user whose PIN is replaced, and when that was set, so far as whoever asks has seen it.
#[derive(Debug, Clone, Copy)]
struct Replaced {
    user: UserId,
    /// None where it may be whichever it is.
    seen: Option<Option<Timestamp>>,
}

/// What a new PIN is held against.
struct PinSubject {
    salt: [u8; SALT_BYTES],
    may_show_again: bool,
    employee_number: Option<String>,
    /// Those of other users that follow from the key file.
    others: Vec<KioskPin>,
}

impl PinSubject {
    fn is_weak(&self, store: &Store, pin: &KioskPin) -> bool {
        is_weak(store, pin, self.employee_number.as_deref())
    }
}

impl UserPins {
    /// Over this database, with these threads.
    #[must_use]
    pub const fn new(store: Store, pins: PinHasher) -> Self {
        Self { store, pins }
    }

    /// Gives a user a new PIN of so many digits, in the place of any before it. It is two slips away from those of other
    /// users, so far as they follow from the key file.
    ///
    /// # Errors
    /// When the actor's role may not, there is no such user, a PIN has other digits, or too much is being hashed.
    pub async fn generate(&self, actor: &Actor, user: UserId, digits: usize) -> Result<KioskPin, UserPinError> {
        self.make(actor, Replaced { user, seen: None }, digits).await
    }

    /// The same in the place of the one that whoever asks has `seen`, by when it was set: a form that is sent twice makes
    /// one.
    ///
    /// # Errors
    /// [`UserPinError::MadeAlready`] where the user has another one by now; as for [`Self::generate`].
    pub async fn generate_in_place_of(
        &self,
        actor: &Actor,
        (user, seen): (UserId, Option<Timestamp>),
        digits: usize,
    ) -> Result<KioskPin, UserPinError> {
        self.make(actor, Replaced { user, seen: Some(seen) }, digits).await
    }

    async fn make(&self, actor: &Actor, replaced: Replaced, digits: usize) -> Result<KioskPin, UserPinError> {
        if !USER_PIN_DIGITS.contains(&digits) {
            return Err(UserPinError::Format);
        }
        let subject = self.look_up(actor, replaced.user).await?;
        let (lane, id) = (self.pins.lane_of(actor)?, UserPinId::generate(&self.store.ids()));
        for attempt in 0..MOST_TRIES {
            let pin = match subject.may_show_again {
                true => derived(self.store.keys(), id, attempt, digits),
                false => draw(&self.store, digits),
            };
            if subject.is_weak(&self.store, &pin) || subject.others.iter().any(|other| other.is_near(&pin)) {
                continue;
            }
            let id = subject.may_show_again.then_some(id);
            let new = UserPin { id, attempt, digits, set_at: self.store.now() };
            let whose = (replaced, subject.salt, origin(subject.may_show_again));
            match self.set(actor, whose, (&pin, new), &lane).await {
                Ok(()) => return Ok(pin),
                Err(UserPinError::Refused) => {}
                Err(problem) => return Err(problem),
            }
        }
        Err(UserPinError::Exhausted)
    }

    /// Gives a user the PIN that somebody has typed, in the place of any before it. It is never shown.
    ///
    /// # Errors
    /// [`UserPinError::Refused`] for one that is easy to guess and for one that is somebody else's, alike; when the
    /// actor has typed too many or their role may not, there is no such user, it is no PIN, or too much is being hashed.
    pub async fn set_typed(&self, actor: &Actor, user: UserId, typed: &str) -> Result<(), UserPinError> {
        let (typed, digits) = (typed.trim(), typed.trim().len());
        if !USER_PIN_DIGITS.contains(&digits) {
            return Err(UserPinError::Format);
        }
        let pin = KioskPin::parse(typed, digits).map_err(|_| UserPinError::Format)?;
        let subject = self.look_up(actor, user).await?;
        let lane = self.pins.lane_of(actor)?;
        let set = if subject.is_weak(&self.store, &pin) {
            // The same work as for one that somebody has.
            self.pins.tag(lane, pin.into_secret(), subject.salt).await?;
            Err(UserPinError::Refused)
        } else {
            let new = UserPin { id: None, attempt: 0, digits, set_at: self.store.now() };
            let replaced = Replaced { user, seen: None };
            self.set(actor, (replaced, subject.salt, CredentialOrigin::Typed), (&pin, new), &lane).await
        };
        if matches!(set, Err(UserPinError::Refused)) {
            // Whoever tries one after the other to learn those of others is seen.
            let by = actor.clone();
            self.store.write(Hold::Workspace(by.workspace), move |u| note_refused(u, &by, user)).await?;
        }
        set
    }

    /// What a new PIN of a user is held against, where the actor's role may give one.
    async fn look_up(&self, actor: &Actor, user: UserId) -> Result<PinSubject, UserPinError> {
        let (actor, keys) = (actor.clone(), self.store.keys().clone());
        let read = self.store.read(move |tx| {
            let user = find_for(tx, &actor, user)?;
            let policy = policy::get(tx, actor.workspace)?.ok_or(UserPinError::NeverActivated)?;
            let others = user_pins::list_pins(tx, actor.workspace)?.into_iter().filter(|(other, _)| *other != user.id);
            let others = others.filter_map(|(_, pin)| Some(derived(&keys, pin.id?, pin.attempt, pin.digits)));
            Ok::<_, UserPinError>(PinSubject {
                salt: policy.tag_salt,
                may_show_again: policy.may_show_again,
                employee_number: employee_number(tx, &user)?,
                others: others.collect(),
            })
        });
        read.await
    }

    async fn set(
        &self,
        actor: &Actor,
        (replaced, salt, origin): (Replaced, [u8; SALT_BYTES], CredentialOrigin),
        (pin, new): (&KioskPin, UserPin),
        lane: &Lane,
    ) -> Result<(), UserPinError> {
        let tag = self.pins.tag(lane.clone(), pin.clone().into_secret(), salt).await?;
        let (workspace, digits) = (actor.workspace, pin.digits());
        let hashes = self.store.read(move |tx| list_hashes_of_workers(tx, workspace, digits)).await?;
        if is_among(&self.pins, lane, pin, hashes).await? {
            return Err(UserPinError::Refused);
        }
        let (by, pin, holds) = (actor.clone(), pin.clone(), holds_to_change(actor.workspace, replaced.user));
        let set = move |u: &mut Unit<'_>| {
            if is_of_worker(u.tx, u.keys, by.workspace, &pin)? {
                return Err(UserPinError::Refused);
            }
            set(u, &by, replaced, (&tag, &new), origin)
        };
        self.store.write(holds, set).await
    }
}

fn derived(keys: &LinkKey, id: UserPinId, attempt: u32, digits: usize) -> KioskPin {
    derive(keys, DerivedFor::UserPin, id.as_bytes(), attempt, digits)
}

/// A user whose PIN the actor's role gives and takes away.
fn find_for(tx: &mut dyn Tx, actor: &Actor, user: UserId) -> Result<User, UserPinError> {
    let user = users::find_user(tx, actor.workspace, user)?.ok_or(UserPinError::NoUser)?;
    if actor.role.may_set_pin_of(user.role) { Ok(user) } else { Err(UserPinError::NotForRole) }
}

fn employee_number(tx: &mut dyn Tx, user: &User) -> Result<Option<String>, StoreError> {
    let Some(employee) = links::employee_of_user(tx, user.workspace, user.id)? else { return Ok(None) };
    Ok(employees::get_employee(tx, user.workspace, employee)?.details.employee_number)
}

fn set(
    u: &mut Unit<'_>,
    actor: &Actor,
    Replaced { user, seen }: Replaced,
    (tag, pin): (&Tag, &UserPin),
    origin: CredentialOrigin,
) -> Result<(), UserPinError> {
    let user = find_for(u.tx, actor, user)?;
    if origin == CredentialOrigin::Typed && are_too_many(u.tx, actor, TypedFor::User, u.now)? {
        return Err(UserPinError::TooMany);
    }
    if pin_clashes::is_taken(u.tx, actor.workspace, tag, PinHolder::User(user.id))? {
        return Err(UserPinError::Refused);
    }
    let before = user_pins::find_pin(u.tx, actor.workspace, user.id)?;
    if seen.is_some_and(|seen| seen != before.map(|before| before.set_at)) {
        return Err(UserPinError::MadeAlready);
    }
    user_pins::set_pin(u.tx, &user, tag, pin)?;
    // Whoever came in by the PIN before it is out.
    users::delete_sessions_begun(u.tx, user.id, true)?;
    let change = AuditChange {
        action: TypedFor::User.set(),
        subject: &user.name,
        employee: None,
        before: Some(json!({ "set": before.is_some() })),
        after: Some(json!({ "set": true, "digits": pin.digits, "origin": origin.name() })),
    };
    Ok(audit::note(u, actor, change)?)
}

/// Takes the PIN of a user away, at once, under [`holds_to_change`]: whoever came in by it is out, and it unlocks and
/// clocks nobody any more.
///
/// # Errors
/// When the actor's role may not, there is no such user, they have none, or nothing else to sign in by.
pub fn remove(u: &mut Unit<'_>, actor: &Actor, user: UserId) -> Result<User, UserPinError> {
    let user = find_for(u.tx, actor, user)?;
    if !user_links::get_login_method(u.tx, user.id)?.takes_password() {
        return Err(UserPinError::OnlyWayIn);
    }
    if !user_pins::remove_pin(u.tx, &user)? {
        return Err(UserPinError::NoPin);
    }
    users::delete_sessions_begun(u.tx, user.id, true)?;
    let change = AuditChange {
        action: "remove PIN of user",
        subject: &user.name,
        employee: None,
        before: Some(json!({ "set": true })),
        after: Some(json!({ "set": false })),
    };
    audit::note(u, actor, change)?;
    Ok(user)
}

/// What is known of the PIN of a user; none without one.
pub fn find(tx: &mut dyn Tx, workspace: WorkspaceId, user: UserId) -> Result<Option<UserPin>, StoreError> {
    user_pins::find_pin(tx, workspace, user)
}

/// Every user of the workspace who has a PIN.
pub fn list(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<(UserId, UserPin)>, StoreError> {
    user_pins::list_pins(tx, workspace)
}

fn note_refused(u: &mut Unit<'_>, actor: &Actor, user: UserId) -> Result<(), UserPinError> {
    let user = find_for(u.tx, actor, user)?;
    if are_too_many(u.tx, actor, TypedFor::User, u.now)? {
        return Err(UserPinError::TooMany);
    }
    let (action, subject) = (TypedFor::User.refused(), user.name.as_str());
    let change = AuditChange { action, subject, employee: None, before: NO_FIELDS, after: NO_FIELDS };
    Ok(audit::note(u, actor, change)?)
}
