//! What a caller leaves for a person to decide: a punch that was missed, or word after wrong PINs.

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::utterance::{SpokenDay, Way};
use crate::domain::phone_clock_id::PhoneClockId;

/// When a punch was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissedTime {
    /// It is said in the recording.
    Said,
    /// It was keyed.
    Keyed {
        /// Whether it was the day before.
        yesterday: bool,
        /// By the wall clock of the employee's zone.
        time: civil::Time,
    },
}

/// What is to be kept as a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimEffect {
    /// A punch that whoever has signed in has missed.
    Missed {
        /// In or out.
        way: Way,
        /// When.
        time: MissedTime,
    },
    /// Word of somebody whose PIN was wrong three times.
    Word {
        /// The ID that was keyed last; perhaps nobody's.
        clock_id: PhoneClockId,
        /// In or out.
        way: Way,
    },
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimResult {
    /// It is kept; of a time that was keyed, the day and the moment by the wall clock.
    Kept(Option<(SpokenDay, civil::DateTime)>),
    /// The time is still to come; nothing is kept.
    ToCome,
    /// Too many were reported within a day; nothing is kept.
    TooMany,
}

/// The hour of noon.
pub(super) const NOON: i8 = 12;

/// The same time of the other half of the day.
pub(super) fn evening(morning: civil::Time) -> civil::Time {
    morning.with().hour(morning.hour() + NOON).build().unwrap_or(morning)
}
