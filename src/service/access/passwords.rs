//! Passwords that are changed, and what ends with the one before.

use super::{
    AccountError, SignIn, Token, Visitor, WebSession, account, holds, known_browsers, sign_in::count_try,
    throttle::email_hash,
};
use crate::{
    domain::{
        password::{self, PasswordContext},
        user::User,
    },
    service::{
        audit::Actor,
        kernel::Unit,
        pin_hash::{HashPermit, Secret, WebVisitor},
    },
    store::{
        Holds, StoreError, half_sign_ins, known_browsers as browsers,
        password_tries::{self, PasswordTry},
        user_links, users, workspaces,
    },
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
        let place = self.check_current(&actor, &session, current).await?;
        let hash = self.hash_password(place, new).await?;
        let (id, user) = (session.id, session.user.id);
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

    /// Checks the password of whoever has signed in. It counts as a wrong one until the caller ends the count. Where the
    /// session was begun by PIN it counts against the email address as well: another one is begun in no time.
    ///
    /// # Errors
    /// When it is wrong; [`AccountError::SessionEnded`] when it was wrong too often.
    pub(super) async fn check_current(
        &self,
        actor: &Actor,
        session: &WebSession,
        typed: Secret,
    ) -> Result<HashPermit, AccountError> {
        let place = self.hasher.take_permit(WebVisitor::Known(format!("user {}", session.user.id)))?;
        let (id, user, email) = (session.id, session.user.id, session.user.email.clone());
        let tried = begun_by_pin(session);
        let holds = match &tried {
            Some(tried) => holds::password_try(tried).and(holds::session(id)),
            None => Holds::from(holds::session(id)),
        };
        let (counting, uncounting) = (tried.clone(), holds.clone());
        let counted = self.store.write(holds, move |u| {
            if !users::count_session_password(u.tx, id, TRIES_BY_SESSION)? {
                return Ok(None);
            }
            let counted = counting.as_ref().map(|tried| count_try(u, tried)).transpose()?;
            if matches!(counted, Some(None)) {
                return Ok(None);
            }
            let hash = users::find_user_by_email(u.tx, &email)?.and_then(|(_, hash)| hash);
            // Whoever signs in by PIN only has no password any more, even where one was chosen before.
            let counts = user_links::get_login_method(u.tx, user)?.takes_password();
            Ok::<_, StoreError>(Some((hash.filter(|_| counts), counted.flatten())))
        });
        let Some((hash, counted)) = counted.await? else { return Err(self.end_guessing(actor, session).await?) };
        match self.check_password(place.clone(), typed, hash).await {
            Ok(true) => Ok(place),
            Ok(false) => Err(self.end_guessing(actor, session).await?),
            Err(error) => {
                let uncount = move |u: &mut Unit<'_>| {
                    users::uncount_session_password(u.tx, id)?;
                    match tried.zip(counted) {
                        Some((tried, counted)) => password_tries::delete_try(u.tx, counted, &tried),
                        None => Ok(()),
                    }
                };
                self.store.write(uncounting, uncount).await?;
                Err(error.into())
            }
        }
    }

    /// Ends the session where that was the last try; the reason either way.
    pub(super) async fn end_guessing(&self, actor: &Actor, session: &WebSession) -> Result<AccountError, StoreError> {
        let (actor, session) = (actor.clone(), session.clone());
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
        Ok(if ended.await? { AccountError::SessionEnded } else { AccountError::WrongPassword })
    }

    /// Refuses a password that this user's names or a list of common ones lead to.
    pub(super) async fn refuse_easy_password(&self, user: &User, password: &Secret) -> Result<(), AccountError> {
        let workspace = user.workspace;
        let settings = self.store.read(move |tx| workspaces::get_workspace(tx, workspace)).await?.settings;
        let context = PasswordContext { email: user.email.as_str(), name: &user.name, workspace: &settings.name };
        Ok(password::check_password(password, &context)?)
    }
}

/// What a password that is asked for in a session counts for beyond it, where the session was begun by PIN.
pub(super) fn begun_by_pin(session: &WebSession) -> Option<PasswordTry> {
    session.device?;
    let visitor = Visitor { address: session.address.clone(), ..Visitor::default() };
    let email_hash = email_hash(session.user.email.as_str());
    Some(PasswordTry { email_hash, address: visitor.throttle_key(), browser: None })
}

/// Sets a password under the hold of its user, and ends what the one before has made easier: links, known browsers,
/// counts, sign-ins that wait for a code. Gives the cookie of the browser that it was set with.
pub(super) fn set(u: &mut Unit<'_>, user: &User, hash: &str, shown: Option<&Token>) -> Result<Token, StoreError> {
    users::set_password(u.tx, user.id, hash)?;
    users::end_password_links(u.tx, user.id, u.now)?;
    password_tries::clear_tries(u.tx, &email_hash(user.email.as_str()))?;
    let now = u.time_for_ends().min(u.now);
    half_sign_ins::end_of_user(u.tx, user.id, now)?;
    browsers::delete_of_user(u.tx, user.id)?;
    known_browsers::remember(u, user.id, shown)
}
