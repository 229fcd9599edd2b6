//! What the telephone costs: calls and texts as the providers' own records have them, month by month.

mod file;
pub mod months;
pub mod read;
pub mod report;
