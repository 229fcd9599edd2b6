//! Lines of hours, and how they differ from what the payroll system was told before.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::profile::NamedBy;
use crate::domain::{
    employee::name::first_and_last,
    ids::{EmployeeId, EntryId, JobId},
    payroll::Pay,
};

/// A person as files name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportPerson {
    /// For keeping apart people of one name; no file shows it.
    pub id: EmployeeId,
    /// The whole name.
    pub name: String,
    /// The part of the name that is the last name, where somebody said so.
    pub last_name: Option<String>,
    /// The employee number, the employer's own.
    pub number: Option<String>,
    /// The email address, by which some payroll systems know people.
    pub email: Option<String>,
    /// What the payroll system calls them.
    pub payroll_id: Option<String>,
}

impl ExportPerson {
    /// First and last name, as payroll systems want them.
    #[must_use]
    pub fn first_and_last(&self) -> Option<(String, String)> {
        first_and_last(&self.name, self.last_name.as_deref())
    }

    /// What the payroll system knows them by.
    #[must_use]
    pub fn known_as(&self, by: NamedBy) -> Option<&str> {
        match by {
            NamedBy::Number => self.number.as_deref(),
            NamedBy::Email => self.email.as_deref(),
            NamedBy::PayrollId => self.payroll_id.as_deref(),
            NamedBy::Name => Some(&self.name),
        }
    }
}

/// What a line is about. Lines of two batches with the same key are about the same hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineKey {
    /// The local day that the hours belong to.
    pub day: Date,
    /// What was worked on; None for hours without a job.
    pub job: Option<JobId>,
    /// How the hours are paid.
    pub pay: Pay,
    /// The entry they come from, where the format goes by entry; otherwise None.
    pub entry: Option<EntryId>,
}

/// What a payroll system was told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExportedHours {
    /// Seconds in all.
    pub secs: i64,
    /// Hundredths of an hour in all, as the files had them.
    pub hundredths: i64,
}

/// Hours to be told, or taken back where negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportLine {
    /// What the hours are about.
    pub key: LineKey,
    /// Never 0.
    pub secs: i64,
    /// Hundredths of an hour, so that all lines of a person and pay add up to the nearest to their seconds.
    pub hundredths: i64,
    /// Minutes, in the same way.
    pub minutes: i64,
}

/// What is to be told about one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonHours {
    /// Whose hours they are.
    pub person: ExportPerson,
    /// In the order of their keys.
    pub lines: Vec<ExportLine>,
}

/// Seconds of a hundredth of an hour, and of a minute.
const HUNDREDTH: i64 = 36;
const MINUTE: i64 = 60;

/// The nearest whole number of units of so many seconds; halves go up.
#[must_use]
pub const fn nearest(secs: i64, unit: i64) -> i64 {
    (2 * secs + unit).div_euclid(2 * unit)
}

/// What has to be told so that the payroll system, told `exported` before, knows `current`.
///
/// Rounding goes on where it stopped: each line gets what the rounded running total of its pay grows by. So the lines
/// of all batches together add up to the rounded total, and a line never has another sign than its seconds.
#[must_use]
pub fn differences(current: &BTreeMap<LineKey, i64>, exported: &BTreeMap<LineKey, ExportedHours>) -> Vec<ExportLine> {
    let mut lines = Vec::new();
    for pay in Pay::ALL {
        let of_pay = |key: &LineKey| key.pay == pay;
        let told: Vec<_> = exported.iter().filter(|(key, _)| of_pay(key)).map(|(_, told)| *told).collect();
        let mut secs: i64 = told.iter().map(|told| told.secs).sum();
        let mut hundredths: i64 = told.iter().map(|told| told.hundredths).sum();
        let mut minutes = nearest(secs, MINUTE);
        let mut keys: Vec<_> = current.keys().chain(exported.keys()).filter(|key| of_pay(key)).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            let told = exported.get(key).map_or(0, |told| told.secs);
            let change = current.get(key).copied().unwrap_or(0) - told;
            if change == 0 {
                continue;
            }
            secs += change;
            let (now, now_minutes) = (nearest(secs, HUNDREDTH), nearest(secs, MINUTE));
            lines.push(ExportLine {
                key: *key,
                secs: change,
                hundredths: now - hundredths,
                minutes: now_minutes - minutes,
            });
            (hundredths, minutes) = (now, now_minutes);
        }
    }
    lines.sort_unstable_by_key(|line| line.key);
    lines
}
