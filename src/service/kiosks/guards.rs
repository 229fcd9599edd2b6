//! What stands against guessing at a kiosk: the count and lock of each person there, the same for what is nobody's, and
//! the failed tries that a device has.

use jiff::Timestamp;
use serde_json::json;

use super::place::{KioskRequest, Place};
pub use crate::store::kiosk_guards::LockedPerson;
use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{EmployeeId, ExceptionId, KioskId},
        kiosk::guessing::{DEVICE_WINDOW, after_right_pin, careful_until, device_allowance},
        lockout::{FAILURES_TO_LOCK, Guard, Lock},
    },
    service::{
        Unit,
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::notices::{self, NewNotice, NoticeKind, OWNERS_AND_ADMINS},
    },
    store::{
        Hold, StoreError, Tx, employees,
        exceptions::{self, Exception},
        identifications, kiosk_guards, kiosks,
    },
};

/// Failed tries that every device has: fewer are not counted against its punches.
const LEAST_ALLOWANCE: usize = device_allowance(0) as usize;

/// What a PIN was tried at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// Somebody of the workspace, whether they may clock here or not.
    Person(EmployeeId),
    /// A number or a name that nobody has, under the key of the gateway.
    Stranger([u8; 32]),
}

impl Subject {
    /// Somebody who was found, or what was keyed.
    pub fn new(u: &Unit<'_>, place: &Place, found: Option<EmployeeId>, tried: &str) -> Self {
        match found {
            Some(employee) => Self::Person(employee),
            None => Self::Stranger(u.keys.tried_hash(place.kiosk.id.as_bytes(), tried)),
        }
    }

    pub const fn employee(self) -> Option<EmployeeId> {
        match self {
            Self::Person(employee) => Some(employee),
            Self::Stranger(_) => None,
        }
    }

    /// Lets nobody else change what stands against them; strangers go with the device.
    pub fn hold(self, u: &mut Unit<'_>) -> Result<(), StoreError> {
        match self {
            Self::Person(employee) => u.hold(Hold::Employee(employee)),
            Self::Stranger(_) => Ok(()),
        }
    }

    pub fn guard(self, tx: &mut dyn Tx, kiosk: KioskId) -> Result<Guard, StoreError> {
        match self {
            Self::Person(employee) => kiosk_guards::get_guard(tx, kiosk, employee),
            Self::Stranger(tried) => kiosk_guards::get_stranger_guard(tx, kiosk, &tried),
        }
    }

    fn set(self, u: &mut Unit<'_>, kiosk: KioskId, guard: Guard) -> Result<(), StoreError> {
        match self {
            Self::Person(employee) => kiosk_guards::set_guard(u.tx, kiosk, employee, guard),
            Self::Stranger(tried) => kiosk_guards::set_stranger_guard(u.tx, kiosk, &tried, (guard, u.now)),
        }
    }
}

/// Counts a wrong PIN while nothing is locked; what stands against them then.
pub(super) fn count_wrong(
    u: &mut Unit<'_>,
    place: &Place,
    subject: Subject,
    (guard, may_clock): (Guard, bool),
) -> Result<Guard, StoreError> {
    let guard = guard.after_failure(place.workspace.settings.lockout, u.now);
    subject.set(u, place.kiosk.id, guard)?;
    if let (Subject::Person(employee), true, true) = (subject, guard.is_locked(u.now), may_clock) {
        tracing::warn!(employee.id = %employee, kiosk.id = %place.kiosk.id, locks = guard.locks, "an employee was locked at a kiosk after wrong PINs");
        metrics::counter!("phoneclock_locks_total").increment(1);
        raise_locked(u, place, employee, guard)?;
    }
    Ok(guard)
}

/// A right PIN ends the count of wrong ones; where there is none, nothing is written.
pub(super) fn count_right(u: &mut Unit<'_>, place: &Place, subject: Subject, guard: Guard) -> Result<(), StoreError> {
    let after = after_right_pin(guard, place.is_careful(u.now));
    if after == guard { Ok(()) } else { subject.set(u, place.kiosk.id, after) }
}

