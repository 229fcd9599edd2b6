//! Users: signing in and out, sessions, invitations, passwords.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use super::{
    audit::{Actor, Change, NOTHING},
    gateway::Gateway,
    mailing::Letter,
    pin_hash::{HashError, Secret},
    throttle_key::throttle_key,
};
pub use crate::store::users::WebSession;
use crate::{
    domain::{
        ids::{PasswordLinkId, UserId, WebSessionId, WorkspaceId},
        user::{Email, NotAnEmail, PasswordFlaw, Role, User, check_password},
        workspace::{Settings, Workspace},
    },
    store::{
        StoreError, Tx,
        mails::MailKind,
        users::{self, PasswordLink, PasswordLinkKind},
        workspaces,
    },
};

/// A session ends after this long without a page.
pub const IDLE: SignedDuration = SignedDuration::from_hours(2);
/// A session ends after this long whatever happens.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);
const FAILURE_WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Wrong passwords for one e-mail address, and from one network address, within [`FAILURE_WINDOW`].
const FAILURES_BY_EMAIL: u32 = 10;
const FAILURES_BY_ADDRESS: u32 = 50;
const RESET_LIVES: SignedDuration = SignedDuration::from_hours(2);
const INVITATION_LIVES: SignedDuration = SignedDuration::from_hours(7 * 24);
const FIRST_OWNER_LIVES: SignedDuration = SignedDuration::from_hours(24);

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
    Workspace(#[from] super::workspaces::WorkspaceError),
    #[error("the password could not be hashed; try again")]
    Hash(#[from] HashError),
}

/// The value of a session's cookie, or of a link.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    fn draw(gateway: &Gateway) -> Self {
        let mut bytes = [0_u8; 32];
        gateway.entropy.fill(&mut bytes);
        Self(URL_SAFE_NO_PAD.encode(bytes))
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

/// Where a request comes from, as far as it can be told.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub address: String,
    pub browser: String,
}

impl Visitor {
    /// What a throttle counts this visitor by. The audit log has the whole address.
    #[must_use]
    pub fn throttle_key(&self) -> String {
        throttle_key(&self.address)
    }
}

/// What a password link leads to.
#[derive(Debug, Clone)]
pub enum Welcome {
    /// Nobody has signed in yet; the workspaces that are there already.
    FirstOwner {
        workspaces: Vec<Workspace>,
    },
    User(User),
}

/// Who becomes the first owner.
#[derive(Debug, Clone)]
pub struct NewOwner {
    pub name: String,
    pub email: String,
    /// One that is there already; otherwise one is made by `settings`.
    pub workspace: Option<WorkspaceId>,
    pub settings: Settings,
}

impl Gateway {
    /// # Errors
    /// [`AccountError::NotSignedIn`] for every reason, after the same time.
    pub async fn sign_in_user(
        self: &Arc<Self>,
        email: &str,
        password: Secret,
        visitor: Visitor,
    ) -> Result<Token, AccountError> {
        let key = token_hash(&email.trim().to_lowercase());
        let (throttle, now) = (visitor.throttle_key(), self.now());
        let address = throttle.clone();
        let typed = Email::parse(email).ok();
        let (known, throttled) = self
            .db
            .read(move |tx| {
                let since = now.saturating_sub(FAILURE_WINDOW).unwrap_or(Timestamp::MIN);
                let (by_email, by_address) = users::count_failed_passwords(tx, &key, &address, since)?;
                let known = typed.map(|email| users::find_user_by_email(tx, &email)).transpose()?.flatten();
                Ok::<_, StoreError>((known, by_email >= FAILURES_BY_EMAIL || by_address >= FAILURES_BY_ADDRESS))
            })
            .await?;
        let hash = known.as_ref().filter(|(user, _)| user.active && !throttled).and_then(|(_, hash)| hash.clone());
        let fits = hash.is_some();
        let right = self.pins.verify(Some(password), hash)?.await.map_err(|_| HashError::Failed)?? && fits;
        let (token, gateway) = (Token::draw(self), Arc::clone(self));
        let hashed = token_hash(token.expose());
        let begun = self
            .db
            .write(move |tx| {
                let Some((user, _)) = known.filter(|_| right) else {
                    users::insert_failed_password(tx, &key, &throttle, now)?;
                    return Ok(false);
                };
                users::clear_failed_passwords(tx, &key)?;
                gateway.begin_session(tx, user, &hashed, visitor, now)?;
                Ok::<_, StoreError>(true)
            })
            .await?;
        if begun { Ok(token) } else { Err(AccountError::NotSignedIn) }
    }

