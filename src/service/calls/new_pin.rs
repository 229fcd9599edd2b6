//! Choosing a PIN by calling. Between its two entries there is a hash of it in the database, and no PIN anywhere.

use jiff::Timestamp;

use super::{Calls, prepared::PreparedPin};
use crate::{
    dialog::{
        choice::PinChoice,
        event::{CodeResult, NewPinResult},
    },
    domain::{
        ids::{EmployeeId, WorkspaceId},
        pin::Pin,
        setup_code::SetupCode,
    },
    service::{
        Unit,
        credentials::{
            CredentialError, NewPin, pins,
            setup_links::{self as links, SetupError},
            standing,
        },
        punching::hold_person,
    },
    store::{
        Hold, StoreError, Tx,
        calls::Call,
        employees, new_pins, setup_links,
        sign_ins::{self, FailureKind},
        workspaces,
    },
};

/// Opens a one-time code, which makes the call the employee's. A wrong code counts against the code that it names and
/// as a failed sign-in of the caller.
pub(super) fn open_code(
    handler: &Calls,
    u: &mut Unit<'_>,
    call: &mut Call,
    code: &SetupCode,
) -> Result<CodeResult, StoreError> {
    u.hold(Hold::Caller(call.caller.clone()))?;
    let origin = handler.origin_of(call);
    if origin.is_throttled(u.tx, u.now)? {
        return Ok(CodeResult::Refused { throttled: true });
    }
    let found = links::match_code(u, code)?;
    let Some(known) = found.filter(|known| origin.lets_in(known.workspace)) else {
        sign_ins::insert_failure(u.tx, &call.caller, u.now, (call.id, call.step), FailureKind::Secret)?;
        return Ok(CodeResult::Refused { throttled: origin.is_throttled(u.tx, u.now)? });
    };
    call.note_person(known.workspace, known.employee);
    let employee = employees::get_employee(u.tx, known.workspace, known.employee)?;
    let settings = workspaces::get_workspace(u.tx, known.workspace)?.settings;
    let min_digits = u8::try_from(settings.pin_min_digits).unwrap_or(u8::MAX);
    Ok(CodeResult::Opened {
        choice: PinChoice { code: Some(known.id), min_digits },
        language: employee.details.language,
    })
}

/// Whose PIN is chosen: of the code, as long as it waits, or of whoever has signed in.
fn whose(tx: &mut dyn Tx, call: &Call, choice: PinChoice) -> Result<Option<(WorkspaceId, EmployeeId)>, StoreError> {
    match choice.code {
        Some(code) => Ok(setup_links::find_waiting(tx, code)?.map(|known| (known.workspace, known.employee))),
        None => Ok(call.workspace.zip(call.employee)),
    }
}

/// Whether the PIN is hard enough to guess for the employee of the code, and the code still waits.
/// `ends` is the time by which links are judged.
pub(super) fn will_do(
    tx: &mut dyn Tx,
    (call, choice): (&Call, PinChoice),
    pin: &Pin,
    (now, ends): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    let Some((workspace, employee)) = whose(tx, call, choice)? else { return Ok(false) };
    let checked = standing::get_active(tx, workspace, employee, ends)
        .and_then(|person| pins::refuse_weak(tx, &person.employee, pin, person.clock_id.as_ref(), now));
    match checked {
        Ok(()) => Ok(true),
        Err(CredentialError::Store(error)) => Err(error),
        Err(_) => Ok(false),
    }
}

/// Keeps the hash of the first entry until the second; whether the PIN will do.
pub(super) fn keep(
    u: &mut Unit<'_>,
    call: &Call,
    choice: PinChoice,
    prepared: &PreparedPin,
) -> Result<bool, StoreError> {
    let PreparedPin::FirstEntry { pin, hash } = prepared else { return Ok(false) };
    // Looked at again: ID and number may have changed while it was hashed.
    let times = (u.now, u.time_for_ends());
    if !will_do(u.tx, (call, choice), pin, times)? {
        return Ok(false);
    }
    new_pins::set_new_pin(u.tx, call.id, hash, u.now)?;
    Ok(true)
}

/// Sets the PIN that was entered twice, with the hash of its first entry.
pub(super) fn choose(
    u: &mut Unit<'_>,
    call: &Call,
    choice: PinChoice,
    prepared: &PreparedPin,
) -> Result<NewPinResult, StoreError> {
    let (pin, hash) = match prepared {
        PreparedPin::SecondEntry { pin, hash, matched: true } => (pin, hash),
        PreparedPin::NoFirstEntry => return Ok(NewPinResult::Lost),
        // What was keyed is another PIN, or none.
        PreparedPin::SecondEntry { matched: false, .. }
        | PreparedPin::Nothing
        | PreparedPin::FirstEntry { .. }
        | PreparedPin::Checked(_) => return Ok(NewPinResult::Differs),
    };
    let new = NewPin { pin: pin.clone(), hash: hash.clone() };
    let Some(code) = choice.code else { return change(u, call, &new) };
    let Some(known) = setup_links::find_waiting(u.tx, code)? else { return Ok(NewPinResult::Spent) };
    let employee = employees::get_employee(u.tx, known.workspace, known.employee)?;
    match links::use_up(u, known.id, &employee, new, ("choose PIN by calling", "telephone")) {
        Ok(clock_id) => Ok(NewPinResult::Set(clock_id)),
        Err(SetupError::Store(error)) => Err(error),
        // The ID or the number has changed since the PIN was keyed first.
        Err(SetupError::Weak(_) | SetupError::NotAPin(_)) => Ok(NewPinResult::Differs),
        Err(SetupError::Spent | SetupError::Used | SetupError::TooMany | SetupError::Hash(_)) => {
            Ok(NewPinResult::Spent)
        }
    }
}

/// Sets another PIN for whoever has signed in.
fn change(u: &mut Unit<'_>, call: &Call, new: &NewPin) -> Result<NewPinResult, StoreError> {
    let Some((workspace, employee)) = call.workspace.zip(call.employee) else { return Ok(NewPinResult::Spent) };
    hold_person(u, workspace, employee)?;
    match pins::change_own(u, (workspace, employee), new, ("change PIN by calling", "telephone")) {
        Ok(()) => Ok(NewPinResult::Changed),
        Err(CredentialError::Store(error)) => Err(error),
        // The ID or the number has changed since the PIN was keyed first.
        Err(CredentialError::Weak(_) | CredentialError::NotAPin(_)) => Ok(NewPinResult::Differs),
        Err(
            CredentialError::NoPin
            | CredentialError::NoEmployee
            | CredentialError::Inactive
            | CredentialError::TextsStopped
            | CredentialError::Hash(_),
        ) => Ok(NewPinResult::Spent),
    }
}
