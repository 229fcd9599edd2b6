//! What is written down about a batch: control totals, and who was left out and why.

use serde::{Deserialize, Serialize};

use super::{judge::LeftOutPerson, reasons::in_words};
use crate::domain::{
    export::{PersonHours, Profile, hours},
    payroll::Pay,
};

/// Everything about one file but its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportManifest {
    /// The export's number.
    pub batch: String,
    /// The file's name.
    pub file: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// The payroll system's name.
    pub profile: String,
    /// The name of its form.
    pub format: String,
    /// The first day, as YYYY-MM-DD.
    pub from: String,
    /// The last day, as YYYY-MM-DD.
    pub to: String,
    /// The batches of the period before this one, oldest first. Where there is any, the file holds differences.
    pub after: Vec<String>,
    /// When it was made, in UTC.
    pub made_at: String,
    /// Who made it, as they were called then.
    pub made_by: String,
    /// What the file adds up to.
    pub totals: ControlTotals,
    /// Who is not in it, and why.
    pub left_out: Vec<LeftOut>,
    /// The name with which somebody has confirmed that people are left out; none where nobody was.
    pub signature: Option<String>,
}

/// What the file adds up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlTotals {
    /// How many people are in it.
    pub people: usize,
    /// How many lines it has, without the names of the columns.
    pub lines: usize,
    /// Hours in seconds, whatever the file rounds them to.
    pub seconds: i64,
    /// Regular hours and overtime, each by itself.
    pub pay: Vec<PayTotal>,
}

/// What it adds up to for one pay code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayTotal {
    /// `regular` or `overtime`.
    pub pay: String,
    /// The pay code; empty where the file has a column of its own instead.
    pub code: String,
    /// Hours with two decimals.
    pub hours: String,
    /// The same in seconds, whatever the file rounds them to.
    pub seconds: i64,
    /// The same in minutes, where hours stand in the file as HH:MM.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub minutes: Option<i64>,
}

/// Somebody who is not in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The employee's id.
    pub employee: String,
    /// Their name.
    pub name: String,
    /// Regular hours that the payroll system is not told, with two decimals.
    pub regular: String,
    /// The same of overtime.
    pub overtime: String,
    /// At least one, in words.
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
    pub fn new(profile: &Profile, people: &[PersonHours]) -> Self {
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
