//! Users as owners see them: who there is, inviting, changing, deactivating; and passwords that were forgotten.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{
    accounts::{AccountError, Visitor, WebSession, email_hash},
    audit::{Actor, Change, NOTHING},
    gateway::Gateway,
    kernel::outbox::MailState,
};
use crate::{
    domain::{
        ids::{UserId, WorkspaceId},
        search::sort_name,
        user::{Email, Role, User},
        workspace::Zone,
    },
    store::{
        StoreError, Tx, known_browsers, mails,
        users::{self, PasswordLinkKind},
        workspaces,
    },
};

/// What counts against [`REQUESTS_BY_EMAIL`] and [`REQUESTS_BY_ADDRESS`].
pub(super) const REQUEST_WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// Requests for a new password for one e-mail address, and from one network address, within [`REQUEST_WINDOW`].
const REQUESTS_BY_EMAIL: u32 = 3;
const REQUESTS_BY_ADDRESS: u32 = 20;
const NAME_MAX_CHARS: usize = 100;

/// A user as the page shows them.
#[derive(Debug, Clone)]
pub struct UserView {
    pub user: User,
    /// Whether a password was chosen.
    pub joined: bool,
    /// Last seen first.
    pub sessions: Vec<WebSession>,
    /// The last mail to them.
    pub mail: Option<MailState>,
}

/// Who is invited, as typed.
#[derive(Debug, Clone)]
pub struct NewUser {
    pub name: String,
    pub email: String,
    pub role: Role,
}

/// What an owner may change about a user; the address is what they sign in with, and stays.
#[derive(Debug, Clone)]
pub struct UserChange {
    pub name: String,
    pub role: Role,
    pub active: bool,
}

