//! The columns that lists of timesheets are sorted by.

use std::borrow::Borrow;

use super::sort::{SortLink, SortOrder};
use crate::{
    service::timesheets::sheets::Timesheet,
    wording::admin::{AdminWords, SheetsWords},
};

/// Their names in addresses.
pub(super) const COLUMNS: &[&str] = &["name", "regular", "overtime", "total", "status"];

/// Their heads, in this order.
pub(super) fn heads(words: &'static AdminWords, order: Option<SortOrder>) -> [SortLink; 5] {
    let SheetsWords { employee, regular, overtime, total, .. } = &*words.sheets;
    let columns: [(_, &'static str, _); 5] = [
        ("name", employee, false),
        ("regular", regular, true),
        ("overtime", overtime, true),
        ("total", total, true),
        ("status", &words.approvals.status, false),
    ];
    columns.map(|(column, name, is_number)| SortLink::new(column, (name, is_number), order))
}

/// Puts timesheets in this order; they come in that of the names.
pub(super) fn sort<T: Borrow<Timesheet>>(sheets: &mut [T], order: SortOrder) {
    match order.column {
        "regular" => order.sort(sheets, |sheet| sheet.borrow().regular_secs()),
        "overtime" => order.sort(sheets, |sheet| sheet.borrow().overtime_secs()),
        "total" => order.sort(sheets, |sheet| sheet.borrow().sheet.counted_secs),
        "status" => order.sort(sheets, |sheet| (sheet.borrow().is_blocked(), sheet.borrow().is_approved())),
        _ if order.descending => sheets.reverse(),
        _ => {}
    }
}
