//! Showing once more that it is you, before what would be worst in the hands of whoever finds an open browser.

use jiff::{SignedDuration, Timestamp};

use super::{
    AccountError, SignIn, WebSession, holds,
    passwords::begun_by_pin,
    second_factor::{self, SecondFactorCode},
};
use crate::{
    domain::second_factor::is_asked_of,
    service::{audit::Actor, kernel::Unit, pin_hash::Secret},
    store::{password_tries, users, workspaces},
};

/// How long it counts that somebody has shown that it is them.
pub const CONFIRMED_FOR: SignedDuration = SignedDuration::from_mins(10);

/// Whether the user of a session has shown within [`CONFIRMED_FOR`] that it is them. What a clock that was ahead has
/// written down counts for nothing.
#[must_use]
pub fn is_confirmed(session: &WebSession, now: Timestamp) -> bool {
    session.confirmed_at.is_some_and(|at| now.duration_since(at).abs() <= CONFIRMED_FOR)
}

impl SignIn {
    /// Takes the password once more from whoever has signed in, and a code where one is asked for.
    ///
    /// # Errors
    /// When one of the two is wrong; [`AccountError::SessionEnded`] when it was too often;
    /// [`AccountError::SecondFactorAsked`] for who came in by PIN and has none where one has to be.
    pub async fn confirm(
        &self,
        actor: Actor,
        session: WebSession,
        proof: (Secret, Option<SecondFactorCode>),
    ) -> Result<(), AccountError> {
        let (id, user) = (session.id, &session.user);
        if session.device.is_some() && !session.has_second_factor {
            let (workspace, role) = (user.workspace, user.role);
            let settings = self.store.read(move |tx| workspaces::get_workspace(tx, workspace)).await?.settings;
            if is_asked_of(role, settings.second_factor) {
                return Err(AccountError::SecondFactorAsked);
            }
        }
        self.prove(actor, session, proof, move |u, _| {
            if users::set_session_confirmed(u.tx, id, u.now)? { Ok(()) } else { Err(AccountError::SessionEnded) }
        })
        .await
    }

    /// Removes one's own second factor.
    ///
    /// # Errors
    /// When password or code is wrong; [`AccountError::SessionEnded`] when it was too often.
    pub async fn remove_second_factor(
        &self,
        actor: Actor,
        session: WebSession,
        proof: (Secret, Option<SecondFactorCode>),
    ) -> Result<(), AccountError> {
        let user = session.user.id;
        self.prove(actor, session, proof, move |u, actor| second_factor::remove(u, actor, user)).await
    }

    /// Takes password and code, and does what was asked for in the transaction that takes the code. Wrong ones are
    /// counted together, and refused in the same words.
    async fn prove<T, F>(
        &self,
        actor: Actor,
        session: WebSession,
        (password, code): (Secret, Option<SecondFactorCode>),
        then: F,
    ) -> Result<T, AccountError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Unit<'_>, &Actor) -> Result<T, AccountError> + Send + 'static,
    {
        let (id, user) = (session.id, session.user.id);
        let asked = session.has_second_factor;
        let refused = |error| {
            if asked && matches!(error, AccountError::WrongPassword) {
                AccountError::WrongPasswordOrCode
            } else {
                error
            }
        };
        self.check_current(&actor, &session, password).await.map_err(refused)?;
        let (by, tried) = (actor.clone(), begun_by_pin(&session));
        let proven = self.store.write(holds::session(id).and(holds::user(user)), move |u| {
            if let Some(factor) = second_factor::find_asked(u.tx, user)?
                && !second_factor::take(u, &by, (user, &factor), code.as_ref())?
            {
                return Ok(None);
            }
            if !users::clear_session_passwords(u.tx, id)? {
                return Err(AccountError::SessionEnded);
            }
            if let Some(tried) = &tried {
                password_tries::clear_tries_like(u.tx, tried)?;
            }
            then(u, &by).map(Some)
        });
        match proven.await? {
            Some(done) => Ok(done),
            None => Err(refused(self.end_guessing(&actor, &session).await?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        ids::{UserId, WebSessionId, WorkspaceId},
        language::OfficeLanguage,
        user::{Email, Role, User},
    };

    fn session(confirmed_at: Option<Timestamp>) -> WebSession {
        let (id, workspace) = (UserId::from_bytes([1; 16]), WorkspaceId::from_bytes([2; 16]));
        let email = Email::parse("ana@example.com").unwrap();
        let user = User {
            id,
            workspace,
            email,
            name: "Ana".to_owned(),
            role: Role::Owner,
            active: true,
            language: OfficeLanguage::En,
        };
        let (began_at, last_seen_at) = (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH);
        let (address, browser) = ("192.0.2.7".to_owned(), "a test".to_owned());
        let id = WebSessionId::from_bytes([3; 16]);
        let (device, has_password, has_second_factor) = (None, true, false);
        WebSession {
            id,
            user,
            began_at,
            last_seen_at,
            address,
            browser,
            device,
            confirmed_at,
            has_password,
            has_second_factor,
        }
    }

    #[test]
    fn it_counts_for_ten_minutes_and_not_by_a_clock_that_was_ahead() {
        let now: Timestamp = "2026-11-17T13:00:00Z".parse().unwrap();
        for (since, counts) in [(0, true), (600, true), (601, false), (-600, true), (-601, false)] {
            let at = now - SignedDuration::from_secs(since);
            assert_eq!(is_confirmed(&session(Some(at)), now), counts, "{since} s");
        }
        assert!(!is_confirmed(&session(None), now), "begun without a password");
    }
}
