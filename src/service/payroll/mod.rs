//! What hours come to: reports.

pub mod reports;
