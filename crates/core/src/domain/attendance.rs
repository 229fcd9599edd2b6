//! When somebody starts: as it was planned for the weekday, or as they usually do, learned from what they did on it; and
//! who is late by it.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time},
};

use super::workspace::Zone;

/// How many weeks back somebody's starts are looked at.
pub const WEEKS_LEARNED_FROM: usize = 4;
/// In so many of these weeks somebody must have worked on the weekday.
const WEEKS_NEEDED: usize = 3;
/// Starts that lie further from the middle one have no habit in them.
const HABIT: SignedDuration = SignedDuration::from_hours(2);
/// So long after their usual start nobody is missed.
pub const GRACE: SignedDuration = SignedDuration::from_mins(30);

/// One start in the past: the first of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastStart {
    /// The local day.
    pub day: Date,
    /// When it was.
    pub at: Timestamp,
    /// The zone that the person worked in.
    pub zone: Zone,
}

/// What was planned for somebody's weekday. It wins over what was learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlannedStart {
    /// They start at this time, by the clock on the wall.
    At(Time),
    /// They do not work on it.
    DayOff,
}

/// How somebody's day has begun, measured by the plan or by their habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attendance {
    /// They are in, or were, and came when they usually do; or they have no habit on this weekday, or it is early yet.
    AsUsual,
    /// They came later than they usually do.
    CameLate {
        /// When they usually start today.
        usual: Timestamp,
    },
    /// They usually have started by now, and have not.
    Missing {
        /// When they usually start today.
        usual: Timestamp,
    },
}

/// When somebody usually starts on a day, by their starts on the same weekday of the last four weeks; `None` where they
/// show no habit.
#[must_use]
pub fn usual_start(today: Date, starts: &[PastStart]) -> Option<Timestamp> {
    let zone = &starts.last()?.zone;
    // By the clock on the wall, so that a change of the clocks in between makes nobody late.
    let by_clock = |start: &PastStart| start.zone.local(start.at).time();
    let mut of_day: Vec<_> = starts.iter().filter(|start| start.day < today).map(by_clock).collect();
    if of_day.len() < WEEKS_NEEDED {
        return None;
    }
    of_day.sort_unstable();
    let middle = *of_day.get(of_day.len() / 2)?;
    let is_near = |time: &&Time| time.duration_since(middle).abs() <= HABIT;
    if of_day.iter().filter(is_near).count() < WEEKS_NEEDED {
        return None;
    }
    zone.moment_unasked(today.to_datetime(middle))
}

/// When somebody is to start on a day: `planned` where something is, in the zone that they work in, and otherwise as
/// they usually do.
#[must_use]
pub fn expected_start(
    today: Date,
    planned: Option<PlannedStart>,
    zone: &Zone,
    starts: &[PastStart],
) -> Option<Timestamp> {
    match planned {
        Some(PlannedStart::At(time)) => zone.moment_unasked(today.to_datetime(time)),
        Some(PlannedStart::DayOff) => None,
        None => usual_start(today, starts),
    }
}

/// How somebody's day has begun who was to start at `expected`, if they were; `first_today` is when they did.
#[must_use]
pub fn attendance(expected: Option<Timestamp>, first_today: Option<Timestamp>, now: Timestamp) -> Attendance {
    let Some(usual) = expected else { return Attendance::AsUsual };
    let late_from = usual.saturating_add(GRACE).unwrap_or(Timestamp::MAX);
    match first_today {
        Some(at) if at > late_from => Attendance::CameLate { usual },
        Some(_) => Attendance::AsUsual,
        None if now > late_from => Attendance::Missing { usual },
        None => Attendance::AsUsual,
    }
}

#[cfg(test)]
mod tests {
    use jiff::{ToSpan, civil::date};

    use super::*;

    const TODAY: Date = date(2026, 11, 17);

    fn chicago() -> Zone {
        Zone::parse("America/Chicago").unwrap()
    }

