//! The cookie of a browser that somebody has signed in with. It opens nothing: it only keeps strangers' wrong passwords
//! from locking its owner out.

use jiff::SignedDuration;

use super::Token;
use crate::{
    domain::ids::{KnownBrowserId, UserId},
    service::kernel::Unit,
    store::{StoreError, known_browsers},
};

/// How long a browser is known: as long as browsers keep a cookie at most (RFC 6265bis, 5.6.2).
pub const KNOWN_BROWSER_TTL: SignedDuration = SignedDuration::from_hours(400 * 24);
/// Browsers of one user that are remembered.
const MAX_BROWSERS: u32 = 20;

/// Remembers the browser that somebody has just signed in with, and gives the cookie that it is to show.
pub(super) fn remember(u: &mut Unit<'_>, user: UserId, shown: Option<&Token>) -> Result<Token, StoreError> {
    if let Some(token) = shown
        && known_browsers::set_seen(u.tx, user, &token.hash(), u.now)?
    {
        return Ok(token.clone());
    }
    // Never one that came along: whoever put it there would have it, too. Others who sign in here keep theirs.
    let token = Token::generate(u.entropy);
    if let Some(old) = shown {
        known_browsers::set_token(u.tx, &old.hash(), &token.hash())?;
    }
    known_browsers::insert_browser(u.tx, (KnownBrowserId::generate(&u.ids), user), &token.hash(), u.now)?;
    known_browsers::keep_newest(u.tx, user, MAX_BROWSERS)?;
    Ok(token)
}