    /// A session without a password, for the made-up users of a demo. Nothing else may lead here.
    ///
    /// # Errors
    /// When there is no such user, or the store fails.
    pub async fn sign_in_without_password(
        self: &Arc<Self>,
        email: &str,
        visitor: Visitor,
    ) -> Result<Token, AccountError> {
        let user = self.find_user_of(email).await?.filter(|user| user.active).ok_or(AccountError::NoUser)?;
        let (token, gateway, now) = (Token::draw(self), Arc::clone(self), self.now());
        let hashed = token_hash(token.expose());
        self.db.write(move |tx| gateway.begin_session(tx, user, &hashed, visitor, now)).await?;
        Ok(token)
    }

    /// The user of an address.
    ///
    /// # Errors
    /// When it is no address, or the store fails.
    pub async fn find_user_of(&self, email: &str) -> Result<Option<User>, AccountError> {
        let email = Email::parse(email)?;
        let known = self.db.read(move |tx| users::find_user_by_email(tx, &email)).await?;
        Ok(known.map(|(user, _)| user))
    }

    fn begin_session(
        &self,
        tx: &mut dyn Tx,
        user: User,
        hashed: &[u8],
        visitor: Visitor,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Visitor { address, browser } = visitor;
        let browser = browser.chars().filter(|c| !c.is_control()).take(200).collect();
        let actor = actor_of(&user, &address);
        let id = WebSessionId::mint(&self.ids());
        users::insert_session(
            tx,
            hashed,
            &WebSession { id, user, began_at: now, last_seen_at: now, address, browser },
        )?;
        let change =
            Change { action: "sign in", subject: &actor.name, employee: None, before: NOTHING, after: NOTHING };
        self.note(tx, &actor, change)
    }

