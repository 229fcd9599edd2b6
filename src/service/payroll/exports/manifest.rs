//! What is written down about a batch: control totals, and who was left out and why.

use serde::{Deserialize, Serialize};

use super::{judge::LeftOutPerson, reasons::in_words};
use crate::domain::{
    export::{Hours, Profile, hours},
    payroll::Pay,
};

/// Everything about one file but its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub batch: String,
    pub file: String,
    /// Of the file's bytes, in hexadecimal.
    pub sha256: String,
    pub profile: String,
    pub format: String,
    pub from: String,
    pub to: String,
    /// The batches of the period before this one, oldest first. Where there is any, the file holds differences.
    pub after: Vec<String>,
    /// UTC.
    pub made_at: String,
    pub made_by: String,
    pub totals: ControlTotals,
    pub left_out: Vec<LeftOut>,
    pub signature: Option<String>,
}

/// What the file adds up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlTotals {
    pub people: usize,
    pub lines: usize,
    pub seconds: i64,
    pub pay: Vec<PayTotal>,
}

/// What it adds up to for one pay code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayTotal {
    pub pay: String,
    /// Empty where the file has a column of its own.
    pub code: String,
    pub hours: String,
    pub seconds: i64,
    /// Where hours stand in the file as HH:MM.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub minutes: Option<i64>,
}

/// Somebody who is not in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    pub employee: String,
    pub name: String,
    /// What the payroll system is not told, in hours.
    pub regular: String,
    pub overtime: String,
    pub reasons: Vec<String>,
}

impl From<&LeftOutPerson> for LeftOut {
    fn from(left: &LeftOutPerson) -> Self {
        Self {
            employee: left.employee.to_string(),
            name: left.name.clone(),
            regular: hours(left.regular),
            overtime: hours(left.overtime),
            reasons: left.obstacles.iter().map(in_words).collect(),
        }
    }
}

impl ControlTotals {
    /// What these hours add up to in a file of this form.
    #[must_use]
    pub fn of(profile: &Profile, people: &[Hours]) -> Self {
        let lines: Vec<_> = people.iter().flat_map(|hours| &hours.lines).collect();
        let pay = Pay::ALL.map(|pay| {
            let of_pay: Vec<_> = lines.iter().filter(|line| line.key.pay == pay).collect();
            PayTotal {
                pay: pay.name().to_owned(),
                code: profile.code(pay).to_owned(),
                hours: hours(of_pay.iter().map(|line| line.hundredths).sum()),
                seconds: of_pay.iter().map(|line| line.secs).sum(),
                minutes: profile.format.is_in_minutes().then(|| of_pay.iter().map(|line| line.minutes).sum()),
            }
        });
        Self {
            people: people.len(),
            lines: lines.len(),
            seconds: lines.iter().map(|line| line.secs).sum(),
            pay: pay.into(),
        }
    }
}
