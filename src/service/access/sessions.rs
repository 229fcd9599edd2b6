//! Sessions: begun, found by their cookie, listed, ended.

use jiff::{SignedDuration, Timestamp};

use super::{
    AccountError, Token, Visitor, WebSession,
    account::{actor_of, note},
    known_browsers,
};
use crate::{
    domain::{
        ids::{DeviceId, UserId, WebSessionId, WorkspaceId},
        user::{Email, Role, User},
    },
    service::{
        audit::Actor,
        kernel::{Store, Unit, token::token_hash},
    },
    store::{Hold, StoreError, Tx, users},
};

/// A session ends after this long without a page.
pub const SESSION_IDLE_TIMEOUT: SignedDuration = SignedDuration::from_hours(2);
/// The same on a shared device, where the next person may be the one who looks.
pub const SHARED_IDLE_TIMEOUT: SignedDuration = SignedDuration::from_mins(2);
/// A session ends after this long whatever happens.
pub const SESSION_MAX_AGE: SignedDuration = SignedDuration::from_hours(12);
const LAST_SEEN_INTERVAL: SignedDuration = SignedDuration::from_mins(1);
const BROWSER_MAX_CHARS: usize = 200;

/// What a browser is given when somebody has signed in with it.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// What the cookie of the session holds.
    pub token: Token,
    /// What the cookie holds by which the browser is known the next time.
    pub browser: Token,
}

/// Begins a session without a password, for the made-up users of a demo. Nothing else may lead here.
///
/// # Errors
/// When there is no such user, or they are not active.
pub fn begin_without_password(u: &mut Unit<'_>, email: &str, visitor: Visitor) -> Result<NewSession, AccountError> {
    let known = users::find_user_by_email(u.tx, &Email::parse(email)?)?;
    let (user, _) = known.filter(|(user, _)| user.active).ok_or(AccountError::NoUser)?;
    u.hold(super::holds::user(user.id))?;
    Ok(begin(u, user, visitor)?)
}

/// Begins a session of a user who has just shown that it is them, under the hold of that user.
pub(super) fn begin(u: &mut Unit<'_>, user: User, visitor: Visitor) -> Result<NewSession, StoreError> {
    let browser = known_browsers::remember(u, user.id, visitor.known.as_ref())?;
    let token = insert(u, user, visitor, None)?;
    Ok(NewSession { token, browser })
}

/// Begins a session of a user who has keyed their PIN on a shared device, under the hold of that user: shorter, and it
/// may do less. What its cookie holds.
pub(in crate::service) fn begin_on_device(
    u: &mut Unit<'_>,
    user: User,
    device: DeviceId,
    visitor: Visitor,
) -> Result<Token, StoreError> {
    insert(u, user, visitor, Some(device))
}

fn insert(u: &mut Unit<'_>, user: User, visitor: Visitor, device: Option<DeviceId>) -> Result<Token, StoreError> {
    let token = Token::generate(u.entropy);
    let actor = actor_of(&user, &visitor.address);
    let session = WebSession {
        id: WebSessionId::generate(&u.ids),
        user,
        began_at: u.now,
        last_seen_at: u.now,
        address: visitor.address,
        browser: visitor.browser.chars().filter(|c| !c.is_control()).take(BROWSER_MAX_CHARS).collect(),
        device,
        confirmed_at: if device.is_none() { Some(u.now) } else { None },
        has_password: true,
        has_second_factor: false,
    };
    users::insert_session(u.tx, &token.hash(), &session)?;
    note(u, &actor, if device.is_some() { "sign in by PIN" } else { "sign in" }, &actor.name)?;
    Ok(token)
}

/// Lets a session go on from now: a page was asked for in it.
pub async fn prolong(store: &Store, session: &WebSession) -> Result<(), StoreError> {
    let now = store.clock().time_for_ends();
    let interval = if session.device.is_some() { SignedDuration::ZERO } else { LAST_SEEN_INTERVAL };
    if now.duration_since(session.last_seen_at) > interval {
        let id = session.id;
        store.write(Hold::Nothing, move |u| users::set_session_seen(u.tx, id, now)).await?;
    }
    Ok(())
}

/// The session behind a cookie, where it still holds. Looking at it does not prolong it.
pub async fn look_at(store: &Store, token: &str) -> Result<Option<WebSession>, StoreError> {
    let (hashed, now) = (token_hash(token), store.clock().time_for_ends());
    let found = store.read(move |tx| users::find_session(tx, &hashed)).await?;
    Ok(found.filter(|session| holds(session, now)))
}

/// The sessions of the workspace, or of one user alone, last seen first; `now` is the time for ends.
pub fn list(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    of: Option<UserId>,
    now: Timestamp,
) -> Result<Vec<WebSession>, StoreError> {
    let mut sessions = users::list_sessions(tx, workspace)?;
    sessions.retain(|session| of.is_none_or(|user| user == session.user.id) && holds(session, now));
    Ok(sessions)
}

/// Ends a session: anybody their own, owners and admins everybody's in the workspace.
///
/// # Errors
/// When there is no such session, or it is not theirs to end.
pub fn end(u: &mut Unit<'_>, actor: &Actor, id: WebSessionId) -> Result<(), AccountError> {
    let sessions = users::list_sessions(u.tx, actor.workspace)?;
    let session = sessions.into_iter().find(|session| session.id == id).ok_or(AccountError::NoUser)?;
    let theirs = Some(session.user.id) == actor.user || matches!(actor.role, Role::Owner | Role::Admin);
    // Somebody else may have ended it since it was listed.
    if !theirs || !users::delete_session(u.tx, actor.workspace, id)? {
        return Err(AccountError::NoUser);
    }
    Ok(note(u, actor, "end session", &session.user.name)?)
}

fn holds(session: &WebSession, now: Timestamp) -> bool {
    let idle_timeout = if session.device.is_some() { SHARED_IDLE_TIMEOUT } else { SESSION_IDLE_TIMEOUT };
    now.duration_since(session.last_seen_at) <= idle_timeout && now.duration_since(session.began_at) <= SESSION_MAX_AGE
}
