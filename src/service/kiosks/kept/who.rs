//! Who has kept a punch, and whether they have proven it.

use sha2::{Digest, Sha256};

use super::envelope::{By, Inner};
use crate::{
    domain::{
        employee::Employee,
        ids::EmployeeId,
        kiosk::{CredentialKind, Method, Proof, badge::Badge},
        secret::Secret,
    },
    service::kiosks::{
        credentials,
        identify::{Checked, Work, find_awake, find_checkable, find_numbered, well_formed},
        people,
        place::{KioskRequest, Place},
    },
    store::{StoreError, Tx, employees, kiosk_credentials},
};

/// Who it is, as far as that is known.
pub(super) enum Who {
    /// They may clock there, and have proven who they are.
    Proven(Employee, Proof),
    /// Somebody was named, and the PIN was another one.
    Wrong(Option<EmployeeId>),
    /// Nobody is found, or nobody who may clock there.
    Nobody(Option<EmployeeId>),
}

/// The slow work, of the same size for everybody.
pub(super) fn work(
    tx: &mut dyn Tx,
    (place, request): (&Place, &KioskRequest),
    inner: &Inner,
) -> Result<Work, StoreError> {
    if !place.kiosk.authentication_required {
        return Ok(Work::Nothing);
    }
    let pin = inner.pin();
    let kind = match inner.by {
        By::Badge if !place.wants_more_than(Proof::Badge) => return Ok(Work::Nothing),
        By::Pin => None,
        By::Person | By::Badge => kind(place),
    };
    let Some(kind) = kind else {
        // Nobody has the PIN without digits, and its tag takes as long.
        let pin = well_formed(&pin).unwrap_or_else(|| Secret::new(String::new()));
        return Ok(Work::Tag { pin, salt: place.policy.tag_salt });
    };
    let named = find_named(tx, place, inner)?;
    Ok(Work::Verify { pin: well_formed(&pin), credential: find_checkable(tx, place, (named, kind), request)? })
}

/// The credential that is hashed behind a name or a badge; none where PINs have tags.
fn kind(place: &Place) -> Option<CredentialKind> {
    match place.policy.method {
        Method::NameAndPin | Method::Badge | Method::BadgeAndPin => Some(CredentialKind::NamePin),
        Method::NumberAndPin => Some(CredentialKind::NumberPin),
        Method::PinAlone => None,
    }
}

/// By the number or the name that was typed, where there is one such person; or by the badge.
fn find_named(tx: &mut dyn Tx, place: &Place, inner: &Inner) -> Result<Option<EmployeeId>, StoreError> {
    match inner.by {
        By::Pin => Ok(None),
        By::Person => {
            if let Some(found) = find_numbered(tx, place, &inner.who)? {
                return Ok(Some(found));
            }
            let found = employees::find_employees_known_as(tx, place.workspace.id, &inner.who)?;
            let mut active = found.into_iter().filter(|employee| employee.active);
            Ok(match (active.next(), active.next()) {
                (Some(only), None) => Some(only.id),
                _ => None,
            })
        }
        By::Badge => {
            let badge = Badge::parse(inner.badge().expose()).ok();
            let Some(badge) = badge.filter(|_| place.policy.method.wakes(CredentialKind::Badge)) else {
                return Ok(None);
            };
            let hash = Sha256::digest(badge.expose().as_bytes());
            let found = kiosk_credentials::find_by_tag(tx, place.workspace.id, CredentialKind::Badge, &hash)?;
            Ok(found.map(|found| found.employee))
        }
    }
}

/// Who it is, by what was checked ahead.
pub(super) fn find(
    tx: &mut dyn Tx,
    (place, request): (&Place, &KioskRequest),
    inner: &Inner,
    checked: &Checked,
) -> Result<Who, StoreError> {
    let named = find_named(tx, place, inner)?;
    let id = match (inner.by, checked.tag()) {
        (By::Pin, Some(tag)) if place.policy.method.wakes(CredentialKind::LonePin) => {
            let found = kiosk_credentials::find_by_tag(tx, place.workspace.id, CredentialKind::LonePin, tag)?;
            found.filter(|found| credentials::is_awake(&place.policy, found)).map(|found| found.employee)
        }
        (By::Pin, _) => None,
        (By::Person | By::Badge, _) => named,
    };
    let Some(id) = id else { return Ok(Who::Nobody(None)) };
    let Some(employee) = people::find_clocking(tx, place, id, request.at)? else { return Ok(Who::Nobody(Some(id))) };
    if !place.kiosk.authentication_required {
        return Ok(match inner.by {
            By::Person => Who::Proven(employee, Proof::NameOnly),
            By::Pin | By::Badge => Who::Nobody(Some(id)),
        });
    }
    let is_right = |tx: &mut dyn Tx, kind| match find_awake(tx, place, (id, kind), request)? {
        Some(credential) => Ok::<_, StoreError>(checked.fits(&credential)),
        None => Ok(false),
    };
    Ok(match inner.by {
        By::Pin => Who::Proven(employee, Proof::Pin),
        By::Badge if !place.wants_more_than(Proof::Badge) => Who::Proven(employee, Proof::Badge),
        By::Badge if is_right(tx, CredentialKind::NamePin)? => Who::Proven(employee, Proof::BadgeAndPin),
        By::Person if is_right(tx, kind(place).unwrap_or(CredentialKind::LonePin))? => {
            Who::Proven(employee, Proof::Pin)
        }
        By::Badge | By::Person => Who::Wrong(Some(id)),
    })
}
