//! Breaks inside a time entry: their kinds, what they leave of the time worked, and the meal that a workspace asks for.

use jiff::Timestamp;

use super::{
    ids::{BreakKindId, WorkspaceId},
    line::{LineError, filled_line},
};

/// Characters of a kind's name; it is read out on the phone and stands on a button of a kiosk.
const NAME_MAX: usize = 40;
/// Minutes of a day, the longest that a limit of a break can be.
const MAX_MINS: i64 = 24 * 60;
/// Hours of work after which a meal can be due at the latest.
const MAX_MEAL_AFTER_HOURS: i64 = 24;
/// Kinds that are in use at once: as many as there are keys on a phone to choose one by.
pub const MAX_KINDS: usize = 9;

/// A stretch of time, from its beginning to before its end.
pub type Span = (Timestamp, Timestamp);

/// A kind of break that a workspace knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakKind {
    /// Stays the same whatever the kind is called.
    pub id: BreakKindId,
    /// The employer it belongs to.
    pub workspace: WorkspaceId,
    /// What people call it; read out on the phone.
    pub name: String,
    /// Whether it counts as worked: short rest breaks do (29 CFR 785.18), meals need not (29 CFR 785.19). Never changed,
    /// so that hours that were counted stay what they were.
    pub paid: bool,
    /// A shorter one is an exception.
    pub min_mins: Option<i64>,
    /// A longer one is an exception.
    pub max_mins: Option<i64>,
    /// Since when none of this kind can be started; none for a kind in use.
    pub archived_at: Option<Timestamp>,
}

/// A kind of break as it was entered.
#[derive(Debug, Clone, Copy)]
pub struct BreakKindInput<'a> {
    /// What people are to call it.
    pub name: &'a str,
    /// Minutes; empty for none.
    pub min_mins: &'a str,
    /// Minutes; empty for none.
    pub max_mins: &'a str,
}

/// Name, least and most minutes, as they were entered.
pub type BreakKindFields = (String, Option<i64>, Option<i64>);

/// What is wrong with what was entered about a kind of break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BreakKindErrors {
    /// About the name; none where it is fine.
    pub name: Option<LineError>,
    /// Whether the least minutes are no number that a limit can be.
    pub min_mins: bool,
    /// Whether the most minutes are none, or fewer than the least.
    pub max_mins: bool,
}

impl BreakKindInput<'_> {
    /// Reads what was entered.
    ///
    /// # Errors
    /// With everything that is wrong.
    pub fn parse(self) -> Result<BreakKindFields, BreakKindErrors> {
        let (name, min, max) = (filled_line(self.name, NAME_MAX), read_mins(self.min_mins), read_mins(self.max_mins));
        match (name, min, max) {
            (Ok(name), Ok(min), Ok(max)) if min.is_none_or(|min| max.is_none_or(|max| min <= max)) => {
                Ok((name, min, max))
            }
            (name, min, max) => {
                let is_below = min.is_ok() && max.is_ok() && name.is_ok();
                let (min_mins, max_mins) = (min.is_err(), max.is_err() || is_below);
                Err(BreakKindErrors { name: name.err(), min_mins, max_mins })
            }
        }
    }
}

/// Not a number of minutes from 1 to those of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct MinsError;

fn read_mins(text: &str) -> Result<Option<i64>, MinsError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let mins: i64 = text.parse().map_err(|_| MinsError)?;
    if (1..=MAX_MINS).contains(&mins) { Ok(Some(mins)) } else { Err(MinsError) }
}

/// After how much work a meal is due, and how long it has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MealRule {
    /// Work without a break that is long enough, in seconds.
    pub after_secs: i64,
    /// The least length of that break, in minutes.
    pub mins: i64,
}

impl MealRule {
    /// Whether both lie where a rule can.
    #[must_use]
    pub fn is_possible(self) -> bool {
        (3600..=MAX_MEAL_AFTER_HOURS * 3600).contains(&self.after_secs) && (1..=MAX_MINS).contains(&self.mins)
    }

    /// How long somebody had worked in one go at the end of `own` or at the break after it, where a meal was due in
    /// `own` and was not had. `before` is what they worked until then. Both are in order, and cut by breaks of whatever
    /// kind: time off the clock is a meal as well, and hours go on when only the job changes.
    #[must_use]
    pub fn missed(self, before: &[Span], own: &[Span]) -> Option<i64> {
        let (mut run, mut last, mut missed) = (0, None, None);
        for (is_own, (from, to)) in before.iter().map(|span| (false, *span)).chain(own.iter().map(|span| (true, *span)))
        {
            let gap = last.map_or(0, |last: Timestamp| from.as_second() - last.as_second());
            if gap >= self.mins * 60 {
                if missed.is_some() {
                    return missed;
                }
                run = 0;
            }
            let was_due = run > self.after_secs;
            run += (to.as_second() - from.as_second()).max(0);
            last = Some(last.map_or(to, |last: Timestamp| last.max(to)));
            if is_own && run > self.after_secs && (missed.is_some() || !was_due) {
                missed = Some(run);
            }
        }
        missed
    }
}

