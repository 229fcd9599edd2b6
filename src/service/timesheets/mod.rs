//! Time that was worked: who is in, entries and their changes, exceptions, timesheets and their approval.

pub mod approvals;
pub mod board;
pub mod changes;
pub mod day;
pub mod employee_record;
pub mod entries;
pub mod entry_list;
pub mod entry_record;
pub mod exceptions;
pub mod leaving;
pub mod sheets;

pub use sheets::{EntryHours, JobTotal, list_entry_hours, list_sheets, names_of_jobs, totals_by_job, totals_of_jobs};

pub use crate::store::punch_places::EntryPlace;
