//! What is unusual about a punch at a kiosk, so that a person looks at it. Nothing is refused for it.

use jiff::{SignedDuration, civil};

/// Nobody shows the same badge, or keys the same PIN, at two kiosks within this long.
pub const TWO_KIOSKS_WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// People who clock at one device are counted over this long.
pub const CROWD_WINDOW: SignedDuration = SignedDuration::from_secs(10);
/// So many within [`CROWD_WINDOW`] are more than a queue: one person holds several badges, or knows several PINs.
pub const CROWD: usize = 5;

/// A punch is compared with so many before it, of the same way.
pub const HABIT_PUNCHES: usize = 20;
/// Fewer than these are no habit yet.
const HABIT_AT_LEAST: usize = 10;
/// Further from each of them than this is far from the usual hours.
const FAR_MINUTES: i32 = 4 * 60;
const DAY_MINUTES: i32 = 24 * 60;

/// Whether a time of the day is far from every one of those before. Shifts that change have all their times among them.
#[must_use]
pub fn is_far_from(habit: &[civil::Time], time: civil::Time) -> bool {
    habit.len() >= HABIT_AT_LEAST && habit.iter().all(|usual| apart(*usual, time) > FAR_MINUTES)
}

/// Minutes between two times of the day, the shorter way around.
fn apart(one: civil::Time, other: civil::Time) -> i32 {
    let minute = |time: civil::Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    let ahead = (minute(one) - minute(other)).rem_euclid(DAY_MINUTES);
    ahead.min(DAY_MINUTES - ahead)
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    fn at(hour: i8, minute: i8) -> civil::Time {
        time(hour, minute, 0, 0)
    }

    #[test]
    fn a_time_is_far_when_it_is_more_than_four_hours_from_all_that_are_usual() {
        let days = vec![at(6, 55); 10];
        for (time, far) in
            [(at(6, 55), false), (at(10, 55), false), (at(10, 56), true), (at(2, 54), true), (at(2, 55), false)]
        {
            assert_eq!(is_far_from(&days, time), far, "{time}");
        }
        assert!(!is_far_from(&[], at(2, 0)) && !is_far_from(&days[..9], at(2, 0)), "nine are no habit");
    }

    #[test]
    fn a_habit_goes_around_midnight() {
        let nights = vec![at(23, 30); 20];
        assert!(!is_far_from(&nights, at(1, 0)) && !is_far_from(&nights, at(3, 30)));
        assert!(is_far_from(&nights, at(3, 31)) && is_far_from(&nights, at(12, 0)));
    }

    #[test]
    fn one_shift_like_it_is_enough() {
        let mut shifts = vec![at(6, 0); 19];
        assert!(is_far_from(&shifts, at(22, 0)));
        shifts.push(at(21, 0));
        assert!(!is_far_from(&shifts, at(22, 0)));
    }
}
