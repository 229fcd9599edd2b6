//! Passwords that were forgotten: a mail with a link, for whoever has an account, and not too many of them.

use jiff::SignedDuration;

use super::{
    AccountError, Visitor, account, holds,
    password_links::{self, MailedLink},
    throttle::{around, email_hash},
};
use crate::{
    domain::user::{Email, User},
    service::{
        audit::Actor,
        kernel::{Store, Unit},
    },
    store::{StoreError, Tx, user_links, users},
};

/// What counts against [`REQUESTS_BY_EMAIL`] and [`REQUESTS_BY_ADDRESS`].
pub(in crate::service) const REQUEST_WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// Requests for a new password for one email address, and from one network address, within [`REQUEST_WINDOW`].
const REQUESTS_BY_EMAIL: u32 = 3;
const REQUESTS_BY_ADDRESS: u32 = 20;

/// Sends a link for a new password to an active user with that address, and nothing to anybody else: the link that
/// they have, if they asked within the hour. Whoever asks is told the same either way, and should not wait for this.
pub async fn email_link(store: &Store, email: &str, visitor: Visitor) -> Result<(), AccountError> {
    let hash = email_hash(email);
    let Ok(email) = Email::parse(email) else { return Ok(()) };
    let holds = holds::email_and_network(&hash, &visitor.throttle_key());
    Ok(store.write(holds, move |u| answer(u, &email, &hash, visitor)).await?)
}

fn answer(u: &mut Unit<'_>, email: &Email, hash: &[u8; 32], visitor: Visitor) -> Result<(), StoreError> {
    let (throttle, (since, until)) = (visitor.throttle_key(), around(u.now, REQUEST_WINDOW));
    users::forget_later_password_requests(u.tx, until)?;
    let (by_email, by_address) = users::count_password_requests(u.tx, hash, &throttle, since, until)?;
    if by_email >= REQUESTS_BY_EMAIL || by_address >= REQUESTS_BY_ADDRESS {
        return Ok(());
    }
    users::insert_password_request(u.tx, hash, &throttle, u.now)?;
    let Some((user, _)) = find_active(u.tx, email)? else { return Ok(()) };
    u.hold(holds::user(user.id))?;
    let Some((user, joined)) = find_active(u.tx, email)? else { return Ok(()) };
    // An invitation that is still open must not shrink to the two hours of a reset.
    let kind = if joined { MailedLink::Reset } else { MailedLink::Invitation };
    password_links::mail_waiting(u, kind, &user)?;
    let actor = Actor {
        user: None,
        name: "somebody on the sign-in page".to_owned(),
        workspace: user.workspace,
        role: user.role,
        address: visitor.address,
    };
    account::note(u, &actor, "ask for a new password", &user.name)
}

/// The active user of an address whom a password lets in, and whether they have chosen one.
fn find_active(tx: &mut dyn Tx, email: &Email) -> Result<Option<(User, bool)>, StoreError> {
    let known = users::find_user_by_email(tx, email)?.filter(|(user, _)| user.active);
    let Some((user, hash)) = known else { return Ok(None) };
    Ok(user_links::get_login_method(tx, user.id)?.takes_password().then(|| (user, hash.is_some())))
}
