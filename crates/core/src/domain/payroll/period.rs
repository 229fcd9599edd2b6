//! Pay periods: whole local days, one after the other, without a gap.

use jiff::{ToSpan, civil::Date};

/// How long a pay period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cycle {
    /// Seven days.
    Weekly,
    /// Fourteen days.
    EveryTwoWeeks,
    /// From the 1st to the 15th, and from the 16th to the end of the month.
    TwiceAMonth,
    /// The calendar month.
    Monthly,
}

impl Cycle {
    /// Every cycle, the shortest first.
    pub const ALL: [Self; 4] = [Self::Weekly, Self::EveryTwoWeeks, Self::TwiceAMonth, Self::Monthly];

    /// The text it is stored as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::EveryTwoWeeks => "every two weeks",
            Self::TwiceAMonth => "twice a month",
            Self::Monthly => "monthly",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cycle| cycle.name() == name)
    }

    /// The period that a day lies in. Periods of weeks are counted from `anchor`, before it as well as after.
    #[must_use]
    pub fn period_of(self, anchor: Date, day: Date) -> Period {
        match self {
            Self::Weekly => weeks(1, anchor, day),
            Self::EveryTwoWeeks => weeks(2, anchor, day),
            Self::TwiceAMonth if day.day() <= 15 => {
                Period { from: day.first_of_month(), to: plus_days(day.first_of_month(), 14) }
            }
            Self::TwiceAMonth => Period { from: plus_days(day.first_of_month(), 15), to: day.last_of_month() },
            Self::Monthly => Period { from: day.first_of_month(), to: day.last_of_month() },
        }
    }
}

fn weeks(count: i32, anchor: Date, day: Date) -> Period {
    let days = count * 7;
    let since = day.since(anchor).map_or(0, |span| span.get_days());
    let from = plus_days(day, -since.rem_euclid(days));
    Period { from, to: plus_days(from, days - 1) }
}

fn plus_days(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

/// A span of whole local days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day, inclusive.
    pub to: Date,
}

impl Period {
    /// Whether the day lies in it; the first and the last day do.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Every day of it, in order.
    pub fn days(self) -> impl Iterator<Item = Date> {
        self.from.series(1.day()).take_while(move |day| *day <= self.to)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const MONDAY: Date = date(2026, 11, 2);

    #[test]
    fn every_day_lies_in_one_period_and_periods_follow_each_other_without_a_gap() {
        for cycle in Cycle::ALL {
            let mut period = cycle.period_of(MONDAY, date(2024, 1, 1));
            for day in date(2024, 1, 1).series(1.day()).take(1500) {
                if !period.contains(day) {
                    let next = cycle.period_of(MONDAY, day);
                    assert_eq!(next.from, plus_days(period.to, 1), "{cycle:?}");
                    period = next;
                }
                assert_eq!(cycle.period_of(MONDAY, day), period, "{cycle:?} {day}");
            }
        }
    }

    #[test]
    fn weeks_are_counted_from_the_anchor_in_both_directions() {
        let two = |day| Cycle::EveryTwoWeeks.period_of(MONDAY, day);
        assert_eq!(two(date(2026, 11, 15)), Period { from: MONDAY, to: date(2026, 11, 15) });
        assert_eq!(two(date(2026, 11, 1)), Period { from: date(2026, 10, 19), to: date(2026, 11, 1) });
    }

    #[test]
    fn half_months_end_on_the_15th_and_on_the_last_day() {
        let half = |day| Cycle::TwiceAMonth.period_of(MONDAY, day);
        assert_eq!(half(date(2028, 2, 15)), Period { from: date(2028, 2, 1), to: date(2028, 2, 15) });
        assert_eq!(half(date(2028, 2, 16)), Period { from: date(2028, 2, 16), to: date(2028, 2, 29) });
    }

    #[test]
    fn a_period_lists_its_days() {
        let days: Vec<_> = Cycle::Weekly.period_of(MONDAY, date(2026, 11, 4)).days().collect();
        assert_eq!((days.len(), days[0], days[6]), (7, MONDAY, date(2026, 11, 8)));
    }
}
