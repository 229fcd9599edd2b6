//! The days on which somebody of the demo works.

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::twists::Twist;

/// A day of somebody’s work.
pub struct Shift {
    /// Counted from the first one, 0.
    pub week: i64,
    /// From Monday, counted from 0.
    pub weekday: i64,
    /// The day on which it begins.
    pub day: Date,
    /// When that day begins where they work.
    pub begins: Timestamp,
    /// When they come.
    pub from: Timestamp,
    /// When they go.
    pub to: Timestamp,
    /// When they change jobs.
    pub moves: Option<Timestamp>,
    /// What goes wrong by phone.
    pub twist: Option<Twist>,
}

impl Shift {
    /// So many seconds into the day.
    #[must_use]
    pub fn at(&self, secs: i64) -> Timestamp {
        self.begins.saturating_add(SignedDuration::from_secs(secs)).unwrap_or(Timestamp::MAX)
    }
}