impl Gateway {
    /// The users of a workspace by name, and the zone in which its times are shown.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_users(&self, workspace: WorkspaceId) -> Result<(Vec<UserView>, Zone), AccountError> {
        let sessions = self.list_sessions(workspace, None).await?;
        let (listed, zone) = self
            .db
            .read(move |tx| {
                let mut users = users::list_users(tx, workspace)?;
                users.sort_by_cached_key(|(user, _)| sort_name(&user.name));
                let with_mail = users.into_iter().map(|(user, joined)| {
                    let mail = mails::find_last_of_user(tx, user.id)?;
                    Ok((user, joined, mail))
                });
                let listed = with_mail.collect::<Result<Vec<_>, StoreError>>()?;
                Ok::<_, StoreError>((listed, workspaces::get_workspace(tx, workspace)?.settings.zone))
            })
            .await?;
        let view = |(user, joined, mail): (User, bool, Option<MailState>)| {
            let sessions = sessions.iter().filter(|session| session.user.id == user.id).cloned().collect();
            UserView { user, joined, sessions, mail }
        };
        Ok((listed.into_iter().map(view).collect(), zone))
    }

    /// Adds a user and sends them an invitation.
    ///
    /// # Errors
    /// When the actor is no owner, something typed will not do, or the address is taken.
    pub async fn invite_user(self: &Arc<Self>, actor: Actor, new: NewUser) -> Result<User, AccountError> {
        owners_only(&actor)?;
        let (name, email) = (clean(&new.name)?, Email::parse(&new.email)?);
        let (gateway, now) = (Arc::clone(self), self.now());
        let invited = self
            .db
            .write(move |tx| {
                if users::find_user_by_email(tx, &email)?.is_some() {
                    return Err(AccountError::EmailTaken);
                }
                let id = UserId::mint(&gateway.ids());
                let user = User { id, workspace: actor.workspace, email, name, role: new.role, active: true };
                users::insert_user(tx, &user, now)?;
                gateway.mail_password_link(tx, PasswordLinkKind::Invitation, &user)?;
                let after = Some(serde_json::json!({ "email": user.email.as_str(), "role": user.role.name() }));
                let (action, subject) = ("invite user", user.name.as_str());
                gateway.note(tx, &actor, Change { action, subject, employee: None, before: NOTHING, after })?;
                Ok(user)
            })
            .await?;
        self.work_queued.notify_one();
        Ok(invited)
    }

    /// Sends the invitation once more; the link before it ends.
    ///
    /// # Errors
    /// When the actor is no owner, or the user has joined, is not active, or is not there.
    pub async fn invite_user_again(self: &Arc<Self>, actor: Actor, id: UserId) -> Result<(), AccountError> {
        owners_only(&actor)?;
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let user = users::find_user(tx, actor.workspace, id)?.ok_or(AccountError::NoUser)?;
                let known = users::find_user_by_email(tx, &user.email)?;
                if known.is_some_and(|(_, password)| password.is_some()) {
                    return Err(AccountError::Joined);
                }
                if !user.active {
                    return Err(AccountError::NotActive);
                }
                gateway.mail_password_link(tx, PasswordLinkKind::Invitation, &user)?;
                let (action, subject) = ("invite user again", user.name.as_str());
                gateway.note(
                    tx,
                    &actor,
                    Change { action, subject, employee: None, before: NOTHING, after: NOTHING },
                )?;
                Ok::<_, AccountError>(())
            })
            .await?;
        self.work_queued.notify_one();
        Ok(())
    }

    /// Changes a user. Whoever is deactivated is signed out everywhere, and their links end.
    ///
    /// # Errors
    /// When the actor is no owner, there is no such user, the name will not do, or nobody would be left as owner.
    pub async fn change_user(
        self: &Arc<Self>,
        actor: Actor,
        id: UserId,
        change: UserChange,
    ) -> Result<(), AccountError> {
        owners_only(&actor)?;
        let name = clean(&change.name)?;
        let (gateway, now) = (Arc::clone(self), self.now());
        self.db
            .write(move |tx| {
                let before = users::find_user(tx, actor.workspace, id)?.ok_or(AccountError::NoUser)?;
                let after = User { name, role: change.role, active: change.active, ..before.clone() };
                if after == before {
                    return Ok(());
                }
                users::set_user(tx, &after)?;
                if !has_owner(tx, actor.workspace)? {
                    return Err(AccountError::LastOwner);
                }
                if !after.active {
                    users::delete_sessions_of(tx, id, None)?;
                    users::end_password_links(tx, id, now)?;
                    known_browsers::delete_of_user(tx, id)?;
                }
                let action = match (before.active, after.active) {
                    (true, false) => "deactivate user",
                    (false, true) => "reactivate user",
                    (true, true) | (false, false) => "change user",
                };
                let subject = before.name.as_str();
                let (before, after) = (Some(written_down(&before)), Some(written_down(&after)));
                Ok(gateway.note(tx, &actor, Change { action, subject, employee: None, before, after })?)
            })
            .await
    }

    /// Sends a link for a new password to an active user with that address, and nothing to anybody else: the link that
    /// they have, if they asked within the hour. Whoever asks is told the same either way, and should not wait for this.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn email_password_reset(self: &Arc<Self>, email: &str, visitor: Visitor) -> Result<(), AccountError> {
        let hash = email_hash(email);
        let Ok(email) = Email::parse(email) else { return Ok(()) };
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let (now, throttle) = (gateway.now(), visitor.throttle_key());
                let since = now.saturating_sub(REQUEST_WINDOW).unwrap_or(Timestamp::MIN);
                users::forget_later_password_requests(tx, now)?;
                let (by_email, by_address) = users::count_password_requests(tx, &hash, &throttle, since, now)?;
                if by_email >= REQUESTS_BY_EMAIL || by_address >= REQUESTS_BY_ADDRESS {
                    return Ok(());
                }
                users::insert_password_request(tx, &hash, &throttle, now)?;
                let Some((user, password)) = users::find_user_by_email(tx, &email)?.filter(|(user, _)| user.active)
                else {
                    return Ok(());
                };
                // An invitation that is still open must not shrink to the two hours of a reset.
                let kind = if password.is_some() { PasswordLinkKind::Reset } else { PasswordLinkKind::Invitation };
                gateway.mail_password_link_again(tx, kind, &user)?;
                let actor = Actor {
                    user: None,
                    name: "somebody on the sign-in page".to_owned(),
                    workspace: user.workspace,
                    role: user.role,
                    address: visitor.address,
                };
                let (action, subject) = ("ask for a new password", user.name.as_str());
                gateway.note(tx, &actor, Change { action, subject, employee: None, before: NOTHING, after: NOTHING })
            })
            .await?;
        self.work_queued.notify_one();
        Ok(())
    }
}

const fn owners_only(actor: &Actor) -> Result<(), AccountError> {
    match actor.role {
        Role::Owner => Ok(()),
        Role::Admin | Role::Manager | Role::Payroll => Err(AccountError::OwnersOnly),
    }
}

/// The name on one line.
fn clean(name: &str) -> Result<String, AccountError> {
    let words = name.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > NAME_MAX_CHARS { Err(AccountError::NoName) } else { Ok(name) }
}

fn has_owner(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<bool, StoreError> {
    let users = users::list_users(tx, workspace)?;
    // An owner who has not joined yet could leave the workspace to nobody.
    Ok(users.iter().any(|(user, joined)| user.active && *joined && user.role == Role::Owner))
}

fn written_down(user: &User) -> serde_json::Value {
    serde_json::json!({ "name": user.name, "role": user.role.name(), "active": user.active })
}
