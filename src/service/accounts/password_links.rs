//! Links by which somebody chooses a password: an invitation, a reset.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{AccountError, NewSession, Visitor, actor_of, token_hash};
use crate::{
    domain::{ids::PasswordLinkId, user::User, workspace::Workspace},
    service::{
        gateway::Gateway,
        kernel::outbox::{self, LinkMail},
        pin_hash::{Secret, WebVisitor},
    },
    store::{
        StoreError, Tx,
        mails::MailKind,
        users::{self, PasswordLink, PasswordLinkKind},
        workspaces,
    },
};

pub(super) const RESET_LIVES: SignedDuration = SignedDuration::from_hours(2);
pub(super) const INVITATION_LIVES: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A link that is good for so long yet is sent once more instead of a new one.
const WORTH_SENDING: SignedDuration = SignedDuration::from_hours(1);

/// What a password link leads to.
#[derive(Debug, Clone)]
pub enum Welcome {
    /// Nobody has signed in yet; the workspaces that are there already.
    FirstOwner {
        workspaces: Vec<Workspace>,
    },
    User(User),
}

impl Gateway {
    /// Makes a link for a user to choose a password by, ends the ones before it, and queues the mail that carries it.
    pub(in crate::service) fn mail_password_link(
        &self,
        tx: &mut dyn Tx,
        kind: PasswordLinkKind,
        user: &User,
    ) -> Result<(), StoreError> {
        users::end_password_links(tx, user.id, self.now())?;
        self.mail_new_password_link(tx, kind, user)
    }

    /// Sends the link that a user has already, or a new one beside it: whoever asks for a link in somebody else's name
    /// ends none that they have.
    pub(in crate::service) fn mail_password_link_again(
        &self,
        tx: &mut dyn Tx,
        kind: PasswordLinkKind,
        user: &User,
    ) -> Result<(), StoreError> {
        let until = self.time_for_ends().saturating_add(WORTH_SENDING).unwrap_or(Timestamp::MAX);
        match users::find_waiting_link(tx, user.id, kind, until)? {
            Some(link) => self.mail_link(tx, kind, user, link),
            None => self.mail_new_password_link(tx, kind, user),
        }
    }

    fn mail_new_password_link(&self, tx: &mut dyn Tx, kind: PasswordLinkKind, user: &User) -> Result<(), StoreError> {
        let lives = match kind {
            PasswordLinkKind::Reset => RESET_LIVES,
            PasswordLinkKind::Invitation => INVITATION_LIVES,
            PasswordLinkKind::FirstOwner => return Err(StoreError::Unreadable("the first owner gets no mail")),
        };
        let (id, now) = (PasswordLinkId::mint(&self.ids()), self.now());
        let ends_at = self.ends_after(lives);
        let token = self.links.token(id.as_bytes());
        let link = PasswordLink { id, kind, user: Some(user.id), ends_at, spent: false };
        users::insert_password_link_beside(tx, &link, &token_hash(&token), now)?;
        self.mail_link(tx, kind, user, id)
    }

    fn mail_link(
        &self,
        tx: &mut dyn Tx,
        kind: PasswordLinkKind,
        user: &User,
        link: PasswordLinkId,
    ) -> Result<(), StoreError> {
        let kind = match kind {
            PasswordLinkKind::Reset => MailKind::PasswordReset,
            PasswordLinkKind::Invitation => MailKind::Invitation,
            PasswordLinkKind::FirstOwner => return Err(StoreError::Unreadable("the first owner gets no mail")),
        };
        let (link, recipient) = (*link.as_bytes(), user.email.clone());
        let mail = LinkMail { workspace: user.workspace, kind, link, employee: None, recipient };
        self.store.unit_over(tx, |u| outbox::queue(u, mail))
    }

    /// What a password link leads to. Opening it uses nothing up.
    ///
    /// # Errors
    /// When the link is unknown, spent or has run out: all the same to whoever holds it.
    pub async fn open_password_link(&self, token: &str) -> Result<Welcome, AccountError> {
        let (hashed, now) = (token_hash(token), self.time_for_ends());
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
    ) -> Result<NewSession, AccountError> {
        let Welcome::User(user) = self.open_password_link(token).await? else { return Err(AccountError::LinkSpent) };
        self.refuse_easy_password(&user, &password).await?;
        let place = self.pins.take_place(WebVisitor::Known(format!("user {}", user.id)))?;
        let hash = self.hash_password(place, password).await?;
        let (gateway, now, link) = (Arc::clone(self), self.now(), token_hash(token));
        self.db
            .write(move |tx| {
                let (link, welcome) = welcome(tx, &link, gateway.time_for_ends())?;
                let Welcome::User(user) = welcome else { return Err(AccountError::LinkSpent) };
                if !users::use_password_link(tx, link.id, now)? {
                    return Err(AccountError::LinkSpent);
                }
                users::delete_sessions_of(tx, user.id, None)?;
                let browser = gateway.put_password(tx, &user, &hash, visitor.known.as_ref())?;
                let actor = actor_of(&user, &visitor.address);
                gateway.note_of_user(tx, &actor, "choose password", &user.name)?;
                Ok(gateway.begin_session(tx, user, Visitor { known: Some(browser), ..visitor })?)
            })
            .await
    }
}

pub(super) fn welcome(tx: &mut dyn Tx, hashed: &[u8], now: Timestamp) -> Result<(PasswordLink, Welcome), AccountError> {
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
