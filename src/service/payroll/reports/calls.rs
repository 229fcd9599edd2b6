//! Calls by day and hour on the workspace's wall clock, and how long they took.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::ReportScope;
use crate::store::{StoreError, Tx, reports as store};

/// Calls in which somebody signed in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CallTally {
    /// How many there were.
    pub calls: i64,
    /// How many of them are over; the lengths are those of these.
    pub ended: i64,
    millis: i64,
    longest_millis: i64,
}

impl CallTally {
    /// How long they lasted together, to the nearest second, as every length here: no mean is longer than the longest.
    #[must_use]
    pub const fn secs(&self) -> i64 {
        (self.millis + 500) / 1000
    }

    /// How long they lasted on average, to the nearest second; none where no call is over.
    #[must_use]
    pub fn mean_secs(&self) -> Option<i64> {
        (self.ended > 0).then(|| (self.millis + self.ended * 500) / (self.ended * 1000))
    }

    /// How long the longest one lasted, to the nearest second; none where no call is over.
    #[must_use]
    pub fn longest_secs(&self) -> Option<i64> {
        (self.ended > 0).then_some((self.longest_millis + 500) / 1000)
    }

    fn add(&mut self, other: &Self) {
        self.calls += other.calls;
        self.ended += other.ended;
        self.millis += other.millis;
        self.longest_millis = self.longest_millis.max(other.longest_millis);
    }

    fn sum<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sum = Self::default();
        all.into_iter().for_each(|one| sum.add(one));
        sum
    }
}

/// What the report of calls has counted.
#[derive(Debug, Clone)]
pub struct CallFigures {
    /// By day and hour of the wall clock, 0 to 23, where there were any, oldest first.
    pub by_hour: BTreeMap<(Date, i8), CallTally>,
}

impl CallFigures {
    pub(super) fn count(tx: &mut dyn Tx, scope: &ReportScope) -> Result<Self, StoreError> {
        let mut by_hour: BTreeMap<(Date, i8), CallTally> = BTreeMap::new();
        for quarter in store::list_calls(tx, scope.within(scope.days))? {
            let store::QuarterHour { from, calls, ended, millis, longest_millis } = quarter;
            let local = scope.zone.local(from);
            let tally = CallTally { calls, ended, millis, longest_millis };
            by_hour.entry((local.date(), local.hour())).or_default().add(&tally);
        }
        Ok(Self { by_hour })
    }

    /// The calls of all days.
    #[must_use]
    pub fn all(&self) -> CallTally {
        CallTally::sum(self.by_hour.values())
    }

    /// The calls of an hour of the day, over all days.
    #[must_use]
    pub fn at_hour(&self, hour: i8) -> CallTally {
        CallTally::sum(self.by_hour.iter().filter(|((_, at), _)| *at == hour).map(|(_, tally)| tally))
    }

    /// The calls of each day that has any, oldest first.
    #[must_use]
    pub fn days(&self) -> BTreeMap<Date, CallTally> {
        let mut days: BTreeMap<Date, CallTally> = BTreeMap::new();
        for ((day, _), tally) in &self.by_hour {
            days.entry(*day).or_default().add(tally);
        }
        days
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_never_longer_than_the_longest_nor_the_longest_longer_than_all_together() {
        for longest in (0..3_000).step_by(7) {
            let one = CallTally { calls: 1, ended: 1, millis: longest, longest_millis: longest };
            assert_eq!((one.mean_secs(), one.secs()), (one.longest_secs(), one.longest_secs().unwrap()), "{longest}");
            let two = CallTally { calls: 2, ended: 2, millis: longest + longest / 2, longest_millis: longest };
            assert!(two.mean_secs() <= two.longest_secs() && two.longest_secs() <= Some(two.secs()), "{longest}");
        }
    }
}
