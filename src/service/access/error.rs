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
    #[error(transparent)]
    Settings(#[from] SettingsFieldError),
    #[error("the password could not be hashed")]
    Hash(#[from] HashError),
}
