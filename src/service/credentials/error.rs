//! What can go wrong with an employee's PIN and phone clock ID.

use crate::{
    domain::pin::{PinFormatError, WeakPinError},
    service::pin_hash::HashError,
    store::StoreError,
};

/// Why somebody's PIN or phone clock ID stays as it is.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum CredentialError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    NotAPin(#[from] PinFormatError),
    #[error("the PIN is refused")]
    Weak(#[source] WeakPinError),
    #[error("the PIN could not be hashed")]
    Hash(#[from] HashError),
    #[error("the employee has no PIN")]
    NoPin,
    #[error("there is no such employee in the workspace")]
    NoEmployee,
    #[error("the employee is not active")]
    Inactive,
    #[error("the employee has replied STOP from their phone, and only they can take that back")]
    TextsStopped,
}
