//! Times rounded to the nearest minutes of the wall clock, for counting alone.

use jiff::{SignedDuration, Timestamp};

use super::Rounding;
use crate::domain::workspace::Zone;

impl Rounding {
    /// The moment that counts for one on the clock, to the second. Half of a step rounds up, at the beginning of work
    /// as at its end, so that neither side wins.
    ///
    /// What is added or taken is real time: shortly before the clocks change, the next full quarter is where they
    /// then stand.
    #[must_use]
    pub fn apply(self, at: Timestamp, zone: &Zone) -> Timestamp {
        let at = to_the_second(at);
        let step = self.mins() * 60;
        if step == 0 {
            return at;
        }
        let local = zone.local(at);
        let past = (i64::from(local.minute()) * 60 + i64::from(local.second())).rem_euclid(step);
        let by = if past * 2 < step { -past } else { step - past };
        at.saturating_add(SignedDuration::from_secs(by)).unwrap_or(at)
    }
}

/// Without its fraction, as times are shown.
pub(super) fn to_the_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_millisecond().div_euclid(1000)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(rounding: Rounding, at: &str, zone: &str) -> String {
        let zone = Zone::parse(zone).unwrap();
        zone.local(rounding.apply(at.parse().unwrap(), &zone)).strftime("%d %H:%M:%S").to_string()
    }

    #[test]
    fn times_go_to_the_nearest_step_in_both_directions() {
        for (rounding, at, to) in [
            (Rounding::None, "06:58:31", "02 06:58:31"),
            (Rounding::Five, "06:57:29", "02 06:55:00"),
            (Rounding::Five, "06:57:30", "02 07:00:00"),
            (Rounding::Six, "06:56:59", "02 06:54:00"),
            (Rounding::Six, "06:57:00", "02 07:00:00"),
            (Rounding::Six, "07:02:59", "02 07:00:00"),
            (Rounding::Fifteen, "06:52:29", "02 06:45:00"),
            (Rounding::Fifteen, "06:52:30", "02 07:00:00"),
            (Rounding::Fifteen, "07:07:29", "02 07:00:00"),
            (Rounding::Fifteen, "23:55:00", "03 00:00:00"),
            (Rounding::Fifteen, "00:00:00", "02 00:00:00"),
        ] {
            assert_eq!(rounded(rounding, &format!("2026-11-02T{at}Z"), "UTC"), to, "{rounding:?} {at}");
        }
    }

    #[test]
    fn the_wall_clock_is_rounded_not_the_clock_of_another_zone() {
        // Nepal is 5 hours 45 minutes ahead: 12:03 there lies on a six-minute step's middle, 06:18 UTC on a step.
        assert_eq!(rounded(Rounding::Six, "2026-11-02T06:18:00Z", "Asia/Kathmandu"), "02 12:06:00");
    }

    #[test]
    fn rounding_over_a_change_of_the_clocks_adds_real_minutes() {
        // 01:58 before the hour that does not exist, and 01:58 before the hour that comes twice.
        assert_eq!(rounded(Rounding::Five, "2026-03-08T07:58:00Z", "America/Chicago"), "08 03:00:00");
        assert_eq!(rounded(Rounding::Five, "2026-11-01T06:58:00Z", "America/Chicago"), "01 01:00:00");
    }

    #[test]
    fn fractions_of_a_second_never_count() {
        assert_eq!(to_the_second("2026-11-02T06:58:31.999Z".parse().unwrap()), "2026-11-02T06:58:31Z".parse().unwrap());
    }
}
