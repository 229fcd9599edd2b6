//! Employees: who there is. Their PINs are in `pins`.

use std::sync::Arc;

use super::{gateway::Gateway, pin_hash::HashError};
use crate::{
    domain::{
        employee::{Details, Employee},
        ids::{EmployeeId, WorkspaceId},
        pin::{NotAPin, Weakness},
    },
    store::{
        StoreError,
        employees::{self, Listed},
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
    #[error("there is no such employee in this workspace")]
    NoEmployee,
    #[error("this employee is not active; reactivate them first")]
    Inactive,
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
}
