//! The second half of signing in: the code is taken, and the session begins.

use super::{
    AccountError, NewSession, SignIn, Visitor,
    account::{self, actor_of},
    half_sign_in::find_open,
    holds,
    second_factor::{self, RecoveryCode, SecondFactorCode},
    sessions,
    sign_in::{count_try, try_of},
};
use crate::{
    domain::second_factor::MAX_FAILURES,
    service::kernel::{Unit, token::token_hash},
    store::{
        half_sign_ins,
        password_tries::{self, PasswordTry},
        second_factors,
    },
};

/// A session that has begun with a second factor.
#[derive(Debug)]
pub struct Finished {
    /// The session.
    pub session: NewSession,
    /// The recovery codes of an app that has just been set up, which nobody can show again.
    pub codes: Vec<RecoveryCode>,
}

/// What becomes of a code, decided within the transaction that counts it.
enum Verdict {
    Right(Finished),
    Wrong,
    Over,
}

impl SignIn {
    /// Begins the session of whoever has typed the password and now the code.
    ///
    /// # Errors
    /// [`AccountError::WrongCode`] when it is wrong or too many were, always after the same time;
    /// [`AccountError::HalfWayOver`] when the password has to be typed anew.
    pub async fn finish(
        &self,
        token: &str,
        code: Option<SecondFactorCode>,
        visitor: Visitor,
    ) -> Result<Finished, AccountError> {
        let time_to_refuse = self.hasher.time_to_refuse();
        let hash = token_hash(token);
        let now = self.store.clock().time_for_ends();
        let open = self.store.read(move |tx| find_open(tx, &hash, now)).await?;
        let Some((user, _)) = open else { return Err(AccountError::HalfWayOver) };
        let tried = try_of(&self.store, user.email.as_str(), &visitor).await?;
        let decided = self.store.write(holds::password_try(&tried), move |u| {
            u.hold(holds::user(user.id))?;
            decide(u, &hash, (code.as_ref(), &tried), visitor)
        });
        match decided.await? {
            Verdict::Right(finished) => Ok(finished),
            Verdict::Over => Err(AccountError::HalfWayOver),
            Verdict::Wrong => {
                time_to_refuse.await;
                Err(AccountError::WrongCode)
            }
        }
    }
}

/// Counts the code with the passwords that were tried, so that no new password begins a new count; then looks at it.
fn decide(
    u: &mut Unit<'_>,
    hash: &[u8],
    (code, tried): (Option<&SecondFactorCode>, &PasswordTry),
    visitor: Visitor,
) -> Result<Verdict, AccountError> {
    let now = u.time_for_ends();
    let Some((user, half)) = find_open(u.tx, hash, now)? else { return Ok(Verdict::Over) };
    let Some(factor) = second_factors::find(u.tx, user.id)? else { return Ok(Verdict::Over) };
    let actor = actor_of(&user, &visitor.address);
    let codes = if factor.confirmed_at.is_none() {
        // What is shown on the same page is no secret to guess.
        match second_factor::finish(u, &actor, user.id, code) {
            Ok(codes) => codes,
            Err(AccountError::WrongCode) => return Ok(Verdict::Wrong),
            Err(error) => return Err(error),
        }
    } else if count_try(u, tried)?.is_some() && second_factor::take(u, &actor, (user.id, &factor), code)? {
        Vec::new()
    } else {
        half_sign_ins::count_failure(u.tx, hash)?;
        if half.failures + 1 >= MAX_FAILURES {
            tracing::warn!(user.id = %user.id, "a sign-in ended after wrong codes");
            account::note(u, &actor, "end sign-in after wrong codes", &actor.name)?;
        }
        return Ok(Verdict::Wrong);
    };
    half_sign_ins::end(u.tx, hash, now.min(u.now))?;
    password_tries::clear_tries_like(u.tx, tried)?;
    Ok(Verdict::Right(Finished { session: sessions::begin(u, user, visitor)?, codes }))
}
