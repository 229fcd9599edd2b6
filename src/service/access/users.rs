//! Users as owners see them: who there is, inviting, changing, deactivating.

use jiff::Timestamp;

use super::{
    AccountError, WebSession, account, holds,
    password_links::{self, MailedLink},
    sessions,
};
pub use crate::store::mails::{MailStage, MailState};
use crate::{
    domain::{
        ids::{UserId, WorkspaceId},
        language::OfficeLanguage,
        search::sort_name,
        user::{Email, Role, User},
        workspace::Zone,
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
    },
    store::{
        Hold, Holds, StoreError, Tx, alert_choices, half_sign_ins, known_browsers, mails, second_factors, user_links,
        users, workspaces,
    },
};

const NAME_MAX_CHARS: usize = 100;

/// A user with their sessions and the last mail to them.
#[derive(Debug, Clone)]
pub struct UserRow {
    /// The user.
    pub user: User,
    /// Whether a password was chosen.
    pub joined: bool,
    /// Whether a code is asked for beside it.
    pub has_second_factor: bool,
    /// Last seen first.
    pub sessions: Vec<WebSession>,
    /// The last mail to them, and how far it has come.
    pub mail: Option<MailState>,
}

/// Who is invited, as typed.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// As typed.
    pub name: String,
    /// As typed; they sign in with it.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// The language that they read; they can choose another one.
    pub language: OfficeLanguage,
}

/// What an owner may change about a user; the address is what they sign in with, and stays.
#[derive(Debug, Clone)]
pub struct UserChange {
    /// As typed.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether they may sign in.
    pub active: bool,
}

/// The holds under which somebody is invited: an address belongs to one user in the whole gateway.
#[must_use]
pub fn holds_to_invite(workspace: WorkspaceId) -> Holds {
    Hold::Gateway.and(Hold::Workspace(workspace))
}

/// The holds under which a user is changed: the roles of the workspace, and whether the user is let in.
#[must_use]
pub fn holds_to_change(workspace: WorkspaceId, id: UserId) -> Holds {
    Hold::Workspace(workspace).and(holds::user(id))
}

/// The hold under which a user is let in.
#[must_use]
pub fn hold_of(id: UserId) -> Hold {
    holds::user(id)
}

/// The user of an address.
///
/// # Errors
/// When it is no address.
pub fn find_by_email(tx: &mut dyn Tx, email: &str) -> Result<Option<User>, AccountError> {
    let email = Email::parse(email)?;
    Ok(users::find_user_by_email(tx, &email)?.map(|(user, _)| user))
}

/// A user of the workspace.
pub fn find(tx: &mut dyn Tx, workspace: WorkspaceId, id: UserId) -> Result<Option<User>, StoreError> {
    users::find_user(tx, workspace, id)
}

