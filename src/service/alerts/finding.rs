//! One thing that is so, and may be worth telling.

use jiff::Timestamp;

use crate::{
    domain::{
        alert::AlertKind,
        ids::{DeviceId, EmployeeId, EntryId},
    },
    store::alert_choices::AlertChoice,
};

/// Something that is so, and worth telling to somebody.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    /// What it is about.
    pub kind: AlertKind,
    /// The occasion: the same is raised once.
    pub cause: String,
    /// The employee whom it is about.
    pub employee: Option<EmployeeId>,
    /// The open entry.
    pub entry: Option<EntryId>,
    /// The silent device.
    pub device: Option<DeviceId>,
    /// What goes wrong with calls.
    pub detail: Option<String>,
    /// The moment that it is about.
    pub at: Timestamp,
    /// Seconds that were worked, or how many calls or requests.
    pub amount: Option<i64>,
    /// What the time is compared with that each user has set: how long somebody is in, or how far they are from overtime.
    pub secs: i64,
}

impl Finding {
    pub(super) const fn new(kind: AlertKind, cause: String, at: Timestamp) -> Self {
        Self { kind, cause, employee: None, entry: None, device: None, detail: None, at, amount: None, secs: 0 }
    }

    /// Whether a user wants to be told of it.
    pub(super) fn is_for(&self, choices: &[AlertChoice]) -> bool {
        choices.iter().filter(|choice| choice.kind == self.kind).any(|choice| {
            let Some(limit) = limit_of(choice) else { return true };
            match self.kind {
                AlertKind::InTooLong => self.secs > limit,
                AlertKind::NearOvertime => self.secs <= limit,
                AlertKind::NotHere | AlertKind::KioskSilent | AlertKind::LineFailing => true,
            }
        })
    }
}

/// From when on a user wants to be told of a kind; none where there is no time to set.
pub(super) fn limit_of(choice: &AlertChoice) -> Option<i64> {
    let limit = choice.kind.limit()?;
    Some(choice.limit_secs.unwrap_or(limit.at_first))
}
