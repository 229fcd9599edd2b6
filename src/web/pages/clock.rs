//! The word about a clock that may be wrong, on every page, and the button for who knows that it is right.

use axum::{extract::State, response::Response};
use jiff::Timestamp;

use super::{error::PageError, field::Nothing};
use crate::{
    service::{
        Services,
        kernel::clock_watcher::{Doubt, length_in_words},
        upkeep,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
};

/// Where the button leads.
pub const RIGHT: &str = "/clock/right";

pub(super) fn routes() -> Routes {
    Routes::new().post("/clock/right", Audience::ADMINS, say_right)
}

/// What speaks against the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockNotice {
    /// A sentence without its end.
    pub amiss: String,
    /// What the clock said when that was noticed, and what it says now.
    pub noticed: String,
    pub now: String,
    pub believed_in: String,
}

impl ClockNotice {
    #[must_use]
    pub fn find(services: &Services) -> Option<Self> {
        services.store.clock().doubt().map(|doubt| Self::of(services, &doubt))
    }

    fn of(services: &Services, doubt: &Doubt) -> Self {
        Self {
            amiss: doubt.in_words(),
            noticed: to_the_minute(doubt.noticed_at),
            now: to_the_minute(services.store.now()),
            believed_in: length_in_words(services.store.clock().believed_in(doubt)),
        }
    }
}

/// Whoever reads this compares it with another clock, wherever the gateway stands.
fn to_the_minute(at: Timestamp) -> String {
    at.strftime("%A, %Y-%m-%d %H:%M UTC").to_string()
}

async fn say_right(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, PageError> {
    let note = if upkeep::clock::say_right(&web.store, signed_in.actor()).await? {
        "The clock is taken to be right from now on."
    } else {
        "The clock is taken to be right already."
    };
    Ok(guard::go(&web, "/", note))
}