    /// The session behind a cookie, where it still holds.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_session(self: &Arc<Self>, token: &str) -> Result<Option<WebSession>, AccountError> {
        let (hashed, now) = (token_hash(token), self.now());
        let found = self.db.read(move |tx| users::find_session(tx, &hashed)).await?;
        let Some(session) = found else { return Ok(None) };
        if now.duration_since(session.last_seen_at) > IDLE || now.duration_since(session.began_at) > ABSOLUTE {
            return Ok(None);
        }
        if now.duration_since(session.last_seen_at) > SEEN_EVERY {
            let id = session.id;
            self.db.write(move |tx| users::set_session_seen(tx, id, now)).await?;
        }
        Ok(Some(session))
    }

    /// The sessions of the workspace, or of one user alone.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_sessions(
        &self,
        workspace: WorkspaceId,
        of: Option<UserId>,
    ) -> Result<Vec<WebSession>, AccountError> {
        let now = self.now();
        let mut sessions = self.db.read(move |tx| users::list_sessions(tx, workspace)).await?;
        sessions.retain(|session| {
            of.is_none_or(|user| user == session.user.id)
                && now.duration_since(session.last_seen_at) <= IDLE
                && now.duration_since(session.began_at) <= ABSOLUTE
        });
        Ok(sessions)
    }

    /// Ends a session: anybody their own, owners and admins everybody's in the workspace.
    ///
    /// # Errors
    /// When there is no such session, or it is not theirs to end.
    pub async fn end_session(self: &Arc<Self>, actor: Actor, id: WebSessionId) -> Result<(), AccountError> {
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let sessions = users::list_sessions(tx, actor.workspace)?;
                let session = sessions.into_iter().find(|session| session.id == id).ok_or(AccountError::NoUser)?;
                let theirs = Some(session.user.id) == actor.user || matches!(actor.role, Role::Owner | Role::Admin);
                if !theirs {
                    return Err(AccountError::NoUser);
                }
                users::delete_session(tx, actor.workspace, id)?;
                let subject = session.user.name;
                let change = Change {
                    action: "end session",
                    subject: &subject,
                    employee: None,
                    before: NOTHING,
                    after: NOTHING,
                };
                Ok(gateway.note(tx, &actor, change)?)
            })
            .await
    }

    /// A link that creates the first owner, as long as there is no user at all.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn first_owner_link(self: &Arc<Self>) -> Result<Option<Token>, AccountError> {
        let token = Token::draw(self);
        let (hashed, id, now) = (token_hash(token.expose()), PasswordLinkId::mint(&self.ids()), self.now());
        let made = self
            .db
            .write(move |tx| {
                if users::any_user(tx)? {
                    return Ok(false);
                }
                let ends_at = now.saturating_add(FIRST_OWNER_LIVES).unwrap_or(Timestamp::MAX);
                let kind = PasswordLinkKind::FirstOwner;
                users::insert_password_link(
                    tx,
                    &PasswordLink { id, kind, user: None, ends_at, spent: false },
                    &hashed,
                    now,
                )?;
                Ok::<_, StoreError>(true)
            })
            .await?;
        Ok(made.then_some(token))
    }

    /// Makes a link for a user to choose a password by, ends the ones before it, and queues the mail that carries it.
    pub(super) fn mail_password_link(
        &self,
        tx: &mut dyn Tx,
        kind: PasswordLinkKind,
        user: &User,
    ) -> Result<(), StoreError> {
        let (lives, mail) = match kind {
            PasswordLinkKind::Reset => (RESET_LIVES, MailKind::PasswordReset),
            PasswordLinkKind::Invitation => (INVITATION_LIVES, MailKind::Invitation),
            PasswordLinkKind::FirstOwner => return Err(StoreError::Unreadable("the first owner gets no mail")),
        };
        let (id, now) = (PasswordLinkId::mint(&self.ids()), self.now());
        let ends_at = now.saturating_add(lives).unwrap_or(Timestamp::MAX);
        let token = self.links.token(id.as_bytes());
        let link = PasswordLink { id, kind, user: Some(user.id), ends_at, spent: false };
        users::insert_password_link(tx, &link, &token_hash(&token), now)?;
        let (link, recipient) = (*id.as_bytes(), user.email.clone());
        self.queue_mail(tx, Letter { workspace: user.workspace, kind: mail, link, employee: None, recipient })
    }

    /// What a password link leads to. Opening it uses nothing up.
    ///
    /// # Errors
    /// When the link is unknown, spent or has run out: all the same to whoever holds it.
    pub async fn open_password_link(&self, token: &str) -> Result<Welcome, AccountError> {
        let (hashed, now) = (token_hash(token), self.now());
        self.db.read(move |tx| welcome(tx, &hashed, now).map(|(_, welcome)| welcome)).await
    }

    /// Takes up an invitation or a reset: the password is set, every session of the user ends, a new one begins.
    ///
    /// # Errors
    /// When the link is spent, or the password will not do.
    pub async fn choose_password(
        self: &Arc<Self>,
        token: &str,
        password: Secret,
        visitor: Visitor,
    ) -> Result<Token, AccountError> {
        let Welcome::User(user) = self.open_password_link(token).await? else { return Err(AccountError::LinkSpent) };
        check_password(&password, user.email.as_str())?;
        let hash = self.pins.hash(password, self.entropy.as_ref()).await?;
        let (session, gateway, now) = (Token::draw(self), Arc::clone(self), self.now());
        let (link, hashed) = (token_hash(token), token_hash(session.expose()));
        self.db
            .write(move |tx| {
                let (link, welcome) = welcome(tx, &link, now)?;
                let Welcome::User(user) = welcome else { return Err(AccountError::LinkSpent) };
                if !users::use_password_link(tx, link.id, now)? {
                    return Err(AccountError::LinkSpent);
                }
                users::set_password(tx, user.id, &hash)?;
                users::delete_sessions_of(tx, user.id, None)?;
                let actor = actor_of(&user, &visitor.address);
                let change = Change {
                    action: "choose password",
                    subject: &user.name.clone(),
                    employee: None,
                    before: NOTHING,
                    after: NOTHING,
                };
                gateway.note(tx, &actor, change)?;
                gateway.begin_session(tx, user, &hashed, visitor, now)?;
                Ok(())
            })
            .await?;
        Ok(session)
    }

    /// Takes up the first owner's link: makes the owner and, where there is none, the workspace.
    ///
    /// # Errors
    /// When the link is spent, or something typed will not do.
    pub async fn create_first_owner(
        self: &Arc<Self>,
        token: &str,
        owner: NewOwner,
        password: Secret,
        visitor: Visitor,
    ) -> Result<Token, AccountError> {
        let email = Email::parse(&owner.email)?;
        if owner.name.trim().is_empty() {
            return Err(AccountError::NoName);
        }
        check_password(&password, email.as_str())?;
        if owner.workspace.is_none() {
            super::workspaces::check(&owner.settings)?;
        }
        let hash = self.pins.hash(password, self.entropy.as_ref()).await?;
        let (session, gateway, now) = (Token::draw(self), Arc::clone(self), self.now());
        let (link, hashed) = (token_hash(token), token_hash(session.expose()));
        self.db
            .write(move |tx| {
                let (link, Welcome::FirstOwner { workspaces: known }) = welcome(tx, &link, now)? else {
                    return Err(AccountError::LinkSpent);
                };
                if !users::use_password_link(tx, link.id, now)? {
                    return Err(AccountError::LinkSpent);
                }
                let workspace = match known.into_iter().find(|known| Some(known.id) == owner.workspace) {
                    Some(known) => known,
                    None => {
                        let made = Workspace { id: WorkspaceId::mint(&gateway.ids()), settings: owner.settings };
                        workspaces::insert_workspace(tx, &made, now)?;
                        made
                    }
                };
                let id = UserId::mint(&gateway.ids());
                let name = owner.name.trim().to_owned();
                let user = User { id, workspace: workspace.id, email, name, role: Role::Owner, active: true };
                users::insert_user(tx, &user, now)?;
                users::set_password(tx, id, &hash)?;
                let actor = actor_of(&user, &visitor.address);
                let after = Some(serde_json::json!({ "role": "owner", "email": user.email.as_str() }));
                let change = Change {
                    action: "create first owner",
                    subject: &actor.name,
                    employee: None,
                    before: NOTHING,
                    after,
                };
                gateway.note(tx, &actor, change)?;
                gateway.begin_session(tx, user, &hashed, visitor, now)?;
                Ok(())
            })
            .await?;
        Ok(session)
    }

    /// Changes one's own password; every other session ends.
    ///
    /// # Errors
    /// When the current one is wrong, or the new one will not do.
    pub async fn change_password(
        self: &Arc<Self>,
        actor: Actor,
        session: WebSession,
        current: Secret,
        new: Secret,
    ) -> Result<(), AccountError> {
        let email = session.user.email.clone();
        check_password(&new, email.as_str())?;
        let known = self.db.read(move |tx| users::find_user_by_email(tx, &email)).await?;
        let hash = known.and_then(|(_, hash)| hash);
        if !self.pins.verify(Some(current), hash)?.await.map_err(|_| HashError::Failed)?? {
            return Err(AccountError::WrongPassword);
        }
        let hash = self.pins.hash(new, self.entropy.as_ref()).await?;
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                users::set_password(tx, session.user.id, &hash)?;
                users::delete_sessions_of(tx, session.user.id, Some(session.id))?;
                let change = Change {
                    action: "change password",
                    subject: &session.user.name,
                    employee: None,
                    before: NOTHING,
                    after: NOTHING,
                };
                Ok(gateway.note(tx, &actor, change)?)
            })
            .await
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

fn welcome(tx: &mut dyn Tx, hashed: &[u8], now: Timestamp) -> Result<(PasswordLink, Welcome), AccountError> {
    let link = users::find_password_link(tx, hashed)?.filter(|link| !link.spent && now < link.ends_at);
    let link = link.ok_or(AccountError::LinkSpent)?;
    let welcome = match link.user {
        None if users::any_user(tx)? => return Err(AccountError::LinkSpent),
        None => Welcome::FirstOwner { workspaces: workspaces::list_workspaces(tx)? },
        Some(id) => {
            let user = users::get_user(tx, id)?;
            if !user.active {
                return Err(AccountError::LinkSpent);
            }
            Welcome::User(user)
        }
    };
    Ok((link, welcome))
}
