//! Links by which somebody chooses a password: an invitation, a reset.

use jiff::{SignedDuration, Timestamp};

use super::{
    AccountError, SignIn, Token, Visitor,
    account::{self, actor_of},
    half_sign_in::{self, Begun},
    holds, passwords,
};
use crate::{
    domain::{ids::PasswordLinkId, user::User, workspace::Workspace},
    service::{
        kernel::{
            Store, Unit,
            outbox::{self, LinkMail},
            token::token_hash,
        },
        pin_hash::{Secret, WebVisitor},
    },
    store::{
        StoreError, Tx,
        mails::MailKind,
        user_links,
        users::{self, PasswordLink, PasswordLinkKind},
        workspaces,
    },
};

pub(super) const RESET_TTL: SignedDuration = SignedDuration::from_hours(2);
pub(super) const INVITATION_TTL: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A link that still works for this long is sent or printed once more, instead of a new one.
pub(super) const MIN_REMAINING_TTL: SignedDuration = SignedDuration::from_hours(1);

/// What a password link leads to.
#[derive(Debug, Clone)]
pub enum PasswordLinkPage {
    /// There is no user yet.
    FirstOwner {
        /// Those that are there already.
        workspaces: Vec<Workspace>,
    },
    /// The user who chooses a password.
    User(User),
}

/// A kind of link that goes out by mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MailedLink {
    Reset,
    Invitation,
}

impl MailedLink {
    const fn link_kind(self) -> PasswordLinkKind {
        match self {
            Self::Reset => PasswordLinkKind::Reset,
            Self::Invitation => PasswordLinkKind::Invitation,
        }
    }

    const fn mail_kind(self) -> MailKind {
        match self {
            Self::Reset => MailKind::PasswordReset,
            Self::Invitation => MailKind::Invitation,
        }
    }

    const fn ttl(self) -> SignedDuration {
        match self {
            Self::Reset => RESET_TTL,
            Self::Invitation => INVITATION_TTL,
        }
    }
}

/// Makes a link for a user to choose a password by, ends the ones before it, and queues the mail that carries it.
pub(super) fn mail_new(u: &mut Unit<'_>, kind: MailedLink, user: &User) -> Result<(), StoreError> {
    users::end_password_links(u.tx, user.id, u.now)?;
    mail_another(u, kind, user)
}

/// Sends the link that a user has already, or a new one beside it: whoever asks for a link in somebody else's name
/// ends none that they have.
pub(super) fn mail_waiting(u: &mut Unit<'_>, kind: MailedLink, user: &User) -> Result<(), StoreError> {
    let until = u.time_for_ends().saturating_add(MIN_REMAINING_TTL).unwrap_or(Timestamp::MAX);
    match users::find_waiting_link(u.tx, user.id, kind.link_kind(), until)? {
        Some(link) => queue_mail(u, kind, user, link),
        None => mail_another(u, kind, user),
    }
}

fn mail_another(u: &mut Unit<'_>, kind: MailedLink, user: &User) -> Result<(), StoreError> {
    let id = PasswordLinkId::generate(&u.ids);
    let token = Token::of_link(u.keys, id.as_bytes());
    let ends_at = u.ends_after(kind.ttl());
    let link = PasswordLink { id, kind: kind.link_kind(), user: Some(user.id), ends_at, spent: false };
    users::insert_password_link_beside(u.tx, &link, &token.hash(), u.now)?;
    queue_mail(u, kind, user, id)
}

fn queue_mail(u: &mut Unit<'_>, kind: MailedLink, user: &User, link: PasswordLinkId) -> Result<(), StoreError> {
    let (kind, link, recipient) = (kind.mail_kind(), *link.as_bytes(), user.email.clone());
    outbox::queue(u, LinkMail { workspace: user.workspace, kind, link, employee: None, recipient })
}

/// What a password link leads to. Opening it uses nothing up.
///
/// # Errors
/// When the link is unknown, spent or has run out: all the same to whoever holds it.
pub async fn open(store: &Store, token: &str) -> Result<PasswordLinkPage, AccountError> {
    let (hashed, now) = (token_hash(token), store.clock().time_for_ends());
    store.read(move |tx| find(tx, &hashed, now).map(|(_, welcome)| welcome)).await
}

impl SignIn {
    /// Takes up an invitation or a reset: the password is set, every session of the user ends, and what begins is what
    /// begins with a right password.
    ///
    /// # Errors
    /// When the link is spent, or the password will not do.
    pub async fn choose_password(
        &self,
        token: &str,
        password: Secret,
        visitor: Visitor,
    ) -> Result<Begun, AccountError> {
        let PasswordLinkPage::User(user) = open(&self.store, token).await? else { return Err(AccountError::LinkSpent) };
        self.refuse_easy_password(&user, &password).await?;
        let place = self.hasher.take_permit(WebVisitor::Known(format!("user {}", user.id)))?;
        let (hash, link) = (self.hash_password(place, password).await?, token_hash(token));
        self.store
            .write(holds::user(user.id), move |u| {
                let now = u.time_for_ends();
                let (link, welcome) = find(u.tx, &link, now)?;
                let PasswordLinkPage::User(user) = welcome else { return Err(AccountError::LinkSpent) };
                if !users::use_password_link(u.tx, link.id, u.now)? {
                    return Err(AccountError::LinkSpent);
                }
                users::delete_sessions_of(u.tx, user.id, None)?;
                let browser = passwords::set(u, &user, &hash, visitor.known.as_ref())?;
                let actor = actor_of(&user, &visitor.address);
                account::note(u, &actor, "choose password", &user.name)?;
                Ok(half_sign_in::begin(u, user, Visitor { known: Some(browser), ..visitor })?)
            })
            .await
    }
}

/// The link with this hash and what it leads to, if it works at `now`.
pub(super) fn find(
    tx: &mut dyn Tx,
    hashed: &[u8],
    now: Timestamp,
) -> Result<(PasswordLink, PasswordLinkPage), AccountError> {
    let link = users::find_password_link(tx, hashed)?.filter(|link| !link.spent && now < link.ends_at);
    let link = link.ok_or(AccountError::LinkSpent)?;
    let welcome = match link.user {
        None if users::any_user(tx)? => return Err(AccountError::LinkSpent),
        None => PasswordLinkPage::FirstOwner { workspaces: workspaces::list_workspaces(tx)? },
        Some(id) => {
            let user = users::get_user(tx, id)?;
            if !user.active || !user_links::get_login_method(tx, id)?.takes_password() {
                return Err(AccountError::LinkSpent);
            }
            PasswordLinkPage::User(user)
        }
    };
    Ok((link, welcome))
}
