//! How hours become pay: the policy of a workspace, its pay periods, and the counting itself.

pub mod hours;
mod outlook;
mod overtime;
mod pay;
pub mod period;
pub mod policy;
mod rounding;

use jiff::civil::Date;

pub use hours::{HoursLine, Sheet, WorkedEntry};
pub use outlook::{OvertimeOutlook, overtime_outlook};
pub use pay::Pay;
pub use period::{Cycle, Period};

/// What a workspace has settled about pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// How long a pay period is.
    pub cycle: Cycle,
    /// The first day of some pay period. Its day of the week is also where the workweek of overtime begins
    /// (29 CFR 778.105: a fixed and regularly recurring period of seven days).
    pub anchor: Date,
    /// What times are rounded to before hours are counted.
    pub rounding: Rounding,
    /// Hours beyond this in a workweek are overtime; none where absent.
    pub weekly_overtime_after_secs: Option<i64>,
    /// Hours beyond this on one day are overtime; none where absent.
    pub daily_overtime_after_secs: Option<i64>,
    /// An entry longer than this is an exception.
    pub impossible_after_secs: i64,
    /// Of the voice checks that nothing is wrong with, how many in a hundred are heard.
    pub review_share: u8,
}

/// Monday, 5 January 1970: weeks begin on a Monday until somebody says otherwise.
const A_MONDAY: Date = jiff::civil::date(1970, 1, 5);

impl Default for Policy {
    /// Weekly from Monday, overtime over 40 hours a week (29 CFR 778.101), nothing rounded, every tenth check heard
    /// of those that nothing is wrong with.
    fn default() -> Self {
        Self {
            cycle: Cycle::Weekly,
            anchor: A_MONDAY,
            rounding: Rounding::None,
            weekly_overtime_after_secs: Some(40 * 3600),
            daily_overtime_after_secs: None,
            impossible_after_secs: 16 * 3600,
            review_share: 10,
        }
    }
}

impl Policy {
    /// The pay period that a day lies in.
    #[must_use]
    pub fn period_of(&self, day: Date) -> Period {
        self.cycle.period_of(self.anchor, day)
    }
}

/// To which minutes of the hour a time is rounded before hours are counted; the time itself stays as it is.
/// To the nearest, as 29 CFR 785.48(b) allows where it favors nobody over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Times count as they are.
    None,
    /// Five minutes.
    Five,
    /// Six minutes, a tenth of an hour.
    Six,
    /// Fifteen minutes, a quarter of an hour.
    Fifteen,
}

impl Rounding {
    /// Every choice, the finest first.
    pub const ALL: [Self; 4] = [Self::None, Self::Five, Self::Six, Self::Fifteen];

    /// Minutes; 0 for none.
    #[must_use]
    pub const fn mins(self) -> i64 {
        match self {
            Self::None => 0,
            Self::Five => 5,
            Self::Six => 6,
            Self::Fifteen => 15,
        }
    }

    /// Reads what [`Self::mins`] gives; None for any other number of minutes.
    #[must_use]
    pub fn parse(mins: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|rounding| rounding.mins() == mins)
    }
}
