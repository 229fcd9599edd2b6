//! Passwords that are typed: each takes its place in a count before it is checked, so that many at once gain nothing.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{AccountError, NewSession, Token, Visitor, WebSession, email_hash};
use crate::{
    domain::{
        ids::{KnownBrowserId, PasswordTryId},
        password::{self, PasswordContext},
        user::{Email, User},
    },
    service::{
        audit::Actor,
        gateway::Gateway,
        pin_hash::{HashError, Lane, Place, Secret, WebVisitor},
    },
    store::{
        StoreError, Tx, known_browsers,
        password_tries::{self, PasswordTry},
        users, workspaces,
    },
};

const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Wrong passwords within [`WINDOW`] for one e-mail address by strangers, and by one browser that is known.
const TRIES_BY_EMAIL: u32 = 10;
/// And from one network address.
const TRIES_BY_ADDRESS: u32 = 50;
/// Wrong passwords in a row where the current one is asked for; with the last one the session ends.
const TRIES_BY_SESSION: u32 = 5;

impl Gateway {
    /// # Errors
    /// [`AccountError::NotSignedIn`] for every reason, after the same time; [`HashError::Full`] when too many come at
    /// once.
    pub async fn sign_in_user(
        self: &Arc<Self>,
        email: &str,
        password: Secret,
        visitor: Visitor,
    ) -> Result<NewSession, AccountError> {
        let time_to_refuse = self.pins.time_to_refuse();
        let known = self.find_known_browser(Email::parse(email).ok(), &visitor).await?;
        let asker = match known {
            Some(browser) => WebVisitor::Known(format!("browser {browser}")),
            None => WebVisitor::Stranger(visitor.throttle_key()),
        };
        // Held until the answer: whoever guesses in a loop waits with it.
        let (tried, _place) = match self.pins.take_place(asker) {
            Ok(place) => (self.try_password(email, password, visitor, known, place.clone()).await, Some(place)),
            Err(full) => (Err(full.into()), None),
        };
        if matches!(tried, Err(AccountError::NotSignedIn | AccountError::Hash(HashError::Full))) {
            time_to_refuse.await;
        }
        tried
    }

