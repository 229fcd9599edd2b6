//! The cookie of a browser that somebody has signed in with. It opens nothing: it only keeps strangers' wrong passwords
//! from locking its owner out.

use jiff::{SignedDuration, Timestamp};

use super::{AccountError, Token, Visitor, token_hash};
use crate::{
    domain::{
        ids::{KnownBrowserId, UserId},
        user::Email,
    },
    service::gateway::Gateway,
    store::{StoreError, Tx, known_browsers},
};

/// As long as browsers keep a cookie at most (RFC 6265bis, 5.6.2).
pub const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(400 * 24);
/// Browsers of one user that are remembered.
const MOST: u32 = 20;

impl Gateway {
    /// The browser, if the user of this address has signed in with it before.
    pub(super) async fn find_known_browser(
        &self,
        email: Option<Email>,
        visitor: &Visitor,
    ) -> Result<Option<KnownBrowserId>, AccountError> {
        let (Some(email), Some(shown)) = (email, &visitor.known) else { return Ok(None) };
        let hash = token_hash(shown.expose());
        Ok(self.db.read(move |tx| known_browsers::find_of_email(tx, &email, &hash)).await?)
    }

    /// Remembers the browser that somebody has just signed in with, and gives the cookie that it is to show.
    pub(super) fn remember_browser(
        &self,
        tx: &mut dyn Tx,
        user: UserId,
        shown: Option<&Token>,
        now: Timestamp,
    ) -> Result<Token, StoreError> {
        let shown = shown.map(|token| (token, token_hash(token.expose())));
        if let Some((token, hash)) = &shown
            && known_browsers::set_seen(tx, user, hash, now)?
        {
            return Ok((*token).clone());
        }
        // Never one that came along: whoever put it there would have it, too. Others who sign in here keep theirs.
        let token = Token::draw(self);
        let hash = token_hash(token.expose());
        if let Some((_, old)) = &shown {
            known_browsers::set_token(tx, old, &hash)?;
        }
        known_browsers::insert_browser(tx, (KnownBrowserId::mint(&self.ids()), user), &hash, now)?;
        known_browsers::keep_newest(tx, user, MOST)?;
        Ok(token)
    }
}
