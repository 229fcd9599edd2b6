//! Costs as CSV: a row for each month, kind and currency, and one for what has no price, so that they add up.

use super::months::MonthUsage;
use crate::{
    domain::cost::exact,
    service::kernel::csv_table,
    store::{StoreError, usage_records::UsageKind},
};

const COLUMNS: &[&str] = &["month", "kind", "count", "call_secs", "minutes", "segments", "currency", "cost"];

pub(super) fn write(months: &[MonthUsage]) -> Result<Vec<u8>, StoreError> {
    let rows = months.iter().flat_map(|month| {
        month.sums.iter().map(|sum| {
            let (secs, minutes, segments) = match sum.kind {
                UsageKind::Call => (sum.secs.to_string(), sum.units.to_string(), String::new()),
                UsageKind::Text => (String::new(), String::new(), sum.units.to_string()),
            };
            vec![
                format!("{:04}-{:02}", month.first.year(), month.first.month()),
                sum.kind.name().to_owned(),
                sum.count.to_string(),
                secs,
                minutes,
                segments,
                sum.currency.map(|currency| currency.code()).unwrap_or_default(),
                sum.currency.map(|_| exact(sum.micros)).unwrap_or_default(),
            ]
        })
    });
    csv_table::write(COLUMNS, rows.collect())
}