    async fn try_password(
        self: &Arc<Self>,
        email: &str,
        password: Secret,
        visitor: Visitor,
        browser: Option<KnownBrowserId>,
        place: Place,
    ) -> Result<NewSession, AccountError> {
        let tried = PasswordTry { email_hash: email_hash(email), address: visitor.throttle_key(), browser };
        let (gateway, counted, typed) = (Arc::clone(self), tried.clone(), Email::parse(email).ok());
        let begun: Option<(PasswordTryId, _)> = self
            .db
            .write(move |tx| {
                let Some(id) = gateway.count_try(tx, &counted)? else { return Ok(None) };
                Ok::<_, StoreError>(Some((id, typed.map(|email| find_to_sign_in(tx, &email)).transpose()?.flatten())))
            })
            .await?;
        let Some((id, known)) = begun else { return Err(AccountError::NotSignedIn) };
        let hash = known.map(|(_, hash)| hash);
        let right = match self.check_password(place, password, hash.clone()).await {
            Ok(right) => right,
            Err(error) => {
                self.db.write(move |tx| password_tries::delete_try(tx, id, &tried)).await?;
                return Err(error.into());
            }
        };
        let (Some(hash), Ok(email), true) = (hash, Email::parse(email), right) else {
            return Err(AccountError::NotSignedIn);
        };
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                // Deactivated, or with another password, since the check began?
                let known = find_to_sign_in(tx, &email)?.filter(|(_, now)| *now == hash);
                let (user, _) = known.ok_or(AccountError::NotSignedIn)?;
                password_tries::clear_tries_like(tx, &tried)?;
                Ok(gateway.begin_session(tx, user, visitor)?)
            })
            .await
    }

    /// Counts what stands against the try and writes it down, as if it were wrong; nothing for one too many.
    fn count_try(&self, tx: &mut dyn Tx, tried: &PasswordTry) -> Result<Option<PasswordTryId>, StoreError> {
        // The writer takes one after the other, and so does its time.
        let now = self.now();
        password_tries::forget_later_tries(tx, now)?;
        let since = now.saturating_sub(WINDOW).unwrap_or(Timestamp::MIN);
        let (by_email, by_address) = password_tries::count_tries(tx, tried, since, now)?;
        if by_email >= TRIES_BY_EMAIL || by_address >= TRIES_BY_ADDRESS {
            return Ok(None);
        }
        let id = PasswordTryId::mint(&self.ids());
        password_tries::insert_try(tx, id, tried, now)?;
        Ok(Some(id))
    }

    async fn check_password(&self, place: Place, password: Secret, hash: Option<String>) -> Result<bool, HashError> {
        let password = password::in_one_form(password);
        self.pins.verify(Lane::Pages(place), Some(password), hash)?.await.map_err(|_| HashError::Failed)?
    }

    /// Changes one's own password; every other session ends, and every browser but this one is unknown from then on.
    ///
    /// # Errors
    /// When the current one is wrong, or the new one will not do. [`AccountError::SessionEnded`] when it was wrong too
    /// often.
    pub async fn change_password(
        self: &Arc<Self>,
        actor: Actor,
        session: WebSession,
        (current, new): (Secret, Secret),
        visitor: Visitor,
    ) -> Result<Token, AccountError> {
        self.refuse_easy_password(&session.user, &new).await?;
        let place = self.pins.take_place(WebVisitor::Known(format!("user {}", session.user.id)))?;
        let (id, email) = (session.id, session.user.email.clone());
        let hash = self
            .db
            .write(move |tx| {
                if !users::count_session_password(tx, id, TRIES_BY_SESSION)? {
                    return Ok(None);
                }
                Ok::<_, StoreError>(Some(users::find_user_by_email(tx, &email)?.and_then(|(_, hash)| hash)))
            })
            .await?;
        let Some(hash) = hash else { return self.end_guessing(actor, session).await };
        let right = match self.check_password(place.clone(), current, hash).await {
            Ok(right) => right,
            Err(error) => {
                self.db.write(move |tx| users::uncount_session_password(tx, id)).await?;
                return Err(error.into());
            }
        };
        if !right {
            return self.end_guessing(actor, session).await;
        }
        let hash = self.hash_password(place, new).await?;
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                if !users::clear_session_passwords(tx, session.id)? {
                    return Err(AccountError::SessionEnded);
                }
                users::delete_sessions_of(tx, session.user.id, Some(session.id))?;
                let browser = gateway.put_password(tx, &session.user, &hash, visitor.known.as_ref())?;
                gateway.note_of_user(tx, &actor, "change password", &session.user.name)?;
                Ok(browser)
            })
            .await
    }

    /// Ends the session where that was the last try; the reason either way.
    async fn end_guessing(self: &Arc<Self>, actor: Actor, session: WebSession) -> Result<Token, AccountError> {
        let gateway = Arc::clone(self);
        let ended = self
            .db
            .write(move |tx| {
                if users::count_of_session_passwords(tx, session.id)?.is_some_and(|count| count < TRIES_BY_SESSION) {
                    return Ok(false);
                }
                if users::delete_session(tx, session.user.workspace, session.id)? {
                    tracing::warn!(user.id = %session.user.id, "a session ended after wrong passwords");
                    gateway.note_of_user(tx, &actor, "end session after wrong passwords", &session.user.name)?;
                }
                Ok::<_, StoreError>(true)
            })
            .await?;
        Err(if ended { AccountError::SessionEnded } else { AccountError::WrongPassword })
    }

    pub(super) async fn hash_password(&self, place: Place, password: Secret) -> Result<String, AccountError> {
        let password = password::in_one_form(password);
        Ok(self.pins.hash(Lane::Pages(place), password, self.entropy.as_ref()).await?)
    }

    /// Sets a password, and ends what the one before has made easier: links, known browsers, counts. Gives the cookie
    /// of the browser that it was set with.
    pub(super) fn put_password(
        &self,
        tx: &mut dyn Tx,
        user: &User,
        hash: &str,
        shown: Option<&Token>,
    ) -> Result<Token, StoreError> {
        let now = self.now();
        users::set_password(tx, user.id, hash)?;
        users::end_password_links(tx, user.id, now)?;
        password_tries::clear_tries(tx, &email_hash(user.email.as_str()))?;
        known_browsers::delete_of_user(tx, user.id)?;
        self.remember_browser(tx, user.id, shown, now)
    }

    pub(super) async fn refuse_easy_password(&self, user: &User, password: &Secret) -> Result<(), AccountError> {
        let workspace = user.workspace;
        let settings = self.db.read(move |tx| workspaces::get_workspace(tx, workspace)).await?.settings;
        let context = PasswordContext { email: user.email.as_str(), name: &user.name, workspace: &settings.name };
        Ok(password::check_password(password, &context)?)
    }
}

/// An active user with the hash to check a password against.
fn find_to_sign_in(tx: &mut dyn Tx, email: &Email) -> Result<Option<(User, String)>, StoreError> {
    let known = users::find_user_by_email(tx, email)?.filter(|(user, _)| user.active);
    Ok(known.and_then(|(user, hash)| Some((user, hash?))))
}