    fn at(day: Date, hour: i8, minute: i8) -> Timestamp {
        let zone = chicago();
        day.at(hour, minute, 0, 0).to_zoned(zone.local(Timestamp::UNIX_EPOCH).time_zone().clone()).unwrap().timestamp()
    }

    /// Starts of the weeks before, the latest last.
    fn starts(times: &[(i32, i8, i8)]) -> Vec<PastStart> {
        let start = |&(weeks, hour, minute): &(i32, i8, i8)| {
            let day = TODAY.saturating_sub((weeks * 7).days());
            PastStart { day, at: at(day, hour, minute), zone: chicago() }
        };
        times.iter().map(start).collect()
    }

    #[test]
    fn three_of_four_weeks_make_a_habit_and_two_do_not() {
        let known = starts(&[(4, 7, 0), (3, 7, 10), (1, 6, 50)]);
        assert_eq!(usual_start(TODAY, &known), Some(at(TODAY, 7, 0)));
        assert_eq!(usual_start(TODAY, &known[1..]), None);
        assert_eq!(usual_start(TODAY, &[]), None);
    }

    #[test]
    fn starts_at_any_time_are_no_habit_and_one_of_four_may_be_odd() {
        assert_eq!(usual_start(TODAY, &starts(&[(4, 6, 0), (2, 11, 0), (1, 18, 0)])), None);
        let one_odd = starts(&[(4, 7, 0), (3, 7, 0), (2, 14, 0), (1, 7, 10)]);
        assert_eq!(usual_start(TODAY, &one_odd), Some(at(TODAY, 7, 10)));
    }

    #[test]
    fn clocks_that_were_changed_in_between_make_nobody_late() {
        // Daylight saving time ended on November 1.
        let known = starts(&[(4, 7, 0), (3, 7, 0), (2, 7, 0)]);
        assert_eq!(usual_start(TODAY, &known), Some("2026-11-17T13:00:00Z".parse().unwrap()));
    }

    #[test]
    fn somebody_is_missed_after_half_an_hour_and_late_when_they_come() {
        let known = starts(&[(3, 7, 0), (2, 7, 0), (1, 7, 0)]);
        let usual = at(TODAY, 7, 0);
        let state = |first, now| attendance(usual_start(TODAY, &known), first, now);
        assert_eq!(state(None, at(TODAY, 7, 30)), Attendance::AsUsual);
        assert_eq!(state(None, at(TODAY, 7, 31)), Attendance::Missing { usual });
        assert_eq!(state(Some(at(TODAY, 7, 30)), at(TODAY, 9, 0)), Attendance::AsUsual);
        assert_eq!(state(Some(at(TODAY, 8, 0)), at(TODAY, 9, 0)), Attendance::CameLate { usual });
        assert_eq!(attendance(None, None, at(TODAY, 9, 0)), Attendance::AsUsual);
    }

    #[test]
    fn a_plan_wins_over_the_habit_and_a_day_off_over_both() {
        let known = starts(&[(3, 7, 0), (2, 7, 0), (1, 7, 0)]);
        let expected = |planned| expected_start(TODAY, planned, &chicago(), &known);
        let nine = Time::constant(9, 0, 0, 0);
        assert_eq!(expected(None), Some(at(TODAY, 7, 0)));
        assert_eq!(expected(Some(PlannedStart::At(nine))), Some(at(TODAY, 9, 0)));
        assert_eq!(expected(Some(PlannedStart::DayOff)), None);
        // Somebody new, of whom nothing is known.
        assert_eq!(expected_start(TODAY, Some(PlannedStart::At(nine)), &chicago(), &[]), Some(at(TODAY, 9, 0)));
    }

    #[test]
    fn a_planned_time_that_the_clocks_leave_out_comes_an_hour_later() {
        let (spring, time) = (date(2026, 3, 8), Time::constant(2, 30, 0, 0));
        let expected = expected_start(spring, Some(PlannedStart::At(time)), &chicago(), &[]);
        assert_eq!(expected, Some(at(spring, 3, 30)));
    }
}
