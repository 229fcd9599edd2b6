//! The word about a clock that may be wrong, on every page.

use jiff::Timestamp;

use crate::service::{
    Services,
    kernel::clock_watcher::{Doubt, length_in_words},
};

/// Where the button leads for who knows that the clock is right.
pub const RIGHT: &str = "/clock/right";

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
