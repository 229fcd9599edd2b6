//! How much other programs may ask.

use crate::web::request_allowance::{Rates, RequestAllowance};

/// One token: a whole list page by page, and then ten requests a second.
const TOKEN: Rates = Rates { most: 300, regain: 10, wrong: 0 };
/// Tokens that are none, from one network.
const STRANGER: Rates = Rates { most: 30, regain: 1, wrong: 0 };

/// What bounds what other programs ask.
#[derive(Debug)]
pub struct ApiAllowance {
    /// By token.
    pub tokens: RequestAllowance,
    /// By network, of those who show no token in use.
    pub strangers: RequestAllowance,
}

impl Default for ApiAllowance {
    fn default() -> Self {
        Self { tokens: RequestAllowance::new(TOKEN), strangers: RequestAllowance::new(STRANGER) }
    }
}
