//! Moments as records write them down.

use jiff::{Timestamp, tz::TimeZone};

use crate::domain::workspace::Zone;

/// On the wall clock of a zone, to the second.
#[must_use]
pub fn moment(at: Timestamp, zone: &Zone) -> String {
    zone.local(at).strftime("%Y-%m-%d %H:%M:%S %Z").to_string()
}

/// RFC 3339 in UTC, to the second.
#[must_use]
pub fn utc(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
