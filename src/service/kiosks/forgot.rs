//! "Forgot your PIN?": users are told by mail, once an hour a person at most.

use jiff::{SignedDuration, Timestamp};

use super::{
    identify::find_numbered,
    people,
    place::{KioskRequest, Place},
};
use crate::{
    domain::{
        ids::{EmployeeId, IdentificationId},
        user::Role,
    },
    service::{
        Unit,
        kernel::notices::{self, NewNotice, NoticeKind},
    },
    store::{Hold, StoreError, Tx, identifications, notices::any_about_employee},
};

/// How long nothing more is told of the same person.
const QUIET_FOR: SignedDuration = SignedDuration::from_hours(1);
/// Who can help somebody without a PIN.
const TOLD: &[Role] = &[Role::Owner, Role::Admin, Role::Manager];

/// Who has forgotten their PIN, by what the screen has before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forgetful {
    /// Whose name was chosen.
    Named(EmployeeId),
    /// Whose employee number was keyed.
    Numbered(String),
    /// Whose badge was read, and has begun this.
    OfBadge(IdentificationId),
}

impl Forgetful {
    fn find(&self, tx: &mut dyn Tx, request: &KioskRequest, place: &Place) -> Result<Option<EmployeeId>, StoreError> {
        match self {
            Self::Named(employee) => Ok(Some(*employee)),
            Self::Numbered(number) => find_numbered(tx, place, number),
            Self::OfBadge(id) => {
                let begun = identifications::find_identification(tx, request.device, *id)?;
                Ok(begun.and_then(|begun| begun.employee))
            }
        }
    }
}

/// Tells owners, admins and managers that somebody who may clock here has forgotten their PIN, with a link to the page of
/// the employee. Whoever asks hears the same, whatever becomes of it.
pub fn tell(u: &mut Unit<'_>, request: &KioskRequest, who: &Forgetful) -> Result<(), StoreError> {
    let Some(place) = Place::find(u.tx, request)? else { return Ok(()) };
    let Some(employee) = who.find(u.tx, request, &place)? else { return Ok(()) };
    if people::find_clocking(u.tx, &place, employee, request.at)?.is_none() {
        return Ok(());
    }
    u.hold(Hold::Employee(employee))?;
    let since = u.now.saturating_sub(QUIET_FOR).unwrap_or(Timestamp::MIN);
    if any_about_employee(u.tx, employee, NoticeKind::ForgottenPin, (since, u.now))? {
        return Ok(());
    }
    let notice = NewNotice {
        employee: Some(employee),
        kiosk: Some(request.kiosk),
        device: Some(request.device),
        ..NewNotice::of(NoticeKind::ForgottenPin)
    };
    notices::tell(u, request.workspace, notice, TOLD)
}
