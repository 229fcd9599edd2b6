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
    #[error(
        "that e-mail address and password do not match, or there were too many tries; wait 15 minutes or reset the password"
    )]
    NotSignedIn,
    #[error(transparent)]
    Email(#[from] EmailError),
    #[error("a user needs a name, of at most 100 characters")]
    NoName,
    #[error("somebody signs in with this e-mail address already")]
    EmailTaken,
    #[error(transparent)]
    Password(#[from] PasswordRuleError),
    #[error("the current password is not right")]
    WrongPassword,
    /// Whoever has a session and not its password is to have it no longer.
    #[error("the current password was wrong too often, and you were signed out; sign in again, or reset the password")]
    SessionEnded,
    #[error("this link has been used, replaced, or has run out; ask for a new one")]
    LinkSpent,
    #[error("only an owner can do that")]
    OwnersOnly,
    #[error("a workspace needs an active owner who has joined; make somebody else owner first")]
    LastOwner,
    #[error("there is no such user")]
    NoUser,
    #[error("this user is not active; make them active first")]
    NotActive,
    #[error("this user has joined already; whoever forgets their password asks for a new one on the sign-in page")]
    Joined,
    #[error(transparent)]
    Settings(#[from] SettingsFieldError),
    #[error("the password could not be hashed; try again")]
    Hash(#[from] HashError),
}
