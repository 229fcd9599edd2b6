//! What can go wrong with an employee's PIN and phone clock ID.

use super::pin_hash::HashError;
use crate::{
    domain::pin::{NotAPin, Weakness},
    store::StoreError,
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
    #[error("there is no such employee in this workspace")]
    NoEmployee,
    #[error("this employee is not active; reactivate them first")]
    Inactive,
}
