//! The first owner: a link of the first start, as long as there is no user at all.

use jiff::{SignedDuration, Timestamp};

use super::{
    AccountError, SignIn, Token, Visitor, actor_of,
    half_sign_in::{self, Begun},
    password_links::{self, MIN_REMAINING_TTL, PasswordLinkPage},
};
use crate::{
    domain::{
        ids::{PasswordLinkId, UserId, WorkspaceId},
        language::OfficeLanguage,
        password::{self, PasswordContext},
        user::{Email, Role, User},
        workspace::{Settings, Workspace},
    },
    service::{
        audit::{self, AuditChange, NO_FIELDS},
        kernel::{Unit, keys::LinkKey, token::token_hash},
        pin_hash::{Secret, WebVisitor},
    },
    store::{
        Hold, StoreError, Tx, alert_choices,
        users::{self, PasswordLink, PasswordLinkKind},
        workspaces,
    },
};

pub(super) const FIRST_OWNER_TTL: SignedDuration = SignedDuration::from_hours(24);

/// Who becomes the first owner.
#[derive(Debug, Clone)]
pub struct NewOwner {
    /// As typed.
    pub name: String,
    /// As typed; they sign in with it.
    pub email: String,
    /// The language that they read.
    pub language: OfficeLanguage,
    /// The workspace to take, of those that are there; without one a workspace is made by `settings`.
    pub workspace: Option<WorkspaceId>,
    /// The settings of a workspace that is made.
    pub settings: Settings,
}

/// A link by which somebody becomes the first owner.
#[derive(Debug, Clone)]
pub struct FirstOwnerLink {
    /// The last part of the link.
    pub token: Token,
    /// How long it still works.
    pub lives: SignedDuration,
}

/// Whether there is somebody who can sign in, and how somebody can become that.
#[derive(Debug, Clone)]
pub enum FirstOwner {
    /// There is a user.
    Known,
    /// The link that waits, by its token.
    Link(Token),
    /// It has run out; the next start makes one.
    NoLink,
}

/// The link that creates the first owner; none once there is any user. One that works for another hour is given again:
/// a second gateway that starts on the same database must not end the link that the first one has printed. Under
/// [`Hold::Gateway`].
pub fn link(u: &mut Unit<'_>) -> Result<Option<FirstOwnerLink>, StoreError> {
    if users::any_user(u.tx)? {
        return Ok(None);
    }
    let now = u.time_for_ends();
    let worth_printing = now.saturating_add(MIN_REMAINING_TTL).unwrap_or(Timestamp::MAX);
    if let Some((token, waiting)) = find_waiting(u.tx, u.keys, worth_printing)? {
        return Ok(Some(FirstOwnerLink { token, lives: waiting.ends_at.duration_since(now) }));
    }
    let id = PasswordLinkId::generate(&u.ids);
    let token = Token::of_link(u.keys, id.as_bytes());
    let (kind, ends_at) = (PasswordLinkKind::FirstOwner, u.ends_after(FIRST_OWNER_TTL));
    let made = PasswordLink { id, kind, user: None, ends_at, spent: false };
    users::insert_password_link(u.tx, &made, &token.hash(), u.now)?;
    Ok(Some(FirstOwnerLink { token, lives: FIRST_OWNER_TTL }))
}

/// The link that waits for the first owner, where it could not be printed or has been lost.
pub fn find(tx: &mut dyn Tx, keys: &LinkKey, now: Timestamp) -> Result<FirstOwner, StoreError> {
    if users::any_user(tx)? {
        return Ok(FirstOwner::Known);
    }
    Ok(find_waiting(tx, keys, now)?.map_or(FirstOwner::NoLink, |(token, _)| FirstOwner::Link(token)))
}

/// The link that waits and still works after `until`.
fn find_waiting(
    tx: &mut dyn Tx,
    keys: &LinkKey,
    until: Timestamp,
) -> Result<Option<(Token, PasswordLink)>, StoreError> {
    let Some(id) = users::find_first_owner_link(tx, until)? else { return Ok(None) };
    let token = Token::of_link(keys, id.as_bytes());
    // A link of an older program was drawn, and nobody can tell it.
    Ok(users::find_password_link(tx, &token.hash())?.map(|link| (token, link)))
}

impl SignIn {
    /// Takes up the first owner's link: makes the owner and, where there is none, the workspace.
    ///
    /// # Errors
    /// When the link is spent, or something typed will not do.
    pub async fn create_first_owner(
        &self,
        token: &str,
        owner: NewOwner,
        password: Secret,
        visitor: Visitor,
    ) -> Result<Begun, AccountError> {
        let email = Email::parse(&owner.email)?;
        if owner.name.trim().is_empty() {
            return Err(AccountError::NoName);
        }
        let PasswordLinkPage::FirstOwner { workspaces: known } = password_links::open(&self.store, token).await? else {
            return Err(AccountError::LinkSpent);
        };
        let known = known.into_iter().find(|known| Some(known.id) == owner.workspace);
        let workspace = known.map_or_else(|| owner.settings.name.clone(), |known| known.settings.name);
        let context = PasswordContext { email: email.as_str(), name: &owner.name, workspace: &workspace };
        password::check_password(&password, &context)?;
        if owner.workspace.is_none()
            && let Some(error) = owner.settings.field_errors().first()
        {
            return Err(AccountError::Settings(*error));
        }
        let place = self.hasher.take_permit(WebVisitor::Known("the first owner".to_owned()))?;
        let (hash, link) = (self.hash_password(place, password).await?, token_hash(token));
        self.store.write(Hold::Gateway, move |u| create(u, &link, owner, email, &hash, visitor)).await
    }
}

fn create(
    u: &mut Unit<'_>,
    link: &[u8],
    owner: NewOwner,
    email: Email,
    hash: &str,
    visitor: Visitor,
) -> Result<Begun, AccountError> {
    let now = u.time_for_ends();
    let found = password_links::find(u.tx, link, now)?;
    let (link, PasswordLinkPage::FirstOwner { workspaces: known }) = found else { return Err(AccountError::LinkSpent) };
    if !users::use_password_link(u.tx, link.id, u.now)? {
        return Err(AccountError::LinkSpent);
    }
    let workspace = match known.into_iter().find(|known| Some(known.id) == owner.workspace) {
        Some(known) => known,
        None => {
            let made = Workspace { id: WorkspaceId::generate(&u.ids), settings: owner.settings };
            workspaces::insert_workspace(u.tx, &made, u.now)?;
            made
        }
    };
    let (id, name, language) = (UserId::generate(&u.ids), owner.name.trim().to_owned(), owner.language);
    let user = User { id, workspace: workspace.id, email, name, role: Role::Owner, active: true, language };
    users::insert_user(u.tx, &user, u.now)?;
    alert_choices::insert_first_choices(u.tx, &user)?;
    users::set_password(u.tx, id, hash)?;
    let actor = actor_of(&user, &visitor.address);
    let after = Some(serde_json::json!({ "role": "owner", "email": user.email.as_str() }));
    let (action, subject) = ("create first owner", actor.name.as_str());
    audit::note(u, &actor, AuditChange { action, subject, employee: None, before: NO_FIELDS, after })?;
    Ok(half_sign_in::begin(u, user, visitor)?)
}
