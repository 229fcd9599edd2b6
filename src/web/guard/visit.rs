//! Who is at a page.

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
};

use crate::{
    service::{
        access::{Visitor, WebSession, actor_of},
        audit::Actor,
    },
    web::clock_notice::ClockNotice,
};

/// One visit to a page, whoever it is.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Where the request comes from.
    pub visitor: Visitor,
    /// The session; none for somebody who has not signed in.
    pub session: Option<WebSession>,
    /// Goes into every form as the field `csrf`.
    pub csrf: String,
    /// What the last action had to say, shown once.
    pub note: Option<String>,
    /// Where to go instead, for a visit over plain http to a gateway that is on https.
    pub https_at: Option<String>,
    /// What speaks against the gateway's clock, for those who have signed in.
    pub clock: Option<ClockNotice>,
}

/// A visit by somebody who has signed in. Handlers of pages that the table keeps for users take this.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The visit.
    pub visit: Visit,
    /// The session of the user.
    pub session: WebSession,
}

impl SignedIn {
    /// The user as the audit log names them.
    #[must_use]
    pub fn actor(&self) -> Actor {
        actor_of(&self.session.user, &self.visit.visitor.address)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        parts.extensions.get::<Self>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        let visit = Visit::from_request_parts(parts, state).await?;
        let session = visit.session.clone().ok_or(StatusCode::FORBIDDEN)?;
        Ok(Self { visit, session })
    }
}
