//! What was used in each month of a zone's calendar.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan, civil::Date};

use crate::{
    domain::{cost::Currency, ids::WorkspaceId, workspace::Zone},
    store::{
        StoreError, Tx,
        usage_records::{self, UsageKind, UsageSum},
    },
};

/// What was used, and what is asked for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usage {
    /// How many calls there were.
    pub calls: u64,
    /// How long they were together, in seconds.
    pub secs: u64,
    /// The minutes that they are paid as.
    pub minutes: u64,
    /// How many texts were sent.
    pub texts: u64,
    /// The segments that they are paid as, as far as the provider says.
    pub segments: u64,
    /// What is asked in each currency, in millionths of it.
    pub costs: BTreeMap<Currency, u64>,
    /// Calls whose price is not told.
    pub calls_without_price: u64,
    /// Texts whose price is not told.
    pub texts_without_price: u64,
}

impl Usage {
    fn of(sums: &[UsageSum]) -> Self {
        let mut usage = Self::default();
        sums.iter().for_each(|sum| usage.add(sum));
        usage
    }

    fn add(&mut self, sum: &UsageSum) {
        let unpriced = if sum.currency.is_none() { sum.count } else { 0 };
        match sum.kind {
            UsageKind::Call => {
                self.calls += sum.count;
                self.secs += sum.secs;
                self.minutes += sum.units;
                self.calls_without_price += unpriced;
            }
            UsageKind::Text => {
                self.texts += sum.count;
                self.segments += sum.units;
                self.texts_without_price += unpriced;
            }
        }
        if let Some(currency) = sum.currency {
            *self.costs.entry(currency).or_default() += sum.micros;
        }
    }

    /// Whether there was neither a call nor a text.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.calls == 0 && self.texts == 0
    }
}

/// What was used in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthUsage {
    /// The first day of the month.
    pub first: Date,
    /// What was used in it.
    pub usage: Usage,
    /// The same by kind and currency.
    pub sums: Vec<UsageSum>,
}

/// The last months of a workspace, or of what belongs to none of them, this month first.
pub fn list(
    tx: &mut dyn Tx,
    workspace: Option<WorkspaceId>,
    (zone, now): (&Zone, Timestamp),
    months: i64,
) -> Result<Vec<MonthUsage>, StoreError> {
    let this = zone.local(now).date().first_of_month();
    let month = |ago: i64| this.saturating_sub(ago.months());
    let each = (0..months).map(|ago| {
        let (first, next) = (month(ago), month(ago - 1));
        let sums = usage_records::sum(tx, workspace, (zone.start_of(first), zone.start_of(next)))?;
        Ok(MonthUsage { first, usage: Usage::of(&sums), sums })
    });
    each.collect()
}
