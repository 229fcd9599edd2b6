//! What wrong tries at a kiosk lead to, beyond the lock of the person: the allowance of the device.

use jiff::{SignedDuration, Timestamp};

use crate::domain::lockout::Guard;

/// Failed tries of a device, and its punches, are counted over this long.
pub const DEVICE_WINDOW: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Failed tries that every device has within [`DEVICE_WINDOW`].
const BASE_ALLOWANCE: u32 = 20;
/// One more for so many punches within [`DEVICE_WINDOW`]: five in a hundred.
const PUNCHES_A_TRY: u32 = 20;

/// How many failed tries a device has within [`DEVICE_WINDOW`], by its punches within it. A success gives none back.
#[must_use]
pub const fn device_allowance(punches: u32) -> u32 {
    BASE_ALLOWANCE.saturating_add(punches / PUNCHES_A_TRY)
}

/// Until when a device asks for a name where a PIN alone would do, and takes no Universal PIN: until a try is left again.
/// `failures` are those within [`DEVICE_WINDOW`], the earliest first; none where a try is left now.
#[must_use]
pub fn careful_until(failures: &[Timestamp], punches: u32) -> Option<Timestamp> {
    let allowance = usize::try_from(device_allowance(punches)).unwrap_or(usize::MAX);
    // Once this one is old enough, there are fewer than the allowance.
    let last = failures.get(failures.len().checked_sub(allowance)?)?;
    Some(last.saturating_add(DEVICE_WINDOW).unwrap_or(Timestamp::MAX))
}

/// What stands against a person after a right PIN. Where the device has used up its failed tries it stays as it is:
/// whoever guesses there waits for right PINs, and gets no further tries by them.
#[must_use]
pub fn after_right_pin(guard: Guard, is_careful: bool) -> Guard {
    if is_careful { guard } else { Guard::default() }
}

/// Entries of one person a week that the numbers below are computed for: in and out, twice on five days.
pub const ENTRIES_A_WEEK: u32 = 20;
/// Of a hundred entries, those that honest people get wrong and that the allowance has to leave room for.
const HONEST_MISSES: f64 = 0.03;
const WEEKS_A_YEAR: f64 = 52.0;
/// Tries at one person at one kiosk in a year: ten locks after three wrong ones each, and the tenth holds.
const TRIES_AT_A_PERSON: f64 = 30.0;
/// Up to so many people, PINs alone of so many digits are hit less often than once in ten years.
const LONE_PIN_LENGTHS: [(usize, usize); 3] = [(50, 6), (200, 7), (1_000, 8)];

/// How many digits a PIN alone should have among so many people.
#[must_use]
pub fn lone_pin_digits_for(people: usize) -> usize {
    LONE_PIN_LENGTHS.into_iter().find(|(most, _)| people <= *most).map_or(super::MAX_DIGITS, |(_, digits)| digits)
}

/// Up to how many people a PIN alone of so many digits does; none for whom it should not be chosen at all.
#[must_use]
pub fn lone_pin_does_for(digits: usize) -> Option<usize> {
    LONE_PIN_LENGTHS.into_iter().find(|(_, good)| *good == digits).map(|(most, _)| most)
}

/// How often a year somebody who tries all that their devices allow hits a PIN alone: each try may be anybody's.
#[must_use]
pub fn hits_of_lone_pins(people: usize, devices: usize, digits: usize) -> f64 {
    let (people, devices) = (count(people), count(devices.max(1)));
    let entries = people * f64::from(ENTRIES_A_WEEK);
    let allowance = devices * f64::from(BASE_ALLOWANCE) + entries / f64::from(PUNCHES_A_TRY);
    let left = (allowance - entries * HONEST_MISSES).max(0.0);
    left * WEEKS_A_YEAR * people / choices(digits)
}

/// The same where a name or a number comes first: each try is at one person, who is locked at that kiosk.
#[must_use]
pub fn hits_behind_a_name(people: usize, kiosks: usize, digits: usize) -> f64 {
    count(people) * count(kiosks.max(1)) * TRIES_AT_A_PERSON / choices(digits)
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

fn choices(digits: usize) -> f64 {
    10_f64.powi(i32::try_from(digits).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod guessing_tests;

#[cfg(test)]
mod tests {
    use super::*;

    /// As computed by hand for docs/SECURITY.md.
    #[test]
    fn hits_a_year_are_those_that_were_computed() {
        for (people, by_digits) in [
            (20, ["0.29", "0.03", "0.003", "0.0003"]),
            (50, ["1.0", "0.10", "0.010", "0.001"]),
            (200, ["10.4", "1.04", "0.10", "0.010"]),
            (1_000, ["218", "21.8", "2.2", "0.22"]),
        ] {
            for (digits, expected) in (5..).zip(by_digits) {
                let (hits, expected) = (hits_of_lone_pins(people, 1, digits), expected.parse::<f64>().unwrap());
                assert!((hits / expected - 1.0).abs() < 0.07, "{people} people, {digits} digits: {hits}");
            }
        }
        assert!((hits_behind_a_name(50, 1, 4) - 0.15).abs() < 1e-9 && hits_behind_a_name(50, 1, 6) < 0.002);
        assert!(hits_of_lone_pins(50, 3, 6) > hits_of_lone_pins(50, 1, 6));
    }

    #[test]
    fn more_people_need_longer_pins() {
        for (people, digits) in [(0, 6), (50, 6), (51, 7), (200, 7), (201, 8), (1_000, 8), (5_000, 8)] {
            assert_eq!(lone_pin_digits_for(people), digits, "{people}");
        }
        assert_eq!([4, 5, 6, 7, 8].map(lone_pin_does_for), [None, None, Some(50), Some(200), Some(1_000)]);
    }

    #[test]
    fn a_device_has_twenty_tries_a_week_and_five_for_a_hundred_punches() {
        assert_eq!([0, 19, 20, 400, 4_000].map(device_allowance), [20, 20, 21, 40, 220]);
    }

    #[test]
    fn a_device_is_careful_until_its_first_failure_but_for_the_allowance_is_a_week_old() {
        let at = |hour: i64| Timestamp::from_second(hour * 3_600).unwrap();
        let failures: Vec<_> = (0..25).map(at).collect();
        for (count, until) in [(0, None), (19, None), (20, Some(0)), (21, Some(1)), (25, Some(5))] {
            assert_eq!(careful_until(&failures[..count], 19), until.map(|hour| at(hour) + DEVICE_WINDOW), "{count}");
        }
        assert_eq!(careful_until(&failures[..20], 20), None);
    }
}
