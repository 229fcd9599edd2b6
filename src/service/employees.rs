//! Phone clock IDs and PINs of employees.

use std::sync::Arc;

use super::{gateway::Gateway, pin_hash::HashError};
use crate::{
    domain::{
        employee::Employee,
        ids::EmployeeId,
        phone_clock_id::PhoneClockId,
        pin::{NotAPin, Pin, PinRules, Weakness},
    },
    store::{StoreError, Tx, employees, phone_clock_ids, sign_ins, workspaces},
};

#[derive(Debug, thiserror::Error)]
pub enum EmployeeError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    NotAPin(#[from] NotAPin),
    #[error("this PIN is refused: {0}")]
    Weak(Weakness),
    #[error("the PIN could not be hashed; try again")]
    Hash(#[from] HashError),
    #[error("this employee has no PIN")]
    NoPin,
}

impl Gateway {
    /// Sets a PIN by hand, and issues a phone clock ID where there is none. Ends every lock.
    ///
    /// # Errors
    /// When the PIN is no PIN, or too easy to guess.
    pub async fn set_pin(self: &Arc<Self>, employee: &Employee, pin: &str) -> Result<PhoneClockId, EmployeeError> {
        let pin = Pin::parse(pin)?;
        let (gateway, now, person) = (Arc::clone(self), self.now(), employee.clone());
        let checked = pin.clone();
        let clock_id = self
            .db
            .write(move |tx| {
                let clock_id = match phone_clock_ids::find_of_employee(tx, person.id)? {
                    Some(known) => known,
                    None => gateway.issue_phone_clock_id(tx, person.id)?,
                };
                let settings = workspaces::get_workspace(tx, person.workspace)?.settings;
                let rules = PinRules {
                    min_digits: settings.pin_min_digits,
                    this_year: settings.zone.local(now).year(),
                    clock_id: Some(&clock_id),
                    phone: person.details.phone.as_ref(),
                };
                match checked.weakness(&rules) {
                    Some(weakness) => Err(EmployeeError::Weak(weakness)),
                    None => Ok(clock_id),
                }
            })
            .await?;
        let hash = self.pins.hash(pin.into_secret(), self.entropy.as_ref()).await?;
        let (id, issued) = (employee.id, clock_id.clone());
        self.db
            .write(move |tx| {
                // Removed while the PIN was being hashed: the ID is dead, and so is this PIN.
                if phone_clock_ids::find_of_employee(tx, id)?.as_ref() != Some(&issued) {
                    return Err(EmployeeError::NoPin);
                }
                employees::set_pin(tx, id, &hash, now)?;
                sign_ins::clear_guards(tx, &issued)?;
                Ok(())
            })
            .await?;
        Ok(clock_id)
    }

    fn issue_phone_clock_id(&self, tx: &mut dyn Tx, employee: EmployeeId) -> Result<PhoneClockId, StoreError> {
        let mut issued = Vec::new();
        for digits in crate::domain::phone_clock_id::MIN_DIGITS..=crate::domain::phone_clock_id::MAX_DIGITS {
            issued.push((digits, phone_clock_ids::count_issued(tx, digits)?));
        }
        let count = |digits| issued.iter().find(|(length, _)| *length == digits).map_or(0, |(_, count)| *count);
        let digits = PhoneClockId::length_for(count);
        loop {
            let drawn = PhoneClockId::draw(self.entropy.as_ref(), digits);
            if phone_clock_ids::insert_if_free(tx, &drawn, employee, self.now())? {
                return Ok(drawn);
            }
        }
    }

    /// Ends PIN and phone clock ID at once; the ID is never issued again.
    ///
    /// # Errors
    /// When there is none to remove.
    pub async fn remove_pin(self: &Arc<Self>, employee: &Employee) -> Result<(), EmployeeError> {
        let (id, now) = (employee.id, self.now());
        self.db
            .write(move |tx| {
                let removed = employees::remove_pin(tx, id)?;
                let clock_id = phone_clock_ids::find_of_employee(tx, id)?;
                if let Some(clock_id) = &clock_id {
                    phone_clock_ids::retire(tx, clock_id, now)?;
                }
                if removed || clock_id.is_some() { Ok(()) } else { Err(EmployeeError::NoPin) }
            })
            .await
    }

    /// Ends every lock on an employee's ID; whether there was one, or a count towards one.
    ///
    /// # Errors
    /// When the employee has no phone clock ID.
    pub async fn unlock(self: &Arc<Self>, employee: &Employee) -> Result<bool, EmployeeError> {
        let id = employee.id;
        self.db
            .write(move |tx| {
                let clock_id = phone_clock_ids::find_of_employee(tx, id)?.ok_or(EmployeeError::NoPin)?;
                Ok(sign_ins::clear_guards(tx, &clock_id)?)
            })
            .await
    }
}
