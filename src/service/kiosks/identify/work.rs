//! The slow work of an identification: which it is follows from how somebody is looked for, never from whom or whether
//! there is anybody.

use super::Shown;
use crate::{
    domain::{
        ids::EmployeeId,
        kiosk::{CredentialKind, MAX_DIGITS, MIN_DIGITS, Method},
        secret::Secret,
        text::cleaned,
    },
    service::{
        kiosks::{
            credentials, people,
            place::{KioskRequest, Place},
        },
        pin_hash::{SALT_BYTES, Tag},
    },
    store::{
        StoreError, Tx, employees, identifications, kiosk_credentials::KioskCredential, kiosk_guards, universal_pins,
    },
};

/// What has to be computed before the transaction that decides.
pub(in crate::service::kiosks) enum Work {
    /// Nothing is keyed, or nobody can clock here.
    Nothing,
    Verify {
        /// None where it could not be right.
        pin: Option<Secret>,
        /// None where the check can only come out wrong, and takes as long.
        credential: Option<KioskCredential>,
    },
    Tag {
        pin: Secret,
        salt: [u8; SALT_BYTES],
    },
}

/// What came of it.
pub(in crate::service::kiosks) enum Checked {
    Nothing,
    Verified {
        /// The credential whose PIN was right.
        credential: Option<KioskCredential>,
    },
    Tagged(Tag),
}

impl Checked {
    /// Whether the PIN was right for this credential: one that was made since is another.
    pub fn fits(&self, credential: &KioskCredential) -> bool {
        match self {
            Self::Nothing => false,
            Self::Verified { credential: checked } => checked.as_ref().is_some_and(|checked| {
                (checked.id, checked.attempt, checked.made_at)
                    == (credential.id, credential.attempt, credential.made_at)
            }),
            Self::Tagged(tag) => credential.tag.as_deref() == Some(tag.as_slice()),
        }
    }

    pub const fn tag(&self) -> Option<&Tag> {
        match self {
            Self::Tagged(tag) => Some(tag),
            Self::Nothing | Self::Verified { .. } => None,
        }
    }
}

/// What is to be computed for what was shown.
pub(super) fn find(tx: &mut dyn Tx, request: &KioskRequest, shown: &Shown) -> Result<Work, StoreError> {
    let Some(place) = Place::find(tx, request)? else { return Ok(Work::Nothing) };
    // Nobody has the PIN without digits, and its tag takes as long.
    let tag = |pin: Option<&Secret>| {
        let pin = pin.and_then(well_formed).unwrap_or_else(|| Secret::new(String::new()));
        Work::Tag { pin, salt: place.policy.tag_salt }
    };
    match shown {
        Shown::Badge(_) => Ok(Work::Nothing),
        Shown::Name { .. } if !place.kiosk.authentication_required => Ok(Work::Nothing),
        Shown::Name { pin, .. } if place.policy.method == Method::PinAlone => Ok(tag(pin.as_ref())),
        Shown::Pin(pin) | Shown::Universal { pin, .. } => Ok(tag(Some(pin))),
        Shown::Name { employee, pin } => {
            let found = find_named(tx, &place, employee)?;
            let credential = find_checkable(tx, &place, (found, CredentialKind::NamePin), request)?;
            Ok(Work::Verify { pin: pin.as_ref().and_then(well_formed), credential })
        }
        Shown::Number { number, pin } => {
            let found = find_numbered(tx, &place, number)?;
            let credential = find_checkable(tx, &place, (found, CredentialKind::NumberPin), request)?;
            Ok(Work::Verify { pin: well_formed(pin), credential })
        }
        Shown::PinOfBadge { identification, pin } => {
            let found = identifications::find_identification(tx, request.device, *identification)?;
            let found = found.and_then(|found| found.employee);
            let credential = find_checkable(tx, &place, (found, CredentialKind::NamePin), request)?;
            Ok(Work::Verify { pin: well_formed(pin), credential })
        }
    }
}

/// What would have come of it, where it is known whether what was keyed was right.
pub(super) fn as_given(
    tx: &mut dyn Tx,
    request: &KioskRequest,
    shown: &Shown,
    right: bool,
) -> Result<Checked, StoreError> {
    Ok(match (find(tx, request, shown)?, shown) {
        (Work::Verify { credential, .. }, _) => Checked::Verified { credential: credential.filter(|_| right) },
        (Work::Tag { .. }, Shown::Universal { .. }) if right => {
            let universal = universal_pins::find_universal(tx, request.workspace, request.kiosk)?;
            let tag = universal.and_then(|pin| Tag::try_from(pin.tag).ok());
            tag.map_or(Checked::Nothing, Checked::Tagged)
        }
        (Work::Nothing | Work::Tag { .. }, _) => Checked::Nothing,
    })
}

/// Somebody of the workspace by their id, whether they may clock or not.
pub(super) fn find_named(tx: &mut dyn Tx, place: &Place, employee: &str) -> Result<Option<EmployeeId>, StoreError> {
    let Some(id) = EmployeeId::parse(employee) else { return Ok(None) };
    Ok(employees::find_employee(tx, place.workspace.id, id)?.map(|found| found.id))
}

/// Somebody of the workspace by their number.
pub(in crate::service::kiosks) fn find_numbered(
    tx: &mut dyn Tx,
    place: &Place,
    number: &str,
) -> Result<Option<EmployeeId>, StoreError> {
    Ok(employees::find_by_number(tx, place.workspace.id, &tidy(number))?.map(|found| found.id))
}

/// A number in the form in which it is stored.
pub(super) fn tidy(number: &str) -> String {
    cleaned(number).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The credential that a PIN is checked against. That of somebody who is locked, or may not clock here, is checked
/// against nobody: it costs the same and can never be right.
pub(in crate::service::kiosks) fn find_checkable(
    tx: &mut dyn Tx,
    place: &Place,
    (employee, kind): (Option<EmployeeId>, CredentialKind),
    request: &KioskRequest,
) -> Result<Option<KioskCredential>, StoreError> {
    let Some(employee) = employee else { return Ok(None) };
    if kiosk_guards::get_guard(tx, place.kiosk.id, employee)?.is_locked(request.at) {
        return Ok(None);
    }
    find_awake(tx, place, (employee, kind), request)
}

/// The credential of somebody who may clock here, where it is awake.
pub(in crate::service::kiosks) fn find_awake(
    tx: &mut dyn Tx,
    place: &Place,
    (employee, kind): (EmployeeId, CredentialKind),
    request: &KioskRequest,
) -> Result<Option<KioskCredential>, StoreError> {
    let may_clock = people::find_clocking(tx, place, employee, request.at)?.is_some();
    if !may_clock {
        return Ok(None);
    }
    credentials::find_awake(tx, &place.policy, (place.workspace.id, employee), kind)
}

/// A PIN that could be right.
pub(in crate::service::kiosks) fn well_formed(pin: &Secret) -> Option<Secret> {
    let digits = pin.expose();
    let fits = (MIN_DIGITS..=MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| pin.clone())
}
