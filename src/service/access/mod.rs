//! Who may use the pages: users and their roles, passwords and second factors, sessions, invitations.

mod account;
pub mod api_tokens;
pub mod confirm;
mod error;
mod finish;
pub mod first_owner;
pub mod form_token;
pub mod half_sign_in;
mod holds;
mod known_browsers;
pub mod links;
pub mod password_links;
pub mod password_requests;
mod passwords;
pub mod second_factor;
pub mod sessions;
mod sign_in;
mod throttle;
pub mod users;

use jiff::SignedDuration;

pub use self::{
    account::actor_of, error::AccountError, finish::Finished, half_sign_in::Begun, known_browsers::KNOWN_BROWSER_TTL,
    sessions::NewSession, sign_in::SignIn,
};
pub use super::kernel::{Token, Visitor};
use crate::store::users::PasswordLinkKind;
pub use crate::store::users::WebSession;

/// How long each kind of password link lives.
pub(super) const LINK_TTLS: [(PasswordLinkKind, SignedDuration); 3] = [
    (PasswordLinkKind::Reset, password_links::RESET_TTL),
    (PasswordLinkKind::Invitation, password_links::INVITATION_TTL),
    (PasswordLinkKind::FirstOwner, first_owner::FIRST_OWNER_TTL),
];
