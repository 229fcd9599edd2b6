//! What a payroll policy may say, and its hours as people type them.

use jiff::civil::{Date, date};

use super::Policy;

/// Why a policy will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFieldError {
    /// The first day of a pay period is no date, or too far away.
    #[error("the first day of a pay period is out of range")]
    Anchor,
    /// The hours after which a week is overtime are out of range.
    #[error("overtime by the week is out of range")]
    WeeklyOvertime,
    /// The hours after which a day is overtime are out of range.
    #[error("overtime by the day is out of range")]
    DailyOvertime,
    /// The hours after which an entry is an exception are out of range.
    #[error("the length of an impossible entry is out of range")]
    ImpossibleAfter,
    /// The percentage of voice checks to be heard is out of range.
    #[error("the share of voice checks that is heard is out of range")]
    ReviewShare,
}

const ANCHORS: std::ops::RangeInclusive<Date> = date(1970, 1, 1)..=date(2099, 12, 31);
const HOUR: i64 = 3600;

impl Policy {
    /// Everything that will not do.
    #[must_use]
    pub fn field_errors(&self) -> Vec<PolicyFieldError> {
        let within = |secs: Option<i64>, hours: i64| secs.is_none_or(|secs| (HOUR..=hours * HOUR).contains(&secs));
        let checks = [
            (ANCHORS.contains(&self.anchor), PolicyFieldError::Anchor),
            (within(self.weekly_overtime_after_secs, 168), PolicyFieldError::WeeklyOvertime),
            (within(self.daily_overtime_after_secs, 24), PolicyFieldError::DailyOvertime),
            (within(Some(self.impossible_after_secs), 168), PolicyFieldError::ImpossibleAfter),
            (self.review_share <= 100, PolicyFieldError::ReviewShare),
        ];
        checks.into_iter().filter_map(|(fits, error)| (!fits).then_some(error)).collect()
    }
}

/// Hours with at most two decimals, as seconds: `37.5` are 135,000.
#[must_use]
pub fn read_hours(text: &str) -> Option<i64> {
    let (hours, decimals) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if hours.is_empty() || hours.len() > 3 || decimals.len() > 2 || !digits(hours) || !digits(decimals) {
        return None;
    }
    let hundredths: i64 = format!("{hours}{decimals:0<2}").parse().ok()?;
    Some(hundredths * 36)
}

/// As [`read_hours`] reads them.
#[must_use]
pub fn write_hours(secs: i64) -> String {
    let text = format!("{}.{:02}", secs / HOUR, secs % HOUR / 36);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_they_are_written() {
        for (text, secs) in [("40", 144_000), ("37.5", 135_000), ("7.75", 27_900), ("0", 0), ("10", 36_000)] {
            assert_eq!(read_hours(text), Some(secs), "{text}");
            assert_eq!(write_hours(secs), text);
        }
        assert_eq!(read_hours(" 7,5 "), Some(27_000));
        for text in ["", ".", "-1", "1e3", "1.234", "1000", "٤", "7.x", "8 h"] {
            assert_eq!(read_hours(text), None, "{text}");
        }
    }

    #[test]
    fn the_default_will_do_and_every_flaw_is_named() {
        let good = Policy::default();
        assert_eq!(good.field_errors(), []);
        for (policy, error) in [
            (Policy { anchor: date(2100, 1, 1), ..good.clone() }, PolicyFieldError::Anchor),
            (Policy { weekly_overtime_after_secs: Some(0), ..good.clone() }, PolicyFieldError::WeeklyOvertime),
            (Policy { daily_overtime_after_secs: Some(25 * HOUR), ..good.clone() }, PolicyFieldError::DailyOvertime),
            (Policy { impossible_after_secs: 1, ..good.clone() }, PolicyFieldError::ImpossibleAfter),
            (Policy { review_share: 101, ..good.clone() }, PolicyFieldError::ReviewShare),
        ] {
            assert_eq!(policy.field_errors(), [error]);
        }
        let none = Policy { weekly_overtime_after_secs: None, daily_overtime_after_secs: None, ..good };
        assert_eq!(none.field_errors(), []);
    }

    #[test]
    fn the_limits_themselves_will_do() {
        let hours = |hours: i64| Some(hours * HOUR);
        for policy in [
            Policy { anchor: date(1970, 1, 1), ..Policy::default() },
            Policy { anchor: date(2099, 12, 31), ..Policy::default() },
            Policy { weekly_overtime_after_secs: hours(1), daily_overtime_after_secs: hours(1), ..Policy::default() },
            Policy {
                weekly_overtime_after_secs: hours(168),
                daily_overtime_after_secs: hours(24),
                ..Policy::default()
            },
            Policy { impossible_after_secs: HOUR, review_share: 0, ..Policy::default() },
            Policy { impossible_after_secs: 168 * HOUR, review_share: 100, ..Policy::default() },
        ] {
            assert_eq!(policy.field_errors(), [], "{policy:?}");
        }
        for policy in [
            Policy { anchor: date(1969, 12, 31), ..Policy::default() },
            Policy { weekly_overtime_after_secs: Some(168 * HOUR + 1), ..Policy::default() },
            Policy { daily_overtime_after_secs: Some(24 * HOUR + 1), ..Policy::default() },
            Policy { impossible_after_secs: 168 * HOUR + 1, ..Policy::default() },
        ] {
            assert_eq!(policy.field_errors().len(), 1, "{policy:?}");
        }
    }

    #[test]
    fn hours_have_three_digits_and_two_decimals_at_most() {
        assert_eq!((read_hours("168"), read_hours("999.99")), (Some(168 * HOUR), Some(3_599_964)));
        assert_eq!((read_hours("0168"), read_hours("1.001")), (None, None));
    }
}
