//! A program that has shown a token in use.

use axum::{extract::FromRequestParts, http::request::Parts};

use super::problem::Problem;
use crate::{
    domain::ids::WorkspaceId,
    service::{access::api_tokens::ApiToken, audit::Actor},
};

/// A program that has shown a token in use, with the scope that its request needs.
#[derive(Debug, Clone)]
pub struct ApiCaller {
    token: ApiToken,
    address: String,
}

impl ApiCaller {
    /// The program that has shown this token, from a network address.
    #[must_use]
    pub const fn new(token: ApiToken, address: String) -> Self {
        Self { token, address }
    }

    /// Whose things it may see.
    #[must_use]
    pub const fn workspace(&self) -> WorkspaceId {
        self.token.workspace
    }

    /// The token as the audit log names it.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::api_token(self.token.workspace, &self.token.name, &self.address)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ApiCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(Problem::no_token)
    }
}
