//! Kiosk PINs and badges as they stand: which are awake, which may be shown, and how they are taken away.

use jiff::Timestamp;
use serde_json::json;

pub use crate::store::kiosk_credentials::KioskCredential;
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, WorkspaceId},
        kiosk::{CredentialKind, CredentialOrigin, KioskPin, KioskPinError, badge::Badge},
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::{
            Unit,
            keys::{DerivedFor, LinkKey},
        },
        pin_hash::HashError,
    },
    store::{
        StoreError, Tx, employees, kiosk_credentials,
        kiosk_policies::{self, KioskPolicy},
    },
};

/// Why a kiosk PIN or a badge was not made, set, shown or removed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum KioskCredentialError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the PIN could not be hashed")]
    Hash(#[from] HashError),
    #[error("kiosks are not activated")]
    NotActivated,
    #[error("there is no such employee in the workspace")]
    NoEmployee,
    #[error("the employee is not active")]
    Inactive,
    #[error("typing PINs is switched off in the workspace")]
    NotTyped,
    #[error("a kiosk PIN has {0} digits here")]
    Digits(usize),
    /// It tells nothing about anybody else to say so.
    #[error("the PIN cannot be used")]
    Pin(#[source] KioskPinError),
    /// Too easy to guess, or somebody else's: nobody is told which.
    #[error("the PIN is refused")]
    Refused,
    /// Whoever is refused again and again may be trying whose PINs there are.
    #[error("too many PINs that were typed have been refused")]
    TooManyRefused,
    #[error("there are too few PINs of so many digits for so many people")]
    NoneLeft,
    #[error("there is nothing to remove")]
    NothingThere,
    /// The settings, or somebody else, were quicker.
    #[error("the settings were changed meanwhile")]
    ChangedMeanwhile,
    /// The form was sent before, or somebody else was quicker.
    #[error("there is another one by now than the form was shown with")]
    MadeAlready,
}

/// What is keyed or shown at a kiosk; it prints nothing of itself.
#[derive(Debug, Clone)]
pub enum KioskSecret {
    /// A PIN.
    Pin(KioskPin),
    /// A badge.
    Badge(Badge),
}

impl KioskSecret {
    /// What follows from bytes that nobody can guess: a PIN of so many digits, or a badge.
    pub(super) fn from_bytes(bytes: &[u8; 32], digits: Option<usize>) -> Self {
        match digits {
            Some(digits) => Self::Pin(KioskPin::from_bytes(bytes, digits)),
            None => Self::Badge(Badge::from_bytes(bytes)),
        }
    }

    /// Digits or letters, for whoever may be shown them.
    #[must_use]
    pub fn expose(&self) -> &str {
        match self {
            Self::Pin(pin) => pin.expose(),
            Self::Badge(badge) => badge.expose(),
        }
    }
}

/// Whether a credential can be shown again, and what it is.
#[derive(Debug, Clone)]
pub enum Showing {
    /// It can.
    Shown(KioskSecret),
    /// An admin has typed it, and nobody can show it.
    Typed,
    /// It was shown when it was made, and never again.
    ShownOnce,
}

/// Whether a credential counts under the settings in force. One that sleeps is refused like an unknown one.
#[must_use]
pub fn is_awake(policy: &KioskPolicy, credential: &KioskCredential) -> bool {
    policy.activated && policy.method.wakes(credential.kind) && credential.digits == policy.digits_of(credential.kind)
}

/// What somebody has of a kind, if it is awake.
pub fn find_awake(
    tx: &mut dyn Tx,
    policy: &KioskPolicy,
    who: (WorkspaceId, EmployeeId),
    kind: CredentialKind,
) -> Result<Option<KioskCredential>, StoreError> {
    let found = kiosk_credentials::find_credential(tx, who, (kind, policy.digits_of(kind)))?;
    Ok(found.filter(|credential| is_awake(policy, credential)))
}

/// What follows from the key file, the id of a credential and the number of the try.
pub(super) fn derived(keys: &LinkKey, credential: &KioskCredential) -> KioskSecret {
    let bytes = keys.derive(DerivedFor::KioskCredential, credential.id.as_bytes(), credential.attempt);
    KioskSecret::from_bytes(&bytes, credential.digits)
}

/// Whether a credential can be shown again in this workspace, and what it is.
#[must_use]
pub fn showing(keys: &LinkKey, policy: &KioskPolicy, credential: &KioskCredential) -> Showing {
    match credential.origin {
        CredentialOrigin::Typed => Showing::Typed,
        CredentialOrigin::Derived if policy.may_show_again => Showing::Shown(derived(keys, credential)),
        CredentialOrigin::Derived | CredentialOrigin::Random => Showing::ShownOnce,
    }
}

/// Takes away what somebody has of a kind, awake or asleep, at once. None is made in its place.
///
/// # Errors
/// When there is no such employee, or nothing to take away.
pub fn remove(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: EmployeeId,
    kind: CredentialKind,
) -> Result<(), KioskCredentialError> {
    let employee = get_employee(u.tx, actor.workspace, id)?;
    if !kiosk_credentials::end_credentials(u.tx, (actor.workspace, id), (kind, None), true, u.now)? {
        return Err(KioskCredentialError::NothingThere);
    }
    let action = match kind {
        CredentialKind::NamePin | CredentialKind::NumberPin | CredentialKind::LonePin => "remove kiosk PIN",
        CredentialKind::Badge => "remove badge",
    };
    let change = AuditChange {
        action,
        subject: &employee.details.name,
        employee: Some(id),
        before: Some(json!({ "kind": kind.name() })),
        after: NO_FIELDS,
    };
    Ok(audit::note(u, actor, change)?)
}

pub(super) fn get_employee(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: EmployeeId,
) -> Result<Employee, KioskCredentialError> {
    employees::find_employee(tx, workspace, id)?.ok_or(KioskCredentialError::NoEmployee)
}

/// The policy, where kiosks are activated.
pub(super) fn find_active_policy(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Option<KioskPolicy>, StoreError> {
    Ok(kiosk_policies::find_policy(tx, workspace)?.filter(|policy| policy.activated))
}

/// The same, where they have to be.
pub(super) fn get_active_policy(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<KioskPolicy, KioskCredentialError> {
    find_active_policy(tx, workspace)?.ok_or(KioskCredentialError::NotActivated)
}

/// How somebody stands with kiosks, as their page shows it.
#[derive(Debug, Clone)]
pub struct KioskStanding {
    /// The employee.
    pub employee: Employee,
    /// What holds for kiosks; none where they were never activated.
    pub policy: Option<KioskPolicy>,
    /// The PIN of the method in force.
    pub pin: Option<KioskCredential>,
    /// The badge, where the method has one.
    pub badge: Option<KioskCredential>,
    /// How many others they have, which sleep.
    pub asleep: usize,
}

/// How somebody stands with kiosks.
///
/// # Errors
/// When there is no such employee.
pub fn standing(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: EmployeeId,
) -> Result<KioskStanding, KioskCredentialError> {
    let employee = get_employee(tx, workspace, id)?;
    let policy = kiosk_policies::find_policy(tx, workspace)?;
    let (mut pin, mut badge, mut asleep) = (None, None, 0);
    for credential in kiosk_credentials::list_of_employee(tx, workspace, id)? {
        if !policy.as_ref().is_some_and(|policy| is_awake(policy, &credential)) {
            asleep += 1;
            continue;
        }
        match credential.kind {
            CredentialKind::NamePin | CredentialKind::NumberPin | CredentialKind::LonePin => pin = Some(credential),
            CredentialKind::Badge => badge = Some(credential),
        }
    }
    Ok(KioskStanding { employee, policy, pin, badge, asleep })
}

/// Whether a PIN made then is so old at `now` that the settings suggest a new one.
#[must_use]
pub fn wants_renewal(policy: &KioskPolicy, made_at: Timestamp, now: Timestamp) -> bool {
    let days = policy.renew_after_months.map(|months| i64::from(months) * 365 / 12);
    days.is_some_and(|days| now.duration_since(made_at).as_hours() >= days * 24)
}
