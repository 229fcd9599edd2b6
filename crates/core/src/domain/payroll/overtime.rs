//! Which of the hours worked are overtime: by the day, and by the workweek.

use jiff::{Timestamp, civil::Date};

use super::{Cycle, Pay, Period, Policy};
use crate::domain::ids::{EntryId, JobId};

/// Work on one local day without a break, as it counts. Pieces sort in the order in which they were worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WorkStretch {
    pub day: Date,
    pub from: Timestamp,
    pub to: Timestamp,
    pub entry: EntryId,
    pub job: Option<JobId>,
}

impl WorkStretch {
    pub fn secs(&self) -> i64 {
        self.to.as_second() - self.from.as_second()
    }
}

impl Policy {
    /// The workweek that a day lies in (29 CFR 778.105).
    #[must_use]
    pub fn workweek_of(&self, day: Date) -> Period {
        Cycle::Weekly.period_of(self.anchor, day)
    }

    /// The first day of the workweek that a day lies in.
    #[must_use]
    pub fn week_of(&self, day: Date) -> Date {
        self.workweek_of(day).from
    }
}

/// What is left of the hours that are not overtime: of this day, of this week.
struct RegularTimeLeft {
    day: Date,
    of_day: i64,
    week: Period,
    of_week: i64,
}

impl RegularTimeLeft {
    fn at_the_start_of(policy: &Policy, day: Date) -> Self {
        Self {
            day,
            of_day: full(policy.daily_overtime_after_secs),
            week: policy.workweek_of(day),
            of_week: week(policy),
        }
    }

    fn go_on_to(&mut self, policy: &Policy, day: Date) {
        if day == self.day {
            return;
        }
        if self.week.contains(day) {
            (self.day, self.of_day) = (day, full(policy.daily_overtime_after_secs));
        } else {
            *self = Self::at_the_start_of(policy, day);
        }
    }
}

fn full(limit: Option<i64>) -> i64 {
    limit.unwrap_or(i64::MAX)
}

fn week(policy: &Policy) -> i64 {
    full(policy.weekly_overtime_after_secs)
}

/// Divides each piece into regular and overtime seconds. What is worked last is overtime, so the job of the last hours
/// bears it. Hours that are overtime by the day are not counted toward the week again (29 CFR 778.202: their premium
/// is credited): nothing is overtime twice.
///
/// `pieces` must begin with a workweek or be all there is of it, in order.
pub(super) fn divide(policy: &Policy, pieces: &[WorkStretch]) -> Vec<(WorkStretch, Pay, i64)> {
    let Some(first) = pieces.first() else { return Vec::new() };
    let mut left = RegularTimeLeft::at_the_start_of(policy, first.day);
    let mut divided = Vec::with_capacity(pieces.len());
    for piece in pieces {
        left.go_on_to(policy, piece.day);
        let regular = piece.secs().min(left.of_day).min(left.of_week);
        left.of_day -= regular;
        left.of_week -= regular;
        divided.push((*piece, Pay::Regular, regular));
        divided.push((*piece, Pay::Overtime, piece.secs() - regular));
    }
    divided.retain(|(_, _, secs)| *secs > 0);
    divided
}
