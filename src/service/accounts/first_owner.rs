//! The first owner: a link of the first start, as long as there is no user at all.

use std::sync::Arc;

use jiff::SignedDuration;

use super::{AccountError, NewSession, Token, Visitor, Welcome, actor_of, password_links::welcome, token_hash};
use crate::{
    domain::{
        ids::{PasswordLinkId, UserId, WorkspaceId},
        password::{self, PasswordContext},
        user::{Email, Role, User},
        workspace::{Settings, Workspace},
    },
    service::{
        audit::{Change, NOTHING},
        gateway::Gateway,
        pin_hash::{Secret, WebVisitor},
        roster::workspaces::check,
    },
    store::{
        StoreError,
        users::{self, PasswordLink, PasswordLinkKind},
        workspaces,
    },
};

pub(super) const FIRST_OWNER_LIVES: SignedDuration = SignedDuration::from_hours(24);

/// Who becomes the first owner.
#[derive(Debug, Clone)]
pub struct NewOwner {
    pub name: String,
    pub email: String,
    /// One that is there already; otherwise one is made by `settings`.
    pub workspace: Option<WorkspaceId>,
    pub settings: Settings,
}

/// Whether there is somebody who can sign in, and how somebody can become that.
pub enum FirstOwner {
    Known,
    Link(Token),
    /// It has run out; the next start makes one.
    NoLink,
}

impl Gateway {
    /// A link that creates the first owner, as long as there is no user at all.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn first_owner_link(self: &Arc<Self>) -> Result<Option<Token>, AccountError> {
        let (id, now) = (PasswordLinkId::mint(&self.ids()), self.now());
        let token = Token(self.links.token(id.as_bytes()));
        let hashed = token_hash(token.expose());
        let gateway = Arc::clone(self);
        let made = self
            .db
            .write(move |tx| {
                if users::any_user(tx)? {
                    return Ok(false);
                }
                let ends_at = gateway.ends_after(FIRST_OWNER_LIVES);
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

    /// The link that waits for the first owner, where it could not be printed or has been lost.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_first_owner_link(self: &Arc<Self>) -> Result<FirstOwner, AccountError> {
        let (gateway, now) = (Arc::clone(self), self.now());
        self.db
            .read(move |tx| {
                if users::any_user(tx)? {
                    return Ok(FirstOwner::Known);
                }
                let waiting = users::find_first_owner_link(tx, now)?;
                let token = waiting.map(|id| Token(gateway.links.token(id.as_bytes())));
                let Some(token) = token else { return Ok(FirstOwner::NoLink) };
                // A link of an older program was drawn, and nobody can tell it.
                let is_it = users::find_password_link(tx, &token_hash(token.expose()))?.is_some();
                Ok(if is_it { FirstOwner::Link(token) } else { FirstOwner::NoLink })
            })
            .await
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
    ) -> Result<NewSession, AccountError> {
        let email = Email::parse(&owner.email)?;
        if owner.name.trim().is_empty() {
            return Err(AccountError::NoName);
        }
        let Welcome::FirstOwner { workspaces: known } = self.open_password_link(token).await? else {
            return Err(AccountError::LinkSpent);
        };
        let known = known.into_iter().find(|known| Some(known.id) == owner.workspace);
        let workspace = known.map_or_else(|| owner.settings.name.clone(), |known| known.settings.name);
        let context = PasswordContext { email: email.as_str(), name: &owner.name, workspace: &workspace };
        password::check_password(&password, &context)?;
        if owner.workspace.is_none() {
            check(&owner.settings)?;
        }
        let place = self.pins.take_place(WebVisitor::Known("the first owner".to_owned()))?;
        let hash = self.hash_password(place, password).await?;
        let (gateway, now, link) = (Arc::clone(self), self.now(), token_hash(token));
        self.db
            .write(move |tx| {
                let found = welcome(tx, &link, gateway.time_for_ends())?;
                let (link, Welcome::FirstOwner { workspaces: known }) = found else {
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
                let (action, subject) = ("create first owner", actor.name.as_str());
                gateway.note(tx, &actor, Change { action, subject, employee: None, before: NOTHING, after })?;
                Ok(gateway.begin_session(tx, user, visitor)?)
            })
            .await
    }
}
