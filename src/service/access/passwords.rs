//! Passwords that are changed, and what ends with the one before.

use super::{AccountError, SignIn, Token, Visitor, WebSession, account, holds, known_browsers, throttle::email_hash};
use crate::{
    domain::{
        password::{self, PasswordContext},
        user::User,
    },
    service::{
        audit::Actor,
        kernel::Unit,
        pin_hash::{Secret, WebVisitor},
    },
    store::{StoreError, known_browsers as browsers, password_tries, users, workspaces},
};

/// Wrong passwords in a row where the current one is asked for; with the last one the session ends.
const TRIES_BY_SESSION: u32 = 5;

impl SignIn {
    /// Changes one's own password; every other session ends, and every browser but this one is unknown from then on.
    ///
    /// # Errors
    /// When the current one is wrong, or the new one will not do. [`AccountError::SessionEnded`] when it was wrong too
    /// often.
    pub async fn change_password(
        &self,
        actor: Actor,
        session: WebSession,
        (current, new): (Secret, Secret),
        visitor: Visitor,
    ) -> Result<Token, AccountError> {
        self.refuse_easy_password(&session.user, &new).await?;
        let place = self.hasher.take_permit(WebVisitor::Known(format!("user {}", session.user.id)))?;
        let (id, email) = (session.id, session.user.email.clone());
        let counted = self.store.write(holds::session(id), move |u| {
            if !users::count_session_password(u.tx, id, TRIES_BY_SESSION)? {
                return Ok(None);
            }
            Ok::<_, StoreError>(Some(users::find_user_by_email(u.tx, &email)?.and_then(|(_, hash)| hash)))
        });
        let Some(hash) = counted.await? else { return self.end_guessing(actor, session).await };
        let right = match self.check_password(place.clone(), current, hash).await {
            Ok(right) => right,
            Err(error) => {
                self.store.write(holds::session(id), move |u| users::uncount_session_password(u.tx, id)).await?;
                return Err(error.into());
            }
        };
        if !right {
            return self.end_guessing(actor, session).await;
        }
        let hash = self.hash_password(place, new).await?;
        let user = session.user.id;
        self.store
            .write(holds::session(id).and(holds::user(user)), move |u| {
                if !users::clear_session_passwords(u.tx, session.id)? {
                    return Err(AccountError::SessionEnded);
                }
                users::delete_sessions_of(u.tx, user, Some(session.id))?;
                let browser = set(u, &session.user, &hash, visitor.known.as_ref())?;
                account::note(u, &actor, "change password", &session.user.name)?;
                Ok(browser)
            })
            .await
    }

    /// Ends the session where that was the last try; the reason either way.
    async fn end_guessing(&self, actor: Actor, session: WebSession) -> Result<Token, AccountError> {
        let ended = self.store.write(holds::session(session.id), move |u| {
            if users::count_of_session_passwords(u.tx, session.id)?.is_some_and(|count| count < TRIES_BY_SESSION) {
                return Ok(false);
            }
            if users::delete_session(u.tx, session.user.workspace, session.id)? {
                tracing::warn!(user.id = %session.user.id, "a session ended after wrong passwords");
                account::note(u, &actor, "end session after wrong passwords", &session.user.name)?;
            }
            Ok::<_, StoreError>(true)
        });
        Err(if ended.await? { AccountError::SessionEnded } else { AccountError::WrongPassword })
    }

    /// Refuses a password that this user's names or a list of common ones lead to.
    pub(super) async fn refuse_easy_password(&self, user: &User, password: &Secret) -> Result<(), AccountError> {
        let workspace = user.workspace;
        let settings = self.store.read(move |tx| workspaces::get_workspace(tx, workspace)).await?.settings;
        let context = PasswordContext { email: user.email.as_str(), name: &user.name, workspace: &settings.name };
        Ok(password::check_password(password, &context)?)
    }
}

/// Sets a password under the hold of its user, and ends what the one before has made easier: links, known browsers,
/// counts. Gives the cookie of the browser that it was set with.
pub(super) fn set(u: &mut Unit<'_>, user: &User, hash: &str, shown: Option<&Token>) -> Result<Token, StoreError> {
    users::set_password(u.tx, user.id, hash)?;
    users::end_password_links(u.tx, user.id, u.now)?;
    password_tries::clear_tries(u.tx, &email_hash(user.email.as_str()))?;
    browsers::delete_of_user(u.tx, user.id)?;
    known_browsers::remember(u, user.id, shown)
}
