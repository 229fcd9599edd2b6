//! The notice about a clock that may be wrong, on every page.

use jiff::{Timestamp, tz::TimeZone};

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
            noticed: to_the_minute(doubt.noticed_at, words),
            now: to_the_minute(services.store.now(), words),
            believed_in: words.length(services.store.clock().believed_in(doubt)),
        }
    }
}

/// Whoever reads this compares it with another clock, wherever the gateway stands.
fn to_the_minute(at: Timestamp, words: &AdminWords) -> String {
    let at = at.to_zoned(TimeZone::UTC);
    format!("{}, {}", words.weekday(at.weekday()), at.strftime("%Y-%m-%d %H:%M UTC"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::OfficeLanguage;

    #[test]
    fn a_moment_has_the_weekday_of_its_language() {
        let at = "2026-11-17T23:59:30Z".parse().unwrap();
        let written = OfficeLanguage::ALL.map(|language| to_the_minute(at, AdminWords::of(language)));
        assert_eq!(written, ["Tuesday, 2026-11-17 23:59 UTC", "martes, 2026-11-17 23:59 UTC"]);
    }
}
