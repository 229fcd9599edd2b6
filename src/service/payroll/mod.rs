//! What becomes of hours: the payroll policy, reports, and files for payroll systems.

pub mod exports;
pub mod policy;
pub mod reports;
