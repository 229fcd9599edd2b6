//! Choosing a PIN by calling. Between its two entries the PIN is in memory alone.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;

use super::{
    credentials::{
        CredentialError, NewPin, pins,
        setup_links::{self as links, SetupError},
        standing,
    },
    gateway::Gateway,
    pin_hash::HashError,
    sign_in::{Checked, is_barred},
};
use crate::{
    dialog::{
        event::{CodeOpened, Keys, PinChosen},
        session::Choice,
    },
    domain::{ids::CallId, pin::Pin, setup_code::SetupCode},
    store::{StoreError, Tx, calls::Call, employees, setup_links, sign_ins, workspaces},
};

/// PINs that were keyed once. Lost in a restart, on purpose: a PIN is kept nowhere.
#[derive(Default)]
pub(super) struct NewPins(Mutex<HashMap<CallId, Pin>>);

impl NewPins {
    fn keep(&self, call: CallId, pin: Pin) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(call, pin);
    }

    pub(super) fn forget(&self, call: CallId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&call);
    }

    /// The PIN of the call, if these keys are the same; otherwise what is to be said.
    pub(super) fn find(&self, call: CallId, keys: &Keys) -> Result<Pin, PinChosen> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&call).cloned();
        let pin = kept.ok_or(PinChosen::Lost)?;
        if pin.is(keys.as_str()) { Ok(pin) } else { Err(PinChosen::Differs) }
    }
}

impl Gateway {
    /// The call is the employee's once their code is shown. A wrong code counts against the code that it names and as
    /// a failed sign-in of the caller.
    pub(super) fn open_code(
        &self,
        tx: &mut dyn Tx,
        call: &mut Call,
        code: &SetupCode,
        now: Timestamp,
    ) -> Result<CodeOpened, StoreError> {
        if is_barred(tx, call, now)? {
            return Ok(CodeOpened::Refused { barred: true });
        }
        let Some(known) = self.store.unit_over(tx, |u| links::match_code(u, code))? else {
            sign_ins::insert_failure(tx, &call.caller, now, (call.id, call.step), sign_ins::Tried::Secret)?;
            return Ok(CodeOpened::Refused { barred: is_barred(tx, call, now)? });
        };
        call.note_person(known.workspace, known.employee);
        let employee = employees::get_employee(tx, known.workspace, known.employee)?;
        let settings = workspaces::get_workspace(tx, known.workspace)?.settings;
        let min_digits = u8::try_from(settings.pin_min_digits).unwrap_or(u8::MAX);
        Ok(CodeOpened::Opened { choice: Choice { code: known.id, min_digits }, language: employee.details.language })
    }

    /// Whether the PIN will do; then it is kept until it has been keyed again.
    pub(super) fn keep_new_pin(
        &self,
        tx: &mut dyn Tx,
        call: CallId,
        choice: Choice,
        keys: &Keys,
    ) -> Result<bool, StoreError> {
        self.new_pins.forget(call);
        let (Ok(pin), Some(known)) = (Pin::parse(keys.as_str()), setup_links::find_waiting(tx, choice.code)?) else {
            return Ok(false);
        };
        let (now, ends) = (self.now(), self.time_for_ends());
        let checked = standing::get_active(tx, known.workspace, known.employee, ends)
            .and_then(|person| pins::refuse_weak(tx, &person.employee, &pin, person.clock_id.as_ref(), now));
        match checked {
            Ok(()) => self.new_pins.keep(call, pin),
            Err(CredentialError::Store(error)) => return Err(error),
            Err(_) => return Ok(false),
        }
        Ok(true)
    }

    pub(super) async fn hash_new_pin(&self, pin: Pin) -> Result<NewPin, HashError> {
        let hash = self.pins.hash(self.lane()?, pin.clone().into_secret(), self.entropy.as_ref()).await?;
        Ok(NewPin { pin, hash })
    }

    /// Sets the PIN that was keyed twice, where it has been hashed ahead.
    pub(super) fn choose_by_phone(
        &self,
        tx: &mut dyn Tx,
        call: CallId,
        choice: Choice,
        keys: &Keys,
        hashed: Option<&Checked>,
    ) -> Result<PinChosen, StoreError> {
        let pin = match self.new_pins.find(call, keys) {
            Ok(pin) => pin,
            Err(why) => {
                self.new_pins.forget(call);
                return Ok(why);
            }
        };
        let Some(Checked::Hashed(NewPin { hash, .. })) = hashed else { return Ok(PinChosen::Lost) };
        let Some(known) = setup_links::find_waiting(tx, choice.code)? else { return Ok(PinChosen::Spent) };
        let employee = employees::get_employee(tx, known.workspace, known.employee)?;
        let new = NewPin { pin, hash: hash.clone() };
        let by = ("choose PIN by calling", "telephone");
        let set = self.store.unit_over(tx, |u| links::use_up(u, known.id, &employee, new, by));
        self.new_pins.forget(call);
        match set {
            Ok(clock_id) => Ok(PinChosen::Set(clock_id)),
            Err(SetupError::Store(error)) => Err(error),
            // The ID or the number has changed since the PIN was keyed first.
            Err(SetupError::Weak(_) | SetupError::NotAPin(_)) => Ok(PinChosen::Differs),
            Err(SetupError::Spent | SetupError::Used | SetupError::TooMany | SetupError::Hash(_)) => {
                Ok(PinChosen::Spent)
            }
        }
    }
}
