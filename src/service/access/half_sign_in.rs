//! Between the password and the session: the second factor is asked for, or set up where it has to be.

use jiff::{SignedDuration, Timestamp};

use super::{
    NewSession, Token, Visitor,
    second_factor::{self, ShownSecret},
    sessions,
};
use crate::{
    domain::{
        second_factor::{MAX_FAILURES, is_asked_of},
        user::User,
    },
    service::kernel::{Store, Unit, token::token_hash},
    store::{
        StoreError, Tx,
        half_sign_ins::{self, HalfSignIn},
        second_factors, user_links, users, workspaces,
    },
};

/// How long a right password waits for the second factor, which may have to be set up.
pub const HALF_SIGN_IN_TTL: SignedDuration = SignedDuration::from_mins(15);

/// What begins with a right password.
#[derive(Debug)]
pub enum Begun {
    /// A session: no second factor is asked for.
    Session(NewSession),
    /// What the cookie holds by which the second factor is asked for.
    HalfWay(Token),
}

/// What is asked for between the password and the session.
pub enum NextStep {
    /// A code of the app, or a recovery code.
    Code,
    /// The first code of an app that has to be set up now.
    SetUp(ShownSecret),
}

/// Begins what a right password begins, under the hold of the user.
pub(super) fn begin(u: &mut Unit<'_>, user: User, visitor: Visitor) -> Result<Begun, StoreError> {
    let has_one = second_factor::find_asked(u.tx, user.id)?.is_some();
    let workspace = workspaces::get_workspace(u.tx, user.workspace)?;
    if !has_one && !is_asked_of(user.role, workspace.settings.second_factor) {
        return Ok(Begun::Session(sessions::begin(u, user, visitor)?));
    }
    second_factor::begin(u, user.id)?;
    let token = Token::generate(u.entropy);
    let half = HalfSignIn { user: user.id, ends_at: u.ends_after(HALF_SIGN_IN_TTL), failures: 0 };
    half_sign_ins::insert(u.tx, &token.hash(), &half, (&visitor.address, u.now))?;
    Ok(Begun::HalfWay(token))
}

/// What is asked of whoever shows this token; none where the password has to be typed anew.
pub async fn find_step(store: &Store, token: &str) -> Result<Option<NextStep>, StoreError> {
    let (hash, now, keys) = (token_hash(token), store.clock().time_for_ends(), store.keys().clone());
    store
        .read(move |tx| {
            let Some((user, _)) = find_open(tx, &hash, now)? else { return Ok(None) };
            Ok(match second_factors::find(tx, user.id)? {
                None => None,
                Some(factor) if factor.confirmed_at.is_some() => Some(NextStep::Code),
                Some(factor) => Some(NextStep::SetUp(second_factor::shown(tx, &keys, &user, factor.id)?)),
            })
        })
        .await
}

/// The half sign-in that goes on, and its user.
pub(super) fn find_open(
    tx: &mut dyn Tx,
    hash: &[u8],
    now: Timestamp,
) -> Result<Option<(User, HalfSignIn)>, StoreError> {
    let half = half_sign_ins::find(tx, hash)?.filter(|half| now < half.ends_at && half.failures < MAX_FAILURES);
    let Some(half) = half else { return Ok(None) };
    let user = users::get_user(tx, half.user)?;
    let takes_password = user_links::get_login_method(tx, user.id)?.takes_password();
    Ok((user.active && takes_password).then_some((user, half)))
}
