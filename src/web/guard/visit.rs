//! Who is at a page.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
};

use jiff::civil::Date;

use crate::{
    domain::{ids::DeviceId, language::OfficeLanguage, pen::Pen},
    service::{
        access::{Visitor, WebSession, actor_of},
        audit::Actor,
        overview::frame::Frame,
    },
    web::clock_notice::ClockNotice,
    wording::admin::AdminWords,
};

/// One visit to a page, whoever it is.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Where the request comes from.
    pub visitor: Visitor,
    /// The session; none for somebody who has not signed in.
    pub session: Option<WebSession>,
    /// The approved device that the browser is; none for a browser that is nobody's kiosk.
    pub device: Option<DeviceId>,
    /// Whether the session was begun by PIN, and the password was not typed since: it may do little.
    pub by_pin: bool,
    /// Goes into every form as the field `csrf`.
    pub csrf: String,
    /// What the last action had to say, shown once.
    pub note: Option<String>,
    /// Where to go instead, for a visit over plain http to a gateway that is on https.
    pub https_at: Option<String>,
    /// What speaks against the gateway's clock, for those who have signed in.
    pub clock: Option<ClockNotice>,
    /// A day of the pay period that was chosen, on this page or one before it.
    pub period: Option<Date>,
    /// What is around pages; only for somebody who has signed in.
    pub frame: Option<Arc<Frame>>,
    /// The language of who has signed in, and otherwise the one that the browser asks for: one that pages of the office have.
    pub language: OfficeLanguage,
}

impl Visit {
    /// What pages say to whoever visits.
    #[must_use]
    pub fn words(&self) -> &'static AdminWords {
        AdminWords::of(self.language)
    }
}

/// A visit by somebody who has signed in. Handlers of pages that the table keeps for users take this.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The visit.
    pub visit: Visit,
    /// The session of the user.
    pub session: WebSession,
    /// What is around the page.
    pub frame: Arc<Frame>,
}

impl SignedIn {
    /// The visit of somebody who has signed in; `None` for anybody else.
    #[must_use]
    pub fn new(visit: Visit) -> Option<Self> {
        let (session, frame) = visit.session.clone().zip(visit.frame.clone())?;
        Some(Self { visit, session, frame })
    }

    /// What pages say to the user.
    #[must_use]
    pub fn words(&self) -> &'static AdminWords {
        self.visit.words()
    }

    /// What writes dates, times and hours for the workspace.
    #[must_use]
    pub fn pen(&self) -> &Pen {
        &self.frame.pen
    }

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
        Self::new(visit).ok_or(StatusCode::FORBIDDEN)
    }
}
