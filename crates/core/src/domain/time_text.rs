//! Moments and lengths of time as text, for pages, commands, files and notes alike.

use jiff::{Timestamp, tz::TimeZone};

use super::workspace::Zone;

/// The day and the time in a zone: `2026-11-17 06:59:12 CST`.
#[must_use]
pub fn moment(at: Timestamp, zone: &Zone) -> String {
    zone.local(at).strftime("%Y-%m-%d %H:%M:%S %Z").to_string()
}

/// The day and the time to the minute: `2026-11-17 06:59 CST`.
#[must_use]
pub fn minute(at: Timestamp, zone: &Zone) -> String {
    zone.local(at).strftime("%Y-%m-%d %H:%M %Z").to_string()
}

/// The time to the minute, with the day where it is not today's: `06:59 CST`, `Mon 2026-11-16 23:30 CST`.
#[must_use]
pub fn since(at: Timestamp, zone: &Zone, now: Timestamp) -> String {
    let (at, now) = (zone.local(at), zone.local(now));
    let format = if at.date() == now.date() { "%H:%M %Z" } else { "%a %Y-%m-%d %H:%M %Z" };
    at.strftime(format).to_string()
}

/// RFC 3339 in UTC, to the second: `2026-11-17T12:59:12Z`.
#[must_use]
pub fn utc(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// RFC 3339 on the wall clock of a zone, to the second: `2026-11-17T06:59:12-06:00`.
#[must_use]
pub fn local(at: Timestamp, zone: &Zone) -> String {
    zone.local(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// Hours and minutes, seconds left off: `8 h 32 min`.
#[must_use]
pub fn hours_and_minutes(secs: i64) -> String {
    let minutes = secs.max(0) / 60;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_read_in_hours_and_minutes() {
        for (secs, words) in
            [(0, "0 min"), (-5, "0 min"), (59, "0 min"), (3_540, "59 min"), (3_600, "1 h"), (30_720, "8 h 32 min")]
        {
            assert_eq!(hours_and_minutes(secs), words);
        }
    }

    #[test]
    fn the_day_is_named_where_it_is_not_today() {
        let zone = Zone::parse("America/Chicago").unwrap();
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let now = at("2026-11-17T13:00:00Z");
        assert_eq!(since(at("2026-11-17T06:30:00Z"), &zone, now), "00:30 CST");
        assert_eq!(since(at("2026-11-17T05:30:00Z"), &zone, now), "Mon 2026-11-16 23:30 CST");
    }

    #[test]
    fn a_moment_is_the_same_in_every_form() {
        let zone = Zone::parse("America/Chicago").unwrap();
        let at: Timestamp = "2026-11-17T12:59:12.900Z".parse().unwrap();
        assert_eq!(
            [moment(at, &zone), minute(at, &zone), utc(at), local(at, &zone)],
            ["2026-11-17 06:59:12 CST", "2026-11-17 06:59 CST", "2026-11-17T12:59:12Z", "2026-11-17T06:59:12-06:00"]
        );
    }
}
