//! When a device that is not seen is worth a look: a tablet rests with its people, over a night and over a weekend.

use jiff::{Timestamp, ToSpan, civil::Weekday};

use crate::domain::workspace::Zone;

/// Whether a whole working day, from Monday to Friday and from midnight to midnight at its place, has gone by since a
/// device was seen.
#[must_use]
pub fn is_silent(seen_at: Timestamp, now: Timestamp, zone: &Zone) -> bool {
    let (seen_on, today) = (zone.local(seen_at).date(), zone.local(now).date());
    let mut day = seen_on.saturating_add(1.day());
    while day < today {
        match day.weekday() {
            Weekday::Saturday | Weekday::Sunday => day = day.saturating_add(1.day()),
            Weekday::Monday | Weekday::Tuesday | Weekday::Wednesday | Weekday::Thursday | Weekday::Friday => {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_and_a_weekend_are_no_silence_and_a_working_day_is() {
        let zone = Zone::parse("America/Chicago").unwrap();
        let at = |text: &str| format!("{text}[America/Chicago]").parse::<jiff::Zoned>().unwrap().timestamp();
        for (seen, now, expected) in [
            ("2026-11-16T17:00", "2026-11-16T23:59", false),
            ("2026-11-16T06:59", "2026-11-17T23:59", false),
            // Monday; Tuesday has gone by.
            ("2026-11-16T23:59", "2026-11-18T00:00", true),
            // Friday; Monday has not gone by.
            ("2026-11-20T17:00", "2026-11-23T23:59", false),
            ("2026-11-20T17:00", "2026-11-24T00:00", true),
            ("2026-11-21T09:00", "2026-11-23T09:00", false),
            // A clock that was set back.
            ("2026-11-20T17:00", "2026-11-10T17:00", false),
            ("1970-01-05T00:00", "2026-11-10T17:00", true),
        ] {
            assert_eq!(is_silent(at(seen), at(now), &zone), expected, "{seen} {now}");
        }
    }
}
