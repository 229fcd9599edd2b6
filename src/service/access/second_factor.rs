//! The second factor of a user: an authenticator app with its recovery codes, set up, taken, renewed, removed.

mod app_secret;

use jiff::{SignedDuration, Timestamp};

pub use self::app_secret::AppSecret;
use super::{AccountError, account, holds, throttle::around};
pub use crate::domain::second_factor::{RecoveryCode, SecondFactorCode};
use crate::{
    domain::{
        ids::{SecondFactorId, UserId, WorkspaceId},
        second_factor::{MAX_FAILURES_A_DAY, RECOVERY_CODES, find_step},
        user::{Role, User},
    },
    service::{
        audit::Actor,
        kernel::{Unit, keys::LinkKey},
        pin_hash::Secret,
    },
    store::{
        Hold, Holds, StoreError, Tx, half_sign_ins,
        second_factors::{self, SecondFactor},
        users, workspaces,
    },
};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What a user has of a second factor.
pub enum SecondFactorState {
    /// None, and none is being set up.
    Off,
    /// An app that has not shown a code yet.
    BeingSetUp(ShownSecret),
    /// A code is asked for at every sign-in.
    On {
        /// When the first code came back.
        since: Timestamp,
        /// Recovery codes that are unused.
        codes_left: u32,
        /// When they were made.
        codes_made_at: Option<Timestamp>,
    },
}

/// The secret of an app as it is shown while it is set up.
pub struct ShownSecret {
    /// In Base32, in groups.
    pub grouped: Secret,
    /// What stands in the QR code.
    pub uri: Secret,
}

/// The holds under which a user's second factor is changed, by whoever it is.
#[must_use]
pub fn holds_to_change(user: UserId) -> Hold {
    holds::user(user)
}

/// The holds under which [`reset`] is called.
#[must_use]
pub fn holds_to_reset(workspace: WorkspaceId, user: UserId) -> Holds {
    Hold::Workspace(workspace).and(holds::user(user))
}

/// What a user has of a second factor.
pub fn state(tx: &mut dyn Tx, keys: &LinkKey, user: &User) -> Result<SecondFactorState, StoreError> {
    Ok(match second_factors::find(tx, user.id)? {
        None => SecondFactorState::Off,
        Some(SecondFactor { confirmed_at: Some(since), .. }) => {
            let codes_left = second_factors::count_codes(tx, user.id)?;
            SecondFactorState::On { since, codes_left, codes_made_at: second_factors::find_codes_made_at(tx, user.id)? }
        }
        Some(SecondFactor { id, .. }) => SecondFactorState::BeingSetUp(shown(tx, keys, user, id)?),
    })
}

/// The secret of an app that is being set up.
pub(super) fn shown(
    tx: &mut dyn Tx,
    keys: &LinkKey,
    user: &User,
    id: SecondFactorId,
) -> Result<ShownSecret, StoreError> {
    let workspace = workspaces::get_workspace(tx, user.workspace)?.settings.name;
    let secret = AppSecret::new(keys, id);
    Ok(ShownSecret { grouped: secret.grouped(), uri: secret.uri(&workspace, user.email.as_str()) })
}

/// Begins to set up an app, under [`holds_to_change`]. One that is being set up keeps its secret, which may be on a
/// phone already.
pub fn begin(u: &mut Unit<'_>, user: UserId) -> Result<(), StoreError> {
    match second_factors::find(u.tx, user)? {
        Some(_) => Ok(()),
        None => second_factors::insert(u.tx, user, SecondFactorId::generate(&u.ids), u.now),
    }
}

/// Ends the setting up with the app's first code, under [`holds_to_change`]: from now on codes are asked for. Gives the
/// recovery codes, which nobody can show again.
///
/// # Errors
/// When nothing is being set up, or the code is not right.
pub fn finish(
    u: &mut Unit<'_>,
    actor: &Actor,
    user: UserId,
    code: Option<&SecondFactorCode>,
) -> Result<Vec<RecoveryCode>, AccountError> {
    let factor = second_factors::find(u.tx, user)?.filter(|factor| factor.confirmed_at.is_none());
    let factor = factor.ok_or(AccountError::NoSecondFactor)?;
    let step = match code {
        Some(SecondFactorCode::App(code)) => find_step_of(u, &factor, code),
        Some(SecondFactorCode::Recovery(_)) | None => None,
    };
    second_factors::set_confirmed(u.tx, user, step.ok_or(AccountError::WrongCode)?, u.now)?;
    let codes = draw_codes(u, user)?;
    account::note(u, actor, "set up second factor", &actor.name)?;
    Ok(codes)
}