/// The users of a workspace by name, and the zone in which its times are shown; `now` is the time for ends.
pub fn list(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<(Vec<UserRow>, Zone), StoreError> {
    let sessions = sessions::list(tx, workspace, None, now)?;
    let mut users = users::list_users(tx, workspace)?;
    users.sort_by_cached_key(|(user, _)| sort_name(&user.name));
    let with_factor = second_factors::list_users(tx, workspace)?;
    let rows = users.into_iter().map(|(user, joined)| {
        let mail = mails::find_last_of_user(tx, user.id)?;
        let sessions = sessions.iter().filter(|session| session.user.id == user.id).cloned().collect();
        let has_second_factor = with_factor.contains(&user.id);
        Ok(UserRow { user, joined, has_second_factor, sessions, mail })
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    Ok((rows, workspaces::get_workspace(tx, workspace)?.settings.zone))
}

/// Adds a user and sends them an invitation, under [`holds_to_invite`].
///
/// # Errors
/// When the actor is no owner, something typed will not do, or the address is taken.
pub fn invite(u: &mut Unit<'_>, actor: &Actor, new: &NewUser) -> Result<User, AccountError> {
    owners_only(actor)?;
    let (name, email) = (on_one_line(&new.name)?, Email::parse(&new.email)?);
    if users::find_user_by_email(u.tx, &email)?.is_some() {
        return Err(AccountError::EmailTaken);
    }
    let id = UserId::generate(&u.ids);
    let (role, language) = (new.role, new.language);
    let user = User { id, workspace: actor.workspace, email, name, role, active: true, language };
    users::insert_user(u.tx, &user, u.now)?;
    alert_choices::insert_first_choices(u.tx, &user)?;
    password_links::mail_new(u, MailedLink::Invitation, &user)?;
    let after = Some(serde_json::json!({ "email": user.email.as_str(), "role": user.role.name() }));
    let (action, subject) = ("invite user", user.name.as_str());
    audit::note(u, actor, AuditChange { action, subject, employee: None, before: NO_FIELDS, after })?;
    Ok(user)
}

/// Sends the invitation once more; the link before it ends. Under [`holds_to_change`].
///
/// # Errors
/// When the actor is no owner, or the user has joined, is not active, or is not there.
pub fn invite_again(u: &mut Unit<'_>, actor: &Actor, id: UserId) -> Result<(), AccountError> {
    owners_only(actor)?;
    let user = users::find_user(u.tx, actor.workspace, id)?.ok_or(AccountError::NoUser)?;
    let known = users::find_user_by_email(u.tx, &user.email)?;
    if known.is_some_and(|(_, password)| password.is_some()) {
        return Err(AccountError::Joined);
    }
    if !user.active {
        return Err(AccountError::NotActive);
    }
    if !user_links::get_login_method(u.tx, id)?.takes_password() {
        return Err(AccountError::PinOnly);
    }
    password_links::mail_new(u, MailedLink::Invitation, &user)?;
    Ok(account::note(u, actor, "invite user again", &user.name)?)
}

/// Changes the language in which somebody reads pages and mail, under [`hold_of`] of the actor.
pub fn choose_language(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: UserId,
    language: OfficeLanguage,
) -> Result<(), AccountError> {
    let user = users::find_user(u.tx, actor.workspace, id)?.ok_or(AccountError::NoUser)?;
    if user.language != language {
        users::set_language(u.tx, id, language)?;
        account::note(u, actor, "choose language", &user.name)?;
    }
    Ok(())
}

/// Changes a user, under [`holds_to_change`]. Whoever is deactivated is signed out everywhere, and their links end.
///
/// # Errors
/// When the actor is no owner, there is no such user, the name will not do, or nobody would be left as owner.
pub fn change(u: &mut Unit<'_>, actor: &Actor, id: UserId, change: &UserChange) -> Result<(), AccountError> {
    owners_only(actor)?;
    let name = on_one_line(&change.name)?;
    let before = users::find_user(u.tx, actor.workspace, id)?.ok_or(AccountError::NoUser)?;
    let after = User { name, role: change.role, active: change.active, ..before.clone() };
    if after == before {
        return Ok(());
    }
    users::set_user(u.tx, &after)?;
    if !has_owner(u.tx, actor.workspace)? {
        return Err(AccountError::LastOwner);
    }
    if !after.active {
        users::delete_sessions_of(u.tx, id, None)?;
        users::end_password_links(u.tx, id, u.now)?;
        known_browsers::delete_of_user(u.tx, id)?;
        let now = u.time_for_ends().min(u.now);
        half_sign_ins::end_of_user(u.tx, id, now)?;
    }
    let action = match (before.active, after.active) {
        (true, false) => "deactivate user",
        (false, true) => "reactivate user",
        (true, true) | (false, false) => "change user",
    };
    let subject = before.name.as_str();
    let (before, after) = (Some(written_down(&before)), Some(written_down(&after)));
    Ok(audit::note(u, actor, AuditChange { action, subject, employee: None, before, after })?)
}

pub(super) const fn owners_only(actor: &Actor) -> Result<(), AccountError> {
    match actor.role {
        Role::Owner => Ok(()),
        Role::Admin | Role::Manager | Role::Payroll => Err(AccountError::OwnersOnly),
    }
}

/// The name on one line.
fn on_one_line(name: &str) -> Result<String, AccountError> {
    let words = name.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > NAME_MAX_CHARS { Err(AccountError::NoName) } else { Ok(name) }
}

pub(super) fn has_owner(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<bool, StoreError> {
    let (users, by_password) = (users::list_users(tx, workspace)?, user_links::list_by_password(tx, workspace)?);
    // An owner who has not joined yet could leave the workspace to nobody, and by PIN alone nobody reaches the settings.
    let may_own = |user: &User| user.active && user.role == Role::Owner && by_password.contains(&user.id);
    Ok(users.iter().any(|(user, joined)| *joined && may_own(user)))
}

fn written_down(user: &User) -> serde_json::Value {
    serde_json::json!({ "name": user.name, "role": user.role.name(), "active": user.active })
}
