//! Who sends a request, as far as a page can tell.

use super::token::Token;
use crate::service::throttle_key::throttle_key;

/// Where a request comes from, as far as it can be told.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    /// The network address.
    pub address: String,
    /// What the browser says it is.
    pub browser: String,
    /// The cookie of a browser that somebody has signed in with before.
    pub known: Option<Token>,
}

impl Visitor {
    /// What a throttle counts this visitor by. The audit log has the whole address.
    #[must_use]
    pub fn throttle_key(&self) -> String {
        throttle_key(&self.address)
    }
}