/// Makes new recovery codes in the place of those that whoever asks has `seen`, by when they were made: a form that is
/// sent twice makes them once. Under [`holds_to_change`].
///
/// # Errors
/// When the user has no second factor, or has other codes by now.
pub fn renew_codes(
    u: &mut Unit<'_>,
    actor: &Actor,
    user: UserId,
    seen: Option<Timestamp>,
) -> Result<Vec<RecoveryCode>, AccountError> {
    if find_asked(u.tx, user)?.is_none() {
        return Err(AccountError::NoSecondFactor);
    }
    if second_factors::find_codes_made_at(u.tx, user)? != seen {
        return Err(AccountError::CodesMadeAlready);
    }
    let codes = draw_codes(u, user)?;
    account::note(u, actor, "renew recovery codes", &actor.name)?;
    Ok(codes)
}

/// Removes one's own second factor, under [`holds_to_change`].
///
/// # Errors
/// When there is none.
pub(super) fn remove(u: &mut Unit<'_>, actor: &Actor, user: UserId) -> Result<(), AccountError> {
    if !second_factors::delete(u.tx, user)? {
        return Err(AccountError::NoSecondFactor);
    }
    Ok(account::note(u, actor, "remove second factor", &actor.name)?)
}

/// Removes another user's second factor, under [`holds_to_reset`], and signs them out everywhere: for whoever has lost
/// phone and recovery codes. They sign in with the password alone, and set up another one where it is asked of them.
///
/// # Errors
/// When the actor is no owner, or there is no such user, or they have none.
pub fn reset(u: &mut Unit<'_>, actor: &Actor, id: UserId) -> Result<User, AccountError> {
    match actor.role {
        Role::Owner => {}
        Role::Admin | Role::Manager | Role::Payroll => return Err(AccountError::OwnersOnly),
    }
    let user = users::find_user(u.tx, actor.workspace, id)?.ok_or(AccountError::NoUser)?;
    if !second_factors::delete(u.tx, id)? {
        return Err(AccountError::NoSecondFactor);
    }
    half_sign_ins::delete_of_user(u.tx, id)?;
    users::delete_sessions_of(u.tx, id, None)?;
    account::note(u, actor, "reset second factor", &user.name)?;
    Ok(user)
}

/// The app that codes are asked of.
pub(super) fn find_asked(tx: &mut dyn Tx, user: UserId) -> Result<Option<SecondFactor>, StoreError> {
    Ok(second_factors::find(tx, user)?.filter(|factor| factor.confirmed_at.is_some()))
}

/// Takes a code, which then counts no more; whether it was right. After many wrong ones within a day only recovery codes
/// are looked at, which nobody guesses.
pub(super) fn take(
    u: &mut Unit<'_>,
    actor: &Actor,
    (user, factor): (UserId, &SecondFactor),
    code: Option<&SecondFactorCode>,
) -> Result<bool, StoreError> {
    match code {
        None => Ok(false),
        Some(SecondFactorCode::App(code)) => {
            let (since, until) = around(u.now, DAY);
            if half_sign_ins::count_failures(u.tx, user, since, until)? >= MAX_FAILURES_A_DAY {
                return Ok(false);
            }
            match find_step_of(u, factor, code) {
                Some(step) => second_factors::take_step(u.tx, user, step, factor.last_step),
                None => Ok(false),
            }
        }
        Some(SecondFactorCode::Recovery(code)) => {
            let hash = u.keys.recovery_code_hash(user.as_bytes(), code.expose());
            let used = second_factors::use_code(u.tx, user, &hash, u.now)?;
            if used {
                account::note(u, actor, "use recovery code", &actor.name)?;
            }
            Ok(used)
        }
    }
}

/// The step whose code this is. While the clock is in doubt, what it would say without its jump counts, too.
fn find_step_of(u: &Unit<'_>, factor: &SecondFactor, code: &Secret) -> Option<i64> {
    let secret = AppSecret::new(u.keys, factor.id);
    find_step(&[u.now, u.time_for_ends()], factor.last_step, |step| secret.is_code_of(step, code))
}

fn draw_codes(u: &mut Unit<'_>, user: UserId) -> Result<Vec<RecoveryCode>, StoreError> {
    let codes: Vec<_> = (0..RECOVERY_CODES).map(|_| RecoveryCode::generate(u.entropy)).collect();
    let hash = |code: &RecoveryCode| u.keys.recovery_code_hash(user.as_bytes(), code.expose());
    let hashes: Vec<_> = codes.iter().map(hash).collect();
    second_factors::replace_codes(u.tx, user, &hashes, u.now)?;
    Ok(codes)
}
