//! Why an account is not opened, made or changed.

use crate::{
    domain::{password::PasswordRuleError, user::EmailError, workspace::SettingsFieldError},
    service::pin_hash::HashError,
    store::StoreError,
};

/// Why nobody was signed in, or an account was not made or changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum AccountError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// One answer for an unknown address, a wrong password and too many tries.
    #[error("the address and the password do not match, or there were too many tries")]
    NotSignedIn,
    #[error(transparent)]
    Email(#[from] EmailError),
    #[error("the user has no name, or one of more than 100 characters")]
    NoName,
    #[error("the email address is another user's")]
    EmailTaken,
    #[error(transparent)]
    Password(#[from] PasswordRuleError),
    #[error("the current password is not right")]
    WrongPassword,
    #[error("the current password or the code is not right")]
    WrongPasswordOrCode,
    /// One answer for a wrong code, one that was taken before, and too many.
    #[error("the code is not right, or there were too many wrong ones")]
    WrongCode,
    #[error("the password has to be typed anew before a code is taken")]
    HalfWayOver,
    #[error("the user has no second factor, or none is being set up")]
    NoSecondFactor,
    /// The form was sent before.
    #[error("the user has other recovery codes by now than the form was shown with")]
    CodesMadeAlready,
    /// A PIN is no way around it.
    #[error("the workspace asks for a second factor, and the user has none yet")]
    SecondFactorAsked,
    /// Whoever has a session and not its password is to have it no longer.
    #[error("the current password was wrong too often, and the session is ended")]
    SessionEnded,
    #[error("the link is used, replaced or over")]
    LinkSpent,
    #[error("the user is no owner")]
    OwnersOnly,
    #[error("the workspace would have no active owner who has joined")]
    LastOwner,
    #[error("there is no such user")]
    NoUser,
    #[error("the user is not active")]
    NotActive,
    #[error("the user has joined already")]
    Joined,
    #[error("the user signs in by PIN only")]
    PinOnly,
    #[error("the user has no PIN to sign in by")]
    NoPin,
    #[error("there is no such employee in the workspace")]
    NoEmployee,
    #[error("the employee is another user")]
    EmployeeTaken,
    #[error(transparent)]
    Settings(#[from] SettingsFieldError),
    #[error("the password could not be hashed")]
    Hash(#[from] HashError),
}
