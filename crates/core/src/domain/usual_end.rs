//! When somebody usually leaves, from what they have clocked in the last weeks: to be suggested to a person, and never to
//! be put in by itself.

use jiff::{
    ToSpan,
    civil::{DateTime, Weekday},
};

/// A shift that was clocked, on the wall clock where it was worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockedShift {
    /// When it began.
    pub began: DateTime,
    /// When it ended.
    pub ended: DateTime,
}

/// An end to be suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsualEnd {
    /// When the shift would have ended, on the wall clock.
    pub at: DateTime,
    /// The day of the week on which they usually leave then; none where it is the same on any day.
    pub on: Option<Weekday>,
}

/// Shifts that begin further apart are not of the same kind: a night is not compared with a morning.
const SAME_BEGIN_MINS: i64 = 3 * 60;
/// What is longer was no shift.
const LONGEST_MINS: i64 = 16 * 60;
/// Most of the ends lie so close together, or there is no usual one.
const CLOSE_MINS: i64 = 45;
/// So many shifts on the same day of the week say something, and so many on any day.
const LEAST_ON_THE_DAY: usize = 2;
const LEAST_ON_ANY_DAY: usize = 3;
const DAY_MINS: i64 = 24 * 60;

/// The end that is usual for a shift that began then. The same day of the week counts first, then every day. None where
/// there are too few shifts, or their ends lie too far apart to call one of them usual.
#[must_use]
pub fn usual_end(began: DateTime, past: &[ClockedShift]) -> Option<UsualEnd> {
    let alike = past.iter().filter(|shift| is_alike(began, shift));
    let ends = |shift: &ClockedShift| minutes_between(shift.began.date().into(), shift.ended);
    let weekday = began.date().weekday();
    let same_day: Vec<_> = alike.clone().filter(|shift| shift.began.date().weekday() == weekday).map(ends).collect();
    let any_day: Vec<_> = alike.map(ends).collect();
    let (mins, on) = match middle(same_day, LEAST_ON_THE_DAY) {
        Some(mins) => (mins, Some(weekday)),
        None => (middle(any_day, LEAST_ON_ANY_DAY)?, None),
    };
    let at = DateTime::from(began.date()).checked_add(mins.minutes()).ok()?;
    (at > began).then_some(UsualEnd { at, on })
}

fn is_alike(began: DateTime, shift: &ClockedShift) -> bool {
    let minute_of_day = |at: DateTime| minutes_between(at.date().into(), at);
    let apart = (minute_of_day(began) - minute_of_day(shift.began)).abs();
    let long = minutes_between(shift.began, shift.ended);
    apart.min(DAY_MINS - apart) <= SAME_BEGIN_MINS && (1..=LONGEST_MINS).contains(&long)
}

/// Whole minutes, those begun left off.
fn minutes_between(from: DateTime, to: DateTime) -> i64 {
    to.duration_since(from).as_mins()
}

/// The one in the middle, where two thirds lie close to it.
fn middle(mut mins: Vec<i64>, least: usize) -> Option<i64> {
    if mins.len() < least {
        return None;
    }
    mins.sort_unstable();
    let middle = mins.get(mins.len() / 2).copied()?;
    let close = mins.iter().filter(|one| (*one - middle).abs() <= CLOSE_MINS).count();
    (close * 3 >= mins.len() * 2).then_some(middle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    fn shift(began: &str, ended: &str) -> ClockedShift {
        ClockedShift { began: at(began), ended: at(ended) }
    }

    /// 17 November 2026 is a Tuesday.
    const TUESDAY: &str = "2026-11-17T07:02:11";

    #[test]
    fn the_same_day_of_the_week_counts_first() {
        let past = [
            shift("2026-11-03T07:00:00", "2026-11-03T15:41:20"),
            shift("2026-11-10T07:01:00", "2026-11-10T15:41:00"),
            shift("2026-11-11T07:00:00", "2026-11-11T17:00:00"),
            shift("2026-11-12T07:00:00", "2026-11-12T17:00:00"),
            shift("2026-11-13T07:00:00", "2026-11-13T17:00:00"),
            shift("2026-11-16T07:00:00", "2026-11-16T17:00:00"),
        ];
        let usual = usual_end(at(TUESDAY), &past).unwrap();
        assert_eq!(usual, UsualEnd { at: at("2026-11-17T15:41"), on: Some(Weekday::Tuesday) });
        let friday = usual_end(at("2026-11-20T07:00"), &past).unwrap();
        assert_eq!(friday, UsualEnd { at: at("2026-11-20T17:00"), on: None });
    }

    #[test]
    fn one_tuesday_is_no_habit_and_two_days_are_none_either() {
        let past =
            [shift("2026-11-10T07:00:00", "2026-11-10T15:30:00"), shift("2026-11-11T07:00:00", "2026-11-11T15:30:00")];
        assert_eq!(usual_end(at(TUESDAY), &past), None);
        assert_eq!(usual_end(at(TUESDAY), &[]), None);
    }

    #[test]
    fn ends_that_lie_far_apart_are_not_usual() {
        let past = [
            shift("2026-10-27T07:00:00", "2026-10-27T11:00:00"),
            shift("2026-11-03T07:00:00", "2026-11-03T15:00:00"),
            shift("2026-11-10T07:00:00", "2026-11-10T19:00:00"),
        ];
        assert_eq!(usual_end(at(TUESDAY), &past), None);
    }

    #[test]
    fn a_night_ends_on_the_next_day_and_is_not_compared_with_mornings() {
        let past = [
            shift("2026-11-03T22:00:00", "2026-11-04T06:10:00"),
            shift("2026-11-10T23:50:00", "2026-11-11T06:15:00"),
            shift("2026-11-10T07:00:00", "2026-11-10T15:30:00"),
        ];
        let usual = usual_end(at("2026-11-17T22:05"), &past).unwrap();
        assert_eq!(usual.at, at("2026-11-18T06:15"));
        // Begun a little after midnight, it ends on the day itself, and the two before are measured from other days.
        assert_eq!(usual_end(at("2026-11-18T00:10"), &past), None);
    }

    #[test]
    fn an_end_before_the_begin_is_none() {
        let past =
            [shift("2026-11-03T09:00:00", "2026-11-03T11:00:00"), shift("2026-11-10T09:00:00", "2026-11-10T11:00:00")];
        assert_eq!(usual_end(at("2026-11-17T11:30"), &past), None);
    }
}