/// Leaves the lock for a person to look at; neither an unlock nor the right PIN settles it.
fn raise_locked(u: &mut Unit<'_>, place: &Place, employee: EmployeeId, guard: Guard) -> Result<(), StoreError> {
    let length = match guard.lock {
        Lock::None => "not locked".to_owned(),
        Lock::Until(end) => format!("locked there for {} minutes", end.duration_since(u.now).as_mins()),
        Lock::UntilUnlocked => "locked there until somebody unlocks them".to_owned(),
    };
    let note = format!("{FAILURES_TO_LOCK} wrong PINs in a row at the kiosk {}; {length}", place.kiosk.name);
    let exception = Exception {
        id: ExceptionId::generate(&u.ids),
        workspace: place.workspace.id,
        employee,
        entry: None,
        call: None,
        kind: ExceptionKind::LockedOut,
        at: u.now,
        note: Some(&note),
    };
    exceptions::insert_exception(u.tx, &exception)
}

/// Counts a failed try, which is written down already, against the device. Once they are used up it asks for a name
/// where a PIN alone would do, its Universal PIN stops, and admins are told.
pub(super) fn count_against_device(u: &mut Unit<'_>, place: &Place, request: &KioskRequest) -> Result<(), StoreError> {
    metrics::counter!("phoneclock_kiosk_refusals_total").increment(1);
    let window = (u.now.saturating_sub(DEVICE_WINDOW).unwrap_or(Timestamp::MIN), u.now);
    let failures = identifications::list_failures(u.tx, request.device, window)?;
    if failures.len() < LEAST_ALLOWANCE {
        return Ok(());
    }
    let punches = identifications::count_punches(u.tx, request.device, window)?;
    let Some(until) = careful_until(&failures, punches) else { return Ok(()) };
    let was_careful = place.is_careful(u.now);
    if place.device.careful_until.is_none_or(|known| known < until) {
        kiosk_guards::set_careful(u.tx, (place.workspace.id, request.device), Some(until))?;
    }
    if was_careful { Ok(()) } else { tell(u, place, request, (failures.len(), until)) }
}

fn tell(
    u: &mut Unit<'_>,
    place: &Place,
    request: &KioskRequest,
    (failures, until): (usize, Timestamp),
) -> Result<(), StoreError> {
    tracing::warn!(device.id = %request.device, kiosk.id = %request.kiosk, failures, "a device has used up its failed tries");
    metrics::counter!("phoneclock_kiosk_guessing_total").increment(1);
    let (workspace, name) = (place.workspace.id, format!("the device {}", place.device.name));
    let change = AuditChange {
        action: "ask for names at a device after failed tries",
        subject: &place.device.name,
        employee: None,
        before: NO_FIELDS,
        after: Some(json!({ "kiosk": place.kiosk.name, "failed_tries": failures, "until": until.to_string() })),
    };
    audit::note(u, &Actor::employee(workspace, &name, &request.address), change)?;
    let notice = NewNotice {
        kiosk: Some(request.kiosk),
        device: Some(request.device),
        count: Some(u32::try_from(failures).unwrap_or(u32::MAX)),
        ..NewNotice::of(NoticeKind::DeviceOverAllowance)
    };
    notices::tell(u, workspace, notice, OWNERS_AND_ADMINS)
}

/// Ends the lock of a person at a kiosk; whether there was any. `actor` is a user on a page, or a supervisor there.
pub fn unlock(u: &mut Unit<'_>, actor: &Actor, kiosk: KioskId, employee: EmployeeId) -> Result<bool, StoreError> {
    let (Some(kiosk), Some(employee)) =
        (kiosks::find_kiosk(u.tx, actor.workspace, kiosk)?, employees::find_employee(u.tx, actor.workspace, employee)?)
    else {
        return Ok(false);
    };
    if !kiosk_guards::clear_guard(u.tx, kiosk.id, employee.id)? {
        return Ok(false);
    }
    let change = AuditChange {
        action: "unlock at kiosk",
        subject: &employee.details.name,
        employee: Some(employee.id),
        before: NO_FIELDS,
        after: Some(json!({ "kiosk": kiosk.name })),
    };
    audit::note(u, actor, change)?;
    Ok(true)
}

/// Who is locked at the kiosk of a request, for a supervisor there.
pub fn list_locked(tx: &mut dyn Tx, request: &KioskRequest) -> Result<Vec<LockedPerson>, StoreError> {
    kiosk_guards::list_locked(tx, (request.workspace, request.kiosk), request.at)
}
