//! What is written down about a batch: control totals, and who was left out and why.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::preflight::Preflight;
use crate::domain::{export::hours, payroll::Pay};

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
    pub totals: Totals,
    pub left_out: Vec<LeftOut>,
    pub signature: Option<String>,
}

/// What the file adds up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
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

impl Totals {
    #[must_use]
    pub fn of(preflight: &Preflight) -> Self {
        let profile = &preflight.profile.profile;
        let lines: Vec<_> = preflight.hours.iter().flat_map(|hours| &hours.lines).collect();
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
            people: preflight.hours.len(),
            lines: lines.len(),
            seconds: lines.iter().map(|line| line.secs).sum(),
            pay: pay.into(),
        }
    }
}

impl Manifest {
    pub(super) fn of(
        preflight: &Preflight,
        file: &str,
        sha256: &[u8],
        (made_at, made_by): (Timestamp, &str),
        signature: Option<String>,
    ) -> Self {
        Self {
            batch: preflight.batch.clone(),
            file: file.to_owned(),
            sha256: base16ct::lower::encode_string(sha256),
            profile: preflight.profile.profile.name.clone(),
            format: preflight.profile.profile.format.name().to_owned(),
            from: preflight.place.period.from.to_string(),
            to: preflight.place.period.to.to_string(),
            after: preflight.earlier.iter().map(|batch| batch.batch.clone()).collect(),
            made_at: crate::service::entries::utc(made_at),
            made_by: made_by.to_owned(),
            totals: Totals::of(preflight),
            left_out: preflight.left_out.clone(),
            signature,
        }
    }
}
