//! Sessions: begun, found by their cookie, listed, ended.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{AccountError, Token, Visitor, WebSession, actor_of, token_hash};
use crate::{
    domain::{
        ids::{UserId, WebSessionId, WorkspaceId},
        user::{Email, Role, User},
    },
    service::{
        audit::{Actor, Change, NOTHING},
        gateway::Gateway,
    },
    store::{StoreError, Tx, users},
};

/// A session ends after this long without a page.
pub const IDLE: SignedDuration = SignedDuration::from_hours(2);
/// A session ends after this long whatever happens.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// What a browser is given when somebody has signed in with it.
#[derive(Debug, Clone)]
pub struct NewSession {
    pub token: Token,
    /// By which the browser is known the next time.
    pub browser: Token,
}

impl Gateway {
    /// A session without a password, for the made-up users of a demo. Nothing else may lead here.
    ///
    /// # Errors
    /// When there is no such user, or the store fails.
    pub async fn sign_in_without_password(
        self: &Arc<Self>,
        email: &str,
        visitor: Visitor,
    ) -> Result<NewSession, AccountError> {
        let user = self.find_user_of(email).await?.filter(|user| user.active).ok_or(AccountError::NoUser)?;
        let gateway = Arc::clone(self);
        Ok(self.db.write(move |tx| gateway.begin_session(tx, user, visitor)).await?)
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

    pub(super) fn begin_session(
        &self,
        tx: &mut dyn Tx,
        user: User,
        visitor: Visitor,
    ) -> Result<NewSession, StoreError> {
        let now = self.now();
        let browser = self.remember_browser(tx, user.id, visitor.known.as_ref(), now)?;
        let token = Token::draw(self);
        let actor = actor_of(&user, &visitor.address);
        let session = WebSession {
            id: WebSessionId::mint(&self.ids()),
            user,
            began_at: now,
            last_seen_at: now,
            address: visitor.address,
            browser: visitor.browser.chars().filter(|c| !c.is_control()).take(200).collect(),
        };
        users::insert_session(tx, &token_hash(token.expose()), &session)?;
        self.note_of_user(tx, &actor, "sign in", &actor.name)?;
        Ok(NewSession { token, browser })
    }

    /// Writes down what somebody did with an account, theirs or another's.
    pub(super) fn note_of_user(
        &self,
        tx: &mut dyn Tx,
        actor: &Actor,
        action: &str,
        subject: &str,
    ) -> Result<(), StoreError> {
        self.note(tx, actor, Change { action, subject, employee: None, before: NOTHING, after: NOTHING })
    }

    /// The session behind a cookie, where it still holds.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_session(self: &Arc<Self>, token: &str) -> Result<Option<WebSession>, AccountError> {
        let (found, now) = (self.look_at_session(token).await?, self.time_for_ends());
        let Some(session) = found else { return Ok(None) };
        if now.duration_since(session.last_seen_at) > SEEN_EVERY {
            let id = session.id;
            self.db.write(move |tx| users::set_session_seen(tx, id, now)).await?;
        }
        Ok(Some(session))
    }

    /// The same without prolonging it, for what a page asks by itself while nobody may be there.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn look_at_session(&self, token: &str) -> Result<Option<WebSession>, AccountError> {
        let (hashed, now) = (token_hash(token), self.time_for_ends());
        let found = self.db.read(move |tx| users::find_session(tx, &hashed)).await?;
        Ok(found.filter(|session| holds(session, now)))
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
        let now = self.time_for_ends();
        let mut sessions = self.db.read(move |tx| users::list_sessions(tx, workspace)).await?;
        sessions.retain(|session| of.is_none_or(|user| user == session.user.id) && holds(session, now));
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
                Ok(gateway.note_of_user(tx, &actor, "end session", &session.user.name)?)
            })
            .await
    }
}

fn holds(session: &WebSession, now: Timestamp) -> bool {
    now.duration_since(session.last_seen_at) <= IDLE && now.duration_since(session.began_at) <= ABSOLUTE
}
