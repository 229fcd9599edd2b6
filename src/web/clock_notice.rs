//! The notice about a clock that may be wrong, on every page.

use jiff::Timestamp;

use crate::{
    service::{Services, kernel::clock_watcher::ClockDoubt},
    wording::admin::AdminWords,
};

/// Where the button leads.
pub const CONFIRM_CLOCK_PATH: &str = "/clock/right";

/// What speaks against the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockNotice {
    /// A sentence without its end.
    pub problem: String,
    /// What the clock said when that was noticed.
    pub noticed: String,
    /// What it says now.
    pub now: String,
    /// How long it has still to go on steadily until it is believed, in words.
    pub believed_in: String,
}

impl ClockNotice {
    /// The notice, while the clock is in doubt.
    #[must_use]
    pub fn find(services: &Services, words: &AdminWords) -> Option<Self> {
        services.store.clock().doubt().map(|doubt| Self::new(services, &doubt, words))
    }

    fn new(services: &Services, doubt: &ClockDoubt, words: &AdminWords) -> Self {
        Self {
            problem: words.clock_doubt(doubt),
            noticed: to_the_minute(doubt.noticed_at),
            now: to_the_minute(services.store.now()),
            believed_in: words.length(services.store.clock().believed_in(doubt)),
        }
    }
}

/// Whoever reads this compares it with another clock, wherever the gateway stands.
fn to_the_minute(at: Timestamp) -> String {
    at.strftime("%A, %Y-%m-%d %H:%M UTC").to_string()
}
