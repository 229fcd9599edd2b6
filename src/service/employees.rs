//! Employees, their phone clock IDs and their PINs.

use std::sync::Arc;

use super::{gateway::Gateway, pin_hash::HashError};
use crate::{
    domain::{
        employee::{Details, Employee},
        ids::{EmployeeId, WorkspaceId},
        phone_clock_id::{MAX_DIGITS, MIN_DIGITS, PhoneClockId},
        pin::{NotAPin, Pin, PinRules, Weakness},
    },
    store::{
        StoreError, Tx,
        employees::{self, Listed},
        phone_clock_ids, sign_ins, workspaces,
    },
};

#[derive(Debug, thiserror::Error)]
pub enum EmployeeError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("an employee needs a name")]
    NoName,
    #[error("the employee number {0} is taken in this workspace")]
    NumberTaken(String),
    #[error("nobody in this workspace is known as \"{0}\"; see `phoneclock employee list`")]
    Unknown(String),
    #[error("several employees are known as \"{0}\"; use the phone clock ID or the employee number")]
    Several(String),
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
    /// Adds an employee; the phone clock ID comes with the first PIN.
    ///
    /// # Errors
    /// When the name is missing or the employee number taken.
    pub async fn add_employee(
        self: &Arc<Self>,
        workspace: WorkspaceId,
        details: Details,
    ) -> Result<Employee, EmployeeError> {
        if details.name.trim().is_empty() {
            return Err(EmployeeError::NoName);
        }
        let now = self.now();
        let employee = Employee { id: EmployeeId::mint(&self.ids()), workspace, details, active: true };
        self.db
            .write(move |tx| {
                if let Some(number) = &employee.details.employee_number
                    && employees::find_employees_known_as(tx, workspace, number)?
                        .iter()
                        .any(|other| other.details.employee_number.as_ref() == Some(number))
                {
                    return Err(EmployeeError::NumberTaken(number.clone()));
                }
                employees::insert_employee(tx, &employee, now)?;
                Ok(employee)
            })
            .await
    }

    /// # Errors
    /// When the store fails.
    pub async fn list_employees(&self, workspace: WorkspaceId) -> Result<Vec<Listed>, EmployeeError> {
        self.db.read(move |tx| Ok(employees::list_employees(tx, workspace)?)).await
    }

    /// The one employee known by that name, number, e-mail address or phone clock ID.
    ///
    /// # Errors
    /// When there is none, or several.
    pub async fn get_employee(&self, workspace: WorkspaceId, known_as: String) -> Result<Employee, EmployeeError> {
        self.db
            .read(move |tx| {
                let mut found = employees::find_employees_known_as(tx, workspace, &known_as)?;
                match (found.pop(), found.is_empty()) {
                    (None, _) => Err(EmployeeError::Unknown(known_as)),
                    (Some(only), true) => Ok(only),
                    (Some(_), false) => Err(EmployeeError::Several(known_as)),
                }
            })
            .await
    }

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
        let mut digits = MIN_DIGITS;
        while digits < MAX_DIGITS && PhoneClockId::is_crowded(digits, phone_clock_ids::count_issued(tx, digits)?) {
            digits += 1;
        }
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
