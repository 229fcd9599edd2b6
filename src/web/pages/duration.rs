//! Lengths of time, and days, as the pages of payroll write them.

use jiff::{Timestamp, civil::Date};

use crate::domain::workspace::Zone;

/// `39:30:05`: hours, minutes, seconds.
#[must_use]
pub fn hours(secs: i64) -> String {
    let (sign, secs) = (if secs < 0 { "\u{2212}" } else { "" }, secs.unsigned_abs());
    format!("{sign}{}:{:02}:{:02}", secs / 3600, secs % 3600 / 60, secs % 60)
}

/// Hours, minutes and seconds with a sign in front, unless it is nothing.
#[must_use]
pub fn signed(secs: i64) -> String {
    if secs > 0 { format!("+{}", hours(secs)) } else { hours(secs) }
}

/// `Mon 2026-11-02`.
#[must_use]
pub fn day(day: Date) -> String {
    day.strftime("%a %Y-%m-%d").to_string()
}

/// `06:59:12 CST` where it is clear which day is meant, else with the day.
#[must_use]
pub fn time_on(clear: Date, at: Timestamp, zone: &Zone) -> String {
    let local = zone.local(at);
    let pattern = if local.date() == clear { "%H:%M:%S %Z" } else { "%Y-%m-%d %H:%M:%S %Z" };
    local.strftime(pattern).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_hours_minutes_and_seconds() {
        for (secs, written) in [(0, "0:00:00"), (59, "0:00:59"), (142_205, "39:30:05"), (-300, "\u{2212}0:05:00")] {
            assert_eq!(hours(secs), written);
        }
        assert_eq!(hours(i64::MIN).chars().next(), Some('\u{2212}'));
        assert_eq!([signed(60), signed(0), signed(-60)], ["+0:01:00", "0:00:00", "\u{2212}0:01:00"]);
    }

    #[test]
    fn a_time_on_another_day_says_which() {
        let zone = Zone::parse("America/Chicago").unwrap();
        let at = "2026-11-02T12:59:12Z".parse().unwrap();
        assert_eq!(time_on(jiff::civil::date(2026, 11, 2), at, &zone), "06:59:12 CST");
        assert_eq!(time_on(jiff::civil::date(2026, 11, 1), at, &zone), "2026-11-02 06:59:12 CST");
        assert_eq!(day(jiff::civil::date(2026, 11, 2)), "Mon 2026-11-02");
    }
}
