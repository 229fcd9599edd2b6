//! How far somebody is from overtime, before it happens.

use jiff::civil::Date;

use super::{Pay, Period, Policy, Sheet};

/// Where somebody stands in a workweek.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OvertimeOutlook {
    /// What counts of the week so far, in seconds.
    pub so_far_secs: i64,
    /// What of that is overtime.
    pub overtime_secs: i64,
    /// What can still be worked today before the next second is overtime; none where the policy knows no overtime, or today
    /// is no day of the week.
    pub left_secs: Option<i64>,
}

/// Looks ahead from what is counted of a workweek. Of the day and of the week, what is reached first counts; hours that are
/// overtime by the day are not counted toward the week again.
#[must_use]
pub fn overtime_outlook(policy: &Policy, week: Period, today: Date, sheet: &Sheet) -> OvertimeOutlook {
    let lines = || sheet.lines.iter().filter(|line| week.contains(line.day));
    let regular = |on: Option<Date>| -> i64 {
        let wanted = lines().filter(|line| line.pay == Pay::Regular && on.is_none_or(|day| line.day == day));
        wanted.map(|line| line.secs).sum()
    };
    let overtime: i64 = lines().filter(|line| line.pay == Pay::Overtime).map(|line| line.secs).sum();
    let of_week = policy.weekly_overtime_after_secs.map(|limit| limit - regular(None));
    let of_day = policy.daily_overtime_after_secs.map(|limit| limit - regular(Some(today)));
    let left = [of_week, of_day].into_iter().flatten().min().map(|left| left.max(0));
    OvertimeOutlook {
        so_far_secs: regular(None) + overtime,
        overtime_secs: overtime,
        left_secs: left.filter(|_| week.contains(today)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::{Timestamp, civil::date};

    use super::*;
    use crate::domain::{
        ids::EntryId,
        payroll::{WorkedEntry, hours::count},
        workspace::Zone,
    };

    const WEEK: Period = Period { from: date(2026, 11, 16), to: date(2026, 11, 22) };
    const HOUR: i64 = 3600;

    /// Worked from 7:00 in UTC on these days of November, for so many minutes.
    fn sheet(policy: &Policy, days: &[(i8, i64)]) -> Sheet {
        let worked = |(day, mins): &(i8, i64)| {
            let in_at: Timestamp = format!("2026-11-{day:02}T07:00:00Z").parse().unwrap();
            let out_at = in_at + jiff::SignedDuration::from_mins(*mins);
            let zone = Zone::parse("UTC").unwrap();
            WorkedEntry { entry: EntryId::from_bytes([1; 16]), job: None, in_at, out_at, zone, unpaid: Vec::new() }
        };
        count(policy, WEEK, &days.iter().map(worked).collect::<Vec<_>>())
    }

    fn policy(weekly: Option<i64>, daily: Option<i64>) -> Policy {
        let secs = |hours: Option<i64>| hours.map(|hours| hours * HOUR);
        Policy {
            anchor: date(2026, 11, 2),
            weekly_overtime_after_secs: secs(weekly),
            daily_overtime_after_secs: secs(daily),
            ..Policy::default()
        }
    }

    fn left(policy: &Policy, today: i8, days: &[(i8, i64)]) -> Option<i64> {
        overtime_outlook(policy, WEEK, date(2026, 11, today), &sheet(policy, days)).left_secs
    }

    #[test]
    fn what_is_left_is_of_the_week_or_of_the_day_whichever_is_less() {
        let forty = policy(Some(40), None);
        assert_eq!(left(&forty, 20, &[(16, 540), (17, 540), (18, 540), (19, 540), (20, 70)]), Some(170 * 60));
        let eight = policy(Some(40), Some(8));
        assert_eq!(left(&eight, 17, &[(16, 480), (17, 300)]), Some(180 * 60));
        assert_eq!(left(&eight, 18, &[(16, 480), (17, 300)]), Some(8 * HOUR));
        // Two hours over on each of four days do not count toward the forty.
        assert_eq!(left(&eight, 20, &[(16, 600), (17, 600), (18, 600), (19, 600)]), Some(8 * HOUR));
    }

    #[test]
    fn with_nothing_left_it_is_nothing_and_never_less() {
        let forty = policy(Some(40), None);
        let days = [(16, 600), (17, 600), (18, 600), (19, 600), (20, 30)];
        let outlook = overtime_outlook(&forty, WEEK, date(2026, 11, 20), &sheet(&forty, &days));
        assert_eq!((outlook.so_far_secs, outlook.overtime_secs), (40 * HOUR + 1800, 1800));
        assert_eq!(outlook.left_secs, Some(0));
    }

    #[test]
    fn nothing_is_said_of_a_week_that_is_over_or_where_no_hours_are_overtime() {
        assert_eq!(left(&policy(None, None), 17, &[(16, 480)]), None);
        let forty = policy(Some(40), None);
        let later = overtime_outlook(&forty, WEEK, date(2026, 11, 23), &sheet(&forty, &[(16, 480)]));
        assert_eq!((later.so_far_secs, later.left_secs), (8 * HOUR, None));
    }
}
