//! What becomes of hours: the payroll policy, and files for payroll systems.

pub mod exports;
pub mod policy;
