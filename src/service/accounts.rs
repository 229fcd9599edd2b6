//! Users: signing in and out, sessions, invitations, passwords.

mod first_owner;
mod known_browsers;
mod password_links;
mod passwords;
mod sessions;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};

pub use self::{
    first_owner::{FirstOwner, NewOwner},
    known_browsers::KNOWN_FOR,
    password_links::Welcome,
    sessions::{ABSOLUTE, IDLE, NewSession},
};
use super::{audit::Actor, gateway::Gateway, pin_hash::HashError, throttle_key::throttle_key};
pub use crate::store::users::WebSession;
use crate::{
    domain::{
        password::PasswordFlaw,
        user::{NotAnEmail, User},
    },
    store::{StoreError, users::PasswordLinkKind},
};

/// How long each kind of password link lives.
pub(super) const LINKS_LIVE: [(PasswordLinkKind, SignedDuration); 3] = [
    (PasswordLinkKind::Reset, password_links::RESET_LIVES),
    (PasswordLinkKind::Invitation, password_links::INVITATION_LIVES),
    (PasswordLinkKind::FirstOwner, first_owner::FIRST_OWNER_LIVES),
];

#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// One answer for an unknown address, a wrong password and too many tries.
    #[error(
        "that e-mail address and password do not match, or there were too many tries; wait 15 minutes or reset the password"
    )]
    NotSignedIn,
    #[error(transparent)]
    Email(#[from] NotAnEmail),
    #[error("a user needs a name, of at most 100 characters")]
    NoName,
    #[error("somebody signs in with this e-mail address already")]
    EmailTaken,
    #[error(transparent)]
    Password(#[from] PasswordFlaw),
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
    Workspace(#[from] super::roster::workspaces::WorkspaceError),
    #[error("the password could not be hashed; try again")]
    Hash(#[from] HashError),
}

/// The value of a cookie, or of a link.
#[derive(Clone)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    fn draw(gateway: &Gateway) -> Self {
        let mut bytes = [0_u8; 32];
        gateway.entropy.fill(&mut bytes);
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// What a browser shows; `None` for what was never drawn here.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let ours = text.len() == 43 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        ours.then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// What is stored of a token: 256 random bits need no slow hash.
pub(super) fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// What tries at an e-mail address are counted by, whether anybody has it or not.
pub(super) fn email_hash(typed: &str) -> [u8; 32] {
    token_hash(&typed.trim().to_lowercase())
}

/// Where a request comes from, as far as it can be told.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    pub address: String,
    pub browser: String,
    /// The cookie of a browser that somebody has signed in with before.
    pub known: Option<Token>,
}

impl Visitor {
    /// What a throttle counts this visitor by. The audit log has the whole address.
    #[must_use]
    pub fn throttle_key(&self) -> String {
        throttle_key(&self.address)
    }
}

/// What a user is called in the audit log.
#[must_use]
pub fn actor_of(user: &User, address: &str) -> Actor {
    Actor {
        user: Some(user.id),
        name: user.name.clone(),
        workspace: user.workspace,
        role: user.role,
        address: address.to_owned(),
    }
}