/// What is left of the time from `begin` to `end` without these breaks, in order. A break may begin before or end after
/// it, as once the entry was corrected, and may overlap another.
#[must_use]
pub fn work_without(begin: Timestamp, end: Timestamp, mut breaks: Vec<Span>) -> Vec<Span> {
    breaks.sort_unstable();
    let mut work = Vec::with_capacity(breaks.len() + 1);
    let mut from = begin;
    for (off, on) in breaks {
        if off >= end {
            break;
        }
        if off > from {
            work.push((from, off));
        }
        from = from.max(on);
    }
    if from < end {
        work.push((from, end));
    }
    work
}

/// Seconds of the time from `begin` to `end` that these breaks leave, counted as the times are shown.
#[must_use]
pub fn secs_without(begin: Timestamp, end: Timestamp, breaks: Vec<Span>) -> i64 {
    work_without(begin, end, breaks).into_iter().map(|(from, to)| to.as_second() - from.as_second()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-11-02T{text}:00Z").parse().unwrap()
    }

    fn spans(of: &[(&str, &str)]) -> Vec<Span> {
        of.iter().map(|(from, to)| (at(from), at(to))).collect()
    }

    #[test]
    fn breaks_cut_the_work_wherever_they_lie() {
        for (breaks, left) in [
            (vec![], vec![("07:00", "15:00")]),
            (vec![("12:00", "12:30")], vec![("07:00", "12:00"), ("12:30", "15:00")]),
            (vec![("12:20", "12:40"), ("12:00", "12:30")], vec![("07:00", "12:00"), ("12:40", "15:00")]),
            (vec![("06:00", "07:30")], vec![("07:30", "15:00")]),
            (vec![("14:30", "16:00")], vec![("07:00", "14:30")]),
            (vec![("06:00", "16:00")], vec![]),
            (vec![("15:00", "16:00"), ("06:00", "07:00")], vec![("07:00", "15:00")]),
            (vec![("12:00", "12:00")], vec![("07:00", "12:00"), ("12:00", "15:00")]),
        ] {
            assert_eq!(work_without(at("07:00"), at("15:00"), spans(&breaks)), spans(&left), "{breaks:?}");
        }
        assert_eq!(secs_without(at("07:00"), at("15:00"), spans(&[("12:00", "12:30")])), 7 * 3600 + 1800);
        assert_eq!(work_without(at("07:00"), at("07:00"), Vec::new()), []);
    }

    #[test]
    fn a_meal_is_missed_once_more_was_worked_than_the_rule_allows() {
        let rule = MealRule { after_secs: 6 * 3600, mins: 30 };
        let missed = |before: &[(&str, &str)], own: &[(&str, &str)]| rule.missed(&spans(before), &spans(own));
        assert_eq!(missed(&[], &[("07:00", "13:00")]), None, "six hours are not more than six");
        assert_eq!(missed(&[], &[("07:00", "13:01")]), Some(6 * 3600 + 60));
        assert_eq!(missed(&[], &[("07:00", "12:00"), ("12:30", "17:00")]), None);
        let short = &[("07:00", "12:00"), ("12:29", "17:00")];
        assert_eq!(missed(&[], short), Some(9 * 3600 + 31 * 60), "a short break is no meal");
        let late = &[("07:00", "14:00"), ("14:30", "16:00")];
        assert_eq!(missed(&[], late), Some(7 * 3600), "a meal after its time is missed as well");
    }

    #[test]
    fn work_goes_on_where_only_the_job_changes_and_is_told_of_once() {
        let rule = MealRule { after_secs: 5 * 3600, mins: 30 };
        let missed = |before: &[(&str, &str)], own: &[(&str, &str)]| rule.missed(&spans(before), &spans(own));
        assert_eq!(missed(&[("07:00", "11:00")], &[("11:00", "13:00")]), Some(6 * 3600));
        assert_eq!(missed(&[("07:00", "11:00")], &[("11:30", "13:00")]), None, "off the clock for the meal");
        assert_eq!(missed(&[("07:00", "13:00")], &[("13:00", "15:00")]), None, "it was missed in the first entry");
    }

    #[test]
    fn kinds_are_read_with_everything_that_is_wrong() {
        let read = |name, min_mins, max_mins| BreakKindInput { name, min_mins, max_mins }.parse();
        assert_eq!(read(" Lunch ", "30", " 60 ").unwrap(), ("Lunch".to_owned(), Some(30), Some(60)));
        assert_eq!(read("Rest", "", "").unwrap(), ("Rest".to_owned(), None, None));
        assert_eq!(read("Rest", "10", "10").unwrap().2, Some(10));
        let wrong = |name, min, max| {
            let errors = read(name, min, max).unwrap_err();
            (errors.name.is_some(), errors.min_mins, errors.max_mins)
        };
        assert_eq!(wrong("", "0", "1441"), (true, true, true));
        assert_eq!(wrong("Rest", "20", "10"), (false, false, true));
        assert_eq!(wrong("Rest", "-5", "x"), (false, true, true));
        assert_eq!(wrong(&"n".repeat(41), "", "1440"), (true, false, false));
    }

    #[test]
    fn a_rule_has_its_limits() {
        let possible = |after_secs, mins| MealRule { after_secs, mins }.is_possible();
        assert!(possible(3600, 1) && possible(24 * 3600, 1440) && possible(6 * 3600, 30));
        assert!(!possible(3599, 30) && !possible(24 * 3600 + 1, 30) && !possible(3600, 0) && !possible(3600, 1441));
    }
}
